"""The pages of the plan: who opens them, what they show, refusals, both texts, the print."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases.models import Activation, Case, Goal, Measurement, PlanSigning, Step
from eenplan.core.models import FileRead
from eenplan.guidance.models import ListedStep
from tests.factories import (
    ActivationFactory,
    GoalFactory,
    PlanReviewFactory,
    SchoolingFactory,
    StepFactory,
)
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

LATER = (TODAY + timedelta(days=20)).isoformat()


@pytest.fixture
def case(household):
    return household.cases.get()


@pytest.fixture
def file_of(household):
    return f"/gezin/{household.year}/{household.serial}/"


@pytest.fixture
def every_page(case, file_of, household):
    mother = household.members.get(relation="REFERENCE").person
    step = StepFactory(case=case)
    goal = GoalFactory(case=case)
    review = PlanReviewFactory(case=case)
    row = ActivationFactory(case=case, person=mother)
    return [
        f"{file_of}stap/",
        f"/stap/{step.pk}/wijzigen/",
        f"/stap/{step.pk}/uitstellen/",
        f"/stap/{step.pk}/schrappen/",
        f"/stap/{step.pk}/klaar/",
        f"{file_of}doel/",
        f"/doel/{goal.pk}/wijzigen/",
        f"/doel/{goal.pk}/afsluiten/",
        f"{file_of}plan/sjablonen/",
        f"{file_of}plan/sjablonen/activation/",
        f"{file_of}plan/evaluatie/",
        f"/evaluatie/{review.pk}/",
        f"{file_of}plan/stand/",
        f"{file_of}plan/ondertekening/",
        f"{file_of}plan/activering/",
        f"/activering/{row.pk}/beeindigen/",
        f"{file_of}plan/school/",
        f"{file_of}plan/bijwerken/",
        f"{file_of}plan/afdruk/",
    ]


def test_every_page_opens_for_the_team_and_is_logged(amira, login, every_page, household):
    browser = login(amira)
    for address in every_page:
        FileRead.objects.all().delete()
        assert browser.get(address).status_code == 200, address
        assert FileRead.objects.get().household_id == household.pk, address


def test_outside_the_team_no_page_exists(bram, login, every_page):
    browser = login(bram)
    assert [a for a in every_page if browser.get(a).status_code != 404] == []
    assert not FileRead.objects.exists()


def test_in_a_closed_case_every_change_is_refused_in_words(amira, login, every_page):
    close_cases(Case.objects.all(), TODAY)
    browser = login(amira)
    for address in every_page[:-1]:
        answer = browser.get(address)
        assert answer.status_code == 409, address
        assert "gesloten dossier" in soup(answer).main.text, address


# -- The plan --------------------------------------------------------------------------------------
def test_an_empty_plan_offers_the_life_domains(amira, login, file_of):
    page = soup(login(amira).get(f"{file_of}plan/"))

    starters = page.select("a[href*='doel/?domein=']")
    assert len(starters) == 8
    assert [a.get_text(strip=True) for a in page.select(".actions .btn-primary")] == [
        "Stap toevoegen"
    ]


def test_the_plan_shows_both_texts_with_their_language(amira, login, file_of, case):
    goal = GoalFactory(case=case, text_is_behind=True)
    StepFactory(case=case, goal=goal, title="Bel de eigenaar")
    page = soup(login(amira).get(f"{file_of}plan/"))

    words = page.select_one(".goal [lang=uk]")
    assert words.text == "Ми хочемо свій дім"
    assert "Nederlandse tekst loopt achter" in page.main.text
    assert "Bel de eigenaar" in page.select_one(".goal").text


def test_health_and_safety_are_for_the_team_in_charge(amira, dirk, els, login, file_of, case):
    goal = GoalFactory(case=case, domain="HEALTH", text="Naar de psycholoog durven gaan")
    StepFactory(case=case, goal=goal, title="Afspraak bij de psycholoog")
    done = {"done_on": TODAY, "done_by_id": amira.user_id}
    StepFactory(case=case, goal=goal, title="Gesprek met de psycholoog", **done)
    Measurement.objects.create(case=case, domain="HEALTH", on=TODAY, score=1, note="zwaar")
    PlanReviewFactory(case=case, held_on=TODAY, summary="Over de psycholoog", planned_on=TODAY)

    for actor, sees in ((amira, True), (dirk, True), (els, False)):
        for page in ("", "plan/", "plan/afdruk/"):
            text = soup(login(actor).get(f"{file_of}{page}")).text
            assert ("psycholoog" in text) is sees, (actor, page)
    text = soup(login(els).get(f"{file_of}plan/")).main.text
    assert "1 doel staat hier niet" in text
    assert "gezondheid:" not in text


def test_a_longer_plan_takes_no_more_queries(amira, login, file_of, case, household):
    browser = login(amira)
    child = household.members.filter(relation="CHILD").first().person

    def fill():
        goal = GoalFactory(case=case)
        step = StepFactory(case=case, goal=goal)
        step.changes.create(
            kind="POSTPONED", on=TODAY, by_id=amira.user_id, reason="x", due_before=TODAY
        )
        PlanReviewFactory(case=case, held_on=TODAY, summary="x", held_by_id=amira.user_id)
        Measurement.objects.create(case=case, domain="HOUSING", on=TODAY, score=3)

    def queries():
        with CaptureQueriesContext(connection) as ran:
            browser.get(f"{file_of}plan/")
        return len(ran)

    fill()
    SchoolingFactory(case=case, person=child)
    one = queries()
    fill()
    fill()
    assert queries() == one


def test_a_step_that_was_put_off_shows_the_day_it_had(amira, login, file_of, case):
    step = StepFactory(case=case, due_on=TODAY)
    answer = login(amira).post(
        f"/stap/{step.pk}/uitstellen/", {"version": 1, "until": LATER, "reason": "Kind ziek"}
    )

    assert answer.status_code == 303
    text = soup(login(amira).get(f"{file_of}plan/")).main.text
    assert "was 23 november 2026, werd 13 december 2026 · Kind ziek" in text


# -- Forms -----------------------------------------------------------------------------------------
def test_a_step_is_added_by_the_form(amira, login, file_of, case, household):
    goal = GoalFactory(case=case)
    mother = household.members.get(relation="REFERENCE").person
    answer = login(amira).post(
        f"{file_of}stap/",
        {
            "title": "Huur bekijken",
            "owner": "FAMILY",
            "responsible": mother.pk,
            "goal": goal.pk,
            "due_on": LATER,
        },
    )

    assert (answer.status_code, answer["Location"]) == (303, f"{file_of}plan/")
    step = Step.objects.get()
    assert (step.goal, step.responsible, step.kind) == (goal, mother, "TASK")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "", "owner": "FAMILY"}, "Wat moet er gebeuren?"),
        ({"title": "x", "owner": "NIEMAND"}, "Wie doet het?"),
        ({"title": "x", "owner": "FAMILY", "due_on": "31/02/2026"}, "geen bestaande datum"),
        ({"title": "x", "owner": "FAMILY", "due_on": "2099-01-01"}, "binnen de vijf jaar"),
        ({"title": "x\x00", "owner": "FAMILY"}, "een teken dat we niet kunnen lezen"),
        ({"title": "x" * 401, "owner": "FAMILY"}, "Wat moet er gebeuren?"),
        ({"title": "x", "owner": "FAMILY", "person": "999999"}, "Voor wie?"),
    ],
)
def test_bad_input_is_told_at_its_field(fields, told, amira, login, file_of):
    answer = login(amira).post(f"{file_of}stap/", fields)

    assert answer.status_code == 422
    assert told in soup(answer).select_one(".error-summary").text
    assert not Step.objects.exists()


def test_who_changes_a_step_second_sees_both_texts(amira, login, case):
    step = StepFactory(case=case, title="Eerst")
    browser, address = login(amira), f"/stap/{step.pk}/wijzigen/"
    said = {"version": 1, "owner": "DESK"}
    assert browser.post(address, said | {"title": "Van de ander"}).status_code == 303

    answer = browser.post(address, said | {"title": "Van mij"})

    assert answer.status_code == 409
    page = soup(answer)
    assert {"Van de ander", "Van mij"} <= {td.text for td in page.select("td")}
    assert page.select_one("#id_title")["value"] == "Van mij"
    assert page.select_one("[name=version]")["value"] == "2"
    assert browser.post(address, said | {"title": "Van mij", "version": 2}).status_code == 303


def test_who_changes_a_goal_second_sees_both_texts(amira, login, case):
    goal = GoalFactory(case=case)
    browser, address = login(amira), f"/doel/{goal.pk}/wijzigen/"
    said = {"version": 1, "domain": "HOUSING", "words": "дім", "language": "uk"}
    browser.post(address, said | {"text": "Van de ander"})

    answer = browser.post(address, said | {"text": "Van mij"})

    assert answer.status_code == 409
    assert {"Van de ander", "Van mij"} <= {td.text for td in soup(answer).select("td")}
    assert Goal.objects.get().text == "Van de ander"


def test_a_binding_rule_stands_above_the_form(amira, login, case):
    step = StepFactory(case=case, rule="45 dagen geldig", rule_kind="LEGAL")
    said = {"version": 1, "until": LATER, "reason": "ziek"}

    answer = login(amira).post(f"/stap/{step.pk}/uitstellen/", said)

    assert answer.status_code == 422
    assert "45 dagen geldig" in soup(answer).main.text
    said["knows_rule"] = "on"
    assert login(amira).post(f"/stap/{step.pk}/uitstellen/", said).status_code == 303


def test_a_template_chosen_twice_tells_what_was_there(amira, login, file_of, case):
    browser, address = login(amira), f"{file_of}plan/sjablonen/activation/"
    goals = [i["value"] for i in soup(browser.get(address)).select("[name=template]")]
    assert browser.post(address, {"template": goals}).status_code == 303

    again = browser.post(address, {"template": goals})

    assert again.status_code == 422
    assert "Dit staat al op het plan" in soup(again).main.text
    assert Goal.objects.count() == 2


def test_figures_of_several_domains_are_saved_at_once(amira, login, file_of):
    said = {"measured_on": TODAY.isoformat(), "HOUSING": "2", "HEALTH": "5"}
    assert login(amira).post(f"{file_of}plan/stand/", said).status_code == 303

    rows = Measurement.objects.order_by("domain").values_list("domain", "score")
    assert list(rows) == [("HEALTH", 5), ("HOUSING", 2)]
    lines = soup(login(amira).get(f"{file_of}plan/")).select("svg.progress-line")
    assert [line["aria-label"] for line in lines] == [
        "wonen: 23/11/2026: 2 van 5, niet stabiel, hulp nodig",
        "gezondheid: 23/11/2026: 5 van 5, zelfstandig",
    ]


def test_a_child_does_not_stand_on_the_road_to_work(amira, login, file_of, household):
    child = household.members.filter(relation="CHILD").first().person
    said = {"person": child.pk, "stage": "SCREENING", "starts_on": TODAY.isoformat()}

    assert login(amira).post(f"{file_of}plan/activering/", said).status_code == 422
    assert not Activation.objects.exists()


# -- Paper -----------------------------------------------------------------------------------------
def test_the_print_is_in_two_languages_and_marks_what_is_not_checked(amira, login, file_of, case):
    GoalFactory(case=case)
    listed = ListedStep.objects.get(code="health_insurance")
    StepFactory(case=case, listed=listed, title=listed.title)
    vdab = ListedStep.objects.get(code="vdab")
    StepFactory(case=case, listed=vdab, title="Iets heel anders")  # changed by hand

    page = soup(login(amira).get(f"{file_of}plan/afdruk/?taal=uk"))

    theirs = {element.text for element in page.select("[lang=uk]")}
    assert {
        "Наш план",
        "житло",
        "переклад не перевірено",
        "Записатися до лікарняної каси",
    } <= theirs
    assert "Зареєструватися у VDAB" not in theirs
    assert "vertaling niet nagekeken" in page.text
    assert len(page.select(".box")) == 2


def test_the_print_in_dutch_alone_says_nothing_twice(amira, login, file_of):
    for asked in ("nl", "xx"):
        page = soup(login(amira).get(f"{file_of}plan/afdruk/?taal={asked}"))
        assert not page.select("main [lang]")


def test_a_signature_is_under_the_text_that_was_printed(amira, login, file_of, case, household):
    mother = household.members.get(relation="REFERENCE").person
    browser, address = login(amira), f"{file_of}plan/ondertekening/"
    seen = soup(browser.get(address)).select_one("[name=seen]")["value"]
    said = {"seen": seen, "person": mother.pk, "signed_on": TODAY.isoformat()}
    StepFactory(case=case)

    refused = browser.post(address, said)
    assert refused.status_code == 422
    assert "gewijzigd sinds deze tekst" in soup(refused).main.text

    said["seen"] = soup(browser.get(address)).select_one("[name=seen]")["value"]
    assert browser.post(address, said).status_code == 303
    assert PlanSigning.objects.get().plan_hash == said["seen"]


# -- Lists -----------------------------------------------------------------------------------------
def test_a_tile_its_list_and_its_export_agree(amira, bram, login, case, household):
    mother = household.members.get(relation="REFERENCE").person
    ActivationFactory(case=case, person=mother)
    for actor, number in ((amira, 1), (bram, 0)):
        browser = login(actor)
        page = soup(browser.get("/activering/?stand=SCREENING"))
        tile = page.select_one("a.tile[href$='stand=SCREENING'] .count").text
        rows = page.select("#rows tbody tr")
        lines = browser.get("/activering/?stand=SCREENING&formaat=csv").content.decode("utf-8-sig")
        assert (int(tile), len(rows), len(lines.splitlines()) - 1) == (number, number, number)


def test_a_filter_that_does_not_exist_lists_nobody(amira, login):
    assert "Deze filter bestaat niet" in soup(login(amira).get("/activering/?stand=x")).main.text
