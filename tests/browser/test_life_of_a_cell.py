"""A whole life of a temporary cell: opened, grown, evaluated, wound down, closed.

The pages are a real Chromium's; what carries out the handovers is the real command, in a process
of its own that is killed half-way.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from eenplan.cases.caseloads import workers_by_team
from eenplan.cases.enums import HandoverState, LineState
from eenplan.cases.models import Assignment, Case, Handover, HandoverLine, HandoverRun
from eenplan.network.models import Referral
from eenplan.organisation.models import Membership, Team, User
from eenplan.people.models import Household, ReadAlong, TeamCare
from eenplan.territory.models import StreetSegment
from tests.browser.conftest import Seat
from tests.factories import (
    AreaFactory,
    HandoverFactory,
    MembershipFactory,
    TeamAreaFactory,
    TeamFactory,
    UserFactory,
)
from tests.factories.network import ReferralFactory
from tests.support.many_households import Outline, many_households
from tests.support.setting import REPOSITORY, TODAY

OPENED, GROWN, EVALUATED = date(2026, 3, 2), date(2026, 4, 1), date(2026, 11, 16)
TEAMS, EACH, STAFF = 12, 40, 12
DISTANT, CLOSED_FILES = 5, 6
NORM = 40
DECISION = "Besluit van het vast bureau: de cel stopt."


# -- The town and its clock ------------------------------------------------------------------------
@pytest.fixture
def it_is():
    """Let it be a day: `it_is(OPENED)`."""
    clocks = []

    def _it_is(day: date) -> None:
        for clock in clocks:
            clock.stop()
        clocks[:] = [time_machine.travel(f"{day}T10:00:00+01:00", tick=True)]
        clocks[0].start()

    yield _it_is
    for clock in clocks:
        clock.stop()


@pytest.fixture
def teams(norms):
    """Twelve neighbourhoods with a team each, of two half-time workers: room for forty, no more."""
    found = []
    for number in range(TEAMS):
        area = AreaFactory(name=f"Buurt {number + 1:02}")
        team = TeamFactory(name=f"Wijkteam Buurt {number + 1:02}")
        TeamAreaFactory(team=team, area=area)
        MembershipFactory(team=team, case_fraction="0.50" if number else "0.60")
        MembershipFactory(team=team, case_fraction="0.50")
        found.append(team)
    StreetSegment.objects.create(key="buurtstraat", area=found[0].team_areas.get().area)
    return found


@pytest.fixture
def people(teams, central):
    """Karim who manages, Céline at the desk, Lotte of the central team, and who joins the cell."""

    def somebody(username: str) -> User:
        return UserFactory(username=username, first_name=username.title(), last_name="Testers")

    MembershipFactory(user=somebody("karim"), team=central, role="ADMINISTRATOR", case_fraction=0)
    MembershipFactory(user=somebody("celine"), team=teams[0], role="RECEPTION", case_fraction=0)
    MembershipFactory(user=somebody("lotte"), team=central)
    somebody("dries")
    return [somebody(f"wera{number:02}") for number in range(1, STAFF + 1)]


@pytest.fixture
def sit_down(browser, live_server, browser_context_args):
    """Give somebody a browser of their own and sign in there."""
    contexts = []

    def _sit_down(username: str) -> Seat:
        contexts.append(browser.new_context(**browser_context_args))
        seat = Seat(contexts[-1].new_page(), live_server.url)
        seat.page.set_default_timeout(30_000)
        seat.sign_in(username)
        return seat

    yield _sit_down
    for context in contexts:
        context.close()


def fill(seat: Seat, answers: dict[str, str]) -> None:
    for label, answer in answers.items():
        field = seat.page.get_by_label(label, exact=True)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.fill(answer)


def press(seat: Seat, button: str) -> None:
    seat.page.get_by_role("button", name=button).click()


def told(seat: Seat, text: str) -> None:
    seat.page.get_by_text(text).first.wait_for()


# -- Opened and grown ------------------------------------------------------------------------------
def open_the_cell(karim: Seat) -> Team:
    karim.go(reverse("staff:new_cell"))
    fill(
        karim,
        {
            "Naam": "Cel Oekraïne",
            "Doelgroep": "tijdelijk ontheemde",
            "Nummer van het besluit": "VB 2026/12",
            "Besluit van": "vast bureau",
            "Opdracht van de cel": "Opvang en begeleiding van wie vlucht.",
            "Medewerkers bij de start": "6",
            "Later uitbreidbaar tot": "12",
            "Uitbreiding vanaf": GROWN.isoformat(),
            "Eerste evaluatie op": EVALUATED.isoformat(),
            "Tweede evaluatie op": "",
            "Derde evaluatie op": "",
        },
    )
    press(karim, "Open de cel")
    told(karim, "Cel Oekraïne is opgericht.")
    karim.check()
    return Team.objects.get(name="Cel Oekraïne")


def give_role(karim: Seat, user: User, cell: Team, role: str, fraction: str) -> None:
    karim.go(f"{reverse('organisation:new_role', args=[user.pk])}?team={cell.pk}")
    fill(karim, {"Rol": role, "Deel van voltijds voor gezinnen": fraction})
    press(karim, "Geef deze rol")


def staff_the_cell(karim: Seat, cell: Team, users: list[User], *, refused: User, limit: int):
    for user in users:
        give_role(karim, user, cell, "maatschappelijk werker", "1")
        told(karim, f"{user} heeft een rol in {cell}.")
    give_role(karim, refused, cell, "maatschappelijk werker", "1")
    told(karim, f"Deze tijdelijke cel telt al {limit} van de {limit} medewerkers")
    assert not Membership.objects.filter(user=refused).exists()


def set_state(seat: Seat, cell: Team, state: str) -> None:
    seat.go(reverse("staff:cell_state", args=[cell.pk]))
    seat.page.get_by_label(state, exact=True).check()
    fill(seat, {"Waarom? Noem het besluit": "VB 2026/12"})
    press(seat, "Bewaar de toestand")
    told(seat, f"{cell} is nu {state}.")


def a_family_arrives(celine: Seat, family_name: str, born: str) -> Household:
    celine.go(reverse("desk:arrival"))
    page = celine.page
    page.get_by_label("gevlucht uit Oekraïne").check()
    page.get_by_label("nergens: geen dak vannacht").check()
    block = page.locator("fieldset.person-block").first
    block.get_by_label("Familienaam").fill(family_name)
    block.get_by_label("Voornaam").fill("Daryna")
    block.get_by_label("Geslacht").select_option("F")
    block.get_by_label("Geboortedatum").fill(born)
    fill(celine, {"Straat": "Buurtstraat", "Nummer": "7"})
    page.get_by_label("Telefoon van het gezin").fill("0470 11 22 33")
    press(celine, "Bewaar aankomst")
    page.wait_for_url("**/gezin/2026/*/plan/")
    return Household.objects.get(name__contains=family_name)


def hold_the_evaluation(dries: Seat, cell: Team) -> None:
    dries.go(reverse("desk:cell", args=[cell.pk]))
    told(dries, "is nog niet genoteerd")
    dries.page.get_by_role("link", name="Noteer wat beslist is").click()
    dries.page.get_by_label("afbouwen", exact=True).check()
    fill(dries, {"Samenvatting": "Er komt bijna niemand meer bij."})
    press(dries, "Bewaar de evaluatie")
    told(dries, "De evaluatie is bewaard: afbouwen.")


# -- Wound down ------------------------------------------------------------------------------------
def a_full_cell(cell: Team, teams: list[Team], workers: list[User]) -> list[Household]:
    """Fill the cell up to 480 households in care, and some files that were closed before."""
    areas = [team.team_areas.get().area for team in teams]
    held = Counter(
        Assignment.objects.open().filter(worker__in=workers).values_list("worker", flat=True)
    )
    free = [worker.pk for worker in workers for _ in range(NORM - held[worker.pk])]
    wanted = [areas[number % TEAMS] for number in range(TEAMS * EACH)][sum(held.values()) :]
    outlines = [
        Outline(area, worker, helped_elsewhere=number < DISTANT)
        for number, (area, worker) in enumerate(zip(wanted, free, strict=True))
    ]
    outlines += [Outline(areas[number], None) for number in range(CLOSED_FILES)]
    return many_households(cell, outlines, target_group="TEMPORARY_PROTECTION")


def decide(dries: Seat, cell: Team) -> None:
    dries.go(reverse("desk:cell", args=[cell.pk]))
    dries.page.get_by_role("link", name="Draag de gezinnen over").click()
    told(dries, f"Wat er zou gebeuren: {TEAMS * EACH} gezinnen en {CLOSED_FILES} gesloten dossiers")
    preview = dries.page.get_by_role("region", name="Per team").locator("tbody tr")
    lines = {row[0]: row[1:] for row in (line.split("\t") for line in preview.all_inner_texts())}
    assert len(lines) == TEAMS + 1
    assert sum(int(line[0]) for line in lines.values()) == TEAMS * EACH
    assert {line[2] for line in lines.values()} == {"0"}, "nobody is short of room"
    assert lines["Centraal team"][0] == str(DISTANT)
    dries.check()
    fill(dries, {"Welke beslissing, en waarom?": DECISION})
    press(dries, "Draag 486 dossiers over")
    told(dries, "0 van 486")
    dries.check()


def start_the_command() -> subprocess.Popen:
    """Start `eenplan handovers` as a process of its own on the database of the test."""
    at = connection.get_connection_params()
    who = quote(at["user"]) + (f":{quote(at['password'])}" if at.get("password") else "")
    where = f"{quote(at.get('host') or 'localhost', safe='')}:{at.get('port') or 5432}"
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.on_day", TODAY.isoformat(), "handovers"],
        cwd=REPOSITORY,
        env={**os.environ, "DATABASE_URL": f"postgres://{who}@{where}/{at['dbname']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def lines_done() -> int:
    return HandoverLine.objects.filter(state=LineState.DONE).count()


def kill_it_half_way(process: subprocess.Popen) -> int:
    """Kill the command, as a power cut does, when half of the lines are done; say how many."""
    deadline = time.monotonic() + 120
    while lines_done() < 240:
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, lines_done()
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    time.sleep(1)  # until the database, too, knows that nobody is there any more
    return lines_done()


def every_household_has_one_team_and_one_case_manager(households: list[Household]) -> None:
    open_cases = Case.objects.filter(closed_on=None, household__in=households)
    held = Counter(
        Assignment.objects.open().filter(case__in=open_cases).values_list("case", flat=True)
    )
    assert len(held) == open_cases.count() == TEAMS * EACH
    assert set(held.values()) == {1}
    cared = Counter(
        TeamCare.objects.open().filter(household__in=households).values_list("household", flat=True)
    )
    assert len(cared) == len(households) == TEAMS * EACH + CLOSED_FILES
    assert set(cared.values()) == {1}


def everybody_is_where_the_plan_said(households: list[Household], central: Team) -> None:
    teams = dict(TeamCare.objects.open().values_list("household", "team__team_areas__area"))
    cared = dict(TeamCare.objects.open().values_list("household", "team"))
    for household in households:
        if household.helped_elsewhere:
            assert cared[household.pk] == central.pk
        else:
            assert teams[household.pk] == household.area_id
    lines = HandoverLine.objects.select_related("handover")
    assert Counter(line.state for line in lines) == {LineState.DONE: TEAMS * EACH + CLOSED_FILES}
    assert len({line.case_id for line in lines}) == len(lines)
    moved = Handover.objects.filter(state=HandoverState.ACCEPTED)
    assert moved.count() == moved.values("case").distinct().count() == TEAMS * EACH


def nobody_is_above_the_norm() -> None:
    every = workers_by_team(list(Team.objects.all()), on=TODAY)
    for worker in (worker for workers in every.values() for worker in workers):
        assert worker.households <= worker.cap(NORM), worker


def holder_of(case: Case) -> User:
    return case.assignments.open().get().worker


def try_to_close(dries: Seat, cell: Team) -> None:
    dries.go(reverse("desk:end_team", args=[cell.pk]))
    fill(dries, {"Waarom? Noem het besluit": DECISION})
    press(dries, "Sluit de cel")


# -- The story -------------------------------------------------------------------------------------
def test_a_whole_life_of_a_temporary_cell(it_is, teams, people, central, sit_down):
    # Opened: six may work there, the seventh waits for the step to twelve
    it_is(OPENED)
    karim, head = sit_down("karim"), User.objects.get(username="dries")
    cell = open_the_cell(karim)
    give_role(karim, head, cell, "teamcoördinator", "0")
    staff_the_cell(karim, cell, [head, *people[:5]], refused=people[5], limit=6)
    first = a_family_arrives(sit_down("celine"), "Kovalenko", "1990-03-04")
    assert first.care.open().get().team == cell

    # Grown: the step is in force, and the cell works
    it_is(GROWN)
    staff_the_cell(sit_down("karim"), cell, people[5:11], refused=people[11], limit=12)
    set_state(sit_down("dries"), cell, "werkt")

    # Evaluated, and wound down: a new family of the target group goes to the team of its address
    it_is(EVALUATED)
    dries = sit_down("dries")
    hold_the_evaluation(dries, cell)
    set_state(dries, cell, "in afbouw")
    late = a_family_arrives(sit_down("celine"), "Savchenko", "1985-08-01")
    assert late.care.open().get().team == teams[0]

    # 480 households with twelve workers; one was referred to a service, one offered to a team
    it_is(TODAY)
    workers = [head, *people[:11]]
    households = [first, *a_full_cell(cell, teams, workers)]
    referred, offered = (household.cases.get() for household in households[60:62])
    ReferralFactory(case=referred, sent_by=holder_of(referred))
    HandoverFactory(
        case=offered,
        from_team=cell,
        from_worker=holder_of(offered),
        to_team=teams[5],
        asked_by=holder_of(offered),
    )

    # The decision, and the command that is killed half-way
    dries, wera = sit_down("dries"), sit_down(holder_of(referred).username)
    decide(dries, cell)
    done = kill_it_half_way(start_the_command())
    assert 240 <= done < 486
    dries.page.reload()
    told(dries, f"{done} van 486")
    every_household_has_one_team_and_one_case_manager(households)
    dries.check()
    try_to_close(dries, cell)
    told(dries, f"{cell} heeft nog iets in handen (gezinnen in zorg: {486 - done},")
    dries.check()

    # Started again, twice at once: each line is done once
    for process in [start_the_command(), start_the_command()]:
        said, _ = process.communicate(timeout=240)
        assert process.returncode == 0, said
    dries.go(reverse("desk:handover_run", args=[HandoverRun.objects.get().pk]))
    told(dries, "486 van 486")
    every_household_has_one_team_and_one_case_manager(households)
    everybody_is_where_the_plan_said(households, central)
    nobody_is_above_the_norm()
    assert Handover.objects.get(case=offered, run=None).state == HandoverState.LAPSED
    assert Referral.objects.get().state == "SENT", "it went along with the household"

    # Who handed a household over reads along, until the cell is closed: then nothing, at once
    file = reverse("desk:household", args=[referred.household.year, referred.household.serial])
    assert wera.go(file).status == 200
    try_to_close(dries, cell)
    told(dries, "stopt op 23/11/2026")
    told(dries, "U hebt op dit moment geen rol.")
    assert not ReadAlong.objects.on(TODAY).exists()
    for page in (file, reverse("desk:households"), reverse("desk:my_day")):
        answer = wera.go(page)
        assert (answer.status in (403, 404), "Testenko" in answer.text()) == (True, False), page
