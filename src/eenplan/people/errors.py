from eenplan.core.errors import DomainError


class NoReferencePerson(DomainError):
    """A household needs exactly one person others are related to."""


class ImpossibleDate(DomainError):
    field = "birth_date"


class ImpossibleArrival(DomainError):
    field = "arrived_on"


class PersonTwice(DomainError):
    """The same person stands twice in one household, or already belongs to another."""


class NumberTaken(DomainError):
    field = "national_number"


class TeamIsOver(DomainError):
    """The team that would take the household stops, or was stopped a moment ago."""

    field = "team"
