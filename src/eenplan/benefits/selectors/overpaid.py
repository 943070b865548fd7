"""What was paid for a period on a decision that another decision replaced since.

Somebody gets a wage once for a day. A decision that begins half-way a month that was paid whole
pays what is more; what is less is a matter of a decision to recover, never of a run. The same goes
for a stay abroad or a sanction that was written down after the payment.
"""

from collections.abc import Collection
from datetime import date

from eenplan.benefits.enums import Rhythm
from eenplan.benefits.models import GONE, Grant, Payment
from eenplan.benefits.selectors.run_amounts import WAGES, dues


def overpaid(persons: Collection[int], period: date) -> dict[int, int]:
    """Return per person what was paid of wages for a period above what is due of those now.

    The grants that were paid are held until the transaction ends, so that two workers do not take
    the same amount off twice.
    """
    paid = Payment.objects.filter(
        grant__beneficiary__in=persons, period=period, component__in=WAGES
    ).exclude(state__in=GONE)
    sums = dict(paid.values_list("grant", "gross_cents"))
    if not sums:
        return {}
    held = Grant.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=sums)
    list(held.order_by("pk").values_list("pk", flat=True))
    rows = list(paid.values_list("grant", "gross_cents", "snapshot__standing"))
    sums = {grant: cents for grant, cents, _ in rows}  # what another worker paid meanwhile
    known = {grant: marks or () for grant, _, marks in rows}
    grants = list(Grant.objects.filter(pk__in=sums).exclude(rhythm=Rhythm.ONCE).order_by("pk"))
    found: dict[int, int] = {}
    for grant, due in zip(grants, dues(grants, period, known=known), strict=True):
        person = grant.beneficiary_id
        found[person] = found.get(person, 0) + sums[grant.pk] - due.cents
    return {person: cents for person, cents in found.items() if cents > 0}
