"""One of everything the pages of the money are about, for a household."""

from eenplan.benefits.models import BankFile, PaidTo, Payment
from eenplan.benefits.services.recoveries import begin_recovery
from tests.factories import TODAY, UserFactory
from tests.support.money import NOW, SYSTEM, exported, granted
from tests.support.rights import applicant_of, application_of, decided, paid_on

LANDLORD = "BE72096123499916"


def other_payee(household, **facts) -> PaidTo:
    """Return a landlord who is to be paid in the place of a household, from today."""
    application = household.applications.order_by("pk").first()
    return PaidTo.objects.create(
        **{
            "application": application,
            "kind": "LANDLORD",
            "holder": "Immo De Linde",
            "iban": LANDLORD,
            "starts_on": TODAY,
            "basis": "CONSENT",
            "consent_on": TODAY,
            "proof": "huurcontract",
            "entered_at": NOW,
            "entered_by": UserFactory(),
            **facts,
        }
    )


def one_of_all_money(household, other) -> dict:
    """Return the words in the addresses of the money's pages, each of something that exists."""
    granted(household)
    run = exported()
    first = decided(household, kind="RECOVER", amount_cents=5_000)
    recovery = begin_recovery(
        actor=SYSTEM, decision=first, instalment_cents=1_000, on=TODAY, at=NOW
    )
    later = decided(
        household, application=application_of(household), kind="RECOVER", amount_cents=700
    )
    account = paid_on(applicant_of(other), confirmed_at=None, confirmed_by=None)
    file = BankFile.objects.create(
        kind="STATUS",
        sha256="0" * 64,
        name="bericht.xml",
        message_id="1",
        content=b"x",
        read_at=NOW,
        unmatched=[{"what": "x", "why": "y", "cents": 5, "on": "2026-11-20", "ours": False}],
    )
    return {
        "payrun_id": run.pk,
        "candidate_id": run.candidates.get(grant__household=household).pk,
        "payment_id": Payment.objects.get(run=run, grant__household=household).pk,
        "bank_file_id": file.pk,
        "account_id": account.pk,
        "payee_id": applicant_of(household).pk,
        "recovery_id": recovery.pk,
        "recover_id": later.pk,
        "application_id": household.applications.order_by("pk").first().pk,
        "paid_to_id": other_payee(household).pk,
        "year": household.year,
        "serial": household.serial,
    }
