"""A morning at the desk: walk-in on, somebody comes, two call, one helps, the file knows it."""

import pytest

from eenplan.agenda.models import Visit
from eenplan.cases.models import Contact
from eenplan.organisation.models import User
from tests.browser.conftest import Seat
from tests.factories import AssignmentFactory, HouseholdFactory


@pytest.fixture
def town(join, team, area):
    """Rania at the desk of Heuvelkant, Amira who follows the family that comes."""
    join("rania", "RECEPTION", team)
    amira = join("amira", "CASE_MANAGER", team)
    household = HouseholdFactory(name="Olena Kovalchuk", team=team, area=area, persons=2)
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    return team, household


def second_seat(browser, live_server, context_args) -> Seat:
    return Seat(browser.new_context(**context_args).new_page(), live_server.url)


def enlist(seat, team, household) -> None:
    page = seat.page
    page.get_by_role("link", name="Inschrijven").click()
    page.get_by_label("Naam, geboortedatum, telefoon of nummer").fill("Kovaltsjoek")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name=f"Kies gezin {household.number}").click()
    page.get_by_label("hulp bij een brief").check()
    page.get_by_role("button", name="Schrijf in").click()
    page.wait_for_url(f"**/agenda/balie/{team.pk}/")


def test_a_morning_at_the_desk(seat, browser, live_server, browser_context_args, town):
    team, household = town
    other = second_seat(browser, live_server, browser_context_args)
    seat.sign_in("rania")
    other.sign_in("amira")
    for one in (seat, other):
        one.page.get_by_role("link", name="Balie", exact=True).first.click()
    other.page.get_by_role("button", name="Inloop aan").click()
    other.page.get_by_role("button", name="Inloop uit").wait_for()
    assert "Niemand wacht" in other.page.locator("#rows").text_content()

    enlist(seat, team, household)
    # Amira's screen finds out by itself, and a reader hears what changed and no more
    other.page.locator("#rows .ticket", has_text="1").wait_for(timeout=25_000)
    news = other.page.locator("#queue-news").text_content()
    assert news == "Nieuw: nummer 1. Er wacht 1."
    other.check()

    seat.page.reload()
    other.page.get_by_role("button", name="Roep nummer 1").click()
    other.page.get_by_text("U riep nummer 1 op.").wait_for()
    seat.page.get_by_role("button", name="Roep nummer 1").click()
    seat.page.get_by_text("Amira Testers riep nummer 1 al op").wait_for()
    seat.check()

    other.page.get_by_role("link", name="Afronden nummer 1").click()
    other.page.get_by_label("geholpen", exact=True).check()
    other.page.get_by_label("Wat werd gezegd of afgesproken?").fill("Brief van de school gelezen.")
    other.page.get_by_role("button", name="Rond af").click()
    other.page.get_by_text("Nummer 1: geholpen.").wait_for()
    other.go(f"/gezin/{household.year}/{household.serial}/")
    timeline = other.page.locator("main").text_content()
    assert "Aan de balie (hulp bij een brief): geholpen. Brief van de school gelezen." in timeline
    other.check()

    assert Visit.objects.get().called_by == User.objects.get(username="amira")
    assert Contact.objects.count() == 1


def test_the_desk_works_without_javascript(seat_without_javascript, town):
    seat, (team, household) = seat_without_javascript, town
    seat.sign_in("rania")
    seat.go("/agenda/balie/")
    enlist(seat, team, household)
    seat.page.get_by_role("link", name="Ververs nu").click()
    seat.page.get_by_role("button", name="Roep nummer 1").click()
    seat.page.get_by_role("link", name="Afronden nummer 1").click()
    seat.page.get_by_label("wordt een dossier").check()
    seat.page.get_by_role("button", name="Rond af").click()
    seat.page.get_by_text("Nummer 1: wordt een dossier.").wait_for()

    assert Visit.objects.get().state == "CASE"
