"""What happens to open referrals and questions when a case closes or goes to another team."""

from datetime import date

from django.db import transaction
from django.db.models import F

from eenplan.cases.models import Case
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.network.enums import QuestionState, ReferralState
from eenplan.network.models import Question
from eenplan.network.selectors.referrals import pending_of
from eenplan.network.services.links import revoke_living
from eenplan.network.services.states import move
from eenplan.network.services.telling import (
    still_follows,
    tell_asker,
    tell_case_manager,
    tell_of_closing,
)


@transaction.atomic(savepoint=False)
def end_pending(*, actor: Actor, case: Case, reason: str, on: date) -> int:
    """Withdraw everything of a case that still waits, and tell who asked why; return how many.

    For journeys: who may close a case is checked there. Call it before the case closes, for then
    nobody holds it any more.
    """
    waiting = list(pending_of(case).select_for_update(of=("self",)))
    for referral in waiting:
        revoke_living(referral, on=on)
        move(actor, referral, ReferralState.WITHDRAWN, why=reason, on=on, by_name=actor.name)
        text = f"Doorverwijzing naar {referral.receiver} stopt: {reason}"
        tell_of_closing(actor, case, referral.sent_by, text, on=on)
    return len(waiting) + _end_questions(actor, case, reason, on)


def _end_questions(actor: Actor, case: Case, reason: str, on: date) -> int:
    asked = Question.objects.filter(case=case, state=QuestionState.OPEN)
    questions = list(asked.select_for_update(of=("self",)).select_related("asked_by"))
    for question in questions:
        ended = Question.objects.filter(pk=question.pk, state=QuestionState.OPEN)
        ended.update(
            state=QuestionState.WITHDRAWN, withdrawn_why=reason[:300], version=F("version") + 1
        )
        audit.record(actor, "network.question-withdrawn", question, why=reason)
        text = f"Uw vraag over {question.get_theme_display()} is ingetrokken: {reason}"
        tell_of_closing(actor, case, question.asked_by, text, on=on)
    return len(questions)


@transaction.atomic(savepoint=False)
def move_pending(*, actor: Actor, case: Case, reason: str, on: date) -> int:
    """Let what still waits go along with a case to another team, and tell both sides.

    Who sent it hears that it moved, as long as that person can open the household; the new case
    manager hears what is open. For journeys, after the team changed. Returns how many.
    """
    waiting = list(pending_of(case))
    for referral in waiting:
        audit.record(actor, "network.referral-went-along", referral, why=reason)
        if referral.sent_by and still_follows(referral.sent_by, case, on=on):
            text = f"Doorverwijzing naar {referral.receiver} ging mee: {reason}"
            tell_asker(actor, case, referral.sent_by, text, on=on)
    if waiting:
        names = ", ".join(referral.receiver for referral in waiting)
        tell_case_manager(actor, case, f"Lopende doorverwijzingen: {names}. {reason}", on=on)
    return len(waiting)
