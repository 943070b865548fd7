"""Which household, which team: what somebody may do in one team says nothing about another."""

from datetime import timedelta

import pytest
from django.test import Client

from eenplan.cases import permissions as case_permissions, selectors as cases
from eenplan.core.access import Capability, system_actor
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.organisation.models import User
from eenplan.organisation.selectors import actor_for, get_team, team_choices, teams_of
from eenplan.organisation.selectors.teams import area_lines, team_line
from eenplan.people import permissions as people_permissions, selectors as people
from eenplan.people.models import Household, SpecificNeed
from eenplan.territory.models import StreetSegment
from eenplan.territory.streets import street_key
from tests.factories import (
    AssignmentFactory,
    ContactFactory,
    HouseholdFactory,
    MembershipFactory,
    TeamAreaFactory,
    TeamFactory,
    UserFactory,
    WorkItemFactory,
)
from tests.support.arrivals import arrival_form
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def mixed(join):
    """Let somebody have a role per team: `mixed((team, "RECEPTION"), …)` gives the Actor."""

    def _mixed(*roles):
        user = User.objects.get(pk=join("maud", "POLICY_ANALYST").user_id)
        for team, role in roles:
            MembershipFactory(user=user, team=team, role=role)
        return actor_for(user, on=TODAY)

    return _mixed


@pytest.fixture
def elsewhere(other_team):
    """A household of the other team, in the other team's neighbourhood."""
    area = other_team.team_areas.get().area
    return HouseholdFactory(name="Ander Gezin", team=other_team, area=area)


def sees(actor, household) -> bool:
    return Household.objects.visible_to(actor).filter(pk=household.pk).exists()


def page_of(household, tab="") -> str:
    return f"/gezin/{household.year}/{household.serial}/{tab}"


# -- A capability is had in a team ----------------------------------------------------------------
def test_an_actor_knows_in_which_team_something_may_be_done(mixed, team, other_team):
    actor = mixed((team, "TEAM_COORDINATOR"), (other_team, "RECEPTION"))

    assert actor.teams_with(Capability.CASE_ASSIGN) == {team.pk}
    assert actor.teams_with(Capability.HOUSING_PLACE) == {other_team.pk}
    assert actor.teams_with(Capability.HOUSEHOLD_VIEW) == {team.pk, other_team.pk}
    assert actor.teams_with(Capability.USERS_MANAGE) == frozenset()
    assert actor.can(Capability.CASE_ASSIGN) and not actor.can(Capability.USERS_MANAGE)


def test_the_actor_of_imports_may_do_everything_and_works_in_no_team():
    actor = system_actor(TODAY)

    assert actor.capabilities == set(Capability)
    assert actor.teams_with(Capability.CASE_WORK) == frozenset()


def test_a_coordinator_gives_out_cases_of_the_own_team_only(
    mixed, team, other_team, elsewhere, household, login
):
    actor = mixed((team, "TEAM_COORDINATOR"), (other_team, "RECEPTION"))
    browser = login(actor)
    case, other = household.cases.get(), elsewhere.cases.get()

    case_permissions.check_can_assign(actor, case)
    with pytest.raises(NotAllowed, match="bevoegde team"):
        case_permissions.check_can_assign(actor, other)
    assert browser.get(f"/dossier/{case.pk}/toewijzen/").status_code == 200
    assert browser.get(f"/dossier/{other.pk}/toewijzen/").status_code == 404
    assert not soup(browser.get(page_of(elsewhere))).select(f'a[href*="/{other.pk}/toewijzen/"]')
    assert soup(browser.get(page_of(household))).select(f'a[href*="/{case.pk}/toewijzen/"]')


def test_who_works_on_cases_in_one_team_does_not_in_another(
    mixed, team, other_team, elsewhere, household
):
    actor = mixed((team, "CASE_MANAGER"), (other_team, "RECEPTION"))

    case_permissions.check_can_work(actor, household.cases.get())
    people_permissions.check_can_edit(actor, household)
    with pytest.raises(NotAllowed):
        case_permissions.check_can_work(actor, elsewhere.cases.get())
    with pytest.raises(NotAllowed):
        people_permissions.check_can_edit(actor, elsewhere)


