"""The match table and the pages of a proposal, as somebody at the screen meets them."""

import pytest
from django.urls import reverse

from eenplan.core import submissions
from eenplan.core.models import FileRead
from eenplan.housing.models import Proposal, RefusalReason, SecondLook, Stay, StayLook
from eenplan.organisation.models import Norm
from eenplan.people.enums import NightShelter
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory, UserFactory
from tests.factories.housing import (
    AnswerFactory,
    OverrideFactory,
    ProposalFactory,
    SecondLookFactory,
    StayLookFactory,
)
from tests.factories.offers import host_place
from tests.support.htmx import soup
from tests.support.setting import TODAY

TABLE = reverse("desk:match_table")


@pytest.fixture
def roofless(team, area):
    return HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, sleeps=NightShelter.NONE
    )


def table_of(household):
    return reverse("desk:match_household", args=[household.year, household.serial])


def propose_url(household, place):
    return reverse("desk:propose_place", args=[household.year, household.serial, place.pk])


def page(name, proposal):
    return reverse(f"desk:{name}", args=[proposal.pk])


def main(answer) -> str:
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


# -- The table -------------------------------------------------------------------------------------
def test_who_waits_stands_left_most_urgent_first(login, amira, roofless, team, area):
    HouseholdFactory(name="Later", team=team, area=area, sleeps=NightShelter.FRIENDS)
    HouseholdFactory(name="Andermans Gezin", sleeps=NightShelter.NONE)

    html = soup(login(amira).get(TABLE))

    names = [a.get_text(" ", strip=True) for a in html.select(".match-list a")]
    assert [name.split(" ", 1)[1] for name in names] == ["Olena Kovalchuk", "Later"]
    assert "gesloten" in html.select_one("main").text


def test_the_table_is_links_only_and_each_place_has_one_way_on(login, amira, roofless):
    places = [PlaceFactory(max_persons=n) for n in (3, 4)]
    html = soup(login(amira).get(table_of(roofless)))

    assert html.select_one(".match-list a[aria-current]")
    links = [a["href"] for a in html.select("article.proposal a.btn")]
    assert set(links) == {propose_url(roofless, place) for place in places}
    assert len(html.select("main .btn-primary")) == 1
    assert not html.select("main button, main [onclick]")


def test_a_card_shows_few_score_parts_and_the_pressure_of_others(login, amira, roofless):
    PlaceFactory()
    card = soup(login(amira).get(table_of(roofless))).select_one("article.proposal")
    labels = [dt.text for dt in card.select(".score dt")]
    assert labels[-2:] == ["Samen", "Anderen nodig"]
    assert 1 <= len(labels) - 2 <= 8


def test_nothing_possible_names_the_bottleneck(login, amira, roofless):
    PlaceFactory(max_persons=2)
    text = main(login(amira).get(table_of(roofless)))
    assert "0 mogelijk – grootste knelpunt: “genoeg slaapplaatsen”" in text


def test_a_closed_form_is_said_with_since_when(login, amira, roofless):
    PlaceFactory(form="HOST_FAMILY")
    text = main(login(amira).get(table_of(roofless)))
    assert "is gesloten sinds" in text and "1 plaats wordt daarom niet voorgesteld" in text


def test_a_minor_alone_gets_whom_to_call_and_no_place(login, amira, team, area):
    minor = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    person = minor.members.get().person
    person.birth_date = "2012-01-01"
    person.save()
    place = PlaceFactory()

    for address in (table_of(minor), propose_url(minor, place)):
        text = main(login(amira).get(address))
        assert "dienst Voogdij" in text and "Stel deze plaats voor" not in text
    assert send(login(amira), amira, propose_url(minor, place), starts_on=TODAY).status_code == 422
    assert not Proposal.objects.exists()


def test_out_of_scope_there_is_no_table(login, bram, roofless):
    place = PlaceFactory()
    assert login(bram).get(table_of(roofless)).status_code == 404
    assert login(bram).get(propose_url(roofless, place)).status_code == 404


def test_who_is_shown_stands_in_the_read_log(login, amira, roofless):
    login(amira).get(TABLE)
    assert not FileRead.objects.exists()
    login(amira).get(table_of(roofless))
    assert FileRead.objects.get().screen == "desk:match_household"


@pytest.mark.parametrize("number", [1, 3])
def test_the_table_asks_the_same_number_of_times(
    number, login, amira, roofless, team, area, django_assert_num_queries
):
    client = login(amira)
    for _ in range(number):
        PlaceFactory()
        row = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
        ProposalFactory(household=row)
    client.get(table_of(roofless))
    with django_assert_num_queries(TABLE_QUERIES):
        client.get(table_of(roofless))


