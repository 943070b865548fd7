"""Who may refer, ask and answer. Which households are seen follows from the household's scope."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.network.models import Question, Referral
from eenplan.people.models import Household


def check_can_refer(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor refers households in the team in charge."""
    actor.must(Capability.REFERRAL_SEND)
    if not household.is_in_care_of(actor.teams_with(Capability.REFERRAL_SEND)):
        raise NotAllowed("Alleen het bevoegde team werkt aan het netwerk van dit gezin.")


def check_can_receive(actor: Actor, referral: Referral) -> None:
    """Raise NotAllowed unless the referral was sent to a team in which the actor answers."""
    team = referral.team_id or referral.service.partner.team_id
    if team not in receiving_teams(actor):
        raise NotAllowed("Alleen wie in het gevraagde team werkt, antwoordt.")


def receiving_teams(actor: Actor) -> frozenset[int]:
    """Return the teams for which the actor answers referrals."""
    expert = actor.teams_with(Capability.QUESTION_ANSWER)
    return actor.teams_with(Capability.REFERRAL_SEND) | expert


def check_can_answer(actor: Actor, question: Question) -> None:
    """Raise NotAllowed unless the question was put to a team in which the actor answers."""
    actor.must(Capability.QUESTION_ANSWER)
    if question.team_id not in actor.teams_with(Capability.QUESTION_ANSWER):
        raise NotAllowed("Alleen de gevraagde dienst antwoordt op deze vraag.")


def check_is_asker(actor: Actor, question: Question) -> None:
    """Raise NotAllowed unless the actor asked, or works for the household that it is about."""
    actor.must(Capability.REFERRAL_SEND)
    if question.asked_by_id == actor.user_id:
        return
    if question.case is None:
        raise NotAllowed("Alleen wie de vraag stelde, kan dit doen.")
    check_can_refer(actor, question.case.household)
