"""Olena asks for help: from the desk to the letter, the money at the bank and the claim.

Each step is taken by who may take it, and tried first by who may not.
"""

import re

import pytest
from lxml import etree

from eenplan.benefits.enums import Section
from eenplan.benefits.models import (
    Application,
    CommitteeSession,
    Decision,
    DecisionProposal,
    Investigation,
    Letter,
    PaymentRun,
    StateClaim,
)
from eenplan.engines.entitlement import law
from eenplan.organisation.models import User
from tests.benefits.inquiries import ANSWERS
from tests.browser.conftest import Seat
from tests.factories import HouseholdFactory
from tests.support.rights import applicant_of, qualified, the_centre
from tests.support.setting import TODAY

IBAN = "BE71 0961 2345 6769"
FACTS = (
    "Mevrouw Kovalchuk kwam met twee kinderen uit Charkiv en verblijft in de opvang van de stad. "
    "Zij heeft geen inkomen en geen spaargeld; haar twee minderjarige kinderen zijn ten laste."
)
LAW = (
    "Zij heeft tijdelijke bescherming en is geen gerechtigde op het leefloon (RMI-wet art. 3). "
    "Zij is behoeftig in de zin van artikel 1 en 57 van de OCMW-wet van 8 juli 1976."
)
MAY_NOT = {
    "register": ("hana", "rita", "guy"),
    "investigate": ("hana", "guy", "celine"),
    "check": ("hana", "guy", "celine"),
    "keep": ("amira", "rita", "hana"),
    "pay": ("amira", "guy", "dirk"),
}


@pytest.fixture
def town(join, team, central, cell, area):
    """The cast, a centre with an address, and a family that speaks Ukrainian."""
    the_centre()
    amira = join("amira", "CASE_MANAGER", team)
    join("dirk", "TEAM_COORDINATOR", team)
    join("celine", "RECEPTION", team)
    join("guy", "COMMITTEE_SECRETARY", central)
    join("pieter", "COMMITTEE_CHAIR", central)
    join("rita", "COMMITTEE_MEMBER", central)
    join("hana", "FINANCE", central)
    join("yara", "FINANCE", central)
    qualified(User.objects.get(pk=amira.user_id))
    return HouseholdFactory(
        name="Olena Kovalchuk", team=team, area=area, persons=3, contact_language="uk"
    )


@pytest.fixture
def sit(browser, live_server, browser_context_args):
    """Let each of the cast sit at a browser of the own, signed in once."""
    seats: dict[str, Seat] = {}

    def _sit(username) -> Seat:
        if username not in seats:
            context = browser.new_context(**browser_context_args)
            seats[username] = Seat(context.new_page(), live_server.url)
            seats[username].sign_in(username)
        return seats[username]

    yield _sit
    for seat in seats.values():
        seat.page.context.close()


def press(seat, name):
    seat.page.get_by_role("button", name=name, exact=True).first.click()
    seat.page.wait_for_load_state()


def follow(seat, name):
    seat.page.get_by_role("link", name=name).first.click()
    seat.page.wait_for_load_state()


def send(seat):
    """Press the one primary button of the form."""
    seat.page.locator("main form button.btn-primary[type=submit]").first.click()
    seat.page.wait_for_load_state()


def fill(seat, **said):
    """Fill in fields by their names, whatever their kind."""
    for name, value in said.items():
        field = seat.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("field => field.tagName == 'SELECT' ? 'select' : field.type")
        if kind == "select":
            field.select_option(value)
        elif kind in ("radio", "checkbox"):
            seat.page.locator(f"main [name='{name}'][value='{value}']").check()
        else:
            field.fill(value)


def refused(sit, names, path):
    """Check that none of these people gets a page: it is not theirs, or not there for them."""
    for name in names:
        assert sit(name).go(path).status in (403, 404), (name, path)
        sit(name).complaints.clear()


def answer(seat, key, value):
    """Answer a question of the section on the screen that the file did not answer."""
    field = seat.page.locator(f"#section_form [name='{key}']:visible")
    if not field.count():
        return
    if field.first.get_attribute("type") == "radio":
        if not seat.page.locator(f"#section_form [name='{key}']:checked").count():
            fill(seat, **{key: value})
    elif not field.first.input_value():
        fill(seat, **{key: value})


