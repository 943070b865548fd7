"""Teams are set up, changed and wound down; an area gets another team."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation import permissions, policies
from eenplan.organisation.enums import CellState, Role, TeamKind
from eenplan.organisation.errors import DayTaken, TeamInUse, TeamRefused
from eenplan.organisation.models import CellStatus, Team, TeamArea
from eenplan.organisation.selectors.teams import households_in_care
from eenplan.territory.models import Area


@transaction.atomic
def add_team(*, actor: Actor, name: str, kind: TeamKind, starts_on: date) -> Team:
    """Set up a team that stays. A temporary cell is opened with its mandate: cells.py.

    Raises NotAllowed, TeamRefused.
    """
    permissions.check_can_manage_teams(actor)
    if kind == TeamKind.TEMPORARY_CELL:
        raise TeamRefused("Een tijdelijke cel opent u met haar besluit en opdracht.", "kind")
    team = Team(name=name, kind=kind, starts_on=starts_on)
    policies.check_team(team)
    save_team(team)
    audit.record(actor, "organisation.team-added", team, name=name, kind=kind, on=starts_on)
    return team


@transaction.atomic
def change_team(*, actor: Actor, team: Team, name: str, open_days: Collection[str] = ()) -> Team:
    """Change a team's name, and the days of the week it is open (1 is Monday) when they are said.

    Raises NotAllowed, TeamRefused.
    """
    permissions.check_can_manage_teams(actor)
    team = Team.objects.select_for_update().get(pk=team.pk)
    before, team.name = f"{team.name} ({team.open_days})", name
    team.open_days = "".join(sorted(set(open_days))) or team.open_days
    policies.check_team(team)
    save_team(team)
    audit.record(
        actor, "organisation.team-changed", team, before=before, after=f"{name} ({team.open_days})"
    )
    return team


def save_team(team: Team) -> None:
    """Save a team; a name or a target group somebody else just took is a refusal."""
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
def end_team(*, actor: Actor, team: Team, ends_on: date, reason: str, on: date) -> Team:
    """End a team from a day on, with its roles and the areas it serves; a cell is closed then.

    Asked by the journey that looks in every room first what the team still has in its hands.
    Raises NotAllowed, EndBeforeStart, CellRefused, TeamInUse while households are in its care,
    and LastAdministrator.
    """
    permissions.check_can_end_team(actor, team)
    team = Team.objects.select_for_update().get(pk=team.pk)
    present = CellStatus.objects.on(on).filter(team=team).first()
    policies.check_can_close(team, present)
    households = households_in_care(team, from_day=ends_on).count()
    policies.check_team_can_end(team, households, ends_on, on=on)
    if team.memberships.lasting_beyond(ends_on).filter(role=Role.ADMINISTRATOR).exists():
        policies.check_administrator_left(ends_on, without=Q(team=team))
    for rows in (team.memberships.all(), team.team_areas.all()):
        rows.filter(starts_on__gt=ends_on).update(ends_on=F("starts_on"))  # never came to be
        rows.lasting_beyond(ends_on).exclude(starts_on__gt=ends_on).update(ends_on=ends_on)
    _close(team, ends_on)
    if present:
        CellStatus.objects.filter(pk=present.pk).update(ends_on=ends_on)
        CellStatus.objects.create(
            team=team,
            state=CellState.CLOSED,
            reason=reason,
            decided_by_id=actor.user_id or None,
            starts_on=ends_on,
        )
    audit.record(actor, "organisation.team-ended", team, on=ends_on, reason=reason)
    return team


def _close(team: Team, ends_on: date) -> None:
    team.ends_on = ends_on
    try:
        with transaction.atomic():
            team.save(update_fields=["ends_on"])
    except IntegrityError as error:
        if "team_over_has_nobody" not in str(error):
            raise
        raise TeamInUse("Er kwam net een gezin bij dit team. Kijk de lijst opnieuw na.") from None


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
