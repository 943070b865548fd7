"""Reading signals: the own ones of who gave them, and those somebody follows up."""

from datetime import date

from django.db.models import BooleanField, Case, DateField, ExpressionWrapper, F, Q, QuerySet, When

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.network.models import Signal
from eenplan.network.signal_access import falls_to, makes_policy, readable_to, triage_teams
from eenplan.network.signal_kinds import OPEN, SignalState
from eenplan.organisation.models import Membership, TeamArea, User
from eenplan.organisation.roles import ROLES
from eenplan.people.models import Household
from eenplan.territory.models import Area
from eenplan.territory.selectors import areas_of, primary_division

NO_AREA = "geen"
WHOLE_TOWN = "hele stad, of niet geweten"
FIRST_DUE = Case(When(state__in=OPEN, then=F("due_on")), output_field=DateField())
NOT_YET_DONE = Case(When(state__in=OPEN, then=0), default=1)


def given_by(actor: Actor) -> QuerySet[Signal]:
    """Return the signals the actor gave, latest first. Of what they were linked to, nothing."""
    rows = Signal.objects.filter(given_by=actor.user_id).defer("household")
    return rows.select_related("area", "point").defer("area__geometry").order_by("-given_on", "-pk")


def triaged(actor: Actor) -> QuerySet[Signal]:
    """Return the signals the actor follows up, or all of them for who makes policy.

    `may_read` says whether the words may be shown; without it only theme, place, day and state.
    """
    rows = Signal.objects.all() if makes_policy(actor) else Signal.objects.filter(falls_to(actor))
    may_read = ExpressionWrapper(readable_to(actor), output_field=BooleanField())
    return rows.annotate(may_read=may_read)


def listed_signals(actor: Actor, filters: dict, *, on: date) -> QuerySet[Signal]:
    """Return the signals that meet the filters: first what is open, by its last day."""
    rows = _by_state(triaged(actor), filters.get("stand"), on)
    rows = _by_place(rows, filters)
    if words := filters.get("q"):
        hit = Q(text__icontains=words) | Q(about__icontains=words)
        rows = rows.filter(Q(summary__icontains=words) | (readable_to(actor) & hit))
    return _by_urgency(rows)


def _by_state(rows: QuerySet[Signal], state: str | None, on: date) -> QuerySet[Signal]:
    match state:
        case "open":
            return rows.filter(state__in=OPEN)
        case "te-laat":
            return rows.filter(state__in=OPEN, due_on__lt=on)
        case state if state:
            return rows.filter(state=state)
    return rows


def _by_place(rows: QuerySet[Signal], filters: dict) -> QuerySet[Signal]:
    """Narrow to a neighbourhood, a theme, the days between which, and a point for the policy."""
    if area := filters.get("wijk"):
        rows = rows.filter(area=None if area == NO_AREA else area)
    same = {
        "theme": filters.get("thema"),
        "given_on__gte": filters.get("van"),
        "given_on__lte": filters.get("tot"),
        "point": filters.get("punt"),
    }
    return rows.filter(**{name: value for name, value in same.items() if value})


def with_columns(actor: Actor, rows: QuerySet[Signal]) -> QuerySet[Signal]:
    """Add to listed signals what the columns show."""
    may_read = ExpressionWrapper(readable_to(actor), output_field=BooleanField())
    rows = rows.annotate(may_read=may_read).select_related("area", "owner", "given_by")
    return _by_urgency(rows.defer("area__geometry"))


def _by_urgency(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    return rows.order_by(NOT_YET_DONE, FIRST_DUE, "-given_on", "-pk")


def get_signal(actor: Actor, pk: int) -> Signal:
    """Return a signal the actor follows up or sees without words, or raise NotFound."""
    rows = triaged(actor).select_related("area", "owner", "given_by", "point")
    signal = rows.defer("area__geometry").filter(pk=pk).first()
    if signal is None:
        raise NotFound(pk)
    return signal


def household_of(actor: Actor, signal: Signal) -> Household | None:
    """Return the linked household when the actor may open its file."""
    seen = Household.objects.visible_to(actor).with_team()
    return seen.filter(pk=signal.household_id).first() if signal.household_id else None


def count_open(actor: Actor, *, on: date) -> dict[str, int]:
    """Return how many signals wait, and how many of those are late."""
    rows = triaged(actor).filter(state__in=OPEN)
    return {"open": rows.count(), "te-laat": rows.filter(due_on__lt=on).count()}


def areas_to_notice() -> QuerySet[Area]:
    """Return the neighbourhoods in which something can be noticed."""
    division = primary_division()
    areas = areas_of(division) if division else Area.objects.none()
    return areas.filter(is_unlocated=False).defer("geometry")


def area_options() -> list[tuple[str, str]]:
    """Return the neighbourhoods for a choice, and the whole town."""
    known = [(str(pk), name) for pk, name in areas_to_notice().values_list("pk", "name")]
    return [*known, (NO_AREA, WHOLE_TOWN)]


def get_noticed_area(value: str) -> Area | None:
    """Return the neighbourhood of a choice; None for the whole town."""
    return None if value == NO_AREA else areas_to_notice().get(pk=value)


def owners_of(actor: Actor, signal: Signal) -> list[tuple[str, str]]:
    """Return who may follow up a signal: in the team of its neighbourhood, else in the actor's."""
    teams = TeamArea.objects.on(actor.on).filter(area=signal.area_id).values("team")
    found = _handlers(actor.on, teams) if signal.area_id else []
    return found or _handlers(actor.on, triage_teams(actor))


def _handlers(on: date, teams) -> list[tuple[str, str]]:
    needed = {Capability.SIGNAL_TRIAGE, Capability.HOUSEHOLD_VIEW}
    roles = [role for role, granted in ROLES.items() if needed <= granted]
    members = Membership.objects.on(on).filter(role__in=roles, team__in=teams).values("user")
    rows = User.objects.filter(pk__in=members, is_active=True).order_by("last_name", "pk")
    return [(str(user.pk), str(user)) for user in rows]


def get_handler(pk: str) -> User:
    """Return the user of a choice that was checked."""
    return User.objects.get(pk=pk)


def chosen_or_open(actor: Actor, filters: dict, *, on: date, most: int) -> QuerySet[Signal]:
    """Return the signals that can still be put together for the policy makers."""
    rows = listed_signals(actor, filters, on=on).filter(point=None)
    rows = rows.exclude(state=SignalState.TO_POLICY)
    return rows.select_related("area").defer("area__geometry")[:most]
