"""The pages of letters: who opens them, what they say, and what they leave in the read log."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string

from eenplan.benefits.models import (
    CentreDetails,
    CompetenceCheck,
    Grant,
    Letter,
    Payment,
    PaymentRun,
)
from eenplan.benefits.selectors.letters import letters_of
from eenplan.core.models import FileRead
from eenplan.journeys.demo.rights_letters import draw_letters
from eenplan.people.models import Household
from tests.factories import AssignmentFactory, HouseholdFactory
from tests.support.htmx import soup
from tests.support.rights import application_of, at, decided, session_on, the_centre
from tests.support.setting import TODAY

pytestmark = pytest.mark.django_db

SAID = {
    "language": "uk",
    "category_reason": "Zij zorgt alleen voor twee kinderen.",
    "calculation_note": "Het volle bedrag van categorie 3: er zijn geen inkomsten.",
}


@pytest.fixture
def followed(household, amira):
    the_centre()
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    return household


@pytest.fixture
def decision(followed):
    return decided(followed, received_on=TODAY - timedelta(days=9))


@pytest.fixture
def letter(decision, amira, login):
    """The letter of the decision, made by Amira on her screen."""
    answer = login(amira).post(f"/rechten/brieven/beslissing/{decision.pk}/maken/", SAID)
    assert answer.status_code == 303, soup(answer).text
    return Letter.objects.get()


def read_by(actor):
    return list(
        FileRead.objects.filter(actor_id=actor.user_id).values_list("household_id", "screen")
    )


def test_a_letter_is_made_looked_at_and_sent(decision, letter, amira, login):
    browser = login(amira)
    page = soup(browser.get(f"/rechten/brieven/brief/{letter.pk}/"))

    assert "nog te versturen" in page.text
    assert page.select_one('[lang="uk"]') and "niet nagelezen" in page.text
    assert "Ger.W. art. 728" in page.text  # our words were not verified
    pdf = browser.get(f"/rechten/brieven/brief/{letter.pk}/pdf/")
    assert pdf.content == bytes(letter.pdf) and pdf["Content-Type"] == "application/pdf"
    sent = {"how": "REGISTERED", "sent_on": "2026-11-23", "reference": "RR1"}
    assert browser.post(f"/rechten/brieven/brief/{letter.pk}/versturen/", sent).status_code == 303
    page = soup(browser.get(f"/rechten/brieven/brief/{letter.pk}/"))
    assert "23 februari 2027" in page.text
    came = {"received_on": "2026-11-23"}
    assert browser.post(f"/rechten/brieven/brief/{letter.pk}/aangekomen/", came).status_code == 303
    assert read_by(amira)[-1][0] == letter.household_id


def test_what_lacks_is_said_before_and_when_it_is_refused(decision, amira, login):
    CentreDetails.objects.all().delete()
    address = f"/rechten/brieven/beslissing/{decision.pk}/"
    page = soup(login(amira).get(address))

    assert "niet volledig" in page.text and "waarom deze categorie" in page.text
    assert page.select_one('a[href="/rechten/brieven/ocmw/"]')
    refused = login(amira).post(f"{address}maken/", {**SAID, "category_reason": "3"})
    assert refused.status_code == 422
    said = soup(refused).select_one(".error-summary").text
    assert "het adres van de rechtbank" in said and "waarom deze categorie" in said
    assert "Zij zorgt" not in said and not Letter.objects.exists()


def test_the_draft_is_shown_and_not_kept(decision, amira, login):
    answer = login(amira).get(f"/rechten/brieven/beslissing/{decision.pk}/ontwerp/")

    assert answer.content.startswith(b"%PDF") and not Letter.objects.exists()


def test_a_corrected_letter_on_the_screen(letter, amira, login):
    browser = login(amira)
    address = f"/rechten/brieven/brief/{letter.pk}/verbeteren/"
    form = soup(browser.get(address))
    assert SAID["category_reason"] in form.text

    assert browser.post(address, {**SAID, "why": ""}).status_code == 422
    assert browser.post(address, {**SAID, "why": "Fout adres"}).status_code == 303

    assert "vervangen op" in soup(browser.get(f"/rechten/brieven/brief/{letter.pk}/")).text


def test_the_secretary_makes_and_sends_without_opening_a_file(decision, guy, login):
    browser = login(guy)
    listed = browser.get("/rechten/brieven/zitting/")
    assert decision.number in listed.content.decode()
    address = f"/rechten/brieven/zitting/beslissing/{decision.pk}/"
    assert browser.get(address).status_code == 200
    assert browser.post(f"{address}maken/", SAID).status_code == 303
    letter = Letter.objects.get()
    page = browser.get(f"/rechten/brieven/zitting/brief/{letter.pk}/")
    assert page.status_code == 200
    assert browser.get(f"/rechten/brieven/brief/{letter.pk}/").status_code == 403
    assert (letter.household_id, "letters:session_letter") in read_by(guy)
    household = letter.household
    assert browser.get(f"/gezin/{household.year}/{household.serial}/").status_code == 403


def test_out_of_scope_and_without_the_capability(letter, decision, bram, hana, dirk, login):
    for path in (
        f"brief/{letter.pk}/",
        f"brief/{letter.pk}/pdf/",
        f"beslissing/{decision.pk}/",
        f"beslissing/{decision.pk}/ontwerp/",
    ):
        assert login(bram).get(f"/rechten/brieven/{path}").status_code == 404
        assert login(hana).get(f"/rechten/brieven/{path}").status_code == 403
        assert login(dirk).get(f"/rechten/brieven/{path}").status_code == 200
    assert login(dirk).get(f"/rechten/brieven/brief/{letter.pk}/versturen/").status_code == 403
    assert login(bram).post(f"/rechten/brieven/brief/{letter.pk}/versturen/").status_code == 404


def test_who_is_helped_elsewhere_is_on_no_list_of_the_own_neighbourhood(
    decision, amira, central, login
):
    Household.objects.filter(pk=decision.application.household_id).update(helped_elsewhere=True)
    care = decision.application.household.care.get()
    type(care).objects.filter(pk=care.pk).update(team=central)
    for path in ("", "niet-tijdig/", "andere/"):
        page = login(amira).get(f"/rechten/brieven/{path}").content.decode()
        assert "Olena" not in page
        assert (
            "Olena" not in login(amira).get(f"/rechten/brieven/{path}?formaat=csv").content.decode()
        )


def test_a_receipt_is_made_at_the_desk(followed, celine, other_team, login):
    application = application_of(followed)
    address = f"/rechten/brieven/aanvraag/{application.pk}/ontvangstbewijs/"
    assert login(celine).get(address).status_code == 404
    Household.objects.filter(pk=followed.pk).update(
        registered_by_id=celine.user_id, desk_until=TODAY + timedelta(days=3)
    )

    answer = login(celine).post(address, {"language": "uk"})

    letter = Letter.objects.get()
    assert answer["Location"] == f"/rechten/brieven/register/brief/{letter.pk}/"
    page = login(celine).get(answer["Location"])
    assert application.number in page.content.decode()
    again = login(celine).post(address, {"language": "uk"})
    assert again.status_code == 422 and Letter.objects.count() == 1


@pytest.mark.parametrize("path", ["", "zitting/", "niet-tijdig/", "zitting/niet-tijdig/"])
def test_a_list_asks_as_much_for_one_row_as_for_three(
    path, followed, amira, guy, team, area, login, django_assert_max_num_queries
):
    actor = guy if "zitting" in path else amira
    decided(followed, received_on=TODAY - timedelta(days=30))
    browser = login(actor)
    browser.get(f"/rechten/brieven/{path}")
    with django_assert_max_num_queries(60) as one:
        assert ">1 beslissing<" in browser.get(f"/rechten/brieven/{path}").content.decode()
    for _ in range(2):
        decided(HouseholdFactory(team=team, area=area), received_on=TODAY - timedelta(days=30))
    with django_assert_max_num_queries(60) as three:
        assert "3 beslissingen" in browser.get(f"/rechten/brieven/{path}").content.decode()
    assert len(three) == len(one)


def test_a_session_is_written_with_one_button(followed, guy, team, area, login):
    for family in (followed, HouseholdFactory(team=team, area=area)):
        if family != followed:
            AssignmentFactory(case=family.cases.get(), worker_id=guy.user_id)
        decided(family, decided_on=TODAY, kind="REFUSE", amount_cents=0, category=None)
    session = session_on(TODAY)
    address = f"/rechten/brieven/zittingen/{session.pk}/"
    browser = login(guy)
    assert "nog niet gesloten" in soup(browser.get(address)).text
    assert browser.post(address).status_code == 422
    type(session).objects.filter(pk=session.pk).update(closed_at=at(TODAY))
    assert browser.get(f"{address}afdruk/").status_code == 303

    assert browser.post(address).status_code == 303

    assert "2 van 2 brieven gemaakt" in soup(browser.get(address)).text
    assert browser.get(f"{address}afdruk/").content.startswith(b"%PDF")


# -- The overview of payments ----------------------------------------------------------------------
@pytest.fixture
def paid(decision):
    """One month that was paid, one that is under way, one that the bank refused."""
    run = PaymentRun.objects.create(
        year=2026, serial=1, period=TODAY, wished_on=TODAY, pay_on=TODAY, made_at=at(TODAY)
    )
    for month, state, withheld in ((9, "SETTLED", 5_000), (10, "SENT", 0), (11, "REJECTED", 0)):
        Payment.objects.create(
            run=run,
            grant=Grant.objects.get(),
            component="EQUIVALENT",
            period=f"2026-{month:02}-01",
            gross_cents=177_695,
            withheld_cents=withheld,
            net_cents=177_695 - withheld,
            holder="x",
            iban="BE68539007547034",
            end_to_end=f"E{month}",
            snapshot={},
            state=state,
            settled_on="2026-09-28" if state == "SETTLED" else None,
        )
    return decision.application.household


def test_an_overview_of_payments(paid, amira, bram, login):
    address = f"/rechten/brieven/overzicht/{paid.year}/{paid.serial}/"
    page = soup(login(amira).get(address))

    cells = [[cell.text for cell in row.select("td")] for row in page.select("tbody tr")][:3]
    assert cells[0] == [
        *("september", "equivalent leefloon", "1.776,95", "50,00", "1.726,95", "28/09/2026")
    ]
    assert cells[1][-1] == "onderweg"
    assert cells[2] == ["Samen in 2026", "", "3.553,90", "50,00", "3.503,90", ""]
    assert login(bram).get(address).status_code == 404
    for year in ("2025", "abc", "99999", "²", ""):
        assert login(amira).get(f"{address}?jaar={year}").status_code == 200
    made = login(amira).post(f"{address}maken/", {"year": "2026", "language": "uk"})
    assert made.status_code == 303
    assert Letter.objects.get().kind == "STATEMENT"
    assert (paid.pk, "letters:statement") in read_by(amira)


# -- The centre ------------------------------------------------------------------------------------
CENTRE = {
    "starts_on": "2026-11-23",
    "name": "OCMW Voorbeeldstad",
    "company_number": "BE 0212.345.636",
    "street": "Grote Markt 1",
    "town": "9990 Voorbeeldstad",
    "phone": "09 000 00 00",
    "email": "",
    "court": "arbeidsrechtbank Gent",
    "court_address": "Opgeëistenlaan 401, 9000 Gent",
    "iban": "BE68 5390 0754 7034",
    "bic": "gkccbebb",
    "state_percent": "55",
}


def test_the_details_of_the_centre_are_dated_rows(dirk, amira, login):
    browser = login(dirk)
    first = browser.post("/rechten/brieven/ocmw/nieuw/", {**CENTRE, "company_number": ""})
    assert first.status_code == 303, soup(first).text
    row = CentreDetails.objects.get()
    assert (row.iban, row.bic) == ("BE68539007547034", "GKCCBEBB")

    same_day = browser.post("/rechten/brieven/ocmw/nieuw/", {**CENTRE, "company_number": ""})
    assert same_day.status_code == 422
    later = {**CENTRE, "company_number": "", "starts_on": "2027-01-01", "name": "OCMW Nieuw"}
    assert browser.post("/rechten/brieven/ocmw/nieuw/", later).status_code == 303

    row.refresh_from_db()
    assert str(row.ends_on) == "2027-01-01"
    page = soup(login(amira).get("/rechten/brieven/ocmw/"))
    assert "OCMW Nieuw" in page.text and "geldt nu" in page.text
    assert login(amira).get("/rechten/brieven/ocmw/nieuw/").status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("iban", "BE68 5390 0754 7035"),
        ("iban", "geen rekening"),
        ("company_number", "123"),
        ("bic", "KORT"),
        ("phone", ""),
        ("starts_on", "2026-02-31"),
        ("name", ""),
        ("name", "x" * 71),
        ("court_address", ""),
    ],
)
def test_details_that_cannot_be_are_refused_in_words(field, value, dirk, login):
    typed = {**CENTRE, "company_number": "", field: value}

    answer = login(dirk).post("/rechten/brieven/ocmw/nieuw/", typed)

    assert answer.status_code == 422 and not CentreDetails.objects.exists()
    assert soup(answer).select_one(f'.error-summary a[href="#id_{field}"]')


# -- What the page of an application and the demo take from here -----------------------------------
def test_the_page_of_an_application_says_how_its_letters_stand(decision, letter, amira):
    application = decision.application
    said = render_to_string(
        "benefits/part_letters.html",
        {"letters": letters_of(application, on=TODAY), "actor": amira},
    )

    assert f"/rechten/brieven/beslissing/{decision.pk}/" in said
    assert f"/rechten/brieven/aanvraag/{application.pk}/ontvangstbewijs/" in said
    assert "De beroepstermijn loopt nog niet." in said


def test_an_application_that_goes_on_asks_for_its_two_letters(followed, amira):
    application = application_of(followed)
    CompetenceCheck.objects.create(
        application=application,
        is_competent=False,
        ground="Ingeschreven in Anderstad.",
        decided_on=TODAY,
        to_centre="OCMW Anderstad",
        to_address="Kerkplein 2",
    )
    found = letters_of(type(application).objects.get(pk=application.pk), on=TODAY)

    assert [kind for kind, _, _ in found.to_forward] == ["FORWARDED", "FORWARDED_TOLD"]
    said = render_to_string("benefits/part_letters.html", {"letters": found, "actor": amira})
    assert f"/rechten/brieven/aanvraag/{application.pk}/doorzending/" in said


def test_the_demo_has_letters_that_went_out_and_some_that_wait(followed, guy):
    sent = decided(followed, received_on=TODAY - timedelta(days=20))
    waits = decided(followed, decided_on=TODAY, kind="REFUSE", starts_on=TODAY)

    draw_letters(get_user_model().objects.get(pk=guy.user_id), on=TODAY)

    kinds = sorted(Letter.objects.values_list("kind", "decision"), key=str)
    assert kinds == sorted([("DECISION", sent.pk), ("RECEIPT", None), ("RECEIPT", None)], key=str)
    assert not waits.letters.exists()
    assert all(hasattr(each, "notification") for each in Letter.objects.all())
