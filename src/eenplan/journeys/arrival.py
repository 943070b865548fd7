"""A family arrives: one save makes the household, its case, its plan, its team and case manager."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from eenplan.cases import services as cases
from eenplan.cases.enums import WorkItemKind
from eenplan.cases.models import Assignment, Case
from eenplan.cases.selectors import open_case, team_in_charge
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.guidance.selectors import route
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import competent_team, norms_at_hand
from eenplan.people import known_numbers, services as people
from eenplan.people.models import Household
from eenplan.people.registration import NewHousehold

NORMS = ("desk_view_days", "first_visit_days", "households_per_case_manager")


@dataclass(frozen=True)
class Arrival:
    """What one save brought about. Without a case manager the case waits on the team board."""

    household: Household
    case: Case
    team: Team
    why_team: str
    assignment: Assignment | None


@transaction.atomic
def register_arrival(*, actor: Actor, new: NewHousehold, on: date) -> Arrival:
    """Register a household and set its help in motion: all of it, or nothing.

    Raises as `bring_in`.
    """
    return bring_in(actor=actor, new=new, on=on)


def bring_in(*, actor: Actor, new: NewHousehold, on: date) -> Arrival:
    """Register an arrival inside the caller's transaction, which ends with any refusal.

    The case manager is the engine's first proposal and never goes above the norm; when everybody
    in the team is full, the case waits on the team board and the team is told so. A number that a
    household out of the actor's sight has already is left out, and the team concerned is told.

    Raises NotAllowed, NoReferencePerson, PersonTwice, ImpossibleDate, NumberTaken,
    NoCompetentTeam, NormNotInForce.
    """
    with audit.written_together(), norms_at_hand(*NORMS, on=on):
        return _bring_in(actor, new, on)


def _bring_in(actor: Actor, new: NewHousehold, on: date) -> Arrival:
    new, holders = known_numbers.set_aside(actor=actor, new=new)
    household, persons = people.register_family(actor=actor, new=new, on=on)
    team, why_team = competent_team(
        target_group=new.target_group,
        area=household.area,
        helped_elsewhere=new.helped_elsewhere,
        on=on,
    )
    people.hand_to_team(
        actor=actor, household=household, team=team, reason=why_team, on=on, is_new=True
    )
    case = cases.open_new_case(actor=actor, household=household, on=on, is_new=True)
    steps = route(new.target_group, on=on)
    cases.plan_arrival(actor=actor, case=case, route=steps, persons=persons, on=on)
    languages = frozenset(code for person in new.persons for code in person.speaks)
    assignment = cases.assign_first(actor=actor, case=case, team=team, languages=languages, on=on)
    if assignment is None:
        _tell_that_all_are_full(actor, case, team, on)
    for holder in holders:
        _tell_of_double(actor, case, team, holder, on)
    return Arrival(household, case, team, why_team, assignment)


def _tell_of_double(actor: Actor, case: Case, team: Team, holder: Household, on: date) -> None:
    """Tell the team of the household that has the number already; the desk learns nothing.

    Of who is helped outside the own neighbourhood no other team may know: then the new household's
    own team is told.
    """
    new = case.household
    audit.record(actor, "people.number-set-aside", new, holder=holder.number)
    known_case = open_case(holder)
    known_team = team_in_charge(known_case) if known_case else None
    if new.helped_elsewhere and known_team != team:
        told, by, other = case, team, f"{holder.number} ({known_team or 'geen team'})"
    else:
        told, by, other = known_case, known_team, f"{new.number} ({team})"
    if told and by:
        text = f"Mogelijk dubbel: zelfde rijksregister- of BIS-nummer als gezin {other}."
        cases.inform(actor=actor, case=told, team=by, text=text, on=on)


def _tell_that_all_are_full(actor: Actor, case: Case, team: Team, on: date) -> None:
    cases.inform(
        actor=actor,
        case=case,
        team=team,
        text="Nieuw gezin zonder maatschappelijk werker: iedereen zit aan de norm.",
        kind=WorkItemKind.UNASSIGNED,
        on=on,
    )
