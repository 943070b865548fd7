"""Providers, their offers, the dwellings and units, the stays, and the contingents."""

from eenplan.housing.models.agreements import Agreement
from eenplan.housing.models.contingents import Contingent
from eenplan.housing.models.decisions import MatchRecord, PlanRun, StayLook
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.places import Place, PlaceStatus
from eenplan.housing.models.proposals import (
    Answer,
    Override,
    Proposal,
    RefusalReason,
    SecondLook,
)
from eenplan.housing.models.providers import Offer, OfferHold, Provider
from eenplan.housing.models.stays import Stay
from eenplan.housing.models.wishes import AreaWish, HomeWishes, HouseholdBond

__all__ = [
    "Agreement",
    "Answer",
    "AreaWish",
    "Contingent",
    "Dwelling",
    "HomeWishes",
    "HouseholdBond",
    "MatchRecord",
    "Offer",
    "OfferHold",
    "Override",
    "Place",
    "PlaceStatus",
    "PlanRun",
    "Proposal",
    "Provider",
    "RefusalReason",
    "SecondLook",
    "Stay",
    "StayLook",
]
