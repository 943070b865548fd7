"""What happens during a session: who is there, who leaves an item, the votes, and the end."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction

from eenplan.benefits import committee_permissions as permissions
from eenplan.benefits.committee_errors import SessionRefused, VoteRefused
from eenplan.benefits.enums import Outcome, ReviewReason
from eenplan.benefits.models import AgendaItem, CommitteeSession, Recusal
from eenplan.benefits.selectors.quorum import quorum_of
from eenplan.benefits.services.committee_news import tell_case_manager
from eenplan.benefits.services.decisions import decide
from eenplan.benefits.services.reviews import raise_review
from eenplan.benefits.services.sessions import hold_session
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.organisation.models import User

TIE = "Staking van stemmen: het punt is verworpen."
BEFORE_THE_DAY = "De zitting is pas op {:%d/%m/%Y}. Noteer dan wat er gebeurde."


@transaction.atomic
def note_presence(
    *, actor: Actor, session: CommitteeSession, present: Collection[int], on: date
) -> CommitteeSession:
    """Write down which members (ids of users) are there. Raises SessionRefused."""
    permissions.check_can_keep(actor)
    held = hold_session(session)
    if held.held_on > on:
        raise SessionRefused(BEFORE_THE_DAY.format(held.held_on))
    if unknown := set(present) - set(held.members.values_list("user", flat=True)):
        raise SessionRefused(f"{len(unknown)} van de aangeduide personen zetelt hier niet.")
    held.members.update(was_present=False)
    held.members.filter(user__in=present).update(was_present=True)
    audit.record(actor, "benefits.presence-noted", held, present=len(set(present)))
    return held


@transaction.atomic
def leave_item(*, actor: Actor, item: AgendaItem, user: User, reason: str, at: datetime) -> Recusal:
    """Let a member leave an item for an interest in it: the member says so, or the secretary.

    From then on the member does not read it. Raises NotAllowed, SessionRefused.
    """
    if user.pk == actor.user_id:
        actor.must(Capability.COMMITTEE_SIT)
    else:
        permissions.check_can_keep(actor)
    held = hold_session(item.session)
    if not held.members.filter(user=user).exists():
        raise NotAllowed("Alleen wie in deze zitting zetelt, verlaat een punt.")
    if AgendaItem.objects.filter(pk=item.pk).exclude(outcome="").exists():
        raise SessionRefused("Over dit punt is al gestemd.")
    try:
        with transaction.atomic():
            left = Recusal.objects.create(
                item=item, user=user, reason=reason, noted_at=at, noted_by_id=actor.user_id or None
            )
    except IntegrityError:
        raise SessionRefused("Dat staat al genoteerd.") from None
    audit.record(actor, "benefits.left-item", item, user=user.pk)
    return left


@transaction.atomic
def note_vote(
    *,
    actor: Actor,
    item: AgendaItem,
    votes_for: int,
    votes_against: int,
    abstained: int,
    at: datetime,
    on: date,
    note: str = "",
) -> AgendaItem:
    """Write down the vote on an item; more for than against accepts, anything else rejects.

    What is accepted is decided at once, in this transaction. Of two secretaries at once one counts.
    Raises NotAllowed, VoteRefused.
    """
    permissions.check_can_keep(actor)
    held = _hold(item, on)
    votes = {"votes_for": votes_for, "votes_against": votes_against, "abstained": abstained}
    _check_votes(held, votes)
    accepted = votes_for > votes_against
    if not accepted and not note:
        raise VoteRefused(
            "Schrijf waarom het verworpen is: de maatschappelijk werker leest dat.", "note"
        )
    if votes_for == votes_against:
        note = f"{TIE} {note}"[:1000]
    outcome = Outcome.ACCEPTED if accepted else Outcome.REJECTED
    _treat(held, outcome, at, note=note, **votes)
    if accepted and held.proposal_id:
        decide(actor=actor, item=held, at=at)
    elif not accepted:
        _rejected(actor, held, on)
    audit.record(actor, "benefits.item-voted", held, outcome=outcome, **votes)
    return held


def _hold(item: AgendaItem, on: date) -> AgendaItem:
    session = hold_session(item.session)
    held = AgendaItem.objects.filter(pk=item.pk).first()
    if held is None:
        raise VoteRefused("Dit punt staat niet meer op de agenda.")
    if held.outcome:
        raise VoteRefused(f"Dit punt is al behandeld: {held.get_outcome_display()}.")
    if not session.published_at:
        raise VoteRefused("Verstuur eerst de agenda naar de leden.")
    if session.held_on > on:
        raise VoteRefused(BEFORE_THE_DAY.format(session.held_on))
    return held


def _check_votes(item: AgendaItem, votes: dict[str, int]) -> None:
    session = item.session
    there = quorum_of(session)
    if not there.is_reached:
        raise VoteRefused(
            f"Er zijn {there.present} van de {there.seats} leden aanwezig genoteerd; er moeten er "
            f"minstens {there.needed} zijn. Noteer eerst wie er is."
        )
    left = item.recusals.values("user")
    may_vote = session.members.filter(was_present=True).exclude(user__in=left).count()
    cast = sum(votes.values())
    if min(votes.values()) < 0 or cast > may_vote:
        raise VoteRefused(f"Er stemmen hoogstens {may_vote} leden over dit punt.", "votes_for")
    if cast == 0:
        raise VoteRefused("Noteer hoeveel leden voor, tegen of onthouding stemden.", "votes_for")


def _treat(item: AgendaItem, outcome: Outcome, at: datetime, **facts) -> None:
    rows = AgendaItem.objects.filter(pk=item.pk, outcome="")
    if not rows.update(outcome=outcome, decided_at=at, **facts):
        raise VoteRefused("Iemand anders noteerde dit punt net.")
    item.refresh_from_db()


def _rejected(actor: Actor, item: AgendaItem, on: date) -> None:
    """Bring what was rejected back to the case manager; what was not ratified is to be reviewed."""
    said = f"Het comité van {item.session.held_on:%d/%m/%Y}"
    if item.proposal_id:
        application = item.proposal.application
        text = f"{said} verwierp het voorstel bij {application.number}: {item.note}"
    elif item.ratifies_id:
        application = item.ratifies.application
        text = f"{said} bekrachtigde de dringende steun bij {application.number} niet: {item.note}"
        raise_review(
            actor=actor,
            decision=item.ratifies,
            reason=ReviewReason.NOT_RATIFIED,
            cause=f"item {item.pk}",
            detail=item.note,
            on=on,
        )
    else:
        application = item.competence.application
        text = f"{said} vond dit centrum wel bevoegd voor {application.number}: {item.note}"
    tell_case_manager(actor, application.household, text, on)


@transaction.atomic
def postpone_item(
    *, actor: Actor, item: AgendaItem, note: str, at: datetime, on: date
) -> AgendaItem:
    """Put an item off with a reason; it is ready for a next agenda. Raises VoteRefused."""
    permissions.check_can_keep(actor)
    held = _hold(item, on)
    if not note:
        raise VoteRefused("Schrijf waarom het punt uitgesteld is.", "note")
    _treat(held, Outcome.POSTPONED, at, note=note)
    audit.record(actor, "benefits.item-postponed", held, note=note)
    return held


@transaction.atomic
def close_session(*, actor: Actor, session: CommitteeSession, at: datetime) -> CommitteeSession:
    """Close a session of which every item was treated. Raises SessionRefused."""
    permissions.check_can_keep(actor)
    held = hold_session(session)
    if not held.published_at:
        raise SessionRefused("Deze agenda is nooit verstuurd: er valt niets te sluiten.")
    waiting = held.items.filter(outcome="").count()
    if waiting:
        number = "1 punt is" if waiting == 1 else f"{waiting} punten zijn"
        raise SessionRefused(f"{number} nog niet behandeld. Noteer de stemming of stel uit.")
    held.closed_at, held.closed_by_id = at, actor.user_id or None
    held.save(update_fields=["closed_at", "closed_by"])
    audit.record(actor, "benefits.session-closed", held)
    return held
