"""The help to a demo household: its case, who held it, what was done and what is still to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eenplan.cases.enums import ContactKind, RuleKind, StepKind, StepOwner, WorkItemKind
from eenplan.cases.models import Assignment, Case, Contact, Step, WorkItem
from eenplan.cases.route_steps import steps_of_route
from eenplan.guidance.routes import RouteStep
from eenplan.journeys.demo.outlines import Outline
from eenplan.journeys.demo.plans import PlanRows
from eenplan.journeys.demo.talks import TalkRows, put_off, tell
from eenplan.journeys.demo.teams import Staff, Worker
from eenplan.journeys.demo.words import CONTACTS, PROMISES, QUESTIONS, SENSITIVE
from eenplan.organisation.models import Team, User
from eenplan.people.models import Household, Person

FIRST_VISIT_DAYS = 5
UNASSIGNED_SHARE = 0.02
QUIET_SHARE = 0.14
PROMISE_DAYS = (-8, -3, -1, 0, 0, 0, 1, 2, 4, 7, 11, 16, 23)
MOST_CONTACTS = 9


@dataclass
class CaseRows:
    """Unsaved rows of a batch of cases, in the order they can be written."""

    cases: list[Case] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    items: list[WorkItem] = field(default_factory=list)
    talks: TalkRows = field(default_factory=TalkRows)
    plans: PlanRows = field(default_factory=PlanRows)

    def write(self) -> None:
        Case.objects.bulk_create(self.cases)
        Assignment.objects.bulk_create(self.assignments)
        self.plans.write_goals()
        Step.objects.bulk_create(self.steps)
        Contact.objects.bulk_create(self.contacts)
        WorkItem.objects.bulk_create(self.items)
        self.talks.write()
        self.plans.write()


@dataclass
class Casework:
    """What happened in one case, drawn day by day up to `on`."""

    rows: CaseRows
    staff: Staff
    team: Team
    outline: Outline
    rng: Random
    on: date
    routes: dict[str, Sequence[RouteStep]]

    def add(self, household: Household, persons: list[Person]) -> Case:
        """Add everything about the case of one household."""
        outline = self.outline
        self.household, self.persons = household, persons
        self.chance = Random(f"{household.number} {household.name}")  # what else is drawn stays so
        steps_before, items_before = len(self.rows.steps), len(self.rows.items)
        self.case = Case(
            household=household, opened_on=outline.registered_on, closed_on=outline.closed_on
        )
        self.rows.cases.append(self.case)
        self.until = outline.closed_on or self.on
        self.holder = self._assign()
        self._add_route(persons)
        self._add_visits()
        self._add_promises()
        self._add_contacts()
        self._add_items()
        if self.holder and not outline.closed_on:
            steps, items = self.rows.steps[steps_before:], self.rows.items[items_before:]
            put_off(self.rows.talks, steps, items, self.holder, self.chance, self.on)
        return self.case

    def _assign(self) -> User | None:
        """Give the case to who has room, sometimes after somebody else held it for a while."""
        worker = self._choose()
        if worker is None:
            return None
        start = self.outline.registered_on
        days = (self.until - start).days
        others = [w for w in self.staff.workers[self.team.pk] if w is not worker]
        if others and days > 60 and self.rng.random() < 0.1:
            handed_over = start + timedelta(days=self.rng.randint(20, days - 20))
            former = self.rng.choice(others)
            self._hold(former, start, handed_over, "Voorgesteld bij aankomst.")
            start = handed_over
            reason = "Overgenomen van een collega."
        else:
            reason = "Voorgesteld bij aankomst: minste gezinnen tegenover de norm."
        self._hold(worker, start, self.outline.closed_on, reason)
        return worker.user

    def _choose(self) -> Worker | None:
        if self.outline.closed_on:
            return self.rng.choice(self.staff.workers[self.team.pk])
        is_new = (self.on - self.outline.registered_on).days < 4
        if self.rng.random() < (0.4 if is_new else UNASSIGNED_SHARE):
            return None
        worker = self.staff.least_loaded(self.team)
        if worker:
            worker.held += 1
        return worker

    def _hold(self, worker: Worker, start: date, end: date | None, reason: str) -> None:
        self.rows.assignments.append(
            Assignment(
                case=self.case, worker=worker.user, reason=reason, starts_on=start, ends_on=end
            )
        )

    def _add_route(self, persons: list[Person]) -> None:
        steps = self.routes[self.outline.target_group]
        for step in steps_of_route(self.case, steps, persons, on=self.outline.registered_on):
            self._keep(step)

    def _add_visits(self) -> None:
        self._add_step(
            due=self.outline.registered_on + timedelta(days=FIRST_VISIT_DAYS),
            kind=StepKind.HOME_VISIT,
            code="first_visit",
            title="Eerste huisbezoek",
            owner=StepOwner.CASE_MANAGER,
            rule=f"Norm: binnen {FIRST_VISIT_DAYS} dagen na registratie",
            rule_kind=RuleKind.NORM,
            rule_verified=True,
        )
        if self.outline.closed_on is None and self.holder and self.rng.random() < 0.2:
            self._add_step(
                due=self.on + timedelta(days=self.rng.choice((-1, 0, 0, 1, 3, 6, 10))),
                kind=StepKind.HOME_VISIT,
                title="Huisbezoek",
                owner=StepOwner.CASE_MANAGER,
                rule="Afgesproken met het gezin",
                rule_verified=True,
                open_anyway=True,
            )

    def _add_promises(self) -> None:
        if self.outline.closed_on or not self.holder:
            return
        for title in self.rng.sample(PROMISES, k=self.rng.choices((0, 1, 2), (50, 35, 15))[0]):
            self._add_step(
                due=self.on + timedelta(days=self.rng.choice(PROMISE_DAYS)),
                kind=StepKind.PROMISE,
                title=title,
                owner=StepOwner.CASE_MANAGER,
                rule="Beloofd aan het gezin",
                rule_verified=True,
                open_anyway=True,
                position=60,
            )

    def _add_step(self, *, due: date, open_anyway: bool = False, **facts) -> None:
        self._keep(Step(case=self.case, due_on=due, **facts), open_anyway=open_anyway)

    def _keep(self, step: Step, *, open_anyway: bool = False) -> None:
        """Add a step to the rows, done by now if most people would have done it."""
        done_on = None if open_anyway or step.due_on is None else self._done_on(step.due_on)
        if done_on:
            step.done_on = done_on
            step.done_by = self.holder
            step.result = "" if self.holder else "Gedaan bij het onthaal."
        self.rows.steps.append(step)

    def _done_on(self, due: date) -> date | None:
        """Most steps are done around their day; a few wait too long, and some lie ahead."""
        day = max(self.outline.registered_on, due + timedelta(days=self.rng.randint(-4, 5)))
        if self.outline.closed_on:
            return min(day, self.outline.closed_on)
        days_late = (self.on - due).days
        chance = 0.9 if days_late <= 14 else 0.98 if days_late <= 45 else 1
        if day > self.on or self.rng.random() > chance:
            return None
        return day

    def _add_contacts(self) -> None:
        rng, first = self.rng, self.outline.registered_on
        self._add_contact(first, ContactKind.DESK, self.staff.cast["celine"])
        if not self.holder:
            return
        silence = rng.randint(24, 70) if rng.random() < QUIET_SHARE else rng.randint(0, 19)
        day = self.until - timedelta(days=silence)
        for _ in range(MOST_CONTACTS):
            if day <= first:
                break
            self._add_contact(day, rng.choice(list(CONTACTS)), self.holder)
            day -= timedelta(days=rng.randint(8, 32))

    def _add_contact(self, day: date, kind: ContactKind, by: User) -> None:
        is_sensitive = self.rng.random() < 0.04
        contact = Contact(
            case=self.case,
            on=day,
            kind=kind,
            minutes=self.rng.choice((10, 15, 20, 30, 45, 60)),
            by=by,
            note=self.rng.choice(SENSITIVE if is_sensitive else CONTACTS[kind]),
            is_sensitive=is_sensitive,
        )
        tell(self.rows.talks, contact, self.household, self.persons, self.chance)
        self.rows.contacts.append(contact)

    def _add_items(self) -> None:
        if self.outline.closed_on:
            return
        if not self.holder:
            text = "Nieuw gezin zonder maatschappelijk werker: wijs het toe."
            self.add_item(text, since=max(self.outline.registered_on, self.on - timedelta(days=20)))
        elif self.rng.random() < 0.1:
            since = self.on - timedelta(days=self.rng.randint(0, 9))
            self.add_item(self.rng.choice(QUESTIONS), since=max(since, self.outline.registered_on))

    def add_item(self, text: str, *, since: date, done_on: date | None = None) -> None:
        """Put something before the case manager, or before the team while there is none."""
        self.rows.items.append(
            WorkItem(
                case=self.case,
                worker=self.holder,
                team=self.team,
                kind=WorkItemKind.NEWS if self.holder else WorkItemKind.UNASSIGNED,
                text=text,
                since=since,
                done_on=done_on,
            )
        )
