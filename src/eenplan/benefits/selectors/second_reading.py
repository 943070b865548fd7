"""The second reading: the decisions of a closed week by group, the draws, and what was found."""

from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from eenplan.benefits.models import Decision, ReadingDraw, SecondReading
from eenplan.benefits.selectors.rights_scope import households_with_rights
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.people.models import Household, TeamCare

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def last_closed_week(on: date) -> date:
    """Return the Monday of the last week that is over."""
    return monday_of(on) - WEEK


def decided_in(week: date) -> QuerySet[Decision]:
    """Return the decisions of the week of a Monday, with the team in charge on that day."""
    care = TeamCare.objects.filter(
        household=OuterRef("application__household"),
        starts_on__lte=OuterRef("decided_on"),
    ).filter(Q(ends_on=None) | Q(ends_on__gt=OuterRef("decided_on")))
    rows = Decision.objects.filter(decided_on__gte=week, decided_on__lt=week + WEEK)
    return rows.annotate(team_name=Subquery(care.values("team__name")[:1])).select_related(
        "proposal"
    )


def stratum_of(decision: Decision) -> str:
    """Return the group of a decision: right, kind, deviating or not, team."""
    deviates = "met afwijking" if decision.deviation_reason else "zonder afwijking"
    team = decision.team_name or "geen team"
    return " · ".join((decision.get_right_display(), decision.get_kind_display(), deviates, team))[
        :80
    ]


def _seen(actor: Actor) -> QuerySet[SecondReading]:
    return SecondReading.objects.filter(
        decision__application__household__in=households_with_rights(actor)
    )


def draws(actor: Actor) -> QuerySet[ReadingDraw]:
    """Return the draws with how many readings the actor sees of each, and how many are done."""
    mine = Q(readings__in=_seen(actor).values("pk"))
    return ReadingDraw.objects.annotate(
        drawn=Count("readings", filter=mine),
        read=Count("readings", filter=mine & ~Q(readings__verdict="")),
    ).order_by("-week")


def get_draw(actor: Actor, pk: int) -> ReadingDraw:
    """Return one draw. Raises NotFound."""
    found = draws(actor).select_related("drawn_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def readings_of(actor: Actor, draw: ReadingDraw) -> QuerySet[SecondReading]:
    """Return the readings of a draw the actor may see."""
    rows = (
        _seen(actor)
        .filter(draw=draw)
        .select_related("decision__application__household", "read_by", "proposed_by")
    )
    return rows.defer("decision__application__household__area__geometry").order_by("stratum", "pk")


def get_reading(actor: Actor, pk: int) -> SecondReading:
    """Return one reading within the scope. Raises NotFound."""
    rows = _seen(actor).select_related(
        "draw", "decision__application", "decision__guideline__guideline", "read_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    application = found.decision.application
    application.household = Household.objects.with_team().get(pk=application.household_id)
    return found


def findings_for(actor: Actor) -> QuerySet[SecondReading]:
    """Return what second readers found about decisions of the teams the actor heads."""
    teams = actor.teams_with(Capability.PROPOSAL_CHECK)
    care = TeamCare.objects.open().filter(team__in=teams).values("household")
    rows = _seen(actor).filter(decision__application__household__in=care).exclude(verdict="")
    return (
        rows.select_related("decision__application__household", "read_by", "draw")
        .defer("decision__application__household__area__geometry")
        .order_by("-read_on", "-pk")
    )
