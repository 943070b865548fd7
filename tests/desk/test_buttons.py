"""A button is shown to who may use it, and the page behind it opens for exactly the same people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.core.models import FileRead
from eenplan.people.services import hand_to_team
from tests.factories import AssignmentFactory, StepFactory, WorkItemFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY

MOST_QUERIES = 20


@pytest.fixture
def step(household):
    return StepFactory(case=household.cases.get())


@pytest.fixture
def pages(household, step):
    """Where each button stands, and where it leads."""
    file = f"/gezin/2026/{household.serial}/"
    return {
        "contact": (file, f"{file}contact/"),
        "details": (f"{file}personen/", f"{file}contactgegevens/"),
        "step": (f"{file}plan/", f"/stap/{step.pk}/klaar/"),
    }


@pytest.fixture
def registrar(join, household, other_team):
    """Make a case manager of another team who registered the household: sees it for some days."""
    nadia = join("nadia", "CASE_MANAGER", other_team)
    household.registered_by_id, household.desk_until = nadia.user_id, TODAY.replace(day=30)
    household.save()
    return nadia


@pytest.mark.parametrize("button", ["contact", "details", "step"])
@pytest.mark.parametrize(
    ("who", "may"), [("amira", True), ("dirk", True), ("registrar", False), ("ilse", False)]
)
def test_a_button_is_shown_to_who_may_open_its_page(who, may, button, request, login, pages):
    client = login(request.getfixturevalue(who))
    stands_on, leads_to = pages[button]

    with CaptureQueriesContext(connection) as queries:
        shown = client.get(stands_on)

    assert shown.status_code == 200
    assert len(queries) <= MOST_QUERIES
    assert bool(soup(shown).select(f'a.btn[href="{leads_to}"]')) == may
    FileRead.objects.all().delete()
    opened = client.get(leads_to)
    assert opened.status_code == (200 if may else 403)
    assert FileRead.objects.exists() == may
    assert client.post(leads_to, {"version": 1}).status_code in ((303, 422) if may else (403, 422))


def test_a_household_that_left_the_team_keeps_no_buttons_on_mijn_dag(
    amira, join, household, step, team, other_team, login
):
    over_all = join("over", "LINE_MONITOR", team)  # who opens all files: the case stays in sight
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    WorkItemFactory(case=case, team=team, worker_id=amira.user_id)
    household.registered_by_id, household.desk_until = amira.user_id, TODAY.replace(day=30)
    household.save()
    client = login(amira)
    wanted = {f"/stap/{step.pk}/klaar/", f"/gezin/2026/{household.serial}/contact/"}
    before = soup(client.get("/"))
    assert wanted <= {a["href"] for a in before.select("main li a.btn")}
    assert len(before.select("main li form")) == 1

    hand_to_team(actor=over_all, household=household, team=other_team, reason="x", on=TODAY)

    after = soup(client.get("/"))
    assert after.select("main li .what")
    assert not after.select("main li a.btn")
    # What was addressed to somebody by name may still be ticked off by that person.
    assert [form["action"] for form in after.select("main li form")] == [
        form["action"] for form in before.select("main li form")
    ]
