"""What happens at the desk and goes on elsewhere: a line in the timeline, a new case."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from eenplan.agenda.enums import VisitState
from eenplan.agenda.models import Visit
from eenplan.agenda.policies import is_kept_from
from eenplan.agenda.services import queue
from eenplan.cases import permissions as case_permissions, services as cases
from eenplan.cases.enums import ContactKind
from eenplan.cases.models import Case
from eenplan.cases.selectors import open_case
from eenplan.core.access import Actor
from eenplan.core.errors import NotAllowed
from eenplan.journeys.arrival import Arrival, bring_in
from eenplan.people.models import Household
from eenplan.people.registration import NewHousehold
from eenplan.people.selectors import may_open


@transaction.atomic
def finish_visit(
    *,
    actor: Actor,
    visit: Visit,
    outcome: VisitState,
    at: datetime,
    minutes: int | None = None,
    result: str = "",
    household: Household | None = None,
) -> Visit:
    """Let a visit end; of a known household the timeline tells what was said.

    `household` was found while talking: the visit is linked to it first. Nothing is written in a
    file when somebody left without help, when there is no open case, or when the actor may not
    open the file or only reads along. Raises NotAllowed, NoLongerThere, QueueRefused.
    """
    if household and visit.household_id is None:
        visit = queue.link_household(actor=actor, visit=visit, household=household, at=at)
    done = queue.finish(
        actor=actor, visit=visit, outcome=outcome, at=at, minutes=minutes, result=result
    )
    if done.household_id and outcome != VisitState.LEFT and writes_in(actor, done.household):
        case = open_case(done.household)
        if case:
            _note(actor, case, done, at)
    return done


def writes_in(actor: Actor, household: Household) -> bool:
    """Say whether what is said at the desk comes in the file of a household."""
    may_note = case_permissions.notes_at_the_desk(actor, household)
    return may_note and may_open(actor, household)


def _note(actor: Actor, case: Case, visit: Visit, at: datetime) -> None:
    """Write the visit in the timeline of the case, by who follows cases or by the desk."""
    on = localtime(at).date()
    said = [f"Aan de balie ({visit.get_topic_display()}): {visit.get_state_display()}."]
    note = " ".join([*said, *filter(None, [visit.note, visit.result])])
    minutes = visit.minutes or None
    try:
        case_permissions.check_can_work(actor, case)
    except NotAllowed:
        cases.note_at_the_desk(actor=actor, case=case, note=note, minutes=minutes, on=on)
        return
    cases.note_contact(
        actor=actor,
        case=case,
        kind=ContactKind.DESK,
        contact_on=on,
        note=note,
        minutes=minutes,
        on=on,
    )


@transaction.atomic(savepoint=False)
def register_visitor(
    *, actor: Actor, new: NewHousehold, visit: Visit | None, at: datetime
) -> Arrival:
    """Register an arrival; was it somebody of the queue, then the visit knows its household.

    Not when the desk's own neighbourhood must not know: then the visit stays without one.
    Raises what `bring_in` does, and belongs to the caller's transaction like that.
    """
    on = localtime(at).date()
    arrival = bring_in(actor=actor, new=new, on=on)
    if (
        visit
        and visit.household_id is None
        and not is_kept_from(arrival.household, visit.team, on=on)
    ):
        queue.link_household(actor=actor, visit=visit, household=arrival.household, at=at)
    return arrival
