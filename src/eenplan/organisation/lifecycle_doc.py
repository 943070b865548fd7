"""The lifecycle of a temporary cell for docs/reference/lifecycles.md, made from lifecycle.py."""

from eenplan.core.lifecycle_doc import lifecycle
from eenplan.organisation.enums import CellState
from eenplan.organisation.lifecycle import NEXT


def cell_lifecycle() -> str:
    """Return which state of a temporary cell may follow which."""
    about = (
        "A cell that winds down takes no new households. It closes when it has nothing in its"
        " hands any more."
    )
    return lifecycle("A temporary cell", about, CellState, NEXT)
