"""Sessions of the committee: who may read what of them, and until when."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from eenplan.benefits.models import AgendaItem, CommitteeSession, Recusal, SessionMember
from eenplan.benefits.selectors.rights_scope import not_from_the_own_area
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, User

SITS = (Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR)


def keeps(actor: Actor) -> bool:
    """Say whether the actor keeps the agenda: a secretary."""
    return actor.can(Capability.COMMITTEE_KEEP)


def sessions_for(actor: Actor) -> QuerySet[CommitteeSession]:
    """Return the sessions somebody may open, the latest first.

    The secretary: all. A member: those with an own seat, from publication until closing.
    """
    rows = CommitteeSession.objects.order_by("-held_on", "-pk")
    if keeps(actor):
        return rows
    seat = SessionMember.objects.filter(session=OuterRef("pk"), user=actor.user_id)
    return rows.filter(Exists(seat), published_at__isnull=False, closed_at=None)


def counted(rows: QuerySet[CommitteeSession]) -> QuerySet[CommitteeSession]:
    """Add how many items each session has, and how many wait for a vote."""
    return rows.annotate(
        items_count=Count("items", distinct=True),
        waiting=Count("items", filter=Q(items__outcome=""), distinct=True),
    )


def get_session(actor: Actor, pk: int) -> CommitteeSession:
    """Return a session the actor may open. Raises NotFound."""
    members = SessionMember.objects.select_related("user").order_by("-is_chair", "user__last_name")
    rows = sessions_for(actor).select_related("closed_by")
    found = rows.prefetch_related(Prefetch("members", members)).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def items_of(actor: Actor, session: CommitteeSession) -> list[AgendaItem]:
    """Return the items of a session the actor may read, in the order of the agenda."""
    return list(_items(actor).filter(session=session).order_by("position"))


def _items(actor: Actor) -> QuerySet[AgendaItem]:
    """Return the items somebody may read: of own sessions, not where one left for an interest."""
    rows = AgendaItem.objects.filter(session__in=sessions_for(actor))
    if not keeps(actor):
        left = Recusal.objects.filter(item=OuterRef("pk"), user=actor.user_id)
        rows = rows.exclude(Exists(left))
    hidden = (
        not_from_the_own_area(actor, f"{path}__household") | Q(**{f"{path}__isnull": True})
        for path in PATHS
    )
    for condition in hidden:
        rows = rows.filter(condition)
    return rows.select_related(*RELATED).defer("proposal__application__household__area__geometry")


PATHS = ("proposal__application", "ratifies__application", "competence__application")
RELATED = (
    "session",
    "decision",
    *(f"{path}__household" for path in PATHS),
    *(f"{path}__applicant" for path in PATHS),
    "proposal__made_by",
    "proposal__head",
    "proposal__calculation",
    "proposal__investigation__signed_by",
    "proposal__guideline__guideline",
    "proposal__revises",
    "ratifies__urgent_by",
)


def get_item(actor: Actor, pk: int) -> AgendaItem:
    """Return one item the actor may read. Raises NotFound."""
    found = _items(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def application_of(item: AgendaItem):
    """Return the application an item is about."""
    subject = item.proposal or item.ratifies or item.competence
    return subject.application


def open_sessions(actor: Actor, *, on) -> QuerySet[CommitteeSession]:
    """Return the sessions an item may still be put on: of today or later, not closed."""
    return sessions_for(actor).filter(held_on__gte=on, closed_at=None).order_by("held_on")


def has_seat(actor: Actor, session: CommitteeSession) -> bool:
    """Say whether the actor sits in a session."""
    return any(seat.user_id == actor.user_id for seat in session.members.all())


def member_choices(*, on) -> list[tuple[str, str]]:
    """Return who may sit in a session: members and chairs of the committee on a day."""
    return [(str(user.pk), str(user)) for user in who_may_sit(on=on)]


def who_may_sit(*, on) -> QuerySet[User]:
    """Return the members and chairs of the committee on a day."""
    roles = Membership.objects.on(on).filter(role__in=SITS)
    found = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    return found.order_by("last_name", "first_name", "pk")


def chair_choices(*, on) -> list[tuple[str, str]]:
    """Return who may chair a session on a day."""
    roles = Membership.objects.on(on).filter(role=Role.COMMITTEE_CHAIR)
    found = who_may_sit(on=on).filter(pk__in=roles.values("user"))
    return [(str(user.pk), str(user)) for user in found]