def test_cases_to_give_out_wait_for_the_coordinator_of_their_team_only(
    mixed, team, other_team, elsewhere, household
):
    actor = mixed((team, "TEAM_COORDINATOR"), (other_team, "CASE_MANAGER"))
    ours = WorkItemFactory(case=household.cases.get(), team=team)
    WorkItemFactory(case=elsewhere.cases.get(), team=other_team)

    assert list(cases.waiting_for(actor)) == [ours]


def test_the_team_board_is_of_the_teams_in_which_one_may_see_it(mixed, team, other_team, login):
    actor = mixed((team, "CASE_MANAGER"), (other_team, "RECEPTION"))
    browser = login(actor)

    assert list(teams_of(actor, Capability.TEAM_VIEW)) == [team]
    with pytest.raises(NotFound):
        get_team(actor, other_team.pk, Capability.TEAM_VIEW)
    assert browser.get(f"/team/{team.pk}/").status_code == 200
    assert browser.get(f"/team/{other_team.pk}/").status_code == 404


def test_a_role_that_opens_no_files_opens_none_of_its_team(
    mixed, team, other_team, elsewhere, household, amira, login
):
    actor = mixed((team, "VOLUNTEER_COORDINATOR"), (other_team, "CASE_MANAGER"))

    assert sees(actor, elsewhere)
    assert not sees(actor, household)
    assert login(actor).get(page_of(household)).status_code == 404
    assert team_choices(actor) == [(str(other_team.pk), other_team.name)]
    assert [pk for pk, _ in cases.worker_choices(actor)] == [str(actor.user_id)]


def test_a_file_offers_only_what_may_be_done_in_its_team(
    mixed, team, other_team, elsewhere, household, login
):
    browser = login(mixed((team, "CASE_MANAGER"), (other_team, "RECEPTION")))

    def offered(file):
        pages = [soup(browser.get(page_of(file, tab))) for tab in ("", "personen/")]
        return [link["href"] for page in pages for link in page.select(".actions a")]

    assert offered(household) == [
        page_of(household, "contact/"),
        page_of(household, "contactgegevens/"),
    ]
    assert offered(elsewhere) == []


# -- Specific needs and sensitive notes ------------------------------------------------------------
@pytest.fixture
def confided(household):
    """A need and a sensitive note of a household of Heuvelkant."""
    person = household.members.first().person
    SpecificNeed.objects.create(person=person, code="TRAUMA", starts_on=TODAY)
    return ContactFactory(case=household.cases.get(), note="vertrouwelijk", is_sensitive=True)


@pytest.mark.parametrize("role", ["LINE_MONITOR", "HOUSING_COORDINATOR"])
def test_a_role_over_all_teams_reads_no_needs_or_sensitive_notes_of_another_team(
    role, mixed, other_team, central, household, confided, login
):
    actor = mixed((other_team, "CASE_MANAGER"), (central, role))

    assert sees(actor, household)
    assert people.needs_of(household, actor, on=TODAY) == {}
    assert list(cases.timeline(confided.case, actor)) == []
    browser = login(actor)
    assert "trauma" not in browser.get(page_of(household, "personen/")).content.decode().lower()
    assert "vertrouwelijk" not in browser.get(page_of(household)).content.decode()


def test_two_roles_in_one_team_do_not_borrow_from_another(
    mixed, team, other_team, household, confided
):
    actor = mixed((other_team, "CASE_MANAGER"), (team, "RECEPTION"))

    assert sees(actor, household)
    assert people.needs_of(household, actor, on=TODAY) == {}
    assert list(cases.timeline(confided.case, actor)) == []


def test_the_case_manager_of_the_team_reads_them(amira, household, confided):
    [needs] = people.needs_of(household, amira, on=TODAY).values()

    assert len(needs) == 1
    assert list(cases.timeline(confided.case, amira)) == [confided]


# -- Helped outside the own neighbourhood ----------------------------------------------------------
@pytest.fixture
def hidden(area, central):
    """Make a household of Heuvelkant that the central team helps, registered by somebody."""

    def _hidden(actor, **facts):
        return HouseholdFactory(
            name="Liever Elders",
            team=central,
            area=area,
            helped_elsewhere=True,
            registered_by_id=actor.user_id,
            desk_until=TODAY + timedelta(days=3),
            **facts,
        )

    return _hidden


