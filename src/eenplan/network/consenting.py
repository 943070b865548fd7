"""A consent as it is given at the desk, before it is written down."""

from dataclasses import asdict, dataclass
from datetime import date

from eenplan.network.enums import ConsentHow


@dataclass(frozen=True)
class GivenConsent:
    """Who agreed to share, how, in which language, on which day and until when."""

    how: ConsentHow
    by: str
    language: str
    on: date
    until: date

    def columns(self) -> dict:
        """Return the consent as the fields of a row that carries one."""
        return {f"consent_{name}": value for name, value in asdict(self).items()}
