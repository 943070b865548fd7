"""Putting something on an agenda, writing down what was said, deciding."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from eenplan.cases import services as cases
from eenplan.cases.enums import StepOwner
from eenplan.cases.models import Case
from eenplan.cases.selectors import case_manager, open_case, team_in_charge
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.network.meeting_access import check_own_case, check_prepares
from eenplan.network.meeting_errors import ItemChanged, NotOnAgenda
from eenplan.network.meeting_kinds import NEEDS_WORDS, Ground, ItemKind, MeetingState
from eenplan.network.models import AgendaItem, Meeting, Signal, WishToDiscuss
from eenplan.network.services.telling import still_follows
from eenplan.network.signal_access import check_can_handle
from eenplan.organisation.models import User
from eenplan.people.models import Household
from eenplan.people.selectors import may_open

LONGEST = 800  # of a work item


@transaction.atomic
def ask_to_discuss(*, actor: Actor, household: Household, why: str, on: date) -> WishToDiscuss:
    """Ask to talk about a household at the next meeting. Raises NotAllowed, NotOnAgenda."""
    check_own_case(actor, household)
    if not why.strip():
        raise NotOnAgenda("Schrijf waarover u wilt overleggen.", "why")
    try:
        with transaction.atomic():
            wish = WishToDiscuss.objects.create(
                case=_case(household),
                why=why.strip(),
                asked_by_id=actor.user_id or None,
                asked_on=on,
            )
    except IntegrityError:
        raise NotOnAgenda("Er is al gevraagd om dit gezin te bespreken.", "why") from None
    audit.record(actor, "network.asked-to-discuss", wish, household=household.pk)
    return wish


@transaction.atomic
def add_case(
    *,
    actor: Actor,
    meeting: Meeting,
    household: Household,
    why: str,
    ground: Ground,
    ground_note: str,
    on: date,
) -> AgendaItem:
    """Put a household on the agenda, with the ground on which it may be talked about.

    Raises NotAllowed, NotFound, NotOnAgenda.
    """
    check_prepares(actor, meeting)
    if not may_open(actor, household):
        raise NotFound(household.pk)
    check_own_case(actor, household)
    if ground in NEEDS_WORDS and not ground_note.strip():
        raise NotOnAgenda("Schrijf waarop die grond steunt: wie, wanneer, waarom.", "ground_note")
    case = _case(household)
    item = _add(
        actor,
        meeting,
        kind=ItemKind.CASE,
        case=case,
        why=why.strip(),
        ground=ground,
        ground_note=ground_note.strip(),
    )
    case.wishes_to_discuss.filter(settled_on=None).update(settled_on=on)
    return item


@transaction.atomic
def add_theme(*, actor: Actor, meeting: Meeting, title: str, why: str) -> AgendaItem:
    """Put a theme on the agenda: read by partners too. Raises NotAllowed, NotOnAgenda."""
    check_prepares(actor, meeting)
    if not title.strip():
        raise NotOnAgenda("Schrijf waarover u wilt overleggen.", "title")
    return _add(actor, meeting, kind=ItemKind.THEME, title=title.strip(), why=why.strip())


@transaction.atomic
def add_signal(*, actor: Actor, meeting: Meeting, signal: Signal) -> AgendaItem:
    """Put a signal on the agenda. Raises NotAllowed, NotOnAgenda."""
    check_prepares(actor, meeting)
    check_can_handle(actor, signal)
    return _add(actor, meeting, kind=ItemKind.SIGNAL, signal=signal)


def _add(actor: Actor, meeting: Meeting, **facts) -> AgendaItem:
    """Put something last on the agenda of a meeting that was not cancelled."""
    state = Meeting.objects.select_for_update().values_list("state", flat=True).get(pk=meeting.pk)
    if state == MeetingState.CANCELLED:
        raise NotOnAgenda("Dit overleg is geschrapt.")
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            item = AgendaItem.objects.create(
                meeting=meeting, position=last + 1, put_by_id=actor.user_id or None, **facts
            )
    except IntegrityError:
        raise NotOnAgenda("Dit staat al op de agenda.") from None
    audit.record(actor, "network.put-on-agenda", item, meeting=meeting.pk, kind=item.kind)
    return item


def _case(household: Household) -> Case:
    case = open_case(household)
    if case is None:
        raise NotOnAgenda(f"Gezin {household.number} heeft geen open dossier.")
    return case


@transaction.atomic
def remove_item(*, actor: Actor, item: AgendaItem) -> None:
    """Take something off an agenda before anything was said. Raises NotAllowed, NotOnAgenda."""
    check_prepares(actor, item.meeting)
    audit.record(actor, "network.off-agenda", item, meeting=item.meeting_id, kind=item.kind)
    rows = AgendaItem.objects.filter(pk=item.pk, decision="", note="", minutes=None)
    if not rows.delete()[0]:
        raise NotOnAgenda("Hierover is al iets genoteerd: het blijft op de agenda staan.")


# -- During and after ------------------------------------------------------------------------------
@transaction.atomic
def note_item(
    *,
    actor: Actor,
    item: AgendaItem,
    version: int,
    note: str,
    minutes: int | None,
    on: date,
    decision: str = "",
    owner: User | None = None,
    due_on: date | None = None,
) -> AgendaItem:
    """Write down what was said and how long it took, and what was decided, by whom and by when.

    A decision about a household becomes a step on its plan, and a work item of who carries it out;
    it is made once, and not changed afterwards. Raises NotAllowed, NotOnAgenda, ItemChanged.
    """
    check_prepares(actor, item.meeting)
    if item.meeting.state == MeetingState.CANCELLED or on < item.meeting.on:
        raise NotOnAgenda("Noteren kan vanaf de dag van het overleg, als het niet geschrapt is.")
    changes: dict = {"note": note.strip(), "minutes": minutes}
    decides = bool(decision.strip()) and not item.decision
    if decides:
        _check_decision(item, owner, due_on, on)
        changes |= {
            "decision": decision.strip(),
            "owner": owner,
            "due_on": due_on,
            "decided_on": on,
            "decided_by_id": actor.user_id or None,
        }
    row = AgendaItem.objects.filter(pk=item.pk, version=version)
    if not row.update(**changes, version=F("version") + 1):
        raise ItemChanged("Een collega schreef net iets bij dit punt.")
    if decides and item.case:
        _bring_to_case(actor, item, decision.strip(), owner, due_on, on)
    audit.record(actor, "network.agenda-item-noted", item, decision=decision, minutes=minutes)
    return item


def _check_decision(item: AgendaItem, owner: User | None, due_on: date | None, on: date) -> None:
    if owner is None:
        raise NotOnAgenda("Kies wie het besluit uitvoert.", "owner")
    if due_on is None or not on <= due_on:
        raise NotOnAgenda("Kies tegen wanneer, vanaf vandaag.", "due_on")
    if item.case and not still_follows(owner, item.case, on=on):
        raise NotOnAgenda("Deze collega mag het dossier niet openen. Kies iemand anders.", "owner")


def _bring_to_case(actor, item: AgendaItem, decision: str, owner: User, due_on: date, on: date):
    """Make the decision a step on the plan, and tell who carries it out.

    Who takes part without working in the team in charge cannot write on its plan: then it is the
    work item alone that brings the decision there.
    """
    case, team = item.case, team_in_charge(item.case)
    if case.closed_on or team is None:
        raise NotOnAgenda("Dit dossier is gesloten: noteer alleen wat er gezegd is.", "decision")
    if case.household.is_in_care_of(actor.teams_with(Capability.CASE_WORK)):
        _add_step(actor, case, decision, owner, due_on, on)
    if owner.pk != actor.user_id:
        day = f"{item.meeting.on:%d/%m/%Y}"
        text = f"Besluit van het wijkoverleg van {day}, tegen {due_on:%d/%m/%Y}: {decision}"
        cases.inform(actor=actor, case=case, team=team, text=text[:LONGEST], to=owner.pk, on=on)


def _add_step(actor, case: Case, title: str, owner: User, due_on: date, on: date) -> None:
    holder = case_manager(case)
    is_held = holder is not None and holder.worker_id == owner.pk
    cases.add_step(
        actor=actor,
        case=case,
        title=title,
        owner=StepOwner.CASE_MANAGER if is_held else StepOwner.HELPER,
        owner_name="" if is_held else str(owner)[:120],
        due_on=due_on,
        on=on,
    )
