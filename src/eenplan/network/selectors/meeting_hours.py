"""How many hours meetings take, per worker and per team, in one month."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, DurationField, ExpressionWrapper, F, Sum

from eenplan.network.meeting_kinds import MeetingState
from eenplan.network.models import Participant
from eenplan.network.selectors.meetings import month_of
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, Team, User

LASTS = ExpressionWrapper(
    F("meeting__ends_at") - F("meeting__starts_at"), output_field=DurationField()
)


@dataclass(frozen=True)
class WorkerHours:
    """The meetings somebody was at in a month, and the hours they took."""

    user: User
    meetings: int
    hours: Decimal


@dataclass(frozen=True)
class TeamHours:
    """The hours of all workers of a team together."""

    team: Team
    workers: int
    meetings: int
    hours: Decimal


def worker_hours(team: Team, month: str) -> list[WorkerHours]:
    """Return the hours of everybody who worked in a team in a month, most hours first."""
    users = {user.pk: user for user in User.objects.filter(pk__in=_members(team, month))}
    counted = {row["user"]: row for row in _held(month).filter(user__in=users).values("user")
               .annotate(n=Count("pk"), total=Sum(LASTS)).order_by()}  # fmt: skip
    rows = [
        WorkerHours(user, row["n"] if row else 0, _hours(row["total"] if row else None))
        for pk, user in users.items()
        for row in [counted.get(pk)]
    ]
    return sorted(rows, key=lambda row: (-row.hours, str(row.user)))


def team_hours(month: str) -> list[TeamHours]:
    """Return the hours of every team in a month; who works in two teams counts in both."""
    first, after = month_of(month)
    teams = Team.objects.on(after - timedelta(days=1)).order_by("name")
    there: dict[int, list[tuple[int, timedelta]]] = {}
    for user, meeting, lasted in _held(month).values_list("user", "meeting", "lasted"):
        there.setdefault(user, []).append((meeting, lasted))
    members: dict[int, set[int]] = {}
    for team, user in _memberships(first, after).values_list("team", "user"):
        members.setdefault(team, set()).add(user)
    return [_team_row(team, members.get(team.pk, set()), there) for team in teams]


def _team_row(team: Team, users: set[int], there) -> TeamHours:
    attended = [row for user in users for row in there.get(user, ())]
    hours = _hours(sum((lasted for _, lasted in attended), timedelta()))
    return TeamHours(team, len(users), len({meeting for meeting, _ in attended}), hours)


def _members(team: Team, month: str):
    first, after = month_of(month)
    return _memberships(first, after).filter(team=team).values("user")


def _memberships(first: date, after: date):
    rows = Membership.objects.lasting_beyond(first).filter(starts_on__lt=after)
    return rows.exclude(role=Role.PARTNER)


def _held(month: str):
    """Return who was at which meeting that was held in a month, with how long it lasted."""
    first, after = month_of(month)
    rows = Participant.objects.filter(was_there=True, meeting__state=MeetingState.HELD)
    rows = rows.filter(meeting__on__gte=first, meeting__on__lt=after)
    return rows.annotate(lasted=LASTS)


def _hours(lasted: timedelta | None) -> Decimal:
    minutes = int((lasted or timedelta()) / timedelta(minutes=1))
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))
