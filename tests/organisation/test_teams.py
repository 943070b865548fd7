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


def add_team(actor, **changes):
    said = {"name": "Wijkteam Zuid", "kind": "NEIGHBOURHOOD", "starts_on": TODAY}
    return services.add_team(actor=actor, **(said | changes))


def end_team(actor, team, ends_on=NEXT_WEEK):
    return services.end_team(actor=actor, team=team, ends_on=ends_on, reason="besluit", on=TODAY)


def test_a_team_is_set_up_with_an_audit_line(karim):
    team = add_team(karim)

    assert (team.name, team.kind, team.target_group) == ("Wijkteam Zuid", "NEIGHBOURHOOD", "")
    assert AuditEvent.objects.filter(event="organisation.team-added").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"kind": "TEMPORARY_CELL"}, "kind", "met haar besluit en opdracht"),
        ({"name": "CENTRAAL TEAM"}, "name", "al een team met deze naam"),
        ({"kind": "CENTRAL"}, "kind", "Er is al een centraal team"),
    ],
)
def test_a_team_that_cannot_be_is_refused_on_its_field(karim, changes, field, sentence):
    before = Team.objects.count()

    with pytest.raises(errors.TeamRefused, match=sentence) as refusal:
        add_team(karim, **changes)

    assert refusal.value.field == field
    assert Team.objects.count() == before


def test_a_team_with_households_in_its_care_cannot_end(karim, team, household):
    HouseholdFactory(team=team, area=household.area)

    with pytest.raises(errors.TeamInUse, match="Er zijn 2 gezinnen in de zorg van dit team"):
        end_team(karim, team, NEXT_WEEK)

    team.refresh_from_db()
    assert team.ends_on is None
    assert not AuditEvent.objects.exists()


def test_ending_a_team_ends_its_roles_and_frees_its_areas(karim, team, amira):
    future = MembershipFactory(team=team, starts_on=NEXT_WEEK + timedelta(days=30))

    end_team(karim, team, NEXT_WEEK)

    assert Membership.objects.get(user=amira.user_id).ends_on == NEXT_WEEK
    assert TeamArea.objects.get(team=team).ends_on == NEXT_WEEK
    future.refresh_from_db()
    assert future.ends_on == future.starts_on  # never came to be


def test_a_team_does_not_end_in_the_past_or_before_it_began(karim, team):
    with pytest.raises(errors.EndBeforeStart, match="voorbij"):
        end_team(karim, team, TODAY - timedelta(days=1))
    later = TeamFactory(name="Later", starts_on=NEXT_WEEK)
    with pytest.raises(errors.EndBeforeStart, match="begint pas op 30/11/2026"):
        end_team(karim, later, TODAY)


def test_the_team_of_the_last_administrator_cannot_end(karim, central):
    with pytest.raises(errors.LastAdministrator):
        end_team(karim, central, NEXT_WEEK)

    central.refresh_from_db()
    assert central.ends_on is None


def test_only_who_manages_users_manages_teams(dirk, team):
    for change in (
        lambda: add_team(dirk),
        lambda: end_team(dirk, team),
        lambda: services.change_team(actor=dirk, team=team, name="x"),
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
