"""A proposal on which all agree becomes a stay."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import permissions, policies, services as housing
from eenplan.housing.enums import OverrideKind
from eenplan.housing.models import Place, Proposal, Stay
from eenplan.housing.selectors import get_place, get_proposal, stay_on, wants_another_home
from eenplan.housing.stay_kinds import EndKind
from eenplan.journeys.rehousing import give_place, leave_for_another
from eenplan.people.models import Household


@transaction.atomic
def begin_stay(*, actor: Actor, proposal: Proposal, at: datetime) -> Stay:
    """Let the stay begin that a proposal was about: all of it in one transaction.

    The rules are asked again on what holds now: a form that was closed since, a check that is no
    longer valid, a reservation that expired. Of many at once exactly one wins; the others read why.
    Proposals of others that no longer fit in the place are let go.

    Who is on the list for another home leaves the old place on the first night in the new one.

    Raises NotAllowed, ProposalOver, NotYet, PlaceUnavailable, PlaceTaken, AlreadyHoused,
    ImpossibleEnd.
    """
    permissions.check_can_place(actor)
    Place.objects.select_for_update().get(pk=proposal.place_id)
    Household.objects.select_for_update(no_key=True).get(pk=proposal.household_id)
    housing.hold(proposal, at=at)
    present = get_proposal(actor, proposal.pk, at=at)
    policies.check_ready(present)
    on = localtime(at).date()
    rules = present.overrides.filter(kind=OverrideKind.SAFETY).values_list("rule", flat=True)
    chosen, first_night = present.match_record.chosen, max(present.starts_on, on)
    _leave_what_it_has(actor, present, first_night)
    stay = give_place(
        actor=actor,
        household=present.household,
        place=get_place(present.place_id, on=on),
        on=first_night,
        until=present.ends_on,
        rank=chosen.get("rank"),
        at=at,
        set_aside=frozenset(rules),
    )
    housing.end_proposal(actor, present, at)
    present.stay, present.became_stay = stay, True
    present.save(update_fields=["stay", "became_stay"])
    audit.record(actor, "housing.proposal-became-stay", present, stay=stay.pk)
    _let_go_what_no_longer_fits(actor, present, stay, at)
    return stay


def _leave_what_it_has(actor: Actor, proposal: Proposal, on: date) -> None:
    """End the stay of a household that moves, on the day the next one begins: never a night out."""
    stay = stay_on(proposal.household, on)
    if stay and wants_another_home(proposal.household):
        leave_for_another(
            actor=actor,
            stay=stay,
            reason=f"verhuist naar plaats {proposal.place.reference}",
            kind=EndKind.MOVED_BY_US,
            on=on,
        )


def _let_go_what_no_longer_fits(actor: Actor, accepted: Proposal, stay: Stay, at: datetime) -> None:
    """Withdraw the other live proposals on the place that have no bed left in it."""
    others = Proposal.objects.live(at).filter(place=accepted.place_id).exclude(pk=accepted.pk)
    for other in others.select_related("household"):
        if not _fits(other, accepted.place):
            housing.withdraw_proposal(
                actor=actor, proposal=other, why="de plaats ging naar een ander gezin", at=at
            )


def _fits(other: Proposal, place: Place) -> bool:
    stays = list(Stay.objects.lasting_beyond(other.starts_on).filter(place=place))
    if not place.is_shared:
        return not stays
    persons = sum(stay.persons for stay in stays) + other.persons
    return len(stays) < place.max_households and persons <= place.max_persons
