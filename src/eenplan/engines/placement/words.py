"""Dutch words for dates, forms, states and score parts, as the screen shows them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

FORMS = {
    "COLLECTIVE": "Collectieve opvang",
    "OWN_MANAGED": "Opvang in eigen regie",
    "HOST_FAMILY": "Opvang bij gastgezinnen",
}

NOT_READY = {
    "TO_CLEAN": "Moet nog gekuist worden",
    "TO_REFRESH": "Moet nog opgefrist worden",
    "TO_RENOVATE": "Moet nog gerenoveerd worden",
    "CLOSED": "De plaats is gesloten",
}

PARTS = {
    "wish": "Wens van het gezin",
    "area": "In de eigen buurt",
    "space": "Ruimte past bij het gezin",
    "bedrooms": "Genoeg slaapkamers",
    "length": "Lang genoeg vrij",
    "rent": "Lage kost",
    "soon": "Snel beschikbaar",
}

SUITABLE_BUT_TAKEN = (
    "Wel geschikt, maar toegewezen aan gezinnen die langer wachten of dringender zijn"
)
RED_FLOW = (
    "Niet-begeleide minderjarige. Hier komt geen voorstel: verwittig meteen de dienst Voogdij."
)


@lru_cache(maxsize=4096)
def dutch_day(value: date) -> str:
    """A date in words: 1 april 2022."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=4096)
def dutch_ordinal(number: int) -> str:
    """A day number (date.toordinal()) in words."""
    return dutch_day(date.fromordinal(number))


def persons(count: int) -> str:
    """A number of persons: 1 persoon, 5 personen."""
    return "1 persoon" if count == 1 else f"{count} personen"


def places(count: int) -> str:
    """A number of places: 1 plaats, 5 plaatsen."""
    return "1 plaats" if count == 1 else f"{count} plaatsen"
