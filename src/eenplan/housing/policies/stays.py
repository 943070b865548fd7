"""When a stay may end or be taken back. Which place suits whom: the engine."""

from datetime import date

from eenplan.engines.placement.words import dutch_day
from eenplan.housing.errors import ImpossibleEnd, StayBegun
from eenplan.housing.models import Stay


def check_first_night_elsewhere(stay: Stay, *, on: date) -> None:
    """Raise ImpossibleEnd unless a day lies after the start of a stay, and not after its end."""
    if on <= stay.starts_on:
        raise ImpossibleEnd(
            f"Het verblijf begint op {dutch_day(stay.starts_on)}. Kies een latere dag."
        )
    if stay.ends_on and on > stay.ends_on:
        raise ImpossibleEnd(
            f"Het verblijf is afgesproken tot {dutch_day(stay.ends_on)}. "
            "Kies die dag of een vroegere."
        )


def check_no_night_passed(stay: Stay, *, on: date) -> None:
    """Raise StayBegun for a stay that began before a day."""
    if stay.starts_on < on:
        raise StayBegun(
            f"Dit verblijf begon op {dutch_day(stay.starts_on)}. U kunt het alleen beëindigen."
        )
