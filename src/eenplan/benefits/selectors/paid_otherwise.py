"""What was paid before a stay abroad or a sanction was known: to be looked at, never changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from eenplan.benefits.enums import Rhythm
from eenplan.benefits.enums_money import RunState
from eenplan.benefits.models import GONE, Grant, Payment
from eenplan.benefits.run_periods import month_words
from eenplan.benefits.selectors.run_amounts import WAGES, dues
from eenplan.people.models import Person

NOT_YET = (RunState.OPEN, RunState.CANCELLED)


@dataclass(frozen=True)
class Otherwise:
    """One part of a month: what it came to when it was paid, and what it comes to now."""

    grant: Grant
    period: date
    was_cents: int
    now_cents: int


def paid_otherwise(person: Person, since: date) -> list[Otherwise]:
    """Return the frozen payments of a person since a day that would be another amount now."""
    rows = Payment.objects.filter(
        grant__beneficiary=person, component__in=WAGES, period__gte=since.replace(day=1)
    ).exclude(state__in=GONE)
    rows = rows.exclude(run__state__in=NOT_YET).exclude(grant__rhythm=Rhythm.ONCE)
    by_period: dict[date, list[Payment]] = defaultdict(list)
    for payment in rows.select_related("grant__decision").order_by("period", "grant"):
        by_period[payment.period].append(payment)
    return [found for period, paid in by_period.items() for found in _changed(period, paid)]


def _changed(period: date, paid: list[Payment]) -> list[Otherwise]:
    grants = [payment.grant for payment in paid]
    known = {payment.grant_id: payment.snapshot.get("standing", ()) for payment in paid}
    then, now = dues(grants, period, known=known), dues(grants, period)
    return [
        Otherwise(grant, period, was.cents, new.cents)
        for grant, was, new in zip(grants, then, now, strict=True)
        if was.cents != new.cents
    ]


def in_words(found: list[Otherwise]) -> str:
    """Return in words what was paid otherwise, month by month."""
    parts = (
        f"{month_words(one.period)}: betaald op {_euro(one.was_cents)}, nu {_euro(one.now_cents)}"
        for one in found
    )
    return "; ".join(parts)


def _euro(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02} euro"
