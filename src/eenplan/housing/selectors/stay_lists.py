"""The lists of stays, of who is away, and of households that need another home."""

from datetime import date, timedelta

from django.db.models import (
    BooleanField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.housing.enums import ReceptionForm
from eenplan.housing.models import (
    Dwelling,
    Incident,
    PresenceRound,
    Rehousing,
    RehousingTry,
    Stay,
    StayAbsence,
    Stop,
)
from eenplan.housing.selectors.follow_up import file_of, visits_to_hold
from eenplan.housing.stay_kinds import BREAKDOWNS
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household

NOW, ENDS, OVER, BROKE = "nu", "eindigt", "voorbij", "misgelopen"


def alarm_days(on: date) -> int:
    """Return how many days before its end a stay is told of."""
    return int(norm("stay_end_alarm_days", on=on))


def stays_seen_by(actor: Actor) -> QuerySet[Stay]:
    """Return the stays of the households the actor may open."""
    return Stay.objects.filter(household__in=Household.objects.visible_to(actor))


def stays_listed(actor: Actor, filters: dict, *, on: date) -> QuerySet[Stay]:
    """Return the stays of a list: now, ending or to be looked at soon, or over in a time."""
    rows = stays_seen_by(actor).annotate(
        until=Coalesce("ends_on", "review_on", output_field=DateField())
    )
    stand = filters.get("stand") or NOW
    if stand in (NOW, ENDS):
        rows = rows.filter(pk__in=Stay.objects.on(on).values("pk"))
    if stand == ENDS:
        rows = rows.filter(until__lte=on + timedelta(days=alarm_days(on)))
    if stand in (OVER, BROKE):
        rows = rows.filter(ends_on__lte=on)
    if stand == BROKE:
        rows = rows.filter(end_kind__in=BREAKDOWNS)
    wanted = {
        "place__form": filters.get("vorm"),
        "end_kind": filters.get("einde"),
        "exit_to": filters.get("naar"),
        "ends_on__gte": filters.get("vanaf"),
        "ends_on__lt": filters.get("tot"),
        "starts_on__gte": filters.get("begonnen_vanaf"),
    }
    rows = rows.filter(**{field: value for field, value in wanted.items() if value})
    order = "-ends_on" if stand in (OVER, BROKE) else "until"
    return rows.order_by(order, "pk")


def dressed_stays(rows: QuerySet[Stay], *, on: date) -> QuerySet[Stay]:
    """Add what a list of stays shows: names, the next visit, and what is going on."""
    to_hold = visits_to_hold().filter(stay=OuterRef("pk")).order_by("due_on")
    stopped = Stop.objects.filter(offer=OuterRef("place__dwelling__offer"), lifted_on=None)
    away = StayAbsence.objects.on(on).filter(stay=OuterRef("pk"))
    return (
        rows.annotate(
            until=Coalesce("ends_on", "review_on", output_field=DateField()),
            next_visit=Subquery(to_hold.values("due_on")[:1]),
            is_stopped=Exists(stopped),
            is_away=Exists(away),
        )
        .select_related("household", "place__dwelling__area")
        .defer("place__dwelling__area__geometry")
        .order_by("until", "pk")
    )


# -- Other homes -----------------------------------------------------------------------------------
def rehousings_seen_by(actor: Actor, which: str = "", *, on: date) -> QuerySet[Rehousing]:
    """Return the households that need another home, most urgent first; or those that had one."""
    rows = Rehousing.objects.filter(household__in=Household.objects.visible_to(actor))
    if which == "voorbij":
        rows = rows.filter(closed_on__isnull=False)
    else:
        rows = rows.filter(closed_on=None)
    if which == "dringend":
        rows = rows.filter(is_urgent=True)
    last = RehousingTry.objects.filter(rehousing=OuterRef("pk"))
    return (
        rows.select_related("household", "stay__place")
        .annotate(
            tries_made=Count("tries"),
            last_tried=Subquery(last.values("tried")[:1]),
        )
        .order_by("-is_urgent", "opened_on", "pk")
    )


def get_rehousing(actor: Actor, pk: int) -> Rehousing:
    """Return a household on the list that the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    rows = Rehousing.objects.filter(pk=pk, household__in=visible)
    entry = rows.select_related("household__area", "stay__place").first()
    if entry is None:
        raise NotFound(pk)
    entry.household = file_of(actor, entry.household_id)
    return entry


def tries_of(entry: Rehousing) -> QuerySet[RehousingTry]:
    """Return what was tried for a household, latest first."""
    return entry.tries.select_related("by")


def open_rehousing_of(household_id: int) -> Rehousing | None:
    """Return the entry of a household that waits for another home, if it does."""
    return Rehousing.objects.filter(household=household_id, closed_on=None).first()


# -- Presence --------------------------------------------------------------------------------------
def collective_sites(actor: Actor, *, on: date) -> QuerySet[Dwelling]:
    """Return the collective sites where somebody lives that the actor may see, with how many."""
    here = Stay.objects.on(on).filter(
        place__dwelling=OuterRef("pk"), household__in=Household.objects.visible_to(actor)
    )
    number = here.order_by().values("place__dwelling").annotate(n=Count("pk")).values("n")
    last = PresenceRound.objects.filter(dwelling=OuterRef("pk")).order_by("-on")
    return (
        Dwelling.objects.filter(Exists(here.filter(place__form=ReceptionForm.COLLECTIVE)))
        .select_related("offer__provider", "area")
        .defer("area__geometry")
        .annotate(families=Subquery(number), last_list=Subquery(last.values("on")[:1]))
        .prefetch_related("places")
        .order_by("pk")
    )


def get_site(actor: Actor, pk: int, *, on: date) -> Dwelling:
    """Return a collective site, also an empty one; or raise NotFound."""
    site = (
        Dwelling.objects.filter(pk=pk, places__form=ReceptionForm.COLLECTIVE)
        .select_related("offer__provider", "area")
        .defer("area__geometry")
        .distinct()
        .first()
    )
    if site is None:
        raise NotFound(pk)
    return site


def people_of_site(actor: Actor, site: Dwelling, *, on: date) -> list[Stay]:
    """Return the stays of a site on a day that the actor may see, with whether each is away."""
    rows = stays_seen_by(actor) & Stay.objects.on(on).filter(place__dwelling=site)
    away = StayAbsence.objects.on(on).filter(stay=OuterRef("pk"))
    stays = list(
        rows.annotate(
            away_reason=Subquery(away.values("reason")[:1]),
            back_on=Subquery(away.values("expected_on")[:1]),
            away_from=Subquery(away.values("starts_on")[:1]),
        )
        .select_related("place")
        .order_by("place__reference", "pk")
    )
    ids = [stay.household_id for stay in stays]
    files = Household.objects.visible_to(actor).with_team().in_bulk(ids)
    for stay in stays:
        stay.household = files[stay.household_id]
    return stays


def hidden_in_site(actor: Actor, site: Dwelling, *, on: date) -> int:
    """Return how many households live in a site that the actor may not see."""
    everybody = Stay.objects.on(on).filter(place__dwelling=site)
    seen = Household.objects.visible_to(actor)
    return everybody.exclude(household__in=seen).count()


def absences_seen_by(actor: Actor, *, on: date, only_late: bool = False) -> QuerySet[StayAbsence]:
    """Return who is away from its place now; or only who is away too long."""
    silent = on - timedelta(days=int(norm("absence_days", on=on)))
    late = Q(expected_on__lt=on) | Q(expected_on=None, starts_on__lte=silent)
    rows = StayAbsence.objects.open().filter(
        Q(stay__ends_on=None) | Q(stay__ends_on__gt=on),
        stay__household__in=Household.objects.visible_to(actor),
    )
    if only_late:
        rows = rows.filter(late)
    return (
        rows.annotate(is_late=ExpressionWrapper(late, output_field=BooleanField()))
        .select_related("stay__household", "stay__place")
        .order_by("starts_on", "pk")
    )


def absences_of(stay: Stay) -> QuerySet[StayAbsence]:
    """Return when a household was away from its place, latest first."""
    return stay.absences.select_related("noted_by").order_by("-starts_on", "-pk")


# -- What others may know of a report --------------------------------------------------------------
def has_open_report(stay: Stay) -> bool:
    """Say whether a report about a stay is being followed up that others may know of.

    Only that there is one: not how many, of what sort, by whom or when.
    """
    return Incident.objects.filter(stay=stay, closed_on=None, is_hidden=False).exists()
