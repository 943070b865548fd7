"""Writing down what a household wants in a home."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.housing import permissions
from eenplan.housing.enums import BondKind
from eenplan.housing.errors import BondExists, NoBondWithItself
from eenplan.housing.models import AreaWish, HomeWishes, HouseholdBond
from eenplan.people.models import Household
from eenplan.territory.models import Area


@transaction.atomic
def note_wishes(
    *,
    actor: Actor,
    household: Household,
    version: int,
    wanted: Sequence[Area],
    unwanted: Sequence[Area],
    **said,
) -> HomeWishes:
    """Replace what is known of a household's wishes; `wanted` are areas, the best first.

    `version` is the one on the screen (0: nothing was written yet). Raises NotAllowed,
    StaleVersion.
    """
    permissions.check_can_note_wishes(actor, household)
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    wishes = HomeWishes.objects.filter(household=household).first()
    if (wishes.version if wishes else 0) != version:
        raise StaleVersion("Iemand anders wijzigde deze woonwensen net. Kijk opnieuw.")
    wishes = wishes or HomeWishes(household=household)
    for field, value in said.items():
        setattr(wishes, field, value)
    wishes.version = version + 1
    wishes.save()
    AreaWish.objects.filter(household=household).delete()
    AreaWish.objects.bulk_create(
        [
            *(
                AreaWish(household=household, area=area, rank=rank)
                for rank, area in enumerate(wanted, start=1)
            ),
            *(AreaWish(household=household, area=area) for area in unwanted),
        ]
    )
    audit.record(actor, "housing.wishes-noted", wishes, household=household.number)
    return wishes


@transaction.atomic
def bind_households(
    *, actor: Actor, household: Household, other: Household, kind: BondKind, reason: str, on: date
) -> HouseholdBond:
    """Write that two households go together or apart; both were loaded within the scope.

    Raises NotAllowed, NoBondWithItself, BondExists.
    """
    permissions.check_can_note_wishes(actor, household)
    if household.pk == other.pk:
        raise NoBondWithItself("Dit is hetzelfde gezin. Kies een ander gezin.")
    first, second = sorted((household, other), key=lambda one: one.pk)
    try:
        with transaction.atomic():
            bond = HouseholdBond.objects.create(
                first=first,
                second=second,
                kind=kind,
                reason=reason,
                starts_on=on,
                set_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "one_bond_per_pair" not in str(error):
            raise
        raise BondExists("Tussen deze gezinnen is er al een band. Beëindig die eerst.") from None
    audit.record(actor, "housing.households-bound", bond, kind=kind, reason=reason)
    return bond


@transaction.atomic
def end_bond(*, actor: Actor, household: Household, bond: HouseholdBond, on: date) -> None:
    """End a bond of a household from a day. Raises NotAllowed, StaleVersion."""
    permissions.check_can_note_wishes(actor, household)
    if not HouseholdBond.objects.filter(pk=bond.pk, ends_on=None).update(ends_on=on):
        raise StaleVersion("Deze band is al beëindigd.")
    audit.record(actor, "housing.bond-ended", bond, kind=bond.kind)
