"""The hard rules between a household and a place, each with its sentence and its source.

A rule is never weighed against points: it filters beforehand, so that every place a household
does not get has a reason a person can read, check and, where it is a policy, change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from eenplan.engines.assignment.model import Rule
from eenplan.engines.placement.calendar import available, free, met_available, met_free
from eenplan.engines.placement.model import Household, Place
from eenplan.engines.placement.windows import (
    Situation,
)
from eenplan.engines.placement.words import FORMS, NOT_READY, dutch_day, persons

PLAN = "Kortrijk, 7-puntenplan Oekraïne, 14 maart 2022"
NEED = "opgave van het gezin"

Check = Callable[[Situation, Household, Place], str | None]
Words = Callable[[Situation, Household, Place], str]


class _Spec(NamedTuple):
    id: str
    title: str
    template: str
    source: str
    test: Check
    met: Words


def no_red_flow(situation: Situation, household: Household, place: Place) -> str | None:
    """An unaccompanied minor is never proposed a place: the guardianship service decides."""
    if household.unaccompanied_minor:
        return "Niet-begeleide minderjarige: geen voorstel, verwittig de dienst Voogdij"
    return None


def form_closed(situation: Situation, place: Place) -> str | None:
    """The sentence about a reception form that is closed on the day of the match, if it is."""
    closure = situation.policy.forms_closed.get(place.form)
    if closure is None or closure.since > situation.on:
        return None
    why = f": {closure.reason}" if closure.reason else ""
    return f"{FORMS[place.form]} is gesloten sinds {dutch_day(closure.since)}{why}"


def form_open(situation: Situation, household: Household, place: Place) -> str | None:
    """The reception form is not closed by decision on the day of the match."""
    return form_closed(situation, place)


def inspected(situation: Situation, household: Household, place: Place) -> str | None:
    """Somebody of the service has seen the place."""
    if place.state in ("OFFERED", "NOT_INSPECTED"):
        return "Nog niet gecontroleerd"
    return None


def ready(situation: Situation, household: Household, place: Place) -> str | None:
    """No works are left before somebody can move in."""
    return NOT_READY.get(place.state)


def unconfirmed(situation: Situation, place: Place) -> str | None:
    """The sentence about an offer that was confirmed too long ago, if it was."""
    most = situation.policy.reconfirm_after_days
    if most is None or place.confirmed_on is None:
        return None
    ago = (situation.on - place.confirmed_on).days
    if ago <= most:
        return None
    since = dutch_day(place.confirmed_on)
    return f"Laatst bevestigd op {since}, {ago} dagen geleden (hoogstens {most})"


def confirmed(situation: Situation, household: Household, place: Place) -> str | None:
    """The provider confirmed the offer recently enough."""
    return unconfirmed(situation, place)


def beds(situation: Situation, household: Household, place: Place) -> str | None:
    """The whole household fits; it is never split."""
    if household.persons > place.max_persons:
        sleeps = "slaapplaats" if place.max_persons == 1 else "slaapplaatsen"
        return f"{place.max_persons} {sleeps}, {persons(household.persons)}"
    return None


def step_free(situation: Situation, household: Household, place: Place) -> str | None:
    """Somebody who cannot climb stairs only gets a step-free place."""
    if household.step_free and not place.step_free:
        return "Niet drempelvrij, wel nodig"
    return None


def pets(situation: Situation, household: Household, place: Place) -> str | None:
    """A pet comes along or the household does not come."""
    return "Geen huisdieren toegelaten" if household.pets and not place.pets_allowed else None


def no_veto(situation: Situation, household: Household, place: Place) -> str | None:
    """What the household refuses is not proposed."""
    refused = sorted(household.vetoes & place.tags) if household.vetoes else []
    if not refused:
        return None
    words = ", ".join(tag.partition(":")[2] for tag in refused)
    return f"Het gezin wil dit niet: {words}"


def _met_beds(situation: Situation, household: Household, place: Place) -> str:
    sleeps = "slaapplaats" if place.max_persons == 1 else "slaapplaatsen"
    return f"{place.max_persons} {sleeps} voor {persons(household.persons)}"


def _met_confirmed(situation: Situation, household: Household, place: Place) -> str:
    if place.confirmed_on is None:
        return "Bevestiging niet nodig"
    return f"Bevestigd op {dutch_day(place.confirmed_on)}"


def _met_step_free(situation: Situation, household: Household, place: Place) -> str:
    return "Drempelvrij" if household.step_free else "Drempelvrij is niet nodig"


def _met_pets(situation: Situation, household: Household, place: Place) -> str:
    return "Huisdieren toegelaten" if household.pets else "Geen huisdieren"


def _always(text: str) -> Words:
    return lambda situation, household, place: text


def _met_form(situation: Situation, household: Household, place: Place) -> str:
    return f"{FORMS[place.form]} is open"


SPECS = (
    _Spec(
        "red-flow",
        "Geen rode stroom",
        "Niet-begeleide minderjarige: geen voorstel",
        "Programmawet (I) van 24 december 2002, titel XIII, hoofdstuk 6 (voogdij)",
        no_red_flow,
        _always("Geen niet-begeleide minderjarige"),
    ),
    _Spec(
        "form-open",
        "Opvangvorm is open",
        "Deze opvangvorm is gesloten",
        f"{PLAN}, punt 3; beleidsnorm",
        form_open,
        _met_form,
    ),
    _Spec(
        "inspected",
        "Gecontroleerd",
        "Nog niet gecontroleerd",
        f"{PLAN}, punt 2 en 3",
        inspected,
        _always("Gecontroleerd"),
    ),
    _Spec(
        "ready",
        "Instapklaar",
        "Moet nog gekuist, opgefrist of gerenoveerd worden",
        f"{PLAN}, punt 2",
        ready,
        _always("Instapklaar"),
    ),
    _Spec(
        "confirmed",
        "Aanbod bevestigd",
        "Te lang niet bevestigd",
        "beleidsnorm: aanbod opnieuw bevestigen",
        confirmed,
        _met_confirmed,
    ),
    _Spec(
        "available",
        "Vrij op de dag",
        "Niet vrij op de dag of te kort",
        f"{PLAN}, punt 2 (termijn van het aanbod)",
        available,
        met_available,
    ),
    _Spec(
        "free",
        "Geen ander verblijf",
        "Bezet door een ander verblijf",
        "agenda van de plaats",
        free,
        met_free,
    ),
    _Spec(
        "beds",
        "Genoeg slaapplaatsen",
        "Te weinig slaapplaatsen voor het hele gezin",
        "maximum van de plaats; een gezin wordt nooit gesplitst",
        beds,
        _met_beds,
    ),
    _Spec(
        "step-free", "Drempelvrij", "Niet drempelvrij, wel nodig", NEED, step_free, _met_step_free
    ),
    _Spec("pets", "Huisdieren", "Geen huisdieren toegelaten", NEED, pets, _met_pets),
    _Spec(
        "no-veto",
        "Geen weigering",
        "Het gezin wil dit niet",
        NEED,
        no_veto,
        _always("Het gezin sluit deze plaats niet uit"),
    ),
)


def rules_for(situation: Situation) -> tuple[Rule, ...]:
    """The hard rules as they stand on the day of the match, under the norms of that day."""
    return tuple(
        Rule(
            spec.id,
            spec.title,
            spec.template,
            spec.source,
            partial(spec.test, situation),
            partial(spec.met, situation),
            situation.policy.version,
        )
        for spec in SPECS
    )
