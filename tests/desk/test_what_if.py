"""The page "Wat als", and announcing that a place falls away."""

from datetime import timedelta

import pytest
from django.urls import reverse

from eenplan.cases.models import WorkItem
from eenplan.core import submissions
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.housing.errors import AlreadyHoused
from eenplan.housing.models import Place, Proposal, Rehousing, Stay
from eenplan.housing.services import Wanted, propose_place
from eenplan.housing.stay_kinds import RehousingReason
from eenplan.journeys.falling_away import announce_loss
from eenplan.journeys.matching import begin_stay
from eenplan.journeys.placing import on_screen
from eenplan.organisation.models import User
from eenplan.people.enums import NightShelter
from eenplan.people.models import TeamCare
from tests.factories import (
    AssignmentFactory,
    HouseholdFactory,
    PlaceFactory,
    StayFactory,
    TeamFactory,
    moment,
)
from tests.factories.housing import AnswerFactory, SecondLookFactory
from tests.factories.offers import host_place
from tests.factories.stays import RehousingFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

PAGE, ANNOUNCE = reverse("desk:what_if"), reverse("desk:falls_away")
AT = moment("2026-11-23 10:00")
LATER = TODAY + timedelta(days=60)


def main(answer) -> str:
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


def ask(browser, **query):
    return browser.get(PAGE, {"reken": "ja", **query})


def send(browser, actor, **typed):
    return browser.post(ANNOUNCE, {"submission": submissions.new_key(actor.user_id), **typed})


def all_agree(proposal, *, looked_by):
    """Let both sides say yes, and somebody else look."""
    for side in ("HOUSEHOLD", "PROVIDER"):
        AnswerFactory(proposal=proposal, side=side, noted_by=proposal.made_by)
    looker = User.objects.get(pk=looked_by.user_id)
    SecondLookFactory(proposal=proposal, proposer=proposal.made_by, by=looker, at=AT)


@pytest.fixture
def seeker(team, area):
    return HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, sleeps=NightShelter.NONE
    )


@pytest.fixture
def housed(team, area):
    """A household of three that lives in a place of ours."""
    household = HouseholdFactory(
        name="Marko Bondar", team=team, area=area, persons=3, sleeps=NightShelter.RECEPTION
    )
    return StayFactory(
        household=household, place=PlaceFactory(reference="PAND-01", area=area), persons=3
    )


# -- What a measure changes ------------------------------------------------------------------------
def test_without_a_question_nothing_is_reckoned(login, els, seeker):
    shown = main(login(els).get(PAGE))
    assert "Reken uit" in shown and "Wat er verandert" not in shown


def test_looking_at_a_place_gives_a_household_a_roof_in_words(login, els, seeker):
    PlaceFactory(reference="HUIS-1", state="NOT_INSPECTED")
    shown = main(ask(login(els), maatregel="controleren", plaats="HUIS-1"))
    assert "0 gezinnen (0 personen) krijgen een plaats" in shown
    assert "1 gezin (3 personen) krijgt een plaats" in shown
    assert "Krijgt een plaats: 1" in shown and "naar HUIS-1, vanaf 23 november 2026" in shown
    assert "Eerst nakijken en goedkeuren" in shown
    assert not Proposal.objects.exists() and not Stay.objects.exists()


def test_a_place_that_waits_for_no_look_is_refused_with_the_text_kept(login, els, seeker):
    PlaceFactory(reference="KLAAR-1")
    answer = ask(login(els), maatregel="controleren", plaats="KLAAR-1")
    assert answer.status_code == 422
    assert "wacht op een controle" in main(answer)
    assert soup(answer).select_one("#id_plaats")["value"] == "KLAAR-1"


def test_opening_host_families_is_tried_without_opening_them(login, els, seeker):
    host_place(reference="GEZIN-1", max_persons=4)
    shown = main(ask(login(els), maatregel="gastgezinnen"))
    assert "Krijgt een plaats: 1" in shown and "GEZIN-1" in shown
    assert "elke volwassene in elk gastgezin controleren" in shown


