"""What changes when open plans follow the version of a list that is in force now. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from eenplan.cases.enums import StepChangeKind
from eenplan.cases.models import Case, Goal, Step, StepChange
from eenplan.cases.route_steps import steps_of_route
from eenplan.core.access import Actor, Capability
from eenplan.guidance.enums import ListKind
from eenplan.guidance.models import ListedStep, ListVersion
from eenplan.guidance.routes import RouteStep
from eenplan.guidance.selectors import route_steps
from eenplan.people.models import Household, HouseholdMember, Person

BY_HAND = (StepChangeKind.CHANGED, StepChangeKind.POSTPONED, StepChangeKind.KEPT)
TEXTS = ("title", "owner", "rule", "rule_kind", "rule_verified")


@dataclass
class PlanUpdate:
    """What one plan gains by following the list: unsaved steps, and steps as they would read."""

    case: Case
    new: list[Step] = field(default_factory=list)
    to_drop: list[Step] = field(default_factory=list)
    renewed: list[tuple[Step, Step]] = field(default_factory=list)  # the step, as it will read
    untouched: int = 0  # done or changed by hand: they stay as they are

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.to_drop or self.renewed)

    @property
    def mark(self) -> str:
        """What the preview showed, so that nothing else is carried out."""
        ids = [step.pk for step in self.to_drop] + [step.pk for step, _ in self.renewed]
        names = sorted(f"{step.code}/{step.person_id or ''}" for step in self.new)
        return f"{self.case.pk}:{','.join(map(str, sorted(ids)))}:{','.join(names)}"


def cases_to_steer(actor: Actor) -> QuerySet[Case]:
    """Return the open cases in the care of teams in which the actor changes templates."""
    visible = Household.objects.visible_to(actor).filter(
        care__ends_on=None, care__team__in=actor.teams_with(Capability.PLAN_TEMPLATES)
    )
    return Case.objects.filter(closed_on=None, household__in=visible).select_related("household")


def updates(
    cases: Iterable[Case], version: ListVersion, *, on: date, locked: bool = False
) -> list[PlanUpdate]:
    """Return the plans made from an older version of a list that would change, by household.

    A fixed number of queries, however many cases. With `locked` the steps are locked as well.
    """
    cases = {case.pk: case for case in cases}
    steps = _steps(cases, version, locked=locked)
    wanted = route_steps(ListedStep.objects.filter(list_version=version))
    if version.list.kind == ListKind.ROUTE:
        behind = {pk: rows for pk, rows in steps.items() if _newest(rows) < version.number}
        persons = _members(cases, behind)
        units = [(cases[pk], None, rows, persons[pk]) for pk, rows in behind.items()]
    else:
        units = _goal_units(cases, steps, version)
    every = _every_step({case.pk for case, *_ in units})
    found = [
        _difference(case, goal, rows, wanted, persons, every[case.pk], on)
        for case, goal, rows, persons in units
    ]
    return sorted(
        (update for update in _per_case(found) if not update.is_empty),
        key=lambda update: (update.case.household.year, update.case.household.serial),
    )


def _steps(cases, version: ListVersion, *, locked: bool) -> dict[int, list[Step]]:
    """Return the steps of a list by case, with whether somebody changed them by hand."""
    by_hand = StepChange.objects.filter(step=OuterRef("pk"), kind__in=BY_HAND)
    steps = (
        Step.objects.filter(case__in=list(cases), listed__list_version__list=version.list_id)
        .select_related("listed__list_version", "person")
        .annotate(by_hand=Exists(by_hand))
        .order_by("position", "pk")
    )
    if locked:
        steps = steps.select_for_update(of=("self",))
    found: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.case_id].append(step)
    return found


def _newest(steps: Sequence[Step]) -> int:
    return max((step.listed.list_version.number for step in steps), default=0)


def _every_step(case_ids: set[int]) -> dict[int, set[tuple[str, int | None]]]:
    """Return which steps a case has or had, by code and person, from whatever list."""
    rows = Step.objects.filter(case__in=case_ids).exclude(code="")
    found: dict[int, set] = defaultdict(set)
    for case, code, person in rows.values_list("case", "code", "person"):
        found[case].add((code, person))
    return found


def _members(cases, behind) -> dict[int, list[Person]]:
    households = {cases[pk].household_id: pk for pk in behind}
    rows = HouseholdMember.objects.open().filter(household__in=list(households))
    found: dict[int, list[Person]] = defaultdict(list)
    for member in rows.select_related("person").order_by("pk"):
        found[households[member.household_id]].append(member.person)
    return found


def _goal_units(cases, steps, version: ListVersion) -> list[tuple]:
    """Return every open goal of an older version with its case, its steps and whose it is."""
    goals = Goal.objects.filter(
        case__in=list(steps), ends_on=None, listed__list_version__list=version.list_id
    ).select_related("person", "listed__list_version")
    found = []
    for goal in goals.order_by("pk"):
        rows = [step for step in steps[goal.case_id] if step.goal_id == goal.pk]
        if max(goal.listed.list_version.number, _newest(rows)) < version.number:
            persons = [goal.person] if goal.person else []
            found.append((cases[goal.case_id], goal, rows, persons))
    return found


def _difference(
    case: Case,
    goal: Goal | None,
    steps: Sequence[Step],
    wanted: Sequence[RouteStep],
    persons: Sequence[Person],
    every: set,
    on: date,
) -> PlanUpdate:
    """Return what following the list changes for one case, or for one goal of it."""
    update = PlanUpdate(case)
    if goal:
        wanted = [step for step in wanted if step.goal_code == goal.listed.code]
    by_code = {step.code: step for step in wanted}
    for step in steps:
        _sort_in(step, by_code.get(step.code), update)
    known = {step.listed.code for step in steps}
    added = steps_of_route(case, [s for s in wanted if s.code not in known], persons, on=on)
    for step in added:
        if goal:
            _of_goal(step, goal)
        if (step.code, step.person_id) not in every:
            every.add((step.code, step.person_id))
            update.new.append(step)
    return update


def _of_goal(step: Step, goal: Goal) -> None:
    step.goal = goal
    if goal.person and step.person is None:
        step.person, step.title = goal.person, f"{step.title}: {goal.person.given_name}"


def _sort_in(step: Step, listed: RouteStep | None, update: PlanUpdate) -> None:
    """Sort a step of the plan: it stays, it goes, or it reads otherwise from now on."""
    if step.done_on is not None or step.by_hand:
        update.untouched += 1
    elif listed is None:
        if step.drop_proposed_on is None:
            update.to_drop.append(step)
    elif (renewed := _renewed(step, listed)) is not None:
        update.renewed.append((step, renewed))


def _renewed(step: Step, listed: RouteStep) -> Step | None:
    """Return the step as the list has it now, or None when it reads so already."""
    title = f"{listed.title}: {step.person.given_name}" if step.person else listed.title
    days = None if step.listed.days is None else step.listed.days
    due_on = step.due_on
    if listed.days != days:
        start = step.due_on - timedelta(days=days) if step.due_on and days is not None else None
        due_on = (
            start + timedelta(days=listed.days) if start and listed.days is not None else due_on
        )
    after = Step(
        pk=step.pk,
        case_id=step.case_id,
        listed_id=listed.listed_id,
        title=title,
        owner=listed.owner,
        due_on=due_on,
        rule=f"{listed.rule} ({listed.source})",
        rule_kind=listed.rule_kind,
        rule_verified=listed.is_verified,
    )
    same = all(getattr(step, name) == getattr(after, name) for name in (*TEXTS, "due_on"))
    return None if same else after


def _per_case(found: Iterable[PlanUpdate]) -> Iterable[PlanUpdate]:
    """Put together what several goals of one case bring."""
    merged: dict[int, PlanUpdate] = {}
    for update in found:
        into = merged.setdefault(update.case.pk, PlanUpdate(update.case))
        into.new += update.new
        into.to_drop += update.to_drop
        into.renewed += update.renewed
        into.untouched += update.untouched
    return merged.values()
