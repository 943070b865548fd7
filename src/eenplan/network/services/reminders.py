"""Referrals nobody answers: first the case manager hears of it, then the coordinators."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from eenplan.cases.selectors import team_in_charge
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.batches import each_apart
from eenplan.network.enums import ReferralState
from eenplan.network.models import Referral
from eenplan.network.selectors.referrals import to_escalate, to_remind
from eenplan.network.services.telling import tell_case_manager, tell_coordinators


def remind_unanswered(*, actor: Actor, on: date) -> tuple[int, int]:
    """Tell of referrals without an answer; return how many reminders and escalations.

    Each referral in a transaction of its own and marked in it, so that the job may be stopped
    halfway, run twice or run by two workers at once and nobody is told twice. One that goes wrong
    stops none of the others: SomeFailed is raised at the end.
    """
    done = {"reminded_on": 0, "escalated_on": 0}

    def tell(waiting: tuple[str, Referral]) -> bool:
        mark, referral = waiting
        is_told = _once(actor, referral, mark, on)
        done[mark] += is_told
        return is_told

    # Which are to be escalated is asked after the reminders, as it follows from them.
    each_apart(_waiting(on), tell, job="remind of referrals")
    return done["reminded_on"], done["escalated_on"]


def _waiting(on: date) -> Iterator[tuple[str, Referral]]:
    yield from (("reminded_on", referral) for referral in to_remind(on=on))
    yield from (("escalated_on", referral) for referral in to_escalate(on=on))


@transaction.atomic
def _once(actor: Actor, referral: Referral, mark: str, on: date) -> bool:
    row = Referral.objects.filter(pk=referral.pk, state=ReferralState.SENT, **{mark: None})
    if not row.update(**{mark: on}):
        return False
    since = f"{referral.sent_on:%d/%m/%Y}"
    text = f"{referral.receiver} antwoordt niet op de doorverwijzing van {since}. "
    if mark == "reminded_on":
        tell_case_manager(actor, referral.case, f"{text}Bel, of trek ze in.", on=on)
    elif team := team_in_charge(referral.case):
        tell_coordinators(actor, referral.case, team, f"{text}Bekijk wat er moet gebeuren.", on=on)
    audit.record(actor, f"network.referral-{mark.removesuffix('_on')}", referral)
    return True
