"""The demo's files on rights: in every stage, numbered without a gap, with true amounts."""

import json

import pytest
from django.db import connection

from eenplan.benefits.models import (
    AgendaItem,
    Application,
    BankDetails,
    Calculation,
    Decision,
    Grant,
    Investigation,
    JournalEntry,
    Suspension,
)
from eenplan.benefits.selectors.inquiry import is_up_to_date, report_of
from eenplan.benefits.selectors.register import dressed, gap_check
from eenplan.benefits.selectors.stages import with_stage
from eenplan.benefits.selectors.terms import terms_of
from eenplan.benefits.stages import Stage
from eenplan.engines.entitlement import answer, read
from eenplan.journeys.demo.rights_paid import iban_of
from tests.journeys.days import TODAY
from tests.journeys.test_demo import fill

ALWAYS = {
    Stage.RECEIVED,
    Stage.INVESTIGATING,
    Stage.REPORTED,
    Stage.AGREED,
    Stage.ON_AGENDA,
}


@pytest.fixture
def filled(db):
    return fill(households=150)


def test_files_stand_in_every_part_of_the_way(filled):
    found = set(with_stage(Application.objects.all()).values_list("stage", flat=True))
    assert len(found & ALWAYS) >= 3 and len(found) >= 7
    assert found & {Stage.DECIDED, Stage.NOTIFIED, Stage.PAID}


def test_the_register_has_no_gap(filled):
    assert gap_check() and all(year.is_whole for year in gap_check())
    rows = Application.objects.order_by("year", "serial").values_list("registered_at", flat=True)
    days = [moment.date() for moment in rows]
    assert days == sorted(days)


def test_amounts_are_those_of_the_engine(filled):
    rows = list(Calculation.objects.all())
    assert rows
    for row in rows:
        assert answer(read(json.dumps(row.facts))).parts[0].outcome.amount == row.amount_cents
        assert is_up_to_date(report_of(row.investigation), row)
    for decision in Decision.objects.exclude(calculation=None).exclude(amount_cents=0):
        assert decision.amount_cents == decision.calculation.amount_cents


def test_what_is_signed_is_signed_by_who_may_and_every_term_can_be_told(filled):
    assert Investigation.objects.exclude(signed_on=None).exists()
    for row in dressed(Application.objects.all()):
        terms_of(row, on=TODAY)
    assert Suspension.objects.exists()


def test_what_is_granted_has_an_account_and_the_books_are_in_balance(filled):
    assert Grant.objects.exists()
    people = Grant.objects.values("beneficiary").distinct()
    assert BankDetails.objects.filter(person__in=people).count() == people.count()
    assert all(
        sum(entry.lines.values_list("cents", flat=True)) == 0
        for entry in JournalEntry.objects.all()
    )
    connection.check_constraints()


def test_a_session_that_was_held_is_closed_and_the_next_has_an_agenda(filled):
    held = AgendaItem.objects.exclude(outcome="")
    assert held.filter(session__closed_at=None).count() == 0
    assert not AgendaItem.objects.filter(outcome="", session__held_on__lte=TODAY).exists()


def test_account_numbers_are_right(db):
    for number in (0, 1, 96, 97, 12_345):
        iban = iban_of(number)
        assert len(iban) == 16
        assert int(f"{iban[4:]}1114{iban[2:4]}") % 97 == 1
        assert int(iban[4:14]) % 97 in (int(iban[14:]), 0)
