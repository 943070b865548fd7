"""The hard rules about time: is the place offered then, and does nobody else live there."""

from __future__ import annotations

from eenplan.engines.assignment.model import FOREVER
from eenplan.engines.placement.model import Household, Place
from eenplan.engines.placement.windows import (
    Situation,
    Window,
    day,
    in_use,
    offered,
    window,
)
from eenplan.engines.placement.words import dutch_day, dutch_ordinal, persons


def available(situation: Situation, household: Household, place: Place) -> str | None:
    """The provider offers the place in time and for long enough."""
    earliest, latest = situation.earliest(household), situation.latest(household)
    if place.available_until and place.available_until.toordinal() <= earliest:
        return f"Was maar vrij tot {dutch_day(place.available_until)}"
    if place.available_from and place.available_from.toordinal() > latest:
        return f"Vrij vanaf {dutch_day(place.available_from)}"
    offer = offered(place)
    start = max(earliest, offer.start)
    if household.stays_until and household.stays_until.toordinal() <= start:
        return f"Het gezin vertrekt al op {dutch_day(household.stays_until)}"
    needed = _shortest(situation, household, start)
    if offer.end - start >= needed:
        return None
    # Only an end date can make it too short, so there is one.
    return f"Vrij tot {dutch_ordinal(offer.end)}: korter dan {needed} dagen"


def still_offered(situation: Situation, household: Household, place: Place) -> str | None:
    """Who lives there stays as long as the provider offers the place."""
    earliest = situation.earliest(household)
    if place.available_until and place.available_until.toordinal() <= earliest:
        return f"Was maar vrij tot {dutch_day(place.available_until)}"
    return None


def _shortest(situation: Situation, household: Household, start: int) -> int:
    leaves = day(household.stays_until, FOREVER)
    return max(1, min(situation.policy.shortest_stay_days, leaves - start))


def free(situation: Situation, household: Household, place: Place) -> str | None:
    """No other stay is in the way, or enough beds are left in a shared house."""
    if not place.occupied:
        return None
    # A place outside its dates is refused by `available`; here only other stays count.
    outside = available(situation, household, place) is not None
    within = Window(0, FOREVER) if outside else offered(place)
    possible = window(situation, household, place, within)
    if possible is None:
        return _occupied_until(situation, household, place)
    if place.max_households > 1:
        return _beds_left(household, place, possible)
    return None


def _occupied_until(situation: Situation, household: Household, place: Place) -> str:
    earliest = situation.earliest(household)
    stays = [s for s in place.occupied if day(s.end, FOREVER) > earliest]
    following = min(stays, default=place.occupied[0], key=lambda s: s.start)
    if following.start.toordinal() > earliest:
        return f"Al toegezegd vanaf {dutch_day(following.start)}"
    until = _chain_end(place, earliest)
    return "Bezet zonder einddatum" if until >= FOREVER else f"Bezet tot {dutch_ordinal(until)}"


def _chain_end(place: Place, moment: int) -> int:
    for stay in sorted(place.occupied, key=lambda agreed: agreed.start):
        if stay.start.toordinal() <= moment:
            moment = max(moment, day(stay.end, FOREVER))
    return moment


def _beds_left(household: Household, place: Place, during: Window) -> str | None:
    households, people = in_use(place, during)
    if households >= place.max_households:
        return f"Al {households} van {place.max_households} gezinnen"
    left = max(0, place.max_persons - people)
    if household.persons > left:
        need = persons(household.persons)
        return f"Nog {left} van {place.max_persons} slaapplaatsen vrij, {need}"
    return None


def met_available(situation: Situation, household: Household, place: Place) -> str:
    """Return from when until when the place is offered, in words."""
    start = max(situation.earliest(household), offered(place).start)
    if place.available_until is None:
        return f"Vrij vanaf {dutch_ordinal(start)}, zonder einddatum"
    return f"Vrij van {dutch_ordinal(start)} tot {dutch_day(place.available_until)}"


def met_free(situation: Situation, household: Household, place: Place) -> str:
    """Return that nobody else is in the way, in words."""
    return "Genoeg bedden vrij" if place.max_households > 1 else "Geen ander verblijf"
