"""Whether enough members of a session are there."""

from dataclasses import dataclass

from eenplan.benefits.models import CommitteeSession
from eenplan.organisation.selectors import norm


@dataclass(frozen=True)
class Quorum:
    """How many members sit, are there, and must be there at least."""

    seats: int
    present: int
    needed: int

    @property
    def is_reached(self) -> bool:
        return self.present >= self.needed


def quorum_of(session: CommitteeSession) -> Quorum:
    """Return the quorum of a session: more than the norm's part of its members."""
    seats = list(session.members.values_list("was_present", flat=True))
    share = int(norm("committee_quorum_percent", on=session.held_on))
    needed = min(len(seats) * share // 100 + 1, len(seats))
    return Quorum(len(seats), sum(there is True for there in seats), max(needed, 1))
