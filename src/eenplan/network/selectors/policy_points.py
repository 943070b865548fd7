"""Reading the points put to the policy makers."""

from django.db.models import Count, Q, QuerySet

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.network.models import PolicyPoint
from eenplan.network.selectors.signals import triaged


def policy_points(actor: Actor, filters: dict) -> QuerySet[PolicyPoint]:
    """Return the points, those without answer first.

    `signal_count` counts the signals this actor can list, so that count and list agree.
    """
    rows = PolicyPoint.objects.all()
    match filters.get("stand"):
        case "open":
            rows = rows.filter(answered_on=None)
        case "beantwoord":
            rows = rows.exclude(answered_on=None)
    if words := filters.get("q"):
        rows = rows.filter(Q(title__icontains=words) | Q(text__icontains=words))
    return with_signal_count(actor, rows)


def with_signal_count(actor: Actor, rows: QuerySet[PolicyPoint]) -> QuerySet[PolicyPoint]:
    """Add how many of the signals the actor can list, and put points without answer first."""
    seen = Count("signals", filter=Q(signals__in=triaged(actor).values("pk")), distinct=True)
    rows = rows.annotate(signal_count=seen).select_related("made_by", "answered_by")
    return rows.order_by("-answered_on", "-made_on", "-pk")


def get_point(actor: Actor, pk: int) -> PolicyPoint:
    """Return one point, or raise NotFound."""
    point = with_signal_count(actor, PolicyPoint.objects.filter(pk=pk)).first()
    if point is None:
        raise NotFound(pk)
    return point


def open_points() -> list[tuple[str, str]]:
    """Return the points without answer, for a choice."""
    rows = PolicyPoint.objects.filter(answered_on=None).order_by("-made_on", "-pk")
    return [(str(point.pk), point.title) for point in rows]