def answer_report(amira, report):
    """Answer each section of the report, as it stands on the screen."""
    for section in Section:
        amira.go(f"{report}deel/{section.value}/")
        for key, value in ANSWERS.items():
            answer(amira, key, {True: "ja", False: "nee"}.get(value, value))
        for still in amira.page.locator("[name$='__valid'][value='ja']:visible").all():
            still.check()
        if section == Section.HOUSEHOLD:
            amira.picture("inquiry-section")
        press(amira, "Bewaar")
        amira.check()
    amira.go(f"{report}middelen/")
    rows = amira.page.locator("main a[href*='/onderzoek/middel/']").all()
    for path in {row.get_attribute("href") for row in rows}:
        if path.endswith("/weg/"):
            continue
        amira.go(path)
        fill(
            amira,
            relation="first_degree",
            adult="nee",
            shares_household="ja",
            source="CLIENT",
        )
        for still in amira.page.locator("[name='valid'][value='ja']:visible").all():
            still.check()
        send(amira)


def test_from_the_desk_to_the_claim_on_the_state(town, sit):
    amira, dirk, guy, rita = sit("amira"), sit("dirk"), sit("guy"), sit("rita")
    hana, yara = sit("hana"), sit("yara")

    # The application is written in the register, and Olena has her receipt.
    new = f"/rechten/gezin/{town.year}/{town.serial}/aanvraag/"
    refused(sit, MAY_NOT["register"], new)
    amira.go(new)
    send(amira)
    amira.page.locator("[data-error-summary]").wait_for()
    amira.check()
    fill(
        amira,
        right="EQUIVALENT",
        applicant=str(applicant_of(town).pk),
        channel="DESK",
        handed_in_on=f"{TODAY:%Y-%m-%d}",
        words="Wij hebben niets om van te leven.",
    )
    send(amira)
    application = Application.objects.get()
    hub = f"/rechten/aanvraag/{application.pk}/"
    amira.page.wait_for_url(f"**{hub}")
    amira.check()
    follow(amira, "Geef het ontvangstbewijs")
    send(amira)
    amira.page.get_by_text("Ontvangstbewijs").first.wait_for()
    amira.check()
    amira.go(hub)
    follow(amira, "Noteer de bevoegdheid")
    fill(amira, is_competent="ja", ground="Zij verblijft in onze gemeente.")
    send(amira)
    amira.page.wait_for_url(f"**{hub}")

    # The investigation, by who holds a diploma; the calculation shows each step.
    press(amira, "Begin het sociaal onderzoek")
    report = f"/rechten/onderzoek/{Investigation.objects.get().pk}/"
    refused(sit, MAY_NOT["investigate"], f"{report}ondertekenen/")
    dirk.go(f"{report}ondertekenen/")  # who only reads sees what lacks, and signs nothing
    assert not dirk.page.get_by_role("button", name="Onderteken het onderzoek").count()
    answer_report(amira, report)
    amira.go(f"{report}berekenen/")
    send(amira)
    amira.page.get_by_text("categorie 3").first.wait_for()
    amira.check()
    amount = law().on("living_wage_3", TODAY)
    amira.go(f"{report}ondertekenen/")
    press(amira, "Onderteken het onderzoek")
    amira.page.get_by_text("ondertekend").first.wait_for()

    # A proposal, which the head looks at: not who made it, nor another service.
    amira.go(hub)
    follow(amira, "Stel een beslissing voor")
    fill(amira, grounds_in_law=LAW, grounds_in_fact=FACTS)
    send(amira)
    amira.check()
    press(amira, "Leg voor aan het hoofd")
    proposal = f"/comite/voorstel/{DecisionProposal.objects.get().pk}/"
    refused(sit, MAY_NOT["check"], f"{proposal}nakijken/")
    dirk.go("/comite/voorstellen/")
    dirk.check()
    dirk.go(f"{proposal}nakijken/")
    fill(dirk, answer="AGREED")
    send(dirk)
    dirk.check()

    # The committee: the agenda goes out, a member reads it, the vote makes the decision.
    refused(sit, MAY_NOT["keep"], "/comite/zitting/nieuw/")
    guy.go("/comite/zitting/nieuw/")
    fill(guy, held_on=f"{TODAY:%Y-%m-%d}")
    for box in guy.page.locator("main [name='members']").all():
        box.check()
    guy.page.locator("main [name='chair']").select_option(label="Pieter Testers")
    send(guy)
    session = f"/comite/zitting/{CommitteeSession.objects.get().pk}/"
    refused(sit, ["rita"], session)
    guy.go("/comite/klaar/")
    guy.check()
    guy.page.locator("main form[action*='/punt/'] button").first.click()
    guy.go(session)
    press(guy, "Verstuur de agenda")
    rita.go(session)
    follow(rita, application.number)
    rita.page.get_by_text(FACTS[:40]).first.wait_for()
    rita.picture("agenda-item")
    rita.check()
    refused(sit, ["rita"], hub)
    guy.go(session)
    follow(guy, "Wie is er")
    for box in guy.page.locator("main [name='present']").all():
        box.check()
    send(guy)
    guy.go(session)
    follow(guy, "Stemming")
    fill(guy, votes_for="1", votes_against="1", what="stemming")
    send(guy)
    guy.page.locator("[data-error-summary]").wait_for()  # a tie rejects, and wants its reason
    guy.check()
    fill(guy, votes_for="2", votes_against="0")
    send(guy)
    decision = Decision.objects.get()
    assert (decision.amount_cents, decision.category) == (amount, 3)
    guy.go(session)
    press(guy, "Sluit de zitting")

    # The letter, in Dutch and Ukrainian, and how it left.
    amira.go(f"/rechten/brieven/beslissing/{decision.pk}/")
    follow(amira, "Maak de brief")
    amira.check()
    send(amira)
    amira.page.get_by_text("nog te versturen").first.wait_for()
    amira.check()
    letter = Letter.objects.get(kind="DECISION")
    assert letter.language == "uk" and bytes(letter.pdf).startswith(b"%PDF-")
    follow(amira, "Noteer hoe de brief vertrok")
    fill(amira, how="HANDED", sent_on=f"{TODAY:%Y-%m-%d}")
    send(amira)
    amira.page.get_by_text("verstuurd").first.wait_for()

    # One enters her account and another confirms it; one makes the run and another approves it.
    amira.go(f"/betalingen/gezin/{town.year}/{town.serial}/rekening/{applicant_of(town).pk}/")
    fill(amira, iban="BE71 0961 2345 6768")
    send(amira)
    amira.page.locator("[data-error-summary]").wait_for()
    fill(amira, iban=IBAN, proof="bankkaart")
    send(amira)
    refused(sit, ["amira"], "/betalingen/rekeningen/")
    yara.go("/betalingen/rekeningen/")
    yara.check()
    yara.page.get_by_role("button", name=re.compile("Bevestig")).first.click()
    refused(sit, MAY_NOT["pay"], "/betalingen/nieuw/")
    hana.go("/betalingen/nieuw/")
    fill(hana, month=f"{TODAY:%Y-%m}")
    send(hana)
    run = PaymentRun.objects.get()
    page = f"/betalingen/{run.pk}/"
    yara.go(page)
    if yara.page.get_by_role("button", name=re.compile("Geef vrij")).count():
        yara.page.get_by_role("button", name=re.compile("Geef vrij")).first.click()
    hana.go(page)
    press(hana, "Bevries de betaalrun")
    hana.check()
    assert not hana.page.get_by_role("button", name=re.compile("Keur .* goed")).count()
    yara.go(page)
    yara.page.get_by_role("button", name=re.compile("Keur .* goed")).click()
    hana.go(page)
    press(hana, "Laat ze vertrekken naar de bank")
    hana.page.get_by_role("link", name="Haal het bestand af").wait_for()
    hana.check()
    with hana.page.expect_download() as waiting:
        follow(hana, "Haal het bestand af")
    paid = etree.parse(str(waiting.value.path()))
    [one] = paid.findall(".//{*}CdtTrfTxInf")
    assert one.findtext(".//{*}CdtrAcct//{*}IBAN") == IBAN.replace(" ", "")
    assert one.findtext(".//{*}Cdtr/{*}PstlAdr") is None
    cents = round(float(one.findtext(".//{*}InstdAmt")) * 100)
    assert 0 < cents <= amount

    # What the State pays back of it.
    refused(sit, ("amira", "guy", "dirk"), "/terugvraag/")
    hana.go("/terugvraag/")
    press(hana, "Bereken opnieuw")
    hana.check()
    claim = StateClaim.objects.get()
    assert claim.paid_cents == cents
    assert claim.paid_cents == claim.claimed_cents + claim.not_yet_cents + claim.own_cents
    hana.go(f"/terugvraag/{claim.pk}/")
    hana.check()
    amira.go(hub)
    amira.page.get_by_text("Terugvraag aan de Staat").first.wait_for()
    amira.picture("application")
    amira.check()
