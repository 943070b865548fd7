"""Providers, their offers, the dwellings and units, the stays, and the contingents."""

from eenplan.housing.models.contingents import Contingent
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.places import Place, PlaceStatus
from eenplan.housing.models.providers import Offer, OfferHold, Provider
from eenplan.housing.models.stays import Stay
from eenplan.housing.models.wishes import AreaWish, HomeWishes, HouseholdBond

__all__ = [
    "AreaWish",
    "Contingent",
    "Dwelling",
    "HomeWishes",
    "HouseholdBond",
    "Offer",
    "OfferHold",
    "Place",
    "PlaceStatus",
    "Provider",
    "Stay",
]
