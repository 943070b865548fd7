"""The books: a fact once, in balance, put right by a reversal; balances are sums."""

import pytest
from django.db import IntegrityError, connection, transaction

from eenplan.benefits.enums_money import Account, EntryKind
from eenplan.benefits.models import JournalEntry
from eenplan.benefits.money_errors import BookedOtherwise
from eenplan.benefits.selectors.ledger import balance_of, balances, lines, months_of
from eenplan.benefits.services.ledger import Line, book, reverse
from tests.factories import TODAY
from tests.support.money import MONTH, NOW, SYSTEM, granted

pytestmark = pytest.mark.django_db


def due(grant, cents=1000, key="due:1", credit=None):
    facts = (grant.household_id, grant.pk, MONTH)
    return book(
        actor=SYSTEM,
        kind=EntryKind.DUE,
        key=key,
        lines=[
            Line(Account.AID, cents, *facts),
            Line(Account.PAYABLE, -(credit or cents), *facts),
        ],
        text="proef",
        on=TODAY,
        at=NOW,
    )


@pytest.fixture
def grant(household):
    return granted(household)


def test_a_fact_is_booked_once(grant):
    assert due(grant) == due(grant)
    assert JournalEntry.objects.count() == 1
    assert balance_of(grant.household_id, Account.AID) == 1000


def test_the_same_fact_with_another_amount_is_refused(grant):
    due(grant)
    with pytest.raises(BookedOtherwise):
        due(grant, 999)
    assert balance_of(grant.household_id, Account.AID) == 1000


def test_an_entry_out_of_balance_is_refused(grant):
    with pytest.raises(IntegrityError, match="lines_sum_to_zero"), transaction.atomic():
        due(grant, 1000, credit=999)
        connection.check_constraints()


def test_a_reversal_takes_an_entry_back_once(grant):
    entry = due(grant)
    for _ in range(2):
        back = reverse(actor=SYSTEM, entry=entry, text="fout", on=TODAY, at=NOW)
    connection.check_constraints()
    assert back.reverses == entry
    assert balance_of(grant.household_id, Account.AID) == 0
    assert JournalEntry.objects.count() == 2
    assert months_of([grant.household_id])[0].due == 0


def test_a_reversal_of_a_reversal_stands(grant):
    back = reverse(actor=SYSTEM, entry=due(grant), text="fout", on=TODAY, at=NOW)
    reverse(actor=SYSTEM, entry=back, text="toch juist", on=TODAY, at=NOW)
    assert balance_of(grant.household_id, Account.AID) == 1000


def test_balances_of_all_accounts_sum_to_zero(grant):
    due(grant)
    found = {balance.account: balance.cents for balance in balances()}
    assert sum(found.values()) == 0
    assert (found[Account.AID], found[Account.PAYABLE]) == (1000, -1000)
    assert lines().count() == 2
