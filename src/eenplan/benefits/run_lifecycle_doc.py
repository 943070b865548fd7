"""The lifecycle of a payment run for docs/reference/lifecycles.md, made from lifecycle.py."""

from eenplan.benefits.enums_money import RunState
from eenplan.benefits.lifecycle import RUN
from eenplan.core.lifecycle_doc import lifecycle


def run_lifecycle() -> str:
    """Return which state of a payment run may follow which."""
    about = (
        "A run is filled while it is open; from the freeze its file is what it is. What left for "
        "the bank is not cancelled: then only the bank says what became of it."
    )
    return lifecycle("A payment run", about, RunState, RUN)
