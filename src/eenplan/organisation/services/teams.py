"""Teams are set up, changed and wound down; an area gets another team."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation import permissions, policies
from eenplan.organisation.enums import Role, TargetGroup, TeamKind
from eenplan.organisation.errors import DayTaken, TeamRefused
from eenplan.organisation.models import Team, TeamArea
from eenplan.organisation.selectors.teams import households_in_care
from eenplan.territory.models import Area


@transaction.atomic
def add_team(
    *,
    actor: Actor,
    name: str,
    kind: TeamKind,
    starts_on: date,
    target_group: TargetGroup | str = "",
    review_on: date | None = None,
    staff_limit: int | None = None,
) -> Team:
    """Set up a team. A temporary cell says for whom, until which review, with how many staff.

    Raises NotAllowed, TeamRefused.
    """
    permissions.check_can_manage_teams(actor)
    team = Team(name=name, kind=kind, starts_on=starts_on)
    _set_mandate(team, target_group, review_on, staff_limit)
    policies.check_team(team)
    _save(team)
    audit.record(actor, "organisation.team-added", team, name=name, kind=kind, on=starts_on)
    return team


@transaction.atomic
def change_team(
    *,
    actor: Actor,
    team: Team,
    name: str,
    review_on: date | None,
    staff_limit: int | None,
    on: date,
) -> Team:
    """Change a team's name, or the review date and staff limit of a cell.

    Raises NotAllowed, TeamRefused.
    """
    permissions.check_can_manage_teams(actor)
    team = Team.objects.select_for_update().get(pk=team.pk)
    before = f"{team.name}, {team.review_on}, {team.staff_limit}"
    team.name = name
    _set_mandate(team, team.target_group, review_on, staff_limit)
    policies.check_team(team)
    policies.check_staff_fits(team, on=on)
    _save(team)
    audit.record(
        actor,
        "organisation.team-changed",
        team,
        before=before,
        after=f"{team.name}, {team.review_on}, {team.staff_limit}",
    )
    return team


def _set_mandate(team: Team, target_group: str, review_on, staff_limit) -> None:
    is_cell = team.kind == TeamKind.TEMPORARY_CELL
    team.target_group = target_group if is_cell else ""
    team.review_on = review_on if is_cell else None
    team.staff_limit = staff_limit if is_cell else None


def _save(team: Team) -> None:
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as error:
        if "one_cell_per_target_group" in str(error):
            raise TeamRefused("Voor deze doelgroep is er al een cel.", "target_group") from None
        if "name" in str(error):
            raise TeamRefused("Er is al een team met deze naam.", "name") from None
        raise


@transaction.atomic
def end_team(*, actor: Actor, team: Team, ends_on: date, on: date) -> Team:
    """End a team from a day on, with its roles and the areas it serves.

    Raises NotAllowed, EndBeforeStart, TeamInUse while households are in its care, and
    LastAdministrator.
    """
    permissions.check_can_manage_teams(actor)
    team = Team.objects.select_for_update().get(pk=team.pk)
    households = households_in_care(team, from_day=ends_on).count()
    policies.check_team_can_end(team, households, ends_on, on=on)
    if team.memberships.lasting_beyond(ends_on).filter(role=Role.ADMINISTRATOR).exists():
        policies.check_administrator_left(ends_on, without=Q(team=team))
    for rows in (team.memberships.all(), team.team_areas.all()):
        rows.filter(starts_on__gt=ends_on).update(ends_on=F("starts_on"))  # never came to be
        rows.lasting_beyond(ends_on).exclude(starts_on__gt=ends_on).update(ends_on=ends_on)
    team.ends_on = ends_on
    team.save(update_fields=["ends_on"])
    audit.record(actor, "organisation.team-ended", team, on=ends_on)
    return team


@transaction.atomic
def serve_area(
    *, actor: Actor, area: Area, team: Team, starts_on: date, reason: str, on: date
) -> TeamArea:
    """Let another neighbourhood team serve an area from a day on.

    Households already helped stay with their team; new ones in the area go to the new team.
    Raises NotAllowed, DayInThePast, TeamRefused, DayTaken.
    """
    permissions.check_can_manage_areas(actor)
    list(TeamArea.objects.select_for_update().filter(area=area))
    policies.check_can_serve(team, area, starts_on, on=on)
    TeamArea.objects.filter(area=area).on(starts_on).update(ends_on=starts_on)
    try:
        with transaction.atomic():
            row = TeamArea.objects.create(team=team, area=area, starts_on=starts_on)
    except IntegrityError as error:
        if "one_team_per_area" not in str(error):
            raise
        raise DayTaken("Iemand anders koos net een team voor deze wijk.") from None
    audit.record(
        actor, "organisation.area-served", row, area=area, team=team, on=starts_on, reason=reason
    )
    return row
