"""The proposal to decide: what it rests on, its reasons, and the answer of the head."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from eenplan.benefits.committee_errors import ProposalRefused
from eenplan.benefits.grounds import GAP, first_fact, first_law, what_is_missing
from eenplan.benefits.models import DecisionProposal, Guideline, GuidelineVersion
from eenplan.benefits.selectors.proposals import to_check
from eenplan.benefits.services.proposals import (
    answer_proposal,
    change_proposal,
    discard_proposal,
    draft_proposal,
    submit_proposal,
)
from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import User
from eenplan.organisation.selectors import actor_for
from tests.factories import TODAY, AssignmentFactory, MembershipFactory
from tests.support.at_once import at_once
from tests.support.committee import FACT, drafted, ready_file, submitted, terms
from tests.support.rights import application_of, at, calculation_of, decided, signed_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(household, amira):
    return ready_file(household, amira.user_id)


def refused(why, act):
    """Check that the rules refuse an act with a sentence, and that nothing was kept."""
    before = DecisionProposal.objects.count()
    with pytest.raises(ProposalRefused, match=why) as told, transaction.atomic():
        act()
    assert DecisionProposal.objects.count() == before
    return told.value.field


def make(actor, application, **facts):
    return draft_proposal(
        actor=actor, application=application, terms=terms(**facts), at=at(TODAY), on=TODAY
    )


def test_a_proposal_rests_on_the_signed_report_and_its_last_calculation(amira, application):
    report = application.investigations.get()
    made = drafted(amira, application)

    assert made.investigation == report
    assert made.calculation == report.calculations.get()
    assert (made.right, made.category, made.amount_cents) == ("EQUIVALENT", 3, 177_695)
    assert AuditEvent.objects.filter(event="benefits.proposal-made").count() == 1


def test_without_a_signed_report_or_a_calculation_nothing_is_proposed(amira, household):
    bare = application_of(household)
    refused("ondertekend sociaal onderzoek", lambda: make(amira, bare))
    signed_report(bare)
    refused("Maak eerst een berekening", lambda: make(amira, bare))


def test_another_amount_than_the_reckoned_one_needs_a_reason(amira, application):
    field = refused(
        "niet wat de berekening geeft", lambda: make(amira, application, amount_cents=1)
    )
    assert field == "deviation_reason"
    made = make(amira, application, amount_cents=100, deviation_reason="een deel is al betaald")
    assert made.amount_cents == 100


def test_reasons_are_of_this_household_not_the_words_that_were_there(amira, application):
    stock = first_fact("GRANT")
    refused("vul aan|Vul de voorgestelde", lambda: make(amira, application, grounds_in_fact=stock))
    short = stock.replace(GAP, "zij geen geld heeft.")
    field = refused("minstens 120 tekens", lambda: make(amira, application, grounds_in_fact=short))
    assert field == "grounds_in_fact"
    assert what_is_missing("grounds_in_fact", FACT, stock) == ""
    assert what_is_missing(
        "grounds_in_law", first_law("GRANT", "EQUIVALENT"), first_law("GRANT", "EQUIVALENT")
    )


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"starts_on": TODAY + timedelta(days=800)}, "te ver"),
        ({"ends_on": TODAY}, "eerste dag zonder"),
        ({"ends_on": TODAY.replace(year=2999)}, "tien jaar"),
        ({"starts_on": TODAY - timedelta(days=9)}, "Vroeger beginnen"),
        ({"amount_cents": 0}, "bedrag boven nul"),
        ({"amount_cents": -5}, "bedrag boven nul"),
        ({"category": None}, "categorie 1, 2 of 3"),
        ({"rhythm": "ONCE"}, "niet één keer"),
        ({"kind": "REVISE"}, "andere soort"),
        ({"kind": "REFUSE", "amount_cents": 5}, "geen bedrag"),
        ({"deviates": True}, "waarom u van de richtlijn afwijkt"),
    ],
)
def test_terms_that_cannot_be(facts, why, amira, application):
    refused(why, lambda: make(amira, application, **facts))


def test_the_guideline_in_force_that_day_is_chosen_and_stored(amira, application):
    guideline = Guideline.objects.create(title="Start van het recht", right="EQUIVALENT")
    versions = [
        GuidelineVersion.objects.create(
            guideline=guideline, number=n, since=day, text=f"v{n}", why="x", made_at=at(TODAY)
        )
        for n, day in ((1, TODAY - timedelta(days=90)), (2, TODAY), (3, TODAY + timedelta(days=9)))
    ]
    assert refused("Kies de richtlijn", lambda: make(amira, application)) == "guideline"
    for wrong in (versions[0], versions[2]):
        refused("geldt vandaag niet", lambda wrong=wrong: make(amira, application, guideline=wrong))
    assert make(amira, application, guideline=versions[1]).guideline == versions[1]


def test_only_the_team_in_charge_proposes(bram, dirk, application):
    for actor in (bram, dirk):
        with pytest.raises(NotAllowed):
            make(actor, application)


def test_of_one_application_there_is_one_proposal_at_a_time(amira, application):
    drafted(amira, application)
    refused("al een voorstel", lambda: make(amira, application))


def test_two_who_write_at_once_do_not_overwrite_each_other(amira, application):
    made = drafted(amira, application)
    first = DecisionProposal.objects.get(pk=made.pk)
    second = DecisionProposal.objects.get(pk=made.pk)
    change_proposal(actor=amira, proposal=first, version=1, terms=terms(rhythm="WEEKLY"), on=TODAY)
    with pytest.raises(StaleVersion), transaction.atomic():
        change_proposal(actor=amira, proposal=second, version=1, terms=terms(), on=TODAY)
    made.refresh_from_db()
    assert made.rhythm == "WEEKLY"


def test_a_newer_calculation_stops_a_proposal_on_its_way(amira, application):
    made = drafted(amira, application)
    calculation_of(application.investigations.get())
    refused(
        "nieuwe berekening",
        lambda: submit_proposal(
            actor=amira, proposal=made, version=made.version, at=at(TODAY), on=TODAY
        ),
    )


def test_a_draft_may_go_and_what_was_submitted_stays(amira, application):
    made = drafted(amira, application)
    discard_proposal(actor=amira, proposal=made)
    assert not DecisionProposal.objects.exists()
    laid = submitted(amira, application)
    refused("blijft bewaard", lambda: discard_proposal(actor=amira, proposal=laid))


def answer(head, proposal, said="AGREED", note=""):
    return answer_proposal(
        actor=head,
        proposal=proposal,
        version=proposal.version,
        answer=said,
        note=note,
        at=at(TODAY),
        on=TODAY,
    )


def test_the_head_agrees_and_the_case_manager_is_told(amira, dirk, application, household):
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    made = submitted(amira, application)
    assert list(to_check(dirk)) == [made]

    answer(dirk, made)

    made.refresh_from_db()
    assert (made.head_id, made.head_answer) == (dirk.user_id, "AGREED")
    assert list(to_check(dirk)) == []
    assert WorkItem.objects.filter(worker=amira.user_id, text__contains="akkoord").exists()


def test_the_head_sends_back_with_a_note_and_the_next_proposal_replaces_it(
    amira, dirk, application
):
    made = submitted(amira, application)
    assert refused("wat er anders moet", lambda: answer(dirk, made, "BACK")) == "note"
    answer(dirk, made, "BACK", "categorie beter motiveren")

    after = drafted(amira, application)

    assert after.replaces == made


@pytest.mark.parametrize("who", ["amira", "bram", "guy", "ilse", "pieter"])
def test_only_a_head_of_the_team_answers(who, request, amira, application):
    made = submitted(amira, application)
    with pytest.raises(NotAllowed), transaction.atomic():
        answer(request.getfixturevalue(who), made)
    made.refresh_from_db()
    assert made.head_answer == ""


def test_who_proposed_is_never_the_head(join, team, household):
    head = join("both", "TEAM_COORDINATOR", team)
    user = User.objects.get(pk=head.user_id)
    MembershipFactory(user=user, team=team, role="CASE_MANAGER")
    both = head = actor_for(user, on=TODAY)
    made = submitted(both, ready_file(household))
    assert list(to_check(head)) == []
    refused("zelf", lambda: answer(head, made))


def test_nothing_is_answered_that_was_not_submitted(amira, dirk, application):
    made = drafted(amira, application)
    refused("nog niet voorgelegd", lambda: answer(dirk, made))


def test_on_a_decision_follows_a_revision_that_names_it(amira, household):
    decision = decided(household)
    application = decision.application
    refused("al beslist", lambda: make(amira, application))
    revising = terms(kind="REVISE")
    made = draft_proposal(
        actor=amira,
        application=application,
        terms=revising,
        at=at(TODAY),
        on=TODAY,
        revises=decision,
    )
    assert made.revises == decision
    early = replace(revising, starts_on=TODAY - timedelta(days=30))
    discard_proposal(actor=amira, proposal=made)
    refused(
        "niet vroeger",
        lambda: draft_proposal(
            actor=amira,
            application=application,
            terms=early,
            at=at(TODAY),
            on=TODAY,
            revises=decision,
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_heads_at_once_one_counts(join, team, amira, dirk, application):
    other = join("dora", "TEAM_COORDINATOR", team)
    made = submitted(amira, application)

    def say(head, said, note):
        def job():
            try:
                answer(head, DecisionProposal.objects.get(pk=made.pk), said, note)
            except (ProposalRefused, StaleVersion):
                return "nee"
            return "ja"

        return job

    said = at_once([say(dirk, "AGREED", ""), say(other, "BACK", "anders")])

    assert sorted(said) == ["ja", "nee"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_proposal(amira, application):
    def job():
        try:
            make(amira, application)
        except ProposalRefused:
            return 0
        return 1

    assert sum(at_once([job, job])) == 1
