"""Partners and experts on site: where the sitting days of the directory come in."""

from dataclasses import dataclass
from datetime import date

from eenplan.organisation.models import Team


@dataclass(frozen=True)
class OnSite:
    """Somebody of a partner or a central service who sits in a neighbourhood centre today."""

    who: str
    what: str
    hours: str = ""


def on_site(team: Team, *, on: date) -> list[OnSite]:
    """Return who sits with a team on a day. Nothing yet: the directory knows no sitting days."""
    return []
