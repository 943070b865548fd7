"""Providers, their offers, the dwellings and units, the stays, and the contingents."""

from eenplan.housing.models.contingents import Contingent
from eenplan.housing.models.contracts import Contract, CostLine
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.inspections import (
    Checklist,
    ChecklistItem,
    Inspection,
    InspectionAnswer,
    InspectionPhoto,
)
from eenplan.housing.models.places import Place, PlaceStatus
from eenplan.housing.models.providers import Offer, OfferHold, Provider
from eenplan.housing.models.stays import Stay
from eenplan.housing.models.works import Work

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Contingent",
    "Contract",
    "CostLine",
    "Dwelling",
    "Inspection",
    "InspectionAnswer",
    "InspectionPhoto",
    "Offer",
    "OfferHold",
    "Place",
    "PlaceStatus",
    "Provider",
    "Stay",
    "Work",
]
