from datetime import date

import pytest
from django.urls import reverse

from eenplan.core.models import FileRead
from eenplan.housing.enums import PlaceKind, PlaceState, ReceptionForm
from eenplan.organisation.models import Norm
from eenplan.organisation.norms import switch_key
from eenplan.people.enums import NightShelter
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY


def url(name, household):
    return reverse(f"desk:{name}", args=[household.year, household.serial])


@pytest.fixture
def roofless(team, area):
    return HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, sleeps=NightShelter.NONE
    )


def cards(page) -> list[str]:
    return [link.text for link in page.select("article.proposal h3 a")]


def refused(page) -> list[str]:
    return [link.text for link in page.select("#waarom-niet tbody td:first-child a")]


def test_places_are_ranked_and_say_why(login, amira, roofless):
    PlaceFactory(reference="PRECIES", max_persons=3, bedrooms=2)
    PlaceFactory(reference="GROOT", max_persons=9, bedrooms=5, rent_cents=90_000)

    page = soup(login(amira).get(url("proposal", roofless)))

    assert cards(page) == ["PRECIES", "GROOT"]
    assert page.select_one("#places-title").text == "2 van 2 plaatsen mogelijk vandaag"
    first = page.select_one("article.proposal.first")
    assert "3 slaapplaatsen voor 3 personen" in first.text
    assert "van 800 punten: dicht bij de eigen buurt of school" in first.text
    assert len(first.select(".requirements li")) == 9
    buttons = page.select("article.proposal button")
    assert ["btn-primary" in button["class"] for button in buttons] == [True, False]


def test_on_top_stands_who_looks_for_a_place(login, amira, roofless):
    facts = soup(login(amira).get(url("proposal", roofless))).select_one("dl.facts").text

    assert "3, onder wie 2 kinderen: 8 jaar, 8 jaar" in facts
    assert "geen dak vannacht" in facts
    assert "niets bijzonders" in facts


def test_the_other_places_say_why_not_in_words(login, amira, roofless):
    PlaceFactory(reference="KLEIN", max_persons=2)
    PlaceFactory(reference="VUIL", state=PlaceState.TO_CLEAN)
    PlaceFactory(reference="BEIDE", max_persons=1, state=PlaceState.NOT_INSPECTED)
    PlaceFactory(reference="DICHT", state=PlaceState.CLOSED)

    page = soup(login(amira).get(url("proposal", roofless)))

    assert cards(page) == []
    assert refused(page) == ["KLEIN", "VUIL", "BEIDE"]
    reasons = [row.select("td")[2].text.strip() for row in page.select("#waarom-niet tbody tr")]
    assert reasons[0] == "2 slaapplaatsen, 3 personen"
    assert reasons[1] == "Moet nog gekuist worden"
    assert "Nog niet gecontroleerd" in reasons[2]
    assert "1 slaapplaats, 3 personen" in reasons[2]


def test_a_place_nobody_gave_a_state_yet_counts_as_offered(login, amira, roofless):
    PlaceFactory(reference="NIEUW").statuses.all().delete()

    page = soup(login(amira).get(url("proposal", roofless)))

    assert refused(page) == ["NIEUW"]
    assert "Nog niet gecontroleerd" in page.select_one("#waarom-niet").text


def test_the_count_of_each_rule_leads_to_the_places_it_excludes(login, amira, roofless):
    PlaceFactory(reference="KLEIN", max_persons=2)
    PlaceFactory(reference="VUIL", state=PlaceState.TO_CLEAN)
    PlaceFactory(reference="BEIDE", max_persons=1, state=PlaceState.NOT_INSPECTED)
    client = login(amira)
    rules = soup(client.get(url("proposal", roofless))).select("#waarom-niet .requirements a")

    found = {link["href"].partition("#")[0]: link.text for link in rules}

    here = url("proposal", roofless)
    assert found[f"{here}?regel=beds"] == "2 plaatsen"
    assert found[f"{here}?regel=beds&alleen=1"] == "1 alleen daarom"
    for address, text in found.items():
        assert len(refused(soup(client.get(address)))) == int(text.split()[0])


def test_without_any_place_the_biggest_bottleneck_is_told(login, amira, roofless):
    for number in range(3):
        PlaceFactory(max_persons=2, reference=f"KLEIN-{number}")
    PlaceFactory(state=PlaceState.TO_CLEAN)

    text = soup(login(amira).get(url("proposal", roofless))).select_one(".empty-state").text

    assert text.startswith("0 mogelijk: het grootste knelpunt is “genoeg slaapplaatsen”.")
    assert "3 plaatsen, waarvan 3 alleen daarom" in text


def test_a_town_without_places_says_so(login, amira, roofless):
    page = soup(login(amira).get(url("proposal", roofless)))

    assert "Er zijn nog geen plaatsen." in page.select_one(".empty-state").text


def test_a_closed_form_is_not_offered_and_the_screen_says_since_when(login, amira, roofless):
    PlaceFactory(reference="GEZIN-1", form=ReceptionForm.HOST_FAMILY)
    PlaceFactory(reference="GEZIN-2", form=ReceptionForm.HOST_FAMILY)
    PlaceFactory(reference="PAND-1")
    client = login(amira)

    page = soup(client.get(url("proposal", roofless)))

    assert cards(page) == ["PAND-1"]
    notice = page.select_one(".alert-warning")
    assert "Opvang bij gastgezinnen is gesloten sinds 14 maart 2022" in notice.text
    assert notice.a.text == "2 plaatsen worden daarom niet voorgesteld"
    assert refused(soup(client.get(notice.a["href"]))) == ["GEZIN-1", "GEZIN-2"]


