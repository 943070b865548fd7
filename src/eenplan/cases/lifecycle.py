"""Which answer a handover may get, from the state it is in."""

from eenplan.cases.enums import HandoverState as State

HANDOVER: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset(
        {State.ACCEPTED, State.REFUSED, State.WITHDRAWN, State.LAPSED},
    ),
    State.ACCEPTED: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.LAPSED: frozenset(),
}
