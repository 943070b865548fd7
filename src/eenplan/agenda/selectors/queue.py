"""Reading the queue: who waits, who was called, what changed since somebody last looked."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from eenplan.agenda.enums import IN_THE_QUEUE, VisitState
from eenplan.agenda.models import Visit
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import teams_of


def desk_teams(actor: Actor) -> QuerySet[Team]:
    """Return the teams whose queue the actor keeps."""
    return teams_of(actor, Capability.QUEUE_KEEP).order_by("name")


def visits(actor: Actor) -> QuerySet[Visit]:
    """Return the visits the actor may see, with the names the rows show."""
    return (
        Visit.objects.visible_to(actor)
        .with_sight(actor)
        .select_related("team", "for_worker", "called_by", "household")
    )


def get_visit(actor: Actor, pk: int) -> Visit:
    """Return one visit at a desk of the actor, or raise NotFound."""
    visit = visits(actor).filter(pk=pk).first()
    if visit is None:
        raise NotFound(pk)
    return visit


def waiting(actor: Actor, team: Team) -> list[Visit]:
    """Return who waits or was called at a desk, called first, then in order of arrival.

    Who was forgotten on an earlier day stands here too, until somebody finishes the visit.
    """
    rows = visits(actor).filter(team=team, state__in=IN_THE_QUEUE)
    return sorted(rows, key=lambda v: (v.state != VisitState.CALLED, v.day, v.number))


def shown_name(visit: Visit) -> str:
    """Return the name the actor may read: none when the household is known and out of sight."""
    hidden = visit.household_id and not visit.may_open
    return "" if hidden else visit.name


def done_today(actor: Actor, team: Team, *, on: date) -> Counter:
    """Return how many visits of a day ended in which way."""
    rows = Visit.objects.visible_to(actor).filter(team=team, day=on)
    return Counter(rows.filter(~Q(state__in=IN_THE_QUEUE)).values_list("state", flat=True))


# -- What changed ---------------------------------------------------------------------------------
def mark_of(rows: list[Visit]) -> str:
    """Return who is in the queue as one short text: "12W.13C". A screen gives it back later."""
    return ".".join(f"{visit.number}{visit.state[0]}" for visit in rows)


@dataclass(frozen=True)
class News:
    """What changed in a queue since a screen last asked."""

    came: tuple[str, ...]
    called: tuple[str, ...]
    gone: tuple[str, ...]
    waiting: int

    def __str__(self):
        parts = [
            f"Nieuw: nummer {', '.join(self.came)}." if self.came else "",
            f"Opgeroepen: nummer {', '.join(self.called)}." if self.called else "",
            f"Weg uit de rij: nummer {', '.join(self.gone)}." if self.gone else "",
        ]
        said = " ".join(filter(None, parts))
        return f"{said} Er {'wacht' if self.waiting == 1 else 'wachten'} {self.waiting}." * bool(
            said
        )


def news(rows: list[Visit], seen: str) -> News:
    """Return what changed in the queue beside the mark a screen sent along."""
    before = _read(seen)
    now = {str(visit.number): visit.state[0] for visit in rows}
    return News(
        came=tuple(n for n, s in now.items() if s == "W" and before.get(n) != "W"),
        called=tuple(n for n, s in now.items() if s == "C" and before.get(n) != "C"),
        gone=tuple(n for n in before if n not in now),
        waiting=sum(state == "W" for state in now.values()),
    )


def _read(seen: str) -> dict[str, str]:
    """Return numbers and states of a mark; what is no mark of ours is left out."""
    parts = (part for part in seen[:4000].split(".") if part[:-1].isascii())
    return {p[:-1]: p[-1] for p in parts if p[:-1].isdigit() and p[-1] in "WC" and len(p) < 6}


def screen_name(visit: Visit) -> str:
    """Return what the waiting room reads: a first name only of who agreed and is in sight."""
    hidden = visit.household_id and not visit.may_open
    return f"Nummer {visit.number}" if hidden else visit.on_screen


def find_visit(actor: Actor, text: str) -> Visit | None:
    """Return the visit an address names, or None for what is none of the actor's."""
    is_number = text.isascii() and text.isdigit() and len(text) < 12
    return visits(actor).filter(pk=int(text)).first() if is_number else None
