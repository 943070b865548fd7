"""What of the centre itself the State's part hangs on: its bracket, and how many have a project."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import CentreDetails, Grant, IntegrationProject
from eenplan.engines.entitlement import Centre

BRACKETS = {55: Centre.BASE, 65: Centre.FROM_500, 70: Centre.FROM_1000}
SHARES_FROM = date(2028, 1, 1)  # RMI art. 43/2 §6


@dataclass(frozen=True)
class Bracket:
    """The bracket of the centre on a day, the highest it had, and for how many years it is under.

    A started year counts as one: no source says from which day the years run.
    """

    now: Centre = Centre.BASE
    reached: Centre = Centre.BASE
    years_below: int = 0


def bracket_on(rows: Sequence[CentreDetails], day: date) -> Bracket | None:
    """Return the bracket on a day of the centre's dated details, in order; None without any."""
    until = [row for row in rows if row.starts_on <= day]
    held = [row for row in until if row.ends_on is None or row.ends_on > day]
    if not held:
        return None
    now = BRACKETS[held[-1].state_percent]
    reached = max(BRACKETS[row.state_percent] for row in until)
    if reached == now:
        return Bracket(now, reached)
    last = max(i for i, row in enumerate(until) if BRACKETS[row.state_percent] == reached)
    fell = until[last + 1].starts_on
    return Bracket(now, reached, day.year - fell.year + 1)


def project_shares(months: Collection[date]) -> dict[date, int]:
    """Return which share of who gets a living wage has a project, in hundredths of a percent.

    Asked from 2028 on only (RMI art. 43/2 §6).
    """
    found = {}
    for month in sorted(months):
        if month < SHARES_FROM:
            continue
        running = Grant.objects.on(month).filter(component=Component.LIVING_WAGE)
        mine = IntegrationProject.objects.on(month).filter(person=OuterRef("beneficiary"))
        total = running.count()
        if total:
            found[month] = 10_000 * running.filter(Exists(mine)).count() // total
    return found