def test_two_households_that_share_are_named_as_sharing(login, els, team, area):
    facts = {"team": team, "area": area, "sleeps": NightShelter.NONE, "persons": 2}
    HouseholdFactory(name="Een Gezin", **facts)
    HouseholdFactory(name="Ander Gezin", **facts)
    PlaceFactory(reference="RUIM", max_persons=6, bedrooms=3)
    shown = main(ask(login(els), maatregel="delen"))
    assert "Krijgt een plaats: 1" in shown and "gedeeld" in shown
    assert "Alleen als beide gezinnen akkoord zijn" in shown


def test_a_place_that_is_not_there_yet_is_tried(login, els, seeker, area):
    new = {"vorm": "OWN_MANAGED", "soort": "STUDIO", "wijk": area.name, "personen": 4}
    new |= {"slaapkamers": 2, "gezinnen": 1, "aantal": 2}
    shown = main(ask(login(els), maatregel="erbij", **new))
    assert "2 keer: studio in Heuvelkant voor 4 personen" in shown
    assert "naar nieuw-1" in shown
    assert Place.objects.count() == 0


def test_a_measure_with_nothing_to_do_it_with_says_so(login, els, seeker):
    for key in ("controleren", "gastgezinnen", "delen"):
        assert "Hier is niets mee te doen" in main(ask(login(els), maatregel=key))


def test_a_measure_that_helps_nobody_says_so(login, els, seeker):
    PlaceFactory(reference="KLEIN", state="NOT_INSPECTED", max_persons=1, bedrooms=1)
    shown = main(ask(login(els), maatregel="controleren"))
    assert "Dat brengt hier niemand een plaats bij" in shown


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"maatregel": "weg", "dag": "2026-11-30"}, "verplicht"),
        ({"maatregel": "weg", "plaats": "NERGENS", "dag": "2026-11-30"}, "geen plaats met kenmerk"),
        ({"maatregel": "weg", "plaats": "PAND-01", "dag": "2026-02-31"}, "bestaande datum"),
        ({"maatregel": "weg", "plaats": "PAND-01", "dag": "2026-11-01"}, "vanaf vandaag"),
        ({"maatregel": "weg", "plaats": "PAND-01", "dag": "2031-01-01"}, "binnen een jaar"),
        ({"maatregel": "weg", "plaats": "x" * 500, "dag": "2026-11-30"}, "40 tekens"),
        ({"maatregel": "weg", "plaats": "a\x00b", "dag": "2026-11-30"}, "niet kunnen lezen"),
        ({"maatregel": "erbij", "personen": "0", "slaapkamers": "1"}, "minstens 1 is"),
        ({"maatregel": "erbij", "personen": "2", "gezinnen": "5"}, "niet meer gezinnen"),
        ({"maatregel": "erbij", "personen": "veel"}, "Schrijf een getal"),
    ],
)
def test_bad_questions_get_a_sentence(login, els, housed, query, why):
    answer = ask(login(els), **query)
    assert answer.status_code == 422 and why in main(answer)


def test_a_measure_nobody_knows_shows_the_first_one(login, els):
    assert "valt een plaats weg" in main(ask(login(els), maatregel="toveren")).lower()


# -- A place falls away ----------------------------------------------------------------------------
def test_who_lives_there_gets_another_place_proposed_and_nobody_else_moves(
    login, els, housed, team, area
):
    beside = HouseholdFactory(name="Blijft Hier", team=team, area=area, sleeps="RECEPTION")
    StayFactory(household=beside, place=PlaceFactory(reference="PAND-02", area=area))
    PlaceFactory(reference="PAND-03", area=area)
    shown = main(ask(login(els), maatregel="weg", plaats="pand-01", dag=LATER))
    assert "1 gezin heeft een andere woning nodig vanaf 22 januari 2027" in shown
    assert "Voorstel: naar PAND-03" in shown and "vanaf 22 januari 2027" in shown
    assert "Blijft Hier" not in shown
    assert "Iedereen blijft wonen tot er een andere plaats is" in shown
    assert "nog niet op de lijst" in shown and "Zet deze gezinnen op de lijst" in shown
    assert not Rehousing.objects.exists() and Stay.objects.get(pk=housed.pk).ends_on is None


