"""Reading stays, and who needs one."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from eenplan.cases.models import Case
from eenplan.housing.models import Rehousing, Stay
from eenplan.people.enums import SEEKS_A_PLACE, NightShelter
from eenplan.people.models import Household, HouseholdMember


def stays_of(household: Household) -> QuerySet[Stay]:
    """Return a household's stays, most recent first."""
    return (
        household.stays.select_related("place__dwelling__area", "decided_by")
        .defer("place__dwelling__area__geometry")
        .order_by("-starts_on")
    )


def stay_on(household: Household, day: date) -> Stay | None:
    """Return where the household stays on a day, if we placed it."""
    return household.stays.on(day).select_related("place").first()


def stay_to_end(household: Household, *, on: date, pk: int | None = None) -> Stay | None:
    """Return the stay of a household that is not over yet, the first one unless `pk` says which."""
    stays = household.stays.lasting_beyond(on).select_related("place__dwelling__area")
    stays = stays.order_by("starts_on")
    return stays.filter(pk=pk).first() if pk else stays.first()


def wants_another_home(household: Household) -> bool:
    """Say whether a household is on the list for another home; it may be proposed one then."""
    return Rehousing.objects.filter(household=household, closed_on=None).exists()


def on_the_list(households: list[int]) -> set[int]:
    """Return which of these households (their keys) are on the list for another home."""
    rows = Rehousing.objects.filter(household__in=households, closed_on=None)
    return set(rows.values_list("household", flat=True))


def seeking(day: date) -> QuerySet[Household]:
    """Return the households that need a place on a day: arrived, a member, an open case, no home.

    Whose stay has ended is back on the list. Who was promised a place for later only stays on it
    while there is no roof at all.
    """
    stays = Stay.objects.filter(household=OuterRef("pk"))
    return Household.objects.filter(
        ~Exists(stays.on(day)),
        ~Exists(stays.filter(starts_on__gt=day)) | Q(sleeps=NightShelter.NONE),
        Exists(Case.objects.filter(household=OuterRef("pk"), closed_on=None)),
        Exists(HouseholdMember.objects.on(day).filter(household=OuterRef("pk"))),
        sleeps__in=(*SEEKS_A_PLACE, NightShelter.RECEPTION),
        arrived_on__lte=day,
    )
