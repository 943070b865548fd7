"""The hard rules about safety: who may live with whom, and who must not be found.

No sentence names another household: that somebody lives somewhere is nobody's business.
"""

from __future__ import annotations

from eenplan.engines.placement.model import HOST, MODES, Household, Mode, Place, Stay
from eenplan.engines.placement.windows import Situation, first_day
from eenplan.engines.placement.words import MODE_HOUSES, WHO


def no_red_flow(situation: Situation, household: Household, place: Place) -> str | None:
    """An unaccompanied minor is never proposed a place: the guardianship service decides."""
    if household.unaccompanied_minor:
        return "Niet-begeleide minderjarige: geen voorstel, verwittig de dienst Voogdij"
    return None


def company(situation: Situation, household: Household, place: Place) -> str | None:
    """Lone women, women with children and minors do not live with men they do not know."""
    if household.makeup is None:
        return None
    if place.form == HOST:
        return _with_hosts(household, place)
    return _in_a_shared_house(situation, household, place) if place.is_shared else None


def _with_hosts(household: Household, place: Place) -> str | None:
    if not (household.makeup == "women" or household.has_children):
        return None
    if place.hosts == "men":
        return (
            "In het gastgezin wonen alleen mannen: niet voor vrouwen alleen, vrouwen met kinderen "
            "of minderjarigen"
        )
    if place.hosts == "unknown":
        return "Niet bekend wie in het gastgezin woont"
    return None


def _in_a_shared_house(situation: Situation, household: Household, place: Place) -> str | None:
    if household.makeup == "unknown":
        return "Gedeeld huis: vul eerst geslacht en leeftijd van alle volwassenen in"
    who = WHO[household.makeup or "unknown"]
    if place.mode and place.mode not in household.modes:
        return f"{MODE_HOUSES[place.mode]}: niet voor {who}"
    if house_modes(place, first_day(situation, household, place)) & set(household.modes):
        return None
    return f"Past niet bij wie er al woont: niet voor {who}"


def house_modes(place: Place, day: int) -> set[Mode]:
    """For whom a shared house can still be, with those who live there on a day or come later."""
    modes: set[Mode] = {place.mode} if place.mode else set(MODES)
    for stay in present(place, day):
        modes &= set(_modes_of(stay))
    return modes


def present(place: Place, day: int) -> list[Stay]:
    """Everybody one would live with from a day on, who has a place there already."""
    return [s for s in place.residents if s.end is None or s.end.toordinal() > day]


def _modes_of(stay: Stay) -> tuple[Mode, ...]:
    # Of who lives there already nothing is asked: an unknown makeup shuts no door behind it.
    known = None if stay.makeup == "unknown" else stay.makeup
    return Household("", 1, stay.start, makeup=known).modes


def kept_apart(situation: Situation, household: Household, place: Place) -> str | None:
    """Nobody lives in the house whom this household must not meet."""
    if household.apart_from and any(
        stay.household in household.apart_from
        for stay in present(place, first_day(situation, household, place))
    ):
        return "In dit huis woont iemand die dit gezin niet mag ontmoeten"
    return None


def secret(situation: Situation, household: Household, place: Place) -> str | None:
    """An address that must stay secret is never a house with others."""
    if household.secret_address and (place.is_shared or place.form == HOST):
        return "Geheim adres: geen gedeeld huis en geen gastgezin"
    return None


def shielded(situation: Situation, household: Household, place: Place) -> str | None:
    """Not in an area the household is shielded from."""
    if place.area in household.avoid_areas:
        return f"Dit gezin blijft weg uit deze wijk: {place.area}"
    return None


def together(situation: Situation, household: Household, place: Place) -> str | None:
    """Near the household it is linked with, when that one has a home already."""
    for link in household.links:
        if link.home and link.home != (place.area if link.level == "area" else place.house):
            where = link.home if link.level == "area" else "een ander huis"
            return f"Blijft samen met een ander gezin, dat in {where} woont"
    return None


def met_company(situation: Situation, household: Household, place: Place) -> str:
    """Return whom one would live with, in words."""
    if place.form == HOST:
        return "Het gastgezin past bij dit gezin"
    if not place.is_shared:
        return "Een eigen plaats, met niemand anders"
    return (
        f"{MODE_HOUSES[place.mode]}: past bij dit gezin" if place.mode else "Past bij wie er woont"
    )


def met_secret(situation: Situation, household: Household, place: Place) -> str:
    """Return whether the address is secret, in words."""
    return "Niemand anders in huis" if household.secret_address else "Geen geheim adres"


def met_together(situation: Situation, household: Household, place: Place) -> str:
    """Return whether the household stays near another one, in words."""
    if not household.links:
        return "Geen ander gezin om bij te blijven"
    if any(link.home for link in household.links):
        return "Bij het gezin waarmee het samen blijft"
    return "Alleen als het andere gezin ook hier in de buurt een plaats krijgt"
