"""What the plan allows, whoever asks. Who may: permissions.py."""

from datetime import date, timedelta

from eenplan.cases.errors import (
    AlreadyDone,
    CaseClosed,
    GoalClosed,
    ImpossibleDay,
    NotInHousehold,
    ReasonMissing,
    RuleNotRead,
    TextMissing,
    WrongPerson,
)
from eenplan.cases.models import Case, Goal, Step
from eenplan.people.models import HouseholdMember, Person

BEFORE_OPENING = timedelta(days=365)  # a day before the case by more than this is a slip
AHEAD = timedelta(days=365 * 5)  # a plan does not look further


def lock_open(case: Case) -> None:
    """Lock a case for a change of its plan; raise CaseClosed when it is closed meanwhile."""
    check_open(Case.objects.select_for_update(no_key=True).get(pk=case.pk))


def check_open(case: Case) -> None:
    """Raise CaseClosed for a case that is closed."""
    if case.closed_on:
        raise CaseClosed(
            f"Dit dossier is gesloten op {case.closed_on:%d/%m/%Y}. "
            "Aan het plan van een gesloten dossier verandert niets meer."
        )


def check_text(text: str, field: str, sentence: str) -> str:
    """Return a text without spaces around it; raise TextMissing when nothing is left."""
    if not text.strip():
        raise TextMissing(sentence, field)
    return text.strip()


def check_reason(reason: str, sentence: str) -> str:
    """Return the reason without spaces around it; raise ReasonMissing when nothing is left."""
    if not reason.strip():
        raise ReasonMissing(sentence)
    return reason.strip()


def check_due(case: Case, due_on: date | None, *, on: date, field: str = "due_on") -> None:
    """Raise ImpossibleDay for a day no step of this case can have."""
    if due_on is None:
        return
    if due_on < case.opened_on - BEFORE_OPENING:
        raise ImpossibleDay(
            f"Dit dossier is geopend op {case.opened_on:%d/%m/%Y}. Kies een latere dag.", field
        )
    if due_on > on + AHEAD:
        raise ImpossibleDay("Kies een dag binnen de vijf jaar.", field)


def check_past(case: Case, day: date, *, on: date, field: str) -> None:
    """Raise ImpossibleDay unless something can have happened in this case on a day."""
    if day > on:
        raise ImpossibleDay("Kies vandaag of een dag die voorbij is.", field)
    if day < case.opened_on - BEFORE_OPENING:
        raise ImpossibleDay(
            f"Dit dossier is geopend op {case.opened_on:%d/%m/%Y}. Een dag meer dan een jaar "
            "daarvoor kan niet.",
            field,
        )


def check_members(case: Case, *persons: Person | None) -> None:
    """Raise NotInHousehold unless each of the persons belongs to the household now."""
    wanted = {person.pk for person in persons if person}
    if not wanted:
        return
    members = HouseholdMember.objects.open().filter(household=case.household_id, person__in=wanted)
    if members.values("person").distinct().count() < len(wanted):
        raise NotInHousehold("Deze persoon hoort niet (meer) bij het gezin.")


def check_goal_to_reach(goal: Goal) -> None:
    """Raise GoalClosed for a goal that was reached or let go."""
    if goal.ends_on is not None:
        raise GoalClosed(f"Dit doel is al {goal.get_state_display()}.")


def check_goal_open(case: Case, goal: Goal | None) -> None:
    """Raise GoalClosed unless a step may be put under this goal of the case."""
    if goal is None:
        return
    if goal.case_id != case.pk or not Goal.objects.filter(pk=goal.pk, ends_on=None).exists():
        raise GoalClosed("Dit doel is niet meer open. Kies een ander doel, of geen.")


def check_to_do(step: Step) -> None:
    """Raise AlreadyDone for a step that was done or dropped."""
    if step.done_on is not None:
        raise AlreadyDone(
            "Deze stap werd geschrapt." if step.is_dropped else "Deze stap is al gedaan."
        )


def check_postponing(step: Step, until: date, *, knows_rule: bool, on: date) -> None:
    """Raise unless a step may be put off until a day; its rule is in view if it binds."""
    if step.due_on is None:
        raise ImpossibleDay("Deze stap heeft geen dag. Wijzig de stap om er een te geven.", "until")
    if until <= step.due_on or until <= on:
        later = max(step.due_on, on)
        raise ImpossibleDay(f"Kies een dag na {later:%d/%m/%Y}.", "until")
    check_due(step.case, until, on=on, field="until")
    check_rule_read(step, knows_rule=knows_rule)


def check_rule_read(step: Step, *, knows_rule: bool) -> None:
    """Raise RuleNotRead for a day set by law or for safety whose rule was not read."""
    if step.is_binding and not knows_rule:
        raise RuleNotRead(
            f"Deze dag is geen streefdag maar: {step.get_rule_kind_display()}. "
            "Lees de regel en duid aan dat u ze kent."
        )


def check_adult(person: Person, on: date) -> None:
    """Raise WrongPerson for who is not yet eighteen; unknown age counts as adult."""
    if person.is_minor_on(on):
        raise WrongPerson("Activering is voor volwassenen. Voor een kind: kies school.")
