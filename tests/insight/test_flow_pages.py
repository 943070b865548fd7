"""The page of in- and outflow: who sees it, what stands behind each number, the advice on staff."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases.enums import AdviceAnswer, AdviceKind
from eenplan.cases.errors import AlreadyDecided, NoReason
from eenplan.cases.models import Case, StaffingAdvice
from eenplan.cases.services.staffing import answer_advice
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import Norm
from tests.factories import HouseholdFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY

PAGE = "/cijfers/in-en-uitstroom/"


@pytest.fixture
def opened(team, area):
    """Make households whose case opened on a day, in the care of a team since."""

    def _opened(day, number=1, of=team, **facts):
        found = []
        for _ in range(number):
            household = HouseholdFactory(team=of, area=area, **facts)
            household.care.update(starts_on=day)
            Case.objects.filter(household=household).update(opened_on=day)
            found.append(household)
        return found

    return _opened


def weeks_on(page) -> list[list[str]]:
    return [
        [cell.get_text(strip=True) for cell in row.select("td")]
        for row in page.select("#rows tbody tr")
    ]


def test_each_number_of_a_week_leads_to_a_list_of_that_length(dirk, login, team, opened):
    opened(date(2026, 11, 17), 3)
    opened(date(2026, 11, 3), 2)
    client = login(dirk)
    page = soup(client.get(f"{PAGE}?team={team.pk}"))

    assert weeks_on(page)[-2] == ["2", "3", "0", "0", "0", "5"]
    for link in page.select("#rows a[data-figure]"):
        listed = client.get(f"{link['href']}&formaat=json").json()
        assert listed["count"] == len(listed["rows"]) == int(link.text)


def test_the_list_of_who_is_out_of_sight_counts_without_name_or_number(
    dirk, login, central, opened
):
    [hidden] = opened(date(2026, 11, 17), of=central, name="Verborgen Gezin", helped_elsewhere=True)
    address = f"{PAGE}lijst/?team={central.pk}&week=2026-11-16&wat=nieuw"
    client = login(dirk)

    page, file = client.get(address), client.get(f"{address}&formaat=csv")

    assert len(soup(page).select("#rows tbody tr")) == 1
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][2:4] == ["buiten uw zicht"] * 2
    told = client.get(f"{address}&formaat=json").content + page.content + file.content
    assert b"Verborgen" not in told
    assert hidden.number.encode() not in told


def test_who_sees_figures_but_opens_no_file_sees_no_name(joris, login, team, opened):
    opened(date(2026, 11, 17), name="Olena Kovalchuk")
    client = login(joris)

    answer = client.get(f"{PAGE}lijst/?week=2026-11-16&wat=nieuw")

    assert "buiten uw zicht" in soup(answer).text
    assert "Kovalchuk" not in soup(answer).text


@pytest.mark.parametrize("who", ["amira", "celine", "femke", "guy"])
def test_without_the_capability_there_are_no_flows(who, request, login):
    client = login(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == client.get(f"{PAGE}lijst/").status_code == 403


@pytest.mark.parametrize(
    "asked",
    ["?week=2026-99-99&wat=nieuw", "?week=2026-11-16&wat=alles", "?week=9999-01-01&wat=in", ""],
)
def test_a_filter_that_cannot_be_lists_nothing_and_says_so(asked, dirk, login, opened):
    opened(date(2026, 11, 17))
    answer = login(dirk).get(f"{PAGE}lijst/{asked}")

    assert answer.status_code == 200
    assert "bestaat niet" in soup(answer).text
    assert not soup(answer).select("#rows tbody tr")


def test_a_team_that_does_not_exist_shows_nothing(dirk, login):
    assert "bestaat niet" in soup(login(dirk).get(f"{PAGE}?team=999999")).text


def test_without_norms_the_page_says_what_is_missing(dirk, login):
    Norm.objects.filter(key="forecast_weeks").delete()
    assert "nog niet bepaald" in soup(login(dirk).get(PAGE)).text


def test_the_page_asks_the_same_queries_however_many_teams_and_cases(
    dirk, login, team, other_team, opened
):
    client, asked = login(dirk), []
    for number in (1, 3):
        opened(date(2026, 11, 17), number)
        opened(date(2026, 11, 10), number, of=other_team)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        asked.append(len(queries))
    assert asked[0] == asked[1]


# -- Advice ----------------------------------------------------------------------------------------
@pytest.fixture
def crowded(amira, opened):
    """Amira may hold four; five came in the last weeks."""
    Norm.objects.filter(key="households_per_case_manager").update(value=4)
    opened(date(2026, 11, 3), 3)
    opened(date(2026, 11, 17), 2)


def test_the_advice_is_kept_as_it_was_with_the_answer(crowded, dirk, team):
    row = answer_advice(actor=dirk, team=team, answer=AdviceAnswer.ACCEPTED, reason="", on=TODAY)

    assert (row.kind, row.held, row.capacity) == (AdviceKind.GROW, 5, 4)
    assert "nu al boven de norm: 5 gezinnen, plaats voor 4" in row.text
    assert AuditEvent.objects.filter(event="cases.advice-answered").count() == 1


def test_advice_is_answered_once_a_week_and_not_followed_only_with_a_reason(crowded, dirk, team):
    def answer(what, reason=""):
        return answer_advice(actor=dirk, team=team, answer=what, reason=reason, on=TODAY)

    with pytest.raises(NoReason):
        answer(AdviceAnswer.REJECTED, "  ")
    answer(AdviceAnswer.REJECTED, "Er komt iemand terug uit verlof.")
    with pytest.raises(AlreadyDecided):
        answer(AdviceAnswer.ACCEPTED)
    assert StaffingAdvice.objects.count() == 1


def test_only_who_steers_the_team_answers(crowded, amira, els, join, other_team, team):
    for actor in (amira, els, join("boss", "TEAM_COORDINATOR", other_team)):
        with pytest.raises(NotAllowed):
            answer_advice(actor=actor, team=team, answer=AdviceAnswer.ACCEPTED, reason="", on=TODAY)


def test_the_page_answers_and_shows_what_was_answered(crowded, dirk, login, team):
    client = login(dirk)
    assert "Volg het advies" in soup(client.get(f"{PAGE}?team={team.pk}")).text

    refused = client.post(f"{PAGE}{team.pk}/advies/", {"reason": ""})
    done = client.post(f"{PAGE}{team.pk}/advies/", {"reason": "", "volg": "1"})

    assert (refused.status_code, done.status_code) == (422, 303)
    assert "waarom u het advies niet volgt" in soup(refused).text
    page = soup(client.get(f"{PAGE}?team={team.pk}"))
    assert "Deze week beantwoord: aanvaard" in page.text
    assert "Volg het advies" not in page.text


def test_the_advice_of_a_team_one_does_not_steer_cannot_be_answered(login, join, other_team, team):
    client = login(join("boss", "TEAM_COORDINATOR", other_team))
    assert client.post(f"{PAGE}{team.pk}/advies/", {"volg": "1"}).status_code == 404
