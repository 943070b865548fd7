"""Reading caseloads: who holds how many households, and which cases nobody follows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from eenplan.cases.load.weights import held_cases
from eenplan.cases.models import Assignment, Case
from eenplan.core.access import Actor
from eenplan.engines.caseload import Worker
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, Team, User
from eenplan.organisation.selectors import absence_shares
from eenplan.people.models import Household, TeamCare

ONE = Decimal(1)


def unassigned_cases(team: Team, *, on: date) -> QuerySet[Case]:
    """Return a team's open cases that nobody follows, longest waiting first.

    Also those of somebody who is blocked or no longer a case manager of the team: nobody's day
    shows them any more, so they have to be given out.
    """
    present = Membership.objects.on(on).filter(
        team=team, role=Role.CASE_MANAGER, user__is_active=True
    )
    followed = Assignment.objects.open().filter(
        case=OuterRef("pk"), worker__in=present.values("user")
    )
    in_care = TeamCare.objects.open().filter(team=team).values("household")
    rows = Case.objects.filter(~Exists(followed), household__in=in_care, closed_on=None)
    return rows.order_by("opened_on", "pk")


def with_household(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add household and area to listed cases, longest waiting first."""
    shown = cases.select_related("household__area").defer("household__area__geometry")
    return shown.order_by("opened_on", "pk")


def unassigned_by_team(teams: Sequence[Team], *, on: date) -> dict[int, int]:
    """Return how many cases nobody follows in each of several teams; as `unassigned_cases`."""
    followed = _present_holders(on).filter(
        case__household=OuterRef("household"), team=OuterRef("team")
    )
    waiting = TeamCare.objects.open().filter(~Exists(followed), team__in=teams)
    open_case = Case.objects.filter(household=OuterRef("household"), closed_on=None)
    rows = waiting.filter(Exists(open_case)).values_list("team").annotate(number=Count("household"))
    return dict(rows.order_by())


def _present_holders(on: date) -> QuerySet[Assignment]:
    """Return the assignments of who is a case manager now, with the `team` he or she is in."""
    member = Q(worker__memberships__ends_on=None) | Q(worker__memberships__ends_on__gt=on)
    return (
        Assignment.objects.open()
        .filter(
            member,
            worker__memberships__role=Role.CASE_MANAGER,
            worker__memberships__starts_on__lte=on,
            worker__is_active=True,
        )
        .annotate(team=F("worker__memberships__team"))
    )


def case_managers(teams: Sequence[Team], *, on: date) -> QuerySet:
    """Return the ids of the case managers of several teams on a day, as a query to ask with."""
    there = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, user__is_active=True)
    return there.filter(team__in=teams).values("user")


def workers_of(team: Team, *, on: date) -> list[Worker]:
    """Return the case managers of a team as the caseload engine sees them, by name."""
    return workers_by_team([team], on=on)[team.pk]


def load_of(worker: User, team: Team, *, on: date) -> Worker | None:
    """Return one case manager of a team with the present load, or None for who is not."""
    return next(iter(workers_by_team([team], on=on, only=worker)[team.pk]), None)


def workers_by_team(
    teams: Sequence[Team],
    *,
    on: date,
    only: User | None = None,
    as_of: bool = False,
    away: Mapping[int, Decimal] | None = None,
) -> dict[int, list[Worker]]:
    """Return the case managers of several teams by name; three queries however many teams.

    `households` and `fraction` count over all the teams somebody works in: the norm is about a
    person's days. Who is away for a part has that part less. With `as_of` the households are those
    of a past day, and not those of now. Who knows already who is `away` says so.
    """
    everywhere = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, user__is_active=True)
    users = [only.pk] if only else case_managers(teams, on=on)
    rows = (
        everywhere.filter(user__in=users)
        .order_by("user__last_name", "user__first_name", "user")
        .values_list(
            "team",
            "user",
            "user__first_name",
            "user__last_name",
            "user__username",
            "user__languages",
            "case_fraction",
        )
    )
    fractions: dict[int, Decimal] = defaultdict(Decimal)
    for _, user, *_, fraction in rows:
        fractions[user] += fraction
    away = absence_shares(users, on=on) if away is None else away
    shares = {user: min(share, ONE) for user, share in fractions.items()}
    shares |= {user: shares[user] * (ONE - gone) for user, gone in away.items()}
    held = _held_on(on, fractions) if as_of else _held_now(users)
    found: dict[int, list[Worker]] = {team.pk: [] for team in teams}
    for team, user, first, last, username, languages, _ in rows:
        if team in found:  # of another team only the working time counts
            worker = Worker(
                id=str(user),
                name=f"{first} {last}".strip() or username,
                fraction=shares[user],
                households=held.get(user, 0),
                languages=frozenset(languages),
                team=str(team),
            )
            found[team].append(worker)
    return found


def held_by(worker_id: int) -> int:
    """Return how many open cases one worker holds."""
    return _held_now([worker_id]).get(worker_id, 0)


def _held_now(workers: Iterable[int] | QuerySet) -> dict[int, int]:
    """Return how many open cases each worker holds; without a line for who holds none."""
    # Only open cases are held (`closed_case_is_held_by_nobody`), so the index alone tells.
    rows = Assignment.objects.open().filter(worker__in=workers)
    return dict(rows.values_list("worker").annotate(held=Count("case")))


def _held_on(day: date, workers: Iterable[int]) -> dict[int, int]:
    """Return how many cases that were open on a day each worker held then."""
    rows = held_cases(workers, on=day).order_by().values_list("worker")
    return dict(rows.annotate(held=Count("pk")))


def held_counts(worker_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """Return how many cases each worker held on any day, past ones too, over all teams."""
    rows = (
        Assignment.objects.on(on)
        .filter(worker__in=list(worker_ids))
        .values("worker")
        .annotate(held=Count("case"))
    )
    return {row["worker"]: row["held"] for row in rows}


def held_in_sight(worker_ids: Iterable[int], actor: Actor) -> dict[int, int]:
    """Return how many households of each worker the actor can open: the length of their list."""
    rows = (
        Assignment.objects.open()
        .filter(
            worker__in=list(worker_ids),
            case__household__in=Household.objects.visible_to(actor),
        )
        .values("worker")
        .annotate(held=Count("case"))
    )
    return {row["worker"]: row["held"] for row in rows}


def get_worker(pk: str) -> User:
    """Return a user by the id the caseload engine gave back."""
    return User.objects.get(pk=int(pk))
