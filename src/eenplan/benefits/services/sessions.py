"""Planning a session of the committee, its seats and its agenda."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import Max

from eenplan.benefits import committee_permissions as permissions
from eenplan.benefits.committee_errors import SessionRefused
from eenplan.benefits.enums import HeadAnswer
from eenplan.benefits.models import (
    AgendaItem,
    CommitteeSession,
    CompetenceCheck,
    Decision,
    DecisionProposal,
    SessionMember,
)
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation.models import User

FURTHEST_DAYS = 366


def hold_session(session: CommitteeSession) -> CommitteeSession:
    """Return a session, locked, unless it is closed. Raises SessionRefused."""
    held = CommitteeSession.objects.select_for_update().get(pk=session.pk)
    if held.closed_at:
        raise SessionRefused("Deze zitting is gesloten. Er verandert niets meer aan.")
    return held


def _check_day(held_on: date, on: date) -> None:
    if not 0 <= (held_on - on).days <= FURTHEST_DAYS:
        raise SessionRefused("Kies een dag van vandaag tot binnen een jaar.", "held_on")


@transaction.atomic
def plan_session(
    *,
    actor: Actor,
    held_on: date,
    members: Collection[User],
    chair: User | None,
    on: date,
    begins_at: time | None = None,
    place: str = "",
) -> CommitteeSession:
    """Plan a session with its seats. Raises NotAllowed, SessionRefused."""
    permissions.check_can_keep(actor)
    _check_day(held_on, on)
    _check_seats(members, chair)
    try:
        with transaction.atomic():
            session = CommitteeSession.objects.create(
                held_on=held_on, begins_at=begins_at, place=place
            )
    except IntegrityError:
        raise SessionRefused("Op die dag is er al een zitting.", "held_on") from None
    _seat(session, members, chair)
    audit.record(actor, "benefits.session-planned", session, held_on=held_on)
    return session


def _check_seats(members: Collection[User], chair: User | None) -> None:
    if not members:
        raise SessionRefused("Kies wie in de zitting zetelt.", "members")
    if chair is None or chair.pk not in {user.pk for user in members}:
        raise SessionRefused("Kies één voorzitter, uit wie zetelt.", "chair")


def _seat(session: CommitteeSession, members: Collection[User], chair: User | None) -> None:
    session.members.filter(is_chair=True).update(is_chair=False)
    session.members.exclude(user__in=members).delete()
    seated = set(session.members.values_list("user", flat=True))
    SessionMember.objects.bulk_create(
        SessionMember(session=session, user=user) for user in members if user.pk not in seated
    )
    session.members.filter(user=chair).update(is_chair=True)


@transaction.atomic
def change_session(
    *,
    actor: Actor,
    session: CommitteeSession,
    held_on: date,
    members: Collection[User],
    chair: User | None,
    on: date,
    begins_at: time | None = None,
    place: str = "",
) -> CommitteeSession:
    """Change day, place or seats of a session in which nothing was treated yet."""
    permissions.check_can_keep(actor)
    held = hold_session(session)
    if held.items.exclude(outcome="").exists():
        raise SessionRefused("Er is al over een punt gestemd: dag en zetels liggen vast.")
    if held_on != held.held_on:
        _check_day(held_on, on)
    _check_seats(members, chair)
    held.held_on, held.begins_at, held.place = held_on, begins_at, place
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:
        raise SessionRefused("Op die dag is er al een zitting.", "held_on") from None
    _seat(held, members, chair)
    audit.record(actor, "benefits.session-changed", held, held_on=held_on)
    return held


Subject = DecisionProposal | Decision | CompetenceCheck
FIELDS = {DecisionProposal: "proposal", Decision: "ratifies", CompetenceCheck: "competence"}


@transaction.atomic
def put_on_agenda(
    *, actor: Actor, session: CommitteeSession, subject: Subject, on: date
) -> AgendaItem:
    """Put a proposal, urgent aid or a finding of incompetence at the end of an agenda.

    Raises NotAllowed, SessionRefused.
    """
    permissions.check_can_keep(actor)
    held = hold_session(session)
    if held.held_on < on:
        raise SessionRefused("Die zitting is voorbij. Kies een latere.")
    _check_subject(subject)
    last = held.items.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            item = AgendaItem.objects.create(
                session=held, position=last + 1, **{FIELDS[type(subject)]: subject}
            )
    except IntegrityError as error:
        if "once" in str(error):
            raise SessionRefused("Dit staat al op een agenda.") from None
        raise
    audit.record(actor, "benefits.put-on-agenda", item, session=held.pk)
    return item


def _check_subject(subject: Subject) -> None:
    if isinstance(subject, DecisionProposal) and subject.head_answer != HeadAnswer.AGREED:
        raise SessionRefused("Het hoofd is niet akkoord met dit voorstel.")
    if isinstance(subject, Decision) and subject.urgent_by_id is None:
        raise SessionRefused("Alleen dringende steun van de voorzitter wordt bekrachtigd.")
    if isinstance(subject, CompetenceCheck) and subject.is_competent:
        raise SessionRefused("Alleen een bevinding van onbevoegdheid wordt bekrachtigd.")


def _hold_untreated(item: AgendaItem) -> AgendaItem:
    hold_session(item.session)
    held = AgendaItem.objects.filter(pk=item.pk).first()
    if held is None:
        raise SessionRefused("Dit punt stond er niet meer op.")
    if held.outcome:
        raise SessionRefused("Over dit punt is al gestemd.")
    return held


@transaction.atomic
def take_off_agenda(*, actor: Actor, item: AgendaItem) -> None:
    """Take an item nobody voted on off its agenda; it is ready for another one."""
    permissions.check_can_keep(actor)
    held = _hold_untreated(item)
    audit.record(actor, "benefits.taken-off-agenda", held, session=held.session_id)
    held.delete()


@transaction.atomic
def move_item(*, actor: Actor, item: AgendaItem, up: bool) -> None:
    """Let an item change places with the one before or after it."""
    permissions.check_can_keep(actor)
    held = _hold_untreated(item)
    items = held.session.items
    if up:
        other = items.filter(position__lt=held.position).order_by("-position").first()
    else:
        other = items.filter(position__gt=held.position).order_by("position").first()
    if other is None:
        return
    mine, theirs = held.position, other.position
    free = (items.aggregate(last=Max("position"))["last"] or 0) + 1
    items.filter(pk=held.pk).update(position=free)
    items.filter(pk=other.pk).update(position=mine)
    items.filter(pk=held.pk).update(position=theirs)
    audit.record(actor, "benefits.item-moved", held, position=theirs)


@transaction.atomic
def publish_session(
    *, actor: Actor, session: CommitteeSession, at: datetime, on: date
) -> CommitteeSession:
    """Open the agenda to the members of the session. Raises SessionRefused."""
    permissions.check_can_keep(actor)
    held = hold_session(session)
    if held.published_at:
        raise SessionRefused("De agenda is al verstuurd.")
    if not held.members.filter(is_chair=True).exists():
        raise SessionRefused("Kies eerst een voorzitter voor deze zitting.")
    if not held.items.exists():
        raise SessionRefused("De agenda is leeg. Zet er eerst een punt op.")
    held.published_at = at
    held.save(update_fields=["published_at"])
    ahead = (held.held_on - on).days
    audit.record(actor, "benefits.agenda-published", held, days_ahead=ahead)
    return held
