"""The pages of the lists: a coordinator drafts, compares, puts in force and brings plans along."""

from eenplan.cases.models import Step
from eenplan.guidance.models import ListVersion, StepList, StepText
from tests.cases.test_plan_updates import planned_before
from tests.support.htmx import soup
from tests.support.setting import TODAY

LIST = "/lijsten/temporary_protection/"
STEP = {
    "title": "Rijbewijs omwisselen",
    "explanation": "U wisselt uw rijbewijs om.",
    "owner": "FAMILY",
    "days": "60",
    "per": "household",
    "rule": "Streefdag",
    "rule_kind": "TARGET",
    "source": "eigen voorstel",
    "evidence": "own",
}


def test_from_a_draft_to_the_plans_of_the_team(dirk, team, area, login):
    case = planned_before(team, area)
    browser = login(dirk)
    assert browser.post(f"{LIST}concept/").status_code == 303
    version = f"{LIST}versie/2/"
    assert browser.post(f"{version}stap/", STEP | {"version": "1"}).status_code == 303
    compared = soup(browser.get(f"{LIST}vergelijken/?van=1&tot=2"))
    assert "nieuw Rijbewijs omwisselen" in " ".join(compared.main.text.split())
    force = {"version": "2", "starts_on": TODAY.isoformat(), "reason": "Vraag van de wijk"}
    assert browser.post(version, force).status_code == 303

    address = "/plannen-bijwerken/temporary_protection/"
    preview = soup(browser.get(address))
    assert "Rijbewijs omwisselen" in preview.main.text
    seen = preview.select_one("main [name=seen]")["value"]
    assert browser.post(address, {"seen": seen}).status_code == 303

    assert Step.objects.get(case=case, code="rijbewijs_omwisselen").due_on
    assert "Alle open plannen volgen deze versie" in soup(browser.get(address)).main.text


def test_a_coordinator_of_another_team_brings_no_foreign_plan_along(
    dirk, join, other_team, team, area, login
):
    planned_before(team, area)
    browser = login(dirk)
    browser.post(f"{LIST}concept/")
    browser.post(f"{LIST}versie/2/stap/", STEP | {"version": "1"})
    force = {"version": "2", "starts_on": TODAY.isoformat(), "reason": "x"}
    browser.post(f"{LIST}versie/2/", force)
    address = "/plannen-bijwerken/temporary_protection/"
    seen = soup(browser.get(address)).select_one("main [name=seen]")["value"]

    other = login(join("erik", "TEAM_COORDINATOR", other_team))

    assert not soup(other.get(address)).select("main [name=seen]")
    assert other.post(address, {"seen": seen}).status_code == 409
    assert not Step.objects.filter(code="rijbewijs_omwisselen").exists()


def test_who_edits_a_draft_second_sees_both_texts(dirk, login, norms):
    browser = login(dirk)
    browser.post(f"{LIST}concept/")
    step = ListVersion.objects.get(number=2).steps.get(code="vdab")
    address = f"/lijsten/stap/{step.pk}/"
    assert browser.post(address, STEP | {"version": "1"}).status_code == 303

    answer = browser.post(address, STEP | {"version": "1", "title": "Iets anders"})

    assert answer.status_code == 409
    assert {"Rijbewijs omwisselen", "Iets anders"} <= {td.text for td in soup(answer).select("td")}


def test_bad_input_is_told_at_its_field(dirk, login, norms):
    browser = login(dirk)
    browser.post(f"{LIST}concept/")
    for fields in ({"days": "-1"}, {"title": ""}, {"owner": "x"}, {"days": "9999"}):
        answer = browser.post(f"{LIST}versie/2/stap/", STEP | {"version": "1"} | fields)
        assert answer.status_code == 422, fields
        assert soup(answer).select(".error-summary a")
    old = browser.post(
        f"{LIST}versie/2/", {"version": "1", "starts_on": "2020-01-01", "reason": "x"}
    )
    assert old.status_code == 422
    assert "Deze dag is voorbij" in soup(old).main.text


def test_a_version_in_force_has_no_form_and_refuses_changes(dirk, login, norms):
    browser = login(dirk)
    page = soup(browser.get(f"{LIST}versie/1/"))
    assert not page.select("main form")
    assert browser.post(f"{LIST}versie/1/stap/", STEP | {"version": "1"}).status_code == 422
    assert ListVersion.objects.filter(list__code="temporary_protection").count() == 1


def test_a_translation_is_written_on_the_screen(dirk, login, norms):
    StepText.objects.all().delete()
    version = StepList.objects.get(code="resident").versions.get()
    step = version.steps.get()
    said = {"version": "0", "title": "What do you need?", "explanation": "We look together."}

    browser = login(dirk)
    assert browser.post(f"/lijsten/stap/{step.pk}/taal/en/", said).status_code == 303
    assert browser.get(f"/lijsten/stap/{step.pk}/taal/xx/").status_code == 404
    assert StepText.objects.get().title == "What do you need?"
    page = soup(browser.get("/lijsten/resident/versie/1/"))
    assert "van versie 1, niet nagekeken" in page.main.text


def test_lists_are_for_coordinators(amira, dirk, login, norms):
    assert login(amira).get("/lijsten/").status_code == 403
    assert login(dirk).get("/lijsten/").status_code == 200
    assert login(dirk).get("/lijsten/bestaat-niet/").status_code == 404
    assert login(dirk).get(f"{LIST}versie/99/").status_code == 404
