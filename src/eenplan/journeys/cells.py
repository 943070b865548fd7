"""A team ends, a temporary cell closes: only when no room holds anything of it any more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse

from eenplan.cases.enums import HandoverState
from eenplan.cases.models import Case, Handover, Step, WorkItem
from eenplan.core.access import Actor
from eenplan.housing.models import Stay
from eenplan.network.selectors import unanswered_of_team
from eenplan.organisation import permissions, services as organisation
from eenplan.organisation.errors import TeamInUse
from eenplan.organisation.models import Team
from eenplan.people import services as people
from eenplan.people.models import Household, TeamCare


@dataclass(frozen=True)
class Owned:
    """Something a team still has in its hands: what, how many, and the page that lists them.

    Without a page the number is shown only.
    """

    label: str
    count: int
    url: str


def households(team: Team, on: date) -> QuerySet:
    """Return the households in the care of the team on a day or later."""
    return _rows(
        TeamCare.objects.lasting_beyond(on).filter(team=team),
        what=F("reason"),
        since=F("starts_on"),
        of="household",
    )


def cases(team: Team, on: date) -> QuerySet:
    """Return the open cases of those households."""
    rows = Case.objects.filter(closed_on=None, household__in=_in_care(team, on))
    return _rows(rows, what=Value("open dossier"), since=F("opened_on"), of="household")


def steps(team: Team, on: date) -> QuerySet:
    """Return the steps of those cases that are not done."""
    rows = Step.objects.filter(
        done_on=None, case__closed_on=None, case__household__in=_in_care(team, on)
    )
    return _rows(rows, what=F("title"), since=F("due_on"), of="case__household")


def work_items(team: Team, on: date) -> QuerySet:
    """Return what waits for the team or for somebody of it."""
    rows = WorkItem.objects.filter(done_on=None, case__closed_on=None, team=team)
    return _rows(rows, what=F("text"), since=F("since"), of="case__household")


def stays(team: Team, on: date) -> QuerySet:
    """Return the stays that run or are reserved for those households."""
    rows = Stay.objects.lasting_beyond(on).filter(household__in=_in_care(team, on))
    return _rows(rows, what=F("place__reference"), since=F("starts_on"), of="household")


def referrals(team: Team, on: date) -> QuerySet:
    """Return the referrals nobody answered, of those households or sent to the team."""
    rows = unanswered_of_team(team)
    return _rows(rows, what=F("asked"), since=F("sent_on"), of="case__household")


def _in_care(team: Team, on: date) -> QuerySet:
    return TeamCare.objects.lasting_beyond(on).filter(team=team).values("household")


def _rows(rows: QuerySet, *, what, since, of: str) -> QuerySet:
    """Return rows with the same names, so that one page can list any of them."""
    return rows.order_by(f"{of}__year", f"{of}__serial", "pk").values(
        "pk",
        what_it_is=what,
        from_day=since,
        file=F(f"{of}__pk"),
        file_year=F(f"{of}__year"),
        file_serial=F(f"{of}__serial"),
        file_name=F(f"{of}__name"),
    )


LISTS: dict[str, tuple[str, Callable[[Team, date], QuerySet]]] = {
    "gezinnen": ("gezinnen in zorg", households),
    "dossiers": ("open dossiers", cases),
    "stappen": ("open stappen", steps),
    "werkpunten": ("open werkpunten", work_items),
    "verblijven": ("lopende verblijven en reservaties", stays),
    "doorverwijzingen": ("doorverwijzingen zonder antwoord", referrals),
}


def _listed(name: str) -> Callable[[Team, date], Owned]:
    label, rows = LISTS[name]

    def owned(team: Team, on: date) -> Owned:
        return Owned(label, rows(team, on).count(), reverse("desk:owned", args=[team.pk, name]))

    return owned


def _handovers(team: Team, on: date) -> Owned:
    """Return the handovers from or to the team that wait for an answer."""
    waiting = Handover.objects.filter(
        Q(from_team=team) | Q(to_team=team), state=HandoverState.PROPOSED
    )
    return Owned("overdrachten zonder antwoord", waiting.count(), "")


#: Who is asked whether a team may stop. A room that can hold something of a team (payments,
#: referrals) adds one function here.
ROOMS: list[Callable[[Team, date], Owned]] = [*map(_listed, LISTS), _handovers]


def owned_by_team(team: Team, *, on: date) -> list[Owned]:
    """Return what a team still has in its hands on a day or later; empty when it may stop."""
    found = (ask(team, on) for ask in ROOMS)
    return [owned for owned in found if owned.count]


@transaction.atomic
def close_team(*, actor: Actor, team: Team, ends_on: date, reason: str, on: date) -> Team:
    """End a team, or close a cell that was wound down, from a day on.

    Its roles end, and who handed over a household from there no longer reads along.

    Raises NotAllowed, EndBeforeStart, CellRefused, TeamInUse with the list of what it still owns,
    and LastAdministrator.
    """
    permissions.check_can_end_team(actor, team)
    team = Team.objects.select_for_update().get(pk=team.pk)
    owned = owned_by_team(team, on=ends_on)
    if owned:
        told = ", ".join(f"{o.label}: {o.count}" for o in owned)
        raise TeamInUse(f"{team} heeft nog iets in handen ({told}). Draag dat eerst over.")
    ended = organisation.end_team(actor=actor, team=team, ends_on=ends_on, reason=reason, on=on)
    people.end_reading_along(actor=actor, team=team, on=ends_on)
    return ended


def owned_rows(actor: Actor, team: Team, name: str, *, on: date) -> tuple[str, QuerySet]:
    """Return the words for one list of what a team owns, and its rows the actor may open."""
    label, rows = LISTS[name]
    return label, rows(team, on).filter(file__in=Household.objects.visible_to(actor))
