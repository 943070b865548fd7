"""What an offer may say, and when one can be held or spoken of."""

from datetime import date, timedelta

from django.db import IntegrityError

from eenplan.engines.placement.words import dutch_day
from eenplan.housing.enums import HoldKind, Wish
from eenplan.housing.errors import (
    HostUnchecked,
    ImpossibleCall,
    ImpossibleOffer,
    OfferHeld,
    PlaceUnavailable,
)
from eenplan.housing.intake import NewOffer, Terms, Unit
from eenplan.housing.models import Offer, OfferHold
from eenplan.housing.models.providers import LONGEST_WEEKS

MOST_PERSONS = 500
MOST_UNITS = 50
MOST_CENTS = 10_000_000
LONGEST_AHEAD = timedelta(days=366 * 10)


def check_offer(offer: NewOffer) -> None:
    """Raise ImpossibleOffer for what no offer can say, whoever brings it."""
    if not offer.provider.name.strip() and offer.provider.known_id is None:
        raise ImpossibleOffer("Schrijf wie dit aanbiedt.", "name")
    if not 1 <= len(offer.units) <= MOST_UNITS:
        raise ImpossibleOffer(f"Een aanbod heeft 1 tot {MOST_UNITS} eenheden.", "units")
    for unit in offer.units:
        check_unit(unit)
    check_terms(offer.terms)


def check_unit(unit: Unit) -> None:
    """Raise ImpossibleOffer unless somebody can sleep there, in these dates, at this price."""
    if not (1 <= unit.max_persons <= MOST_PERSONS and 1 <= unit.bedrooms <= MOST_PERSONS):
        raise ImpossibleOffer(
            "Een plaats heeft minstens één slaapplaats en slaapkamer.", "max_persons"
        )
    if unit.bedrooms > unit.max_persons * 3:
        raise ImpossibleOffer(
            "Zoveel slaapkamers voor zo weinig slaapplaatsen: kijk dit na.", "bedrooms"
        )
    if unit.available_until and unit.available_until <= unit.available_from:
        raise ImpossibleOffer("De einddatum moet na “vrij vanaf” liggen.", "available_until")
    if not 0 <= unit.rent_cents <= MOST_CENTS:
        raise ImpossibleOffer("Deze huur kan niet: schrijf 0 of meer.", "rent")


def check_terms(terms: Terms) -> None:
    """Raise ImpossibleOffer for terms that run backwards or wishes outside the white list."""
    shortest, longest = terms.shortest_weeks, terms.longest_weeks
    for weeks, field in ((shortest, "shortest_weeks"), (longest, "longest_weeks")):
        if weeks is not None and not 1 <= weeks <= LONGEST_WEEKS:
            raise ImpossibleOffer(f"Kies 1 tot {LONGEST_WEEKS} weken.", field)
    if shortest and longest and longest < shortest:
        raise ImpossibleOffer("De langste termijn is korter dan de kortste.", "longest_weeks")
    if not 0 <= terms.deposit_cents <= MOST_CENTS:
        raise ImpossibleOffer("Deze waarborg kan niet: schrijf 0 of meer.", "deposit")
    least, most = terms.wished_least, terms.wished_most
    if (least is not None and least < 1) or (least and most and most < least):
        raise ImpossibleOffer("Liefst hoogstens is minder dan liefst minstens.", "wished_most")
    if unknown := set(terms.wishes) - set(Wish.values):
        raise ImpossibleOffer(
            f"Deze wens staat niet op de lijst: {', '.join(sorted(unknown))}.", "wishes"
        )


def check_called_on(offer: Offer, called_on: date, *, on: date) -> None:
    """Raise ImpossibleCall for a call in the future or before the offer came in."""
    if called_on > on:
        raise ImpossibleCall("Een gesprek ligt niet in de toekomst.")
    if called_on < offer.received_on:
        raise ImpossibleCall(f"Het aanbod kwam pas binnen op {dutch_day(offer.received_on)}.")


def check_not_emptied(offer: Offer) -> None:
    """Raise OfferHeld for an offer of which the data are gone."""
    if offer.emptied_on:
        raise OfferHeld(f"De gegevens van dit aanbod zijn gewist op {dutch_day(offer.emptied_on)}.")


def check_can_replace(present: OfferHold | None, kind: HoldKind) -> None:
    """Raise OfferHeld when something else interrupts the offer that this cannot put aside."""
    if present and present.kind == HoldKind.FROZEN and kind != HoldKind.FROZEN:
        raise OfferHeld(
            "Dit aanbod is stilgelegd. Alleen de vertrouwenspersoon veiligheid heft dat op."
        )


def stay_refusal(error: IntegrityError) -> PlaceUnavailable | None:
    """Return the sentence for a stay the database refuses because of its offer, or None."""
    if "host_checked_before_stay" in str(error):
        return HostUnchecked(
            "Niet elke volwassene van dit gastgezin heeft een geldige controle. "
            "Niemand trekt er in voor dat in orde is."
        )
    if "no_stay_while_held" in str(error):
        return PlaceUnavailable(
            "Het aanbod van deze plaats is onderbroken. Kies een andere plaats."
        )
    return None
