"""One negative example with its exact sentence for every hard rule, and the other side of each."""

from datetime import date, timedelta

from eenplan.engines.placement.model import Closure, Link, Policy, Stay
from tests.engines.placement_cast import ON

AGO = date(2022, 3, 1)
NEXT = ON + timedelta(days=1)
STRICT = Policy(
    forms_closed={"HOST_FAMILY": Closure(date(2022, 3, 14))},
    kinds_closed={"HOTEL_ROOM": Closure(date(2022, 3, 20), "te duur", "schepencollege")},
    shortest_stay_days=7,
    reconfirm_after_days=30,
    budget_eur_month=800,
)
HOSTS_OPEN = Policy()

RULES = [
    (
        "form-open",
        {},
        {"form": "HOST_FAMILY"},
        "Opvang bij gastgezinnen is gesloten sinds 14 maart 2022",
    ),
    (
        "kind-open",
        {},
        {"kind": "HOTEL_ROOM"},
        "Hotelkamers zijn gesloten sinds 20 maart 2022: te duur (beslist door schepencollege)",
    ),
    ("offer-live", {}, {"offer": "paused"}, "Het aanbod staat op pauze"),
    (
        "offer-live",
        {},
        {"offer": "paused", "paused_until": date(2022, 4, 2)},
        "Het aanbod staat op pauze tot 2 april 2022",
    ),
    (
        "offer-live",
        {},
        {"offer": "dormant"},
        "Slapend aanbod: de aanbieder antwoordde twee keer niet",
    ),
    ("offer-live", {}, {"offer": "withdrawn"}, "De aanbieder trok het aanbod in"),
    ("offer-live", {}, {"offer": "frozen"}, "Het aanbod is stilgelegd met de stopknop"),
    ("inspected", {}, {"state": "OFFERED"}, "Nog niet gecontroleerd"),
    ("inspected", {}, {"state": "NOT_INSPECTED"}, "Nog niet gecontroleerd"),
    (
        "inspection-valid",
        {},
        {"inspected_until": ON},
        "De controle van de woning geldt niet meer vanaf 21 maart 2022",
    ),
    ("ready", {}, {"state": "TO_CLEAN"}, "Moet nog gekuist worden"),
    ("ready", {}, {"state": "TO_REFRESH"}, "Moet nog opgefrist worden"),
    ("ready", {}, {"state": "TO_RENOVATE"}, "Moet nog gerenoveerd worden"),
    ("ready", {}, {"state": "CLOSED"}, "De plaats is gesloten"),
    ("available", {}, {"available_from": date(2022, 4, 1)}, "Vrij vanaf 1 april 2022"),
    ("available", {}, {"available_until": ON}, "Was maar vrij tot 21 maart 2022"),
    (
        "available",
        {},
        {"available_until": date(2022, 3, 25)},
        "Vrij tot 25 maart 2022: korter dan 7 dagen",
    ),
    ("available", {"stays_until": ON}, {}, "Het gezin vertrekt al op 21 maart 2022"),
    ("free", {}, {"occupied": (Stay(AGO, date(2022, 5, 1)),)}, "Bezet tot 1 mei 2022"),
    ("free", {}, {"occupied": (Stay(AGO),)}, "Bezet zonder einddatum"),
    ("free", {}, {"occupied": (Stay(date(2022, 3, 24)),)}, "Al toegezegd vanaf 24 maart 2022"),
    (
        "free",
        {"persons": 5},
        {"max_persons": 15, "max_households": 4, "occupied": (Stay(AGO, None, 12),)},
        "Nog 3 van 15 slaapplaatsen vrij, 5 personen",
    ),
    (
        "free",
        {},
        {
            "max_persons": 15,
            "max_households": 2,
            "occupied": (Stay(AGO, None, 2), Stay(date(2022, 3, 2), None, 2)),
        },
        "Al 2 van 2 gezinnen",
    ),
    ("beds", {"persons": 5}, {"max_persons": 3}, "3 slaapplaatsen, 5 personen"),
    ("beds", {"persons": 2}, {"max_persons": 1}, "1 slaapplaats, 2 personen"),
    ("step-free", {"step_free": True}, {}, "Niet drempelvrij, wel nodig"),
    ("pets", {"pets": True}, {}, "Geen huisdieren toegelaten"),
    (
        "smoke-free",
        {"smoke_free": True},
        {"smoking": True},
        "Er wordt gerookt, het gezin heeft een rookvrije plaats nodig",
    ),
    (
        "children",
        {"has_children": True},
        {"children_welcome": False},
        "Kinderen zijn hier niet welkom",
    ),
    (
        "company",
        {"makeup": "men"},
        {"max_households": 4, "mode": "women"},
        "Huis voor vrouwen, met of zonder kinderen: niet voor mannen alleen",
    ),
    (
        "company",
        {"makeup": "women"},
        {"max_households": 4, "mode": "men"},
        "Huis voor mannen: niet voor vrouwen alleen of vrouwen met kinderen",
    ),
    (
        "company",
        {"makeup": "family"},
        {"max_households": 4, "mode": "women"},
        "Huis voor vrouwen, met of zonder kinderen: niet voor een gezin met een man",
    ),
    (
        "company",
        {"makeup": "women"},
        {"max_households": 4, "occupied": (Stay(AGO, None, 1, "X", "men"),)},
        "Past niet bij wie er al woont: niet voor vrouwen alleen of vrouwen met kinderen",
    ),
    (
        "company",
        {"makeup": "women"},
        {"shared_dwelling": True, "neighbours": (Stay(AGO, None, 1, "X", "men"),)},
        "Past niet bij wie er al woont: niet voor vrouwen alleen of vrouwen met kinderen",
    ),
    (
        "company",
        {"makeup": "unknown"},
        {"max_households": 4},
        "Gedeeld huis: vul eerst geslacht en leeftijd van alle volwassenen in",
    ),
    (
        "kept-apart",
        {"apart_from": frozenset({"X"})},
        {"neighbours": (Stay(AGO, None, 1, "X"),)},
        "In dit huis woont iemand die dit gezin niet mag ontmoeten",
    ),
    (
        "secret-address",
        {"secret_address": True},
        {"max_households": 4},
        "Geheim adres: geen gedeeld huis en geen gastgezin",
    ),
    (
        "shielded",
        {"avoid_areas": frozenset({"Heule"})},
        {},
        "Dit gezin blijft weg uit deze wijk: Heule",
    ),
    ("no-veto", {"vetoes": frozenset({"area:Heule"})}, {}, "Het gezin wil dit niet: Heule"),
    (
        "no-veto",
        {"vetoes": frozenset({"form:OWN_MANAGED"})},
        {},
        "Het gezin wil dit niet: opvang in eigen regie",
    ),
    (
        "no-veto",
        {"vetoes": frozenset({"place:P1"})},
        {},
        "Het gezin wil dit niet: deze plaats (p1)",
    ),
    (
        "not-refused",
        {"refused_by": frozenset({"17"})},
        {"provider": "17"},
        "De aanbieder zei eerder nee tegen dit gezin",
    ),
    (
        "together",
        {"links": (Link("G2", "area", "Walle"),)},
        {},
        "Blijft samen met een ander gezin, dat in Walle woont",
    ),
    (
        "together",
        {"links": (Link("G2", "dwelling", "D9"),)},
        {},
        "Blijft samen met een ander gezin, dat in een ander huis woont",
    ),
    (
        "budget",
        {},
        {"rent_eur_month": 1050},
        "1.050 euro per maand, er is nog 800 euro budget",
    ),
    (
        "red-flow",
        {"unaccompanied_minor": True},
        {},
        "Niet-begeleide minderjarige: geen voorstel, verwittig de dienst Voogdij",
    ),
    (
        "confirmed",
        {},
        {"confirmed_on": date(2022, 2, 1)},
        "Laatst bevestigd op 1 februari 2022, 48 dagen geleden (hoogstens 30)",
    ),
]
HOST_RULES = [
    (
        "people-checked",
        {},
        {"people_checked": False},
        "Niet alle volwassenen in het gastgezin zijn gecontroleerd",
    ),
    (
        "people-checked",
        {},
        {"people_checked": True, "people_checked_until": ON},
        "De controle van de mensen in het gastgezin geldt niet meer vanaf 21 maart 2022",
    ),
    ("own-room", {}, {"own_room": False}, "Geen eigen kamer met een deur"),
    (
        "company",
        {"makeup": "women"},
        {"hosts": "men"},
        "In het gastgezin wonen alleen mannen: niet voor vrouwen alleen, vrouwen met kinderen of "
        "minderjarigen",
    ),
    (
        "company",
        {"makeup": "family", "has_children": True},
        {"hosts": "men"},
        "In het gastgezin wonen alleen mannen: niet voor vrouwen alleen, vrouwen met kinderen of "
        "minderjarigen",
    ),
    (
        "company",
        {"makeup": "women"},
        {"hosts": "unknown"},
        "Niet bekend wie in het gastgezin woont",
    ),
    (
        "secret-address",
        {"secret_address": True},
        {},
        "Geheim adres: geen gedeeld huis en geen gastgezin",
    ),
    (
        "no-veto",
        {"vetoes": frozenset({"form:HOST_FAMILY"})},
        {},
        "Het gezin wil dit niet: opvang bij gastgezinnen",
    ),
]
CASES = [(STRICT, *row) for row in RULES]
CASES += [(HOSTS_OPEN, r, who, {"form": "HOST_FAMILY"} | at, s) for r, who, at, s in HOST_RULES]

