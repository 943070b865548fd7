"""Money back: by a decision, in instalments within the norm, repaid by hand, given up; advances."""

from datetime import date

import pytest
from django.db import connection

from eenplan.benefits.enums_money import Account
from eenplan.benefits.models import Grant, Payment, Recovery
from eenplan.benefits.money_errors import ImpossibleAmount, ImpossibleRecovery
from eenplan.benefits.selectors.ledger import balance_of, balances
from eenplan.benefits.selectors.withheld import recovery_balances
from eenplan.benefits.services import recoveries as services
from eenplan.benefits.services.bank_files import read_in
from eenplan.benefits.services.runs import cancel
from eenplan.core.errors import NotAllowed
from tests.factories import TODAY
from tests.support.bank import status_report
from tests.support.money import NOW, SYSTEM, exported, filled, frozen, granted
from tests.support.rights import application_of, at, decided

pytestmark = pytest.mark.django_db
AMOUNT = 177_695
MOST = 17_769  # a tenth


def recovering(household, cents=50_000, monthly=20_000, actor=SYSTEM) -> Recovery:
    decision = decided(household, kind="RECOVER", amount_cents=cents)
    return services.begin_recovery(
        actor=actor, decision=decision, instalment_cents=monthly, on=TODAY, at=NOW
    )


def left(recovery) -> int:
    return recovery_balances([recovery.pk])[recovery.pk]


def sums() -> dict[str, int]:
    connection.check_constraints()
    return {str(balance.account): balance.cents for balance in balances() if balance.cents}


def test_what_is_decided_is_owed_once(household, hana):
    found = recovering(household, actor=hana)
    assert left(found) == 50_000
    with pytest.raises(ImpossibleRecovery, match="loopt al"):
        services.begin_recovery(
            actor=hana, decision=found.decision, instalment_cents=1, on=TODAY, at=NOW
        )
    assert sums() == {"AID": -50_000, "RECEIVABLE": 50_000}


def test_a_decision_that_recovers_nothing_begins_nothing(household):
    decision = decided(household)
    with pytest.raises(ImpossibleRecovery, match="vordert niets"):
        services.begin_recovery(
            actor=SYSTEM, decision=decision, instalment_cents=1, on=TODAY, at=NOW
        )


@pytest.mark.parametrize("monthly", [0, -1, 50_001])
def test_an_instalment_that_cannot_be_is_refused(household, monthly):
    with pytest.raises(ImpossibleRecovery):
        recovering(household, monthly=monthly)
    assert not Recovery.objects.exists()


@pytest.mark.parametrize(("monthly", "kept"), [(5_000, 5_000), (20_000, MOST)])
def test_an_instalment_is_withheld_within_what_may_be(household, monthly, kept):
    found = recovering(household, monthly=monthly)
    granted(household)
    run = exported()
    payment = Payment.objects.get(run=run)
    assert (payment.gross_cents, payment.withheld_cents) == (AMOUNT, kept)
    assert payment.net_cents == AMOUNT - kept
    assert payment.snapshot["verified"] is False
    assert left(found) == 50_000 - kept
    assert balance_of(household.pk, Account.PAYABLE) == 0


def test_never_more_is_withheld_than_is_owed(household):
    found = recovering(household, cents=3_000, monthly=3_000)
    granted(household)
    exported()
    assert left(found) == 0
    later = exported(period=date(2026, 12, 1))
    assert Payment.objects.get(run=later).withheld_cents == 0


def test_two_open_runs_do_not_withhold_the_same(household):
    found = recovering(household, cents=20_000, monthly=20_000)
    granted(household)
    filled()
    filled(period=date(2026, 12, 1))
    kept = list(Payment.objects.order_by("period").values_list("withheld_cents", flat=True))
    assert kept == [MOST, 20_000 - MOST]
    assert left(found) == 0


def test_what_was_given_up_meanwhile_is_not_withheld(household):
    found = recovering(household, cents=20_000, monthly=20_000)
    granted(household)
    run = filled()
    with pytest.raises(ImpossibleAmount, match="nog 22,31"):
        services.waive(actor=SYSTEM, recovery=found, cents=20_000, reason="B1", on=TODAY, at=NOW)
    services.waive(actor=SYSTEM, recovery=found, cents=20_000 - MOST, reason="B1", on=TODAY, at=NOW)
    assert left(found) == 0
    assert Payment.objects.get(run=run).withheld_cents == MOST


