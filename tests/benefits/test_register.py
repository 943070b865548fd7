"""The chronological register: numbers in order, the day received, corrections, withdrawal."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.benefits.models import Application, RegisterCorrection
from eenplan.benefits.register_errors import ApplicationOver, AskedTwice, ImpossibleEntry
from eenplan.benefits.register_facts import entry_facts
from eenplan.benefits.selectors.register import gap_check
from eenplan.benefits.services.register import (
    NewApplication,
    correct_entry,
    register_application,
    withdraw_application,
)
from eenplan.core.errors import NotAllowed, NotFound, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.core.numbering import next_numbers
from tests.factories import HouseholdFactory
from tests.support.at_once import at_once
from tests.support.rights import applicant_of, application_of, decided
from tests.support.setting import TODAY

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ask(amira, household):
    """Write an application down, as Amira, today at the desk."""

    def _ask(*, actor=amira, of=household, applicant=None, seen=False, on=TODAY, **facts):
        said = {"right": "EQUIVALENT", "channel": "DESK", "handed_in_on": on, **facts}
        return register_application(
            actor=actor,
            household=of,
            applicant=applicant or applicant_of(of),
            asked=NewApplication(**said),
            on=on,
            at=NOW,
            seen_doubles=seen,
        )

    return _ask


def refused(error, field, act):
    """Check that the rules refuse an act, on a field, and that nothing was written."""
    before = Application.objects.count(), RegisterCorrection.objects.count()
    with pytest.raises(error) as found:
        act()
    assert found.value.field == field
    assert (Application.objects.count(), RegisterCorrection.objects.count()) == before


# -- Numbers and days ------------------------------------------------------------------------------
def test_numbers_follow_each_other_and_say_who_and_when(ask, amira):
    first = ask(words="Ik heb geen geld meer.", is_urgent=True)
    second = ask(right="INSTALLATION_PREMIUM")

    assert (first.number, second.number) == ("A2026/00001", "A2026/00002")
    assert first.registered_by_id == amira.user_id and first.registered_at == NOW
    line = AuditEvent.objects.get(subject=f"benefits.Application:{first.pk}")
    assert (line.event, line.actor_id) == ("benefits.application-registered", amira.user_id)


def test_a_number_that_was_not_used_comes_back(ask, household):
    with pytest.raises(ImpossibleEntry), transaction.atomic():
        ask(handed_in_on=TODAY + DAY)
    assert ask().serial == 1


@pytest.mark.parametrize(
    ("handed_in", "counts"),
    [
        (date(2026, 11, 21), date(2026, 11, 23)),  # Saturday
        (date(2026, 11, 22), date(2026, 11, 23)),  # Sunday
        (date(2026, 11, 11), date(2026, 11, 12)),  # armistice
        (date(2026, 11, 20), date(2026, 11, 20)),  # Friday
    ],
)
def test_rmi_18_2_electronic_on_a_day_without_work_counts_the_next_working_day(
    handed_in, counts, ask
):
    assert ask(channel="ELECTRONIC", handed_in_on=handed_in).received_on == counts


def test_on_paper_a_saturday_counts(ask):
    assert ask(channel="LETTER", handed_in_on=date(2026, 11, 21)).received_on == date(2026, 11, 21)


def test_an_electronic_application_of_today_may_count_from_monday(ask):
    saturday = date(2026, 11, 21)
    made = ask(channel="ELECTRONIC", on=saturday)
    assert made.received_on == date(2026, 11, 23) and made.year == 2026


def test_impossible_days_are_refused(ask):
    refused(ImpossibleEntry, "handed_in_on", lambda: ask(handed_in_on=TODAY + DAY))
    refused(ImpossibleEntry, "handed_in_on", lambda: ask(handed_in_on=date(2024, 1, 1)))


def test_too_many_words_are_refused(ask):
    refused(ImpossibleEntry, "words", lambda: ask(words="x" * 4001))


# -- Who -------------------------------------------------------------------------------------------
def test_who_is_no_member_asks_nothing(ask, household):
    stranger = applicant_of(HouseholdFactory())
    refused(ImpossibleEntry, "applicant", lambda: ask(applicant=stranger))


def test_who_left_the_household_asks_nothing_any_more(ask, household):
    member = household.members.exclude(relation="REFERENCE").first()
    type(member).objects.filter(pk=member.pk).update(ends_on=TODAY)
    refused(ImpossibleEntry, "applicant", lambda: ask(applicant=member.person))


def test_who_does_not_see_the_household_or_may_not_register_writes_nothing(ask, bram, els):
    with pytest.raises(NotFound):
        ask(actor=bram)
    with pytest.raises(NotAllowed):
        ask(actor=els)
    assert not Application.objects.exists()


# -- From another centre ---------------------------------------------------------------------------
FORWARDED = {
    "channel": "OTHER_CENTRE",
    "other_centre": "OCMW Elders",
    "first_received_on": date(2026, 11, 10),
    "sent_on": date(2026, 11, 13),
    "handed_in_on": date(2026, 11, 16),
}


def test_what_another_centre_sent_keeps_its_days(ask):
    facts = entry_facts(ask(**FORWARDED))
    assert facts.right_starts_on == date(2026, 11, 10)
    assert facts.term_starts_on == date(2026, 11, 13)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("other_centre", {"other_centre": ""}),
        ("first_received_on", {"first_received_on": None}),
        ("sent_on", {"sent_on": None}),
        ("sent_on", {"sent_on": date(2026, 11, 9)}),
        ("sent_on", {"sent_on": date(2026, 11, 17)}),
        ("other_centre", {"channel": "DESK"}),
    ],
)
def test_the_days_of_another_centre_are_whole_and_in_order(field, wrong, ask):
    refused(ImpossibleEntry, field, lambda: ask(**{**FORWARDED, **wrong}))


# -- The same asked twice --------------------------------------------------------------------------
def test_the_same_right_asked_twice_is_looked_at_first(ask):
    first = ask()
    refused(AskedTwice, "right", ask)
    assert ask(seen=True).serial == first.serial + 1


def test_what_was_decided_or_withdrawn_may_be_asked_again(ask, household, amira):
    decided(household, received_on=TODAY - 40 * DAY)
    again = ask()
    withdraw_application(
        actor=amira, application=again, withdrawn_on=TODAY, why="x", version=1, on=TODAY
    )
    assert ask().pk != again.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_desks_at_once_one_is_told_of_the_other(ask):
    def desk():
        try:
            return ask().number
        except AskedTwice as error:
            return str(error)

    told = at_once([desk, desk])
    assert Application.objects.count() == 1
    assert [word for word in told if word.startswith("A2026/")] == ["A2026/00001"]
    assert sum("A2026/00001" in word for word in told) == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_take_numbers_without_gap(ask, household):
    rights = ["EQUIVALENT", "LIVING_WAGE", "INSTALLATION_PREMIUM", "OTHER_AID"]
    numbers = at_once([lambda right=right: ask(right=right).serial for right in rights])
    assert sorted(numbers) == [1, 2, 3, 4]
    [year] = gap_check()
    assert year.is_whole


# -- The gap check ---------------------------------------------------------------------------------
def test_the_gap_check_sees_what_lacks(household):
    application_of(household)
    [year] = gap_check()
    assert year.is_whole and (year.count, year.last, year.counter) == (1, 1, 1)

    application_of(household, serial=5)
    [year] = gap_check()
    assert not year.is_whole and year.missing == 3


def test_the_gap_check_sees_a_counter_that_went_further(ask, household):
    ask()
    next_numbers("applications", 2026)
    next_numbers("applications", 2025)
    assert [(row.year, row.missing) for row in gap_check()] == [(2026, 1), (2025, 1)]


# -- Corrections -----------------------------------------------------------------------------------
def correct(actor, application, field, becomes, reason="verkeerd getypt"):
    return correct_entry(
        actor=actor,
        application=application,
        field=field,
        becomes=becomes,
        reason=reason,
        at=NOW,
        on=TODAY,
    )


def test_a_correction_stands_beside_the_entry(ask, amira):
    made = ask(words="leefgeld")
    correct(amira, made, "words", "steun voor de huur")

    made.refresh_from_db()
    assert made.words == "leefgeld"
    assert entry_facts(made).words == "steun voor de huur"
    row = made.corrections.get()
    assert (row.was, row.becomes, row.made_by_id) == (
        "leefgeld",
        "steun voor de huur",
        amira.user_id,
    )
    assert AuditEvent.objects.filter(event="benefits.entry-corrected").count() == 1


def test_the_last_correction_counts(ask, amira):
    made = ask()
    correct(amira, made, "is_urgent", True)
    correct(amira, made, "is_urgent", False)
    assert entry_facts(made).is_urgent is False and made.corrections.count() == 2


def test_another_day_moves_the_day_it_counts(ask, amira):
    made = ask(handed_in_on=date(2026, 11, 20))
    correct(amira, made, "handed_in_on", date(2026, 11, 21))
    correct(amira, made, "channel", "ELECTRONIC")

    assert entry_facts(made).received_on == date(2026, 11, 23)
    assert [row.field for row in made.corrections.all()].count("received_on") == 2


def test_a_correction_corrects_something_that_can_be(ask, amira):
    made = ask()
    refused(ImpossibleEntry, "becomes", lambda: correct(amira, made, "is_urgent", False))
    refused(ImpossibleEntry, "becomes", lambda: correct(amira, made, "handed_in_on", TODAY + DAY))
    refused(ImpossibleEntry, "becomes", lambda: correct(amira, made, "channel", "OTHER_CENTRE"))
    refused(ImpossibleEntry, "becomes", lambda: correct(amira, made, "other_centre", "OCMW X"))
    refused(ImpossibleEntry, "field", lambda: correct(amira, made, "right", "LIVING_WAGE"))
    refused(ImpossibleEntry, "becomes", lambda: correct(amira, made, "words", "y" * 4001))


def test_only_who_registers_corrects(ask, bram):
    made = ask()
    with pytest.raises(NotFound):
        correct(bram, made, "words", "x")


# -- Withdrawal ------------------------------------------------------------------------------------
def withdraw(actor, application, **said):
    facts = {"withdrawn_on": TODAY, "why": "het gezin verhuist", "version": 1, "on": TODAY}
    withdraw_application(actor=actor, application=application, **{**facts, **said})


def test_a_withdrawn_application_keeps_its_number_and_says_why(ask, amira):
    made = ask()
    withdraw(amira, made)
    made.refresh_from_db()
    assert (made.withdrawn_on, made.withdrawn_why) == (TODAY, "het gezin verhuist")
    assert gap_check()[0].is_whole
    with pytest.raises(ApplicationOver):
        withdraw(amira, made, version=2)


def test_a_withdrawal_says_why_on_a_day_that_can_be(ask, amira):
    made = ask()
    refused(ImpossibleEntry, "why", lambda: withdraw(amira, made, why="  "))
    refused(
        ImpossibleEntry, "withdrawn_on", lambda: withdraw(amira, made, withdrawn_on=TODAY + DAY)
    )
    refused(
        ImpossibleEntry, "withdrawn_on", lambda: withdraw(amira, made, withdrawn_on=TODAY - DAY)
    )
    with pytest.raises(StaleVersion):
        withdraw(amira, made, version=7)
    made.refresh_from_db()
    assert made.withdrawn_on is None


def test_what_was_decided_is_not_withdrawn_nor_the_other_way_round(amira, household):
    decision = decided(household)
    with pytest.raises(ApplicationOver):
        withdraw(amira, decision.application)
    same = Application.objects.filter(pk=decision.application_id)
    with pytest.raises(IntegrityError, match="not both"), transaction.atomic():
        same.update(withdrawn_on=TODAY, withdrawn_why="x")
    other = application_of(household, withdrawn_on=TODAY, withdrawn_why="x", right="OTHER_AID")
    with pytest.raises(IntegrityError, match="not both"), transaction.atomic():
        decided(household, application=other)