ALLOWED = [
    ({}, {"form": "COLLECTIVE"}),
    ({}, {"offer": "paused", "paused_until": ON}),
    ({}, {"inspected_until": NEXT}),
    ({}, {"available_from": ON}),
    ({}, {"available_until": date(2022, 3, 28)}),
    ({"stays_until": date(2022, 3, 23)}, {"available_until": date(2022, 3, 23)}),
    ({}, {"occupied": (Stay(AGO, ON),)}),
    ({}, {"occupied": (Stay(date(2022, 3, 28)),)}),
    ({"persons": 4}, {"max_persons": 4}),
    ({"step_free": True}, {"step_free": True}),
    ({"pets": True}, {"pets_allowed": True}),
    ({"smoke_free": True}, {"smoking": False}),
    ({"has_children": True}, {}),
    ({"makeup": "women"}, {"max_households": 4, "mode": "families"}),
    ({"makeup": "unknown"}, {}),
    ({"makeup": "women"}, {"shared_dwelling": True, "neighbours": (Stay(AGO, ON, 1, "X", "men"),)}),
    ({"apart_from": frozenset({"X"})}, {"neighbours": (Stay(AGO, ON, 1, "X"),)}),
    ({"secret_address": True}, {}),
    ({"avoid_areas": frozenset({"Walle"})}, {}),
    ({"vetoes": frozenset({"area:Walle", "form:COLLECTIVE", "place:P2"})}, {}),
    ({"refused_by": frozenset({"17"})}, {"provider": "18"}),
    ({"links": (Link("G2", "area", "Heule"), Link("G3"))}, {}),
    ({}, {"rent_eur_month": 800}),
    ({"persons": 3}, {"max_persons": 15, "max_households": 4, "occupied": (Stay(ON, None, 12),)}),
    ({}, {"confirmed_on": date(2022, 2, 19)}),
]
