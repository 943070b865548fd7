"""From proposing a place to the answers: the rules, the refusals, who may, and what is kept."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent
from eenplan.housing import errors, services
from eenplan.housing.enums import LookKind, LookReason, OverrideKind, PlaceState, Side
from eenplan.housing.models import (
    Answer,
    MatchRecord,
    OfferHold,
    Override,
    Proposal,
    RefusalReason,
    SecondLook,
    Stay,
)
from eenplan.housing.selectors import candidates, get_proposal, household_facts
from eenplan.housing.selectors.proposals import with_state
from eenplan.housing.services import Said, Wanted
from eenplan.housing.waiting import waiting_for
from eenplan.organisation.models import Norm
from eenplan.people.enums import NightShelter
from eenplan.people.models import Person
from tests.factories import (
    AssignmentFactory,
    HouseholdFactory,
    PlaceFactory,
    StayFactory,
    UserFactory,
    moment,
)
from tests.factories.housing import (
    AnswerFactory,
    OverrideFactory,
    ProposalFactory,
    SecondLookFactory,
)
from tests.support.setting import TODAY

AT = moment("2026-11-23 10:00")
DAY = timedelta(days=1)


@pytest.fixture
def roofless(team, area):
    return HouseholdFactory(team=team, area=area, persons=3, sleeps=NightShelter.NONE)


@pytest.fixture
def open_families(db):
    Norm.objects.filter(key="reception_open.HOST_FAMILY").update(value=1)


def propose(actor, household, place, at=AT, **wanted):
    wanted.setdefault("starts_on", TODAY)
    return services.propose_place(
        actor=actor, household=household, place=place, wanted=Wanted(**wanted), at=at
    )


def said(agrees=True, **facts):
    facts = {"words": "goed", "language": "uk", "interpreter": "PHONE", **facts}
    if not agrees:
        facts.setdefault("reason", RefusalReason.objects.get(code="te-ver"))
    return Said(agrees=agrees, **facts)


def state_of(proposal, at=AT):
    return with_state(Proposal.objects.filter(pk=proposal.pk), at).get().state


# -- Proposing -------------------------------------------------------------------------------------
def test_a_proposal_keeps_the_place_and_what_was_known(amira, roofless):
    best, other = PlaceFactory(max_persons=3), PlaceFactory(max_persons=4)
    PlaceFactory(max_persons=2)

    found = candidates(roofless, on=TODAY, at=AT).ranking.best
    chosen = {place.reference: place for place in (best, other)}[found.place]
    made = propose(amira, roofless, chosen)

    assert (made.persons, made.expires_at) == (3, AT + timedelta(hours=96))
    assert made.look_because == [LookReason.FIRST_OF_HOUSEHOLD, LookReason.FIRST_AT_PROVIDER]
    record = MatchRecord.objects.get()
    assert (record.proposal, record.considered, record.possible) == (made, 3, 2)
    assert record.chosen["rank"] == 1 and len(record.alternatives) == 1
    assert {row["rule"]: row["places"] for row in record.blocked} == {"beds": 1}
    assert record.weights["roof"] and len(record.inputs_hash) == 64
    assert AuditEvent.objects.filter(event="housing.place-proposed").count() == 1
    assert not Stay.objects.exists()


def test_who_follows_the_household_hears_of_a_proposal_by_somebody_else(amira, els, roofless):
    case = roofless.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)

    propose(els, roofless, PlaceFactory(reference="PAND-9"))

    told = case.work_items.get(kind="NEWS")
    assert told.worker_id == amira.user_id and "stelt plaats PAND-9 voor" in told.text


def test_a_lower_choice_needs_a_reason_that_becomes_data(amira, roofless):
    places = [PlaceFactory(max_persons=n) for n in (3, 6)]
    ranking = candidates(roofless, on=TODAY, at=AT).ranking
    second = next(p for p in places if p.reference == ranking.eligible[1].place)

    with pytest.raises(errors.ReasonNeeded, match="keuze 2") as refused:
        propose(amira, roofless, second)
    assert refused.value.field == "why_lower"
    assert not Proposal.objects.exists()

    made = propose(amira, roofless, second, why_lower="dichter bij de school")
    override = Override.objects.get()
    assert (override.proposal, override.kind) == (made, OverrideKind.LOWER_RANK)
    assert override.figures["rank"] == 2
    assert override.figures["best"] == ranking.best.place
    assert override.figures["best_score"] >= override.figures["score"]
    assert LookReason.OVERRIDE in made.look_because


def test_a_minor_alone_gets_no_proposal(amira, team, area):
    minor = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    minor.members.get().person.__class__.objects.update(birth_date=date(2012, 1, 1))

    with pytest.raises(errors.PlaceUnavailable, match="Niet-begeleide minderjarige"):
        propose(amira, minor, PlaceFactory())
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"max_persons": 2}, "slaapplaats"),
        ({"state": PlaceState.NOT_INSPECTED}, "gecontroleerd"),
        ({"form": "HOST_FAMILY"}, "gesloten"),
    ],
)
def test_a_place_a_rule_refuses_is_not_proposed(amira, roofless, facts, why):
    with pytest.raises(errors.PlaceUnavailable, match=why):
        propose(amira, roofless, PlaceFactory(**facts))
    assert not Proposal.objects.exists()


def test_one_proposal_at_a_time_for_a_household_and_for_a_place(amira, roofless, team, area):
    place, other = PlaceFactory(), PlaceFactory()
    propose(amira, roofless, place, why_lower="x")

    with pytest.raises(errors.ProposalRuns):
        propose(amira, roofless, other, why_lower="x")
    neighbour = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    with pytest.raises(errors.PlaceUnavailable):
        propose(amira, neighbour, place, why_lower="x")
    assert Proposal.objects.count() == 1


def test_who_lives_somewhere_gets_no_proposal(amira, roofless):
    StayFactory(household=roofless)

    with pytest.raises(errors.AlreadyHoused):
        propose(amira, roofless, PlaceFactory())


@pytest.mark.parametrize(
    "period",
    [
        {"starts_on": TODAY - DAY},
        {"starts_on": TODAY + timedelta(days=400)},
        {"starts_on": TODAY, "ends_on": TODAY},
        {"starts_on": TODAY, "ends_on": date(2026, 1, 1)},
    ],
)
def test_impossible_days_are_refused(amira, roofless, period):
    with pytest.raises(errors.ImpossibleStart):
        propose(amira, roofless, PlaceFactory(), **period)


def test_a_reservation_that_is_over_frees_the_place_by_itself(amira, roofless, team, area):
    place = PlaceFactory()
    first = propose(amira, roofless, place)
    later = first.expires_at
    other = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)

    second = propose(amira, other, place, at=later, starts_on=later.date())

    assert state_of(first, later) == "vervallen"
    assert state_of(second, later) == "loopt"
    again = PlaceFactory(reference="NOG-EEN")
    propose(amira, roofless, again, at=later, starts_on=later.date(), why_lower="x")


def test_what_is_kept_for_another_is_named_in_the_why_not(amira, roofless, team, area):
    place = PlaceFactory()
    propose(amira, roofless, place)
    other = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)

    found = candidates(other, on=TODAY, at=AT).ranking

    assert found.eligible == ()
    assert found.blocked[0].rules == ("reserved",)
    assert "Gereserveerd voor een ander gezin tot 27/11" in found.blocked[0].failed[0].sentence
    assert [(rule.rule, rule.only) for rule in found.rules] == [("reserved", 1)]


def test_a_shared_place_is_kept_up_to_its_beds(amira, team, area):
    place = PlaceFactory(max_persons=5, max_households=3)
    rows = [
        HouseholdFactory(team=team, area=area, persons=2, sleeps=NightShelter.NONE)
        for _ in range(3)
    ]
    for household in rows[:2]:
        propose(amira, household, place)

    with pytest.raises(errors.PlaceUnavailable):
        propose(amira, rows[2], place)
    with pytest.raises(IntegrityError, match="kept for others"), transaction.atomic():
        ProposalFactory(household=rows[2], place=place, persons=2)


# -- The promises of the database ------------------------------------------------------------------
def refused_by_database(name, make, **facts):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(**facts)


def test_the_database_keeps_one_live_proposal(household):
    place = PlaceFactory()
    ProposalFactory(household=household, place=place)

    refused_by_database("one_live_proposal_per_household", ProposalFactory, household=household)
    refused_by_database("one_live_proposal_per_place", ProposalFactory, place=place)
    after = moment("2026-11-27 09:00")
    ProposalFactory(household=household, place=place, made_at=after)


def test_nobody_looks_at_an_own_proposal_nor_twice(household):
    proposal = ProposalFactory(household=household, look_because=["SAFETY"])
    mine = proposal.made_by
    refused_by_database(
        "second_look_by_somebody_else", SecondLookFactory, proposal=proposal, by=mine
    )
    other = UserFactory()
    SecondLookFactory(proposal=proposal, by=other)
    refused_by_database(
        "two_looks_by_two_people", SecondLookFactory, proposal=proposal, by=other, kind="SAFETY"
    )


def test_the_proposer_on_a_look_is_the_one_of_the_proposal(household):
    proposal = ProposalFactory(household=household)
    with pytest.raises(IntegrityError, match="look_names_the_proposer"), transaction.atomic():
        SecondLookFactory(proposal=proposal, proposer=UserFactory(), by=proposal.made_by)


def test_a_no_has_a_reason_and_nobody_with_an_interest_interprets(household):
    proposal = ProposalFactory(household=household)
    refused_by_database("refusal_has_reason", AnswerFactory, proposal=proposal, agrees=False)
    refused_by_database(
        "nobody_with_an_interest_interprets", AnswerFactory, proposal=proposal, interpreter="HOST"
    )


def test_a_household_is_never_parked(norms):
    row = RefusalReason(code="x", side="HOUSEHOLD", label="x", effect="PARK", days=60)
    refused_by_database("a_household_is_never_parked", row.save)


# -- The answers -----------------------------------------------------------------------------------
def answer(actor, proposal, side, at=AT, **facts):
    return services.note_answer(
        actor=actor, proposal=proposal, side=side, said=said(**facts), at=at
    )


def test_a_yes_before_the_time_to_think_says_why(amira, household):
    proposal = ProposalFactory(household=household)

    with pytest.raises(errors.ReasonNeeded, match="bedenktijd"):
        answer(amira, proposal, Side.HOUSEHOLD)
    assert not Answer.objects.exists()

    noted = answer(amira, proposal, Side.HOUSEHOLD, at_once_why="geen dak vannacht")
    assert noted.at_once_why == "geen dak vannacht"


def test_with_a_family_nothing_goes_around_meeting_and_time_to_think(amira, household):
    proposal = ProposalFactory(household=household, place=PlaceFactory(form="HOST_FAMILY"))
    late = AT + DAY

    with pytest.raises(errors.NotYet, match="kennis"):
        answer(amira, proposal, Side.HOUSEHOLD, at=late)
    services.note_meeting(actor=amira, proposal=proposal, met_on=TODAY, at=AT)
    with pytest.raises(errors.NotYet, match="24 uur bedenktijd"):
        answer(amira, proposal, Side.HOUSEHOLD, at_once_why="crisis")
    assert not Answer.objects.exists()
    assert answer(amira, proposal, Side.HOUSEHOLD, at=late).agrees


def test_a_no_is_always_possible_and_keeps_the_place_in_the_queue(amira, roofless):
    others = [
        HouseholdFactory(area=roofless.area, sleeps=NightShelter.NONE, arrived_on=day)
        for day in (date(2026, 1, 2), date(2026, 1, 5))
    ]
    for row in others:
        row.care.update(team=roofless.care.get().team)
    before = [row.pk for row in waiting_for(amira, on=TODAY)]
    proposal = ProposalFactory(
        household=roofless, place=PlaceFactory(form="HOST_FAMILY", reference="GEZIN-1")
    )
    why = RefusalReason.objects.get(code="niet-bij-gezin")

    answer(amira, proposal, Side.HOUSEHOLD, agrees=False, reason=why)

    assert [row.pk for row in waiting_for(amira, on=TODAY)] == before
    assert state_of(proposal) == "gezin-nee"
    assert not OfferHold.objects.exists()
    [facts] = household_facts([roofless], on=TODAY)
    assert "place:GEZIN-1" in facts.vetoes


def test_a_refused_pair_is_not_proposed_again(amira, roofless):
    place = PlaceFactory()
    proposal = propose(amira, roofless, place)
    answer(amira, proposal, Side.HOUSEHOLD, agrees=False)

    with pytest.raises(errors.PlaceUnavailable, match="wil dit niet: deze plaats"):
        propose(amira, roofless, place)
    other = HouseholdFactory(
        team=roofless.care.get().team, area=roofless.area, sleeps=NightShelter.NONE
    )
    assert propose(amira, other, place).pk


@pytest.mark.parametrize("code", ["niet-dit-gezin", "niet-nu", "woning-anders", "stopt"])
def test_a_no_of_a_provider_counts_for_these_two_only(amira, roofless, team, area, code):
    place = PlaceFactory()
    proposal = propose(amira, roofless, place)
    why = RefusalReason.objects.get(code=code)

    answer(amira, proposal, Side.PROVIDER, agrees=False, reason=why)

    assert not OfferHold.objects.exists()
    assert state_of(proposal) == "aanbieder-nee"
    provider = str(place.dwelling.offer.provider_id)
    [facts] = household_facts([roofless], on=TODAY)
    assert facts.refused_by == {provider}  # the plan of the night knows it as well
    neighbour = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    assert propose(amira, neighbour, place).pk


@pytest.mark.parametrize(
    ("code", "days", "asked_again"),
    [("niet-nu", 59, False), ("niet-nu", 60, True), ("woning-anders", 500, False)],
)
def test_who_said_not_now_is_asked_again_after_the_days_of_that_reason(
    amira, household, code, days, asked_again
):
    proposal = ProposalFactory(household=household)
    why = RefusalReason.objects.get(code=code)
    answer(amira, proposal, Side.PROVIDER, agrees=False, reason=why)

    [facts] = household_facts([household], on=TODAY + timedelta(days=days))
    assert (facts.refused_by == frozenset()) is asked_again


@pytest.mark.parametrize("code", ["te-ver", "te-klein", "onveilig", "zonder-uitleg"])
def test_these_reasons_of_a_household_have_no_consequence(amira, roofless, code):
    answer(
        amira,
        ProposalFactory(household=roofless),
        Side.HOUSEHOLD,
        agrees=False,
        reason=RefusalReason.objects.get(code=code),
    )
    assert propose(amira, roofless, PlaceFactory()).pk


@pytest.mark.parametrize("code", ["zelf-gevonden", "noden-anders"])
def test_after_these_the_needs_are_looked_at_first(amira, roofless, code):
    refused = answer(
        amira,
        ProposalFactory(household=roofless),
        Side.HOUSEHOLD,
        agrees=False,
        reason=RefusalReason.objects.get(code=code),
    )
    with pytest.raises(errors.NotYet, match="houdt zijn plaats in de rij"):
        propose(amira, roofless, PlaceFactory())
    services.note_reassessed(actor=amira, answer=refused, on=TODAY)
    assert propose(amira, roofless, PlaceFactory(), why_lower="x").pk
    with pytest.raises(errors.AlreadyAnswered):
        services.note_reassessed(actor=amira, answer=refused, on=TODAY)


def test_a_side_answers_once_and_with_its_own_reason(amira, household):
    proposal = ProposalFactory(household=household)
    with pytest.raises(errors.ReasonNeeded):
        answer(
            amira,
            proposal,
            Side.HOUSEHOLD,
            agrees=False,
            reason=RefusalReason.objects.get(code="niet-nu"),
        )
    answer(amira, proposal, Side.HOUSEHOLD, at_once_why="crisis")
    with pytest.raises(errors.AlreadyAnswered):
        answer(amira, proposal, Side.HOUSEHOLD, agrees=False)
    assert Answer.objects.count() == 1


def test_our_own_place_has_nobody_to_ask(amira, household):
    proposal = ProposalFactory(household=household)
    provider = proposal.place.dwelling.offer.provider
    provider.kind = "OWN"
    provider.save()
    with pytest.raises(errors.NoProvider):
        answer(amira, proposal, Side.PROVIDER)


@pytest.mark.parametrize("ended", [{"ended_at": AT}, {"expires_at": AT}])
def test_nothing_is_noted_on_what_is_over(amira, household, ended):
    proposal = ProposalFactory(household=household, **ended)
    with pytest.raises(errors.ProposalOver):
        answer(amira, proposal, Side.PROVIDER)
    with pytest.raises(errors.ProposalOver):
        services.withdraw_proposal(actor=amira, proposal=proposal, why="x", at=AT)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("day", [TODAY + DAY, TODAY - DAY])
def test_a_meeting_is_noted_after_it_was_and_after_the_proposal(amira, household, day):
    proposal = ProposalFactory(household=household)
    with pytest.raises(errors.ImpossibleMeeting):
        services.note_meeting(actor=amira, proposal=proposal, met_on=day, at=AT)


# -- The second look -------------------------------------------------------------------------------
def look(actor, proposal, kind=LookKind.PLACEMENT, approves=True, reason="past goed"):
    return services.look_again(
        actor=actor, proposal=proposal, kind=kind, approves=approves, reason=reason, at=AT
    )


@pytest.fixture
def first_proposal(amira, roofless):
    return propose(amira, roofless, PlaceFactory())


def test_a_coordinator_looks_and_not_who_proposed(els, dirk, amira, first_proposal):
    with pytest.raises(NotAllowed):
        look(amira, first_proposal)
    assert look(dirk, first_proposal).approves
    with pytest.raises(errors.AlreadyAnswered):
        look(els, first_proposal)
    assert SecondLook.objects.count() == 1


def test_who_proposes_may_coordinate_and_still_not_look(els, roofless):
    proposal = propose(els, roofless, PlaceFactory())
    with pytest.raises(errors.OwnProposal):
        look(els, proposal)


def test_a_look_that_refuses_ends_the_proposal_and_tells_the_worker(dirk, first_proposal):
    look(dirk, first_proposal, approves=False, reason="te ver van het ziekenhuis")

    assert state_of(first_proposal) == "tweede-nee"
    items = first_proposal.household.cases.get().work_items
    assert items.filter(kind="NEWS", text__contains="te ver van het ziekenhuis").exists()
    assert not items.filter(kind="SECOND_LOOK", done_on=None).exists()


def test_a_safety_rule_set_aside_needs_the_safeguarding_lead_too(els, omar, dirk, household):
    proposal = ProposalFactory(household=household, look_because=["OVERRIDE", "SAFETY"])
    OverrideFactory(proposal=proposal, kind="SAFETY", rule="company", figures={"said": "x"})

    with pytest.raises(NotAllowed):
        look(els, proposal, kind=LookKind.SAFETY)
    with pytest.raises(NotAllowed):
        look(omar, proposal)
    look(els, proposal)
    found = get_proposal(els, proposal.pk, at=AT)
    assert (found.state, found.waits_for) == ("loopt", "veiligheid")
    look(omar, proposal, kind=LookKind.SAFETY)
    assert get_proposal(els, proposal.pk, at=AT).waits_for == "gezin"


def test_women_are_not_proposed_among_men_without_a_reason_and_two_other_people(
    els, amira, omar, dirk, roofless, team, area
):
    house = PlaceFactory(kind="SHARED_HOUSE", form="COLLECTIVE", max_persons=8, max_households=4)
    men = HouseholdFactory(team=team, area=area)
    Person.objects.filter(memberships__household=men).update(sex="M")
    StayFactory(household=men, place=house, persons=1, starts_on=date(2026, 6, 1))

    with pytest.raises(errors.ReasonNeeded) as refused:
        propose(amira, roofless, house)
    assert refused.value.field == "why_unsafe"
    assert not Proposal.objects.exists()

    made = propose(amira, roofless, house, why_unsafe="broer en zus, eigen verdieping")
    assert {LookReason.OVERRIDE, LookReason.SAFETY} <= set(made.look_because)
    assert Override.objects.get().rule == "company"
    asked = roofless.cases.get().work_items.filter(kind="SECOND_LOOK", done_on=None)
    assert {els.user_id, omar.user_id} <= {item.worker_id for item in asked}
    look(dirk, made)
    assert asked.all().exists()
    look(omar, made, kind=LookKind.SAFETY)
    assert not asked.all().exists()
    assert get_proposal(amira, made.pk, at=AT).waits_for == "gezin"


def test_a_second_household_at_a_known_provider_needs_no_second_look(amira, roofless):
    place, before = PlaceFactory(), (date(2026, 2, 1), date(2026, 3, 1))
    StayFactory(household=roofless, place=place, starts_on=before[0], ends_on=before[1])
    proposal = propose(amira, roofless, place)

    assert proposal.look_because == []
    with pytest.raises(errors.AlreadyAnswered):
        services.look_again(
            actor=amira_of_other(),
            proposal=proposal,
            kind=LookKind.PLACEMENT,
            approves=True,
            reason="x",
            at=AT,
        )


def amira_of_other():
    user = UserFactory()
    return Actor(user.pk, "x", TODAY, capabilities=frozenset({Capability.HOUSING_MANAGE}))


# -- Who may ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["dirk", "ilse", "hana", "omar", "nele"])
def test_who_gives_no_places_proposes_none(who, roofless, request):
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        propose(actor, roofless, PlaceFactory())
    proposal = ProposalFactory(household=roofless)
    with pytest.raises(NotAllowed):
        answer(actor, proposal, Side.HOUSEHOLD)
    with pytest.raises(NotAllowed):
        services.withdraw_proposal(actor=actor, proposal=proposal, why="x", at=AT)


def test_a_proposal_of_another_team_does_not_exist(bram, household):
    proposal = ProposalFactory(household=household)
    with pytest.raises(NotFound):
        get_proposal(bram, proposal.pk, at=AT)
