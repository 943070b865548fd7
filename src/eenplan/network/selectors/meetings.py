"""Reading meetings: the list, one meeting, who can be asked, what looks like it already."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.directory.models import Partner
from eenplan.network.meeting_kinds import MeetingState
from eenplan.network.models import AgendaItem, Meeting, Participant
from eenplan.network.selectors.signals import areas_to_notice
from eenplan.organisation.enums import Role, TeamKind
from eenplan.organisation.models import Membership, Team, User
from eenplan.organisation.selectors import norm
from eenplan.territory.models import Area


def listed_meetings(actor: Actor, filters: dict) -> QuerySet[Meeting]:
    """Return the meetings that meet the filters: what comes first first, then what was.

    That a meeting takes place is known to all who hold meetings, so that none is planned twice.
    """
    rows = Meeting.objects.all()
    same = {
        "area": filters.get("wijk"),
        "theme": filters.get("thema"),
        "state": filters.get("stand"),
    }
    rows = rows.filter(**{name: value for name, value in same.items() if value})
    if month := filters.get("maand"):
        first, after = month_of(month)
        rows = rows.filter(on__gte=first, on__lt=after)
    if person := filters.get("deelnemer"):
        rows = rows.filter(Exists(_was_there().filter(user=person)))
    if filters.get("van") == "mij":
        asked = Participant.objects.filter(meeting=OuterRef("pk"), user=actor.user_id)
        rows = rows.filter(Q(chair=actor.user_id) | Exists(asked))
    return _in_order(rows)


def _was_there() -> QuerySet[Participant]:
    return Participant.objects.filter(meeting=OuterRef("pk"), was_there=True)


def with_meeting_columns(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Add to listed meetings what the columns show."""
    rows = rows.annotate(
        item_count=Count("items", distinct=True),
        partner_count=Count("partners", distinct=True),
    )
    return _in_order(rows.select_related("area", "chair").defer("area__geometry"))


def _in_order(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return rows.order_by("-on", "-starts_at", "pk")


def get_meeting(pk: int) -> Meeting:
    """Return a meeting, or raise NotFound."""
    rows = Meeting.objects.select_related("area", "chair").defer("area__geometry")
    meeting = rows.filter(pk=pk).first()
    if meeting is None:
        raise NotFound(pk)
    return meeting


def participants_of(meeting: Meeting) -> QuerySet[Participant]:
    """Return the colleagues who were asked, by name."""
    rows = meeting.participants.select_related("user")
    return rows.order_by("user__last_name", "user__first_name", "pk")


def is_left_empty(meeting: Meeting, *, on: date) -> bool:
    """Say whether the meeting is planned soon and nothing stands on its agenda."""
    soon = on + timedelta(days=int(norm("meeting_empty_days", on=on)))
    if meeting.state != MeetingState.PLANNED or meeting.on > soon:
        return False
    return not meeting.items.exists()


def left_empty(actor: Actor, *, on: date) -> QuerySet[Meeting]:
    """Return the actor's meetings of these days with nothing on the agenda."""
    soon = on + timedelta(days=int(norm("meeting_empty_days", on=on)))
    rows = listed_meetings(actor, {"van": "mij", "stand": MeetingState.PLANNED})
    rows = rows.filter(~Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"))), on__lte=soon)
    return rows.select_related("area").defer("area__geometry").order_by("on", "pk")


# -- What looks like it ----------------------------------------------------------------------------
def overlapping(
    *,
    area: Area,
    theme: str,
    partners: Collection[int],
    day: date,
    series: str,
    on: date,
    but: int | None = None,
) -> list[Meeting]:
    """Return meetings about the same, in the same neighbourhood, with half of the same partners.

    Either within the norm of days, or of another series that still goes on. Meetings of the own
    series do not count: that is what a series is.
    """
    days = timedelta(days=int(norm("meeting_overlap_days", on=on)))
    near = Q(on__range=(day - days, day + days))
    other_series = Q(on__gte=on - days) & ~Q(series="")
    rows = Meeting.objects.filter(near | other_series, area=area, theme=theme)
    rows = rows.exclude(state=MeetingState.CANCELLED).exclude(pk=but)
    if series:
        rows = rows.exclude(series__iexact=series)
    rows = rows.select_related("chair").prefetch_related("partners").order_by("on", "pk")
    return [row for row in rows if shares_half(partners, [p.pk for p in row.partners.all()])]


def shares_half(asked: Collection[int], others: Collection[int]) -> bool:
    """Say whether at least half of who is asked comes to the other; two without partners do."""
    if not asked:
        return not others
    return 2 * len(set(asked) & set(others)) >= len(set(asked))


# -- Who can be asked ------------------------------------------------------------------------------
def staff_to_ask(actor: Actor, *, on: date, more: Collection[int] = ()) -> list[tuple[str, str]]:
    """Return the colleagues of the actor's teams and of the central ones, with `more` user ids."""
    central = Team.objects.on(on).filter(kind__in=(TeamKind.CENTRAL, TeamKind.CENTRAL_SERVICE))
    own = actor.teams_with(Capability.MEETING_HOLD)
    members = Membership.objects.on(on).filter(Q(team__in=own) | Q(team__in=central.values("pk")))
    members = members.exclude(role__in=(Role.PARTNER, Role.ADMINISTRATOR)).values("user")
    users = User.objects.filter(Q(pk__in=members, is_active=True) | Q(pk__in=[*more]))
    return [(str(user.pk), str(user)) for user in users.order_by("last_name", "first_name", "pk")]


def partners_to_ask(*, on: date, more: Collection[int] = ()) -> list[tuple[str, str]]:
    """Return the partners there are on a day, with `more` ids of partners that were asked before.

    A central service of our own comes as colleagues.
    """
    there = Partner.objects.on(on).values("pk")
    rows = Partner.objects.filter(Q(pk__in=there, team=None) | Q(pk__in=[*more])).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def meeting_areas() -> list[tuple[str, str]]:
    """Return the neighbourhoods a meeting can be about."""
    return [(str(pk), name) for pk, name in areas_to_notice().values_list("pk", "name")]


def get_meeting_area(pk: str) -> Area:
    """Return the neighbourhood of a choice that was checked."""
    return areas_to_notice().get(pk=pk)


def chosen_partners(pks: Sequence[str]) -> list[Partner]:
    """Return the partners of a choice that was checked."""
    return list(Partner.objects.filter(pk__in=pks))


def chosen_users(pks: Sequence[str]) -> list[User]:
    """Return the colleagues of a choice that was checked."""
    return list(User.objects.filter(pk__in=pks))


# -- Months ----------------------------------------------------------------------------------------
def month_of(value: str) -> tuple[date, date]:
    """Return the first day of a month written as 2026-11, and the first day after it."""
    year, month = map(int, value.split("-"))
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after


def months_until(on: date, *, count: int = 13, ahead: int = 0) -> list[str]:
    """Return the months until a day, latest first, each written as 2026-11."""
    last = on.year * 12 + on.month - 1 + ahead
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in range(last, last - count, -1)]
