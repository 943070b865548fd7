"""Giving a place, and ending or taking back a stay."""

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import make_aware

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines import placement
from eenplan.engines.placement.outcome import BlockedPlace
from eenplan.housing import permissions, policies
from eenplan.housing.errors import (
    AlreadyHoused,
    NotInspected,
    PlaceKept,
    PlaceTaken,
    PlaceUnavailable,
)
from eenplan.housing.models import Place, Stay
from eenplan.housing.selectors import (
    get_place,
    household_facts,
    is_kept_for_another,
    place_facts,
    policy_on,
)
from eenplan.housing.services.follow_up import plan_visits
from eenplan.housing.services.rehousing import placed_again
from eenplan.housing.stay_errors import Stopped
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household


@transaction.atomic
def place_household(
    *,
    actor: Actor,
    household: Household,
    place: Place,
    on: date,
    rank: int | None = None,
    until: date | None = None,
    at: datetime | None = None,
    set_aside: frozenset[str] = frozenset(),
) -> Stay:
    """Give a whole household a place from a day on, at most until another.

    `set_aside` are the rules somebody set aside with a reason, and a second person approved.
    A place that is kept for another household at this moment is refused; without `at`, one that
    was kept for another at any moment of the day.

    The rules are asked again here, on what is in the database now: the screen may be minutes old.
    Two desks that accept the last place at once are told apart by the EXCLUDE constraint; the
    locks, first the place and then the household, make the second desk wait for the first.

    The first visits are planned with it. Raises NotAllowed, PlaceUnavailable, PlaceTaken,
    AlreadyHoused, Stopped.
    """
    permissions.check_can_place(actor)
    Place.objects.select_for_update().get(pk=place.pk)
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    if Stay.objects.on(on).filter(household=household).exists():
        raise AlreadyHoused("Dit gezin heeft al een opvangplaats.")
    place = get_place(place.pk, on=on)
    _check_not_kept(place, household, at or _first_moment_of(actor.on))
    [facts] = household_facts([household], on=on)
    policies.check_not_stopped(place)
    ranking = placement.match_now(facts, _facts_of(place, on), policy_on(on), on)
    if ranking.blocked and not set(ranking.blocked[0].rules) <= set_aside:
        raise refusal_of(place, ranking.blocked[0])
    # A rule that was set aside refuses the place, so the engine does not say until when.
    possible = ranking.eligible[0].until if ranking.eligible else place.available_until
    ends_on = min((day for day in (until, possible) if day), default=None)
    stay = agree_stay(actor, household, place, facts.persons, on, ends_on, rank=rank)
    plan_visits(stay=stay, on=actor.on)
    placed_again(actor=actor, household=household, stay=stay, on=on)
    return stay


def _check_not_kept(place: Place, household: Household, at: datetime) -> None:
    kept = is_kept_for_another(place, household, at=at)
    if kept:
        raise PlaceKept(
            f"Plaats {place.reference} is niet meer vrij: gereserveerd voor een ander gezin tot "
            f"{policies.spoken(kept.expires_at)}."
        )


def _first_moment_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _facts_of(place: Place, on: date) -> list[placement.Place]:
    return place_facts(Place.objects.filter(pk=place.pk), on=on)


def refusal_of(place: Place, blocked: BlockedPlace) -> PlaceUnavailable:
    """Return the error that says why a place cannot be given to a household."""
    why = " ".join(f"{requirement.sentence}." for requirement in blocked.failed)
    if "free" in blocked.rules:
        return PlaceTaken(f"Plaats {place.reference} is niet meer vrij. {why}")
    return PlaceUnavailable(f"Plaats {place.reference} kan niet. {why}")


def agree_stay(
    actor: Actor,
    household: Household,
    place: Place,
    persons: int,
    on: date,
    until: date | None,
    *,
    rank: int | None,
    looked_at_from: date | None = None,
    event: str = "housing.household-placed",
) -> Stay:
    """Write a stay; what the promises of the database refuse is told in a sentence.

    For services that locked place and household, and asked who may. A stay without an end is
    looked at again some time after `looked_at_from`, its first day unless given.
    """
    again = timedelta(days=int(norm("stay_review_days", on=on)))
    try:
        with transaction.atomic():
            stay = Stay.objects.create(
                household=household,
                place=place,
                persons=persons,
                shares=place.is_shared,
                starts_on=on,
                ends_on=until,
                review_on=None if until else (looked_at_from or on) + again,
                decided_by_id=actor.user_id or None,
                rank=rank,
            )
    except IntegrityError as error:
        if refusal := policies.stay_refusal(error):
            raise refusal from None
        if "one_household_per_place" in str(error) or "holds no more" in str(error):
            raise PlaceTaken("Deze plaats werd net aan een ander gezin gegeven.") from None
        if "one_stay_at_a_time" in str(error):
            raise AlreadyHoused("Dit gezin heeft al een opvangplaats.") from None
        if "stopped_offer_takes_nobody" in str(error):
            raise Stopped(policies.STOPPED) from None
        if "inspected_before_stay" in str(error):
            raise NotInspected(
                f"Plaats {place.reference} kan niet: het pand is niet goedgekeurd op die dag."
            ) from None
        raise
    audit.record(actor, event, stay, place=place.reference, rank=rank)
    return stay


@transaction.atomic
def end_stay(
    *,
    actor: Actor,
    stay: Stay,
    on: date,
    reason: str,
    leaves_for: str = "",
    kind: str = "",
    exit_to: str = "",
) -> Stay:
    """End a stay; the day is the first night elsewhere, `leaves_for` where that is.

    `kind` says why in a word that can be counted, `exit_to` where the household went to live.

    Raises NotAllowed, ImpossibleEnd, StaleVersion.
    """
    permissions.check_can_place(actor)
    held = hold(stay)
    policies.check_first_night_elsewhere(held, on=on)
    held.ends_on, held.leaves_for, held.end_reason = on, leaves_for, reason
    held.end_kind, held.exit_to = kind, exit_to
    held.save(update_fields=["ends_on", "leaves_for", "end_reason", "end_kind", "exit_to"])
    audit.record(
        actor, "housing.stay-ended", held, reason=reason, on=on, leaves_for=leaves_for or "?"
    )
    return held


@transaction.atomic
def cancel_stay(*, actor: Actor, stay: Stay, on: date, reason: str) -> None:
    """Take back a stay of which no night has passed on a day.

    The row goes: a stay has nights (the database insists), nothing can be claimed for none, and a
    row that stays behind would keep the place taken. The audit line keeps who, where, when and why.

    Raises NotAllowed, StayBegun, StaleVersion.
    """
    permissions.check_can_place(actor)
    held = hold(stay)
    policies.check_no_night_passed(held, on=on)
    policies.check_nothing_noted(held)
    audit.record(
        actor,
        "housing.stay-cancelled",
        held,
        household=held.household.number,
        place=held.place.reference,
        starts_on=held.starts_on,
        ends_on=held.ends_on or "",
        reason=reason,
    )
    held.delete()


def hold(stay: Stay) -> Stay:
    """Lock a stay, its place first, and return it as it is now. Raises StaleVersion."""
    Place.objects.select_for_update().get(pk=stay.place_id)
    Household.objects.select_for_update(no_key=True).get(pk=stay.household_id)
    held = Stay.objects.select_for_update().filter(pk=stay.pk).first()
    if held is None or (held.starts_on, held.ends_on) != (stay.starts_on, stay.ends_on):
        raise StaleVersion("Iemand anders wijzigde dit verblijf net. Kijk opnieuw.")
    return held
