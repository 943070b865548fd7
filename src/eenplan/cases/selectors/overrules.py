"""Reading where somebody went above the norm, with the reason that was given."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from eenplan.cases.models import Assignment
from eenplan.organisation.models import Team
from eenplan.people.models import TeamCare


def overruled_in(team: Team) -> QuerySet[Assignment]:
    """Return the assignments above the norm made while a team had the household, latest first."""
    in_care = TeamCare.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=OuterRef("starts_on")),
        household=OuterRef("case__household"),
        team=team,
        starts_on__lte=OuterRef("starts_on"),
    )
    return (
        Assignment.objects.filter(Exists(in_care))
        .exclude(overrule_reason="")
        .exclude(starts_on=F("ends_on"))
        .select_related("worker", "decided_by")
        .order_by("-starts_on", "-pk")
    )
