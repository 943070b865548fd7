"""Reading cases: in scope, who holds them, in whose care."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from eenplan.cases.models import Assignment, Case
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, Team
from eenplan.people.models import Household, TeamCare


def open_case(household: Household) -> Case | None:
    """Return the household's open case, with its household filled in."""
    case = household.cases.filter(closed_on=None).first()
    if case:
        case.household = household
    return case


def latest_case(household: Household) -> Case | None:
    """Return the household's last case, closed or not; to read what was planned."""
    case = household.cases.order_by("-opened_on", "-pk").first()
    if case:
        case.household = household
    return case


def former_case(household: Household) -> Case | None:
    """Return the household's latest closed case."""
    return household.cases.exclude(closed_on=None).order_by("-closed_on", "-pk").first()


def case_manager(case: Case) -> Assignment | None:
    """Return who holds the case now."""
    return case.assignments.open().select_related("worker").first()


def get_case(actor: Actor, pk: int) -> Case:
    """Return an open case of a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    case = (
        Case.objects.filter(pk=pk, household__in=visible, closed_on=None)
        .select_related("household")
        .first()
    )
    if case is None:
        raise NotFound(pk)
    return case


def assignments_of(case: Case) -> QuerySet[Assignment]:
    """Return who held the case, latest first."""
    return case.assignments.select_related("worker").order_by("-starts_on", "-pk")


def assignments_in(household: Household) -> QuerySet[Assignment]:
    """Return who held the cases of a household, closed ones too, latest first."""
    rows = Assignment.objects.filter(case__household=household).select_related("worker")
    return rows.order_by("-starts_on", "-pk")


def team_in_charge(case: Case) -> Team | None:
    """Return the team that has the household in its care now."""
    care = case.household.care.open().select_related("team").first()
    return care.team if care else None


def languages_of(case: Case) -> frozenset[str]:
    """Return the languages spoken in the household."""
    members = case.household.members.open().values_list("person__speaks", flat=True)
    return frozenset(code for spoken in members for code in spoken)


def worker_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the case managers of the actor's teams, for a filter."""
    members = (
        Membership.objects.on(actor.on)
        .filter(role=Role.CASE_MANAGER, team__in=actor.teams_with(Capability.HOUSEHOLD_VIEW))
        .order_by("user__last_name", "user__first_name", "user__pk")
        .values_list("user__pk", "user__first_name", "user__last_name")
    )
    return [(str(pk), f"{first} {last}".strip()) for pk, first, last in dict.fromkeys(members)]


def households_of(worker_id: int) -> QuerySet[Household]:
    """Return the households a worker holds now."""
    return Household.objects.filter(cases__in=held_by(worker_id), cases__closed_on=None)


def held_by(worker_id: int) -> QuerySet:
    """Return the ids of the cases a worker holds now."""
    return Assignment.objects.open().filter(worker=worker_id).values("case")


def own_cases(actor: Actor, *, holders: Collection[int] | None = None) -> QuerySet[Case]:
    """Return the open cases the actor holds in the own teams: not those that went elsewhere.

    `holders` asks for the cases of several people, as far as they are of the actor's teams.
    """
    in_own_care = TeamCare.objects.open().filter(
        household=OuterRef("household"), team__in=actor.teams_with(Capability.HOUSEHOLD_VIEW)
    )
    held = Assignment.objects.open().filter(
        worker__in=[actor.user_id] if holders is None else list(holders)
    )
    return Case.objects.filter(Exists(in_own_care), pk__in=held.values("case"), closed_on=None)


@dataclass(frozen=True, slots=True)
class CaseHeld:
    """Of which household a case is, who holds it (an id of a user), what the asker may do in it."""

    pk: int
    household: int
    holder: int | None
    may_work: bool


def who_holds(cases: QuerySet[Case], actor: Actor) -> dict[int, CaseHeld]:
    """Return who holds each of these cases now and whether the actor may work in it, by case."""
    teams = actor.teams_with(Capability.CASE_WORK)
    care = TeamCare.objects.open().filter(household=OuterRef("household"), team__in=teams)
    holder = Assignment.objects.open().filter(case=OuterRef("pk")).values("worker")[:1]
    rows = cases.annotate(holder=Subquery(holder), may_work=Exists(care))
    found = rows.values_list("pk", "household", "holder", "may_work")
    return {row[0]: CaseHeld(*row) for row in found}
