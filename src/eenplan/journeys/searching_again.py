"""Who lost its place without a home of its own is put on the list for another one."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from eenplan.cases.models import Case
from eenplan.core.access import system_actor
from eenplan.housing import services as housing
from eenplan.housing.models import Rehousing, Stay
from eenplan.housing.stay_kinds import RehousingReason
from eenplan.people.enums import SEEKS_A_PLACE

LOOKED_BACK = timedelta(days=7)  # the nightly job may have been off for some days


def reopen_search(*, on: date) -> int:
    """Put on the list whose stay is over and who went nowhere; return how many."""
    homeless = Q(leaves_for="") | Q(leaves_for__in=SEEKS_A_PLACE)
    over = Stay.objects.filter(homeless, ends_on__gt=on - LOOKED_BACK, ends_on__lte=on)
    later = Stay.objects.filter(household=OuterRef("household"), ends_on__gt=OuterRef("ends_on"))
    open_one = Stay.objects.filter(household=OuterRef("household"), ends_on=None)
    known = Rehousing.objects.filter(stay=OuterRef("pk"))
    waits = Case.objects.filter(household=OuterRef("household"), closed_on=None)
    lost = list(
        over.filter(~Exists(later), ~Exists(open_one), ~Exists(known), Exists(waits))
        .select_related("household")
        .order_by("pk")
    )
    for stay in lost:
        housing.open_rehousing(
            actor=system_actor(on),
            household=stay.household,
            stay=stay,
            reason=RehousingReason.LOST if stay.leaves_for else RehousingReason.RAN_OUT,
            is_urgent=True,
            on=on,
        )
    return len(lost)
