"""What cannot be done with divisions and areas."""

from eenplan.core.errors import DomainError


class TerritoryRefused(DomainError):
    """The import has mistakes, or would take the neighbourhoods away from under the teams."""
