"""Partners and experts on site: the sitting days of the social map, in the areas of a team."""

from dataclasses import dataclass
from datetime import date

from eenplan.directory.selectors import sitting_days
from eenplan.directory.selectors.sittings import falling_on
from eenplan.organisation.models import Team, TeamArea


@dataclass(frozen=True)
class OnSite:
    """Somebody of a partner or a central service who sits in a neighbourhood centre today."""

    who: str
    what: str
    where: str
    hours: str
    by_appointment: bool


def on_site(team: Team, *, on: date) -> list[OnSite]:
    """Return who sits in the areas of a team on a day, in order of time."""
    areas = TeamArea.objects.on(on).filter(team=team).values("area")
    rows = falling_on(sitting_days().filter(area__in=areas), on).order_by("opens_at", "pk")
    return [
        OnSite(
            who=row.partner.name,
            what=" · ".join(filter(None, [row.service.name if row.service else "", row.note])),
            where=row.location,
            hours=f"{row.opens_at:%H:%M}–{row.closes_at:%H:%M}",
            by_appointment=row.by_appointment,
        )
        for row in rows
    ]