def test_the_home_team_does_not_see_who_is_helped_elsewhere_not_even_the_registrar(
    amira, hidden, login
):
    household = hidden(amira)

    assert not sees(amira, household)
    assert login(amira).get(page_of(household)).status_code == 404
    assert "Liever" not in login(amira).get("/gezinnen/").content.decode()


def test_a_team_that_served_the_neighbourhood_before_is_not_the_home_team(
    join, area, norms, hidden
):
    former = TeamFactory(name="Vorig team")
    TeamAreaFactory(team=former, area=area, ends_on=TODAY)
    actor = join("vera", "RECEPTION", former)

    assert sees(actor, hidden(actor))


def test_the_desk_of_another_team_sees_its_registration_for_some_days(celine, hidden):
    assert sees(celine, hidden(celine))


def test_an_ordinary_registration_stays_visible_to_the_home_team(amira, area, other_team):
    household = HouseholdFactory(
        team=other_team,
        area=area,
        registered_by_id=amira.user_id,
        desk_until=TODAY + timedelta(days=3),
    )

    assert sees(amira, household)


def test_who_holds_a_hidden_household_in_the_central_team_sees_it(join, central, hidden):
    actor = join("nora", "CASE_MANAGER", central)
    household = hidden(actor)
    AssignmentFactory(case=household.cases.get(), worker_id=actor.user_id)

    assert sees(actor, household)


@pytest.fixture
def in_heuvelkant(area):
    """Fields of an arrival form with an address in the neighbourhood of Heuvelkant."""
    StreetSegment.objects.create(key=street_key("Heuvelstraat"), area=area)
    return {"street": "Heuvelstraat", "house_number": "1", "postcode": "8500", "place": "Kortrijk"}


def arrive(browser, actor, **changes):
    form = arrival_form(actor.user_id, target_group="RESIDENT", **changes)
    return browser.post("/aankomst/", form)


def test_after_registering_somebody_for_another_team_one_lands_on_the_own_day(
    amira, central, in_heuvelkant, login
):
    browser = login(amira)

    response = arrive(browser, amira, helped_elsewhere="on", **in_heuvelkant)

    household = Household.objects.get()
    assert (household.area.name, household.helped_elsewhere) == ("Heuvelkant", True)
    assert (response.status_code, response["Location"]) == (303, "/")
    told = f"Gezin {household.number} is geregistreerd. Centraal team neemt het op."
    assert told in soup(browser.get("/")).text
    assert browser.get(page_of(household, "plan/")).status_code == 404


def test_a_desk_elsewhere_still_lands_on_the_plan(celine, team, central, in_heuvelkant, login):
    response = arrive(login(celine), celine, helped_elsewhere="on", **in_heuvelkant)

    assert response["Location"] == page_of(Household.objects.get(), "plan/")


def test_the_count_of_a_neighbourhood_leaves_out_who_is_helped_elsewhere(
    amira, team, central, area, household, hidden
):
    hidden(amira)

    counts = {line.name: line.household_count for line in area_lines(area.division, on=TODAY)}
    assert counts["Heuvelkant"] == Household.objects.visible_to(amira).count() == 1
    assert team_line(central.pk, on=TODAY).households == 1


# -- Nobody's role ---------------------------------------------------------------------------------
def test_who_has_no_role_yet_is_told_whom_to_ask_and_can_only_sign_out(clock, db):
    user = UserFactory(username="nieuw")
    browser = Client()
    browser.force_login(user)

    response = browser.get("/")

    assert response.status_code == 403
    page = soup(response)
    assert "U hebt op dit moment geen rol. Vraag de applicatiebeheerder" in page.main.text
    assert [form["action"] for form in page.select("form")] == ["/account/logout/"]
    assert not page.select("main a, nav a")
    assert browser.post("/account/logout/").status_code == 302


def test_who_has_a_role_is_told_what_it_does_not_allow(amira, login):
    page = soup(login(amira).get("/beheer/gebruikers/"))

    assert "gebruikers, teams en rollen beheren" in page.main.text
    assert page.select_one("main a.btn")["href"] == "/"
