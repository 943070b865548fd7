"""What the running wages come to in the months ahead: as decided, reckoned anew, and what if.

The same body of arithmetic that explains one household reckons all of them here, for all months at
once. Nothing is changed by it: a decision keeps its amount until somebody reviews it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from eenplan.benefits.models import Decision
from eenplan.benefits.selectors.overpaid import WAGES
from eenplan.benefits.selectors.review_difference import situation_of
from eenplan.engines.deadlines import add_months
from eenplan.engines.entitlement import (
    REFUSED,
    Law,
    Situation,
    Table,
    columns,
    law,
    reckon_table,
)


@dataclass(frozen=True)
class MonthAhead:
    """One month: how many wages run on its first day, and what they come to in whole cents.

    `unread` of them have no facts the engine can reckon with: they count as they were decided.
    """

    month: date
    wages: int
    unread: int
    decided_cents: int
    reckoned_cents: int
    supposed_cents: int

    @property
    def anew_cents(self) -> int:
        """Return what reckoning anew makes of what was decided."""
        return self.reckoned_cents - self.decided_cents

    @property
    def extra_cents(self) -> int:
        """Return what the supposition costs more."""
        return self.supposed_cents - self.reckoned_cents


@dataclass(frozen=True)
class Wage:
    """A wage that runs, with its facts when they can be read."""

    starts_on: date
    ends_on: date | None
    cents: int
    situation: Situation | None

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


def months_ahead(*, on: date, months: int, supposed: Law | None = None) -> list[MonthAhead]:
    """Return the coming months, reckoned by the parameters we have and by the supposed ones."""
    firsts = [add_months(on.replace(day=1), ahead) for ahead in range(1, months + 1)]
    wages = sorted(_wages(firsts[0], firsts[-1], on), key=lambda wage: wage.situation is None)
    facts = columns(wage.situation for wage in wages if wage.situation)
    found = []
    for first in firsts:
        now = _amounts(wages, facts.on(first), law())
        then = _amounts(wages, facts.on(first), supposed) if supposed else now
        found.append(_month(first, wages, now, then))
    return found


def _wages(first: date, last: date, on: date) -> Iterator[Wage]:
    lasts = Q(grant__ends_on=None) | Q(grant__ends_on__gt=first)
    rows = Decision.objects.filter(lasts, grant__component__in=WAGES, grant__starts_on__lte=last)
    fields = ("starts_on", "ends_on", "amount_cents")
    shown = rows.select_related("grant", "calculation").only(
        *(f"grant__{name}" for name in fields), "grant__decision", "calculation__facts"
    )
    for decision in shown.order_by("pk").iterator(1000):
        grant = decision.grant
        read = situation_of(decision.calculation, on=max(on, grant.starts_on))
        found = read if isinstance(read, Situation) else None
        yield Wage(grant.starts_on, grant.ends_on, grant.amount_cents, found)


def _amounts(wages: list[Wage], facts: Table, under: Law) -> list[int | None]:
    """Return the amount of each wage; None for one that cannot be reckoned."""
    told: list[int | None] = [
        None if cents == REFUSED else cents for cents in reckon_table(facts, under).amount.tolist()
    ]
    return told + [None] * (len(wages) - len(told))


def _month(
    first: date, wages: list[Wage], now: list[int | None], then: list[int | None]
) -> MonthAhead:
    mine = [row for row, wage in enumerate(wages) if wage.runs_on(first)]

    def total(amounts: list[int | None]) -> int:
        told = ((wages[row].cents, amounts[row]) for row in mine)
        return sum(decided if cents is None else cents for decided, cents in told)

    return MonthAhead(
        month=first,
        wages=len(mine),
        unread=sum(now[row] is None for row in mine),
        decided_cents=sum(wages[row].cents for row in mine),
        reckoned_cents=total(now),
        supposed_cents=total(then),
    )