def test_without_another_place_it_says_why_and_who_stays(login, els, housed):
    shown = main(ask(login(els), maatregel="weg", plaats="PAND-01", dag=LATER))
    assert "Voor 1 is er nog geen plaats" in shown and "Nog geen plaats." in shown


def test_an_empty_place_asks_nobody_to_move(login, els, seeker):
    PlaceFactory(reference="LEEG")
    shown = main(ask(login(els), maatregel="weg", plaats="LEEG", dag=TODAY))
    assert "woont er niemand" in shown
    assert "Krijgt zo geen plaats meer: 1" in shown and "wacht verder" in shown


def test_until_its_last_day_the_place_is_still_used_by_who_seeks_one(login, els, seeker):
    PlaceFactory(reference="LEEG")
    shown = main(ask(login(els), maatregel="weg", plaats="LEEG", dag=LATER))
    assert "Krijgt zo geen plaats meer" not in shown


def test_who_seeks_a_place_keeps_the_one_of_tonights_plan(login, els, housed, seeker):
    """The last free place is not taken from who has no roof for who still has one."""
    PlaceFactory(reference="LAATSTE")
    shown = main(ask(login(els), maatregel="weg", plaats="PAND-01", dag=TODAY))
    assert "Krijgt zo geen plaats meer" not in shown
    assert "Voor 1 is er nog geen plaats" in shown


def test_who_is_out_of_sight_is_counted_without_name_or_place(login, join, team, area, housed):
    """Somebody of a household that is helped elsewhere: its own neighbourhood sees a number."""
    housed.household.helped_elsewhere = True
    housed.household.save()
    other = TeamFactory()
    TeamCare.objects.filter(household=housed.household).update(team=other)
    PlaceFactory(reference="ANDERS-9", area=area)
    local = join("lies", "HOUSING_COORDINATOR", team)
    shown = main(ask(login(local), maatregel="weg", plaats="PAND-01", dag=TODAY))
    assert "1 gezin buiten uw zicht" in shown
    assert "Marko" not in shown and "ANDERS-9" not in shown


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_times(
    number, login, els, housed, team, area, django_assert_max_num_queries
):
    client = login(els)
    for n in range(number):
        household = HouseholdFactory(team=team, area=area, sleeps=NightShelter.RECEPTION)
        StayFactory(household=household, place=PlaceFactory(reference=f"P-{n}", area=area))
        HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
        PlaceFactory(area=area)
    query = {"maatregel": "weg", "plaats": "PAND-01", "dag": TODAY}
    ask(client, **query)
    with django_assert_max_num_queries(WHAT_IF_QUERIES):
        ask(client, **query)


WHAT_IF_QUERIES = 70


def test_a_large_question_is_told_for_the_most_urgent_and_says_so(
    login, els, seeker, team, area, monkeypatch
):
    HouseholdFactory(name="Minder Dringend", team=team, area=area, sleeps=NightShelter.FRIENDS)
    PlaceFactory(reference="HUIS-1", state="NOT_INSPECTED")
    monkeypatch.setattr(on_screen, "MOST_AT_ONCE", 1)
    shown = main(ask(login(els), maatregel="controleren"))
    assert "dit plan gaat alleen over de 1 dringendste van de 2 gezinnen" in shown


def test_places_somebody_lives_in_for_good_do_not_count_in_the_size(els, housed, seeker):
    PlaceFactory(reference="VRIJ")
    trial = on_screen.tonight(on=TODAY)
    assert [place.id for place in trial.question.places] == ["VRIJ"]


@pytest.mark.parametrize("name", ["amira", "nele", "joris", "omar"])
def test_only_who_manages_places_asks_what_if(request, login, name):
    browser = login(request.getfixturevalue(name))
    assert browser.get(PAGE).status_code == 403
    assert browser.get(ANNOUNCE).status_code == 403


