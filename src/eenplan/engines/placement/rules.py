"""The hard rules between a household and a place, each with its sentence and its source.

A rule is never weighed against points: it filters beforehand, so that every place a household
does not get has a reason a person can read, check and, where it is a policy, change. Origin,
religion and looks are facts the engine does not know.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from eenplan.engines.assignment.model import Rule
from eenplan.engines.placement import on_fit as fit, on_offer as offer, on_safety as safety
from eenplan.engines.placement.calendar import (
    available,
    free,
    met_available,
    met_free,
    still_offered,
)
from eenplan.engines.placement.model import Household, Place
from eenplan.engines.placement.windows import Situation

PLAN = "Kortrijk, 7-puntenplan Oekraïne, 14 maart 2022"
NEED = "opgave van het gezin"
PROVIDER = "opgave van de aanbieder"
PROPOSAL = "voorstel van Eenplan, niet uit een bron"

Check = Callable[[Situation, Household, Place], str | None]
Words = Callable[[Situation, Household, Place], str]


class Spec(NamedTuple):
    """One rule: `staying` is what it asks of who lives there already (None: nothing)."""

    id: str
    title: str
    template: str
    source: str
    test: Check
    met: Words
    staying: Check | None = None


def _always(text: str) -> Words:
    return lambda situation, household, place: text


def _closed(situation: Situation, household: Household, place: Place) -> str | None:
    return offer.ready(situation, household, place) if place.state == "CLOSED" else None


def _frozen(situation: Situation, household: Household, place: Place) -> str | None:
    return offer.live(situation, household, place) if place.offer == "frozen" else None


SPECS = (
    Spec(
        "red-flow",
        "Geen rode stroom",
        "Niet-begeleide minderjarige: geen voorstel",
        "Programmawet (I) van 24 december 2002, titel XIII, hoofdstuk 6 (voogdij), niet nagekeken",
        safety.no_red_flow,
        _always("Geen niet-begeleide minderjarige"),
    ),
    Spec(
        "form-open",
        "Opvangvorm is open",
        "Deze opvangvorm is gesloten",
        f"{PLAN}, punt 3; beleidsnorm",
        offer.form_open,
        offer.met_form,
    ),
    Spec(
        "kind-open",
        "Soort plaats is open",
        "Deze soort plaats is gesloten",
        "beleidsnorm",
        offer.kind_open,
        offer.met_kind,
    ),
    Spec(
        "offer-live",
        "Aanbod loopt",
        "Het aanbod staat op pauze, slaapt, is ingetrokken of is stilgelegd",
        PROVIDER,
        offer.live,
        _always("Het aanbod loopt"),
        _frozen,
    ),
    Spec(
        "inspected",
        "Gecontroleerd",
        "Nog niet gecontroleerd",
        f"{PLAN}, punt 2 en 3",
        offer.inspected,
        _always("Gecontroleerd"),
    ),
    Spec(
        "inspection-valid",
        "Controle geldt nog",
        "De controle van de woning geldt niet meer op de dag van intrek",
        f"{PLAN}, punt 2; beleidsnorm",
        offer.inspection_valid,
        offer.met_inspection,
    ),
    Spec(
        "people-checked",
        "Mensen gecontroleerd",
        "De volwassenen in het gastgezin zijn niet gecontroleerd, of niet meer",
        "elke volwassene in een gastgezin wordt gecontroleerd; beleidsnorm, wet niet nagekeken",
        offer.people_checked,
        offer.met_people,
    ),
    Spec(
        "ready",
        "Instapklaar",
        "Moet nog gekuist, opgefrist of gerenoveerd worden",
        f"{PLAN}, punt 2",
        offer.ready,
        _always("Instapklaar"),
        _closed,
    ),
    Spec(
        "confirmed",
        "Aanbod bevestigd",
        "Te lang niet bevestigd",
        "beleidsnorm: aanbod opnieuw bevestigen",
        offer.confirmed,
        offer.met_confirmed,
    ),
    Spec(
        "available",
        "Vrij op de dag",
        "Niet vrij op de dag of te kort",
        f"{PLAN}, punt 2 (termijn van het aanbod)",
        available,
        met_available,
        still_offered,
    ),
    Spec(
        "free",
        "Geen ander verblijf",
        "Bezet door een ander verblijf",
        "agenda van de plaats",
        free,
        met_free,
    ),
    Spec(
        "beds",
        "Genoeg slaapplaatsen",
        "Te weinig slaapplaatsen voor het hele gezin",
        "maximum van de plaats; een gezin wordt nooit gesplitst",
        fit.beds,
        fit.met_beds,
    ),
    Spec(
        "step-free",
        "Drempelvrij",
        "Niet drempelvrij, wel nodig",
        NEED,
        fit.step_free,
        fit.met_step_free,
    ),
    Spec("pets", "Huisdieren", "Geen huisdieren toegelaten", NEED, fit.pets, fit.met_pets),
    Spec(
        "smoke-free",
        "Rookvrij",
        "Er wordt gerookt, rookvrij is nodig",
        NEED,
        fit.smoke_free,
        fit.met_smoke_free,
    ),
    Spec(
        "children",
        "Kinderen welkom",
        "Kinderen zijn hier niet welkom",
        PROVIDER,
        fit.children,
        fit.met_children,
    ),
    Spec(
        "own-room",
        "Eigen kamer bij een gastgezin",
        "Geen eigen kamer met een deur",
        PROPOSAL,
        fit.own_room,
        fit.met_own_room,
    ),
    Spec(
        "company",
        "Veilig samenwonen",
        "Past niet bij wie er woont of voor wie het huis is",
        f"{PROPOSAL}: vrouwen alleen en minderjarigen niet bij mannen alleen",
        safety.company,
        safety.met_company,
    ),
    Spec(
        "kept-apart",
        "Mag elkaar niet ontmoeten",
        "In dit huis woont iemand die dit gezin niet mag ontmoeten",
        NEED,
        safety.kept_apart,
        _always("Niemand in huis die dit gezin niet mag ontmoeten"),
    ),
    Spec(
        "secret-address",
        "Geheim adres",
        "Geheim adres: geen gedeeld huis en geen gastgezin",
        NEED,
        safety.secret,
        safety.met_secret,
    ),
    Spec(
        "shielded",
        "Afgeschermde wijk",
        "Dit gezin blijft weg uit deze wijk",
        f"{NEED}: wie elders geholpen wil worden, of gevlucht is voor iemand",
        safety.shielded,
        _always("Geen wijk waaruit dit gezin wegblijft"),
    ),
    Spec(
        "no-veto",
        "Geen weigering",
        "Het gezin wil dit niet",
        NEED,
        fit.no_veto,
        _always("Het gezin sluit deze plaats niet uit"),
    ),
    Spec(
        "not-refused",
        "Aanbieder weigerde niet",
        "De aanbieder zei eerder nee tegen dit gezin",
        PROVIDER,
        fit.not_refused,
        _always("De aanbieder weigerde dit gezin niet"),
    ),
    Spec(
        "together",
        "Samen met een ander gezin",
        "Niet bij het gezin waarmee het samen blijft",
        NEED,
        safety.together,
        safety.met_together,
    ),
    Spec(
        "budget",
        "Binnen het budget",
        "Kost meer dan het budget dat er nog is",
        "beleidsnorm: budget voor opvang",
        fit.affordable,
        fit.met_affordable,
    ),
)


def refusal(spec: Spec, situation: Situation, household: Household, place: Place) -> str | None:
    """The sentence with which a rule refuses, if it does; who lives there is asked less."""
    if household.lives_in == place.id:
        return spec.staying(situation, household, place) if spec.staying else None
    return spec.test(situation, household, place)


def rules_for(situation: Situation) -> tuple[Rule, ...]:
    """The hard rules as they stand on the day of the match, under the norms of that day."""
    return tuple(
        Rule(
            spec.id,
            spec.title,
            spec.template,
            spec.source,
            partial(refusal, spec, situation),
            partial(spec.met, situation),
            situation.policy.version,
        )
        for spec in SPECS
    )
