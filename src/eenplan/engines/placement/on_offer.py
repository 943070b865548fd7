"""The hard rules about the offer itself: is it open, live, seen, ready and confirmed.

They ask about the day the household would move in, so that a plan for later counts with what is
decided for later.
"""

from __future__ import annotations

from eenplan.engines.placement.model import HOST, Closure, Household, Place
from eenplan.engines.placement.windows import Situation, first_day
from eenplan.engines.placement.words import (
    FORMS,
    NOT_LIVE,
    NOT_READY,
    dutch_day,
    dutch_ordinal,
    kind_words,
)


def form_open(situation: Situation, household: Household, place: Place) -> str | None:
    """The reception form is not closed by decision on the day of moving in."""
    closure = situation.policy.forms_closed.get(place.form)
    day = first_day(situation, household, place)
    if closure is None or closure.since.toordinal() > day:
        return None
    return f"{FORMS[place.form]} is gesloten sinds {_since(closure)}"


def kind_open(situation: Situation, household: Household, place: Place) -> str | None:
    """This kind of place is not closed by decision on the day of moving in."""
    closure = situation.policy.kinds_closed.get(place.kind)
    day = first_day(situation, household, place)
    if closure is None or closure.since.toordinal() > day:
        return None
    return f"{kind_words(place.kind, 2).capitalize()} zijn gesloten sinds {_since(closure)}"


def _since(closure: Closure) -> str:
    why = f": {closure.reason}" if closure.reason else ""
    who = f" (beslist door {closure.decided_by})" if closure.decided_by else ""
    return f"{dutch_day(closure.since)}{why}{who}"


def live(situation: Situation, household: Household, place: Place) -> str | None:
    """The offer is not paused, asleep, withdrawn or frozen by Stop."""
    if place.offer == "live":
        return None
    if place.offer == "paused" and place.paused_until:
        if place.paused_until.toordinal() <= first_day(situation, household, place):
            return None
        return f"{NOT_LIVE['paused']} tot {dutch_day(place.paused_until)}"
    return NOT_LIVE[place.offer]


def inspected(situation: Situation, household: Household, place: Place) -> str | None:
    """Somebody of the service has seen the place."""
    if place.state in ("OFFERED", "NOT_INSPECTED"):
        return "Nog niet gecontroleerd"
    return None


def inspection_valid(situation: Situation, household: Household, place: Place) -> str | None:
    """The inspection still holds on the day of moving in."""
    if place.inspected_until is None:
        return None
    if place.inspected_until.toordinal() > first_day(situation, household, place):
        return None
    return f"De controle van de woning geldt niet meer vanaf {dutch_day(place.inspected_until)}"


def people_checked(situation: Situation, household: Household, place: Place) -> str | None:
    """Every adult of a host household was checked, and no check is over on the day."""
    if place.form != HOST:
        return None
    if place.people_checked is False:
        return "Niet alle volwassenen in het gastgezin zijn gecontroleerd"
    if place.people_checked_until is None:
        return None
    if place.people_checked_until.toordinal() > first_day(situation, household, place):
        return None
    day = dutch_day(place.people_checked_until)
    return f"De controle van de mensen in het gastgezin geldt niet meer vanaf {day}"


def ready(situation: Situation, household: Household, place: Place) -> str | None:
    """No works are left before somebody can move in."""
    return NOT_READY.get(place.state)


def confirmed(situation: Situation, household: Household, place: Place) -> str | None:
    """The provider confirmed the offer recently enough."""
    most = situation.policy.reconfirm_after_days
    if most is None or place.confirmed_on is None:
        return None
    ago = (situation.on - place.confirmed_on).days
    if ago <= most:
        return None
    since = dutch_day(place.confirmed_on)
    return f"Laatst bevestigd op {since}, {ago} dagen geleden (hoogstens {most})"


def met_form(situation: Situation, household: Household, place: Place) -> str:
    """Return that the reception form is open, in words."""
    return f"{FORMS[place.form]} is open"


def met_kind(situation: Situation, household: Household, place: Place) -> str:
    """Return that the kind of place is open, in words."""
    return f"{kind_words(place.kind, 2).capitalize()} zijn open"


def met_inspection(situation: Situation, household: Household, place: Place) -> str:
    """Return until when the inspection holds, in words."""
    if place.inspected_until is None:
        return "De controle heeft geen einddatum"
    return f"De controle van de woning geldt tot {dutch_day(place.inspected_until)}"


def met_people(situation: Situation, household: Household, place: Place) -> str:
    """Return what is known of the checks of the people, in words."""
    if place.form != HOST:
        return "Geen gastgezin"
    if place.people_checked is None and place.people_checked_until is None:
        return "Niets gezegd over de controle van het gastgezin: kijk het na"
    if place.people_checked_until is None:
        return "Alle volwassenen in het gastgezin zijn gecontroleerd"
    until = dutch_ordinal(place.people_checked_until.toordinal())
    return f"Alle volwassenen in het gastgezin zijn gecontroleerd, tot {until}"


def met_confirmed(situation: Situation, household: Household, place: Place) -> str:
    """Return when the offer was confirmed, in words."""
    if place.confirmed_on is None:
        return "Bevestiging niet nodig"
    return f"Bevestigd op {dutch_day(place.confirmed_on)}"
