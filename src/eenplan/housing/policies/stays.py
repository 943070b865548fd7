"""When a stay may end or be taken back. Which place suits whom: the engine."""

from datetime import date

from eenplan.engines.placement.words import dutch_day
from eenplan.housing.errors import ImpossibleEnd, StayBegun
from eenplan.housing.models import OfferHold, Place, Stay, Stop
from eenplan.housing.stay_errors import Stopped

STOPPED = (
    "Deze opvang is stilgelegd. Er komt niemand bij en geen verblijf wordt verlengd, tot de "
    "vertrouwenspersoon veiligheid de stop opheft."
)


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


def check_nothing_noted(stay: Stay) -> None:
    """Raise StayBegun for a stay somebody wrote about: it is ended, so that the words stay."""
    if stay.visits.filter(held_on__isnull=False).exists() or stay.incidents.exists():
        raise StayBegun(
            "Bij dit verblijf is al een bezoek of een melding genoteerd. Beëindig het morgen: zo "
            "blijft alles bewaard."
        )


def check_no_stop(hold: OfferHold) -> None:
    """Raise Stopped for the hold of a stop that was not lifted: that asks a reason of its own."""
    if Stop.objects.filter(hold=hold, lifted_on=None).exists():
        raise Stopped(
            "Dit aanbod is stilgelegd met een stop. Hef die op bij Verblijven, Stilgelegd."
        )


def check_not_stopped(place: Place) -> None:
    """Raise Stopped for a place of an offer that is stopped."""
    if Stop.objects.filter(offer__dwelling__places=place, lifted_on=None).exists():
        raise Stopped(STOPPED)
