"""The acceptance: everything in order, the rules asked again, and one winner."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from eenplan.cases.models import WorkItem
from eenplan.core.errors import DomainError, NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.housing import errors, services
from eenplan.housing.enums import PlaceState
from eenplan.housing.models import (
    HostCheck,
    MatchRecord,
    PlaceStatus,
    PlanRun,
    Proposal,
    Stay,
    StayLook,
)
from eenplan.housing.selectors import candidates
from eenplan.journeys.closing import open_ends
from eenplan.journeys.matching import begin_stay, place_tonight, plan_ahead
from eenplan.organisation.models import Norm
from eenplan.people.enums import NightShelter
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory, UserFactory, moment
from tests.factories.housing import AnswerFactory, ProposalFactory, SecondLookFactory
from tests.factories.offers import host_place
from tests.support.at_once import at_once
from tests.support.setting import TODAY

AT = moment("2026-11-23 10:00")


@pytest.fixture
def roofless(team, area):
    return HouseholdFactory(team=team, area=area, persons=3, sleeps=NightShelter.NONE)


def agreed(household, place, **facts):
    """Return a proposal both sides said yes to."""
    made = ProposalFactory(
        household=household, place=place, persons=household.members.count(), **facts
    )
    for side in ("HOUSEHOLD", "PROVIDER"):
        AnswerFactory(proposal=made, side=side, noted_by=made.made_by)
    return made


def nothing_changed(proposal):
    proposal.refresh_from_db()
    return not Stay.objects.exists() and proposal.ended_at is None and not proposal.became_stay


def test_all_agree_and_the_stay_begins(amira, roofless):
    place = PlaceFactory(reference="PAND-9")
    until = TODAY + timedelta(days=90)
    proposal = agreed(roofless, place, ends_on=until)

    stay = begin_stay(actor=amira, proposal=proposal, at=AT)

    proposal.refresh_from_db()
    assert (stay.household, stay.place, stay.ends_on, stay.rank) == (roofless, place, until, 1)
    assert (proposal.stay, proposal.became_stay, proposal.ended_at) == (stay, True, AT)
    roofless.refresh_from_db()
    assert roofless.sleeps == NightShelter.RECEPTION
    assert WorkItem.objects.filter(kind="NEWS", text__contains="PAND-9").count() == 1
    assert AuditEvent.objects.filter(event="housing.proposal-became-stay").count() == 1


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda p: p.answers.filter(side="HOUSEHOLD").delete(), "gezin zei nog geen ja"),
        (lambda p: p.answers.filter(side="PROVIDER").delete(), "aanbieder zei nog geen ja"),
        (lambda p: set_field(p, look_because=["OVERRIDE"]), "tweede blik ontbreekt"),
        (lambda p: set_field(p, look_because=["SAFETY"]), "vertrouwenspersoon veiligheid"),
        (lambda p: set_field(p, expires_at=AT), "vervallen"),
        (lambda p: set_field(p, ended_at=AT), "beëindigd"),
        (lambda p: set_form(p), "kennismaking"),
        (lambda p: PlaceStatus.objects.update(state=PlaceState.NOT_INSPECTED), "gecontroleerd"),
        (lambda p: close_form(), "gesloten"),
        (lambda p: move_in_before(p), "niet meer vrij"),
    ],
)
def test_a_stay_does_not_begin_when_something_is_not_in_order(amira, roofless, spoil, why):
    proposal = agreed(roofless, PlaceFactory())
    spoil(proposal)
    stays = Stay.objects.count()

    with pytest.raises(DomainError, match=why):
        begin_stay(actor=amira, proposal=proposal, at=AT)

    assert Stay.objects.count() == stays
    assert not Proposal.objects.filter(became_stay=True).exists()


def set_field(proposal, **facts):
    Proposal.objects.filter(pk=proposal.pk).update(**facts)


def set_form(proposal):
    proposal.place.form = "HOST_FAMILY"
    proposal.place.save()


def close_form():
    Norm.objects.filter(key="reception_open.OWN_MANAGED").update(value=0)


def move_in_before(proposal):  # somebody else moved in by another way
    StayFactory(place=proposal.place, starts_on=TODAY)


def test_with_a_family_the_paper_is_signed_first(amira, roofless):
    Norm.objects.filter(key="reception_open.HOST_FAMILY").update(value=1)
    proposal = agreed(
        roofless,
        host_place(),
        met_on=TODAY,
        met_by_id=amira.user_id,
    )
    with pytest.raises(errors.NotYet, match="overeenkomst"):
        begin_stay(actor=amira, proposal=proposal, at=AT)

    with pytest.raises(errors.AgreementMissing):
        sign(amira, proposal, "HOUSEHOLD")
    services.make_agreement(actor=amira, proposal=proposal, language="uk", at=AT)
    sign(amira, proposal, "HOUSEHOLD")
    with pytest.raises(errors.NotYet, match="overeenkomst"):
        begin_stay(actor=amira, proposal=proposal, at=AT)
    sign(amira, proposal, "PROVIDER")
    assert begin_stay(actor=amira, proposal=proposal, at=AT).pk


def sign(actor, proposal, *sides):
    return services.note_signed(actor=actor, proposal=proposal, sides=set(sides), on=TODAY, at=AT)


def test_a_check_of_the_hosts_that_ended_refuses_the_stay(amira, roofless):
    Norm.objects.filter(key="reception_open.HOST_FAMILY").update(value=1)
    proposal = agreed(roofless, host_place(), met_on=TODAY, met_by_id=amira.user_id)
    services.make_agreement(actor=amira, proposal=proposal, language="uk", at=AT)
    sign(amira, proposal, "HOUSEHOLD", "PROVIDER")
    HostCheck.objects.update(valid_until=TODAY - timedelta(days=1))

    with pytest.raises(DomainError, match="controle"):
        begin_stay(actor=amira, proposal=proposal, at=AT)
    assert nothing_changed(proposal)


def test_who_gives_no_places_begins_no_stay(dirk, omar, roofless):
    proposal = agreed(roofless, PlaceFactory())
    for actor in (dirk, omar):
        with pytest.raises(NotAllowed):
            begin_stay(actor=actor, proposal=proposal, at=AT)
    assert nothing_changed(proposal)


def test_a_second_look_opens_the_way(els, dirk, roofless):
    proposal = agreed(roofless, PlaceFactory(), look_because=["FIRST_OF_HOUSEHOLD"])
    SecondLookFactory(proposal=proposal, by_id=dirk.user_id)
    assert begin_stay(actor=els, proposal=proposal, at=AT).pk


def test_in_a_shared_place_proposals_without_a_bed_left_are_let_go(amira, roofless, team, area):
    place = PlaceFactory(max_persons=4, max_households=2)
    mine = agreed(roofless, place)
    alone = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    fits = ProposalFactory(household=alone, place=place, persons=1)

    begin_stay(actor=amira, proposal=mine, at=AT)

    fits.refresh_from_db()
    assert fits.ended_at is None


# -- Tonight ---------------------------------------------------------------------------------------
def test_a_place_given_at_once_is_looked_at_afterwards(amira, els, dirk, roofless):
    place = PlaceFactory()
    stay = place_tonight(actor=amira, household=roofless, place=place, on=TODAY, at=AT, rank=1)

    look = StayLook.objects.get()
    assert (look.stay, look.placed_by_id) == (stay, amira.user_id)
    assert look.due_on == TODAY + timedelta(days=3)
    assert MatchRecord.objects.get().stay == stay
    waiting = WorkItem.objects.filter(kind="SECOND_LOOK", done_on=None)
    assert {item.worker_id for item in waiting} == {None, els.user_id}

    with pytest.raises(NotAllowed):
        services.look_at_stay(actor=amira, look=look, approves=True, reason="x", at=AT)
    services.look_at_stay(actor=els, look=look, approves=False, reason="te klein.", at=AT)
    assert not waiting.all().exists()
    assert WorkItem.objects.filter(kind="NEWS", text__contains="te klein.").count() == 1
    assert Stay.objects.filter(pk=stay.pk, ends_on=None).exists()
    with pytest.raises(errors.AlreadyAnswered):
        services.look_at_stay(actor=dirk, look=look, approves=True, reason="x", at=AT)


def test_who_gave_it_does_not_look(els, roofless):
    place_tonight(actor=els, household=roofless, place=PlaceFactory(), on=TODAY, at=AT)
    with pytest.raises(errors.OwnProposal):
        services.look_at_stay(
            actor=els, look=StayLook.objects.get(), approves=True, reason="x", at=AT
        )


def test_a_family_is_never_given_at_once(amira, roofless):
    Norm.objects.filter(key="reception_open.HOST_FAMILY").update(value=1)
    place = PlaceFactory(form="HOST_FAMILY", kind="ROOM_IN_HOUSEHOLD")
    with pytest.raises(errors.HostFamilyNotAtOnce, match="bedenktijd"):
        place_tonight(actor=amira, household=roofless, place=place, on=TODAY, at=AT)
    assert not Stay.objects.exists() and not StayLook.objects.exists()


def test_what_is_kept_for_another_is_not_given_tonight(amira, roofless, team, area):
    place = PlaceFactory()
    ProposalFactory(place=place)
    with pytest.raises(errors.PlaceKept, match="gereserveerd voor een ander gezin"):
        place_tonight(actor=amira, household=roofless, place=place, on=TODAY, at=AT)
    late = moment("2026-11-27 09:00")
    assert place_tonight(actor=amira, household=roofless, place=place, on=late.date(), at=late).pk


def test_what_is_given_at_once_overtakes_a_proposal(amira, roofless):
    slow = ProposalFactory(household=roofless)
    place_tonight(actor=amira, household=roofless, place=PlaceFactory(), on=TODAY, at=AT)
    slow.refresh_from_db()
    assert (slow.ended_at, slow.became_stay) == (AT, False)
    assert "kreeg meteen plaats" in slow.withdrawn_why


def test_a_case_does_not_close_while_a_proposal_runs(roofless):
    proposal = ProposalFactory(household=roofless)
    case = roofless.cases.get()
    assert [end.page for end in open_ends(case, on=TODAY)] == ["desk:match_household"]
    set_field(proposal, ended_at=AT)
    assert open_ends(case, on=TODAY) == []


# -- The plan ahead --------------------------------------------------------------------------------
def test_the_nightly_plan_keeps_prices_and_places_nobody(els, team, area):
    rows = [
        HouseholdFactory(team=team, area=area, persons=n, sleeps=NightShelter.NONE)
        for n in (2, 2, 4)
    ]
    PlaceFactory(max_persons=4)

    run = plan_ahead(on=TODAY, at=AT)

    assert (run.households, run.placed) == (3, 1)
    assert run.bound >= run.objective and run.inputs_hash and run.rule_versions
    assert not Stay.objects.exists() and not Proposal.objects.exists()
    found = candidates(rows[0], on=TODAY, at=AT)
    assert found.plan == run
    assert found.ranking.best.pressure > 0
    assert PlanRun.objects.get() == run


# -- Many at once ----------------------------------------------------------------------------------
def outcome(job):
    def run():
        try:
            return job() and "stay"
        except DomainError as error:
            return type(error).__name__

    return run


def ready_to_compete(number, team, area, proposer, **facts):
    with transaction.atomic():
        households = [
            HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE, **facts)
            for _ in range(number)
        ]
    return households


@pytest.mark.django_db(transaction=True)
def test_two_hundred_who_propose_and_begin_on_the_last_unit_make_one_stay(amira, team, area):
    last = PlaceFactory(reference="LAATSTE")
    households = ready_to_compete(200, team, area, amira)
    proposer = UserFactory()

    def whole_way(household):
        def run():
            wanted = services.Wanted(starts_on=TODAY)
            made = services.propose_place(
                actor=amira, household=household, place=last, wanted=wanted, at=AT
            )
            for side in ("HOUSEHOLD", "PROVIDER"):
                AnswerFactory(proposal=made, side=side, noted_by=proposer)
            SecondLookFactory(proposal=made, by=proposer)
            return begin_stay(actor=amira, proposal=made, at=AT)

        return outcome(run)

    results = []
    for start in range(0, 200, 20):
        results += at_once([whole_way(row) for row in households[start : start + 20]])

    assert Counter(results)["stay"] == 1
    assert set(results) <= {"stay", "PlaceUnavailable", "PlaceTaken", "PlaceKept"}
    assert Stay.objects.count() == Proposal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_proposal_begun_by_many_at_once_is_one_stay(amira, team, area):
    [household] = ready_to_compete(1, team, area, amira)
    with transaction.atomic():
        proposal = agreed(household, PlaceFactory())

    results = at_once(
        [outcome(lambda: begin_stay(actor=amira, proposal=proposal, at=AT)) for _ in range(20)]
    )

    assert Counter(results) == {"stay": 1, "ProposalOver": 19}
    assert Stay.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_five_hundred_households_on_twenty_units_make_twenty_stays(amira, team, area):
    places = PlaceFactory.create_batch(20, max_persons=4)
    households = ready_to_compete(500, team, area, amira, persons=2)

    def tonight(household, place):
        def run():
            return place_tonight(actor=amira, household=household, place=place, on=TODAY, at=AT)

        return outcome(run)

    results = []
    for start in range(0, 500, 25):
        these = households[start : start + 25]
        results += at_once([tonight(row, places[n % 20]) for n, row in enumerate(these, start)])

    assert Counter(results)["stay"] == Stay.objects.count() == 20
    assert Stay.objects.values("place").distinct().count() == 20
    assert Stay.objects.values("household").distinct().count() == 20
    assert set(Stay.objects.values_list("persons", flat=True)) == {2}
    assert set(results) == {"stay", "PlaceTaken"}
