"""Which state of a temporary cell may follow which. docs/reference/lifecycles.md is drawn from it.

An opened cell takes its target group at once, like a running one. A cell that winds down takes
nobody any more; it may be set going again when people keep coming.
"""

from eenplan.organisation.enums import CellState as S

NEXT: dict[S, set[S]] = {
    S.OPENED: {S.RUNNING, S.WINDING_DOWN},
    S.RUNNING: {S.WINDING_DOWN},
    S.WINDING_DOWN: {S.RUNNING, S.CLOSED},
    S.CLOSED: set(),
}
TAKES_NOBODY = frozenset({S.WINDING_DOWN, S.CLOSED})
