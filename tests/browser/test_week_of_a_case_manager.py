"""A week of Amira's: a note, a plan, a visit, a partner who helps, and a goodbye to a family."""

from datetime import date, timedelta

import pytest
import time_machine

from eenplan.cases.models import Assignment, Contact, Step
from eenplan.network.models import Referral
from eenplan.people.models import ReadAlong
from tests.browser.conftest import Seat
from tests.factories import AssignmentFactory, HouseholdFactory
from tests.factories.network import NetworkServiceFactory
from tests.support.setting import TODAY

MONDAY = TODAY
FRIDAY = MONDAY + timedelta(days=4)
PHONE = "0470 11 22 33"
NOTE = "@Olena #telefoon 10m !vr bel school ~gevoelig Ruzie met de buurman."


@pytest.fixture
def family(amira, bram, team, area, central):
    """Olena and her two children, whom Amira follows; a partner who helps with debts."""
    household = HouseholdFactory(name="Olena Kovalchuk", team=team, area=area, persons=3)
    household.phone = PHONE
    household.save()
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    NetworkServiceFactory(name="Budgethulp", partner__name="CAW De Brug")
    return household


@pytest.fixture
def another_seat(browser, live_server, browser_context_args):
    """Give somebody else a browser of their own: `another_seat()`."""
    contexts = []

    def _another_seat(*, runs_scripts=True):
        context = browser.new_context(**browser_context_args, java_script_enabled=runs_scripts)
        contexts.append(context)
        return Seat(context.new_page(), live_server.url, runs_scripts=runs_scripts)

    yield _another_seat
    for context in contexts:
        context.close()


def morning_of(day: date):
    return time_machine.travel(f"{day.isoformat()}T09:00:00+01:00", tick=True)


def file_of(household) -> str:
    return f"/gezin/{household.year}/{household.serial}/"


