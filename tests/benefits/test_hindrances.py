"""Stays abroad and sanctions: who may, what is refused, and what the run takes off for them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from eenplan.benefits.enums_money import CandidateState, RunState
from eenplan.benefits.hindrance_errors import AlreadyWithdrawn, SanctionRefused, StayRefused
from eenplan.benefits.models import (
    Grant,
    JournalLine,
    Payment,
    Review,
    RunCandidate,
    Sanction,
    StayAbroad,
)
from eenplan.benefits.selectors.hindrances import standing_of
from eenplan.benefits.selectors.ledger import balances
from eenplan.benefits.services import hindrances as services
from eenplan.benefits.services.filling import take_piece
from eenplan.benefits.services.runs import freeze
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.engines.entitlement import Grant as Asked, month_of
from tests.factories import TODAY, HouseholdFactory
from tests.support.at_once import at_once
from tests.support.hindrances import allowing, notified, reasons, suspending
from tests.support.money import MONTH, NOW, SYSTEM, filled, frozen, granted, opened
from tests.support.rights import applicant_of, decided

pytestmark = pytest.mark.django_db
AMOUNT = 177_695
NEXT = date(2026, 12, 1)


def away(actor, household, **facts) -> StayAbroad:
    return services.note_stay(
        **{
            "actor": actor,
            "household": household,
            "person": applicant_of(household),
            "starts_on": date(2026, 10, 1),
            "ends_on": date(2026, 11, 11),
            "reported_on": date(2026, 9, 28),
            "on": TODAY,
            "at": now(),
            **facts,
        }
    )


def wage(household, **facts) -> Grant:
    return granted(household, **{"since": date(2026, 9, 1), "right": "LIVING_WAGE", **facts})


def carried_out(actor, decision, **facts) -> Sanction:
    return services.carry_out_sanction(
        **{
            "actor": actor,
            "decision": decision,
            "fault": "DECLARATION",
            "percent": 100,
            "starts_on": decision.starts_on,
            "fact_on": decision.decided_on - timedelta(days=30),
            "heard": "HEARD",
            "heard_on": decision.decided_on - timedelta(days=7),
            "on": TODAY,
            "at": now(),
            **facts,
        }
    )


def suspended(household, *, since=MONTH, months=1, **facts):
    return notified(suspending(wage(household), since=since, months=months, **facts), MONTH)


# -- What the run takes off -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("starts", "ends", "lost"),
    [
        (date(2026, 10, 1), date(2026, 10, 29), 0),  # four weeks
        (date(2026, 10, 1), date(2026, 11, 2), 1),  # October: 28 and 3 lost, November: 1
        (date(2026, 10, 1), date(2026, 11, 11), 10),
        (date(2026, 11, 1), date(2026, 12, 1), 2),
        (date(2026, 10, 1), None, 30),  # not back yet: away until it is known
    ],
)
def test_the_run_takes_off_what_the_engine_says_and_tells_it(amira, household, starts, ends, lost):
    grant = wage(household)
    away(amira, household, starts_on=starts, ends_on=ends)
    run = filled()

    [stay] = standing_of({grant.beneficiary_id}, NEXT)[grant.beneficiary_id].stays
    asked = month_of(Asked(AMOUNT, grant.starts_on, stays=(stay,)), MONTH)
    by_hand = (AMOUNT * (30 - lost) * 2 + 30) // 60
    assert asked.amount == by_hand
    if not by_hand:
        assert RunCandidate.objects.get(run=run).state == CandidateState.NOTHING
        return
    payment = Payment.objects.get(run=run)
    assert payment.gross_cents == by_hand
    told = [step["label"] for step in payment.snapshot["steps"]]
    assert told == [step.label for step in asked.steps]
    assert any(f"{lost} dagen in het buitenland" in words for words in told) is bool(lost)
    assert payment.snapshot["verified"] is (lost == 0)


@pytest.mark.parametrize(("percent", "left"), [(100, 0), (50, 88_848), (25, 133_271)])
def test_a_sanction_suspends_what_the_committee_decided(amira, household, percent, left):
    decision = suspended(household, **reasons(percent))
    made = carried_out(amira, decision, percent=percent)
    assert (made.months, made.ends_on, made.notified_on) == (1, NEXT, MONTH)
    run = filled()

    found = Payment.objects.filter(run=run).first()
    assert (found.gross_cents if found else 0) == left
    if found:
        assert not found.snapshot["verified"]
        assert any("eschorst als sanctie" in step["label"] for step in found.snapshot["steps"])


def test_a_conditional_sanction_suspends_nothing(amira, household):
    carried_out(amira, suspended(household), conditional=True)
    assert Payment.objects.get(run=filled()).gross_cents == AMOUNT


def test_an_equivalent_wage_abroad_is_reckoned_the_same_and_said_not_to_be_verified(
    amira, household
):
    wage(household, right="EQUIVALENT")
    away(amira, household)
    payment = Payment.objects.get(run=filled())

    assert payment.gross_cents == (AMOUNT * 20 * 2 + 30) // 60
    away_step = next(s for s in payment.snapshot["steps"] if "buitenland" in s["label"])
    assert away_step["verified"] is False


def test_other_aid_is_paid_whatever_the_stay(amira, household):
    wage(household)
    decided(household, received_on=date(2026, 9, 1), right="OTHER_AID", amount_cents=5_000)
    away(amira, household, ends_on=None)
    found = Payment.objects.filter(run=filled()).values_list("component", "gross_cents")
    assert list(found) == [("OTHER_AID", 5_000)]


def test_exceptional_circumstances_of_a_decision_let_the_payment_go_on(amira, household):
    grant = wage(household)
    decision = allowing(grant, since=date(2026, 10, 1))
    away(amira, household, exceptional_by=decision)
    assert Payment.objects.get(run=filled()).gross_cents == AMOUNT


@pytest.mark.parametrize("weekly, parts", [("WEEKLY", (1, 8, 15, 22)), ("FORTNIGHTLY", (1, 15))])
def test_the_parts_of_a_month_add_up_to_what_is_left(amira, household, weekly, parts):
    wage(household, rhythm=weekly)
    away(amira, household)
    for day in parts:
        filled(period=MONTH.replace(day=day))
    found = sum(Payment.objects.values_list("gross_cents", flat=True))
    assert found == (AMOUNT * 20 * 2 + 30) // 60


# -- Before and after the freeze ------------------------------------------------------------------
def test_a_stay_noted_while_the_run_is_open_is_seen_by_the_freeze(amira, household):
    wage(household)
    run = filled()
    away(amira, household)
    done = freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)

    assert Payment.objects.get(run=done).gross_cents == (AMOUNT * 20 * 2 + 30) // 60
    assert not Review.objects.exists()


def test_who_was_to_get_nothing_is_looked_at_again_when_the_stay_was_wrong(amira, household):
    wage(household)
    stay = away(amira, household, ends_on=None)
    run = filled()
    assert RunCandidate.objects.get(run=run).state == CandidateState.NOTHING
    services.withdraw(actor=amira, row=stay, why="verkeerd gezin", on=TODAY, at=now())
    done = freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    assert Payment.objects.get(run=done).gross_cents == AMOUNT


def test_a_stay_noted_after_the_freeze_changes_nothing_and_asks_a_review(amira, household):
    grant = wage(household)
    run = frozen()
    before = (list(Payment.objects.values()), balances(), run.sha256, JournalLine.objects.count())
    stay = away(amira, household)

    run.refresh_from_db()
    after = (list(Payment.objects.values()), balances(), run.sha256, JournalLine.objects.count())
    assert after == before
    review = Review.objects.get()
    assert (review.decision, review.reason) == (grant.decision, "PAID_OTHERWISE")
    assert (review.old_cents, review.new_cents) == (AMOUNT, (AMOUNT * 20 * 2 + 30) // 60)
    assert "november 2026" in review.detail

    services.withdraw(actor=amira, row=stay, why="niet vertrokken", on=TODAY, at=now())
    review.refresh_from_db()
    assert review.settled_on == TODAY and "geen verschil" in review.settled_note


def test_a_next_decision_in_the_month_does_not_take_a_late_stay_off_in_silence(amira, household):
    grant = wage(household)
    frozen()
    away(amira, household, starts_on=date(2026, 9, 10), ends_on=date(2026, 11, 11))
    Grant.objects.filter(pk=grant.pk).update(ends_on=date(2026, 11, 16))
    granted(
        household,
        since=date(2026, 11, 16),
        right="LIVING_WAGE",
        application=grant.decision.application,
        revises=grant.decision,
        kind="REVISE",
        amount_cents=200_000,
        starts_on=date(2026, 11, 16),
    )
    run = filled()
    half, more = (AMOUNT * 15 * 2 + 30) // 60, 100_000
    assert Payment.objects.get(run=run).gross_cents == more - (AMOUNT - half)


def test_a_correction_stands_beside_what_was_wrong(amira, household):
    wage(household)
    wrong = away(amira, household)
    right = services.correct_stay(
        actor=amira,
        stay=wrong,
        why="twee dagen later vertrokken",
        starts_on=date(2026, 10, 3),
        ends_on=date(2026, 11, 11),
        reported_on=date(2026, 9, 28),
        on=TODAY,
        at=now(),
    )
    wrong.refresh_from_db()
    assert right.corrects == wrong and wrong.withdrawn_why
    assert list(StayAbroad.objects.standing()) == [right]
    with pytest.raises(AlreadyWithdrawn):
        services.withdraw(actor=amira, row=wrong, why="nog eens", on=TODAY, at=now())


def test_who_comes_back_ends_the_stay_once(amira, household):
    wage(household)
    stay = away(amira, household, ends_on=None)
    services.end_stay(actor=amira, stay=stay, ends_on=date(2026, 11, 11), on=TODAY)
    assert Payment.objects.get(run=filled()).gross_cents == (AMOUNT * 20 * 2 + 30) // 60
    with pytest.raises(StayRefused):
        services.end_stay(actor=amira, stay=stay, ends_on=date(2026, 11, 12), on=TODAY)
    assert AuditEvent.objects.filter(event="benefits.stay-abroad-ended").count() == 1


# -- What is refused ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2026, 10, 1)},
        {"ends_on": date(2026, 9, 1)},
        {"ends_on": date(2099, 1, 1)},
        {"starts_on": date(1999, 1, 1)},
        {"starts_on": date(2029, 1, 1), "ends_on": None},
        {"reported_on": TODAY + timedelta(days=1)},
        {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 2, 1)},  # before the wage
    ],
)
def test_a_stay_that_cannot_be_is_refused(amira, household, wrong):
    wage(household)
    with pytest.raises(StayRefused):
        away(amira, household, **wrong)
    assert not StayAbroad.objects.exists() and not Review.objects.exists()


def test_only_who_has_a_wage_is_abroad_and_once_at_a_time(amira, household, team, area):
    with pytest.raises(StayRefused, match="geen leefloon"):
        away(amira, household)
    wage(household)
    other = HouseholdFactory(team=team, area=area)
    with pytest.raises(StayRefused, match="geen leefloon"):
        away(amira, household, person=applicant_of(other))
    away(amira, household)
    with pytest.raises(StayRefused, match="staat al"):
        away(amira, household, starts_on=date(2026, 11, 10), ends_on=date(2026, 11, 20))


def test_a_decision_that_allows_nothing_is_no_exception(amira, household):
    grant = wage(household)
    with pytest.raises(StayRefused, match="Kies een beslissing"):
        away(amira, household, exceptional_by=grant.decision)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"percent": 50}, "geen 50 %"),
        ({"starts_on": date(2026, 10, 31)}, "vroeger kan niet"),
        ({"fact_on": date(2024, 11, 1)}, "2 jaar"),
        ({"heard_on": date(2026, 10, 30)}, "hoorrecht"),
        ({"fault": "PROJECT"}, "aangemaand"),
        (
            {"fault": "PROJECT", "notice_on": date(2026, 10, 1), "advice_on": date(2026, 9, 1)},
            "na de aanmaning",
        ),
        ({"fault": "PROJECT", "notice_on": date(2026, 10, 1)}, "advies"),
    ],
)
def test_a_sanction_the_law_or_the_decision_does_not_allow_is_refused(
    amira, household, wrong, words
):
    decision = suspended(household, decided_on=date(2026, 10, 20))
    with pytest.raises(SanctionRefused, match=words):
        carried_out(amira, decision, **wrong)
    assert not Sanction.objects.exists()


def test_a_sanction_longer_than_the_law_allows_is_refused_by_the_engine(amira, household):
    decision = suspended(household, months=7)
    with pytest.raises(SanctionRefused, match="oogstens 6 maanden"):
        carried_out(amira, decision)
    assert carried_out(amira, decision, fault="FRAUD").months == 7


def test_a_sanction_waits_for_the_letter_and_is_carried_out_once(amira, household):
    decision = suspending(wage(household), since=MONTH)
    with pytest.raises(SanctionRefused, match="ter kennis"):
        carried_out(amira, decision)
    notified(decision, MONTH)
    carried_out(amira, decision)
    with pytest.raises(SanctionRefused):
        carried_out(amira, decision)
    assert AuditEvent.objects.filter(event="benefits.sanction-carried-out").count() == 1


def test_a_second_breach_of_a_project_within_a_year_may_be_suspended_longer(amira, household):
    first = suspended(household, since=date(2026, 11, 2))
    facts = {"fault": "PROJECT", "notice_on": date(2026, 9, 25), "advice_on": date(2026, 9, 28)}
    made = carried_out(amira, first, fact_on=date(2026, 9, 20), **facts)
    assert made.earlier_on is None

    again = notified(
        suspending(
            Grant.objects.get(),
            since=date(2026, 12, 2),
            months=2,
            decided_on=date(2026, 11, 12),
            revises=first,
        ),
        date(2026, 11, 20),
    )
    with pytest.raises(SanctionRefused, match="oogstens 1 maanden"):
        carried_out(amira, again, fact_on=date(2026, 10, 20), **facts)
    assert carried_out(amira, again, fact_on=date(2026, 11, 5), **facts).earlier_on == MONTH


def test_article_30_is_of_the_living_wage_only(amira, household):
    decision = notified(suspending(wage(household, right="EQUIVALENT"), since=MONTH), MONTH)
    with pytest.raises(SanctionRefused, match="geen van onze bronnen"):
        carried_out(amira, decision)


@pytest.mark.parametrize("who", ["dirk", "hana", "bram", "celine"])
def test_only_who_investigates_for_this_household_writes_these_down(who, household, request):
    decision = suspended(household)
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        away(actor, household)
    with pytest.raises(NotAllowed):
        carried_out(actor, decision)


# -- What the database promises -------------------------------------------------------------------
def test_a_stay_and_a_sanction_stay_as_they_were_written(amira, household):
    stay = away(amira, household) if wage(household) else None
    decision = notified(suspending(Grant.objects.get(), since=MONTH), MONTH)
    sanction = carried_out(amira, decision)
    for row, change in (
        (stay, {"starts_on": date(2026, 10, 5)}),
        (stay, {"ends_on": date(2026, 11, 20)}),
        (stay, {"reported_on": TODAY}),
        (sanction, {"percent": 50}),
        (sanction, {"ends_on": TODAY}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**change)
    for row in (stay, sanction):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()


@pytest.mark.parametrize(
    ("wrong", "promise"),
    [
        ({"decision": "grant"}, "sanction_is_what_was_decided"),
        ({"percent": 0}, "sanction_of_a_part_or_all"),
        ({"fault": "PROJECT"}, "project_sanction_after_notice_and_advice"),
        ({"starts_on": date(2026, 10, 1)}, "sanction_is_what_was_decided"),
        ({"fact_on": TODAY}, "sanction_heard_before_notified"),
    ],
)
def test_the_database_refuses_a_sanction_that_was_not_decided(household, wrong, promise):
    decision = suspended(household)
    if wrong.get("decision"):
        wrong = {"decision": Grant.objects.get().decision}
    facts = {
        "household": household,
        "person": applicant_of(household),
        "decision": decision,
        "fault": "DECLARATION",
        "months": 1,
        "starts_on": MONTH,
        "ends_on": NEXT,
        "fact_on": date(2026, 9, 1),
        "notified_on": MONTH,
        "heard": "HEARD",
        "heard_on": date(2026, 10, 1),
        "noted_at": now(),
        **wrong,
    }
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        Sanction.objects.create(**facts)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_one_stay(amira, household):
    wage(household)

    def job():
        try:
            return str(away(amira, household).pk > 0)
        except StayRefused as error:
            return type(error).__name__

    assert sorted(at_once([job, job])) == ["StayRefused", "True"]


@pytest.mark.django_db(transaction=True)
def test_a_stay_and_the_freeze_at_once_never_miss_each_other(amira, household):
    wage(household)
    run = opened()
    while take_piece(run.pk):
        pass

    def note():
        return away(amira, household) and "stay"

    def stop():
        return freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW).state

    assert sorted(at_once([note, stop])) == [RunState.FROZEN, "stay"]
    less = Payment.objects.get().gross_cents == (AMOUNT * 20 * 2 + 30) // 60
    assert less is not Review.objects.filter(reason="PAID_OTHERWISE").exists()