# -- Announcing it ---------------------------------------------------------------------------------
def test_announcing_puts_each_household_on_the_list_and_tells_who_follows(
    login, els, amira, housed
):
    AssignmentFactory(case=housed.household.cases.get(), worker_id=amira.user_id)
    answer = send(login(els), els, plaats="pand-01", dag=LATER, reden="de eigenaar verkoopt")
    assert answer.status_code == 303
    entry = Rehousing.objects.get()
    assert (entry.household, entry.stay) == (housed.household, housed)
    assert (entry.reason, entry.is_urgent) == (RehousingReason.PLACE_GOES, False)
    assert "valt weg op 22 januari 2027" in WorkItem.objects.get().text
    assert AuditEvent.objects.filter(event="housing.place-falls-away").exists()
    assert Stay.objects.get().ends_on is None
    shown = main(login(els).get(answer["Location"]))
    assert "nog niet op de lijst" not in shown


def test_announcing_twice_or_at_once_lists_and_tells_once(els, housed):
    for _ in range(2):
        announce_loss(actor=els, place=housed.place, day=TODAY, reason="brand", on=TODAY)
    assert Rehousing.objects.get().is_urgent
    assert WorkItem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_announce_at_the_same_moment_list_a_household_once(els, housed):
    def press():
        return announce_loss(actor=els, place=housed.place, day=TODAY, reason="brand", on=TODAY)

    assert at_once([press] * 4) == [1, 1, 1, 1]
    assert Rehousing.objects.count() == 1
    assert WorkItem.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"plaats": "NERGENS"}, "geen plaats met kenmerk"),
        ({"plaats": "LEEG"}, "woont dan niemand"),
        ({"dag": "2026-01-01"}, "vanaf vandaag"),
        ({"dag": "9999-01-01"}, "na 2099"),
        ({"reden": ""}, "verplicht"),
    ],
)
def test_a_refused_announcement_changes_nothing_and_keeps_the_text(login, els, housed, typed, why):
    PlaceFactory(reference="LEEG")
    said = {"plaats": "PAND-01", "dag": LATER, "reden": "brand"} | typed
    answer = send(login(els), els, **said)
    assert answer.status_code == 422 and why in main(answer)
    assert not Rehousing.objects.exists() and not WorkItem.objects.exists()


def test_who_does_not_manage_places_announces_nothing(amira, housed):
    with pytest.raises(NotAllowed):
        announce_loss(actor=amira, place=housed.place, day=TODAY, reason="brand", on=TODAY)


# -- From the answer to another home ---------------------------------------------------------------
def test_who_is_on_the_list_moves_by_an_ordinary_proposal(els, dirk, housed):
    """The old stay ends on the day the new one begins: never a night out, nothing before a yes."""
    new = PlaceFactory(reference="PAND-03")
    announce_loss(actor=els, place=housed.place, day=LATER, reason="brand", on=TODAY)
    made = propose_place(
        actor=els, household=housed.household, place=new, wanted=Wanted(TODAY), at=AT
    )
    assert Stay.objects.get().ends_on is None
    all_agree(made, looked_by=dirk)

    stay = begin_stay(actor=els, proposal=made, at=AT)

    housed.refresh_from_db()
    assert (stay.place, stay.starts_on) == (new, TODAY)
    assert (housed.ends_on, housed.end_kind, housed.exit_to) == (TODAY, "MOVED_BY_US", "OUR_PLACE")
    assert Rehousing.objects.get().outcome == "PLACED"


def test_who_is_on_no_list_is_not_proposed_a_second_place(els, housed):
    new = PlaceFactory()
    with pytest.raises(AlreadyHoused):
        propose_place(actor=els, household=housed.household, place=new, wanted=Wanted(TODAY), at=AT)
    assert not Proposal.objects.exists()


def test_the_match_table_opens_for_who_needs_another_home(login, els, housed):
    PlaceFactory(reference="PAND-03")
    table = reverse("desk:match_household", args=[housed.household.year, housed.household.serial])
    assert "We stellen daarom niets voor" in main(login(els).get(table))
    RehousingFactory(stay=housed, household=housed.household)
    shown = main(login(els).get(table))
    assert "staat op de lijst voor een andere woning" in shown and "PAND-03" in shown
