"""What must hold before a claim the State refused is sent again."""

from datetime import date

from eenplan.benefits.claims_errors import NotSentAgain
from eenplan.benefits.enums_claims import StateLaw
from eenplan.benefits.models import StateClaim
from eenplan.engines.deadlines import cost_statement_due


def check_in_time(claim: StateClaim, *, on: date) -> None:
    """Raise NotSentAgain when no statement of costs can come in time any more (L1965 art. 12)."""
    if claim.law != StateLaw.L1965:
        return
    last = cost_statement_due(claim.month)
    if last.expired(on):
        until = f" tot {last.day:%d/%m/%Y}" if last.day else ""
        raise NotSentAgain(
            f"De kostenstaat van deze maand kon{until} (L1965 art. 12): opnieuw indienen kan niet "
            "meer.",
        )
