"""Reading the register: one application in scope, the lists of it, and whether a number lacks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.main_decisions import main_decisions
from eenplan.benefits.models import Application, Grant, Letter, Review
from eenplan.benefits.register_facts import LABELS, tell_fact
from eenplan.benefits.selectors.stages import waits_for_decision, with_rest_of_way, with_stage
from eenplan.benefits.selectors.terms import SOON_DAYS, with_decision_due
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.core.models import NumberSeries
from eenplan.people.models import Household, TeamCare

SOON, OVERDUE, STILL, LATE, NO_RECEIPT = "bijna", "om", "stil", "laat", "zonder"


def open_for_right(household: Household, right: str) -> QuerySet[Application]:
    """Return the applications of a household for a right that still have to be decided on."""
    return Application.objects.filter(
        ~Q(Exists(main_decisions().filter(application=OuterRef("pk")))),
        Q(competence=None) | Q(competence__forwarded_on=None),
        household=household,
        right=right,
        withdrawn_on=None,
    )


# -- Scope -----------------------------------------------------------------------------------------
def registered_seen_by(actor: Actor) -> QuerySet[Application]:
    """Return the applications of the households the actor may open: that they are there."""
    return Application.objects.filter(household__in=Household.objects.visible_to(actor))


def rights_seen_by(actor: Actor) -> QuerySet[Application]:
    """Return the applications of which the actor may read everything."""
    rows = registered_seen_by(actor)
    if actor.can(Capability.RIGHTS_VIEW) and actor.can(Capability.HOUSEHOLD_VIEW_ALL):
        return rows
    teams = actor.teams_with(Capability.RIGHTS_VIEW)
    care = TeamCare.objects.open().filter(household=OuterRef("household"), team__in=teams)
    return rows.filter(Exists(care))


def get_application(actor: Actor, pk: int) -> Application:
    """Return an application with its stage and its household, or raise NotFound."""
    rows = with_rest_of_way(with_stage(registered_seen_by(actor).filter(pk=pk)))
    found = (
        rows.select_related("applicant", "competence__decided_by", "registered_by")
        .prefetch_related("corrections__made_by", "suspensions__noted_by")
        .first()
    )
    if found is None:
        raise NotFound(pk)
    household = Household.objects.visible_to(actor).with_team().select_related("area")
    found.household = household.defer("area__geometry").get(pk=found.household_id)
    return found


def applications_of(household: Household) -> QuerySet[Application]:
    """Return the applications of a household with their stage, latest first."""
    rows = with_stage(Application.objects.filter(household=household))
    return rows.select_related("applicant").prefetch_related("corrections", "suspensions")


def grants_of(household: Household, *, on: date) -> QuerySet[Grant]:
    """Return what is granted to a household on a day."""
    rows = Grant.objects.lasting_beyond(on).filter(household=household)
    return rows.select_related("beneficiary", "decision").order_by("starts_on", "pk")


def open_reviews_of(household: Household) -> QuerySet[Review]:
    """Return what has to be looked at again of the decisions of a household."""
    rows = Review.objects.filter(decision__application__household=household, settled_on=None)
    return rows.select_related("decision").order_by("due_on", "pk")


# -- The lists -------------------------------------------------------------------------------------
def _in_period(rows: QuerySet[Application], filters: dict) -> QuerySet[Application]:
    wanted = {"counts_on__gte": filters.get("vanaf"), "counts_on__lte": filters.get("tot")}
    return rows.filter(**{field: day for field, day in wanted.items() if day})


def applications_listed(actor: Actor, filters: dict, *, on: date) -> QuerySet[Application]:
    """Return the applications of a list, in the order of the register, latest first."""
    rows = _in_period(with_decision_due(with_stage(rights_seen_by(actor))), filters)
    if filters.get("recht"):
        rows = rows.filter(right=filters["recht"])
    if filters.get("stand"):
        rows = rows.filter(stage=filters["stand"])
    wanted = filters.get("termijn")
    if wanted in (SOON, OVERDUE, STILL):
        rows = rows.filter(waits_for_decision(), **_term(wanted, on))
    elif wanted == LATE:
        rows = _registered_late(rows)
    elif wanted == NO_RECEIPT:
        rows = rows.filter(receipt_on=None, withdrawn_on=None)
    return rows.order_by("-year", "-serial")


def _term(wanted: str, on: date) -> dict:
    if wanted == STILL:
        return {"stands_still": True}
    if wanted == OVERDUE:
        return {"stands_still": False, "decision_due_on__lt": on}
    ahead = {"decision_due_on__gte": on, "decision_due_on__lte": on + timedelta(days=SOON_DAYS)}
    return {"stands_still": False, **ahead}


def _registered_late(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.annotate(noted_on=TruncDate("registered_at")).filter(noted_on__gt=F("counts_on"))


def dressed(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Add what a list of applications shows of each."""
    return (
        with_decision_due(with_stage(rows))
        .select_related("household", "applicant")
        .prefetch_related("corrections__made_by", "suspensions")
        .order_by("-year", "-serial")
    )


