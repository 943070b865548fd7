"""Writing down who the centre is on paper and at the bank, from a day on."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from stdnum import iban as iban_rules
from stdnum.be import vat as company_rules
from stdnum.exceptions import ValidationError

from eenplan.benefits.letters_errors import CentreRefused
from eenplan.benefits.letters_permissions import check_can_set_centre
from eenplan.benefits.models import CentreDetails
from eenplan.core import audit
from eenplan.core.access import Actor


@dataclass(frozen=True)
class CentreFacts:
    """What is written down about the centre."""

    name: str
    street: str
    town: str
    court: str
    court_address: str
    iban: str
    bic: str = ""
    company_number: str = ""
    phone: str = ""
    email: str = ""
    state_percent: int = 55


@transaction.atomic
def set_centre(*, actor: Actor, facts: CentreFacts, starts_on: date, on: date) -> CentreDetails:
    """Write down the details of the centre from a day on; the ones before end that day.

    Raises NotAllowed, CentreRefused.
    """
    check_can_set_centre(actor)
    kept = {**vars(facts), "iban": clean_iban(facts.iban)}
    kept["company_number"] = clean_company_number(facts.company_number)
    latest = CentreDetails.objects.select_for_update().order_by("-starts_on", "-pk").first()
    if latest and starts_on <= latest.starts_on:
        raise CentreRefused(
            f"Er zijn al gegevens vanaf {latest.starts_on:%d/%m/%Y}. Kies een latere dag.",
            "starts_on",
        )
    if latest and starts_on < on:
        raise CentreRefused("Kies vandaag of een latere dag.", "starts_on")
    if latest:
        CentreDetails.objects.filter(pk=latest.pk).update(ends_on=starts_on)
    try:
        with transaction.atomic():
            made = CentreDetails.objects.create(
                starts_on=starts_on, noted_by_id=actor.user_id or None, **kept
            )
    except IntegrityError as error:
        if "one_centre_at_a_time" not in str(error):
            raise
        raise CentreRefused("Iemand anders bewaarde net andere gegevens. Kijk opnieuw.") from None
    audit.record(actor, "benefits.centre-details-set", made, on=starts_on, name=made.name)
    return made


def clean_iban(text: str) -> str:
    """Return an account number without spaces. Raises CentreRefused when it cannot be right."""
    try:
        return iban_rules.validate(text, check_country=False)
    except ValidationError:
        raise CentreRefused(
            "Dit rekeningnummer klopt niet. Kijk elk cijfer na; het begint met twee letters.",
            "iban",
        ) from None


def clean_company_number(text: str) -> str:
    """Return a company number as ten digits, or nothing. Raises CentreRefused."""
    if not text.strip():
        return ""
    try:
        return company_rules.validate(text)
    except ValidationError:
        raise CentreRefused(
            "Dit ondernemingsnummer klopt niet. Het heeft tien cijfers.", "company_number"
        ) from None
