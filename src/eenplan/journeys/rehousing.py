"""A household gets a roof or leaves it: the stay, the address, and the worker who is told."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from eenplan.cases import services as cases
from eenplan.cases.selectors import open_case
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.batches import each_apart
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import services as housing
from eenplan.housing.errors import ImpossibleEnd
from eenplan.housing.models import Place, Stay
from eenplan.housing.stay_kinds import BREAKDOWNS, EndKind, ExitTo, RehousingReason
from eenplan.journeys.searching_again import reopen_search
from eenplan.people import services as people
from eenplan.people.enums import SEEKS_A_PLACE, NightShelter
from eenplan.people.models import Household, TeamCare
from eenplan.people.registration import NewAddress
from eenplan.territory.selectors import locate


@transaction.atomic
def give_place(
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
    """Give a place: the household stays in it from a day on.

    The case manager is informed automatically (seed 004, point 5); the team in charge does not
    change because somebody found a roof in another neighbourhood.

    Raises NotAllowed, PlaceUnavailable, AlreadyHoused.
    """
    stay = housing.place_household(
        actor=actor,
        household=household,
        place=place,
        on=on,
        rank=rank,
        until=until,
        at=at,
        set_aside=set_aside,
    )
    _move_into(actor, household, place, on)
    _tell(
        actor,
        household,
        f"Opvangplaats {place.reference} toegewezen door {actor.name}: neem contact op "
        "en plan het huisbezoek.",
        on,
    )
    return stay


@transaction.atomic
def note_found_stay(
    *,
    actor: Actor,
    household: Household,
    place: Place,
    starts_on: date,
    until: date | None,
    on: date,
) -> Stay:
    """Write down where a household lives that found a place itself; from today on that is known.

    Raises what `register_found_stay` raises.
    """
    stay = housing.register_found_stay(
        actor=actor, household=household, place=place, starts_on=starts_on, until=until, on=on
    )
    _move_into(actor, household, place, on)
    _tell(
        actor,
        household,
        f"Het gezin woont sinds {dutch_day(starts_on)} in plaats {place.reference}, die het zelf "
        f"vond. Genoteerd door {actor.name}: plan het bezoek.",
        on,
    )
    return stay


def _move_into(actor: Actor, household: Household, place: Place, on: date) -> None:
    people.move_household(
        actor=actor,
        household=household,
        to=NewAddress(
            street=place.address or f"Opvangplaats {place.reference}",
            longitude=place.dwelling.longitude,
            latitude=place.dwelling.latitude,
        ),
        area=place.area,
        sleeps=NightShelter.RECEPTION,
        on=on,
    )


@transaction.atomic
def leave_place(
    *,
    actor: Actor,
    stay: Stay,
    sleeps: NightShelter,
    to: NewAddress,
    reason: str,
    on: date,
    kind: str = "",
    exit_to: str = "",
) -> None:
    """A household leaves a place: `on` is the first night elsewhere, `to` its address if known.

    The place is free from that day, and who sleeps nowhere, in a hotel or with friends looks for
    a place again. A stay that begins on the very day is taken back: no night has passed. On a
    later day the household moves by itself (`settle`). An end that was said before is replaced; a
    place of ours that was agreed for later stays agreed. Whoever is left without a home of its own
    is put on the list for another one (`kind` and `exit_to`: why and where to, to be counted).

    Raises NotAllowed, ImpossibleEnd, StaleVersion.
    """
    household, place = stay.household, stay.place
    if on == stay.starts_on == actor.on:
        housing.cancel_stay(actor=actor, stay=stay, on=on, reason=reason)
    else:
        housing.end_stay(
            actor=actor,
            stay=stay,
            on=on,
            reason=reason,
            leaves_for=sleeps,
            kind=kind,
            exit_to=exit_to,
        )
        if sleeps in SEEKS_A_PLACE and not Stay.objects.on(on).filter(household=household).exists():
            housing.open_rehousing(
                actor=actor,
                household=household,
                stay=stay,
                reason=RehousingReason.LOST,
                is_urgent=sleeps == NightShelter.NONE or kind in BREAKDOWNS,
                on=actor.on,
            )
    if stay.leaves_for and stay.ends_on:
        _take_back_move(actor, household, stay.ends_on)
    _check_nothing_newer(household, on, today=actor.on)
    people.move_household(
        actor=actor, household=household, to=to, area=locate(to, on=on), sleeps=sleeps, on=on
    )
    _tell(
        actor,
        household,
        f"Het gezin verlaat opvangplaats {place.reference}, volgens {actor.name}. Eerste nacht "
        f"ergens anders: {dutch_day(on)}, {sleeps.label}. Reden: {reason}",
        actor.on,
    )


def leave_for_another(*, actor: Actor, stay: Stay, reason: str, kind: EndKind, on: date) -> None:
    """End a stay because the household moves to another place of ours, given in the same act.

    A move that was agreed for the end of the old stay is taken back: the household goes elsewhere.
    Raises NotAllowed, ImpossibleEnd, StaleVersion.
    """
    agreed = stay.ends_on if stay.leaves_for else None
    housing.end_stay(
        actor=actor,
        stay=stay,
        on=on,
        reason=reason,
        leaves_for=NightShelter.RECEPTION,
        kind=kind,
        exit_to=ExitTo.OUR_PLACE,
    )
    if agreed and agreed > on:
        _take_back_move(actor, stay.household, agreed)


def _check_nothing_newer(household: Household, on: date, *, today: date) -> None:
    """Raise ImpossibleEnd when the household has another place or address of its own by then."""
    other = Stay.objects.on(on).filter(household=household).select_related("place").first()
    if other:
        raise ImpossibleEnd(
            f"Op {dutch_day(on)} heeft het gezin al plaats {other.place.reference}. Kies een "
            "vroegere dag, of annuleer eerst die plaats."
        )
    newer = household.addresses.filter(starts_on__gt=on, starts_on__lte=today).first()
    if newer:
        raise ImpossibleEnd(
            f"Het gezin heeft al een adres vanaf {dutch_day(newer.starts_on)}. Kies die dag of een "
            "latere."
        )


@transaction.atomic
def cancel_place(*, actor: Actor, stay: Stay, reason: str) -> None:
    """Take back a place that was given for a later day; the household stays where it is.

    Raises NotAllowed, StayBegun, StaleVersion.
    """
    household, place = stay.household, stay.place
    housing.cancel_stay(actor=actor, stay=stay, on=actor.on + timedelta(days=1), reason=reason)
    _take_back_move(actor, household, stay.starts_on)
    _tell(
        actor,
        household,
        f"Opvangplaats {place.reference} vanaf {dutch_day(stay.starts_on)} is geannuleerd door "
        f"{actor.name}. Reden: {reason}",
        actor.on,
    )


def _take_back_move(actor: Actor, household: Household, day: date) -> None:
    """Let the address before a move that was agreed for a later day go on."""
    agreed = household.addresses.filter(starts_on=day).first()
    if agreed:
        agreed.delete()
        before = household.addresses.filter(starts_on__lt=day, ends_on=day)
        before.update(ends_on=agreed.ends_on)
        audit.record(actor, "people.move-cancelled", household, on=day)


def _tell(actor: Actor, household: Household, text: str, on: date) -> None:
    """Put news before whoever follows the household, if it has a case."""
    case = open_case(household)
    if case:
        team = TeamCare.objects.open().get(household=household).team
        cases.inform(actor=actor, case=case, team=team, text=text, on=on)


@transaction.atomic
def settle(*, on: date) -> int:
    """Let stays and moves that were agreed beforehand count from their day; return how many.

    One part that goes wrong stops none of the others: SomeFailed is raised at the end.
    """
    parts = (_settle_arrivals, reopen_search, _settle_departures, people.settle_moves)
    return each_apart(parts, lambda part: _settle_part(part, on), job="settle moves")


@transaction.atomic
def _settle_part(part: Callable[..., int], on: date) -> int:
    return part(on=on)


def _settle_arrivals(*, on: date) -> int:
    """Let who is in our reception since today sleep there; return how many."""
    arrived = Stay.objects.on(on).values("household")
    sheltered = Household.objects.filter(pk__in=arrived).exclude(sleeps=NightShelter.RECEPTION)
    return sheltered.update(sleeps=NightShelter.RECEPTION)


def _settle_departures(*, on: date) -> int:
    """Let who left our reception sleep where that was said; return how many."""
    last = Stay.objects.filter(household=OuterRef("pk"), ends_on__lte=on).order_by("-ends_on")
    where = Subquery(last.values("leaves_for")[:1])
    left = Household.objects.filter(
        ~Exists(Stay.objects.on(on).filter(household=OuterRef("pk"))),
        sleeps=NightShelter.RECEPTION,
    )
    return left.annotate(where=where).exclude(Q(where=None) | Q(where="")).update(sleeps=where)
