"""Persons, households and what is known of them, with dates."""

from eenplan.people.models.household import (
    Address,
    Household,
    HouseholdMember,
    HouseholdQuerySet,
    ReadAlong,
    TeamCare,
)
from eenplan.people.models.person import (
    ADULT,
    IdentityDocument,
    NameKey,
    Person,
    SpecificNeed,
)

__all__ = [
    "ADULT",
    "Address",
    "Household",
    "HouseholdMember",
    "HouseholdQuerySet",
    "IdentityDocument",
    "NameKey",
    "Person",
    "ReadAlong",
    "SpecificNeed",
    "TeamCare",
]
