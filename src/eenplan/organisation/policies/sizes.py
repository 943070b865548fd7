"""How many staff a temporary cell may have, day by day: its size steps are the only limit."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from eenplan.organisation import errors
from eenplan.organisation.models import Membership, SizeStep, Team

Period = tuple[int, date, date | None]  # somebody, from, until


def actual_staff(team: Team, day: date) -> int:
    """Return how many people work in a team on a day, without blocked accounts."""
    return len(_there(_periods(team, day), day))


def check_room_in_cell(new: Membership) -> None:
    """Raise CellFull when on some day of the membership the size step in force is exceeded."""
    steps = list(SizeStep.objects.filter(team=new.team).order_by("starts_on"))
    if not steps:
        return
    others = _periods(new.team, new.starts_on)
    for day in _turns(others, steps, new.starts_on, new.ends_on):
        step = _in_force(steps, day)
        staff = _there(others, day)
        if step and new.user_id not in staff and len(staff) >= step.staff:
            when = "" if day == new.starts_on else f" op {day:%d/%m/%Y}"
            raise errors.CellFull(
                f"Deze tijdelijke cel telt{when} al {len(staff)} van de {step.staff} medewerkers"
                " die zij mag hebben."
            )


def check_size_step(step: SizeStep, *, on: date) -> None:
    """Raise DayInThePast, DayTaken or CellRefused unless the staff on those days fits the step."""
    if step.starts_on < on:
        raise errors.DayInThePast("Deze dag is voorbij. Kies vandaag of een latere dag.")
    if step.team.ends_on and step.starts_on >= step.team.ends_on:
        raise errors.CellRefused("De cel is er niet meer op die dag.", "starts_on")
    others = SizeStep.objects.filter(team=step.team).exclude(pk=step.pk)
    if others.filter(starts_on=step.starts_on).exists():
        raise errors.DayTaken("Vanaf die dag is al een omvang bepaald. Trek die eerst in.")
    after = others.filter(starts_on__gt=step.starts_on).order_by("starts_on").first()
    check_staff_fits(step, until=after.starts_on if after else None)


def check_staff_fits(step: SizeStep, *, until: date | None) -> None:
    """Raise CellRefused when more people work in the cell on some day than the step allows."""
    rows = _periods(step.team, step.starts_on)
    for day in _turns(rows, [], step.starts_on, until):
        count = len(_there(rows, day))
        if count > step.staff:
            raise errors.CellRefused(
                f"Op {day:%d/%m/%Y} werken er al {count} medewerkers in deze cel.", "staff"
            )


def _periods(team: Team, from_day: date) -> list[Period]:
    rows = team.memberships.lasting_beyond(from_day).filter(user__is_active=True)
    return list(rows.exclude(starts_on=F("ends_on")).values_list("user", "starts_on", "ends_on"))


def _there(periods: Iterable[Period], day: date) -> set[int]:
    return {user for user, start, end in periods if start <= day and (end is None or end > day)}


def _turns(
    periods: list[Period], steps: list[SizeStep], first: date, until: date | None
) -> list[date]:
    """Return the days from the first on which somebody begins or another step comes in force."""
    days = {first, *(start for _, start, _ in periods), *(step.starts_on for step in steps)}
    return sorted(day for day in days if day >= first and (until is None or day < until))


def _in_force(steps: list[SizeStep], day: date) -> SizeStep | None:
    return next((step for step in reversed(steps) if step.starts_on <= day), None)
