"""What household and provider answer to a proposal, and what follows from a no."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import errors, permissions, policies
from eenplan.housing.enums import Side
from eenplan.housing.models import Answer, Proposal, RefusalReason
from eenplan.housing.services.proposals import end_proposal, hold
from eenplan.organisation.selectors import norm


@dataclass(frozen=True)
class Said:
    """An answer as it was given: yes or no, in what words and language, through whom."""

    agrees: bool
    words: str
    language: str
    interpreter: str
    reason: RefusalReason | None = None
    at_once_why: str = ""


@transaction.atomic
def note_answer(
    *, actor: Actor, proposal: Proposal, side: Side, said: Said, at: datetime
) -> Answer:
    """Note what a side says to a proposal. A no ends it: the place is free at once.

    The household keeps its place in the queue whatever it answers. A no counts for these two only,
    as long as its reason says (`selectors/refusals.py`): the offer itself stays open for others.

    Raises NotAllowed, ProposalOver, AlreadyAnswered, ReasonNeeded, NotYet, NoProvider.
    """
    permissions.check_can_place(actor)
    held = hold(proposal, at=at)
    on = localtime(at).date()
    if side == Side.PROVIDER and policies.is_own(held.place):
        raise errors.NoProvider("Deze plaats beheren we zelf: het contract is het akkoord.")
    policies.check_not_answered(held.answers.filter(side=side).first())
    policies.check_reason(said.reason, side, agrees=said.agrees, on=on)
    if side == Side.HOUSEHOLD and said.agrees:
        hours = int(norm("reflection_hours", on=on))
        policies.check_time_to_think(held, at=at, hours=hours, at_once_why=said.at_once_why)
    answer = _write(actor, held, side, said, at)
    if not said.agrees:
        end_proposal(actor, held, at)
    audit.record(
        actor,
        "housing.proposal-answered",
        held,
        side=side,
        agrees=said.agrees,
        reason=said.reason.code if said.reason and not said.agrees else "",
        interpreter=said.interpreter,
    )
    return answer


def _write(actor: Actor, held: Proposal, side: Side, said: Said, at: datetime) -> Answer:
    try:
        with transaction.atomic():
            return Answer.objects.create(
                proposal=held,
                side=side,
                agrees=said.agrees,
                reason=None if said.agrees else said.reason,
                words=said.words,
                language=said.language,
                interpreter=said.interpreter,
                at_once_why=said.at_once_why if said.agrees and side == Side.HOUSEHOLD else "",
                given_at=at,
                noted_by_id=actor.user_id,
            )
    except IntegrityError as error:
        if "one_answer_per_side" in str(error):
            raise errors.AlreadyAnswered("Dit antwoord staat al genoteerd.") from None
        raise


@transaction.atomic
def note_reassessed(*, actor: Actor, answer: Answer, on: date) -> Answer:
    """Note that the needs of a household were looked at again after its no.

    From now on places are proposed to it again, also the one it refused. Raises NotAllowed,
    AlreadyAnswered.
    """
    permissions.check_can_place(actor)
    rows = Answer.objects.filter(pk=answer.pk, agrees=False, reassessed_on=None)
    if not rows.update(reassessed_on=on, reassessed_by=actor.user_id or None):
        raise errors.AlreadyAnswered("Dit werd al opnieuw bekeken.")
    audit.record(actor, "housing.needs-reassessed", answer)
    answer.refresh_from_db()
    return answer