def entries_listed(actor: Actor, filters: dict) -> QuerySet[Application]:
    """Return the entries of the register the actor sees, with whether a receipt was given."""
    receipt = Letter.objects.filter(application=OuterRef("pk"), kind=LetterKind.RECEIPT)
    rows = with_decision_due(registered_seen_by(actor)).annotate(has_receipt=Exists(receipt))
    rows = _in_period(rows, filters)
    if filters.get("ontvangstbewijs") == NO_RECEIPT:
        rows = rows.filter(has_receipt=False, withdrawn_on=None)
    return rows.select_related("household").order_by("-year", "-serial")


def terms_of_the_day(
    actor: Actor, *, households: Collection[int], on: date
) -> QuerySet[Application]:
    """Return the applications of these households whose term to decide is over, or nearly.

    Without their stage: it is dear, and a day asks it of nothing.
    """
    rows = with_decision_due(rights_seen_by(actor)).filter(
        waits_for_decision(),
        stands_still=False,
        decision_due_on__lte=on + timedelta(days=SOON_DAYS),
        household__in=households,
    )
    return rows.select_related("household").order_by("decision_due_on", "pk")


# -- Corrections, and numbers that lack ------------------------------------------------------------
def corrections_of(application: Application) -> list:
    """Return the corrections of an entry, each told in words of the screen."""
    rows = list(application.corrections.all())
    for row in rows:
        row.label = LABELS.get(row.field, row.field)
        row.told_was = tell_fact(row.field, row.was)
        row.told_becomes = tell_fact(row.field, row.becomes)
    return rows


@dataclass(frozen=True)
class YearOfNumbers:
    """The numbers of one year: how many, up to which, and what the counter says."""

    year: int
    count: int
    first: int
    last: int
    counter: int | None

    @property
    def is_whole(self) -> bool:
        """Whether 1 up to the last are all there, and the counter agrees."""
        return self.first == 1 and self.count == self.last == self.counter

    @property
    def missing(self) -> int:
        """How many numbers lack up to the highest one that was ever given."""
        return max(self.last, self.counter or 0) - self.count


def gap_check(series: str = "applications") -> list[YearOfNumbers]:
    """Return for every year of the whole register whether its numbers are all there."""
    counters = dict(NumberSeries.objects.filter(series=series).values_list("year", "last"))
    rows = (
        Application.objects.order_by("-year")
        .values("year")
        .annotate(count=Count("pk"), first=Min("serial"), last=Max("serial"))
    )
    found = [YearOfNumbers(counter=counters.pop(row["year"], None), **row) for row in rows]
    alone = [YearOfNumbers(year, 0, 0, 0, last) for year, last in counters.items() if last]
    return sorted([*found, *alone], key=lambda year: -year.year)
