"""The three ways to a letter: by the file, by the committee, by the register of applications."""

from dataclasses import dataclass

from django.urls import reverse

from eenplan.benefits.letters_permissions import OF_THE_DESK, may_write
from eenplan.benefits.selectors.letters import get_letter
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, note_read
from eenplan.people import selectors as people


@dataclass(frozen=True)
class Way:
    """A way in: whose letters it shows, and what reading and writing them asks."""

    scope: str
    prefix: str
    reads: Capability
    writes: Capability

    def page(self, name: str, *args) -> str:
        """Return the address of a page of this way."""
        return reverse(f"letters:{self.prefix}{name}", args=args)

    def load(self, request: AppRequest, letter_id: int, *, whole: bool = False):
        """Return a letter within this way, and note that its household was read."""
        letter = get_letter(request.actor, letter_id, scope=self.scope, whole=whole)
        self.note(request, letter.household)
        return letter

    def note(self, request: AppRequest, household) -> None:
        """Note that something of a household was read, and why it may be."""
        ground = "beslissing van het comité"
        if self.scope != "session":
            ground = people.ground_of(request.actor, household)
        note_read(request, household.pk, ground=ground)


FILE = Way("file", "", Capability.RIGHTS_VIEW, Capability.RIGHTS_INVESTIGATE)
SESSION = Way("session", "session_", Capability.COMMITTEE_KEEP, Capability.COMMITTEE_KEEP)
DESK = Way("desk", "desk_", Capability.APPLICATION_REGISTER, Capability.APPLICATION_REGISTER)


def way_to_write(request: AppRequest, way: Way, kind: str, household) -> Way | None:
    """Return the way by which the actor may make and send this letter; None for who may not."""
    if not may_write(request.actor, kind, household):
        return None
    if kind in OF_THE_DESK:
        return DESK
    return way if request.actor.can(way.writes) else None
