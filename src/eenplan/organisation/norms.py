"""The norms a municipality may set: what each means, its unit, and the value before any choice.

Values come from the plans this product was built on (seeds 000 to 004) or are marked as our own
proposal; a manager changes them from a day on, with a reason, without a release.
"""

from dataclasses import dataclass
from decimal import Decimal

from eenplan.organisation.enums import ReceptionForm


@dataclass(frozen=True)
class NormKind:
    """One norm: its Dutch label, the unit behind the number and where the default comes from."""

    label: str
    unit: str
    default: Decimal
    source: str
    is_switch: bool = False


def _number(label, unit, default, source):
    return NormKind(label, unit, Decimal(default), source)


def form_key(form: str) -> str:
    """Return the norm that says whether a reception form is open (1) or closed (0)."""
    return f"reception_open.{form}"


KORTRIJK = "7-puntenplan Kortrijk, 14 maart 2022"
PROPOSAL = "voorstel van Eenplan, niet uit een bron"

NORMS: dict[str, NormKind] = {
    "households_per_case_manager": _number(
        "Gezinnen per voltijdse maatschappelijk werker", "gezinnen", "40", f"{KORTRIJK}, punt 5"
    ),
    "contingent_families": _number(
        "Grootte van een contingent", "gezinnen", "40", f"{KORTRIJK}, punt 7"
    ),
    "contingent_persons": _number(
        "Personen in een contingent", "personen", "60", f"{KORTRIJK}, punt 7 (60 à 70)"
    ),
    "contingent_budget": _number("Budget per contingent", "euro", "165000", f"{KORTRIJK}, punt 7"),
    "expected_persons": _number(
        "Verwachte personen uit Oekraïne", "personen", "300", f"{KORTRIJK}, inleiding"
    ),
    "granted_budget": _number(
        "Toegekend budget voor opvang", "euro", "165000", f"{KORTRIJK}, punt 7"
    ),
    "first_visit_days": _number("Eerste huisbezoek binnen", "dagen", "5", PROPOSAL),
    "quiet_days": _number("Stil gezin na", "dagen zonder contact", "21", PROPOSAL),
    "plan_review_days": _number("Plan evalueren na", "dagen", "90", PROPOSAL),
    "read_along_days": _number(
        "Vorige maatschappelijk werker leest mee", "dagen na de overdracht", "30", PROPOSAL
    ),
    "desk_view_days": _number("Onthaal ziet eigen registratie nog", "dagen", "3", PROPOSAL),
    "placement_horizon_days": _number(
        "Plaatsen meerekenen die vrijkomen binnen", "dagen", "42", PROPOSAL
    ),
    "directory_fresh_days": _number("Sociale kaart nakijken na", "dagen", "180", PROPOSAL),
    form_key(ReceptionForm.COLLECTIVE): NormKind(
        "Collectieve opvang open", "", Decimal(1), f"{KORTRIJK}, punt 3", is_switch=True
    ),
    form_key(ReceptionForm.OWN_MANAGED): NormKind(
        "Woningen in eigen beheer open", "", Decimal(1), f"{KORTRIJK}, punt 3", is_switch=True
    ),
    form_key(ReceptionForm.HOST_FAMILY): NormKind(
        "Opvang bij gastgezinnen open", "", Decimal(0), f"{KORTRIJK}, punt 3", is_switch=True
    ),
}