TABLE_QUERIES = 38  # one of them: where the schools of the children lie


# -- The whole way, through the pages --------------------------------------------------------------
def send(client, actor, address, **said):
    return client.post(address, {"submission": submissions.new_key(actor.user_id), **said})


def test_from_the_table_to_a_stay_through_the_pages(login, amira, dirk, roofless):
    place = PlaceFactory(reference="PAND-7")
    mine, his = login(amira), login(dirk)

    answer = send(mine, amira, propose_url(roofless, place), starts_on=TODAY)
    proposal = Proposal.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, page("placing", proposal))
    assert not Stay.objects.exists()

    spoken = {"words": "ja graag", "language": "uk", "interpreter": "PHONE", "answer": "ja"}
    early = send(mine, amira, page("answer_household", proposal), **spoken)
    assert early.status_code == 422 and "bedenktijd" in early.content.decode()
    assert "ja graag" in early.content.decode()
    spoken["at_once_why"] = "geen dak vannacht"
    assert send(mine, amira, page("answer_household", proposal), **spoken).status_code == 303
    refused = send(mine, amira, page("accept_placing", proposal))
    assert refused.status_code == 409 and "tweede blik ontbreekt" in refused.content.decode()

    said = {"verdict": "ja", "reason": "past goed"}
    assert send(mine, amira, page("second_look", proposal), **said).status_code == 403
    assert send(his, dirk, page("second_look", proposal), **said).status_code == 303
    provider = {**spoken, "language": "nl", "interpreter": "NOBODY"}
    assert send(mine, amira, page("answer_provider", proposal), **provider).status_code == 303
    assert send(mine, amira, page("make_agreement", proposal), language="uk").status_code == 303
    paper = mine.get(page("agreement", proposal))
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")

    shown = main(mine.get(page("placing", proposal)))
    assert "Begin het verblijf" in shown and "vertaling niet nagelezen" in shown
    done = send(mine, amira, page("accept_placing", proposal))
    assert done.status_code == 303
    assert Stay.objects.get().place == place
    assert "werd een verblijf" in main(mine.get(page("placing", proposal)))


