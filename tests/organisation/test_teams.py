"""Teams: the mandate of a temporary cell, winding down, and which team serves an area."""

from datetime import timedelta
from decimal import Decimal

import pytest

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation import errors, services
from eenplan.organisation.models import Membership, Team, TeamArea
from eenplan.organisation.selectors.teams import area_lines, team_line, team_lines
from eenplan.people.models import TeamCare
from tests.factories import (
    AreaFactory,
    HouseholdFactory,
    MembershipFactory,
    TeamAreaFactory,
    TeamFactory,
    UserFactory,
)
from tests.support.setting import TODAY

NEXT_YEAR = TODAY + timedelta(days=365)
NEXT_WEEK = TODAY + timedelta(days=7)


def add_cell(actor, **changes):
    said = {
        "name": "Cel",
        "kind": "TEMPORARY_CELL",
        "starts_on": TODAY,
        "target_group": "TEMPORARY_PROTECTION",
        "review_on": NEXT_YEAR,
        "staff_limit": 12,
    }
    return services.add_team(actor=actor, **(said | changes))


def test_a_cell_is_set_up_with_its_mandate_and_an_audit_line(karim):
    cell = add_cell(karim)

    assert (cell.target_group, cell.review_on, cell.staff_limit) == (
        "TEMPORARY_PROTECTION",
        NEXT_YEAR,
        12,
    )
    assert AuditEvent.objects.filter(event="organisation.team-added").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"target_group": ""}, "target_group", "Kies een doelgroep"),
        ({"target_group": "RESIDENT"}, "target_group", "Kies een doelgroep"),
        ({"review_on": None}, "review_on", "Wanneer wordt"),
        ({"review_on": TODAY}, "review_on", "na de start"),
        ({"staff_limit": None}, "staff_limit", "hoeveel medewerkers"),
        ({"name": "CENTRAAL TEAM"}, "name", "al een team met deze naam"),
        ({"kind": "CENTRAL"}, "kind", "Er is al een centraal team"),
    ],
)
def test_a_team_that_cannot_be_is_refused_on_its_field(karim, changes, field, sentence):
    before = Team.objects.count()

    with pytest.raises(errors.TeamRefused, match=sentence) as refusal:
        add_cell(karim, **changes)

    assert refusal.value.field == field
    assert Team.objects.count() == before


def test_there_is_one_cell_per_target_group_at_a_time(karim, cell):
    with pytest.raises(errors.TeamRefused, match="al een cel: Cel Oekraïne"):
        add_cell(karim)


def test_a_neighbourhood_team_has_no_mandate(karim):
    team = add_cell(karim, kind="NEIGHBOURHOOD", name="Wijkteam Zuid")
    assert (team.target_group, team.review_on, team.staff_limit) == ("", None, None)


def test_the_limit_cannot_go_below_the_staff_that_is_there(karim):
    cell = add_cell(karim)
    for _ in range(3):
        MembershipFactory(team=cell, starts_on=TODAY)

    with pytest.raises(errors.TeamRefused, match="Er werken al 3 medewerkers"):
        services.change_team(
            actor=karim, team=cell, name="Cel", review_on=NEXT_YEAR, staff_limit=2, on=TODAY
        )

    cell.refresh_from_db()
    assert cell.staff_limit == 12


def test_a_team_with_households_in_its_care_cannot_end(karim, team, household):
    HouseholdFactory(team=team, area=household.area)

    with pytest.raises(errors.TeamInUse, match="Er zijn 2 gezinnen in de zorg van dit team"):
        services.end_team(actor=karim, team=team, ends_on=NEXT_WEEK, on=TODAY)

    team.refresh_from_db()
    assert team.ends_on is None
    assert not AuditEvent.objects.exists()


def test_ending_a_team_ends_its_roles_and_frees_its_areas(karim, team, amira):
    future = MembershipFactory(team=team, starts_on=NEXT_WEEK + timedelta(days=30))

    services.end_team(actor=karim, team=team, ends_on=NEXT_WEEK, on=TODAY)

    assert Membership.objects.get(user=amira.user_id).ends_on == NEXT_WEEK
    assert TeamArea.objects.get(team=team).ends_on == NEXT_WEEK
    future.refresh_from_db()
    assert future.ends_on == future.starts_on  # never came to be


