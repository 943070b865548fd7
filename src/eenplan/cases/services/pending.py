"""The one answer an offered case gets, and what happens when reality overtakes the offer."""

from datetime import date

from django.db import transaction

from eenplan.cases.enums import HandoverState, WorkItemKind
from eenplan.cases.errors import AlreadySettled
from eenplan.cases.models import Case, Handover
from eenplan.cases.selectors import team_in_charge
from eenplan.cases.services.work_items import inform
from eenplan.core import audit
from eenplan.core.access import Actor


@transaction.atomic(savepoint=False)
def lapse_pending(
    *,
    actor: Actor,
    case: Case,
    why: str,
    on: date,
    kind: WorkItemKind = WorkItemKind.NEWS,
) -> None:
    """End what waits for an answer because reality overtook it, and tell who asked."""
    for handover in case.handovers.filter(state=HandoverState.PROPOSED).select_related(
        "to_team", "from_team"
    ):
        handover.case = case
        settle(handover, HandoverState.LAPSED, actor=actor, answer=why, on=on)
        text = f"De overdracht naar {handover.to_team} is vervallen. {why}"
        tell_asker(actor, handover, text, on, kind=kind)


def settle(
    handover: Handover, state: HandoverState, *, actor: Actor, answer: str, on: date
) -> None:
    """Give a pending handover its one answer; of two at once the second is refused."""
    settled = Handover.objects.filter(pk=handover.pk, state=HandoverState.PROPOSED).update(
        state=state, settled_by=actor.user_id or None, settled_on=on, answer=answer
    )
    if not settled:
        now = Handover.objects.select_related("settled_by").get(pk=handover.pk)
        who = f" door {now.settled_by}" if now.settled_by else ""
        raise AlreadySettled(f"Deze overdracht is net {now.get_state_display()}{who}.")
    handover.state, handover.settled_on, handover.answer = state, on, answer
    audit.record(actor, f"cases.handover-{state.lower()}", handover, answer=answer)


def tell_asker(
    actor: Actor,
    handover: Handover,
    text: str,
    on: date,
    *,
    kind: WorkItemKind = WorkItemKind.NEWS,
) -> None:
    """Put the answer before who asked, unless that is who answers."""
    if handover.asked_by_id and handover.asked_by_id != actor.user_id:
        team = team_in_charge(handover.case) or handover.from_team
        inform(
            actor=actor,
            case=handover.case,
            team=team,
            text=text,
            kind=kind,
            to=handover.asked_by_id,
            on=on,
        )
