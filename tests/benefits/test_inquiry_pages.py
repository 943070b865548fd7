"""The pages of a social investigation: on a phone at the kitchen table, and with two at once."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eenplan.benefits.enums import Section
from eenplan.benefits.means_kinds import KINDS
from eenplan.benefits.models import Calculation, Evidence, Finding, Investigation, Means, Review
from eenplan.benefits.questions import questions_of
from eenplan.benefits.services.calculations import calculate
from eenplan.benefits.services.evidence import ask_evidence
from eenplan.core.models import Draft, FileRead
from tests.benefits.inquiries import begun, whole
from tests.factories import HomeVisitFactory, StayFactory
from tests.support.htmx import soup
from tests.support.rights import application_of, at, decided, qualified
from tests.support.setting import TODAY


@pytest.fixture
def application(household):
    return application_of(household)


@pytest.fixture
def report(application, amira):
    return begun(application, amira)


@pytest.fixture
def calculation(application, amira):
    made = whole(application, amira)
    return calculate(actor=amira, investigation=made, on=TODAY, at=at(TODAY))


def url(name, *args):
    return reverse(f"inquiry:{name}", args=args)


def typed(page) -> dict:
    """Return what a browser would send of the big form of a page."""
    form = soup(page).select_one("form.card[method=post]")
    said = {}
    for field in form.select("input, select, textarea"):
        name = field.get("name")
        if not name or name in ("csrfmiddlewaretoken", "submission"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            said[name] = chosen["value"] if chosen else ""
        elif field.get("type") in ("radio", "checkbox"):
            if field.has_attr("checked"):
                said[name] = field.get("value", "on")
        else:
            said[name] = (
                field.text.strip("\n") if field.name == "textarea" else field.get("value", "")
            )
    return said


def all_pages(report, proof, row, calculation):
    pk = report.pk
    return [
        url("report", pk),
        *(url("section", pk, section.value) for section in Section),
        url("means", pk),
        url("add_row", pk, "wage"),
        url("change_row", row.pk),
        url("evidence", pk),
        url("settle_evidence", proof.pk),
        url("sign", pk),
        url("printed", pk),
        url("calculate", pk),
        url("calculation", calculation.pk),
        url("facts", calculation.pk),
    ]


@pytest.fixture
def pages(calculation, amira):
    report = calculation.investigation
    proof = ask_evidence(
        actor=amira, investigation=report, section=Section.MEANS, what="Loonbrief", on=TODAY
    )
    return all_pages(report, proof, report.means.first(), calculation)


def test_every_page_is_read_by_the_team_and_stands_in_the_read_log(pages, amira, household, login):
    browser = login(amira)
    for page in pages:
        FileRead.objects.all().delete()
        assert browser.get(page).status_code == 200, page
        assert [line.household_id for line in FileRead.objects.all()] == [household.pk], page


def test_out_of_sight_is_not_found_and_leaves_no_trace(pages, bram, login):
    browser = login(bram)
    assert {browser.get(page).status_code for page in pages} == {404}
    assert not FileRead.objects.exists()


def test_who_has_no_rights_to_see_is_refused(pages, login, join, team, hana):
    for actor in (hana, join("lotte", "RECEPTION", team)):
        browser = login(actor)
        assert {browser.get(page).status_code for page in pages} == {403}


@pytest.mark.parametrize("who", ["dirk", "ilse"])
def test_the_head_and_the_line_monitor_read_and_do_not_write(who, request, calculation, login):
    browser = login(request.getfixturevalue(who))
    report = calculation.investigation
    for section in Section:
        page = browser.get(url("section", report.pk, section.value))
        assert page.status_code == 200
        assert not soup(page).select("form#section_form")
    assert browser.get(url("printed", report.pk)).status_code == 200
    assert browser.post(url("section", report.pk, "HOME"), {}).status_code == 403
    assert browser.post(url("sign", report.pk), {}).status_code == 403


def test_somebody_who_reads_along_or_works_elsewhere_does_not_write(report, login, oksana, bram):
    for actor in (oksana, bram):
        answer = login(actor).post(url("section", report.pk, "HOME"), {"living": "x"})
        assert answer.status_code == 404


# -- Beginning -------------------------------------------------------------------------------------
def test_an_investigation_begins_with_a_button_once(application, amira, login):
    browser = login(amira)
    begin = reverse("desk:begin_inquiry", args=[application.pk])
    answer = browser.post(begin)
    made = Investigation.objects.get()
    assert answer.status_code == 303 and answer["Location"] == url("report", made.pk)
    assert browser.post(begin).status_code == 409
    assert Investigation.objects.count() == 1


def test_an_application_out_of_sight_has_no_investigation_to_begin(application, bram, login):
    assert login(bram).post(reverse("desk:begin_inquiry", args=[application.pk])).status_code == 404


def test_what_housing_and_the_agenda_know_is_taken_along(application, household, amira, login):
    visit = HomeVisitFactory(
        household=household,
        worker_id=amira.user_id,
        team_id=min(amira.team_ids),
        left_at=at(TODAY),
        expected_at=at(TODAY) + timedelta(hours=1),
        back_at=at(TODAY) + timedelta(hours=1),
    )
    StayFactory(household=household, place__rent_cents=65_000)
    login(amira).post(reverse("desk:begin_inquiry", args=[application.pk]))
    found = {row.key: row.value for row in Finding.objects.all()}
    assert "650,00 euro per maand" in found["housing"]
    assert found["visited_on"] == TODAY.isoformat() and found["visited_by"] == str(visit.worker)


# -- A section -------------------------------------------------------------------------------------
def test_a_section_is_filled_in_and_saved(report, amira, login):
    browser, page = login(amira), url("section", report.pk, "HOUSEHOLD")
    said = typed(browser.get(page))
    said |= {
        "category": "3",
        "category__source": "HOME_VISIT",
        "category_reason": "Moeder met\r\nkinderen.",
        "category_reason__source": "CLIENT",
        "children": "2",
        "members__valid": "ja",
    }
    assert browser.post(page, said).status_code == 303
    found = {row.key: row for row in report.findings.all()}
    assert (found["category"].value, found["category"].source) == ("3", "HOME_VISIT")
    assert found["category_reason"].value == "Moeder met\nkinderen."
    assert found["children"].value == 2 and found["children"].as_of == TODAY
    assert (found["members"].source, found["members"].is_still_valid) == ("FILE", True)


def test_saving_a_page_untouched_changes_nothing(report, amira, login):
    browser = login(amira)
    before = list(Finding.objects.order_by("pk").values())
    for section in Section:
        page = url("section", report.pk, section.value)
        assert browser.post(page, typed(browser.get(page))).status_code == 303
    assert list(Finding.objects.order_by("pk").values()) == before
    report.refresh_from_db()
    assert report.version == 1


def test_saving_goes_on_to_the_next_section(report, amira, login):
    browser, page = login(amira), url("section", report.pk, "IDENTITY")
    answer = browser.post(page, {**typed(browser.get(page)), "verder": "1"})
    assert answer["Location"] == url("section", report.pk, "HOUSEHOLD")


@pytest.mark.parametrize(
    ("section", "field", "value", "words"),
    [
        ("IDENTITY", "birth_date", "2026-02-30", "bestaande datum"),
        ("IDENTITY", "birth_date", "1066-01-01", "voor 1900"),
        ("HOUSEHOLD", "children", "-1", "minstens 0"),
        ("HOUSEHOLD", "category", "7", "geldige keuze"),
        ("HOME", "living", "x" * 2001, "2000"),
        ("HOME", "living", "tekst\x07", "niet kunnen lezen"),
        ("HOME", "living", "tekst\x00", "niet kunnen lezen"),
        ("HOME", "living__as_of", "2027-01-01", "vandaag of vroeger"),
        ("CONCLUSION", "undue_waived", "veel", "in cijfers"),
        ("CONCLUSION", "undue_waived", "99999999999", "niet meer zijn"),
        ("CONCLUSION", "pay_month", "2026-13", "geen maand"),
    ],
)
def test_bad_input_is_told_at_its_field_and_the_text_stays(
    report, amira, login, section, field, value, words
):
    browser, page = login(amira), url("section", report.pk, section)
    said = typed(browser.get(page)) | {"living": "Mijn lange tekst.", "other_rights": "Bewaard."}
    said |= {field: value}
    answer = browser.post(page, said)
    assert answer.status_code == 422
    assert words in soup(answer).select_one(".error-summary").text
    if field == "living__as_of":
        assert "Mijn lange tekst." in soup(answer).text
    assert not Finding.objects.filter(noted_by=amira.user_id).exists()


def test_what_is_typed_is_kept_as_a_draft(report, amira, login):
    browser, page = login(amira), url("section", report.pk, "HOME")
    browser.post(reverse("core:autosave"), {"draft_page": page, "living": "Half getypt"})
    assert Draft.objects.get().page == page
    found = soup(browser.get(page))
    assert found.select_one("[name=living]").text.strip() == "Half getypt"
    assert "concept" in found.text.lower()


def test_two_at_once_see_both_texts_and_the_second_may_save_again(report, amira, join, team, login):
    page = url("section", report.pk, "HOME")
    lena = join("lena", "CASE_MANAGER", team)
    mine, hers = login(amira), login(lena)
    first, second = typed(mine.get(page)), typed(hers.get(page))
    assert mine.post(page, first | {"living": "Rustig huis."}).status_code == 303
    clash = hers.post(page, second | {"living": "Druk huis."})
    assert clash.status_code == 409
    table = soup(clash).select_one(".error-summary table").text
    assert "Rustig huis." in table and "Druk huis." in table
    assert report.findings.get(key="living").value == "Rustig huis."
    again = typed(clash)
    assert again["living"] == "Druk huis."
    assert hers.post(page, again).status_code == 303
    assert report.findings.get(key="living").value == "Druk huis."


def test_an_unknown_section_or_kind_is_not_found(report, amira, login):
    browser = login(amira)
    assert browser.get(url("section", report.pk, "NIETS")).status_code == 404
    assert browser.get(url("add_row", report.pk, "niets")).status_code == 404
    assert browser.get(url("report", report.pk + 99)).status_code == 404


def test_a_page_shows_every_question_of_its_section(report, amira, login):
    browser = login(amira)
    for section in Section:
        fields = set(typed(browser.get(url("section", report.pk, section.value))))
        names = {q.key for q in questions_of("EQUIVALENT", section) if q.kind != "yes_no"}
        assert names <= fields


# -- Rows ------------------------------------------------------------------------------------------
FILLED = {
    "cohabitant": {"adult": "ja", "shares_household": "nee", "relation": "other"},
    "capital": {"amount": "25.500,00"},
    "real_estate": {"built": "ja", "cadastral_income": "950", "share": "50"},
    "transfer": {"market_value": "100000", "on": "2024-05-01", "ownership": "bare"},
    "housing_costs": {"amount": "400", "payer_lives_here": "nee"},
    "work_exemption": {"kind": "general", "first_day": "2026-01-05", "entitled_before": "ja"},
    "stay_abroad": {"since": "2026-07-01", "until": "2026-07-20"},
    "sanction": {
        "fault": "project",
        "months": "1",
        "fact_on": "2026-01-20",
        "notified_on": "2026-02-14",
        "starts_on": "2026-02-17",
        "percent": "50",
        "advised": "ja",
    },
    "undue": {"month": "2026-01", "paid": "1.288,46", "due": "640"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form_that_is_kept(kind, report, application, amira, login):
    browser, page = login(amira), url("add_row", report.pk, kind)
    said = typed(browser.get(page)) | FILLED.get(kind, {"amount": "980,50", "per": "month"})
    said |= {"source": "DOCUMENT", "source_note": "gezien"}
    if kind == "cohabitant":
        said |= {"whose": "iemand", "other_name": "Tante Vera"}
    answer = browser.post(page, said)
    assert answer.status_code == 303, soup(answer).select_one(".error-summary")
    row = Means.objects.filter(kind=kind, noted_by=amira.user_id).get()
    if "amount" in row.data:
        assert row.data["amount"] in ("980.50", "25500.00", "400.00")
    changed = url("change_row", row.pk)
    assert browser.post(changed, typed(browser.get(changed))).status_code == 303
    after = Means.objects.get(pk=row.pk)
    assert (after.data, after.person_id, after.other_name) == (
        row.data,
        row.person_id,
        row.other_name,
    )
    assert browser.get(url("means", report.pk)).status_code == 200
    assert browser.post(url("remove_row", row.pk)).status_code == 303
    assert not Means.objects.filter(pk=row.pk).exists()


def test_an_impossible_row_comes_back_with_everything_typed(report, amira, login):
    browser, page = login(amira), url("add_row", report.pk, "real_estate")
    said = typed(browser.get(page)) | {"built": "ja", "source": "CLIENT", "description": "Een huis"}
    answer = browser.post(page, said)
    assert answer.status_code == 422
    assert "Ontbreekt" in soup(answer).select_one(".error-summary").text
    assert "Een huis" in soup(answer).text
    assert not Means.objects.filter(kind="real_estate").exists()


def test_two_who_change_one_row_see_both(report, amira, join, team, login):
    browser = login(amira)
    add = url("add_row", report.pk, "wage")
    browser.post(add, typed(browser.get(add)) | {"amount": "980", "source": "DOCUMENT"})
    row = Means.objects.get(kind="wage")
    page, hers = url("change_row", row.pk), login(join("lena", "CASE_MANAGER", team))
    first, second = typed(browser.get(page)), typed(hers.get(page))
    assert browser.post(page, first | {"amount": "1000"}).status_code == 303
    clash = hers.post(page, second | {"amount": "1100"})
    assert clash.status_code == 409
    table = soup(clash).select_one(".error-summary table").text
    assert "1.000,00 euro" in table and "1.100,00 euro" in table
    assert hers.post(page, typed(clash)).status_code == 303


# -- Proofs and signing ----------------------------------------------------------------------------
def test_a_proof_is_asked_and_settled_on_the_screen(report, amira, login):
    browser, page = login(amira), url("evidence", report.pk)
    assert browser.post(page, {"section": "MEANS", "what": "Loonbrief"}).status_code == 303
    assert browser.post(page, {"section": "MEANS", "what": "Loonbrief"}).status_code == 422
    settle = url("settle_evidence", Evidence.objects.get().pk)
    said = typed(browser.get(settle))
    assert browser.post(settle, said | {"state": "NOT_NEEDED"}).status_code == 422
    assert browser.post(settle, said | {"state": "SEEN"}).status_code == 303
    assert Evidence.objects.get().settled_on == TODAY


def test_the_page_to_sign_lists_what_is_missing_and_refuses(report, amira, login):
    qualified(report.worker)
    browser, page = login(amira), url("sign", report.pk)
    assert "Categorie: nog geen antwoord." in soup(browser.get(page)).text
    assert not soup(browser.get(page)).select("main form[method=post]")
    answer = browser.post(page, {"version": str(report.version)})
    assert answer.status_code == 422 and "nog niet volledig" in soup(answer).text


def test_a_signed_report_says_who_with_which_diploma_and_is_read_only(application, amira, login):
    report = whole(application, amira)
    qualified(report.worker)
    browser, page = login(amira), url("sign", report.pk)
    version = soup(browser.get(page)).select_one("[name=version]")["value"]
    assert browser.post(page, {"version": version}).status_code == 303
    shown = soup(browser.get(url("report", report.pk))).text
    assert "Ondertekend op 23 november 2026 door Amira Testers" in " ".join(shown.split())
    assert "Maatschappelijk werk" in shown
    section = url("section", report.pk, "HOME")
    assert not soup(browser.get(section)).select("form#section_form")
    assert browser.post(section, {"living": "Anders."}).status_code == 422
    answer = browser.post(url("begin_next", report.pk))
    assert answer.status_code == 303
    assert Investigation.objects.get(follows=report).findings.filter(is_still_valid=None).exists()


def test_who_has_no_diploma_reads_so_before_signing(application, amira, login):
    report = whole(application, amira)
    page = soup(login(amira).get(url("sign", report.pk)))
    assert "geen aanvaard diploma" in page.text
    assert not page.select("main form[method=post]")


# -- The calculation -------------------------------------------------------------------------------
def test_a_calculation_is_made_and_shows_every_step(application, amira, login):
    report = whole(application, amira)
    browser, page = login(amira), url("calculate", report.pk)
    answer = browser.post(page, {"on": "2026-11-23"})
    made = Calculation.objects.get()
    assert answer["Location"] == url("calculation", made.pk)
    shown = soup(browser.get(url("calculation", made.pk))).text
    for part in made.outcome["parts"].values():
        for step in part["steps"]:
            assert step["label"] in shown and step["source"] in shown
            for version in step["parameters"]:
                assert version["name"] in shown
    assert made.is_verified or "niet nagekeken" in shown


def test_no_amount_is_told_in_words_and_never_as_nought(application, amira, login):
    report = whole(application, amira, category=None)
    answer = login(amira).post(url("calculate", report.pk), {"on": "2026-11-23"})
    told = soup(answer).select_one(".error-summary").text
    assert answer.status_code == 422 and "Pas dit aan" in told and "€ 0" not in soup(answer).text
    assert not Calculation.objects.exists()


def test_the_facts_are_given_as_a_file(calculation, amira, login):
    answer = login(amira).get(url("facts", calculation.pk))
    assert json.loads(answer.content) == calculation.facts
    assert "attachment" in answer["Content-Disposition"]


# -- Queries ---------------------------------------------------------------------------------------
def test_more_rows_cost_no_more_queries(report, amira, login):
    browser = login(amira)
    add = url("add_row", report.pk, "wage")
    fresh = typed(browser.get(add)) | {"amount": "1", "source": "DOCUMENT"}
    counted = []
    for _ in range(2):
        browser.post(add, fresh)
        total = {}
        for page in ("report", "means", "printed", "sign"):
            with CaptureQueriesContext(connection) as queries:
                browser.get(url(page, report.pk))
            total[page] = len(queries)
        counted.append(total)
        for _ in range(3):
            browser.post(add, fresh)
    assert counted[0] == counted[1]


# -- On the page of the application ----------------------------------------------------------------
def test_the_page_of_an_application_offers_to_begin_and_then_tells_how_far_it_is(
    application, amira, dirk, login
):
    hub = reverse("register:application", args=[application.pk])
    begin = reverse("desk:begin_inquiry", args=[application.pk])
    part = soup(login(amira).get(hub)).select_one("section[aria-labelledby=inquiry-title]")
    assert part.select(f'form[action="{begin}"]')
    part = soup(login(dirk).get(hub)).select_one("section[aria-labelledby=inquiry-title]")
    assert "Nog niet begonnen" in part.text and not part.select("form")

    report = whole(application, amira)
    calculate(actor=amira, investigation=report, on=TODAY, at=at(TODAY))
    part = soup(login(dirk).get(hub)).select_one("section[aria-labelledby=inquiry-title]")
    assert "het wacht op een handtekening" in part.text and "Berekend: €" in part.text
    assert part.select(f'a[href="{url("report", report.pk)}"]')
    Finding.objects.filter(investigation=report, key="category").update(value="2")
    part = soup(login(amira).get(hub)).select_one("section[aria-labelledby=inquiry-title]")
    assert "sindsdien veranderd" in part.text


def test_a_review_offers_the_next_investigation_to_who_investigates(household, amira, dirk, login):
    decision = decided(household)
    hub = reverse("register:application", args=[decision.application_id])
    before = soup(login(amira).get(hub)).select_one("section[aria-labelledby=inquiry-title]")
    assert "vervolgonderzoek" not in before.text
    Review.objects.create(decision=decision, reason="YEARLY", raised_on=TODAY)
    begin = url("begin_next", decision.application.investigations.get().pk)
    after = soup(login(amira).get(hub)).select_one("section[aria-labelledby=inquiry-title]")
    assert after.select(f'form[action="{begin}"]')
    read = soup(login(dirk).get(hub)).select_one("section[aria-labelledby=inquiry-title]")
    assert "te herzien" in read.text and not read.select("form")
