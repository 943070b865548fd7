"""What somebody takes along on a home visit, on one page."""

from dataclasses import dataclass

from eenplan.agenda.models import Appointment, SafetyNote
from eenplan.agenda.selectors.home_visits import safety_notes
from eenplan.cases.enums import StepKind
from eenplan.cases.models import Case, Goal, Step
from eenplan.cases.selectors import open_case, open_goals, steps_of
from eenplan.core.access import Actor
from eenplan.people.models import Address, Household, HouseholdMember
from eenplan.people.selectors import members_of

MOST_STEPS = 15


@dataclass(frozen=True)
class Pack:
    """Who lives there and where, what to watch, what is open, what was promised, what to ask."""

    household: Household
    case: Case | None
    appointment: Appointment | None
    members: list[HouseholdMember]
    address: Address | None
    safety: list[SafetyNote]
    goals: list[Goal]
    steps: list[Step]
    more_steps: int
    promises: list[Step]
    questions: list[str]

    @property
    def languages(self) -> list[str]:
        """Return the codes of the languages spoken there, each once."""
        return list(dict.fromkeys(c for m in self.members for c in m.person.speaks))

    @property
    def needs_interpreter(self) -> bool:
        return any(member.person.needs_interpreter for member in self.members)


def pack_for(actor: Actor, household: Household, appointment: Appointment | None) -> Pack:
    """Return the pack for a household the actor works on."""
    case = open_case(household)
    to_do = [step for step in steps_of(case) if step.done_on is None] if case else []
    steps = [step for step in to_do if step.kind in (StepKind.ROUTE, StepKind.TASK)]
    members = members_of(household, on=actor.on)
    address = household.addresses.on(actor.on).first()
    return Pack(
        household=household,
        case=case,
        appointment=appointment,
        members=members,
        address=address,
        safety=list(safety_notes(actor, household)),
        goals=list(open_goals(case)) if case else [],
        steps=steps[:MOST_STEPS],
        more_steps=max(0, len(steps) - MOST_STEPS),
        promises=[step for step in to_do if step.kind == StepKind.PROMISE],
        questions=_questions(household, members, appointment),
    )


def _questions(
    household: Household, members: list[HouseholdMember], appointment: Appointment | None
) -> list[str]:
    """Return what to ask: what the worker wrote down, and what the file does not know yet."""
    asked = appointment.questions.splitlines() if appointment else []
    found = [line.strip() for line in asked if line.strip()]
    if not household.phone:
        found.append("Op welk telefoonnummer kunnen we u bereiken?")
    for member in members:
        person = member.person
        if person.birth_date is None:
            found.append(f"Wat is de geboortedatum van {person}?")
        if not person.speaks:
            found.append(f"Welke taal spreekt {person}?")
    return found
