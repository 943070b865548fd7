"""What each worker's cases weigh, and the time for direct contact: measured and possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Sum

from eenplan.cases.enums import ContactKind
from eenplan.cases.load.weights import DAYS, HOURS, held_cases, weights_on, with_minutes
from eenplan.cases.models import Contact
from eenplan.engines.caseload.rebalance_model import hours
from eenplan.organisation.selectors import norm_values

WEEKS_A_MONTH = Decimal(52) / 12
OWN_NORMS = ("full_time_hours", "direct_contact_share", "contact_weeks")
NORMS = (*OWN_NORMS, *HOURS, *DAYS)  # all that is asked for


@dataclass(frozen=True)
class LoadFigures:
    """The weight of what somebody holds in minutes a month, out of what there is time for.

    `measured` and `possible` are minutes of direct contact per household and week; None without
    households.
    """

    minutes: int
    available: int
    measured: int | None
    possible: int | None

    @property
    def hours(self) -> str:
        return hours(self.minutes)

    @property
    def available_hours(self) -> str:
        return hours(self.available)

    @property
    def is_too_much(self) -> bool:
        return self.minutes > self.available


def load_figures(fractions: Mapping[int, Decimal], *, on: date) -> dict[int, LoadFigures]:
    """Return the figures of these workers, with the share of full time each has for cases.

    Four queries however many workers. Raises NormNotInForce.
    """
    norms = norm_values(*OWN_NORMS, on=on)
    weeks = int(norms["contact_weeks"])
    weighed = with_minutes(held_cases(fractions, on=on), weights_on(on), on=on).order_by()
    held = {
        worker: (number, minutes)
        for worker, number, minutes in weighed.values("worker")
        .annotate(number=Count("pk"), total=Sum("minutes"))
        .values_list("worker", "number", "total")
    }
    spoken = _contact_minutes(fractions, since=on - timedelta(weeks=weeks), on=on)
    found = {}
    for worker, fraction in fractions.items():
        number, minutes = held.get(worker, (0, 0))
        week = norms["full_time_hours"] * 60 * fraction
        contact = week * norms["direct_contact_share"] / 100
        found[worker] = LoadFigures(
            minutes=minutes,
            available=round(week * WEEKS_A_MONTH),
            measured=round(spoken.get(worker, 0) / weeks / number) if number else None,
            possible=round(contact / number) if number else None,
        )
    return found


def _contact_minutes(worker_ids, *, since: date, on: date) -> dict[int, int]:
    """Return the minutes these people spoke with households after a day; letters do not count."""
    rows = (
        Contact.objects.filter(by__in=list(worker_ids), on__gt=since, on__lte=on)
        .exclude(kind=ContactKind.LETTER)
        .values_list("by")
        .annotate(total=Sum("minutes"))
        .order_by()
    )
    return {worker: total or 0 for worker, total in rows}
