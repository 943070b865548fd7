"""No address of ours breaks on a number that fits in no column."""

import re

import pytest

from eenplan.cases.models import Case
from tests.factories import HouseholdFactory, MembershipFactory, StepFactory
from tests.test_consistency import own_pages

NUMBERS = ["0", "32768", "2147483648", "99999999999", "9" * 20, "9" * 400, "9" * 4400]
WORDS = {
    "name": "stil",
    "key": "quiet_days",
    "code": "HOST_FAMILY",
    "list_code": "activation",
    "direction": "omhoog",
    "language": "uk",
    "section": "HOME",
    "kind": "wage",
}
PATHS = sorted({path for path, _ in own_pages() if "<int:" in path})


def address(path: str, number: str, *, only: int | None = None) -> str:
    """Return the address with a number in every place, or in one and what exists in the others."""
    path = re.sub(r"<(?:str|slug):(\w+)>", lambda found: WORDS[found[1]], path)
    places = re.findall(r"<int:\w+>", path)
    for place, name in enumerate(places):
        known = "2026" if "year" in name else "1"
        path = path.replace(name, number if only in (None, place) else known, 1)
    return f"/{path}"


@pytest.fixture
def everybody(amira, team, central, norms):
    """Give Amira every role: nothing is refused before the number is looked at."""
    HouseholdFactory(team=team)
    for role in (
        *("HOUSING_COORDINATOR", "TEAM_COORDINATOR", "ADMINISTRATOR", "RECEPTION"),
        *("SAFEGUARDING_LEAD", "INSPECTOR", "COMMITTEE_SECRETARY", "COMMITTEE_CHAIR"),
        *("FINANCE", "LINE_MONITOR"),
    ):
        MembershipFactory(user_id=amira.user_id, team=team, role=role)
    return amira


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_number_that_cannot_be_is_not_found(path, method, everybody, login):
    client = login(everybody)
    send = getattr(client, method)
    for number in NUMBERS:
        for only in (None, *range(path.count("<int:"))):
            response = send(address(path, number, only=only))
            assert response.status_code in (404, 405), (number, response.status_code)


LISTS = [
    "/gezinnen/",
    "/voorstellen/",
    "/plaatsen/",
    "/beheer/",
    "/beheer/teams/",
    "/beheer/gebruikers/",
    "/beheer/wijken/",
    "/contingentmeter/",
]
ASKED = ["pagina", "team", "worker", "wijk", "personen", "verblijf", "indeling", "op", "q"]


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("form", ["", "csv"])
def test_a_number_in_the_question_of_a_list_breaks_nothing(name, form, everybody, joris, login):
    for client in (login(everybody), login(joris)):
        for address in LISTS:
            for number in (*NUMBERS, "-1", "-" + "9" * 30):
                response = client.get(address, {name: number, "formaat": form})
                assert response.status_code in (200, 403, 404), (address, number)


def test_the_stay_in_the_address_of_leaving_may_be_any_number(everybody, login):
    client = login(everybody)
    for number in NUMBERS:
        answer = client.get("/gezin/2026/1/verblijf-beeindigen/", {"verblijf": number})
        assert answer.status_code == 200


@pytest.mark.parametrize("version", NUMBERS)
def test_a_version_in_a_form_may_be_any_number(version, everybody, login):
    case = Case.objects.get()
    step, client = StepFactory(case=case), login(everybody)
    details = {"contact_channel": "PHONE", "contact_language": "uk"}
    for where, said in (
        (f"/stap/{step.pk}/klaar/", {}),
        (f"/dossier/{case.pk}/toewijzen/", {"worker": everybody.user_id}),
        ("/gezin/2026/1/contactgegevens/", details),
    ):
        answer = client.post(where, said | {"version": version})
        assert answer.status_code in (409, 422), (where, version)
