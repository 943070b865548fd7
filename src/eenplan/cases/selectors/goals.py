"""Reading the plan: goals by life domain with their steps, evaluations, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet

from eenplan.cases.enums import GoalState, LifeDomain
from eenplan.cases.models import Case, Goal, PlanReview, PlanSigning, Step, StepChange
from eenplan.cases.selectors.plan_text import plan_hash, plan_text
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.guidance.selectors import titles_in
from eenplan.people.models import Household


def get_goal(actor: Actor, pk: int) -> Goal:
    """Return a goal of a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    found = Goal.objects.filter(pk=pk, case__household__in=visible)
    goal = found.select_related("case__household", "person").first()
    if goal is None:
        raise NotFound(pk)
    return goal


def get_review(actor: Actor, pk: int) -> PlanReview:
    """Return an evaluation of a household the actor may see, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    found = PlanReview.objects.filter(pk=pk, case__household__in=visible)
    review = found.select_related("case__household").first()
    if review is None:
        raise NotFound(pk)
    return review


def open_goals(case: Case) -> QuerySet[Goal]:
    """Return the open goals of a case, by life domain."""
    return case.goals.filter(state=GoalState.OPEN).select_related("person")


@dataclass
class GoalLine:
    """A goal with its steps: what is to do first, what is settled after."""

    goal: Goal
    to_do: list[Step] = field(default_factory=list)
    settled: list[Step] = field(default_factory=list)


@dataclass
class DomainLine:
    """A life domain with its open goals."""

    domain: LifeDomain
    goals: list[GoalLine] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The plan of a case as the screen shows it."""

    domains: list[DomainLine]
    loose: list[Step]  # to do, without a goal
    settled: list[Step]  # done or dropped, without an open goal
    former: list[Goal]
    reviews: Sequence[PlanReview]
    signing: PlanSigning | None
    is_signed_text: bool  # the last signature is under the plan as it reads now
    hidden: int = 0  # goals that are for the team in charge only

    @property
    def next_review(self) -> PlanReview | None:
        return next((review for review in self.reviews if review.held_on is None), None)

    @property
    def held_reviews(self) -> list[PlanReview]:
        return [review for review in self.reviews if review.held_on]

    @property
    def steps_to_do(self) -> list[Step]:
        """All that is to do, under whatever goal."""
        under = [step for d in self.domains for line in d.goals for step in line.to_do]
        return [*self.loose, *under]

    @property
    def goals(self) -> int:
        return sum(len(line.goals) for line in self.domains)

    @property
    def to_do(self) -> int:
        return len(self.loose) + sum(len(g.to_do) for d in self.domains for g in d.goals)


DELICATE = (LifeDomain.HEALTH, LifeDomain.SAFETY)


def hidden_domains(household: Household, actor: Actor) -> tuple[LifeDomain, ...]:
    """Return the life domains of which only the team in charge reads something."""
    teams = actor.teams_with(Capability.CASE_WORK) | actor.teams_with(Capability.NEEDS_VIEW)
    return () if household.is_in_care_of(teams) else DELICATE


def plan_of(case: Case, *, without: Sequence[LifeDomain] = ()) -> Plan:
    """Return the plan of a case, without what is in some life domains and what was said at
    evaluations if there are such; the same number of queries however long it is.
    """
    every_goal = list(case.goals.select_related("person"))
    goals = [goal for goal in every_goal if goal.domain not in without]
    hidden = {goal.pk for goal in every_goal if goal.domain in without}
    lines = {goal.pk: GoalLine(goal) for goal in goals if goal.ends_on is None}
    loose: list[Step] = []
    settled: list[Step] = []
    for step in plan_steps(case):
        if step.goal_id in hidden:
            continue
        line = lines.get(step.goal_id)
        if step.done_on is None:
            (line.to_do if line else loose).append(step)
        else:
            (line.settled if line else settled).append(step)
    domains = [
        DomainLine(domain, [line for line in lines.values() if line.goal.domain == domain])
        for domain in LifeDomain
    ]
    reviews = list(case.reviews.select_related("held_by").order_by("-planned_on", "-pk"))
    signing = case.signings.select_related("person", "worker").order_by("-serial").first()
    return Plan(
        domains=[line for line in domains if line.goals],
        loose=loose,
        settled=settled,
        former=[goal for goal in goals if goal.ends_on],
        reviews=[row for row in reviews if not (without and row.held_on)],
        hidden=len(hidden),
        signing=signing,
        is_signed_text=bool(signing) and signing.plan_hash == plan_hash(plan_text(case)),
    )


def titles_of(steps: Sequence[Step], language: str) -> dict[int, str]:
    """Return the titles of steps in another language: those that still read as their list does."""
    listed = titles_in(language, {step.listed_id for step in steps if step.listed_id})
    found = {}
    for step in steps:
        dutch, theirs = listed.get(step.listed_id, ("", ""))
        whose = f": {step.person.given_name}" if step.person else ""
        if dutch and step.title in (dutch, f"{dutch}{whose}"):
            found[step.pk] = theirs + step.title.removeprefix(dutch)
    return found


def plan_steps(case: Case) -> QuerySet[Step]:
    """Return the steps of a case with who does them and what changed: late ones first."""
    changes = StepChange.objects.select_related("by")
    return (
        case.steps.select_related("person", "responsible", "done_by", "goal")
        .prefetch_related(Prefetch("changes", changes))
        .order_by("due_on", "position", "pk")
    )


def reviews_due(cases, *, until: date) -> QuerySet[PlanReview]:
    """Return the evaluations of some cases that are to be held by a day, soonest first."""
    return (
        PlanReview.objects.filter(case__in=cases, held_on=None, planned_on__lte=until)
        .select_related("case__household")
        .order_by("planned_on", "pk")
    )
