"""Payments that left, and what the State is told of them, written straight into the database."""

from datetime import date

from eenplan.benefits.claim_words import told
from eenplan.benefits.models import (
    AidNotice,
    ClaimGround,
    CostStatement,
    Grant,
    IntegrationProject,
    Payment,
    PaymentRun,
    StateClaim,
)
from eenplan.engines.entitlement import Case, Claim, claim_one
from tests.factories import TODAY, UserFactory
from tests.support.rights import IBAN, WAGE, applicant_of, at, decided, the_centre

STEPS = told(claim_one(Claim(day=TODAY, amount=100_000, case=Case.NON_BELGIAN)))


def run_of(month: date, **facts) -> PaymentRun:
    """Return the open payment run of a month: there is one."""
    found = PaymentRun.objects.filter(period=month, component="", state="OPEN").first()
    return found or PaymentRun.objects.create(
        **{
            "year": month.year,
            "serial": PaymentRun.objects.filter(year=month.year).count() + 1,
            "period": month,
            "wished_on": month,
            "pay_on": month,
            "made_at": at(month),
            **facts,
        }
    )


def paid(grant: Grant, month: date, cents: int | None = None, *, state="SETTLED", **facts):
    """Return a payment of a grant for a month, by default settled."""
    cents = grant.amount_cents if cents is None else cents
    return Payment.objects.create(
        **{
            "run": run_of(month),
            "grant": grant,
            "component": grant.component,
            "period": month,
            "gross_cents": cents,
            "net_cents": cents,
            "holder": "x",
            "iban": IBAN,
            "end_to_end": f"E{Payment.objects.count() + 1}",
            "snapshot": {},
            "state": state,
            **facts,
        }
    )


def granted(household, *, since: date = date(2026, 9, 1), right="EQUIVALENT", **facts) -> Grant:
    """Return a grant from a day on, decided a week later."""
    the_centre()
    return decided(household, received_on=since, **{**WAGE, "right": right, **facts}).grant


def ground(
    person, case="NON_BELGIAN", *, starts_on: date = date(2020, 1, 1), **facts
) -> ClaimGround:
    """Return why the State pays for somebody."""
    law = "L1965" if case in ("NON_BELGIAN", "ASYLUM_ELSEWHERE", "DISSUASION", "NONE") else "RMI"
    return ClaimGround.objects.create(
        **{
            "person": person,
            "law": law,
            "case": case,
            "starts_on": starts_on,
            "source": "DOCUMENT",
            "noted_at": at(TODAY),
            **facts,
        }
    )


def protected(person, *, first_aid_on: date, **facts) -> ClaimGround:
    """Return the ground of somebody under temporary protection."""
    return ground(person, is_protected=True, first_aid_on=first_aid_on, **facts)


def noticed(grant: Grant, sent_on: date, **facts) -> AidNotice:
    """Return the notice of the decision of a grant, accepted at once unless told otherwise."""
    answer = {} if facts else {"accepted_on": sent_on}
    return AidNotice.objects.create(
        decision=grant.decision,
        sent_on=sent_on,
        noted_by=UserFactory(),
        **{**answer, **facts},
    )


def claimed_month(grant: Grant, month: date = date(2026, 9, 1), **facts) -> StateClaim:
    """Return a month of a grant that went out in a statement, with the notice before it."""
    if not grant.decision.notices.filter(refused_on=None).exists():
        noticed(grant, TODAY, reference="K1")
    StateClaim.objects.filter(grant=grant, month=month).delete()
    statement, _ = CostStatement.objects.get_or_create(
        quarter=date(2026, 7, 1),
        number=1,
        defaults={"content": "x", "sha256": "0" * 64, "made_at": at(TODAY)},
    )
    return StateClaim.objects.create(
        grant=grant,
        month=month,
        law="L1965",
        case="NON_BELGIAN",
        state="CLAIMED",
        paid_cents=100,
        claimed_cents=100,
        statement=statement,
        reckoned_at=at(TODAY),
        **facts,
    )


def project_of(household) -> IntegrationProject:
    """Return the project of the reference person of a household."""
    return IntegrationProject.objects.create(
        household=household,
        person=applicant_of(household),
        kind="ONCE",
        signed_on=TODAY,
        starts_on=TODAY,
    )
