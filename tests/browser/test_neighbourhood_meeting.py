"""A neighbourhood meeting: a signal and a quiet family on the agenda, a decision becomes a step.

Each case is seen only by who may open the file; the minutes of the others say no more than that
there was something.
"""

from datetime import date

import pytest

from eenplan.cases.models import Step
from tests.browser.conftest import Seat
from tests.factories import AssignmentFactory, ContactFactory, HouseholdFactory
from tests.factories.directory import PartnerFactory


@pytest.fixture
def town(join, team, central, area):
    """Dirk leads, Amira follows a quiet family, Lotte is of the central team, Milan a partner."""
    join("dirk", "TEAM_COORDINATOR", team)
    amira = join("amira", "CASE_MANAGER", team)
    join("lotte", "CASE_MANAGER", central)
    join("milan", "PARTNER", team)
    PartnerFactory(name="Buurthuis De Kiem")
    quiet = HouseholdFactory(name="Olena Kovalchuk", team=team, area=area)
    case = quiet.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    ContactFactory(case=case, on=date(2026, 6, 1), noted_on=date(2026, 6, 1))
    return quiet


@pytest.fixture
def sit(browser, live_server, browser_context_args):
    """Let somebody sit down at a browser of the own: `sit("amira")`."""
    opened = []

    def _sit(username) -> Seat:
        context = browser.new_context(**browser_context_args)
        opened.append(context)
        seat = Seat(context.new_page(), live_server.url)
        seat.sign_in(username)
        return seat

    yield _sit
    for context in opened:
        context.close()


def give_signal(seat):
    seat.page.get_by_role("link", name="Signaal geven").first.click()
    page = seat.page
    page.get_by_label("Wat hebt u gemerkt?").fill("Drie gezinnen vragen naar kinderopvang.")
    page.get_by_label("Waarover gaat het?").select_option(index=1)
    page.get_by_label("In welke wijk?").select_option(label="Heuvelkant")
    page.locator("[name=urgency]").first.check()
    seat.check()
    page.locator("main form .btn-primary").click()
    page.get_by_role("status").first.wait_for()
    seat.check()


def plan_meeting(seat):
    page = seat.page
    seat.go("/netwerk/overleg/nieuw/")
    page.get_by_label("Wijk").select_option(label="Heuvelkant")
    page.get_by_label("Thema").select_option(index=1)
    page.get_by_label("Datum").fill("2026-11-23")
    page.locator("[name=starts_at]").fill("09:00")
    page.locator("[name=ends_at]").fill("10:00")
    page.get_by_role("textbox", name="Waar (verplicht)").fill("Buurthuis De Kiem")
    page.get_by_label("Voorzitter").select_option(label="Dirk Testers")
    for name in ("Amira Testers", "Lotte Testers", "Buurthuis De Kiem"):
        page.get_by_role("checkbox", name=name).check()
    seat.check()
    page.locator("main form .btn-primary").click()
    page.get_by_role("heading", name="Agenda (0)").wait_for()


def test_a_neighbourhood_meeting_from_signal_to_step(sit, town, clock):
    household, number = town, town.number
    give_signal(sit("milan"))

    dirk = sit("dirk")
    plan_meeting(dirk)
    page = dirk.page
    assert "overleg schrappen?" in page.locator("main").text_content()
    page.get_by_role("button", name="signaal 1").click()
    page.get_by_role("heading", name="Agenda (1)").wait_for()
    page.get_by_role("link", name=f"gezin {number}").click()
    page.locator("[name=ground]").first.check()
    page.get_by_label("Toelichting").fill("De moeder stemde toe op 20 november.")
    dirk.check()
    page.locator("main form .btn-primary").click()
    page.get_by_role("heading", name="Agenda (2)").wait_for()
    dirk.check()
    meeting = page.url

    lotte = sit("lotte")
    lotte.page.goto(meeting)
    seen = lotte.page.locator("main").text_content()
    assert "Kovalchuk" not in seen
    assert "1 agendapunt dat u niet mag zien" in seen
    lotte.check()

    page.get_by_role("link", name="Noteer").last.click()
    page.get_by_label("Besluit").fill("De school bellen over opvang")
    page.get_by_label("Wie voert het uit?").select_option(label="Amira Testers")
    page.get_by_label("Tegen wanneer?").fill("2026-11-30")
    dirk.check()
    page.locator("main form .btn-primary").click()
    page.get_by_role("heading", name="Agenda (2)").wait_for()

    dirk.page.goto(f"{meeting}uitnodiging/")
    assert "Kovalchuk" not in page.locator("main").text_content()
    dirk.check()
    dirk.page.goto(f"{meeting}verslag/")
    assert "De school bellen over opvang" in page.locator("main").text_content()
    dirk.check()

    assert Step.objects.get(case__household=household).title == "De school bellen over opvang"
    amira = sit("amira")
    assert "overleg" in amira.page.locator("section[aria-labelledby=h-wacht]").text_content()
    amira.go(f"/gezin/{household.year}/{household.serial}/plan/")
    assert "De school bellen over opvang" in amira.page.locator("main").text_content()
    amira.check()
