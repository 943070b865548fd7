"""A payment run: who is in it, for how much, who is held back, and what a freeze means."""

from datetime import date, timedelta

import pytest
from lxml import etree

from eenplan.benefits.enums_money import CandidateState, PaymentState, RunState
from eenplan.benefits.models import (
    Grant,
    JournalEntry,
    Payment,
    PaymentRun,
    RunCandidate,
)
from eenplan.benefits.money_errors import (
    ImpossibleRun,
    NotFinished,
    RunMovedOn,
    SamePerson,
)
from eenplan.benefits.selectors.ledger import balances, months_of
from eenplan.benefits.selectors.run_files import bytes_of, content_of
from eenplan.benefits.services import runs as services
from eenplan.benefits.services.filling import take_piece
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from tests.factories import TODAY, HouseholdFactory
from tests.support.money import (
    MONTH,
    NOW,
    SYSTEM,
    WISHED,
    approved,
    exported,
    filled,
    frozen,
    granted,
    households,
    opened,
)
from tests.support.rights import IBAN, applicant_of, at, decided, paid_on

pytestmark = pytest.mark.django_db
AMOUNT = 177_695


@pytest.fixture
def yara(join, central):
    return join("yara", "FINANCE", central)


def candidate_of(run, household) -> RunCandidate:
    return RunCandidate.objects.get(run=run, grant__household=household)


def books() -> dict[str, int]:
    return {str(balance.account): balance.cents for balance in balances() if balance.cents}


def test_who_has_a_grant_in_the_period_is_paid_and_the_pay_day_is_a_bank_day(household, hana):
    granted(household)
    run = filled(actor=hana)
    payment = Payment.objects.get(run=run)
    assert (payment.gross_cents, payment.net_cents, payment.iban) == (AMOUNT, AMOUNT, IBAN)
    assert payment.snapshot["persons"] == 3
    assert WISHED.weekday() == 5
    assert run.pay_on == WISHED - timedelta(days=1)
    assert AuditEvent.objects.filter(event="benefits.run-opened").count() == 1


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 11, 1), None, 30),
        (date(2026, 11, 11), None, 20),
        (date(2026, 11, 30), None, 1),
        (date(2026, 10, 1), date(2026, 11, 16), 15),
        (date(2026, 10, 1), date(2026, 12, 1), 30),
        (date(2026, 11, 10), date(2026, 11, 20), 10),
    ],
)
def test_a_month_that_began_or_ended_half_way_is_paid_by_calendar_days(
    household, since, until, days
):
    granted(household, since=since, ends_on=until)
    payment = Payment.objects.get(run=filled())
    assert payment.gross_cents == (AMOUNT * days * 2 + 30) // 60
    assert payment.snapshot["verified"] is (days == 30)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2026, 12, 1), None),
        (date(2026, 10, 1), date(2026, 11, 1)),
    ],
)
def test_who_has_no_right_in_the_period_is_no_candidate(household, since, until):
    granted(household, since=since, ends_on=until)
    assert filled().candidates.count() == 0


def test_what_is_paid_once_is_paid_in_one_run_only(household):
    granted(household, since=date(2026, 10, 5), rhythm="ONCE")
    first = exported()
    assert Payment.objects.get(run=first).gross_cents == AMOUNT
    assert opened(period=date(2026, 12, 1)).candidates.count() == 0


@pytest.mark.parametrize(
    ("rhythm", "since", "parts"),
    [
        ("WEEKLY", MONTH, {1: 44_423, 8: 44_424, 15: 44_424, 22: 44_424}),
        ("FORTNIGHTLY", MONTH, {1: 88_847, 8: None, 15: 88_848, 22: None}),
        ("WEEKLY", date(2026, 11, 16), {1: 0, 8: 0, 15: 44_424, 22: 44_424}),
    ],
)
def test_a_month_in_parts_is_the_month_together(household, rhythm, since, parts):
    granted(household, since=since, rhythm=rhythm)
    paid = {}
    for day in parts:
        run = filled(period=MONTH.replace(day=day))
        found = run.candidates.first()
        payment = Payment.objects.filter(run=run).first()
        paid[day] = payment.gross_cents if payment else (None if found is None else 0)
    assert paid == parts


