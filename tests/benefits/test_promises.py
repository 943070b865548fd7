"""The promises the way of a file rests on, asked of the database itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from eenplan.benefits.enums_money import Account, EntryKind
from eenplan.benefits.models import (
    AgendaItem,
    Application,
    BankDetails,
    Decision,
    DecisionProposal,
    Finding,
    Grant,
    Investigation,
    JournalEntry,
    JournalLine,
    Payment,
    PaymentRun,
)
from tests.factories import TODAY, UserFactory
from tests.support.rights import (
    agreed_proposal,
    applicant_of,
    application_of,
    at,
    decided,
    paid_on,
    qualified,
    session_on,
    signed_report,
)

pytestmark = pytest.mark.django_db


def refused(promise, act):
    """Check that the database refuses an act, by the name of its promise."""
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        act()
        connection.check_constraints()


def test_what_is_in_the_register_stays(household):
    found = application_of(household)
    same = Application.objects.filter(pk=found.pk)
    refused("benefits_application_stays_as_written", lambda: same.update(serial=99))
    refused("benefits_application_stays_as_written", lambda: same.update(received_on="2020-01-01"))
    refused("benefits_application_stays_as_written", lambda: same.delete())
    assert same.update(withdrawn_on=TODAY, withdrawn_why="verhuisd") == 1


def test_who_signs_has_a_diploma_that_day(household):
    worker = UserFactory()
    diploma = qualified(worker, since=TODAY)
    report = Investigation.objects.create(
        application=application_of(household, received_on=TODAY - timedelta(days=3)),
        started_on=TODAY - timedelta(days=3),
        worker=worker,
    )
    same = Investigation.objects.filter(pk=report.pk)
    signature = {"signed_by": worker, "qualification": diploma}
    early = TODAY - timedelta(days=1)
    refused("signed_by_who_is_qualified", lambda: same.update(signed_on=early, **signature))
    somebody = {**signature, "signed_by": UserFactory()}
    refused("signed_by_who_is_qualified", lambda: same.update(signed_on=TODAY, **somebody))
    assert same.update(signed_on=TODAY, **signature) == 1


def test_a_signed_report_stays(household):
    report = signed_report(application_of(household))
    finding = {"section": "REQUEST", "key": "asked", "value": "leefloon", "source": "CLIENT"}
    refused(
        "signed_report_stays",
        lambda: Finding.objects.create(investigation=report, as_of=TODAY, **finding),
    )
    refused(
        "signed_report_stays",
        lambda: Investigation.objects.filter(pk=report.pk).update(worker=UserFactory()),
    )


def test_a_proposal_that_was_agreed_to_stays(household):
    asked = agreed_proposal(application_of(household))
    same = DecisionProposal.objects.filter(pk=asked.pk)
    refused("submitted_proposal_stays", lambda: same.update(amount_cents=1))
    refused("submitted_proposal_stays", lambda: same.update(head_answer="BACK", head_note="x"))


def test_nobody_is_the_head_of_an_own_proposal(household):
    report = signed_report(application_of(household))
    refused(
        "head_is_not_who_proposed",
        lambda: agreed_proposal(report.application, head=report.worker),
    )


def test_a_tie_rejects(household):
    asked = agreed_proposal(application_of(household))
    vote = {"session": session_on(TODAY), "position": 1, "proposal": asked, "decided_at": at(TODAY)}
    refused(
        "a_tie_rejects",
        lambda: AgendaItem.objects.create(**vote, votes_for=2, votes_against=2, outcome="ACCEPTED"),
    )
    refused(
        "a_majority_accepts",
        lambda: AgendaItem.objects.create(
            **vote, votes_for=3, votes_against=2, outcome="REJECTED", note="x"
        ),
    )


def test_a_closed_session_stays(household):
    decision = decided(household)
    session = decision.item.session
    session.closed_at = at(TODAY)
    session.save()
    refused(
        "closed_session_stays",
        lambda: AgendaItem.objects.filter(pk=decision.item_id).update(votes_for=9),
    )


def test_a_decision_is_what_was_accepted_and_stays(household):
    decision = decided(household)
    same = Decision.objects.filter(pk=decision.pk)
    refused("benefits_decision_stays_as_written", lambda: same.update(amount_cents=1))
    refused("benefits_decision_stays_as_written", lambda: same.update(grounds_in_fact="anders"))
    terms = {"kind": "GRANT", "right": "EQUIVALENT", "category": 3, "starts_on": TODAY}
    refused(
        "decided_as_accepted",
        lambda: Decision.objects.create(
            **terms,
            amount_cents=1,
            grounds_in_law="x",
            grounds_in_fact="x",
            year=2026,
            serial=9999,
            application=decision.application,
            item=AgendaItem.objects.create(
                session=decision.item.session,
                position=2,
                proposal=agreed_proposal(decision.application),
                votes_for=1,
                outcome="ACCEPTED",
                decided_at=at(TODAY),
            ),
            decided_on=TODAY,
            recorded_at=at(TODAY),
        ),
    )


def test_a_person_has_one_grant_of_a_wage_at_a_time(household):
    decided(household)
    refused("one_grant_at_a_time", lambda: decided(household))


def test_entries_sum_to_zero(household):
    def entry(*cents):
        made = JournalEntry.objects.create(
            kind=EntryKind.DUE, key=f"proef {cents}", booked_on=TODAY, text="x", made_at=at(TODAY)
        )
        for amount in cents:
            JournalLine.objects.create(entry=made, account=Account.AID, cents=amount)

    refused("lines_sum_to_zero", lambda: entry(100, -99))
    refused("lines_sum_to_zero", lambda: entry())
    refused("lines_sum_to_zero", lambda: entry(100))
    entry(100, -60, -40)
    connection.check_constraints()
    line = JournalLine.objects.filter(cents=100)
    refused("benefits_journalline_stays_as_written", lambda: line.update(cents=200))


def run_of(**facts):
    return PaymentRun.objects.create(
        **{
            "year": 2026,
            "serial": PaymentRun.objects.count() + 1,
            "period": TODAY.replace(day=1),
            "wished_on": TODAY,
            "pay_on": TODAY,
            "made_at": at(TODAY),
            **facts,
        }
    )


def payment_of(run, decision, **facts):
    return Payment.objects.create(
        **{
            "run": run,
            "grant": Grant.objects.get(decision=decision),
            "component": "EQUIVALENT",
            "period": TODAY.replace(day=1),
            "gross_cents": 100,
            "net_cents": 100,
            "holder": "x",
            "iban": "BE71096123456769",
            "end_to_end": f"E{Payment.objects.count()}",
            "snapshot": {},
            **facts,
        }
    )


def test_a_period_is_paid_once(household):
    decision = decided(household)
    first = payment_of(run_of(), decision)
    again = run_of(component="EQUIVALENT")
    refused("paid_once_per_period", lambda: payment_of(again, decision))
    same = Payment.objects.filter(pk=first.pk)
    refused("payment_goes_on", lambda: same.update(state="RETURNED"))
    same.update(state="SENT")
    same.update(state="RETURNED")
    refused("payment_goes_on", lambda: same.update(state="SETTLED"))
    payment_of(again, decision)


def test_a_frozen_run_is_approved_by_somebody_else_and_its_payments_stay(household):
    maker = UserFactory()
    run = run_of(made_by=maker)
    found = payment_of(run, decided(household))
    frozen = {"frozen_at": at(TODAY), "total_cents": 100, "sha256": "0" * 64}
    same = PaymentRun.objects.filter(pk=run.pk)
    refused("frozen_run_has_its_fingerprint", lambda: same.update(state="FROZEN"))
    same.update(state="FROZEN", **frozen)
    refused("frozen_payment_stays", lambda: Payment.objects.filter(pk=found.pk).update(iban="x"))
    refused("frozen_payment_stays", lambda: Payment.objects.filter(pk=found.pk).delete())
    refused("nothing_leaves_unapproved", lambda: same.update(state="EXPORTED"))
    approved = {"approved_at": at(TODAY), "state": "APPROVED"}
    refused("run_approved_by_somebody_else", lambda: same.update(approved_by=maker, **approved))
    assert same.update(approved_by=UserFactory(), **approved) == 1
    assert Payment.objects.filter(pk=found.pk).update(state="SENT") == 1


def test_a_run_that_left_is_not_called_back(household):
    run = run_of(made_by=UserFactory())
    payment_of(run, decided(household))
    same = PaymentRun.objects.filter(pk=run.pk)
    same.update(state="FROZEN", frozen_at=at(TODAY), total_cents=100, sha256="0" * 64)
    same.update(state="APPROVED", approved_at=at(TODAY), approved_by=UserFactory())
    same.update(state="EXPORTED", exported_at=at(TODAY), exported_by=UserFactory())
    refused("what_left_goes_on", lambda: same.update(state="APPROVED"))
    refused("what_left_goes_on", lambda: same.update(state="APPROVED", exported_at=None))
    refused("what_left_goes_on", lambda: same.update(approved_by=UserFactory()))
    same.update(state="SETTLED")
    refused("what_left_goes_on", lambda: same.update(state="EXPORTED"))


def test_an_account_is_replaced_and_never_rewritten(household):
    found = paid_on(applicant_of(household))
    same = BankDetails.objects.filter(pk=found.pk)
    refused("bankdetails_stays_as_written", lambda: same.update(iban="NL91ABNA0417164300"))
    refused("bankdetails_stays_as_written", lambda: same.update(holder="Iemand anders"))
    refused("bankdetails_stays_as_written", lambda: same.delete())
    assert same.update(ends_on=TODAY) == 1


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_was_booked_gets_no_line():
    with transaction.atomic():
        made = JournalEntry.objects.create(
            kind=EntryKind.DUE, key="proef", booked_on=TODAY, text="x", made_at=at(TODAY)
        )
        with transaction.atomic():  # a line of a part of the same transaction is of the entry
            JournalLine.objects.create(entry=made, account=Account.AID, cents=100)
        JournalLine.objects.create(entry=made, account=Account.AID, cents=-100)

    def pair():
        for cents in (5, -5):
            JournalLine.objects.create(entry=made, account=Account.AID, cents=cents)

    refused("booked_entry_gets_no_line", pair)
    assert JournalLine.objects.count() == 2
