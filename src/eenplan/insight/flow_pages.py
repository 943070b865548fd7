"""What the pages of in- and outflow show: the weeks of a team, the teams side by side, a list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from eenplan.cases import flows
from eenplan.cases.flows import WeekFlow
from eenplan.cases.models import Case, StaffingAdvice
from eenplan.cases.staffing import Advice, Room, advice_on, rooms_of_teams
from eenplan.core.access import Actor
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household

WEEKS = 12
WHAT = {
    flows.OPENING: "bij het begin van de week",
    flows.CAME: "bijgekomen",
    flows.NEW: "nieuw",
    flows.FROM_ELSEWHERE: "van een ander team",
    flows.GONE: "vertrokken",
    flows.CLOSED: "gesloten",
    flows.TO_ELSEWHERE: "naar een ander team",
    flows.CLOSING: "op het einde van de week",
}


@dataclass(frozen=True)
class TeamFlow:
    """The weeks of one team, its room by the norm, and what that asks of its staff."""

    team: Team
    weeks: list[WeekFlow]
    room: Room | None
    advice: Advice

    @property
    def this_week(self) -> WeekFlow:
        return self.weeks[-1]

    @property
    def fte(self) -> Decimal:
        return self.room.fte if self.room else Decimal(0)

    @property
    def capacity(self) -> int:
        return self.room.capacity if self.room else 0


def flow_choices() -> list[tuple[str, str]]:
    """Return every team there is or was, to filter on."""
    return [(str(pk), name) for pk, name in Team.objects.order_by("name").values_list("pk", "name")]


def team_flows(*, on: date) -> list[TeamFlow]:
    """Return the last weeks of the teams with cases or staff, by name; six queries for all.

    Raises NormNotInForce.
    """
    looked_back = int(norm("forecast_weeks", on=on))
    weekly = flows.weekly_flows(weeks=max(WEEKS, looked_back + 1), on=on)
    rooms = rooms_of_teams(on=on)
    nothing = flows.together([], weeks=WEEKS, on=on)
    found = []
    for team in Team.objects.filter(pk__in={*weekly, *rooms}).order_by("name"):
        weeks, room = weekly.get(team.pk, nothing), rooms.get(team.pk)
        advice = advice_on(weeks[-looked_back - 1 :], room)
        found.append(TeamFlow(team, weeks[-WEEKS:], room, advice))
    return found


def weeks_together(teams: list[TeamFlow], *, on: date) -> list[WeekFlow]:
    """Return the weeks of these teams added up."""
    return flows.together([team.weeks for team in teams], weeks=WEEKS, on=on)


def listed_flow(
    actor: Actor, what: str, week: date, team_id: str | None, *, on: date
) -> QuerySet[Case]:
    """Return the rows behind one number, with `in_sight`: whether the actor may open the file.

    All of them, for a figure counts everybody; of who is out of sight no name or number is shown.
    """
    seen = Household.objects.visible_to(actor).filter(pk=OuterRef("household"))
    team = Team.objects.get(pk=team_id) if team_id else None
    rows = flows.flow(what, flows.monday_of(week), until=on, team=team)
    return rows.select_related("household").annotate(in_sight=Exists(seen))


def answers_of(team: Team) -> list[StaffingAdvice]:
    """Return what was answered to the advice for a team, the latest week first."""
    return list(StaffingAdvice.objects.filter(team=team).select_related("decided_by")[:WEEKS])


@dataclass(frozen=True)
class Bar:
    """One week in the drawing: how high in, how deep out, where it stands."""

    x: int
    came: int
    came_y: int
    gone: int
    label: str
    title: str


@dataclass(frozen=True)
class Chart:
    """In and out per week as bars above and below a line, in units of the drawing."""

    bars: list[Bar]
    label: str
    most: int


STEP, MIDDLE = 50, 60


def chart_of(weeks: list[WeekFlow]) -> Chart:
    """Return the drawing of some weeks."""
    most = max([1, *(week.came for week in weeks), *(week.gone for week in weeks)])
    bars = []
    for at, week in enumerate(weeks):
        came, gone = (round(48 * number / most) for number in (week.came, week.gone))
        day = f"{week.monday.day}/{week.monday.month}"
        title = f"Week van {day}: {week.came} in, {week.gone} uit"
        bars.append(Bar(at * STEP + 8, came, MIDDLE - came, gone, day, title))
    came, gone = sum(week.came for week in weeks), sum(week.gone for week in weeks)
    label = f"Instroom boven en uitstroom onder de lijn, per week. Samen {came} in en {gone} uit."
    return Chart(bars, f"{label} De cijfers staan in de tabel hieronder.", most)
