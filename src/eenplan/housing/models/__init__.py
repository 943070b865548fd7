"""Providers, their offers, the dwellings and units, the stays, and the contingents."""

from eenplan.housing.models.calls import OfferCall, ProviderRefusal, RefusalReason
from eenplan.housing.models.checks import CheckType, HostCheck, HostMember, Tombstone
from eenplan.housing.models.contingents import Contingent
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.places import Place, PlaceStatus
from eenplan.housing.models.providers import Offer, OfferHold, Provider
from eenplan.housing.models.stays import Stay
from eenplan.housing.models.wishes import AreaWish, HomeWishes, HouseholdBond

__all__ = [
    "AreaWish",
    "CheckType",
    "Contingent",
    "Dwelling",
    "HomeWishes",
    "HostCheck",
    "HostMember",
    "HouseholdBond",
    "Offer",
    "OfferCall",
    "OfferHold",
    "Place",
    "PlaceStatus",
    "Provider",
    "ProviderRefusal",
    "RefusalReason",
    "Stay",
    "Tombstone",
]
