"""What the bank says: booked with the state it brings, twice or out of order without effect."""

from itertools import permutations

import pytest
from django.db import connection

from eenplan.benefits.models import BankFile, JournalEntry, Payment, PaymentRun
from eenplan.benefits.money_errors import UnreadableFile
from eenplan.benefits.selectors.ledger import balances, months_of
from eenplan.benefits.services.bank_files import read_in
from eenplan.benefits.services.bank_statements import OTHER_ACCOUNT
from eenplan.core.errors import NotAllowed
from tests.factories import TODAY
from tests.support.bank import line, statement, status_report
from tests.support.money import MONTH, NOW, SYSTEM, exported, frozen, granted, households
from tests.support.rights import applicant_of, paid_on

pytestmark = pytest.mark.django_db
AMOUNT = 177_695


def read(content: bytes, *, actor=SYSTEM, name="bericht.xml"):
    done = read_in(actor=actor, name=name, content=content, on=TODAY, at=NOW)
    connection.check_constraints()
    return done


def books() -> dict[str, int]:
    return {str(balance.account): balance.cents for balance in balances() if balance.cents}


def states(run) -> list[str]:
    return list(run.payments.order_by("grant").values_list("state", flat=True))


def names(run) -> list[str]:
    return list(run.payments.order_by("grant").values_list("end_to_end", flat=True))


@pytest.fixture
def run(team, area):
    households(team, area, 3)
    return exported()


def test_the_bank_took_the_run(run):
    read(status_report(run.message_id))
    run.refresh_from_db()
    assert run.state == "ACKNOWLEDGED"
    assert states(run) == ["SENT"] * 3


def test_a_refused_payment_is_owed_again_and_can_be_paid_again(run):
    first = names(run)[0]
    read(status_report(run.message_id, group="PART", items=[(first, "RJCT", "AC04")]))
    payment = Payment.objects.get(end_to_end=first)
    assert (payment.state, payment.bank_reason) == ("REJECTED", "AC04")
    assert books() == {"AID": 3 * AMOUNT, "IN_TRANSIT": -2 * AMOUNT, "PAYABLE": -AMOUNT}
    again = exported()
    assert again.payments.count() == 1
    assert books() == {"AID": 3 * AMOUNT, "IN_TRANSIT": -3 * AMOUNT}
    assert JournalEntry.objects.filter(kind="DUE").count() == 3


def test_the_bank_refuses_the_whole_run(run):
    read(status_report(run.message_id, group="RJCT"))
    run.refresh_from_db()
    assert run.state == "SETTLED"
    assert states(run) == ["REJECTED"] * 3
    assert books() == {"AID": 3 * AMOUNT, "PAYABLE": -3 * AMOUNT}


def test_a_statement_settles_payments_one_by_one(run):
    found = read(statement(line(-2 * AMOUNT, names=[(name, AMOUNT) for name in names(run)[:2]])))
    run.refresh_from_db()
    assert found.file.matched == 2
    assert states(run) == ["SETTLED", "SETTLED", "SENT"]
    assert run.state == "EXPORTED"
    assert books() == {"AID": 3 * AMOUNT, "IN_TRANSIT": -AMOUNT, "BANK": -2 * AMOUNT}


def test_one_line_for_the_whole_run_settles_all_when_the_sum_agrees(run):
    read(statement(line(-3 * AMOUNT, batch=run.message_id)))
    run.refresh_from_db()
    assert (run.state, states(run)) == ("SETTLED", ["SETTLED"] * 3)
    assert books() == {"AID": 3 * AMOUNT, "BANK": -3 * AMOUNT}


def test_a_sum_that_does_not_agree_settles_nothing_and_is_listed(run):
    found = read(statement(line(-3 * AMOUNT - 1, batch=run.message_id)))
    assert states(run) == ["SENT"] * 3
    (rest,) = found.file.unmatched
    assert rest["ours"]
    assert "totaal" in rest["why"]


def test_money_that_came_back_is_owed_again(run):
    name = names(run)[0]
    read(statement(line(-3 * AMOUNT, batch=run.message_id)))
    read(statement(line(AMOUNT, names=[(name, AMOUNT)], returned="AC01"), message="2"))
    payment = Payment.objects.get(end_to_end=name)
    assert (payment.state, payment.bank_reason) == ("RETURNED", "AC01")
    month = months_of([payment.grant.household_id])[0]
    assert (month.due, month.paid, month.open) == (AMOUNT, 0, AMOUNT)
    again = exported()
    assert [p.grant_id for p in again.payments.all()] == [payment.grant_id]
    assert months_of([payment.grant.household_id])[0].open == 0