def test_without_an_account_nobody_is_paid_and_the_list_says_why(household):
    granted(household, account=None)
    run = filled()
    held = candidate_of(run, household)
    assert (held.state, held.reason) == ("HELD", "NO_ACCOUNT")
    assert not Payment.objects.exists()


def test_an_account_nobody_confirmed_is_held(household):
    granted(household, account=None)
    paid_on(applicant_of(household), confirmed_at=None, confirmed_by=None)
    assert candidate_of(filled(), household).reason == "NOT_CONFIRMED"


@pytest.mark.parametrize(
    ("entered", "is_held"),
    [(date(2026, 11, 23), True), (date(2026, 11, 20), True), (date(2026, 11, 19), False)],
)
def test_an_account_changed_shortly_before_is_held_by_working_days(household, entered, is_held):
    granted(household, account=None)
    person = applicant_of(household)
    paid_on(person, ends_on=entered)
    paid_on(person, iban="NL91ABNA0417164300", since=entered)
    assert (candidate_of(filled(), household).state == "HELD") is is_held


def test_a_first_account_is_not_held_for_being_new(household):
    granted(household, account=None)
    paid_on(applicant_of(household), since=TODAY)
    assert candidate_of(filled(), household).state == "PAID"


def test_a_second_person_releases_a_changed_account(household, hana, yara):
    granted(household, account=None)
    person = applicant_of(household)
    paid_on(person, ends_on=TODAY)
    paid_on(person, since=TODAY, entered_by_id=hana.user_id)
    run = filled()
    held = candidate_of(run, household)
    with pytest.raises(SamePerson):
        services.release(actor=hana, candidate=held, at=NOW)
    services.release(actor=yara, candidate=held, at=NOW)
    take_piece(run.pk)
    assert candidate_of(run, household).state == "PAID"
    with pytest.raises(RunMovedOn):
        services.release(actor=yara, candidate=held, at=NOW)


def test_held_back_is_looked_at_again_when_asked(household, hana):
    granted(household, account=None)
    run = filled()
    paid_on(applicant_of(household))
    assert services.look_again(actor=hana, run=run) == 1
    take_piece(run.pk)
    assert candidate_of(run, household).state == "PAID"


def test_a_month_before_the_law_is_refused_and_one_without_parameters_says_so(household):
    for period in (date(2002, 9, 1), date(2026, 11, 2), date(2027, 6, 1)):
        with pytest.raises(ImpossibleRun):
            opened(period=period)
    for wished in (TODAY - timedelta(days=1), TODAY + timedelta(days=93)):
        with pytest.raises(ImpossibleRun):
            opened(wished_on=wished)
    assert not PaymentRun.objects.exists()


def test_a_pay_day_that_is_already_gone_is_refused(household):
    with pytest.raises(ImpossibleRun):
        opened(on=date(2026, 11, 28), wished_on=date(2026, 11, 29))


def test_one_run_is_open_for_a_period(household):
    opened()
    with pytest.raises(ImpossibleRun, match="al een betaalrun open"):
        opened()
    opened(component="LIVING_WAGE")


def test_who_is_in_another_run_is_not_paid_twice(household):
    granted(household)
    filled()
    other = filled(component="EQUIVALENT")
    assert other.candidates.count() == 0


def test_a_freeze_has_the_bytes_the_sum_and_the_books(team, area):
    households(team, area, 3)
    run = frozen()
    assert (run.state, run.payments_count, run.total_cents) == ("FROZEN", 3, 3 * AMOUNT)
    assert content_of(run) == bytes_of(run)
    root = etree.fromstring(content_of(run))
    assert root.findtext(".//{*}MsgId") == run.message_id == "EENPLAN-2026-00001"
    assert len(root.findall(".//{*}CdtTrfTxInf")) == 3
    assert books() == {"AID": 3 * AMOUNT, "PAYABLE": -3 * AMOUNT}


def test_nothing_to_pay_is_not_frozen(norms):
    with pytest.raises(ImpossibleRun, match="geen betalingen"):
        frozen()
    assert PaymentRun.objects.get().state == RunState.OPEN


def test_without_the_details_of_the_centre_nothing_is_frozen(household):
    granted(household)
    run = filled()
    services.CentreDetails.objects.all().delete()
    with pytest.raises(ImpossibleRun, match="gegevens van het centrum"):
        services.freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)


def test_a_freeze_counts_again_what_came_since(team, area):
    households(team, area, 2)
    run = filled()
    granted(HouseholdFactory(name="Laatkomer", team=team, area=area))
    run = services.freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    assert run.payments_count == 3