def text_of(page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def open_file(seat, household, tab="") -> None:
    """Go from the list of families to the file, and to a part of it."""
    seat.page.get_by_role("link", name="Gezinnen", exact=True).first.click()
    seat.page.get_by_role("link", name=household.number).first.click()
    if tab:
        parts = seat.page.get_by_role("navigation", name="Onderdelen van het dossier")
        parts.get_by_role("link", name=tab, exact=True).click()


# -- The days --------------------------------------------------------------------------------------
def note_a_phone_call(amira) -> None:
    page = amira.page
    page.get_by_role("textbox", name="Snelnotitie").fill(NOTE)
    page.get_by_role("button", name="Bewaar notitie").click()
    page.get_by_text("Telefoon, 10 minuten.").wait_for()


def the_note_is_a_contact_and_a_promise(amira, household) -> None:
    contact, promise = Contact.objects.get(), Step.objects.get(kind="PROMISE")
    assert (contact.kind, contact.minutes, contact.is_sensitive) == ("PHONE", 10, True)
    assert (promise.title, promise.due_on) == ("bel school", FRIDAY)
    promises = amira.page.get_by_role("region", name="Beloftes")
    assert "bel school" in promises.inner_text()
    amira.check()
    open_file(amira, household)
    page = amira.page
    assert not page.get_by_text("Ruzie met de buurman").is_visible()
    page.get_by_text("Toon de gevoelige tekst").click()
    assert page.get_by_text("Ruzie met de buurman").is_visible()
    amira.check()


def make_a_plan(amira, household) -> None:
    page = amira.page
    open_file(amira, household, "Plan en stappen")
    page.get_by_role("link", name="doel toevoegen").click()
    page.get_by_label("Levensdomein").select_option("HOUSING")
    page.get_by_label("In de woorden van het gezin", exact=True).fill("Ми хочемо свій дім")
    page.get_by_label("Taal van die woorden").select_option("uk")
    page.get_by_label("In het Nederlands").fill("We willen een eigen woning")
    amira.check()
    page.get_by_role("button", name="Zet op het plan").click()
    for title, owner in (("Woningen bekijken", "FAMILY"), ("Huurpremie vragen", "CASE_MANAGER")):
        page.get_by_role("link", name="Stap bij We willen een eigen woning").click()
        page.get_by_label("Wat moet er gebeuren?").fill(title)
        page.locator(f"[name=owner][value={owner}]").check()
        page.get_by_label("Tegen wanneer?").fill("2026-12-18")
        amira.check()
        page.get_by_role("button", name="Zet op het plan").click()
    page.get_by_role("link", name="sjabloon kiezen").click()
    amira.check()
    page.get_by_role("link", name="Activering: naar werk").click()
    page.get_by_label("Werk vinden dat past").check()
    amira.check()
    page.get_by_role("button", name="Zet op het plan").click()
    said = text_of(page)
    for words in ("Ми хочемо свій дім", "Woningen bekijken", "Screening: wat kan en wil iemand"):
        assert words in said
    amira.check()


def print_it_in_two_languages(amira) -> None:
    page = amira.page
    page.get_by_role("link", name="Afdruk").click()
    page.get_by_role("link", name="Oekraïens").click()
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator(".words[lang=uk]").inner_text() == "“Ми хочемо свій дім”"
    assert page.locator("h2 [lang=uk]").count() == 2
    assert page.get_by_text("Скринінг").get_attribute("lang") == "uk"
    amira.check()
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Terug naar het plan").is_visible()
    page.emulate_media(media="screen")


def visit_the_family(amira, household) -> None:
    page = amira.page
    open_file(amira, household)
    page.get_by_role("link", name="Blad voor een huisbezoek").click()
    said = text_of(page)
    for words in ("Ми хочемо свій дім", "bel school", "Huurpremie vragen", "0470"):
        assert words in said
    page.get_by_label("Waar moet een collega op letten?").fill("Donkere gang")
    page.get_by_role("button", name="Bewaar de nota").click()
    assert "Donkere gang" in page.get_by_role("region", name="Let op").inner_text()
    amira.check()
    page.get_by_label("Terug verwacht om").fill("10:15")
    page.get_by_role("button", name="Ik vertrek").click()
    assert "terug verwacht om 10:15" in text_of(page)
    amira.check()
    page.get_by_role("button", name="Terug veilig").click()
    page.get_by_text("Niemand van uw teams is op huisbezoek").wait_for()
    amira.check()


def refer_to_the_partner(amira, household) -> str:
    """Refer the family, with what it agreed to share; return the address for the partner."""
    page = amira.page
    open_file(amira, household, "Netwerk")
    amira.check()
    page.get_by_role("link", name="Doorverwijzen").click()
    amira.check()
    page.get_by_role("link", name="Kies Budgethulp van CAW De Brug").click()
    page.get_by_label("Waarom verwijst u door?").fill("Schulden bij de energieleverancier")
    page.get_by_label("Wat vraagt u?").fill("Kan er snel een gesprek zijn?")
    page.get_by_role("checkbox", name="Namen").check()
    page.get_by_role("checkbox", name="Talen").check()
    page.get_by_label("Wie gaf toestemming?").select_option("Olena Kovalchuk")
    page.get_by_label("In welke taal uitgelegd?").select_option("uk")
    amira.check()
    page.get_by_role("button", name="Bewaar de doorverwijzing").click()
    amira.check()
    page.get_by_role("button", name="Maak de link voor de partner").click()
    amira.check()
    return page.get_by_label("Adres van de link").input_value()


def answer_as_partner(partner, name="Jo Peeters") -> None:
    page = partner.page
    page.get_by_label("Ja, we helpen dit gezin").check()
    page.get_by_label("Uitleg").fill("Maandag om 9 uur")
    page.get_by_label("Uw naam").fill(name)
    page.get_by_role("button", name="Verstuur het antwoord").click()


def the_partner_sees_what_was_agreed_and_answers_once(partner, address, household) -> None:
    page = partner.page
    too_late = page.context.new_page()
    for tab in (page, too_late):
        tab.goto(address)
    said = text_of(page)
    assert "Olena Kovalchuk" in said and "Oekraïens" in said and "snel een gesprek" in said
    for hidden in (household.number, "0470", "1988", "buurman", "Amira", "woning"):
        assert hidden not in page.content()
    partner.check()
    answer_as_partner(partner)
    page.get_by_role("heading", name="Antwoord ontvangen").wait_for()
    assert "Olena" not in page.content()
    partner.check()
    partner.picture("partner-answered")

    late = Seat(too_late, partner.server, runs_scripts=partner.runs_scripts)
    answer_as_partner(late, name="An Claes")
    too_late.get_by_text("Uw antwoord is niet bewaard").wait_for()
    late.check()
    assert list(Referral.objects.get().events.values_list("state", flat=True)) == [
        "SENT",
        "ACCEPTED",
    ]


def the_answer_reaches_amira(amira, household) -> None:
    page = amira.page
    page.get_by_role("link", name="Mijn dag", exact=True).first.click()
    waiting = page.get_by_role("region", name="Wacht op mij").inner_text()
    assert "aanvaard door Jo Peeters: Maandag om 9 uur" in waiting
    amira.check()
    open_file(amira, household)
    assert "Doorverwijzing aanvaard: Budgethulp" in text_of(page)


def offer_the_family_to_bram(amira, household) -> None:
    page = amira.page
    open_file(amira, household)
    page.get_by_role("link", name="draag over").click()
    page.get_by_label("1. Naar welk team?").select_option(label="Wijkteam Molenwijk")
    page.get_by_role("button", name="Kies dit team").click()
    page.get_by_role("radio", name="Bram Testers").check()
    page.get_by_label("Waarom draagt u dit gezin over?").fill("Het gezin verhuist naar Molenwijk")
    page.get_by_label("Wat is beloofd aan het gezin?").fill("Samen naar de woonwinkel")
    page.get_by_label("Gevoelige punten").fill("Ruzie met de buurman")
    amira.check()
    page.get_by_role("button", name="Vraag de overdracht").click()
    page.get_by_text("De overdracht wacht op antwoord van Bram Testers").wait_for()


def bram_reads_and_accepts(bram, household) -> None:
    page = bram.page
    assert bram.go(file_of(household)).status == 404
    bram.go("/")
    page.get_by_text("1 overdracht wacht op uw antwoord").wait_for()
    bram.check()
    page.get_by_role("link", name="1", exact=True).click()
    bram.check()
    page.get_by_role("link", name=household.name).click()
    said = text_of(page)
    for words in ("Samen naar de woonwinkel", "Ruzie met de buurman", "bel school", "Budgethulp"):
        assert words in said
    assert not page.get_by_role("link", name="Open het dossier").is_visible()
    assert bram.go(file_of(household)).status == 404
    page.go_back()
    bram.check()
    page.get_by_role("button", name="Aanvaard de overdracht").click()
    page.get_by_text("Bram Testers volgt Olena Kovalchuk nu op").wait_for()
    assert page.get_by_role("link", name="Contact noteren").is_visible()
    bram.check()


def amira_reads_along_and_writes_nothing(amira, household) -> None:
    page = amira.page
    assert amira.go(file_of(household)).status == 200
    for link in ("Contact noteren", "draag over", "sluit", "Blad voor een huisbezoek"):
        assert page.get_by_role("link", name=link, exact=True).count() == 0
    assert page.get_by_role("textbox", name="Snelnotitie").count() == 0
    amira.check()
    page.get_by_role("link", name="Plan en stappen").click()
    for link in ("Stap toevoegen", "doel toevoegen", "Gedaan: bel school"):
        assert page.get_by_role("link", name=link, exact=True).count() == 0
    for path in ("contact/", "stap/", "doel/", "overdragen/", "snelnotitie/"):
        assert amira.go(f"{file_of(household)}{path}").status in (403, 404), path


# -- The week --------------------------------------------------------------------------------------
def test_a_week_of_a_case_manager(seat, another_seat, family):
    with morning_of(MONDAY):
        seat.sign_in("amira")
        note_a_phone_call(seat)
        the_note_is_a_contact_and_a_promise(seat, family)
    with morning_of(MONDAY + timedelta(days=1)):
        seat.sign_in("amira")
        make_a_plan(seat, family)
        print_it_in_two_languages(seat)
    with morning_of(MONDAY + timedelta(days=2)):
        seat.sign_in("amira")
        visit_the_family(seat, family)
    with morning_of(MONDAY + timedelta(days=3)):
        seat.sign_in("amira")
        address = refer_to_the_partner(seat, family)
        the_partner_sees_what_was_agreed_and_answers_once(another_seat(), address, family)
        the_answer_reaches_amira(seat, family)
    with morning_of(FRIDAY):
        bram = another_seat()
        seat.sign_in("amira")
        offer_the_family_to_bram(seat, family)
        bram.sign_in("bram")
        bram_reads_and_accepts(bram, family)
        amira_reads_along_and_writes_nothing(seat, family)

    assert Assignment.objects.get(ends_on=None).worker.username == "bram"
    assert ReadAlong.objects.get().ends_on == FRIDAY + timedelta(days=30)
    for day, status in ((29, 200), (30, 404)):
        with morning_of(FRIDAY + timedelta(days=day)):
            seat.sign_in("amira")
            assert seat.go(file_of(family)).status == status


def test_a_note_and_an_answer_without_javascript(seat_without_javascript, another_seat, family):
    amira, partner = seat_without_javascript, another_seat(runs_scripts=False)
    with morning_of(MONDAY):
        amira.sign_in("amira")
        amira.page.get_by_role("textbox", name="Snelnotitie").fill(NOTE)
        amira.page.get_by_role("button", name="Bekijk eerst").click()
        assert "Belofte: bel school" in text_of(amira.page)
        amira.page.get_by_role("button", name="Bewaar", exact=True).click()
        amira.page.get_by_text("Telefoon, 10 minuten.").wait_for()
        the_note_is_a_contact_and_a_promise(amira, family)
        address = refer_to_the_partner(amira, family)
        the_partner_sees_what_was_agreed_and_answers_once(partner, address, family)
        the_answer_reaches_amira(amira, family)
