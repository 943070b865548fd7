"""A family arrives: one save makes the household, its case, its plan, its team and case manager."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from eenplan.cases import services as cases
from eenplan.cases.enums import WorkItemKind
from eenplan.cases.errors import AboveNorm
from eenplan.cases.models import Assignment, Case
from eenplan.core.access import Actor
from eenplan.engines.caseload import CaseloadProposal
from eenplan.guidance.routes import route
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import competent_team
from eenplan.people import services as people
from eenplan.people.models import Household
from eenplan.people.registration import NewHousehold


@dataclass(frozen=True)
class Arrival:
    """What one save brought about. Without a case manager, `proposal` says why nobody fits."""

    household: Household
    case: Case
    team: Team
    why_team: str
    proposal: CaseloadProposal
    assignment: Assignment | None


@transaction.atomic
def register_arrival(*, actor: Actor, new: NewHousehold, on: date) -> Arrival:
    """Register a household and set its help in motion: all of it, or nothing.

    The case manager is the engine's first proposal and never goes above the norm; when everybody
    in the team is full, the case waits on the team board and the team is told so.

    Raises NotAllowed, NoReferencePerson, PersonTwice, ImpossibleDate, NumberTaken,
    NoCompetentTeam, NormNotInForce.
    """
    household = people.register_household(actor=actor, new=new, on=on)
    team, why_team = competent_team(
        target_group=new.target_group,
        area=household.area,
        helped_elsewhere=new.helped_elsewhere,
        on=on,
    )
    people.hand_to_team(actor=actor, household=household, team=team, reason=why_team, on=on)
    case = cases.open_new_case(actor=actor, household=household, on=on)
    members = household.members.select_related("person")
    persons = [member.person for member in members]
    cases.plan_route(actor=actor, case=case, route=route(new.target_group), persons=persons, on=on)
    cases.plan_first_visit(actor=actor, case=case, on=on)
    languages = frozenset(code for person in new.persons for code in person.speaks)
    proposal = cases.propose_case_manager(case, team, languages=languages, on=on)
    assignment = _assign_first(actor, case, team, proposal, on)
    return Arrival(household, case, team, why_team, proposal, assignment)


def _assign_first(
    actor: Actor, case: Case, team: Team, proposal: CaseloadProposal, on: date
) -> Assignment | None:
    for candidate in proposal.ranked:
        try:
            return cases.assign(
                actor=actor,
                case=case,
                team=team,
                worker=User.objects.get(pk=int(candidate.worker)),
                reason=f"Voorgesteld bij aankomst: {candidate.load}.",
                on=on,
            )
        except AboveNorm:  # filled by another desk a moment ago: the next in line
            continue
    cases.inform(
        actor=actor,
        case=case,
        team=team,
        text="Nieuw gezin zonder maatschappelijk werker: iedereen zit aan de norm.",
        kind=WorkItemKind.UNASSIGNED,
        on=on,
    )
    return None
