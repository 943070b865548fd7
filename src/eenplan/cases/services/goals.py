"""Goals of the plan: put on it, changed, reached or let go; whole templates at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F

from eenplan.cases import permissions, plan_policies as policies
from eenplan.cases.enums import GoalState, LifeDomain
from eenplan.cases.errors import GoalClosed, NothingToAdd, OpenStepsLeft, TextMissing
from eenplan.cases.models import Case, Goal, Step
from eenplan.cases.route_steps import persons_for, steps_of_route
from eenplan.cases.services.reviews import plan_first_review
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.guidance.models import ListedGoal
from eenplan.guidance.selectors import route_steps
from eenplan.people.models import Person

DUTCH = "nl"


@transaction.atomic
def add_goal(
    *,
    actor: Actor,
    case: Case,
    domain: LifeDomain,
    words: str,
    language: str,
    text: str,
    on: date,
    person: Person | None = None,
) -> Goal:
    """Put a goal on the plan, in the family's words and in Dutch; plan an evaluation if none is.

    Words in Dutch are the Dutch text too. Raises NotAllowed, CaseClosed, TextMissing,
    NotInHousehold.
    """
    permissions.check_can_work(actor, case)
    policies.lock_open(case)
    policies.check_members(case, person)
    goal = Goal.objects.create(
        case=case, domain=domain, person=person, starts_on=on, **_said(words, language, text)
    )
    plan_first_review(case, on=on)
    audit.record(actor, "cases.goal-added", goal, domain=domain, text=goal.text)
    return goal


def _said(words: str, language: str, text: str) -> dict:
    """Return both texts of a goal; raise TextMissing when one of them is not there."""
    words, text = words.strip(), text.strip()
    if words and not language:
        raise TextMissing("In welke taal staan deze woorden?", "language")
    if language == DUTCH:
        text = text or words
    if not text:
        raise TextMissing("Schrijf het doel ook in het Nederlands.", "text")
    return {"words": words, "language": language if words else "", "text": text}


@transaction.atomic
def change_goal(
    *,
    actor: Actor,
    goal: Goal,
    version: int,
    domain: LifeDomain,
    words: str,
    language: str,
    text: str,
    on: date,
    person: Person | None = None,
    text_still_right: bool = False,
) -> Goal:
    """Change what a goal says. New words with an old Dutch text mark that text as behind.

    Raises NotAllowed, CaseClosed, GoalClosed, StaleVersion, TextMissing, NotInHousehold.
    """
    _check_open(actor, goal)
    if person and person.pk != goal.person_id:
        policies.check_members(goal.case, person)
    said = _said(words, language, text)
    only_words = said["words"] != goal.words and said["text"] == goal.text
    is_behind = only_words or (goal.text_is_behind and said["text"] == goal.text)
    if text_still_right or said["language"] in ("", DUTCH):
        is_behind = False
    _update(goal, version, domain=domain, person=person, text_is_behind=is_behind, **said)
    audit.record(actor, "cases.goal-changed", goal, was=goal.text, words_were=goal.words, **said)
    goal.refresh_from_db()
    return goal


@transaction.atomic
def close_goal(
    *,
    actor: Actor,
    goal: Goal,
    version: int,
    state: GoalState,
    reason: str,
    on: date,
    steps: str = "",
) -> Goal:
    """Say that a goal is reached, or let it go with the reason.

    `steps` says what becomes of what is still to do under it: "keep" on the plan without a goal,
    or "drop". Raises NotAllowed, CaseClosed, GoalClosed, StaleVersion, ReasonMissing,
    OpenStepsLeft.
    """
    _check_open(actor, goal)
    if state == GoalState.DROPPED:
        reason = policies.check_reason(reason, "Schrijf waarom dit doel wordt losgelaten.")
    left = goal.steps.to_do()
    _check_steps_settled(left, steps)
    _update(goal, version, state=state, ends_on=on, end_reason=reason.strip())
    if steps == "keep":
        left.update(goal=None, version=F("version") + 1)
    elif steps == "drop":
        why = f"Doel {GoalState(state).label}: {reason.strip() or goal.text}"[:300]
        left.update(
            done_on=on,
            done_by=actor.user_id or None,
            dropped_because=why,
            drop_proposed_on=None,
            version=F("version") + 1,
        )
    audit.record(actor, "cases.goal-closed", goal, state=state, reason=reason, steps=steps)
    goal.refresh_from_db()
    return goal


def _check_steps_settled(left, steps: str) -> None:
    open_steps = list(left)
    if open_steps and steps not in ("keep", "drop"):
        names = ", ".join(f"“{step.title}”" for step in open_steps[:5])
        raise OpenStepsLeft(
            f"Onder dit doel is nog te doen: {names}. Kies of die stappen blijven of vervallen."
        )
    binding = [step for step in open_steps if step.is_binding]
    if binding and steps == "drop":
        raise OpenStepsLeft(
            f"“{binding[0].title}” heeft een dag door de wet of voor de veiligheid. "
            "Laat de stappen staan, en schrap deze zelf als dat mag."
        )


def _check_open(actor: Actor, goal: Goal) -> None:
    permissions.check_can_work(actor, goal.case)
    policies.lock_open(goal.case)
    policies.check_goal_to_reach(goal)


def _update(goal: Goal, version: int, **changes) -> None:
    rows = Goal.objects.filter(pk=goal.pk, ends_on=None)
    if not rows.filter(version=version).update(**changes, version=F("version") + 1):
        if rows.exists():
            raise StaleVersion("Iemand anders wijzigde dit doel intussen.")
        raise GoalClosed("Iemand anders sloot dit doel net af.")


@dataclass
class Added:
    """What choosing a template brought: new goals and steps, and what was there already."""

    goals: list[Goal] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    linked: list[Step] = field(default_factory=list)
    already: list[str] = field(default_factory=list)


@transaction.atomic
def add_template(
    *,
    actor: Actor,
    case: Case,
    goals: Sequence[ListedGoal],
    persons: Sequence[Person],
    on: date,
) -> Added:
    """Put listed goals with their steps on the plan in one act, for each person they are for.

    What is on the plan already is not put there twice; a step that stood there without a goal
    comes under the new one. Raises NotAllowed, CaseClosed, NotInHousehold, and NothingToAdd when
    all of it was there.
    """
    permissions.check_can_work(actor, case)
    policies.lock_open(case)
    policies.check_members(case, *persons)
    added = Added()
    here = _Present(case)
    for listed in goals:
        for person in persons_for(listed.per, persons, on):
            _add_listed(case, listed, person, here, added, on)
    if not (added.goals or added.steps):
        raise NothingToAdd(_nothing(added))
    plan_first_review(case, on=on)
    audit.record(
        actor,
        "cases.template-added",
        case,
        goals=[goal.code for goal in added.goals],
        steps=len(added.steps),
    )
    return added


def _nothing(added: Added) -> str:
    if added.already:
        return f"Dit staat al op het plan: {'; '.join(added.already[:5])}."
    return "Dit sjabloon is voor niemand van dit gezin bedoeld."


class _Present:
    """The goals and steps a case has already, by code and person."""

    def __init__(self, case: Case):
        self.goals = {(g.code, g.person_id): g for g in case.goals.filter(ends_on=None)}
        steps = list(case.steps.all())
        self.to_do = {(s.code, s.person_id): s for s in steps if s.done_on is None and s.code}
        self.under = {(s.goal_id, s.code) for s in steps if s.goal_id}


def _add_listed(case, listed: ListedGoal, person, here: _Present, added: Added, on: date) -> None:
    code = f"{listed.list_version.list.code}.{listed.code}"
    whose = f"{listed.title} ({person.given_name})" if person else listed.title
    goal = here.goals.get((code, person.pk if person else None))
    if goal:
        added.already.append(whose)
    else:
        goal = Goal.objects.create(
            case=case,
            person=person,
            domain=listed.domain,
            text=listed.title,
            code=code,
            listed=listed,
            starts_on=on,
        )
        here.goals[code, goal.person_id] = goal
        added.goals.append(goal)
    wanted = route_steps(listed.steps.all())
    for step in steps_of_route(case, wanted, [person] if person else [], on=on):
        _add_listed_step(step, goal, person, here, added)


def _add_listed_step(step: Step, goal: Goal, person, here: _Present, added: Added) -> None:
    """Put one step of a listed goal on the plan, unless it is or was there under that goal."""
    if person and step.person is None:  # of one person's goal, so that person's step
        step.person, step.title = person, f"{step.title}: {person.given_name}"
    key = (step.code, step.person_id)
    if (goal.pk, step.code) in here.under:
        return
    present = here.to_do.get(key)
    if present is None:
        step.goal = goal
        step.save()
        here.to_do[key] = step
        added.steps.append(step)
    elif present.goal_id is None:
        Step.objects.filter(pk=present.pk).update(goal=goal, version=F("version") + 1)
        added.linked.append(present)
    here.under.add((goal.pk, step.code))
