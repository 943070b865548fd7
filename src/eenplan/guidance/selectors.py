"""Reading lists: what is in force on a day, what a version holds."""

from datetime import date

from django.db.models import F

from eenplan.guidance.enums import ListKind
from eenplan.guidance.models import ListedStep
from eenplan.guidance.routes import RouteStep

ROUTE_FIELDS = (
    "code",
    "title",
    "owner",
    "days",
    "per",
    "rule",
    "source",
    "evidence",
    "rule_kind",
    "position",
)


def route(target_group: str, *, on: date) -> tuple[RouteStep, ...]:
    """Return the steps of a target group in force on a day, in order; empty without a route."""
    steps = ListedStep.objects.filter(
        list_version__list__kind=ListKind.ROUTE,
        list_version__list__target_group=target_group,
        list_version__starts_on__lte=on,
    ).exclude(list_version__ends_on__lte=on)
    return route_steps(steps)


def route_steps(steps) -> tuple[RouteStep, ...]:
    """Return listed steps the way the plan lays them out; one query."""
    rows = steps.annotate(goal_of=F("goal__code")).order_by("position", "pk")
    return tuple(
        RouteStep(
            **{name: getattr(row, name) for name in ROUTE_FIELDS},
            listed_id=row.pk,
            goal_code=row.goal_of or "",
        )
        for row in rows
    )
