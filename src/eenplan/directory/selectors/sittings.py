"""Who sits where and when: every sitting day worked out to dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Mod

from eenplan.core.errors import NotFound
from eenplan.directory.models import SittingDay, SkippedSitting
from eenplan.territory.models import Area

WEEKS_AHEAD = 6
DAYS_A_WEEK = 7
AHEAD = timedelta(weeks=WEEKS_AHEAD)
FAR_AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class Sitting:
    """One date on which a partner sits somewhere, or would have: `skipped` says why not."""

    day: date
    sitting_day: SittingDay
    skipped: str = ""

    @property
    def takes_place(self) -> bool:
        """Say whether somebody sits there that day."""
        return not self.skipped


def falling_on(rows: QuerySet[SittingDay], day: date) -> QuerySet[SittingDay]:
    """Return the sitting days that take place on a date; a skipped one does not."""
    passed = Func(
        Cast(Value(day), DateField()),
        F("starts_on"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    skipped = SkippedSitting.objects.filter(sitting_day=OuterRef("pk"), day=day)
    in_rhythm = rows.on(day).annotate(
        away=Mod(passed, F("every_weeks") * DAYS_A_WEEK, output_field=IntegerField())
    )
    return in_rhythm.filter(~Exists(skipped), away=0)


def sitting_days(
    *, area: Area | int | None = None, partner=None, service=None
) -> QuerySet[SittingDay]:
    """Return sitting days with who sits, in time order; of one area, partner or service.

    Those of a service include what its partner holds for everything.
    """
    rows = SittingDay.objects.select_related("partner", "service", "area")
    rows = rows.defer("area__geometry")
    if area:
        rows = rows.filter(area=area)
    if partner:
        rows = rows.filter(partner=partner)
    if service:
        rows = rows.filter(Q(service=service) | Q(service=None, partner=service.partner_id))
    return rows


def get_sitting_day(pk: int) -> SittingDay:
    """Return one sitting day, or raise NotFound."""
    found = sitting_days().filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def sitting_days_between(
    area: Area | int | None, start: date, end: date, *, rows: QuerySet[SittingDay] | None = None
) -> list[Sitting]:
    """Return each date in [start, end) on which somebody sits in an area, in time order.

    Without an area: in all of them. Skipped dates are among them and say why. `rows` narrows it
    to some sitting days. Two queries, however many there are.
    """
    within = sitting_days(area=area) if rows is None else rows
    within = list(within.lasting_beyond(start).filter(starts_on__lt=end))
    missed = {
        (row.sitting_day_id, row.day): row.reason
        for row in SkippedSitting.objects.filter(
            sitting_day__in=[row.pk for row in within], day__gte=start, day__lt=end
        )
    }
    found = [
        Sitting(day, row, missed.get((row.pk, day), ""))
        for row in within
        for day in dates_of(row, start, end)
    ]
    return sorted(found, key=_in_time_order)


def _in_time_order(sitting: Sitting) -> tuple:
    row = sitting.sitting_day
    return sitting.day, row.opens_at, row.location, row.partner.name, row.pk


def dates_of(row: SittingDay, start: date, end: date) -> Iterator[date]:
    """Yield the dates of one sitting day within [start, end)."""
    step = row.every_weeks * DAYS_A_WEEK
    behind = max(0, (start - row.starts_on).days)
    day = row.starts_on + timedelta(days=-(-behind // step) * step)
    last = min(end, row.ends_on) if row.ends_on else end
    while day < last:
        yield day
        day += timedelta(days=step)


def next_of_each(rows: QuerySet[SittingDay], on: date) -> list[tuple[SittingDay, Sitting | None]]:
    """Return each sitting day that lasts beyond a day, with the first date somebody really sits.

    None when that is too far ahead, or every date until the end falls away.
    """
    held = list(rows.lasting_beyond(on).order_by("area__name", "location", "starts_on"))
    dates = sitting_days_between(None, on, on + FAR_AHEAD, rows=rows)
    first: dict[int, Sitting] = {}
    for sitting in dates:
        if sitting.takes_place:
            first.setdefault(sitting.sitting_day.pk, sitting)
    return [(row, first.get(row.pk)) for row in held]


def upcoming_sittings(area: Area | int | None, on: date) -> list[Sitting]:
    """Return who sits in an area in the next six weeks, from a day on."""
    return sitting_days_between(area, on, on + AHEAD)
