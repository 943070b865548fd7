"""Room of teams by the norm, and what the flow of weeks asks of the staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from eenplan.cases.enums import AdviceKind
from eenplan.cases.flows import WeekFlow
from eenplan.engines.caseload import Forecast, forecast
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership
from eenplan.organisation.selectors import absence_shares, norm

ROOMY = Decimal("0.6")  # fuller than this, nobody is asked to leave
AHEAD = 8  # weeks


@dataclass(frozen=True)
class Room:
    """What the case managers of a team have time for: full-time jobs, households by the norm."""

    fte: Decimal
    capacity: int
    norm: int


def rooms_of_teams(*, on: date) -> dict[int, Room]:
    """Return the room of every team with case managers on a day, leave taken off; three queries.

    Raises NormNotInForce.
    """
    per_worker = int(norm("households_per_case_manager", on=on))
    rows = list(
        Membership.objects.on(on)
        .filter(role=Role.CASE_MANAGER, user__is_active=True)
        .values_list("team", "user", "case_fraction")
    )
    away = absence_shares({user for _, user, _ in rows}, on=on)
    found: dict[int, Room] = {}
    for team, user, fraction in rows:
        here = fraction * (1 - away.get(user, Decimal(0)))
        so_far = found.get(team, Room(Decimal(0), 0, per_worker))
        found[team] = Room(so_far.fte + here, so_far.capacity + int(here * per_worker), per_worker)
    return found


@dataclass(frozen=True)
class Advice:
    """What the flow asks of the staff of a team, in a word and in a sentence."""

    kind: AdviceKind
    text: str
    forecast: Forecast


def outlook(weeks: Sequence[WeekFlow], room: Room | None) -> Forecast:
    """Return when a team is full, seen from its whole weeks."""
    nets = [week.net for week in weeks if week.is_whole]
    return forecast(nets, weeks[-1].closing if weeks else 0, room.capacity if room else 0)


def advice_on(weeks: Sequence[WeekFlow], room: Room | None) -> Advice:
    """Return what to do about the staff of a team; a person decides."""
    seen = outlook(weeks, room)
    per_worker = room.norm if room else 0
    expected = seen.held + max(0.0, seen.per_week) * AHEAD
    if not room or not per_worker:
        text = "Dit team heeft vandaag niemand die gezinnen opvolgt."
        return Advice(AdviceKind.GROW if seen.held else AdviceKind.KEEP, text, seen)
    if seen.is_above or (seen.weeks is not None and seen.weeks <= AHEAD):
        short = _halves((expected - seen.capacity) / per_worker)
        text = (
            f"{seen.sentence} Voor de komende {AHEAD} weken is er ongeveer {short} voltijdse "
            "maatschappelijk werker extra nodig."
        )
        return Advice(AdviceKind.GROW, text, seen)
    if seen.per_week < 0 and seen.held < ROOMY * seen.capacity:
        spare = int((seen.capacity - seen.held) / per_worker)
        text = f"{seen.sentence} Er is plaats voor {seen.capacity} gezinnen en er zijn er "
        text += f"{seen.held}: ongeveer {spare} voltijdse kan elders helpen."
        return Advice(AdviceKind.SHRINK if spare else AdviceKind.KEEP, text, seen)
    return Advice(AdviceKind.KEEP, seen.sentence, seen)


def _halves(number: float) -> str:
    """Return a number of jobs rounded up to halves, the Dutch way: no false precision."""
    halves = max(1, ceil(number * 2))
    return f"{halves // 2}{',5' if halves % 2 else ''}" if halves > 1 else "een halve"