def test_a_team_does_not_end_in_the_past_or_before_it_began(karim, team):
    with pytest.raises(errors.EndBeforeStart, match="voorbij"):
        services.end_team(actor=karim, team=team, ends_on=TODAY - timedelta(days=1), on=TODAY)
    later = TeamFactory(name="Later", starts_on=NEXT_WEEK)
    with pytest.raises(errors.EndBeforeStart, match="begint pas op 30/11/2026"):
        services.end_team(actor=karim, team=later, ends_on=TODAY, on=TODAY)


def test_the_team_of_the_last_administrator_cannot_end(karim, central):
    with pytest.raises(errors.LastAdministrator):
        services.end_team(actor=karim, team=central, ends_on=NEXT_WEEK, on=TODAY)

    central.refresh_from_db()
    assert central.ends_on is None


def test_only_who_manages_users_manages_teams(dirk, team):
    for change in (
        lambda: add_cell(dirk),
        lambda: services.end_team(actor=dirk, team=team, ends_on=NEXT_WEEK, on=TODAY),
        lambda: services.change_team(
            actor=dirk, team=team, name="x", review_on=None, staff_limit=None, on=TODAY
        ),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_a_team_line_counts_staff_time_and_room(team, amira, household):
    worker = UserFactory()
    MembershipFactory(user=worker, team=team, case_fraction=Decimal("0.5"))
    MembershipFactory(user=worker, team=team, role="TEAM_COORDINATOR", case_fraction=0)
    MembershipFactory(team=team, user__is_active=False)

    line = team_line(team.pk, on=TODAY)

    assert (line.staff, line.fte, line.capacity) == (2, Decimal("1.5"), 60)
    assert line.households == TeamCare.objects.on(TODAY).filter(team=team).count() == 1
    assert line.area_names == "Heuvelkant"


def test_teams_cost_the_same_queries_whatever_their_number(
    team, central, django_assert_num_queries
):
    with django_assert_num_queries(4):
        team_lines(on=TODAY)
    for number in range(3):
        extra = TeamFactory(name=f"Extra {number}")
        MembershipFactory(team=extra)
        TeamAreaFactory(team=extra)
    with django_assert_num_queries(4):
        assert len(team_lines(on=TODAY)) == 5


# -- Areas ---------------------------------------------------------------------------------------
def serve(actor, area, team, **changes):
    said = {"starts_on": NEXT_WEEK, "reason": "herindeling"} | changes
    return services.serve_area(actor=actor, area=area, team=team, **said, on=TODAY)


def test_another_team_serves_an_area_from_a_day_on(karim, team, other_team, area):
    serve(karim, area, other_team)

    assert list(area.team_areas.on(TODAY).values_list("team", flat=True)) == [team.pk]
    assert list(area.team_areas.on(NEXT_WEEK).values_list("team", flat=True)) == [other_team.pk]
    [line] = area_lines(area.division, on=TODAY).filter(pk=area.pk)
    assert (line.team_name, line.next_team) == (team.name, other_team.name)


def test_serving_an_area_is_refused_in_words(karim, team, other_team, central, area):
    with pytest.raises(errors.TeamRefused, match="Alleen een wijkteam"):
        serve(karim, area, central)
    with pytest.raises(errors.TeamRefused, match="bedient de wijk al"):
        serve(karim, area, team)
    with pytest.raises(errors.DayInThePast):
        serve(karim, area, other_team, starts_on=TODAY - timedelta(days=1))
    with pytest.raises(errors.TeamRefused, match="er niet op die dag"):
        serve(karim, area, TeamFactory(starts_on=NEXT_YEAR))
    serve(karim, area, other_team)
    with pytest.raises(errors.DayTaken, match="Vanaf 30/11/2026 is al een ander team voorzien"):
        serve(karim, area, TeamFactory(), starts_on=TODAY)
    assert area.team_areas.count() == 2


def test_only_who_manages_areas_chooses_their_team(dirk, area, other_team):
    with pytest.raises(NotAllowed):
        serve(dirk, area, other_team)


def test_areas_are_counted_with_what_cannot_be_located(team, area):
    nowhere = AreaFactory(name="Niet te lokaliseren", is_unlocated=True, geometry=None)
    HouseholdFactory(team=team, area=area)
    gone = HouseholdFactory(team=team, area=area)
    gone.care.update(ends_on=TODAY)
    HouseholdFactory(team=team, area=nowhere)

    counted = [(line.name, line.household_count) for line in area_lines(area.division, on=TODAY)]

    assert counted == [("Heuvelkant", 1), ("Niet te lokaliseren", 1)]