def test_more_than_fits_in_the_freeze_is_refused(team, area, monkeypatch):
    households(team, area, 2)
    run = opened()
    monkeypatch.setattr(services, "AT_THE_FREEZE", 1)
    with pytest.raises(NotFinished, match="Nog 2"):
        services.freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    assert PaymentRun.objects.get().state == "OPEN"


def test_what_changed_before_the_freeze_is_reckoned_again(team, area):
    ended, moved, same = households(team, area, 3)
    run = filled()
    Grant.objects.filter(household=ended).update(ends_on=date(2026, 11, 16))
    person = applicant_of(moved)
    person.bank_details.update(ends_on=date(2026, 11, 1))
    paid_on(person, iban="NL91ABNA0417164300", since=date(2026, 11, 1))
    run = services.freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    paid = {p.grant.household_id: (p.gross_cents, p.iban) for p in run.payments.all()}
    assert paid == {
        ended.pk: (88_848, IBAN),
        moved.pk: (AMOUNT, "NL91ABNA0417164300"),
        same.pk: (AMOUNT, IBAN),
    }


def test_what_changes_after_the_freeze_changes_no_payment(household):
    granted(household)
    run = frozen()
    before, rows = content_of(run), list(run.payments.values())
    Grant.objects.update(ends_on=date(2026, 11, 16))
    person = applicant_of(household)
    person.bank_details.update(ends_on=date(2026, 11, 1))
    paid_on(person, holder="Iemand anders", iban="NL91ABNA0417164300", since=date(2026, 11, 1))
    household.members.exclude(relation="REFERENCE").update(ends_on=TODAY)
    type(household).objects.update(name="Andere naam")
    approved(run)
    run = services.export(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    assert content_of(run) == bytes_of(run) == before
    assert list(run.payments.values()) == [{**row, "state": "SENT"} for row in rows]


def test_the_same_run_gives_the_same_bytes_whatever_the_order(team, area):
    households(team, area, 5)
    run = opened()
    while take_piece(run.pk, size=2):
        pass
    run = services.freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    first = content_of(run)
    services.cancel(actor=SYSTEM, run=run, reason="proef", on=TODAY, at=NOW)
    other = frozen()
    again = content_of(other).replace(b"EENPLAN-2026-00002", b"EENPLAN-2026-00001")
    assert again.replace(b"EP-2026-002", b"EP-2026-001") == first


def test_who_made_a_run_does_not_approve_it(household, hana, yara):
    granted(household)
    run = frozen(actor=hana)
    with pytest.raises(SamePerson):
        services.approve(actor=hana, run=run, on=TODAY, at=NOW)
    assert PaymentRun.objects.get().state == "FROZEN"
    services.approve(actor=yara, run=run, on=TODAY, at=NOW)
    assert PaymentRun.objects.get().approved_by_id == yara.user_id


def test_a_run_leaves_once(household):
    granted(household)
    run = exported()
    assert books() == {"AID": AMOUNT, "IN_TRANSIT": -AMOUNT}
    with pytest.raises(RunMovedOn):
        services.export(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    assert JournalEntry.objects.filter(kind="SENT").count() == 1
    assert Payment.objects.get().state == PaymentState.SENT


def test_an_approved_run_that_is_cancelled_leaves_no_trace_in_the_balances(household):
    granted(household)
    run = frozen()
    approved(run)
    services.cancel(actor=SYSTEM, run=run, reason="fout", on=TODAY, at=NOW)
    assert books() == {}
    assert months_of([household.pk])[0].due == 0
    again = exported()
    assert Payment.objects.filter(run=again).count() == 1
    assert books() == {"AID": AMOUNT, "IN_TRANSIT": -AMOUNT}


def test_what_left_is_not_cancelled(household):
    granted(household)
    run = exported()
    with pytest.raises(RunMovedOn):
        services.cancel(actor=SYSTEM, run=run, reason="te laat", on=TODAY, at=NOW)
    assert Payment.objects.get().state == "SENT"


@pytest.mark.parametrize("who", ["amira", "dirk", "celine", "guy", "karim"])
def test_who_is_not_of_finance_makes_no_run(household, who, request):
    actor = request.getfixturevalue(who)
    granted(household)
    run = frozen()
    for act in (
        lambda: opened(actor=actor, component="EQUIVALENT"),
        lambda: services.freeze(actor=actor, run=run, on=TODAY, at=NOW),
        lambda: services.approve(actor=actor, run=run, on=TODAY, at=NOW),
        lambda: services.export(actor=actor, run=run, on=TODAY, at=NOW),
        lambda: services.cancel(actor=actor, run=run, reason="x", on=TODAY, at=NOW),
        lambda: services.look_again(actor=actor, run=run),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert PaymentRun.objects.get().state == "FROZEN"


def test_a_payment_tells_how_it_was_reckoned(household):
    granted(household, since=date(2026, 11, 11))
    snapshot = Payment.objects.get(run=filled()).snapshot
    assert [step["label"] for step in snapshot["steps"]][0] == "Maandbedrag"
    assert not all(step["verified"] for step in snapshot["steps"])
    assert snapshot["decision"].startswith("B2026/")


def test_the_books_say_what_a_household_was_due_and_what_left(household):
    granted(household)
    exported()
    (month,) = months_of([household.pk])
    assert (month.period, month.due, month.sent, month.paid, month.open) == (
        MONTH,
        AMOUNT,
        AMOUNT,
        0,
        0,
    )


def test_an_account_abroad_is_paid_and_a_name_in_another_script_is_written_in_latin(household):
    granted(household, account=None)
    paid_on(applicant_of(household), iban="DE89370400440532013000", holder="Олена Ковальчук")
    content = content_of(frozen())
    assert b"Olena Kovalchuk" in content
    assert b"DE89370400440532013000" in content


def test_numbers_of_runs_start_again_every_year(norms):
    first = opened()
    later = opened(
        on=date(2027, 1, 4),
        at=at(date(2027, 1, 4)),
        period=date(2027, 1, 1),
        wished_on=date(2027, 1, 29),
    )
    assert (first.number, later.number) == ("P2026/001", "P2027/001")


def test_a_grant_decided_long_after_is_paid_for_its_month_by_a_run_of_that_month(household):
    granted(household)
    exported()
    other = decided(HouseholdFactory(team=household.care.get().team, area=household.area))
    paid_on(other.application.applicant)
    late = filled(period=MONTH)
    assert [c.grant_id for c in late.candidates.all()] == [other.grant.pk]


def test_a_run_says_how_many_wait(team, area):
    households(team, area, 3)
    run = opened()
    take_piece(run.pk, size=2)
    states = RunCandidate.objects.filter(run=run, state=CandidateState.WAITING)
    assert states.count() == 1
    assert take_piece(run.pk, size=2) == 1
    assert take_piece(run.pk, size=2) == 0


def revised(grant, *, on: date, amount: int) -> Grant:
    """Return the grant of a decision that replaces another from a day on."""
    Grant.objects.filter(pk=grant.pk).update(ends_on=on)
    application = grant.decision.application
    return decided(
        grant.household,
        application=application,
        kind="REVISE",
        starts_on=on,
        amount_cents=amount,
        revises=grant.decision,
    ).grant


def test_a_decision_that_replaces_a_paid_one_half_way_pays_what_is_more(household):
    first = granted(household)
    exported()
    revised(first, on=date(2026, 11, 16), amount=200_000)
    payment = Payment.objects.get(run=filled())
    assert payment.gross_cents == 100_000 - (AMOUNT - 88_848)
    assert payment.snapshot["steps"][-1]["cents"] == -(AMOUNT - 88_848)
    again = filled(component="EQUIVALENT")
    assert again.candidates.count() == 0


def test_what_becomes_less_is_not_paid_and_not_taken_back_by_a_run(household):
    first = granted(household)
    exported()
    revised(first, on=date(2026, 11, 16), amount=100_000)
    run = filled()
    assert not Payment.objects.filter(run=run).exists()
    assert candidate_of(run, household).state == "NOTHING"


def test_two_decisions_in_one_paid_month_take_the_excess_off_once(household):
    first = granted(household)
    exported()
    second = revised(first, on=date(2026, 11, 11), amount=180_000)
    revised(second, on=date(2026, 11, 21), amount=240_000)
    paid = [p.gross_cents for p in Payment.objects.filter(run=filled())]
    due = (59_232, 60_000, 80_000)  # ten days of each
    assert sum(paid) == sum(due) - AMOUNT
