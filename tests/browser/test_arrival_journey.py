"""The main job in a real browser: from a family at the counter to a place and a plan."""

import pytest

from eenplan.cases.models import Assignment, WorkItem
from eenplan.housing.enums import PlaceState, ReceptionForm
from eenplan.housing.models import Place, Stay
from eenplan.people.models import Household
from tests.factories import HouseholdFactory, PlaceFactory


@pytest.fixture
def town(celine, oksana, cell, central, area):
    """A town with an open cell and places of all kinds."""
    facts = {"area": area, "available_from": "2026-01-01"}
    PlaceFactory(reference="PAND-KLAAR", max_persons=3, **facts)
    PlaceFactory(reference="PAND-RUIM", max_persons=6, **facts)
    PlaceFactory(reference="STUDIO-KLEIN", max_persons=1, bedrooms=1, **facts)
    PlaceFactory(reference="KLOOSTER", state=PlaceState.NOT_INSPECTED, max_persons=15, **facts)
    PlaceFactory(reference="GASTGEZIN", form=ReceptionForm.HOST_FAMILY, **facts)


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def desk(request, clock, town):
    name = "seat" if request.param == "with JavaScript" else "seat_without_javascript"
    seat = request.getfixturevalue(name)
    seat.sign_in("celine")
    return seat


def fill_in_the_family(page) -> None:
    page.get_by_label("gevlucht uit Oekraïne").check()
    page.get_by_label("nergens: geen dak vannacht").check()
    first, second = page.locator("fieldset.person-block").all()[:2]
    for block, given, born in ((first, "Мар'яна", "1990-03-04"), (second, "Соломія", "2014-07-09")):
        block.get_by_label("Familienaam").fill("Ткаченко")
        block.get_by_label("Voornaam").fill(given)
        block.get_by_label("Geslacht").select_option("F")
        block.get_by_label("Geboortedatum").fill(born)
    first.get_by_role("group", name="Spreekt").get_by_label("Oekraïens").check()
    page.get_by_label("Telefoon van het gezin").fill("0470 11 22 33")


def register_the_family(desk) -> None:
    desk.go("/aankomst/")
    fill_in_the_family(desk.page)
    desk.page.get_by_role("button", name="Bewaar aankomst").click()
    desk.page.wait_for_url("**/gezin/2026/*/plan/")


def test_from_the_counter_to_a_roof(desk):
    page = desk.page
    page.get_by_role("link", name="Zoek een persoon").click()
    page.get_by_label("Naam, geboortedatum, telefoon of nummer").fill("Ткаченко")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_text("Niemand gevonden in uw teams").wait_for()
    page.get_by_role("link", name="Registreer een nieuwe aankomst").click()

    fill_in_the_family(page)
    page.get_by_role("button", name="Nog een persoon").click()
    page.get_by_text("Persoon 3", exact=True).wait_for()
    assert page.get_by_label("Voornaam").first.input_value() == "Мар'яна"
    page.get_by_role("button", name="Bewaar aankomst").click()

    page.wait_for_url("**/gezin/2026/1/plan/")
    assert page.get_by_role("heading", level=1).text_content() == "Mariana Tkachenko"
    assert page.get_by_text("Tijdelijke bescherming aanvragen").is_visible()
    assert page.get_by_text("Oksana Testers").first.is_visible()
    page.get_by_role("link", name="Zoek een plaats").click()

    assert page.get_by_text("3 slaapplaatsen voor 2 personen").is_visible()
    assert page.get_by_text("1 slaapplaats, 2 personen").is_visible()
    assert page.get_by_text("Nog niet gecontroleerd").first.is_visible()
    assert page.get_by_text("gesloten sinds 14 maart 2022").first.is_visible()
    page.get_by_role("button", name="Neem deze plaats").first.click()

    page.wait_for_url("**/gezin/2026/1/wonen/")
    stay = Stay.objects.get()
    assert stay.place.reference == "PAND-KLAAR"
    assert page.get_by_role("link", name="PAND-KLAAR", exact=True).is_visible()
    told = WorkItem.objects.get(kind="NEWS", worker=Assignment.objects.get().worker)
    assert "toegewezen door" in told.text
    assert desk.complaints == []


def test_a_refused_form_keeps_everything_and_points_to_the_field(desk):
    desk.go("/aankomst/")
    fill_in_the_family(desk.page)
    desk.page.get_by_label("Voornaam").first.fill("")
    desk.page.get_by_role("button", name="Bewaar aankomst").click()

    summary = desk.page.locator("[data-error-summary]")
    summary.wait_for()
    assert "Persoon 1, Voornaam" in summary.text_content()
    assert desk.page.get_by_label("Voornaam").nth(1).input_value() == "Соломія"
    assert desk.page.title().startswith("Fout:")
    assert not Household.objects.exists()


def test_a_known_family_is_shown_before_it_is_written_twice(desk):
    register_the_family(desk)
    desk.go("/aankomst/")
    fill_in_the_family(desk.page)
    desk.page.get_by_role("button", name="Bewaar aankomst").click()

    desk.page.get_by_text("Misschien is dit gezin al gekend").wait_for()
    assert desk.page.get_by_text("zelfde geboortedatum").first.is_visible()
    assert Household.objects.count() == 1


def test_a_place_taken_by_another_desk_is_refused_in_words(desk, area, els):
    register_the_family(desk)
    desk.page.get_by_role("link", name="Zoek een plaats").click()
    other = HouseholdFactory(area=area)
    Stay.objects.create(
        household=other,
        place=Place.objects.get(reference="PAND-KLAAR"),
        starts_on="2026-11-23",
    )
    desk.page.get_by_role("button", name="Neem deze plaats").first.click()

    summary = desk.page.locator("[data-error-summary], .error-summary").first
    summary.wait_for()
    assert "Bezet" in summary.text_content() or "gegeven" in summary.text_content()
    assert Stay.objects.count() == 1
    assert desk.page.get_by_role("button", name="Neem deze plaats").first.is_visible()


def test_two_quick_clicks_make_one_household(desk):
    desk.go("/aankomst/")
    fill_in_the_family(desk.page)
    desk.page.get_by_role("button", name="Bewaar aankomst").dblclick()

    desk.page.wait_for_url("**/gezin/2026/1/plan/")
    assert Household.objects.count() == 1


def test_text_typed_in_an_ended_session_is_there_after_signing_in(desk):
    desk.go("/aankomst/")
    fill_in_the_family(desk.page)
    cookies = [c for c in desk.page.context.cookies() if c["name"] != "sessionid"]
    desk.page.context.clear_cookies()
    desk.page.context.add_cookies(cookies)
    desk.page.get_by_role("button", name="Bewaar aankomst").click()

    desk.page.get_by_label("Gebruikersnaam").fill("celine")
    desk.page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    desk.page.get_by_role("button", name="Aanmelden").click()

    desk.page.get_by_text("Dit is uw concept").wait_for()
    assert desk.page.get_by_label("Voornaam").first.input_value() == "Мар'яна"
    desk.page.get_by_role("button", name="Bewaar aankomst").click()
    desk.page.wait_for_url("**/gezin/2026/1/plan/")