def messages(run) -> list[bytes]:
    first, second, third = names(run)
    return [
        status_report(run.message_id, group="PART", items=[(third, "RJCT", "AC04")]),
        statement(line(-2 * AMOUNT, batch=run.message_id), message="1"),
        statement(line(AMOUNT, names=[(second, AMOUNT)], returned="AC01"), message="2"),
        statement(line(-5_00, names=[("FACTUUR", 5_00)]), message="3"),
    ]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_messages_in_any_order_and_twice_end_in_the_same_books(run, order):
    content = messages(run)
    for at in order:
        assert read(content[at]).is_new
    for at in reversed(order):
        assert not read(content[at]).is_new
    run.refresh_from_db()
    assert states(run) == ["SETTLED", "RETURNED", "REJECTED"]
    assert run.state == "SETTLED"
    assert books() == {"AID": 3 * AMOUNT, "BANK": -AMOUNT, "PAYABLE": -2 * AMOUNT}
    rest = [row["what"] for file in BankFile.objects.all() for row in file.unmatched]
    assert rest == ["FACTUUR"]
    assert BankFile.objects.count() == 4


def test_what_contradicts_is_put_before_a_person(run):
    name = names(run)[0]
    read(status_report(run.message_id, group="PART", items=[(name, "RJCT", "AC04")]))
    found = read(statement(line(-AMOUNT, names=[(name, AMOUNT)])))
    assert Payment.objects.get(end_to_end=name).state == "REJECTED"
    assert "Vraag het de bank" in found.file.unmatched[0]["why"]


@pytest.mark.parametrize(
    "content",
    [
        statement(line(-AMOUNT, names=[("EP-2026-001-99999999", AMOUNT)])),
        statement(line(-AMOUNT, names=[("iets van iemand anders", AMOUNT)])),
        statement(line(-AMOUNT)),
        statement(line(AMOUNT, batch="EENPLAN-2026-00001")),
        status_report("EENPLAN-2026-99999"),
        status_report("EENPLAN-x-y"),
        status_report("EENPLAN-2026-1"),
        status_report("EENPLAN-99999999999999-00001"),
    ],
)
def test_what_is_not_ours_changes_nothing_and_is_listed(run, content):
    before = books()
    found = read(content)
    assert found.file.matched == 0
    assert len(found.file.unmatched) == 1
    assert books() == before
    assert states(run) == ["SENT"] * 3


def test_a_statement_of_another_account_settles_nothing(run):
    one = [(names(run)[0], AMOUNT)]
    paid = (line(-AMOUNT, names=one), line(-3 * AMOUNT, batch=run.message_id))
    found = read(statement(*paid, iban="NL91ABNA0417164300"))
    assert [row["why"][:32] for row in found.file.unmatched] == [OTHER_ACCOUNT[:32]] * 2
    assert states(run) == ["SENT"] * 3
    read(statement(*paid))
    assert states(run) == ["SETTLED"] * 3


def test_the_bank_refuses_the_block_of_a_message_it_took(run):
    told = status_report(run.message_id, group="RCVD")
    rejected = told.replace(b"</OrgnlPmtInfId>", b"</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>")
    read(rejected)
    assert states(run) == ["REJECTED"] * 3


def test_a_wrong_amount_settles_nothing(run):
    found = read(statement(line(-AMOUNT - 1, names=[(names(run)[0], AMOUNT - 1)])))
    assert states(run) == ["SENT"] * 3
    assert "bedrag" in found.file.unmatched[0]["why"]


def test_a_message_about_a_run_that_did_not_leave_waits_until_it_did(household):
    granted(household)
    run = frozen()
    found = read(status_report(run.message_id))
    assert found.file.unmatched[0]["why"] == "deze betaalrun vertrok nog niet"
    assert PaymentRun.objects.get().state == "FROZEN"


@pytest.mark.parametrize("content", [b"", b"tekst", b"<x/>", b"\xff\xfe\x00"])
def test_what_is_no_message_is_refused_and_not_kept(run, content):
    with pytest.raises(UnreadableFile):
        read(content)
    assert not BankFile.objects.exists()


def test_who_is_not_of_finance_reads_nothing_in(run, amira):
    with pytest.raises(NotAllowed):
        read(status_report(run.message_id), actor=amira)
    assert not BankFile.objects.exists()


def test_a_payment_that_came_back_goes_to_the_new_account(run):
    payment = run.payments.order_by("grant").first()
    read(status_report(run.message_id, items=[(payment.end_to_end, "RJCT", "AC01")]))
    household = payment.grant.household
    person = applicant_of(household)
    person.bank_details.update(ends_on="2026-11-10")
    paid_on(person, iban="NL91ABNA0417164300", since=MONTH.replace(day=10))
    again = exported()
    assert [p.iban for p in again.payments.all()] == ["NL91ABNA0417164300"]
