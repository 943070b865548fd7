"""From the match table to a stay: a refusal at each gate, two consents, a second look.

Once with the keyboard alone on the match table, and once without JavaScript.
"""

from datetime import timedelta

import pytest
import time_machine

from eenplan.housing.models import Proposal, Stay
from eenplan.organisation.models import Norm
from eenplan.people.enums import NightShelter
from tests.browser.conftest import Seat
from tests.factories import HouseholdFactory, PlaceFactory
from tests.factories.housing import all_reasons
from tests.factories.offers import host_place
from tests.support.setting import TODAY


@pytest.fixture
def town(join, team, central, area):
    """Amira places her own households, Els coordinates; one family of three has no roof."""
    all_reasons()
    amira = join("amira", "CASE_MANAGER", team)
    join("els", "HOUSING_COORDINATOR", central)
    household = HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, sleeps=NightShelter.NONE
    )
    PlaceFactory(reference="PAND-ANDERS", area=area, max_persons=6)
    PlaceFactory(reference="PAND-KLEIN", area=area, max_persons=1)
    return household, amira


@pytest.fixture
def sit(browser, live_server, browser_context_args):
    """Let somebody sit down at a browser of the own, with or without JavaScript."""
    opened = []

    def _sit(username, *, scripts=True) -> Seat:
        context = browser.new_context(**browser_context_args, java_script_enabled=scripts)
        opened.append(context)
        seat = Seat(context.new_page(), live_server.url, runs_scripts=scripts)
        seat.sign_in(username)
        return seat

    yield _sit
    for context in opened:
        context.close()


def press(seat, name):
    seat.page.get_by_role("button", name=name).click()


def follow(seat, name):
    seat.page.locator("a").filter(has_text=name).first.click()


def refused(seat, sentence):
    seat.page.locator("[data-error-summary]").wait_for()
    assert sentence in seat.page.locator("[data-error-summary]").inner_text()
    seat.check()


def to_with_the_keyboard(seat, name):
    """Go on with Tab until a link with this name has the focus, and press Enter."""
    for _ in range(80):
        seat.page.keyboard.press("Tab")
        if name in (seat.page.evaluate("document.activeElement.textContent") or ""):
            seat.page.keyboard.press("Enter")
            return
    pytest.fail(f"{name} cannot be reached with the keyboard")


def say(seat, *, yes=True, words="Dat is goed.", why=""):
    page = seat.page
    page.wait_for_load_state("load")
    page.get_by_label("ja, akkoord" if yes else "nee", exact=True).check()
    page.get_by_label("In eigen woorden").fill(words)
    page.get_by_label("Wie tolkte?").select_option(label="een telefoontolk")
    if why:
        page.get_by_label("Waarom zonder bedenktijd?").fill(why)
    press(seat, "Bewaar het antwoord")


def look(seat, number):
    seat.go("/plaatsvoorstellen/?wacht_op=tweede-blik")
    seat.check()
    follow(seat, number)
    follow(seat, "Geef de blik")
    press(seat, "Bewaar uw oordeel")
    refused(seat, "Uw oordeel")
    seat.page.get_by_label("in orde", exact=True).check()
    seat.page.get_by_label("Waarom?").fill("Past bij het gezin.")
    press(seat, "Bewaar uw oordeel")
    seat.page.get_by_role("heading", name="Wat moet in orde zijn").wait_for()
    seat.check()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without"])
def test_a_place_from_the_match_table_becomes_a_stay(scripts, sit, town, area, clock):
    household, _ = town
    amira = sit("amira", scripts=scripts)
    amira.go("/matchtafel/")
    amira.check()
    if scripts:
        to_with_the_keyboard(amira, "Olena Kovalchuk")
        amira.page.wait_for_url("**/matchtafel/2026/**")
        assert "1 van 2 plaatsen mogelijk vandaag" in amira.page.content()
        amira.check()
        to_with_the_keyboard(amira, "Stel voor: PAND-ANDERS")
    else:
        follow(amira, "Olena Kovalchuk")
        follow(amira, "Stel voor: PAND-ANDERS")
    amira.page.get_by_role("heading", name="Plaats PAND-ANDERS voorstellen").wait_for()
    amira.check()
    amira.page.get_by_label("Verblijf vanaf").fill("2026-11-01")
    press(amira, "Stel deze plaats voor")
    refused(amira, "niet vroeger beginnen dan vandaag")
    amira.page.get_by_label("Verblijf vanaf").fill("2026-11-23")
    press(amira, "Stel deze plaats voor")
    amira.page.get_by_role("heading", name="Wat moet in orde zijn").wait_for()
    amira.check()
    assert not Stay.objects.exists()

    follow(amira, "Noteer het antwoord: Antwoord van het gezin")
    amira.check()
    say(amira)
    refused(amira, "bedenktijd loopt tot")
    say(amira, why="geen dak vannacht")
    follow(amira, "Noteer het antwoord: Antwoord van de aanbieder")
    say(amira, words="Welkom.")
    look(sit("els", scripts=scripts), household.number)

    amira.go(f"/plaatsvoorstel/{Proposal.objects.get().pk}/")
    amira.check()
    press(amira, "Begin het verblijf")
    amira.page.get_by_role("heading", name="Verblijf in onze opvang").wait_for()
    amira.check()
    assert Stay.objects.get().place.reference == "PAND-ANDERS"


def test_with_a_family_each_gate_is_a_refusal_until_it_is_in_order(sit, town, area, clock):
    household, _ = town
    Norm.objects.filter(key="reception_open.HOST_FAMILY").update(value=1)
    place = host_place(reference="GEZIN-1", area=area, max_persons=3)
    amira = sit("amira")
    amira.go(f"/gezin/{household.year}/{household.serial}/voorstellen/{place.pk}/")
    if amira.page.get_by_label("Waarom niet de eerste keuze?").count():
        amira.page.get_by_label("Waarom niet de eerste keuze?").fill("Kent de buurt.")
    press(amira, "Stel deze plaats voor")
    amira.page.get_by_role("heading", name="Wat moet in orde zijn").wait_for()
    page = f"/plaatsvoorstel/{Proposal.objects.get().pk}/"

    follow(amira, "Noteer het antwoord: Antwoord van het gezin")
    say(amira)
    refused(amira, "maken het gezin en het gastgezin kennis")
    amira.go(f"{page}kennismaking/")
    amira.check()
    press(amira, "Bewaar de kennismaking")
    amira.go(f"{page}gezin/")
    say(amira, why="crisis")
    refused(amira, "24 uur bedenktijd")
    look(sit("els"), household.number)
    amira.go(f"{page}aanbieder/")
    say(amira, words="Welkom.")
    with time_machine.travel(f"{TODAY + timedelta(days=1)}T11:00:00+01:00", tick=True):
        amira.page.context.clear_cookies()  # a day later she signs in again
        amira.sign_in("amira")
        amira.go(f"{page}gezin/")
        say(amira)
        assert not amira.page.get_by_role("button", name="Begin het verblijf").count()
        amira.go(f"{page}overeenkomst-maken/")
        amira.check()
        press(amira, "Maak de overeenkomst")
        amira.go(f"{page}ondertekend/")
        amira.check()
        for side in ("het gezin", "de aanbieder"):
            amira.page.get_by_label(side, exact=True).check()
        press(amira, "Bewaar wie tekende")
        amira.check()
        press(amira, "Begin het verblijf")
        amira.page.get_by_role("heading", name="Verblijf in onze opvang").wait_for()
    assert Stay.objects.get().place == place
