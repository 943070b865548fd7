"""How far an application is and which terms run: read from the rows, never stored."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.benefits.models import (
    AgendaItem,
    Application,
    CompetenceCheck,
    Decision,
    DecisionProposal,
    Grant,
    IntegrationProject,
    Investigation,
    Letter,
    Notification,
    Payment,
    PaymentRun,
    Suspension,
)
from eenplan.benefits.register_errors import ApplicationOver, ImpossibleSuspension
from eenplan.benefits.selectors.legal_term import legal_term
from eenplan.benefits.selectors.register import (
    NO_RECEIPT,
    OVERDUE,
    SOON,
    STILL,
    applications_listed,
    dressed,
    get_application,
)
from eenplan.benefits.selectors.stages import way_of, with_stage
from eenplan.benefits.selectors.terms import UNVERIFIED, decision_term, terms_of, with_decision_due
from eenplan.benefits.services.register import correct_entry
from eenplan.benefits.services.suspensions import resume, suspend
from eenplan.benefits.stages import Stage, TermKind, Way
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed, NotFound
from tests.factories import HouseholdFactory, UserFactory
from tests.support.at_once import at_once
from tests.support.rights import (
    REASONS,
    WAGE,
    agreed_proposal,
    application_of,
    at,
    calculation_of,
    decided,
    session_on,
    signed_report,
)
from tests.support.setting import TODAY

DAY = timedelta(days=1)
ALL = system_actor(TODAY)


def seen(application) -> Application:
    """Return an application as its page has it."""
    return get_application(ALL, application.pk)


def stage(application) -> Stage:
    return Stage(with_stage(Application.objects.filter(pk=application.pk)).get().stage)


def term(application, kind, *, on=TODAY):
    return next((row for row in terms_of(seen(application), on=on) if row.kind == kind), None)


def letter_of(application, kind, **facts):
    return Letter.objects.create(
        kind=kind,
        household=application.household,
        application=application,
        told={},
        pdf=b"x",
        sha256="0" * 64,
        made_at=at(facts.pop("on", TODAY)),
        **facts,
    )


# -- The stage -------------------------------------------------------------------------------------
def test_a_file_goes_through_its_stages_by_its_rows_alone(household):
    asked = application_of(household)
    assert stage(asked) == Stage.RECEIVED

    CompetenceCheck.objects.create(
        application=asked, is_competent=True, ground="ingeschreven", decided_on=TODAY
    )
    assert stage(asked) == Stage.COMPETENT

    begun = Investigation.objects.create(application=asked, started_on=TODAY, worker=UserFactory())
    assert stage(asked) == Stage.INVESTIGATING
    begun.delete()
    report = signed_report(asked)
    assert stage(asked) == Stage.REPORTED

    facts = {"application": asked, "investigation": report, "starts_on": TODAY, **WAGE, **REASONS}
    proposal = DecisionProposal.objects.create(
        made_by=report.worker, made_at=at(TODAY), calculation=calculation_of(report), **facts
    )
    same = DecisionProposal.objects.filter(pk=proposal.pk)
    assert stage(asked) == Stage.PROPOSING
    same.update(submitted_at=at(TODAY))
    assert stage(asked) == Stage.AT_HEAD
    same.update(head=UserFactory(), head_answer="BACK", head_note="kijk na", head_at=at(TODAY))
    assert stage(asked) == Stage.BACK
    same.update(head_answer="AGREED", head_note="")
    assert stage(asked) == Stage.AGREED
    item = AgendaItem.objects.create(session=session_on(TODAY), position=1, proposal=proposal)
    assert stage(asked) == Stage.ON_AGENDA
    items = AgendaItem.objects.filter(pk=item.pk)
    items.update(outcome="POSTPONED", note="later", decided_at=at(TODAY))
    assert stage(asked) == Stage.AGREED
    items.update(outcome="REJECTED", votes_against=3)
    assert stage(asked) == Stage.REJECTED


def test_after_the_decision_come_letter_and_payment(household):
    decision = decided(household, decided_on=TODAY)
    asked = decision.application
    assert stage(asked) == Stage.DECIDED

    sent = letter_of(asked, "DECISION", decision=decision)
    assert stage(asked) == Stage.DECIDED
    Notification.objects.create(letter=sent, how="HANDED", sent_on=TODAY, received_on=TODAY)
    assert stage(asked) == Stage.NOTIFIED

    run = PaymentRun.objects.create(
        year=2026,
        serial=1,
        period=TODAY.replace(day=1),
        wished_on=TODAY,
        pay_on=TODAY,
        made_at=at(TODAY),
    )
    payment = Payment.objects.create(
        run=run,
        grant=Grant.objects.get(decision=decision),
        component="EQUIVALENT",
        period=TODAY.replace(day=1),
        gross_cents=100,
        net_cents=100,
        holder="x",
        iban="BE71096123456769",
        end_to_end="E1",
        snapshot={},
    )
    assert stage(asked) == Stage.NOTIFIED  # planned is not paid
    Payment.objects.filter(pk=payment.pk).update(state="SENT")
    assert stage(asked) == Stage.PAID


def test_what_goes_to_another_centre_or_back_to_the_applicant(household):
    asked = application_of(household)
    check = CompetenceCheck.objects.create(
        application=asked,
        is_competent=False,
        ground="woont elders",
        decided_on=TODAY,
        to_centre="OCMW Elders",
    )
    assert stage(asked) == Stage.TO_FORWARD
    CompetenceCheck.objects.filter(pk=check.pk).update(forwarded_on=TODAY)
    assert stage(asked) == Stage.FORWARDED
    Application.objects.filter(pk=asked.pk).update(withdrawn_on=TODAY, withdrawn_why="x")
    assert stage(asked) == Stage.WITHDRAWN


def test_a_revision_does_not_set_the_way_back(household):
    first = decided(household)
    asked = first.application
    Grant.objects.update(ends_on=TODAY)
    agreed_proposal(asked, revises=first, kind="REVISE", amount_cents=100)
    assert stage(asked) == Stage.DECIDED
    assert seen(asked).decision_pk == first.pk


def test_the_way_says_what_is_done_what_is_now_and_what_was_passed_over(household):
    found = way_of(seen(signed_report(application_of(household)).application))
    by_way = {step.way: step for step in found}
    assert by_way[Way.INQUIRY].is_done
    assert [step.way for step in found if step.is_now] == [
        Way.RECEIPT,
        Way.COMPETENCE,
        Way.CALCULATION,
    ]
    assert by_way[Way.PROPOSAL].stands == "later"


def test_a_refusal_has_nothing_to_pay(household):
    refusal = {"kind": "REFUSE", "amount_cents": 0, "category": None}
    ways = {step.way for step in way_of(seen(decided(household, **refusal).application))}
    assert Way.NOTIFICATION in ways and Way.GRANT not in ways and Way.PAYMENT not in ways


# -- Terms -----------------------------------------------------------------------------------------
def test_rmi_21_1_thirty_days_to_decide(household):
    asked = application_of(household, received_on=date(2026, 11, 2), right="LIVING_WAGE")
    found = term(asked, TermKind.DECISION)
    assert (found.due_on, found.days_left, found.stands) == (date(2026, 12, 2), 9, "nog 9 dagen")
    assert not found.is_overdue and found.source == "RMI art. 21 §1"
    assert term(asked, TermKind.DECISION, on=date(2026, 12, 3)).is_overdue


def test_the_term_of_what_was_forwarded_starts_the_day_it_was_sent(household):
    asked = application_of(
        household,
        received_on=date(2026, 11, 16),
        channel="OTHER_CENTRE",
        other_centre="OCMW Elders",
        first_received_on=date(2026, 11, 10),
        sent_on=date(2026, 11, 13),
    )
    assert term(asked, TermKind.DECISION).due_on == date(2026, 12, 13)
    assert legal_term(asked).day == date(2026, 12, 13)  # the committee counts the same


def test_rmi_18_registering_and_receipt_are_of_the_same_day(household):
    late = application_of(
        household, received_on=TODAY - 2 * DAY, registered_at=at(TODAY), right="LIVING_WAGE"
    )
    assert term(late, TermKind.REGISTER).is_late
    assert term(late, TermKind.REGISTER).stands == "2 dagen te laat"
    assert term(late, TermKind.RECEIPT).is_overdue
    letter_of(late, "RECEIPT")
    assert term(late, TermKind.RECEIPT).met_on == TODAY


def test_rmi_18_4_five_days_to_forward(household):
    asked = application_of(household, right="LIVING_WAGE")
    assert term(asked, TermKind.TRANSFER) is None
    CompetenceCheck.objects.create(
        application=asked, is_competent=False, ground="x", decided_on=TODAY, to_centre="OCMW X"
    )
    assert term(asked, TermKind.TRANSFER).due_on == TODAY + 5 * DAY


def test_rmi_21_4_eight_days_to_notify(household):
    asked = decided(household, decided_on=date(2026, 11, 20)).application
    found = {row.kind: row.due_on for row in terms_of(seen(asked), on=TODAY)}
    assert found[TermKind.NOTIFICATION] == date(2026, 11, 28)


def test_a_living_wage_has_terms_of_its_own_for_payment_and_project(household):
    asked = application_of(household, right="LIVING_WAGE")
    decided(household, application=asked, right="LIVING_WAGE", decided_on=TODAY)
    assert term(asked, TermKind.FIRST_PAYMENT).due_on == TODAY + 15 * DAY
    assert term(asked, TermKind.GPMI).due_on == date(2027, 2, 23)
    IntegrationProject.objects.create(
        household=household,
        person=asked.applicant,
        kind="ONCE",
        signed_on=TODAY,
        starts_on=TODAY,
    )
    assert term(asked, TermKind.GPMI).is_met


def test_aid_that_is_no_living_wage_has_no_unverified_term_without_a_mark(household):
    asked = application_of(household)
    decided(household, application=asked)
    assert term(asked, TermKind.FIRST_PAYMENT) is None
    assert UNVERIFIED in term(asked, TermKind.REGISTER).notes


# -- Suspension ------------------------------------------------------------------------------------
def test_a_suspension_moves_the_last_day_by_the_days_it_lasted(amira, household):
    asked = application_of(household, received_on=TODAY - 10 * DAY)
    before = term(asked, TermKind.DECISION).due_on
    suspend(actor=amira, application=asked, since=TODAY - 6 * DAY, reason="papieren", on=TODAY)
    assert term(asked, TermKind.DECISION).stands == "staat stil"
    resume(actor=amira, application=asked, until=TODAY - 2 * DAY, on=TODAY)

    found = term(asked, TermKind.DECISION)
    assert (found.due_on, found.suspended_days) == (before + 4 * DAY, 4)
    assert any("na te kijken" in note for note in found.notes)


def test_a_term_that_is_over_is_not_suspended_not_even_backdated(amira, household):
    asked = application_of(household, received_on=TODAY - 31 * DAY)
    for since in (TODAY, TODAY - 20 * DAY):
        with pytest.raises(ImpossibleSuspension, match="liep af op"):
            suspend(actor=amira, application=asked, since=since, reason="x", on=TODAY)
    assert not Suspension.objects.exists()


def test_a_suspension_is_refused_where_it_cannot_be(amira, household):
    asked = application_of(household, received_on=TODAY - 10 * DAY)

    def refused(match, **said):
        facts = {"since": TODAY, "reason": "x", "on": TODAY}
        with pytest.raises(ImpossibleSuspension, match=match):
            suspend(actor=amira, application=asked, **{**facts, **said})

    refused("moet nog komen", since=TODAY + DAY)
    refused("begon pas", since=TODAY - 11 * DAY)
    refused("waarom", reason=" ")
    with pytest.raises(ImpossibleSuspension, match="niet geschorst"):
        resume(actor=amira, application=asked, until=TODAY, on=TODAY)
    suspend(actor=amira, application=asked, since=TODAY - 5 * DAY, reason="x", on=TODAY)
    refused("staat al stil")
    with pytest.raises(ImpossibleSuspension, match="niet eerder"):
        resume(actor=amira, application=asked, until=TODAY - 6 * DAY, on=TODAY)
    with pytest.raises(ImpossibleSuspension, match="nog komen"):
        resume(actor=amira, application=asked, until=TODAY + DAY, on=TODAY)
    resume(actor=amira, application=asked, until=TODAY - 3 * DAY, on=TODAY)
    refused("in die periode", since=TODAY - 4 * DAY)


def test_urgent_aid_of_the_chair_is_not_yet_the_answer_to_an_application(household):
    def urgently(right):
        asked = application_of(household, right=right, is_urgent=True)
        Decision.objects.create(
            kind="GRANT",
            right="OTHER_AID",
            amount_cents=10_000,
            rhythm="ONCE",
            starts_on=TODAY,
            year=2026,
            serial=900 + asked.serial,
            application=asked,
            decided_on=TODAY,
            urgent_by=UserFactory(),
            recorded_at=at(TODAY),
            **REASONS,
        )
        return stage(asked)

    assert urgently("LIVING_WAGE") == Stage.RECEIVED
    assert urgently("OTHER_AID") == Stage.DECIDED


def test_who_does_not_investigate_there_suspends_nothing(celine, bram, dirk, household):
    asked = application_of(household)
    for actor, error in ((celine, NotAllowed), (dirk, NotAllowed), (bram, NotFound)):
        with pytest.raises(error):
            suspend(actor=actor, application=asked, since=TODAY, reason="x", on=TODAY)


def test_what_was_decided_is_not_suspended(amira, household):
    asked = decided(household).application
    with pytest.raises(ApplicationOver):
        suspend(actor=amira, application=asked, since=TODAY, reason="x", on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_suspend_at_once_one_wins(amira, household):
    asked = application_of(household)

    def job():
        try:
            suspend(actor=amira, application=asked, since=TODAY, reason="x", on=TODAY)
        except ImpossibleSuspension as error:
            return str(error)
        return "gelukt"

    assert sorted(at_once([job, job])) == ["De termijn staat al stil.", "gelukt"]
    assert Suspension.objects.count() == 1


# -- The same in SQL -------------------------------------------------------------------------------
def test_the_list_and_the_engine_agree_on_the_last_day(amira, household, area, team):
    for number in range(8):
        other = HouseholdFactory(team=team, area=area)
        asked = application_of(
            other,
            received_on=TODAY - (3 * number + 2) * DAY,
            right="LIVING_WAGE" if number % 2 else "EQUIVALENT",
        )
        if number % 3 == 1:
            begin = asked.received_on + DAY
            Suspension.objects.create(
                application=asked, starts_on=begin, ends_on=begin + number * DAY, reason="x"
            )
        if number % 3 == 2:
            correct_entry(
                actor=amira,
                application=asked,
                field="handed_in_on",
                becomes=asked.received_on - DAY,
                reason="x",
                at=at(TODAY),
                on=TODAY,
            )
    rows = dressed(Application.objects.all())
    assert [row.decision_due_on for row in rows] == [
        decision_term(row, on=TODAY).due_on for row in rows
    ]
    assert len(rows) == 8


def test_the_list_is_narrowed_by_its_filters(amira, household, area, team):
    made = {
        days: application_of(HouseholdFactory(team=team, area=area), received_on=TODAY - days * DAY)
        for days in (1, 28, 40)
    }
    Suspension.objects.create(application=made[1], starts_on=TODAY, reason="x")

    def listed(**filters):
        rows = applications_listed(amira, filters, on=TODAY)
        return {days for days, row in made.items() if row in rows}

    assert listed() == {1, 28, 40}
    assert listed(termijn=STILL) == {1}
    assert listed(termijn=SOON) == {28}
    assert listed(termijn=OVERDUE) == {40}
    assert listed(termijn=NO_RECEIPT) == {1, 28, 40}
    assert listed(recht="LIVING_WAGE") == set()
    assert listed(stand=Stage.RECEIVED, vanaf=TODAY - 30 * DAY) == {1, 28}
    assert listed(tot=TODAY - 30 * DAY) == {40}


def test_stage_and_terms_of_a_list_cost_the_same_for_one_and_for_many(household, area, team):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            for row in dressed(Application.objects.all()):
                terms_of(row, on=TODAY)
        return len(queries)

    application_of(household)
    one = cost()
    for _ in range(3):
        asked = application_of(HouseholdFactory(team=team, area=area))
        Suspension.objects.create(application=asked, starts_on=TODAY, reason="x")
    assert cost() == one


def test_due_days_are_there_without_the_rest(household):
    asked = application_of(household)
    assert with_decision_due(Application.objects.all()).get().decision_due_on == (
        asked.received_on + 30 * DAY
    )
