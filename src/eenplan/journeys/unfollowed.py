"""What was with somebody who is blocked or left the team: nothing of it may be forgotten."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Concat, TruncDate

from eenplan.agenda.selectors.appointments import still_to_come
from eenplan.cases.enums import HandoverState
from eenplan.cases.models import Assignment, Handover, Step, WorkItem
from eenplan.core.access import Actor
from eenplan.housing.selectors.follow_up import visits_to_hold
from eenplan.network.lifecycle import PENDING
from eenplan.network.models import Referral
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership
from eenplan.people.models import Household, TeamCare


def cases(teams: Collection[int], on: date) -> QuerySet:
    """Return the open cases that somebody holds who is no case manager of the team any more."""
    return _rows(
        _departed(teams, on), what=Value("dossier"), since="starts_on", case="case", who="worker"
    )


def steps(teams: Collection[int], on: date) -> QuerySet:
    """Return the steps to do of those cases."""
    rows = Step.objects.filter(case__assignments__in=_departed(teams, on), done_on=None)
    return _rows(
        rows, what=F("title"), since="due_on", case="case", who="case__assignments__worker"
    )


def work_items(teams: Collection[int], on: date) -> QuerySet:
    """Return what waits for somebody who does not work in the team any more."""
    there = Membership.objects.on(on).filter(
        user=OuterRef("worker"), team=OuterRef("team"), user__is_active=True
    )
    rows = WorkItem.objects.filter(
        ~Exists(there),
        worker__isnull=False,
        done_on=None,
        team__in=teams,
        case__closed_on=None,
    )
    return _rows(rows, what=F("text"), since="since", case="case", who="worker")


def handovers(teams: Collection[int], on: date) -> QuerySet:
    """Return the handovers offered to somebody who does not work in the receiving team any more."""
    there = Membership.objects.on(on).filter(
        user=OuterRef("to_worker"), team=OuterRef("to_team"), user__is_active=True
    )
    rows = Handover.objects.filter(
        ~Exists(there),
        state=HandoverState.PROPOSED,
        to_worker__isnull=False,
        from_team__in=teams,
    )
    return _rows(rows, what=F("reason"), since="asked_on", case="case", who="to_worker")


def referrals(teams: Collection[int], on: date) -> QuerySet:
    """Return the referrals that are not over, of who does not work in the team any more."""
    care = TeamCare.objects.open().filter(
        household=OuterRef("case__household"), team__in=list(teams)
    )
    there = Membership.objects.on(on).filter(
        user=OuterRef("sent_by"), team=OuterRef("in_team"), user__is_active=True
    )
    rows = Referral.objects.filter(
        state__in=PENDING, sent_by__isnull=False, case__closed_on=None
    ).annotate(in_team=Subquery(care.values("team")[:1]))
    rows = rows.exclude(in_team=None).filter(~Exists(there))
    return _rows(rows, what=F("asked"), since="sent_on", case="case", who="sent_by")


def appointments(teams: Collection[int], on: date) -> QuerySet:
    """Return the appointments to come of who does not work in the team any more."""
    there = Membership.objects.on(on).filter(
        user=OuterRef("worker"), team=OuterRef("team"), user__is_active=True
    )
    rows = still_to_come(on=on - timedelta(days=1)).filter(
        ~Exists(there), team__in=teams, worker__isnull=False, household__isnull=False
    )
    words = Concat(Value("afspraak: "), F("subject"), output_field=CharField())
    name = Concat("worker__first_name", Value(" "), "worker__last_name", output_field=CharField())
    return rows.select_related(None).values(
        "pk",
        what_it_is=words,
        from_day=TruncDate("starts_at"),
        case_pk=Value(None, output_field=IntegerField()),
        held_by=name,
        still_signs_in=F("worker__is_active"),
        file=F("household"),
        file_year=F("household__year"),
        file_serial=F("household__serial"),
        file_name=F("household__name"),
    )


def follow_up_visits(teams: Collection[int], on: date) -> QuerySet:
    """Return the visits to stays that may be held by now, of cases nobody holds any more."""
    to_hold = visits_to_hold().filter(
        Q(stay__ends_on=None) | Q(stay__ends_on__gt=on), from_on__lte=on
    )
    visit = "case__household__stays__visits"
    rows = _departed(teams, on).filter(**{f"{visit}__in": to_hold})
    words = Concat(
        Value("opvolgbezoek in "),
        F("case__household__stays__place__reference"),
        output_field=CharField(),
    )
    return _rows(rows, what=words, since=f"{visit}__due_on", case="case", who="worker")


def _departed(teams: Collection[int], on: date) -> QuerySet[Assignment]:
    care = TeamCare.objects.open().filter(
        household=OuterRef("case__household"), team__in=list(teams)
    )
    present = Membership.objects.on(on).filter(
        user=OuterRef("worker"),
        team=OuterRef("in_team"),
        role=Role.CASE_MANAGER,
        user__is_active=True,
    )
    held = Assignment.objects.open().filter(case__closed_on=None)
    held = held.annotate(in_team=Subquery(care.values("team")[:1])).exclude(in_team=None)
    return held.filter(~Exists(present))


def _rows(rows: QuerySet, *, what, since: str, case: str, who: str) -> QuerySet:
    """Return rows with the same names, so that one page can list any of them."""
    file = f"{case}__household"
    name = Concat(f"{who}__first_name", Value(" "), f"{who}__last_name", output_field=CharField())
    return rows.order_by(F(since).asc(nulls_last=True), "pk").values(
        "pk",
        what_it_is=what,
        from_day=F(since),
        case_pk=F(case),
        held_by=name,
        still_signs_in=F(f"{who}__is_active"),
        file=F(file),
        file_year=F(f"{file}__year"),
        file_serial=F(f"{file}__serial"),
        file_name=F(f"{file}__name"),
    )


#: What can be left behind. A room where something is somebody's (appointments, referrals) adds a
#: line: a word for the address, a label, and a function that returns such rows.
LISTS: dict[str, tuple[str, Callable[[Collection[int], date], QuerySet]]] = {
    "dossiers": ("Dossiers", cases),
    "stappen": ("Stappen", steps),
    "werkpunten": ("Werkpunten", work_items),
    "overdrachten": ("Overdrachten", handovers),
    "doorverwijzingen": ("Doorverwijzingen", referrals),
    "afspraken": ("Afspraken", appointments),
    "verblijven": ("Opvolgbezoeken", follow_up_visits),
}


@dataclass(frozen=True)
class Left:
    """One kind of thing that was left: its word, its label and how many the actor can open."""

    name: str
    label: str
    count: int


def left_behind(actor: Actor, teams: Collection[int], *, on: date) -> list[Left]:
    """Return how many of each kind nobody looks after in these teams, as far as one may see."""
    return [
        Left(name, label, left_rows(actor, teams, name, on=on).count())
        for name, (label, _) in LISTS.items()
    ]


def left_rows(actor: Actor, teams: Collection[int], name: str, *, on: date) -> QuerySet:
    """Return what of one kind nobody looks after: the rows of the households one may open."""
    rows = LISTS[name][1](teams, on)
    return rows.filter(file__in=Household.objects.visible_to(actor))
