"""Answers that colleagues may find again, in words that tell of no household."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.network import permissions, policies
from eenplan.network.enums import QuestionState
from eenplan.network.errors import QuestionClosed
from eenplan.network.models import Question, ReusableAnswer


@transaction.atomic
def make_reusable(
    *, actor: Actor, question: Question, asked: str, answer: str, on: date
) -> ReusableAnswer:
    """Put an answered question on the list for everybody. Raises NotAllowed, Recognisable,
    QuestionClosed.
    """
    permissions.check_can_answer(actor, question)
    if question.state != QuestionState.ANSWERED:
        raise QuestionClosed("Op deze vraag is nog niet geantwoord.")
    if question.case:
        policies.check_unrecognisable(asked, question.case.household, field="asked")
        policies.check_unrecognisable(answer, question.case.household, field="answer")
    try:
        with transaction.atomic():
            row = ReusableAnswer.objects.create(
                question=question,
                theme=question.theme,
                asked=asked.strip(),
                answer=answer.strip(),
                by_id=actor.user_id or None,
                on=on,
            )
    except IntegrityError:
        raise QuestionClosed("Deze vraag staat al bij de eerdere antwoorden.") from None
    audit.record(actor, "network.answer-made-reusable", row)
    return row


@transaction.atomic
def withdraw_reusable(*, actor: Actor, question: Question, on: date) -> None:
    """Take an answer off the list: it is not right any more. Raises NotAllowed, QuestionClosed."""
    permissions.check_can_answer(actor, question)
    rows = ReusableAnswer.objects.filter(question=question, withdrawn_on=None)
    if not rows.update(withdrawn_on=on):
        raise QuestionClosed("Dit antwoord staat niet (meer) bij de eerdere antwoorden.")
    audit.record(actor, "network.answer-withdrawn", question)
