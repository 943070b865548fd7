from eenplan.core.errors import DomainError


class NameTaken(DomainError):
    """Another partner, or another service of the partner, goes by this name in that period."""

    field = "name"


class ImpossibleDay(DomainError):
    """The day lies outside what the partner, the service or the sitting allows."""

    field = "ends_on"


class AlreadyEnded(DomainError):
    """What has stopped is not changed, confirmed or stopped again."""


class ImpossibleSitting(DomainError):
    """A sitting cannot be held so: the hours, the service or the rhythm do not fit."""

    field = "starts_on"


class UnreadableHours(DomainError):
    """The opening hours cannot be read; the sentence says which line."""

    field = "hours"
