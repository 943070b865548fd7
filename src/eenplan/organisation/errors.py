from eenplan.core.errors import DomainError


class UnknownNorm(DomainError):
    field = "key"


class NormNotInForce(DomainError):
    """The norm has no value on the asked day; it never silently becomes zero."""


class NormOutOfRange(DomainError):
    field = "value"


class NoCompetentTeam(DomainError):
    """No team serves this address, and there is no central team to fall back on."""
