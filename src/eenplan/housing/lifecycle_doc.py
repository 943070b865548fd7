"""The lifecycle of a place for docs/reference/lifecycles.md, made from lifecycle.py."""

from eenplan.core.lifecycle_doc import lifecycle
from eenplan.housing.enums import PlaceState
from eenplan.housing.lifecycle import NEXT


def place_lifecycle() -> str:
    """Return which state of a place may follow which."""
    about = "A new place is offered first, or comes from an import in the state the import says."
    return lifecycle("A place", about, PlaceState, NEXT)
