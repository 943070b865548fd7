"""Which decision answers an application: not the urgent aid of the chair while that is awaited."""

from django.db.models import F, Q, QuerySet

from eenplan.benefits.enums import AskedRight
from eenplan.benefits.models import Decision


def main_decisions() -> QuerySet[Decision]:
    """Return the decisions that answer an application, or revise such an answer.

    Urgent aid on an application for a wage is an advance: the committee still has to decide on it.
    Asked for aid itself, the chair's decision is the answer.
    """
    answered = Q(urgent_by=None) | Q(application__right=AskedRight.OTHER_AID)
    return Decision.objects.filter(answered)


def first_decisions() -> QuerySet[Decision]:
    """Return the answers themselves, without what came after them, first taken first."""
    return main_decisions().filter(revises=None).order_by(F("decided_on"), F("pk"))
