"""Correcting dwellings and units; adding, splitting and merging units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.housing import permissions, policies
from eenplan.housing.enums import PlaceState
from eenplan.housing.errors import UnitsInUse
from eenplan.housing.models import Dwelling, Place, PlaceStatus, Stay
from eenplan.housing.services.places import create_place, refuse_broken_promise

DWELLING_FIELDS = ("address", "area", "composition", "longitude", "latitude")
PLACE_FIELDS = (
    *("reference", "form", "kind", "max_persons", "bedrooms", "max_households"),
    *("available_from", "available_until", "rent_cents", "step_free", "pets_allowed"),
    "contingent",
)


@dataclass(frozen=True)
class Part:
    """One of the units a unit is split into."""

    reference: str
    max_persons: int
    bedrooms: int


@transaction.atomic
def change_dwelling(*, actor: Actor, dwelling: Dwelling, version: int, changes: dict) -> Dwelling:
    """Correct what is known of a dwelling. Raises NotAllowed, StaleVersion."""
    permissions.check_can_manage(actor)
    held = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    _check_version(held, version)
    before = {name: getattr(held, name) for name in DWELLING_FIELDS}
    for name in DWELLING_FIELDS:
        setattr(held, name, changes[name])
    held.version += 1
    held.save(update_fields=[*DWELLING_FIELDS, "version"])
    changed = [name for name in DWELLING_FIELDS if before[name] != changes[name]]
    audit.record(actor, "housing.dwelling-changed", held, fields=", ".join(changed))
    return held


@transaction.atomic
def change_place(*, actor: Actor, place: Place, version: int, on: date, changes: dict) -> Place:
    """Correct what is known of a unit; whoever lives in it must still fit.

    Raises NotAllowed, StaleVersion, ReferenceTaken, ImpossiblePeriod, NoSleeper, UnitsInUse.
    """
    permissions.check_can_manage(actor)
    held = Place.objects.select_for_update().get(pk=place.pk)
    _check_version(held, version)
    before = {name: getattr(held, name) for name in PLACE_FIELDS}
    for name in PLACE_FIELDS:
        setattr(held, name, changes[name])
    held.version += 1
    try:
        with transaction.atomic():
            held.save(update_fields=[*PLACE_FIELDS, "version"])
            _let_stays_fit(held, on)
    except IntegrityError as error:
        if "one_household_per_place" in str(error) or "holds no more" in str(error):
            raise UnitsInUse("Wie er woont of komt wonen, past er dan niet meer in.") from None
        refuse_broken_promise(error)
    changed = {name: changes[name] for name in PLACE_FIELDS if before[name] != changes[name]}
    audit.record(actor, "housing.place-changed", held, **changed)
    return held


def _let_stays_fit(place: Place, on: date) -> None:
    """Hold the stays that are not over against the unit as it is now."""
    lasting = Stay.objects.lasting_beyond(on).filter(place=place)
    policies.check_stays_fit(place, lasting)
    for stay in lasting:
        stay.shares = place.is_shared
        stay.save(update_fields=["shares"])  # a trigger counts a shared place once more


@transaction.atomic
def add_unit(
    *, actor: Actor, dwelling: Dwelling, on: date, state: PlaceState, facts: dict
) -> Place:
    """Add a unit to a dwelling. Raises NotAllowed, ReferenceTaken, ImpossiblePeriod, NoSleeper."""
    permissions.check_can_manage(actor)
    held = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    place = _new_unit(actor, held, on, state, "", facts)
    audit.record(actor, "housing.unit-added", held, reference=place.reference)
    return place


@transaction.atomic
def split_unit(*, actor: Actor, place: Place, on: date, parts: Sequence[Part]) -> list[Place]:
    """Close a unit and open its parts, in the state it was in; together no larger than it was.

    Raises NotAllowed, UnitsInUse, ReferenceTaken, NoSleeper.
    """
    permissions.check_can_manage(actor)
    [held] = _hold_empty([place], on)
    if len(parts) < 2:
        raise UnitsInUse("Splits in minstens twee delen.")
    if sum(part.max_persons for part in parts) > held.max_persons:
        raise UnitsInUse(
            f"Samen slapen er meer dan {held.max_persons} personen. Verbeter eerst de plaats."
        )
    state = _state_of(held)
    note = f"Gesplitst in {', '.join(part.reference for part in parts)}."
    _close(actor, held, on, note)
    fresh = [
        _new_unit(actor, held.dwelling, on, state, f"Deel van {held.reference}.", facts)
        for facts in (_facts_of_part(held, part) for part in parts)
    ]
    names = ", ".join(part.reference for part in fresh)
    audit.record(actor, "housing.unit-split", held, into=names)
    return fresh


@transaction.atomic
def merge_units(
    *, actor: Actor, places: Iterable[Place], on: date, reference: str, max_households: int
) -> Place:
    """Close several units of one dwelling and open one with all their beds and bedrooms.

    It is ready only when all of them were. Raises NotAllowed, UnitsInUse, ReferenceTaken.
    """
    permissions.check_can_manage(actor)
    held = _hold_empty(places, on)
    if len(held) < 2 or len({place.dwelling_id for place in held}) > 1:
        raise UnitsInUse("Kies minstens twee plaatsen van dit pand.")
    states = {_state_of(place) for place in held}
    state = states.pop() if len(states) == 1 else PlaceState.NOT_INSPECTED
    first = held[0]
    facts = {
        **{name: getattr(first, name) for name in PLACE_FIELDS},
        "reference": reference,
        "max_persons": sum(place.max_persons for place in held),
        "bedrooms": sum(place.bedrooms for place in held),
        "max_households": max_households,
        "rent_cents": sum(place.rent_cents for place in held),
        "available_from": max(place.available_from for place in held),
        "available_until": min(
            (p.available_until for p in held if p.available_until), default=None
        ),
        "step_free": all(place.step_free for place in held),
        "pets_allowed": all(place.pets_allowed for place in held),
    }
    for place in held:
        _close(actor, place, on, f"Samengevoegd tot {reference}.")
    names = ", ".join(place.reference for place in held)
    merged = _new_unit(actor, first.dwelling, on, state, f"Samengevoegd uit {names}."[:200], facts)
    audit.record(actor, "housing.units-merged", merged, out_of=names)
    return merged


def _facts_of_part(place: Place, part: Part) -> dict:
    share = place.rent_cents * part.max_persons // place.max_persons
    return {
        **{name: getattr(place, name) for name in PLACE_FIELDS},
        "reference": part.reference,
        "max_persons": part.max_persons,
        "bedrooms": part.bedrooms,
        "max_households": 1,
        "rent_cents": share,
    }


def _hold_empty(places: Iterable[Place], on: date) -> list[Place]:
    """Lock units nobody lives in or was promised; refuse the others."""
    wanted = [place.pk for place in places]
    rows = Place.objects.select_for_update(of=["self"]).select_related("dwelling")
    held = list(rows.filter(pk__in=wanted).order_by("pk"))
    stays = Stay.objects.lasting_beyond(on).filter(place__in=held).select_related("place")
    if used := stays.first():
        raise UnitsInUse(
            f"In {used.place.reference} woont een gezin, of komt er een wonen. "
            "Dat verblijf eindigt eerst."
        )
    if closed := [place for place in held if _state_of(place) == PlaceState.CLOSED]:
        raise UnitsInUse(f"{closed[0].reference} is gesloten.")
    return held


def _state_of(place: Place) -> PlaceState:
    present = PlaceStatus.objects.open().filter(place=place).first()
    return PlaceState(present.state) if present else PlaceState.OFFERED


def _close(actor: Actor, place: Place, on: date, note: str) -> None:
    PlaceStatus.objects.open().filter(place=place).update(ends_on=on)
    PlaceStatus.objects.create(
        place=place,
        state=PlaceState.CLOSED,
        note=note[:200],
        starts_on=on,
        set_by_id=actor.user_id or None,
    )


def _new_unit(
    actor: Actor, dwelling: Dwelling, on: date, state: PlaceState, note: str, facts: dict
) -> Place:
    place = create_place(dwelling=dwelling, **facts)
    PlaceStatus.objects.create(
        place=place, state=state, note=note, starts_on=on, set_by_id=actor.user_id or None
    )
    return place


def _check_version(row, version: int) -> None:
    if row.version != version:
        raise StaleVersion("Iemand anders wijzigde dit net. Kijk opnieuw.")
