"""What must hold before somebody else is paid than who has the right."""

from datetime import date, timedelta

from eenplan.benefits.enums_money import PayeeBasis
from eenplan.benefits.models import Application, Decision
from eenplan.benefits.money_errors import ImpossiblePayee

AHEAD = timedelta(days=366)


def check_basis(
    application: Application,
    basis: str,
    consent_on: date | None,
    decision: Decision | None,
    starts_on: date,
    *,
    on: date,
) -> None:
    """Raise ImpossiblePayee without the written consent of the client, or a decision on it."""
    if not on <= starts_on <= on + AHEAD:
        raise ImpossiblePayee("Kies een eerste dag van vandaag tot een jaar verder.", "starts_on")
    if basis == PayeeBasis.CONSENT:
        _check_consent(consent_on, decision, on)
        return
    if decision is None or consent_on:
        raise ImpossiblePayee("Kies de beslissing, en laat de toestemming leeg.", "decision")
    if decision.application.applicant_id != application.applicant_id:
        raise ImpossiblePayee("Die beslissing gaat over iemand anders.", "decision")


def _check_consent(consent_on: date | None, decision: Decision | None, on: date) -> None:
    if decision is not None:
        raise ImpossiblePayee("Kies toestemming of een beslissing, niet allebei.", "decision")
    if consent_on is None or not on - 10 * AHEAD <= consent_on <= on:
        raise ImpossiblePayee(
            "Wanneer tekende de cliënt de toestemming? Een dag tot vandaag.", "consent_on"
        )
