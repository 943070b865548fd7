"""Reading the plan: goals by life domain with their steps, evaluations, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet

from eenplan.cases.enums import GoalState, LifeDomain
from eenplan.cases.models import Case, Goal, PlanReview, PlanSigning, Step, StepChange
from eenplan.cases.selectors.plan_text import plan_hash, plan_text
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
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

    @property
    def next_review(self) -> PlanReview | None:
        return next((review for review in self.reviews if review.held_on is None), None)

    @property
    def held_reviews(self) -> list[PlanReview]:
        return [review for review in self.reviews if review.held_on]

    @property
    def listed_ids(self) -> set[int]:
        """The listed steps behind what is to do, to find their words in other languages."""
        under = [step for d in self.domains for line in d.goals for step in line.to_do]
        return {step.listed_id for step in (*self.loose, *under) if step.listed_id}

    @property
    def goals(self) -> int:
        return sum(len(line.goals) for line in self.domains)

    @property
    def to_do(self) -> int:
        return len(self.loose) + sum(len(g.to_do) for d in self.domains for g in d.goals)


def plan_of(case: Case) -> Plan:
    """Return the plan of a case; the same number of queries however long it is."""
    goals = list(case.goals.select_related("person"))
    lines = {goal.pk: GoalLine(goal) for goal in goals if goal.ends_on is None}
    loose: list[Step] = []
    settled: list[Step] = []
    for step in plan_steps(case):
        line = lines.get(step.goal_id)
        if step.done_on is None:
            (line.to_do if line else loose).append(step)
        else:
            (line.settled if line else settled).append(step)
    domains = [
        DomainLine(domain, [line for line in lines.values() if line.goal.domain == domain])
        for domain in LifeDomain
    ]
    signing = case.signings.select_related("person", "worker").order_by("-serial").first()
    return Plan(
        domains=[line for line in domains if line.goals],
        loose=loose,
        settled=settled,
        former=[goal for goal in goals if goal.ends_on],
        reviews=list(case.reviews.select_related("held_by").order_by("-planned_on", "-pk")),
        signing=signing,
        is_signed_text=bool(signing) and signing.plan_hash == plan_hash(plan_text(case)),
    )


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