def test_a_cancelled_run_withheld_nothing(household):
    found = recovering(household)
    granted(household)
    run = frozen()
    assert left(found) == 50_000 - MOST
    cancel(actor=SYSTEM, run=run, reason="fout", on=TODAY, at=NOW)
    assert left(found) == 50_000
    exported()
    assert left(found) == 50_000 - MOST


def test_a_refused_payment_keeps_what_was_withheld_once(household):
    found = recovering(household)
    granted(household)
    run = exported()
    name = run.payments.get().end_to_end
    content = status_report(run.message_id, items=[(name, "RJCT", "AC04")])
    read_in(actor=SYSTEM, name="x", content=content, on=TODAY, at=NOW)
    again = exported()
    assert again.payments.get().net_cents == AMOUNT - MOST
    assert left(found) == 50_000 - MOST
    assert balance_of(household.pk, Account.PAYABLE) == 0
    assert sums()["IN_TRANSIT"] == -(AMOUNT - MOST)


def test_a_repayment_counts_once_by_its_reference(household, hana):
    found = recovering(household)
    for _ in range(2):
        services.book_repayment(
            actor=hana, recovery=found, cents=50_000, reference="uittreksel 12", on=TODAY, at=NOW
        )
    assert left(found) == 0
    with pytest.raises(ImpossibleAmount):
        services.book_repayment(
            actor=hana, recovery=found, cents=1, reference="uittreksel 13", on=TODAY, at=NOW
        )
    assert sums() == {"AID": -50_000, "BANK": 50_000}


def test_giving_up_is_booked_and_never_more_than_is_left(household, hana):
    found = recovering(household)
    after = services.waive(
        actor=hana, recovery=found, cents=30_000, reason="B2026/00009", on=TODAY, at=NOW
    )
    assert (after.waived_cents, left(found)) == (30_000, 20_000)
    for cents in (20_001, 0, -5):
        with pytest.raises(ImpossibleAmount):
            services.waive(actor=hana, recovery=found, cents=cents, reason="x", on=TODAY, at=NOW)
    assert sums()["WAIVED"] == 30_000


@pytest.mark.parametrize("who", ["amira", "celine", "karim"])
def test_who_may_not_does_nothing(household, who, request):
    actor, found = request.getfixturevalue(who), recovering(household)
    for act in (
        lambda: recovering(household, actor=actor),
        lambda: services.waive(actor=actor, recovery=found, cents=1, reason="x", on=TODAY, at=NOW),
        lambda: services.book_repayment(
            actor=actor, recovery=found, cents=1, reference="x", on=TODAY, at=NOW
        ),
        lambda: services.change_instalment(actor=actor, recovery=found, cents=1, on=TODAY),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert left(found) == 50_000


def test_another_instalment_counts_from_the_next_run(household, hana):
    found = recovering(household)
    services.change_instalment(actor=hana, recovery=found, cents=1_000, on=TODAY)
    granted(household)
    assert Payment.objects.get(run=filled()).withheld_cents == 1_000


def advanced(household, cents=30_000) -> Grant:
    """Return an advance the chair gave, as its decision lets it be paid."""
    application = application_of(household)
    decision = decided(
        household, application=application, kind="STOP", amount_cents=0, decided_on=TODAY
    )
    return Grant.objects.create(
        decision=decision,
        household=household,
        beneficiary=application.applicant,
        component="ADVANCE",
        amount_cents=cents,
        rhythm="ONCE",
        starts_on=TODAY,
    )


def test_an_advance_is_settled_against_the_grant_that_follows(household):
    granted(household)
    advance = advanced(household)
    exported(component="ADVANCE", at=at(TODAY))
    assert sums() == {"RECEIVABLE": 30_000, "IN_TRANSIT": -30_000}
    run = exported(component="EQUIVALENT")
    payment = Payment.objects.get(run=run)
    assert (payment.withheld_cents, payment.net_cents) == (30_000, AMOUNT - 30_000)
    assert payment.withholdings.get().advance == advance
    assert sums() == {"AID": AMOUNT, "IN_TRANSIT": -AMOUNT}


def test_a_large_advance_leaves_nothing_to_pay_and_the_rest_for_the_next_month(household):
    granted(household)
    advanced(household, cents=200_000)
    exported(component="ADVANCE")
    later = filled(component="EQUIVALENT")
    assert Payment.objects.get(run=later).net_cents == 0