def test_a_closed_kind_is_named_as_well(login, amira, roofless):
    PlaceFactory(reference="STUDIO-1", kind="STUDIO")
    PlaceFactory(reference="PAND-1", kind="WHOLE_DWELLING")
    Norm.objects.create(key=switch_key(PlaceKind.STUDIO), value=0, starts_on=TODAY, reason="vol")
    client = login(amira)

    page = soup(client.get(url("proposal", roofless)))

    assert cards(page) == ["PAND-1"]
    [notice] = [row for row in page.select(".alert-warning") if "studio" in row.text]
    assert "De soort “studio” is gesloten sinds 23 november 2026: vol" in notice.text
    assert refused(soup(client.get(notice.a["href"]))) == ["STUDIO-1"]


def test_twelve_places_are_shown_and_the_rest_waits_behind_a_link(login, amira, roofless):
    PlaceFactory.create_batch(14)
    client = login(amira)
    page = soup(client.get(url("proposal", roofless)))

    [more] = [a for a in page.select("main a") if a.text == "Toon alle 14 mogelijke plaatsen"]

    assert len(cards(page)) == 12
    assert len(cards(soup(client.get(more["href"])))) == 14


def test_a_household_that_would_rather_not_live_in_its_neighbourhood_is_not_offered_it(
    login, amira, team, area
):
    household = HouseholdFactory(
        team=team, area=area, sleeps=NightShelter.NONE, helped_elsewhere=True
    )
    PlaceFactory(reference="DICHTBIJ", area=area)
    PlaceFactory(reference="VER")

    page = soup(login(amira).get(url("proposal", household)))

    assert cards(page) == ["VER"]
    assert "Dit gezin blijft weg uit deze wijk: Heuvelkant" in page.text


def test_for_an_unaccompanied_minor_there_is_no_proposal_but_who_to_warn(login, amira, team, area):
    household = HouseholdFactory(team=team, area=area, sleeps=NightShelter.NONE)
    person = household.members.get().person
    person.birth_date = date(2011, 2, 3)
    person.save()
    PlaceFactory()

    page = soup(login(amira).get(url("proposal", household)))

    assert "dienst Voogdij" in page.text
    assert cards(page) == []
    assert page.select("main form") == []


def test_a_household_with_a_place_is_told_where_and_offered_nothing(login, amira, roofless):
    stay = StayFactory(household=roofless, starts_on=TODAY)
    PlaceFactory()

    page = soup(login(amira).get(url("proposal", roofless)))

    assert "Dit gezin heeft al een plaats" in page.text
    assert stay.place.reference in page.text
    assert page.select("main form") == []


def test_who_was_promised_a_place_for_later_still_gets_one_for_tonight(login, amira, roofless):
    later = StayFactory(household=roofless, starts_on=date(2026, 12, 1))
    PlaceFactory(reference="TOT-DAN")

    page = soup(login(amira).get(url("proposal", roofless)))

    assert f"plaats {later.place} vanaf 1 december 2026" in page.text
    assert set(cards(page)) == {later.place.reference, "TOT-DAN"}
    assert "vrij tot 1 december 2026" in page.select_one("article.proposal").text


def test_opening_a_proposal_is_written_in_the_read_log(login, amira, roofless):
    login(amira).get(url("proposal", roofless))

    [read] = FileRead.objects.all()
    assert (read.actor_id, read.household_id) == (amira.user_id, roofless.pk)
    assert (read.screen, read.ground) == ("desk:proposal", "eigen team")


@pytest.mark.parametrize("number", [1, 3])
def test_a_proposal_asks_the_same_queries_however_many_places(
    number, login, amira, roofless, area, django_assert_num_queries
):
    for _ in range(number):
        PlaceFactory(area=area)
        StayFactory(place=PlaceFactory(area=area))
    client = login(amira)

    with django_assert_num_queries(31):
        page = soup(client.get(url("proposal", roofless)))

    assert len(cards(page)) == len(refused(page)) == number


def test_the_borders_of_the_neighbourhoods_are_not_read(
    login, amira, roofless, django_assert_max_num_queries
):
    PlaceFactory.create_batch(3)
    client = login(amira)

    with django_assert_max_num_queries(32) as asked:
        client.get(url("proposal", roofless))

    places = [query["sql"] for query in asked if 'FROM "housing_place"' in query["sql"]]
    assert places
    assert not [sql for sql in places if "geometry" in sql]


def test_more_refusals_than_fit_are_counted_all_and_shown_behind_a_link(
    login, amira, roofless, monkeypatch
):
    monkeypatch.setattr("eenplan.desk.views.proposal.REFUSALS", 2)
    PlaceFactory.create_batch(3, max_persons=1)
    PlaceFactory(state=PlaceState.TO_CLEAN)
    client = login(amira)

    page = soup(client.get(f"{url('proposal', roofless)}?regel=beds"))

    assert len(refused(page)) == 2
    foot = page.select_one("#waarom-niet .list-foot")
    assert "3 plaatsen van 4" in foot.text
    [link] = [a for a in foot.select("a") if a.text == "Toon alle 3"]
    assert len(refused(soup(client.get(f"{url('proposal', roofless)}{link['href']}")))) == 3
