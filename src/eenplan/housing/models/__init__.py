"""Providers, their offers, the dwellings and units, the stays, and the contingents."""

from eenplan.housing.models.agreements import Agreement
from eenplan.housing.models.calls import OfferCall
from eenplan.housing.models.checks import CheckType, HostCheck, HostMember, Tombstone
from eenplan.housing.models.contingents import Contingent
from eenplan.housing.models.contracts import Contract, CostLine
from eenplan.housing.models.decisions import MatchRecord, PlanRun, StayLook
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.follow_up import FollowUpVisit
from eenplan.housing.models.inspections import (
    Checklist,
    ChecklistItem,
    Inspection,
    InspectionAnswer,
    InspectionPhoto,
)
from eenplan.housing.models.places import Place, PlaceStatus
from eenplan.housing.models.presence import PresenceMark, PresenceRound, StayAbsence
from eenplan.housing.models.proposals import Answer, Override, Proposal, RefusalReason, SecondLook
from eenplan.housing.models.providers import Offer, OfferHold, Provider
from eenplan.housing.models.rehousing import Rehousing, RehousingTry
from eenplan.housing.models.safety import Incident, IncidentNote, Stop
from eenplan.housing.models.stays import Stay
from eenplan.housing.models.wishes import AreaWish, HomeWishes, HouseholdBond
from eenplan.housing.models.works import Work

__all__ = [
    "Agreement",
    "Answer",
    "AreaWish",
    "CheckType",
    "Checklist",
    "ChecklistItem",
    "Contingent",
    "Contract",
    "CostLine",
    "Dwelling",
    "FollowUpVisit",
    "HomeWishes",
    "HostCheck",
    "HostMember",
    "HouseholdBond",
    "Incident",
    "IncidentNote",
    "Inspection",
    "InspectionAnswer",
    "InspectionPhoto",
    "MatchRecord",
    "Offer",
    "OfferCall",
    "OfferHold",
    "Override",
    "Place",
    "PlaceStatus",
    "PlanRun",
    "PresenceMark",
    "PresenceRound",
    "Proposal",
    "Provider",
    "RefusalReason",
    "Rehousing",
    "RehousingTry",
    "SecondLook",
    "Stay",
    "StayAbsence",
    "StayLook",
    "Stop",
    "Tombstone",
    "Work",
]
