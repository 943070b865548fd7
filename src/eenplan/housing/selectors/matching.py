"""Households, places and policy as the placement engine sees them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from eenplan.engines import placement
from eenplan.housing.enums import PlaceState
from eenplan.housing.models import Place, PlaceStatus, Stay
from eenplan.organisation.selectors import closures
from eenplan.people.enums import NeedCode, NightShelter
from eenplan.people.models import Household, HouseholdMember, SpecificNeed

TONIGHT = {
    NightShelter.NONE: "none",
    NightShelter.HOTEL: "hotel",
    NightShelter.FRIENDS: "friends",
}
ENGINE_COLUMNS = (
    *("pk", "reference", "form", "kind", "max_persons", "bedrooms", "max_households"),
    *("available_from", "available_until", "step_free", "pets_allowed", "rent_cents"),
    *("dwelling__area__name", "dwelling__offer__confirmed_on"),
)


def policy_on(day: date) -> placement.Policy:
    """Return the placement norms in force on a day, as the engine wants them."""
    closed = closures(on=day)
    return placement.Policy(
        forms_closed={
            form: placement.Closure(decision.since, decision.reason)
            for form, decision in closed.forms.items()
        },
        version=day.isoformat(),
    )


def place_facts(places: QuerySet[Place], *, on: date) -> list[placement.Place]:
    """Return places as the engine sees them, with the stays from `on` that are agreed.

    Three queries for the columns the engine looks at; nothing else of a place is loaded, least of
    all the borders of its area. A place nobody gave a state counts as offered.
    """
    states = dict(PlaceStatus.objects.on(on).filter(place__in=places).values_list("place", "state"))
    occupied: dict[int, list[placement.Stay]] = defaultdict(list)
    stays = Stay.objects.lasting_beyond(on).filter(place__in=places).order_by("starts_on")
    columns = ("place", "starts_on", "ends_on", "persons")
    for place_id, start, end, persons in stays.values_list(*columns):
        occupied[place_id].append(placement.Stay(start, end, persons))
    rows = places.values_list(*ENGINE_COLUMNS, named=True)
    return [
        placement.Place(
            id=row.reference,
            label=row.reference,
            form=row.form,
            kind=row.kind,
            area=row.dwelling__area__name,
            max_persons=row.max_persons,
            bedrooms=row.bedrooms,
            state=states.get(row.pk, PlaceState.OFFERED),
            available_from=row.available_from,
            available_until=row.available_until,
            step_free=row.step_free,
            pets_allowed=row.pets_allowed,
            rent_eur_month=row.rent_cents // 100,
            occupied=tuple(occupied.get(row.pk, ())),
            confirmed_on=row.dwelling__offer__confirmed_on,
            max_households=row.max_households,
        )
        for row in rows
    ]


def places_to_propose(*, on: date) -> list[placement.Place]:
    """Return the places a proposal looks at, as the engine sees them: all but the withdrawn."""
    everything = place_facts(Place.objects.known_on(on).order_by("reference"), on=on)
    return [place for place in everything if place.state != PlaceState.CLOSED]


def household_facts(households: Iterable[Household], *, on: date) -> list[placement.Household]:
    """Return households as the placement engine sees them; needs only as far as a house matters."""
    households = list(households)
    persons: dict[int, list] = defaultdict(list)
    members = HouseholdMember.objects.on(on).filter(household__in=households)
    for member in members.select_related("person"):
        persons[member.household_id].append(member.person)
    immobile = set(
        members.filter(
            person__in=SpecificNeed.objects.on(on).filter(code=NeedCode.MOBILITY).values("person")
        ).values_list("household", flat=True)
    )
    promised = dict(
        Stay.objects.filter(household__in=households, starts_on__gt=on)
        .order_by("-starts_on")
        .values_list("household", "starts_on")
    )
    return [
        placement.Household(
            id=household.number,
            persons=max(len(persons[household.pk]), 1),
            arrived_on=household.arrived_on,
            tonight=TONIGHT.get(household.sleeps, "place"),
            step_free=household.pk in immobile,
            pets=bool(household.pets),
            has_children=any(person.is_minor_on(on) for person in persons[household.pk]),
            area=household.area.name if not household.area.is_unlocated else None,
            vetoes=frozenset({f"area:{household.area.name}"})
            if household.helped_elsewhere and not household.area.is_unlocated
            else frozenset(),
            unaccompanied_minor=_only_minors(persons[household.pk], on),
            stays_until=promised.get(household.pk),
        )
        for household in households
    ]


def _only_minors(persons, on: date) -> bool:
    return bool(persons) and all(person.is_minor_on(on) for person in persons)
