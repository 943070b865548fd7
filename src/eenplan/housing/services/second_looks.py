"""A second pair of eyes: on a proposal, and on a place that was given at once."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from eenplan.cases import services as cases
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import errors, permissions, policies
from eenplan.housing.enums import LookKind
from eenplan.housing.models import Proposal, SecondLook, Stay, StayLook
from eenplan.housing.services.proposals import end_proposal, hold
from eenplan.organisation.selectors import norm


@transaction.atomic
def look_again(
    *,
    actor: Actor,
    proposal: Proposal,
    kind: LookKind,
    approves: bool,
    reason: str,
    at: datetime,
) -> SecondLook:
    """Approve a proposal of somebody else with a reason, or refuse it, which ends it.

    Raises NotAllowed, ProposalOver, OwnProposal, AlreadyAnswered.
    """
    permissions.check_can_look(actor, proposal.household, kind)
    held = hold(proposal, at=at)
    policies.check_other_person(held, actor.user_id)
    policies.check_look_is_asked(held, kind)
    look = _write(actor, held, kind, approves, reason, at)
    if not approves:
        end_proposal(actor, held, at)
        _tell(actor, held, reason, at)
    elif not _is_still_asked(held):
        on = localtime(at).date()
        cases.second_look_is_over(actor=actor, household=held.household, on=on)
    audit.record(
        actor, "housing.proposal-looked-at", held, kind=kind, approves=approves, reason=reason
    )
    return look


def _write(actor, held: Proposal, kind: LookKind, approves: bool, reason: str, at) -> SecondLook:
    try:
        with transaction.atomic():
            return SecondLook.objects.create(
                proposal=held,
                kind=kind,
                proposer_id=held.made_by_id,
                by_id=actor.user_id,
                at=at,
                approves=approves,
                reason=reason,
            )
    except IntegrityError as error:
        if "one_look_of_a_kind" in str(error):
            raise errors.AlreadyAnswered("Iemand anders gaf deze tweede blik al.") from None
        if "two_looks_by_two_people" in str(error):
            raise errors.OwnProposal("U keek al. De andere blik is van iemand anders.") from None
        raise


def _is_still_asked(held: Proposal) -> bool:
    given = set(held.looks.filter(approves=True).values_list("kind", flat=True))
    asked = {LookKind.PLACEMENT} | ({LookKind.SAFETY} if held.needs_safety_look else set())
    return not asked <= given


def _tell(actor: Actor, held: Proposal, reason: str, at: datetime) -> None:
    case = held.household.cases.filter(closed_on=None).first()
    care = held.household.care.open().select_related("team").first()
    if case and care:
        cases.inform(
            actor=actor,
            case=case,
            team=care.team,
            text=f"Het voorstel van plaats {held.place.reference} is afgekeurd bij de tweede blik: "
            f"{reason}",
            on=localtime(at).date(),
        )


# -- A place that was given at once ----------------------------------------------------------------
@transaction.atomic(savepoint=False)
def ask_look_at_stay(*, actor: Actor, stay: Stay, on: date) -> StayLook:
    """Ask a second person to look at a place that was given at once, within the norm of days."""
    days = int(norm("second_look_days", on=on))
    look = StayLook.objects.create(
        stay=stay, placed_by_id=actor.user_id or None, due_on=on + timedelta(days=days)
    )
    cases.ask_second_look(
        actor=actor,
        household=stay.household,
        text=f"Plaats {stay.place.reference} werd meteen gegeven door {actor.name}. Bekijk ze "
        f"tegen {look.due_on:%d/%m/%Y}.",
        on=on,
    )
    return look


@transaction.atomic
def look_at_stay(
    *, actor: Actor, look: StayLook, approves: bool, reason: str, at: datetime
) -> StayLook:
    """Say of a place that was given at once that it is in order, or that another one is needed.

    Nobody has to leave for it: who follows the household is told to look for another place.
    Raises NotAllowed, OwnProposal, AlreadyAnswered.
    """
    household = look.stay.household
    permissions.check_can_look(actor, household, LookKind.PLACEMENT)
    if look.placed_by_id == actor.user_id:
        raise errors.OwnProposal("U gaf deze plaats zelf. Iemand anders geeft de tweede blik.")
    rows = StayLook.objects.filter(pk=look.pk, by=None)
    if not rows.update(by=actor.user_id, at=at, approves=approves, reason=reason):
        raise errors.AlreadyAnswered("Iemand anders gaf deze tweede blik al.")
    on = localtime(at).date()
    cases.second_look_is_over(actor=actor, household=household, on=on)
    audit.record(actor, "housing.stay-looked-at", look, approves=approves, reason=reason)
    case = household.cases.filter(closed_on=None).first()
    care = household.care.open().select_related("team").first()
    if not approves and case and care:
        cases.inform(
            actor=actor,
            case=case,
            team=care.team,
            text=f"Plaats {look.stay.place.reference} past niet bij het gezin: {reason} Zoek een "
            "andere plaats.",
            on=on,
        )
    look.refresh_from_db()
    return look
