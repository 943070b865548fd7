"""A national number somebody has already: told to who may know, and to nobody else."""

import pytest
from django.utils.html import escape

from eenplan.cases.models import WorkItem
from eenplan.core.models import AuditEvent
from eenplan.people.models import Household, Person
from tests.factories import AssignmentFactory, HouseholdFactory
from tests.support.arrivals import arrival_form
from tests.support.htmx import soup

NUMBER = "85073003328"
REFUSED = f"Het nummer {NUMBER} hoort al bij"


@pytest.fixture
def known(other_team, central):
    """Make a household of which the reference person has the number."""

    def _known(team=other_team, **facts):
        household = HouseholdFactory(name="Iryna Melnyk", team=team, **facts)
        Person.objects.filter(memberships__household=household).update(national_number=NUMBER)
        return household

    return _known


@pytest.fixture
def arrive(amira, central, login):
    """Let Amira register a family without an address, the mother with the number."""

    def _arrive(**changes):
        form = arrival_form(
            amira.user_id,
            **{
                "target_group": "RESIDENT",
                "p-0-national_number": NUMBER,
                "not_known": "on",
                **changes,
            },
        )
        return login(amira).post("/aankomst/", form)

    return _arrive


def messages():
    return WorkItem.objects.exclude(kind="UNASSIGNED")


def number_of_newest() -> str:
    newest = Household.objects.latest("pk")
    return newest.members.get(relation="REFERENCE").person.national_number


def test_a_number_of_a_household_in_sight_is_refused_with_who_and_where(known, arrive, team):
    household = known(team=team)

    response = arrive()

    assert response.status_code == 422
    told = f"{REFUSED} Iryna Melnyk, gezin {household.number} (Wijkteam Heuvelkant)."
    assert escape(told) in response.content.decode()
    assert Household.objects.get() == household
    assert not messages().exists()


def test_a_number_of_a_household_out_of_sight_is_set_aside_and_its_team_is_told(
    known, arrive, other_team
):
    household = known()

    response = arrive()

    assert response.status_code == 303
    assert number_of_newest() == ""
    item = messages().get()
    assert (item.case.household, item.team, item.worker) == (household, other_team, None)
    newest = Household.objects.latest("pk")
    assert item.text == (
        "Mogelijk dubbel: zelfde rijksregister- of BIS-nummer als gezin "
        f"{newest.number} (Centraal team)."
    )
    assert AuditEvent.objects.get(event="people.number-set-aside").detail == {
        "holder": household.number
    }


def test_the_desk_is_told_nothing(known, arrive, amira, login):
    household = known(helped_elsewhere=True)

    response = arrive(not_known=None)

    assert response.status_code == 303  # not even a question whether somebody is known
    page = soup(login(amira).get(response["Location"]))
    assert NUMBER not in page.text and "dubbel" not in page.text
    assert household.number not in page.text
    assert messages().get().case.household == household


def test_the_worker_who_holds_the_known_household_gets_the_message(known, arrive, bram):
    household = known()
    AssignmentFactory(case=household.cases.get(), worker_id=bram.user_id)

    arrive()

    assert messages().get().worker_id == bram.user_id


def test_of_who_is_helped_elsewhere_the_other_team_is_not_told(known, arrive, central):
    household = known()

    arrive(helped_elsewhere="on")

    newest = Household.objects.latest("pk")
    assert newest.helped_elsewhere
    item = messages().get()
    assert (item.case.household, item.team) == (newest, central)
    assert f"als gezin {household.number} (Wijkteam Molenwijk)" in item.text


def test_a_household_without_open_case_leaves_an_audit_line_only(known, arrive):
    household = known(case=False)

    assert arrive().status_code == 303

    assert not WorkItem.objects.filter(case__household=household).exists()
    assert AuditEvent.objects.filter(event="people.number-set-aside").exists()


def test_a_doubtful_number_is_kept_and_tells_nobody(known, arrive):
    household = known()
    wrong = "85073003399"
    Person.objects.filter(memberships__household=household).update(
        national_number=wrong, national_number_doubted=True
    )

    arrive(**{"p-0-national_number": wrong})

    assert number_of_newest() == wrong
    assert not messages().exists()


def test_the_question_whether_somebody_is_known_looks_at_the_number(known, arrive, team):
    known(team=team)

    response = arrive(not_known=None)

    assert response.status_code == 422
    assert "zelfde rijksregister- of BIS-nummer" in soup(response).text
    assert Household.objects.count() == 1


def test_the_question_tells_the_team_of_a_household_out_of_sight(known, arrive):
    known()

    text = soup(arrive(not_known=None)).text

    assert "1 dossier bij Wijkteam Molenwijk" in " ".join(text.split())
    assert "Melnyk" not in text
