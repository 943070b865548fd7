"""What must hold of a stay abroad or a sanction before it is written down (RMI art. 23 and 30)."""

import re
from datetime import date, timedelta

from eenplan.benefits.committee_errors import ProposalRefused
from eenplan.benefits.enums import AskedRight, ProposalKind
from eenplan.benefits.hindrance_errors import SanctionRefused, StayRefused
from eenplan.benefits.models import Decision
from eenplan.engines.deadlines import add_months

LONGEST = timedelta(days=3650)
AHEAD = timedelta(days=366)
MOST_MONTHS = 24
WHOLE = 100
NOT_FOR = (
    "Artikel 30 spreekt van het leefloon. Of een sanctie ook kan bij deze steun, staat in geen van "
    "onze bronnen: stel een herziening of stopzetting voor."
)


def months_between(starts_on: date, ends_on: date | None) -> int | None:
    """Return how many whole months a period is; None when it is not whole months."""
    if ends_on is None:
        return None
    lengths = range(1, MOST_MONTHS + 1)
    return next((count for count in lengths if add_months(starts_on, count) == ends_on), None)


def check_hindrance(terms, right: str) -> None:
    """Raise ProposalRefused for a proposal of a sanction that could never be carried out."""
    if terms.kind != ProposalKind.SANCTION:
        return
    if right != AskedRight.LIVING_WAGE:
        raise ProposalRefused(NOT_FOR, "kind")
    if months_between(terms.starts_on, terms.ends_on) is None:
        raise ProposalRefused(
            "Een sanctie duurt hele maanden: kies de eerste dag na de schorsing.", "ends_on"
        )


def check_stay(starts_on: date, ends_on: date | None, reported_on: date, *, on: date) -> None:
    """Raise StayRefused for days that cannot be."""
    if not on - LONGEST <= starts_on <= on + AHEAD:
        raise StayRefused("Kijk de eerste dag na: hij ligt te ver van vandaag.", "starts_on")
    if ends_on is not None and not starts_on < ends_on <= starts_on + LONGEST:
        raise StayRefused(
            "De dag van terugkeer ligt na de eerste dag weg, en hoogstens tien jaar later.",
            "ends_on",
        )
    if not on - LONGEST <= reported_on <= on:
        raise StayRefused("Een verblijf is gemeld op een dag tot vandaag.", "reported_on")


def check_allows(decision: Decision | None, person_id: int) -> None:
    """Raise StayRefused unless the committee decided that this person is paid on abroad."""
    if decision is None:
        return
    is_about = decision.application.applicant_id == person_id
    if decision.kind != ProposalKind.ABROAD or not is_about:
        raise StayRefused(
            "Kies een beslissing van het comité om in het buitenland te blijven betalen.",
            "exceptional_by",
        )


def check_decided(decision: Decision, percent: int, starts_on: date) -> int:
    """Return how many months the committee decided. Raises SanctionRefused when it decided else."""
    if decision.kind != ProposalKind.SANCTION:
        raise SanctionRefused("Met deze beslissing besliste het comité geen sanctie.")
    if decision.right != AskedRight.LIVING_WAGE:
        raise SanctionRefused(NOT_FOR)
    months = months_between(decision.starts_on, decision.ends_on)
    if months is None:
        raise SanctionRefused("De beslissing telt geen hele maanden: laat het comité herbeslissen.")
    if starts_on < decision.starts_on:
        raise SanctionRefused(
            f"Het comité schorst vanaf {decision.starts_on:%d/%m/%Y}: vroeger kan niet.",
            "starts_on",
        )
    if not _names(decision.grounds_in_fact, percent):
        raise SanctionRefused(
            f"In de redenen van de beslissing staat geen {percent} %: alleen wat het comité "
            "besliste, wordt uitgevoerd.",
            "percent",
        )
    return months


def _names(text: str, percent: int) -> bool:
    """Say whether a text names this percentage; of no percentage at all, the whole is meant."""
    named = {int(found) for found in re.findall(r"(?<!\d)(\d{1,3})\s?(?:%|procent\b)", text)}
    return percent in named or (percent == WHOLE and not named)


def check_heard(heard_on: date, decided_on: date) -> None:
    """Raise SanctionRefused when somebody could speak only after it was decided (art. 20)."""
    if heard_on > decided_on:
        raise SanctionRefused(
            "Het hoorrecht komt voor de beslissing (RMI art. 20): kijk de dag na.", "heard_on"
        )
