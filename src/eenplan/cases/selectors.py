"""Reading cases: what is to do, who holds what, how heavy the load is."""

from datetime import date, timedelta

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.cases.enums import StepKind
from eenplan.cases.models import Assignment, Case, Contact, Step, WorkItem
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, Team
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household, TeamCare


def open_case(household: Household) -> Case | None:
    """Return the household's open case, with its household filled in."""
    case = household.cases.filter(closed_on=None).first()
    if case:
        case.household = household
    return case


def case_manager(case: Case) -> Assignment | None:
    """Return who holds the case now."""
    return case.assignments.open().select_related("worker").first()


def get_step(actor: Actor, pk: int) -> Step:
    """Return a step of a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    step = (
        Step.objects.filter(pk=pk, case__household__in=visible)
        .select_related("case__household", "person")
        .first()
    )
    if step is None:
        raise NotFound(pk)
    return step


def get_work_item(actor: Actor, pk: int) -> WorkItem:
    """Return a work item of a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    item = (
        WorkItem.objects.filter(pk=pk, case__household__in=visible)
        .select_related("case__household")
        .first()
    )
    if item is None:
        raise NotFound(pk)
    return item


def _held_by(worker_id: int) -> QuerySet:
    return Assignment.objects.open().filter(worker=worker_id).values("case")


def _own_cases(actor: Actor) -> QuerySet[Case]:
    """Return the open cases the actor holds in the own teams: not those that went elsewhere."""
    in_own_care = TeamCare.objects.open().filter(
        household=OuterRef("household"), team__in=actor.teams_with(Capability.HOUSEHOLD_VIEW)
    )
    return Case.objects.filter(Exists(in_own_care), pk__in=_held_by(actor.user_id), closed_on=None)


def obligations(actor: Actor, *, until: date) -> QuerySet[Step]:
    """Return the steps of the actor's cases that are due by a day, most urgent first."""
    return (
        Step.objects.filter(case__in=_own_cases(actor), done_on=None, due_on__lte=until)
        .exclude(kind=StepKind.HOME_VISIT)
        .select_related("case__household", "person")
        .order_by("due_on", "position", "pk")
    )


def visits(actor: Actor, *, until: date) -> QuerySet[Step]:
    """Return the home visits of the actor's cases that are to be made by a day."""
    return (
        Step.objects.filter(
            case__in=_own_cases(actor),
            kind=StepKind.HOME_VISIT,
            done_on=None,
            due_on__lte=until,
        )
        .select_related("case__household")
        .order_by("due_on", "pk")
    )


def waiting_for(actor: Actor) -> QuerySet[WorkItem]:
    """Return what waits for the actor, and in the teams where the actor gives out cases."""
    ours = Q(worker=None, team__in=actor.teams_with(Capability.CASE_ASSIGN))
    return (
        WorkItem.objects.filter(Q(worker=actor.user_id) | ours, done_on=None)
        .filter(case__household__in=Household.objects.visible_to(actor), case__closed_on=None)
        .select_related("case__household")
        .order_by("since", "pk")
    )


def quiet_cases(actor: Actor, *, on: date) -> QuerySet[Case]:
    """Return the actor's cases without contact for longer than the norm, quietest first.

    A case without any contact counts from the day it was opened; `quiet_since` says which day.
    """
    last = Contact.objects.filter(case=OuterRef("pk")).order_by("-on").values("on")[:1]
    before = on - timedelta(days=int(norm("quiet_days", on=on)))
    return (
        _own_cases(actor)
        .annotate(quiet_since=Coalesce(Subquery(last), F("opened_on"), output_field=DateField()))
        .filter(quiet_since__lt=before)
        .select_related("household")
        .order_by("quiet_since", "pk")
    )


def households_of(worker_id: int) -> QuerySet[Household]:
    """Return the households a worker holds now."""
    return Household.objects.filter(cases__in=_held_by(worker_id), cases__closed_on=None)


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


def timeline(case: Case, actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of a case, latest first.

    Sensitive ones only to who sees needs in the team in charge, and to who wrote them.
    """
    contacts = case.contacts.select_related("by").order_by("-on", "-pk")
    if case.household.is_in_care_of(actor.teams_with(Capability.NEEDS_VIEW)):
        return contacts
    return contacts.filter(Q(is_sensitive=False) | Q(by=actor.user_id))


def steps_of(case: Case) -> QuerySet[Step]:
    """Return the steps of a case: the visit and the route in order, done ones too."""
    return case.steps.select_related("person", "done_by").order_by("due_on", "position", "pk")


def assignments_of(case: Case) -> QuerySet[Assignment]:
    """Return who held the case, latest first."""
    return case.assignments.select_related("worker").order_by("-starts_on", "-pk")


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
