"""Signals counted per neighbourhood and theme, over a year in two halves."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from eenplan.core.access import Actor
from eenplan.network.models import Signal
from eenplan.network.selectors.signals import NO_AREA, WHOLE_TOWN
from eenplan.network.signal_access import makes_policy, triage_teams
from eenplan.network.signal_kinds import SMALLEST_CELL, SignalTheme
from eenplan.organisation.models import TeamArea
from eenplan.territory.models import Area

WEEKS = 52
UP, DOWN, SAME = "stijgt", "daalt", "blijft gelijk"


@dataclass(frozen=True)
class Cluster:
    """How often something of one theme was noticed in one neighbourhood.

    A count that could point at somebody is hidden for who does not follow up signals there, and so
    is its trend; `has_rows` says whether the signals themselves may be listed.
    """

    area_id: int | None
    area_name: str
    theme: SignalTheme
    count: int
    first_half: int
    second_half: int
    has_rows: bool

    @property
    def is_hidden(self) -> bool:
        return not self.has_rows and self.count < SMALLEST_CELL

    @property
    def shown(self) -> int | str:
        """The count as it may be told."""
        return f"<{SMALLEST_CELL}" if self.is_hidden else self.count

    @property
    def trend(self) -> str:
        """Whether the second half of the year had more; nothing for a count that is hidden."""
        if self.is_hidden:
            return ""
        if self.first_half == self.second_half:
            return SAME
        return UP if self.second_half > self.first_half else DOWN

    @property
    def area_value(self) -> str:
        """The neighbourhood as the filter of the list wants it."""
        return str(self.area_id or NO_AREA)


def period_until(on: date) -> tuple[date, date]:
    """Return the first and the last day of the year of 52 weeks that is counted."""
    return on - timedelta(weeks=WEEKS, days=-1), on


def clusters(actor: Actor, filters: dict, *, on: date) -> list[Cluster]:
    """Return the counts per neighbourhood and theme; largest first, the hidden ones by name.

    The order of what is hidden would tell which is larger, so it follows the names.
    """
    since, until = period_until(on)
    half = since + timedelta(weeks=WEEKS // 2)
    rows = Signal.objects.filter(given_on__range=(since, until))
    if filters.get("wijk"):
        rows = rows.filter(area=None if filters["wijk"] == NO_AREA else filters["wijk"])
    if filters.get("thema"):
        rows = rows.filter(theme=filters["thema"])
    counted = rows.values("area", "area__name", "theme").annotate(
        n=Count("pk"), late=Count("pk", filter=Q(given_on__gte=half))
    )
    known = _areas_with_rows(actor)
    found = [_cluster(row, known) for row in counted]
    return sorted(
        found, key=lambda c: (c.is_hidden, 0 if c.is_hidden else -c.count, c.area_name, c.theme)
    )


def _cluster(row: dict, known: set[int | None] | None) -> Cluster:
    return Cluster(
        area_id=row["area"],
        area_name=row["area__name"] or WHOLE_TOWN,
        theme=SignalTheme(row["theme"]),
        count=row["n"],
        first_half=row["n"] - row["late"],
        second_half=row["late"],
        has_rows=known is None or row["area"] in known,
    )


def _areas_with_rows(actor: Actor) -> set[int | None] | None:
    """Return the neighbourhoods whose signals the actor may list; None means all."""
    if makes_policy(actor):
        return None
    if not triage_teams(actor):
        return set()
    serving = TeamArea.objects.on(actor.on)
    own = serving.filter(team__in=triage_teams(actor)).values_list("area", flat=True)
    unserved = Area.objects.exclude(pk__in=serving.values("area")).values_list("pk", flat=True)
    return {None, *own, *unserved}
