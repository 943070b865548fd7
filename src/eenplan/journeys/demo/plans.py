"""The plans of the demo: goals in the families' words, progress, evaluations, work and school."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from eenplan.cases.enums import (
    ActivationStage,
    GoalState,
    LifeDomain,
    SchoolKind,
    SchoolState,
    StepChangeKind,
    StepKind,
    StepOwner,
)
from eenplan.cases.models import (
    Activation,
    Case,
    Goal,
    Measurement,
    PlanReview,
    Schooling,
    Step,
    StepChange,
)
from eenplan.cases.route_steps import age_or_adult, goes_to_school
from eenplan.guidance import first_lists
from eenplan.guidance.models import ListedGoal, ListedStep, ListVersion, StepList, StepText
from eenplan.organisation.models import User
from eenplan.people.models import ADULT, Household, Person

GOALS = tomllib.loads((Path(__file__).parent / "goals.toml").read_text(encoding="utf-8"))["goal"]
SCHOOLS = ("Basisschool De Wilg", "Vrije school Het Anker", "GO! De Bron", "Campus Leiekant")
SUMMARIES = (
    "Samen het plan overlopen. Het gezin is tevreden over de school; de woning blijft moeilijk.",
    "De meeste stappen zijn gedaan. We spraken af om eerst aan het Nederlands te werken.",
    "Het gezin wil meer zelf doen. De maatschappelijk werker belt nog mee met de bank.",
)
CHAIN = (
    ActivationStage.SCREENING,
    ActivationStage.COACHING,
    ActivationStage.ARTICLE_60,
    ActivationStage.WORKPLACE,
    ActivationStage.WORKING,
)
REVIEW_DAYS = 90
FIRST_WEEKS = 21  # a family that has just arrived sleeps and eats first; goals come later


def set_lists() -> None:
    """Put the first lists of steps in force, unless they are there."""
    first_lists.add_missing(StepList, ListVersion, ListedGoal, ListedStep, StepText)


@dataclass
class PlanRows:
    """Unsaved rows of the plans of a batch of cases; the goals go before the steps."""

    goals: list[Goal] = field(default_factory=list)
    changes: list[StepChange] = field(default_factory=list)
    reviews: list[PlanReview] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    activations: list[Activation] = field(default_factory=list)
    schoolings: list[Schooling] = field(default_factory=list)

    def write_goals(self) -> None:
        Goal.objects.bulk_create(self.goals)

    def write(self) -> None:
        StepChange.objects.bulk_create(self.changes)
        PlanReview.objects.bulk_create(self.reviews)
        Measurement.objects.bulk_create(self.measurements)
        Activation.objects.bulk_create(self.activations)
        Schooling.objects.bulk_create(self.schoolings)


@dataclass
class Planning:
    """The plan of one open case with a case manager, drawn up to `on`."""

    rows: PlanRows
    steps: list[Step]
    case: Case
    household: Household
    holder: User
    rng: Random
    on: date

    def add(self, persons: list[Person]) -> None:
        """Add goals, evaluations, progress, work and school, as far as the case is old enough."""
        self.days = (self.on - self.case.opened_on).days
        self._add_school(persons)
        if self.days < FIRST_WEEKS:
            return
        self._add_work(persons)
        if self.rng.random() < 0.75:
            domains = [self._add_goal(facts) for facts in self._some_goals()]
            self._add_reviews()
            self._add_progress(domains)

    def _some_goals(self) -> list[dict]:
        return self.rng.sample(GOALS, k=self.rng.choices((1, 2, 3), (40, 40, 20))[0])

    def _ago(self, least: int, most: int) -> date:
        return self.on - timedelta(days=self.rng.randint(least, max(least, min(most, self.days))))

    def _add_goal(self, facts: dict) -> LifeDomain:
        language = self.household.contact_language
        words = facts["text"] if language == "nl" else facts.get(language, "")
        is_reached = self.days > 150 and self.rng.random() < 0.15
        started = self._ago(30 if is_reached else 1, 120)
        goal = Goal(
            case=self.case,
            domain=facts["domain"],
            words=words,
            language=language if words else "",
            text=facts["text"],
            starts_on=started,
            state=GoalState.REACHED if is_reached else GoalState.OPEN,
            ends_on=self._ago(0, (self.on - started).days) if is_reached else None,
        )
        self.rows.goals.append(goal)
        for number, title in enumerate(facts["steps"]):
            self._add_step(goal, title, number)
        return LifeDomain(facts["domain"])

    def _add_step(self, goal: Goal, title: str, number: int) -> None:
        due = self.on + timedelta(days=self.rng.choice((-3, 2, 5, 9, 14, 21, 30)))
        is_done = goal.ends_on is not None or (number == 0 and self.rng.random() < 0.4)
        owner = self.rng.choice((StepOwner.FAMILY, StepOwner.CASE_MANAGER, StepOwner.HELPER))
        step = Step(
            case=self.case,
            goal=goal,
            kind=StepKind.TASK,
            title=title,
            owner=owner,
            due_on=due,
            rule_verified=True,
            position=70,
        )
        if is_done:
            step.done_on, step.done_by = goal.ends_on or self._ago(0, 10), self.holder
            step.due_on = step.done_on
        elif self.rng.random() < 0.15:
            self.rows.changes.append(self._postponed(step))
        self.steps.append(step)

    def _postponed(self, step: Step) -> StepChange:
        return StepChange(
            step=step,
            kind=StepChangeKind.POSTPONED,
            on=self._ago(0, 6),
            by=self.holder,
            title_before=step.title,
            due_before=step.due_on - timedelta(days=14),
            due_after=step.due_on,
            reason="Het gezin was ziek; we maakten een nieuwe afspraak.",
        )

    def _add_reviews(self) -> None:
        if self.days > REVIEW_DAYS and self.rng.random() < 0.6:
            held = self._ago(5, 80)
            self.rows.reviews.append(
                PlanReview(
                    case=self.case,
                    planned_on=held,
                    held_on=held,
                    held_by=self.holder,
                    summary=self.rng.choice(SUMMARIES),
                )
            )
        ahead = self.on + timedelta(days=self.rng.randint(-5, REVIEW_DAYS))
        self.rows.reviews.append(PlanReview(case=self.case, planned_on=ahead))

    def _add_progress(self, domains: list[LifeDomain]) -> None:
        for domain in domains:
            score = self.rng.randint(1, 3)
            days = sorted({self._ago(3, 200) for _ in range(self.rng.randint(1, 4))})
            for day in days:
                self.rows.measurements.append(
                    Measurement(case=self.case, domain=domain, on=day, score=score, by=self.holder)
                )
                score = max(1, min(5, score + self.rng.choice((-1, 0, 1, 1))))

    def _add_work(self, persons: list[Person]) -> None:
        for person in persons:
            age = age_or_adult(person, self.on)
            if ADULT <= age < 65 and self.rng.random() < 0.45:
                self._walk_chain(person)

    def _walk_chain(self, person: Person) -> None:
        far = self.rng.choices(range(len(CHAIN)), (35, 30, 12, 13, 10))[0]
        stages = [CHAIN[0], *([CHAIN[far]] if far else [])]
        start = self._ago(10 * len(stages), 150)
        for number, stage in enumerate(stages):
            middle = start + (self.on - start) / 2
            is_last = number == len(stages) - 1
            self.rows.activations.append(
                Activation(
                    case=self.case,
                    person=person,
                    stage=stage,
                    starts_on=start,
                    ends_on=None if is_last else middle,
                    by=self.holder,
                )
            )
            start = middle
        if self.rng.random() < 0.25:
            self.rows.activations.append(
                Activation(
                    case=self.case,
                    person=person,
                    stage=ActivationStage.LANGUAGE,
                    starts_on=self._ago(1, 60),
                    by=self.holder,
                )
            )

    def _add_school(self, persons: list[Person]) -> None:
        for person in persons:
            if goes_to_school(person, self.on):
                self._add_pupil(person)

    def _add_pupil(self, person: Person) -> None:
        is_teenager = age_or_adult(person, self.on) >= 12
        is_new = self.case.household.target_group == "TEMPORARY_PROTECTION"
        is_looking = self.days < 14 or self.rng.random() < 0.08
        self.rows.schoolings.append(
            Schooling(
                case=self.case,
                person=person,
                state=SchoolState.LOOKING if is_looking else SchoolState.ATTENDS,
                kind=SchoolKind.OKAN if is_teenager and is_new else SchoolKind.REGULAR,
                school="" if is_looking else self.rng.choice(SCHOOLS),
                starts_on=self._ago(0, 120),
                by=self.holder,
            )
        )
