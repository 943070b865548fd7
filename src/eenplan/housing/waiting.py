"""The households that wait for a place, most urgent first."""

from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from eenplan.core.access import Actor
from eenplan.housing.models import Stay
from eenplan.housing.selectors import seeking
from eenplan.people.enums import SEEKS_A_PLACE, NeedCode, NightShelter
from eenplan.people.models import Household, HouseholdMember, SpecificNeed

SHELTERS = (*SEEKS_A_PLACE, NightShelter.RECEPTION)  # the last: our stay has ended


def waiting_for(actor: Actor, *, on: date, sleeps: str = "") -> QuerySet[Household]:
    """Return the households of the actor that need a place, with what a place must offer them.

    Who has no roof tonight comes first; after that who waits longest.
    """
    rows = Household.objects.visible_to(actor).filter(pk__in=seeking(on).values("pk"))
    if sleeps:
        rows = rows.filter(sleeps=sleeps)
    return (
        rows.with_team()
        .annotate(
            persons=Coalesce(Subquery(_persons(on)), 1),
            needs_step_free=Exists(_immobile(on)),
            urgency=Case(
                When(sleeps=NightShelter.NONE, then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            ),
            has_pets=Case(
                When(pets="", then=Value(False)), default=Value(True), output_field=BooleanField()
            ),
        )
        .order_by("urgency", "arrived_on", "year", "serial")
    )


def _persons(day: date) -> QuerySet:
    members = HouseholdMember.objects.on(day).filter(household=OuterRef("pk")).order_by()
    return members.values("household").annotate(number=Count("pk")).values("number")


def _immobile(day: date) -> QuerySet[SpecificNeed]:
    """Somebody in the household cannot climb stairs; which care the person needs stays unsaid."""
    members = HouseholdMember.objects.on(day).filter(household=OuterRef(OuterRef("pk")))
    return SpecificNeed.objects.on(day).filter(
        code=NeedCode.MOBILITY, person__in=members.values("person")
    )


def count_by_shelter(actor: Actor, *, on: date) -> dict[NightShelter, int]:
    """Return how many waiting households of the actor sleep where; together they are all."""
    rows = Household.objects.visible_to(actor).filter(pk__in=seeking(on).values("pk"))
    found = rows.order_by().values("sleeps").annotate(number=Count("pk"))
    counts = {row["sleeps"]: row["number"] for row in found}
    return {shelter: counts.get(shelter, 0) for shelter in SHELTERS}


def agreed_stay(household: Household, *, on: date) -> Stay | None:
    """Return the stay a household has now, or else the first one it was promised, if any."""
    stays = Stay.objects.lasting_beyond(on).filter(household=household)
    return stays.select_related("place__dwelling__area").order_by("starts_on").first()


def passed_over(household: Household, *, on: date) -> int:
    """Return how many waited longer with the same urgency when this household got a proposal.

    Among all who seek, whoever may open their files: a number, no names. Deviating from the order
    is allowed, not unnoticed.
    """
    same = Q(sleeps=NightShelter.NONE)
    if household.sleeps != NightShelter.NONE:
        same = ~same
    before = Q(arrived_on__lt=household.arrived_on) | Q(
        arrived_on=household.arrived_on, year=household.year, serial__lt=household.serial
    )
    return seeking(on).filter(same, before).exclude(pk=household.pk).count()
