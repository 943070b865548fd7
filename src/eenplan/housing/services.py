"""Everything that changes places and stays."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines import placement
from eenplan.housing import permissions
from eenplan.housing.enums import PlaceState
from eenplan.housing.errors import AlreadyHoused, ImpossibleState, PlaceUnavailable
from eenplan.housing.lifecycle import NEXT
from eenplan.housing.models import Place, PlaceStatus, Stay
from eenplan.housing.selectors import (
    get_place,
    household_facts,
    place_facts,
    places_on,
    policy_on,
)
from eenplan.people.models import Household


def ranking_for(household: Household, *, on: date) -> placement.Ranking:
    """Return every place for one household tonight: ranked, or refused with reasons."""
    [facts] = household_facts([household], on=on)
    places = places_on(on).exclude(state=PlaceState.CLOSED)
    return placement.match_now(facts, place_facts(places, on=on), policy_on(on), on)


@transaction.atomic
def place_household(
    *, actor: Actor, household: Household, place: Place, on: date, rank: int | None = None
) -> Stay:
    """Give a whole household a place from a day on.

    The rules are asked again here, on what is in the database now: the screen may be minutes old.
    Two desks that accept the last place at once are told apart by the EXCLUDE constraint.

    Raises NotAllowed, PlaceUnavailable, AlreadyHoused.
    """
    permissions.check_can_place(actor)
    Place.objects.select_for_update().get(pk=place.pk)
    place = get_place(place.pk, on=on)
    [facts] = household_facts([household], on=on)
    ranking = placement.match_now(facts, place_facts([place], on=on), policy_on(on), on)
    if ranking.blocked:
        raise PlaceUnavailable(" ".join(f"{r.sentence}." for r in ranking.blocked[0].failed))
    return _agree_stay(actor, household, place, on, rank)


def _agree_stay(
    actor: Actor, household: Household, place: Place, on: date, rank: int | None
) -> Stay:
    try:
        with transaction.atomic():
            stay = Stay.objects.create(
                household=household,
                place=place,
                starts_on=on,
                ends_on=place.available_until,
                decided_by_id=actor.user_id or None,
                rank=rank,
            )
    except IntegrityError as error:
        if "one_household_per_place" in str(error):
            raise PlaceUnavailable("Deze plaats werd net aan een ander gezin gegeven.") from None
        if "one_stay_at_a_time" in str(error):
            raise AlreadyHoused("Dit gezin heeft al een opvangplaats.") from None
        raise
    audit.record(actor, "housing.household-placed", stay, place=place.reference, rank=rank)
    return stay


@transaction.atomic
def end_stay(*, actor: Actor, stay: Stay, on: date, reason: str) -> Stay:
    """End a stay; the day is the first night elsewhere. Raises NotAllowed, PlaceUnavailable."""
    permissions.check_can_place(actor)
    if on <= stay.starts_on:
        raise PlaceUnavailable("Een verblijf eindigt na het begint.")
    stay.ends_on = on
    stay.save(update_fields=["ends_on"])
    audit.record(actor, "housing.stay-ended", stay, reason=reason, on=on)
    return stay


@transaction.atomic
def add_place(*, actor: Actor, on: date, state: PlaceState, **facts) -> Place:
    """Write a new place in its first state. Raises NotAllowed."""
    permissions.check_can_manage(actor)
    place = Place.objects.create(confirmed_on=on, **facts)
    PlaceStatus.objects.create(
        place=place, state=state, starts_on=on, set_by_id=actor.user_id or None
    )
    audit.record(actor, "housing.place-added", place, reference=place.reference, state=state)
    return place


@transaction.atomic
def change_state(
    *, actor: Actor, place: Place, state: PlaceState, note: str, on: date
) -> PlaceStatus:
    """Put a place in its next state. Raises NotAllowed, ImpossibleState."""
    permissions.check_can_manage(actor)
    present = PlaceStatus.objects.select_for_update().filter(place=place, ends_on=None).get()
    if state not in NEXT[PlaceState(present.state)]:
        raise ImpossibleState(
            f"Van “{present.get_state_display()}” kan een plaats niet naar “{state.label}”."
        )
    present.ends_on = on
    present.save(update_fields=["ends_on"])
    status = PlaceStatus.objects.create(
        place=place, state=state, note=note, starts_on=on, set_by_id=actor.user_id or None
    )
    audit.record(actor, "housing.state-changed", place, state=state, note=note)
    return status