@pytest.mark.parametrize(
    ("name", "said", "why"),
    [
        ("answer_household", {"answer": "nee", "words": "nee", "interpreter": "PHONE"}, "reden"),
        ("answer_household", {"answer": "misschien"}, "geldige keuze"),
        ("answer_provider", {"answer": "ja", "interpreter": "HOST"}, "geldige keuze"),
        ("meeting", {"on": "2026-02-31"}, "bestaande datum"),
        ("meeting", {"on": "2027-01-01"}, "nadat ze er was"),
        ("second_look", {"verdict": "ja", "reason": ""}, "Waarom?"),
        ("withdraw_placing", {"why": "x" * 500}, "200"),
        ("signed", {"sides": ["HOUSEHOLD"], "on": TODAY}, "Maak eerst de overeenkomst"),
        ("make_agreement", {"language": "xx"}, "geldige keuze"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(login, els, roofless, name, said, why):
    proposal = ProposalFactory(household=roofless, look_because=["FIRST_OF_HOUSEHOLD"])
    said = {"language": "uk", **said} if name.startswith("answer") else said

    answer = send(login(els), els, page(name, proposal), **said)

    assert answer.status_code == 422 and why in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.ended_at is None and not proposal.answers.exists()
    assert FileRead.objects.filter(household_id=roofless.pk).exists()


@pytest.mark.parametrize(
    "name",
    [
        *("placing", "answer_household", "answer_provider", "meeting", "second_look"),
        *("safety_look", "agreement", "make_agreement", "signed", "withdraw_placing"),
    ],
)
def test_a_proposal_of_another_team_does_not_exist(login, bram, roofless, name):
    proposal = ProposalFactory(household=roofless)
    assert login(bram).get(page(name, proposal)).status_code == 404


def test_who_cannot_give_places_sees_how_far_it_is_and_no_buttons(login, dirk, roofless):
    proposal = ProposalFactory(household=roofless, look_because=["FIRST_OF_HOUSEHOLD"])
    html = soup(login(dirk).get(page("placing", proposal)))
    ways = {a.get_text(" ", strip=True) for a in html.select("main ol .btn")}
    assert ways == {"Geef de blik : Tweede blik"}


def test_the_state_follows_from_the_facts(login, els, roofless):
    made = ProposalFactory(household=roofless, look_because=["OVERRIDE"])
    text = main(login(els).get(reverse("desk:placings")))
    assert "loopt" in text and "tweede blik" in text
    SecondLookFactory(proposal=made)
    for side in ("HOUSEHOLD", "PROVIDER"):
        AnswerFactory(proposal=made, side=side)
    listed = reverse("desk:placings")
    assert soup(login(els).get(f"{listed}?stand=klaar")).select("tbody tr")
    assert not soup(login(els).get(f"{listed}?stand=loopt")).select("tbody tr")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", ["placings", "overrides", "stay_looks"])
def test_the_lists_ask_the_same_number_of_times(
    name, number, login, els, django_assert_max_num_queries
):
    for _ in range(number):
        OverrideFactory()
        StayLookFactory()
    client = login(els)
    client.get(reverse(f"desk:{name}"))
    with django_assert_max_num_queries(10):
        answer = client.get(reverse(f"desk:{name}"))
    assert len(soup(answer).select("tbody tr")) == number
    rows = client.get(reverse(f"desk:{name}"), {"formaat": "json"}).json()
    assert rows["count"] == len(rows["rows"]) == number


def test_a_household_helped_elsewhere_is_in_no_list_of_its_own_neighbourhood(
    login, amira, els, roofless, other_team
):
    elsewhere = HouseholdFactory(
        name="Verborgen", team=other_team, area=roofless.area, helped_elsewhere=True
    )
    OverrideFactory(proposal=ProposalFactory(household=elsewhere))
    StayLookFactory(stay=StayFactory(household=elsewhere))
    for name in ("placings", "overrides", "stay_looks"):
        assert not soup(login(amira).get(reverse(f"desk:{name}"))).select("tbody tr"), name
        assert soup(login(els).get(reverse(f"desk:{name}"))).select("tbody tr"), name


# -- At the desk -----------------------------------------------------------------------------------
def test_a_family_is_refused_at_the_desk_with_the_sentence(login, amira, roofless):
    Norm.objects.filter(key="reception_open.HOST_FAMILY").update(value=1)
    place = host_place()
    client = login(amira)
    desk = reverse("desk:proposal", args=[roofless.year, roofless.serial])
    shown = soup(client.get(desk))
    assert not shown.select("article.proposal form")
    assert shown.select_one("article.proposal a.btn")["href"] == propose_url(roofless, place)

    address = reverse("desk:accept_place", args=[roofless.year, roofless.serial])
    answer = send(client, amira, address, place=place.pk, rank=1)
    assert answer.status_code == 422 and "bij een gastgezin" in main(answer)
    assert not Stay.objects.exists()


def test_what_was_given_tonight_is_on_the_list_to_look_at(login, amira, els, roofless):
    place = PlaceFactory()
    address = reverse("desk:accept_place", args=[roofless.year, roofless.serial])
    assert send(login(amira), amira, address, place=place.pk, rank=1).status_code == 303

    look = StayLook.objects.get()
    own = soup(login(amira).get(reverse("desk:stay_looks")))
    assert "u gaf deze plaats zelf" in own.text
    said = {"verdict": "ja", "reason": "in orde"}
    url = reverse("desk:stay_look", args=[look.pk])
    assert send(login(els), els, url, **said).status_code == 303
    assert not soup(login(els).get(reverse("desk:stay_looks"))).select("tbody tr")


def test_after_a_no_that_asks_it_the_needs_are_looked_at_with_one_button(login, amira, roofless):
    PlaceFactory()
    reason = RefusalReason.objects.get(code="noden-anders")
    AnswerFactory(
        proposal=ProposalFactory(household=roofless, ended_at=ProposalFactory.made_at),
        agrees=False,
        reason=reason,
    )
    client = login(amira)
    html = soup(client.get(table_of(roofless)))
    assert "houdt zijn plaats in de rij" in html.text
    assert not html.select("article.proposal a.btn")
    address = reverse("desk:reassessed", args=[roofless.year, roofless.serial])
    assert send(client, amira, address).status_code == 303
    assert soup(client.get(table_of(roofless))).select("article.proposal a.btn")


def test_two_looks_by_the_button_make_one(login, dirk, els, roofless):
    proposal = ProposalFactory(
        household=roofless, made_by=UserFactory(), look_because=["FIRST_OF_HOUSEHOLD"]
    )
    said = {"verdict": "ja", "reason": "goed"}
    assert send(login(dirk), dirk, page("second_look", proposal), **said).status_code == 303
    answer = send(login(els), els, page("second_look", proposal), **said)
    assert answer.status_code == 422 and "gaf deze tweede blik al" in main(answer)
    assert SecondLook.objects.count() == 1
