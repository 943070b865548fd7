"""Which units become ready in which week, beside the families that wait."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from eenplan.housing.enums import PlaceState
from eenplan.housing.models import Inspection, Place, Work
from eenplan.housing.selectors.inspections import inspected_until
from eenplan.housing.selectors.places import free, places_on

WEEKS = 12
NOT_COMING = (PlaceState.CLOSED, PlaceState.OFFERED)


@dataclass(frozen=True)
class Coming:
    """A unit that is not ready yet: on which day it should be, and what it waits for."""

    place: Place
    ready_on: date | None
    waits_for: str
    is_late: bool


@dataclass
class Week:
    """A week of the forecast: the units that become ready in it, and the sums until then."""

    label: str
    coming: list[Coming] = field(default_factory=list)
    ready_by_then: int = 0
    still_waiting: int | None = None
    starts_on: date | None = None
    bar: int = 0

    @property
    def beds(self) -> int:
        return sum(row.place.max_persons for row in self.coming)


def coming_units(*, on: date) -> list[Coming]:
    """Return the units known but not ready, with the day the last thing they wait for is done.

    A day that has passed without the thing being done counts as late; a thing without a day makes
    the whole unit undated.
    """
    places = [place for place in places_on(on).order_by("reference") if not _is_ready(place, on)]
    places = [place for place in places if (place.state or PlaceState.OFFERED) not in NOT_COMING]
    approved = inspected_until([place.pk for place in places], on)
    works: dict[int, list[Work]] = defaultdict(list)
    for work in Work.objects.filter(done_on=None, dropped_on=None):
        works[work.dwelling_id].append(work)
    busy = Inspection.objects.filter(verdict="", cancelled_on=None)
    planned = dict(busy.values_list("dwelling", "planned_on"))
    found = []
    for place in places:
        mine = [w for w in works[place.dwelling_id] if w.place_id in (None, place.pk)]
        waits = [(work.ready_on, work.get_kind_display()) for work in mine]
        if not approved[place.pk] and not any(work.inspection_id for work in mine):
            waits.append((planned.get(place.dwelling_id), "controle"))
        if place.available_from > on:
            waits.append((place.available_from, "vrij vanaf"))
        found.append(_coming(place, waits, on))
    return found


def _is_ready(place: Place, on: date) -> bool:
    return place.state == PlaceState.READY and place.available_from <= on


def _coming(place: Place, waits: list[tuple[date | None, str]], on: date) -> Coming:
    days = [day for day, _ in waits]
    ready_on = None if not days or None in days else max(days)
    words = (
        ", ".join(dict.fromkeys(word for _, word in waits)) or "nog geen werk of controle gepland"
    )
    return Coming(place, ready_on, words, any(day is not None and day < on for day in days))


def forecast(*, on: date, waiting: int) -> list[Week]:
    """Return the forecast: now, late, a dozen weeks, later and without a day.

    `waiting` is how many families wait now; each unit that becomes ready may take one of them (or
    several, when it is shared).
    """
    now = Week("nu vrij")
    now.coming = [Coming(p, on, "klaar en vrij", False) for p in free(places_on(on), on=on)]
    late, later, undated = Week("te laat"), Week("later"), Week("zonder datum")
    monday = on - timedelta(days=on.weekday())
    weeks = [
        Week("week van", starts_on=monday + timedelta(weeks=number)) for number in range(WEEKS)
    ]
    for row in coming_units(on=on):
        _week_of(row, late, weeks, later, undated).coming.append(row)
    ready = 0
    for week in (now, *weeks, later):
        ready += sum(row.place.max_households for row in week.coming)
        week.ready_by_then, week.still_waiting = ready, max(0, waiting - ready)
    rows = [now, late, *weeks, later, undated]
    most = max((len(week.coming) for week in rows), default=0) or 1
    for week in rows:
        week.bar = round(200 * len(week.coming) / most)
    return rows


def _week_of(row: Coming, late: Week, weeks: list[Week], later: Week, undated: Week) -> Week:
    if row.is_late:
        return late
    if row.ready_on is None:
        return undated
    number = (row.ready_on - weeks[0].starts_on).days // 7
    return weeks[number] if number < len(weeks) else later
