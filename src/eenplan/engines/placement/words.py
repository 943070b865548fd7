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

NOT_LIVE = {
    "paused": "Het aanbod staat op pauze",
    "dormant": "Slapend aanbod: de aanbieder antwoordde twee keer niet",
    "withdrawn": "De aanbieder trok het aanbod in",
    "frozen": "Het aanbod is stilgelegd met de stopknop",
}

KINDS = {
    "WHOLE_DWELLING": ("volledige woning", "volledige woningen"),
    "SHARED_HOUSE": ("gedeeld huis", "gedeelde huizen"),
    "SOCIAL_DWELLING": ("woning van het OCMW", "woningen van het OCMW"),
    "HOTEL_ROOM": ("hotelkamer", "hotelkamers"),
    "STUDIO": ("studio", "studio's"),
    "ROOM_IN_HOUSEHOLD": ("kamer bij een gezin", "kamers bij gezinnen"),
}

MODE_HOUSES = {
    "women": "Huis voor vrouwen, met of zonder kinderen",
    "families": "Huis voor families",
    "men": "Huis voor mannen",
}

WHO = {
    "women": "vrouwen alleen of vrouwen met kinderen",
    "family": "een gezin met een man",
    "men": "mannen alleen",
    "unknown": "een gezin waarvan de samenstelling niet bekend is",
}

PARTS = {
    "wish": "Wens van het gezin",
    "near": "Dicht bij de eigen buurt of school",
    "space": "Ruimte past bij het gezin",
    "needs": "Past bij de noden",
    "length": "Lang genoeg vrij",
    "rent": "Lage kost",
    "soon": "Snel beschikbaar",
    "keep": "Kan blijven waar het woont",
}

SUITABLE_BUT_TAKEN = (
    "Wel geschikt, maar toegewezen aan gezinnen die langer wachten of dringender zijn"
)
LINK_WAITS = (
    "Blijft samen met een ander gezin, en voor beide samen is er geen plaats in één buurt of huis"
)
LINK_GAVE_WAY = (
    "Deze gezinnen blijven samen, maar niet allen kunnen blijven waar ze wonen, en voor allen"
    " samen is er geen plaats in één buurt of huis. Niemand wordt daarom uit een plaats gezet:"
    " bespreek met hen of ze willen verhuizen"
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


def sleeping_places(count: int) -> str:
    """A number of beds: 1 slaapplaats, 5 slaapplaatsen."""
    return "1 slaapplaats" if count == 1 else f"{count} slaapplaatsen"


def families(count: int) -> str:
    """A number of families: 1 gezin, 5 gezinnen."""
    return "1 gezin" if count == 1 else f"{count} gezinnen"


def euro(amount: int) -> str:
    """Whole euro the Dutch way: 1.050 euro."""
    return f"{amount:,}".replace(",", ".") + " euro"


def kind_words(kind: str, count: int = 1) -> str:
    """A kind of place in words; a kind nobody named keeps its own name."""
    return KINDS.get(kind, (kind, kind))[count != 1]


def tag_words(tag: str, label: str) -> str:
    """What a wish or veto points at, in words; `label` is the name of the place it is about."""
    what, _, value = tag.partition(":")
    if what == "form":
        return FORMS.get(value, value).lower()
    if what == "kind":
        return kind_words(value)
    if what == "provider":
        return "deze aanbieder"
    return f"deze plaats ({label})" if what == "place" else value
