"""Urgent applications for the chair, and urgent aid that no session ratified yet."""

from django.db.models import Exists, OuterRef, QuerySet

from eenplan.benefits.enums import Outcome
from eenplan.benefits.models import AgendaItem, Application, Decision
from eenplan.benefits.selectors.rights_scope import not_from_the_own_area
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound


def urgent_applications(actor: Actor) -> QuerySet[Application]:
    """Return the urgent applications nothing was decided on, the oldest first."""
    decided = Decision.objects.filter(application=OuterRef("pk"))
    rows = Application.objects.filter(
        not_from_the_own_area(actor), ~Exists(decided), is_urgent=True, withdrawn_on=None
    ).exclude(competence__is_competent=False)
    return (
        rows.select_related("household", "applicant")
        .defer("household__area__geometry")
        .prefetch_related("suspensions", "corrections")
        .order_by("received_on", "pk")
    )


def get_urgent(actor: Actor, pk: int) -> Application:
    """Return one urgent application the chair may decide on. Raises NotFound."""
    found = urgent_applications(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def not_ratified(actor: Actor) -> QuerySet[Decision]:
    """Return the urgent aid that no session accepted or rejected, the oldest first."""
    treated = AgendaItem.objects.filter(
        ratifies=OuterRef("pk"), outcome__in=(Outcome.ACCEPTED, Outcome.REJECTED)
    )
    rows = Decision.objects.filter(
        not_from_the_own_area(actor, "application__household"),
        ~Exists(treated),
        urgent_by__isnull=False,
    )
    return (
        rows.select_related("application__household", "application__applicant", "urgent_by")
        .defer("application__household__area__geometry")
        .order_by("decided_on", "pk")
    )
