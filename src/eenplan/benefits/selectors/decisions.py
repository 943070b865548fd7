"""Decisions: who sees them, what came before and after, what they let be paid."""

from datetime import date, timedelta

from django.db.models import QuerySet

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.models import Appeal, Application, Decision, Grant, Notification
from eenplan.benefits.selectors.appeal_terms import appeal_term
from eenplan.benefits.selectors.rights_scope import households_with_rights
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.engines.deadlines import due, review_takes_effect
from eenplan.people.models import Household

LATE = "Later dan de termijn van drie maanden (tot {:%d/%m/%Y}): de rechtbank oordeelt."
NOT_NOTIFIED = "De termijn van drie maanden loopt nog niet: er is geen geldige kennisgeving."


def decisions_for(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions about households of which the actor sees the rights."""
    return Decision.objects.filter(application__household__in=households_with_rights(actor))


def get_decision(actor: Actor, pk: int) -> Decision:
    """Return one decision within the actor's scope. Raises NotFound."""
    rows = decisions_for(actor).select_related(
        "application__household",
        "application__applicant",
        "proposal__made_by",
        "proposal__head",
        "item__session",
        "calculation",
        "guideline__guideline",
        "revises",
        "urgent_by",
        "grant",
        "next_decision",
    )
    found = rows.defer("application__household__area__geometry").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    household = Household.objects.with_team().get(pk=found.application.household_id)
    found.application.household = household
    return found


def last_of_chain(decision: Decision) -> Decision:
    """Return the decision nothing came after, starting from one."""
    seen = {decision.pk}
    while (after := Decision.objects.filter(revises=decision).first()) and after.pk not in seen:
        decision = after
        seen.add(decision.pk)
    return decision


def grant_before(decision: Decision) -> Grant | None:
    """Return what the decisions before this one let be paid last: the grant a revision ends."""
    before = decision.revises
    while before is not None:
        if found := Grant.objects.filter(decision=before).first():
            return found
        before = before.revises
    return None


def takes_effect(starts_on: date, decided_on: date, *, spared: bool) -> date:
    """Return from when a revision counts (RMI art. 22 §2).

    Spared is who could not know of a mistake of the centre: from the month after the notification.
    That is not there yet when the committee decides, so the last day to notify is taken.
    """
    last = due("notification", decided_on).day or decided_on + timedelta(days=8)
    return review_takes_effect(starts_on, last, spared=spared)


def appeal_until(decision: Decision) -> date | None:
    """Return the last day of the term of appeal, when it runs: three months from the notification.

    A letter that lacks what the law asks does not make it run.
    """
    rows = decision.letters.filter(kind=LetterKind.DECISION).select_related("notification")
    return appeal_term(decision, rows).last_day


def first_notice(decision: Decision) -> date | None:
    """Return the first day on which the letter of a decision was sent or handed over."""
    rows = Notification.objects.filter(letter__decision=decision, letter__kind=LetterKind.DECISION)
    return rows.order_by("sent_on").values_list("sent_on", flat=True).first()


def warning_of(appeal: Appeal) -> str:
    """Return in words what is wrong with the day of an appeal, or nothing."""
    if appeal.decision is None:
        return ""
    return late_in_words(appeal.filed_on, appeal_until(appeal.decision))


def late_in_words(filed_on: date, last: date | None) -> str:
    """Return in words that an appeal came late, or that its term does not run; else nothing."""
    if last is None:
        return NOT_NOTIFIED
    return LATE.format(last) if filed_on > last else ""


def decisions_of(application: Application) -> list[Decision]:
    """Return the decisions on an application, the latest first."""
    return list(
        application.decisions.select_related("grant", "item__session", "urgent_by").order_by(
            "-decided_on", "-pk"
        )
    )


def get_appeal(actor: Actor, pk: int) -> Appeal:
    """Return one appeal within the scope, against a decision or its absence. Raises NotFound."""
    rows = Appeal.objects.filter(application__household__in=households_with_rights(actor))
    found = rows.select_related("application", "decision").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    household = Household.objects.with_team().get(pk=found.application.household_id)
    found.application.household = household
    return found
