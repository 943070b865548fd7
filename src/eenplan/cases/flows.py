"""In- and outflow of teams, out of the dated rows: who came, who left, who was there on a day.

A case is in a team on a day when it is open and its household is in the care of the team. It comes
on the first such day and leaves on the first day without; care that goes on in the same team is one
stay. So for any team and any stretch of days: there before + came - left = there after.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import (
    Case as Choose,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Greatest, Least, TruncWeek

from eenplan.cases.models import Case
from eenplan.organisation.models import Team
from eenplan.people.models import TeamCare

NEW, FROM_ELSEWHERE = "nieuw", "van-elders"
CLOSED, TO_ELSEWHERE = "gesloten", "naar-elders"
OPENING, CLOSING = "begin", "einde"
CAME, GONE = "in", "uit"
WEEK = timedelta(days=7)


def stays(team: Team | None = None) -> QuerySet[Case]:
    """Return a row for each stretch a case was in the care of a team: `team_id`, `came`, `left`.

    `left` is empty while it lasts. Of all teams without `team`.
    """
    rows = Case.objects.annotate(
        team_id=F("household__care__team"),
        team_name=F("household__care__team__name"),
        care_from=F("household__care__starts_on"),
        care_to=F("household__care__ends_on"),
    ).filter(team_id__isnull=False)
    if team is not None:
        rows = rows.filter(team_id=team.pk)
    rows = rows.annotate(
        came=Greatest("care_from", "opened_on", output_field=DateField()),
        left=Least("care_to", "closed_on", output_field=DateField()),
    )
    return rows.filter(Q(left=None) | Q(left__gt=F("came"))).order_by("came", "pk", "care_from")


def there_on(day: date, team: Team | None = None) -> QuerySet[Case]:
    """Return the cases that were in a team on a day, any past day too."""
    return stays(team).filter(Q(left=None) | Q(left__gt=day), came__lte=day)


def arrivals(first: date, last: date, team: Team | None = None) -> QuerySet[Case]:
    """Return the cases that came into a team from `first` to `last`, that day too, with `kind`."""
    before = TeamCare.objects.filter(
        household=OuterRef("household"),
        team=OuterRef("team_id"),
        ends_on=OuterRef("came"),
        starts_on__lt=F("ends_on"),
    )
    is_new = Q(came=F("opened_on"))
    rows = stays(team).filter(came__gte=first, came__lte=last)
    return rows.filter(is_new | ~Exists(before)).annotate(
        on=F("came"), kind=_kind(is_new, NEW, FROM_ELSEWHERE)
    )


def departures(first: date, last: date, team: Team | None = None) -> QuerySet[Case]:
    """Return the cases that left a team from `first` to `last`, that day too, with `kind`."""
    after = TeamCare.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
        household=OuterRef("household"),
        team=OuterRef("team_id"),
        starts_on=OuterRef("left"),
    )
    is_closed = Q(left=F("closed_on"))
    rows = stays(team).filter(left__gte=first, left__lte=last)
    return rows.filter(is_closed | ~Exists(after)).annotate(
        on=F("left"), kind=_kind(is_closed, CLOSED, TO_ELSEWHERE)
    )


def _kind(condition: Q, yes: str, no: str) -> Choose:
    return Choose(When(condition, then=Value(yes)), default=Value(no), output_field=CharField())


def flow(what: str, monday: date, *, until: date, team: Team | None = None) -> QuerySet[Case]:
    """Return the rows behind one number of a week: the list of exactly that length.

    The week ends on its Sunday, or on `until` when that comes first.
    """
    last = min(monday + WEEK - timedelta(days=1), until)
    match what:
        case "begin":
            return there_on(monday - timedelta(days=1), team)
        case "einde":
            return there_on(last, team)
        case "in":
            return arrivals(monday, last, team)
        case "uit":
            return departures(monday, last, team)
        case "nieuw" | "van-elders":
            return arrivals(monday, last, team).filter(kind=what)
        case "gesloten" | "naar-elders":
            return departures(monday, last, team).filter(kind=what)
    raise ValueError(what)


@dataclass
class WeekFlow:
    """What came and went in one week of a team: opening + came - left = closing."""

    monday: date
    last: date
    opening: int = 0
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((NEW, FROM_ELSEWHERE, CLOSED, TO_ELSEWHERE), 0)
    )

    @property
    def from_elsewhere(self) -> int:
        return self.counts[FROM_ELSEWHERE]

    @property
    def to_elsewhere(self) -> int:
        return self.counts[TO_ELSEWHERE]

    @property
    def came(self) -> int:
        return self.counts[NEW] + self.counts[FROM_ELSEWHERE]

    @property
    def gone(self) -> int:
        return self.counts[CLOSED] + self.counts[TO_ELSEWHERE]

    @property
    def net(self) -> int:
        return self.came - self.gone

    @property
    def closing(self) -> int:
        return self.opening + self.net

    @property
    def is_whole(self) -> bool:
        """Whether the week is over on the day it was asked."""
        return self.last == self.monday + WEEK - timedelta(days=1)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def weekly_flows(*, weeks: int, on: date) -> dict[int, list[WeekFlow]]:
    """Return the last weeks of every team that had a case, this week last; three queries."""
    first = monday_of(on) - (weeks - 1) * WEEK
    opening = _by_team(there_on(first - timedelta(days=1)))
    moved: dict[tuple[int, date, str], int] = {}
    for rows in (arrivals(first, on), departures(first, on)):
        counted = rows.order_by().annotate(week=TruncWeek("on")).values("team_id", "week", "kind")
        for row in counted.annotate(number=Count("pk")):
            moved[row["team_id"], row["week"], row["kind"]] = row["number"]
    teams = {*opening, *(team for team, _, _ in moved)}
    return {team: _weeks(team, opening.get(team, 0), moved, first, weeks, on) for team in teams}


def _by_team(rows: QuerySet[Case]) -> dict[int, int]:
    counted = rows.order_by().values("team_id").annotate(number=Count("pk"))
    return dict(counted.values_list("team_id", "number"))


def _weeks(
    team: int,
    opening: int,
    moved: dict[tuple[int, date, str], int],
    first: date,
    weeks: int,
    on: date,
) -> list[WeekFlow]:
    found: list[WeekFlow] = []
    for number in range(weeks):
        monday = first + number * WEEK
        week = WeekFlow(monday, min(monday + WEEK - timedelta(days=1), on), opening)
        for kind in week.counts:
            week.counts[kind] = moved.get((team, monday, kind), 0)
        opening = week.closing
        found.append(week)
    return found


def together(flows: list[list[WeekFlow]], *, weeks: int, on: date) -> list[WeekFlow]:
    """Return the weeks of several teams added up; a move between them counts as in and as out."""
    total = _weeks(0, 0, {}, monday_of(on) - (weeks - 1) * WEEK, weeks, on)
    for at, week in enumerate(total):
        week.opening = sum(flow[at].opening for flow in flows)
        for kind in week.counts:
            week.counts[kind] = sum(flow[at].counts[kind] for flow in flows)
    return total
