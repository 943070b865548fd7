"""How a visit to a stay may be written down."""

from datetime import date

from eenplan.core.access import Actor
from eenplan.engines.placement.words import dutch_day
from eenplan.housing.models import FollowUpVisit, Stay, Stop
from eenplan.housing.stay_errors import Locked, VisitRefused, WrongInterpreterRefused
from eenplan.housing.stay_kinds import GuestInterpreter, WrongInterpreter


def check_interpreter(interpreter: str) -> None:
    """Raise WrongInterpreterRefused unless the guest could speak freely before who interpreted."""
    if interpreter in WrongInterpreter.values:
        who = WrongInterpreter(interpreter).label
        raise WrongInterpreterRefused(
            f"Bij een opvolgbezoek tolkt {who} nooit: een gast kan dan niet vrij spreken. Bel de "
            "tolktelefoon, of plan een nieuw bezoek met een onafhankelijke tolk.",
            "interpreter",
        )
    if interpreter not in GuestInterpreter.values:
        raise VisitRefused("Zeg wie tolkte. Zonder dat bewaren we het bezoek niet.", "interpreter")


def check_guest_visit(said: dict) -> None:
    """Raise VisitRefused unless a visit to the guests says all it must."""
    check_interpreter(said.get("interpreter", ""))
    if not said.get("language"):
        raise VisitRefused("Zeg in welke taal u met het gezin sprak.", "language")
    if said.get("spoken_alone") is None:
        raise VisitRefused("Zeg of u de gast alleen sprak.", "spoken_alone")
    if not said["spoken_alone"] and not said.get("not_alone_why"):
        raise VisitRefused("Zeg waarom u de gast niet alleen sprak.", "not_alone_why")


def check_visit_day(stay: Stay, *, held_on: date, on: date) -> None:
    """Raise VisitRefused unless a visit was held while the household lived there."""
    if held_on > on:
        raise VisitRefused(
            "Dit bezoek moet nog komen. Kies vandaag of een vroegere dag.", "held_on"
        )
    if held_on < stay.starts_on:
        raise VisitRefused(
            f"Het verblijf begon op {dutch_day(stay.starts_on)}. Kies die dag of een latere.",
            "held_on",
        )
    if stay.ends_on and held_on > stay.ends_on:
        raise VisitRefused(
            f"Het verblijf eindigde op {dutch_day(stay.ends_on)}. Kies die dag of een vroegere.",
            "held_on",
        )


def check_not_locked(offer_id: int) -> None:
    """Raise Locked while an offer is stopped: what was written is evidence."""
    if Stop.objects.filter(offer=offer_id, lifted_on=None).exists():
        raise Locked(
            "Deze opvang is stilgelegd. Wat genoteerd is, blijft zoals het is: het kan bewijs zijn."
            " Een nieuw bezoek of een nieuwe melding noteren kan wel."
        )


def check_can_correct(actor: Actor, visit: FollowUpVisit, *, on: date, days: int) -> None:
    """Raise VisitRefused unless the actor held a visit, no longer ago than the norm."""
    if visit.held_by_id != actor.user_id:
        raise VisitRefused("Alleen wie het bezoek deed, verbetert wat er staat.")
    if visit.held_on is None or (on - visit.held_on).days > days:
        raise VisitRefused(
            f"Een bezoek verbeteren kan tot {days} dagen erna. Noteer een extra bezoek."
        )
