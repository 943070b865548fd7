"""Teams as their managers see them: who works there, for how many households there is room."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.core.errors import NotFound
from eenplan.organisation.enums import CellState, Role
from eenplan.organisation.models import (
    CellStatus,
    Evaluation,
    Membership,
    Norm,
    SizeStep,
    Team,
    TeamArea,
)
from eenplan.territory.models import Area, Division


@dataclass
class TeamLine:
    """A team on a day. `capacity` is what its case managers may hold within the norm.

    The team knows of its cell: `staff_limit` and `cell_state` of the day, `review_on` to come.
    """

    team: Team
    households: int
    norm: int | None
    members: list[Membership] = field(default_factory=list)
    team_areas: list[TeamArea] = field(default_factory=list)

    @property
    def staff(self) -> int:
        """How many people work here; the length of the list of users of this team."""
        return len({member.user_id for member in self.members})

    @property
    def fte(self) -> Decimal:
        return sum((member.case_fraction for member in self._case_managers), Decimal(0))

    @property
    def capacity(self) -> int | None:
        if self.norm is None:
            return None
        return sum(int(member.case_fraction * self.norm) for member in self._case_managers)

    @property
    def _case_managers(self) -> list[Membership]:
        return [member for member in self.members if member.role == Role.CASE_MANAGER]

    @property
    def area_names(self) -> str:
        return ", ".join(row.area.name for row in self.team_areas)

    def review_passed(self, on: date) -> bool:
        """Say whether a cell should have been reviewed by now."""
        return bool(self.team.review_on and self.team.review_on <= on)

    @property
    def cell_state(self) -> str:
        """Return where a temporary cell stands in its life, in words; nothing for a team."""
        return CellState(self.team.cell_state).label if self.team.cell_state else ""

    def has_ended(self, on: date) -> bool:
        return bool(self.team.ends_on and self.team.ends_on <= on)


def team_lines(*, on: date, kind: str = "", ended: bool = False) -> list[TeamLine]:
    """Return the teams by name with their staff, areas and households; four queries for all."""
    teams = _with_households(on)
    if kind:
        teams = teams.filter(kind=kind)
    return _filled(teams if ended else teams.lasting_beyond(on), on)


def team_line(pk: int, *, on: date) -> TeamLine:
    """Return one team, or raise NotFound."""
    lines = _filled(_with_households(on).filter(pk=pk), on)
    if not lines:
        raise NotFound(pk)
    return lines[0]


def _with_households(on: date) -> QuerySet[Team]:
    # The register of people stands above and points here; counted by the name of that relation.
    # Of all areas together: this tells nobody who is helped outside the own neighbourhood.
    lasts = Q(care__ends_on=None) | Q(care__ends_on__gt=on)
    care = Team.objects.filter(lasts, pk=OuterRef("pk"), care__starts_on__lte=on)
    count = care.values("pk").annotate(n=Count("care")).values("n")
    sizes = SizeStep.objects.filter(team=OuterRef("pk"), starts_on__lte=on).order_by("-starts_on")
    asked = Evaluation.objects.filter(team=OuterRef("pk"), held_on=None).order_by("planned_on")
    state = CellStatus.objects.on(on).filter(team=OuterRef("pk"))
    return Team.objects.order_by("name").annotate(
        households=Coalesce(Subquery(count, output_field=IntegerField()), 0),
        staff_limit=Subquery(sizes.values("staff")[:1]),
        review_on=Subquery(asked.values("planned_on")[:1]),
        cell_state=Subquery(state.values("state")[:1]),
    )


def _filled(teams: QuerySet[Team], on: date) -> list[TeamLine]:
    norm = _case_norm(on)
    lines = {team.pk: TeamLine(team, team.households, norm) for team in teams}
    for member in members_on(on).filter(team__in=lines):
        lines[member.team_id].members.append(member)
    served = TeamArea.objects.on(on).filter(team__in=lines).select_related("area")
    for row in served.order_by("area__name"):
        lines[row.team_id].team_areas.append(row)
    return list(lines.values())


def _case_norm(on: date) -> int | None:
    rows = Norm.objects.filter(key="households_per_case_manager", starts_on__lte=on)
    value = rows.order_by("-starts_on").values_list("value", flat=True).first()
    return None if value is None else int(value)


def members_on(day: date) -> QuerySet[Membership]:
    """Return who works in which team on a day, without blocked accounts."""
    return (
        Membership.objects.on(day)
        .filter(user__is_active=True)
        .select_related("user", "team")
        .order_by("user__last_name", "user__first_name", "role")
    )


def households_in_care(team: Team, *, from_day: date) -> QuerySet:
    """Return the care of households by a team that lasts beyond a day."""
    return team.care.lasting_beyond(from_day)


def get_any_team(pk: int) -> Team:
    """Return a team for who manages all of them, or raise NotFound."""
    team = Team.objects.filter(pk=pk).first()
    if team is None:
        raise NotFound(pk)
    return team


def team_options(*, on: date, kind: str = "") -> list[tuple[str, str]]:
    """Return the teams that are there on a day or later, to choose from."""
    teams = Team.objects.lasting_beyond(on).order_by("name")
    if kind:
        teams = teams.filter(kind=kind)
    return [(str(pk), name) for pk, name in teams.values_list("pk", "name")]


# -- Areas ---------------------------------------------------------------------------------------
def area_lines(division: Division | None, *, on: date) -> QuerySet[Area]:
    """Return a division's areas with who serves them on a day, what changes, and households.

    The area of what cannot be located comes last and is counted like the others. Who is helped
    outside the own neighbourhood is not counted here: beside the list of the home team the
    difference would give them away. In the figures of the municipality they do count.
    """
    present = TeamArea.objects.on(on).filter(area=OuterRef("pk"))
    later = (
        TeamArea.objects.filter(area=OuterRef("pk"), starts_on__gt=on)
        .exclude(starts_on=F("ends_on"))
        .order_by("starts_on")
    )
    lasts = Q(households__care__ends_on=None) | Q(households__care__ends_on__gt=on)
    helped = Area.objects.filter(
        lasts,
        pk=OuterRef("pk"),
        households__care__starts_on__lte=on,
        households__helped_elsewhere=False,
    )
    count = helped.values("pk").annotate(n=Count("households", distinct=True)).values("n")
    return (
        Area.objects.filter(division=division)
        .annotate(
            team_name=Subquery(present.values("team__name")[:1]),
            team_pk=Subquery(present.values("team")[:1]),
            team_since=Subquery(present.values("starts_on")[:1]),
            next_team=Subquery(later.values("team__name")[:1]),
            next_since=Subquery(later.values("starts_on")[:1]),
            household_count=Coalesce(Subquery(count, output_field=IntegerField()), 0),
        )
        .order_by("is_unlocated", "name", "code")
    )


def get_area(pk: int) -> Area:
    """Return an area of the division of the neighbourhood teams, or raise NotFound."""
    area = Area.objects.filter(pk=pk, division__is_primary=True).select_related("division").first()
    if area is None:
        raise NotFound(pk)
    return area


def area_history(area: Area) -> QuerySet[TeamArea]:
    """Return which team served an area when, the latest first, changes to come included."""
    rows = area.team_areas.select_related("team").exclude(starts_on=F("ends_on"))
    return rows.order_by("-starts_on")


def division_lines() -> list[Division]:
    """Return the divisions with how many areas each has, that of the neighbourhood teams first."""
    divisions = Division.objects.annotate(area_count=Count("areas"))
    return list(divisions.order_by("-is_primary", "name"))
