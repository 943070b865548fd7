"""Reading places and stays, and putting them before the placement engine."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from eenplan.cases.models import Case
from eenplan.core.errors import NotFound
from eenplan.engines import placement
from eenplan.housing.enums import PlaceState
from eenplan.housing.models import Contingent, Place, PlaceStatus, Stay
from eenplan.organisation.selectors import closed_forms
from eenplan.people.enums import SEEKS_A_PLACE, NeedCode, NightShelter
from eenplan.people.models import Household, HouseholdMember, SpecificNeed

TONIGHT = {
    NightShelter.NONE: "none",
    NightShelter.HOTEL: "hotel",
    NightShelter.FRIENDS: "friends",
}
ENGINE_COLUMNS = (
    *("pk", "reference", "form", "kind", "area__name", "max_persons", "bedrooms"),
    *("available_from", "available_until", "step_free", "pets_allowed", "rent_cents"),
    "confirmed_on",
)


def places_on(day: date) -> QuerySet[Place]:
    """Return the places known on a day with `state` and `is_taken` then; closed ones included.

    A place is known from its first state on; one without any state was offered, no more. Without
    the borders of their areas: a few thousand of those are slow to read. State and stay are joined,
    at most one of each (`one_state_at_a_time`, `one_household_per_place`), so that the database
    reads the two tables once and does not look up each place in them.
    """
    return (
        Place.objects.known_on(day)
        .select_related("area")
        .defer("area__geometry")
        .annotate(
            status_then=_then("statuses", day),
            stay_then=_then("stays", day),
            state=F("status_then__state"),
            is_taken=Q(stay_then__isnull=False),
        )
    )


def _then(relation: str, day: date) -> FilteredRelation:
    """Return what of a relation of dated rows holds on a day, to join."""
    lasts = Q(**{f"{relation}__ends_on": None}) | Q(**{f"{relation}__ends_on__gt": day})
    return FilteredRelation(relation, condition=lasts & Q(**{f"{relation}__starts_on__lte": day}))


def usable(places: QuerySet[Place], *, on: date) -> QuerySet[Place]:
    """Return the places somebody can sleep in on a day: ready, within their dates, form open."""
    return places.filter(
        Q(available_until=None) | Q(available_until__gt=on),
        state=PlaceState.READY,
        available_from__lte=on,
    ).exclude(form__in=closed_forms(on=on))


def free(places: QuerySet[Place], *, on: date) -> QuerySet[Place]:
    """Return the usable places nobody lives in on a day."""
    return usable(places, on=on).filter(is_taken=False)


def get_place(pk: int, *, on: date) -> Place:
    """Return one place with its state on a day, or raise NotFound."""
    place = places_on(on).filter(pk=pk).first()
    if place is None:
        raise NotFound(pk)
    return place


def stays_of(household: Household) -> QuerySet[Stay]:
    """Return a household's stays, most recent first."""
    return (
        household.stays.select_related("place__area", "decided_by")
        .defer("place__area__geometry")
        .order_by("-starts_on")
    )


def stay_on(household: Household, day: date) -> Stay | None:
    """Return where the household stays on a day, if we placed it."""
    return household.stays.on(day).select_related("place").first()


def stay_to_end(household: Household, *, on: date, pk: int | None = None) -> Stay | None:
    """Return the stay of a household that is not over yet, the first one unless `pk` says which."""
    stays = household.stays.lasting_beyond(on).select_related("place__area").order_by("starts_on")
    return stays.filter(pk=pk).first() if pk else stays.first()


def seeking(day: date) -> QuerySet[Household]:
    """Return the households that need a place on a day: arrived, a member, an open case, no home.

    Whose stay has ended is back on the list. Who was promised a place for later only stays on it
    while there is no roof at all.
    """
    stays = Stay.objects.filter(household=OuterRef("pk"))
    return Household.objects.filter(
        ~Exists(stays.on(day)),
        ~Exists(stays.filter(starts_on__gt=day)) | Q(sleeps=NightShelter.NONE),
        Exists(Case.objects.filter(household=OuterRef("pk"), closed_on=None)),
        Exists(HouseholdMember.objects.on(day).filter(household=OuterRef("pk"))),
        sleeps__in=(*SEEKS_A_PLACE, NightShelter.RECEPTION),
        arrived_on__lte=day,
    )


def policy_on(day: date) -> placement.Policy:
    """Return the placement norms in force on a day, as the engine wants them."""
    return placement.Policy(
        forms_closed={
            form: placement.Closure(closed.since, closed.reason)
            for form, closed in closed_forms(on=day).items()
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
    for place_id, start, end in stays.values_list("place", "starts_on", "ends_on"):
        occupied[place_id].append(placement.Stay(start, end))
    rows = places.values_list(*ENGINE_COLUMNS, named=True)
    return [
        placement.Place(
            id=row.reference,
            label=row.reference,
            form=row.form,
            kind=row.kind,
            area=row.area__name,
            max_persons=row.max_persons,
            bedrooms=row.bedrooms,
            state=states.get(row.pk, PlaceState.OFFERED),
            available_from=row.available_from,
            available_until=row.available_until,
            step_free=row.step_free,
            pets_allowed=row.pets_allowed,
            rent_eur_month=row.rent_cents // 100,
            occupied=tuple(occupied.get(row.pk, ())),
            confirmed_on=row.confirmed_on,
        )
        for row in rows
    ]


def places_to_propose(*, on: date) -> list[placement.Place]:
    """Return the places a proposal looks at, as the engine sees them: all but the withdrawn."""
    everything = place_facts(Place.objects.known_on(on).order_by("reference"), on=on)
    return [place for place in everything if place.state != PlaceState.CLOSED]


def places_by_reference(references: Iterable[str]) -> dict[str, Place]:
    """Return the named places with the few facts a proposal shows of them, by reference."""
    places = Place.objects.filter(reference__in=list(references)).select_related("area")
    shown = places.only("reference", "kind", "max_persons", "rent_cents", "area__name")
    return {place.reference: place for place in shown}


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


def contingents() -> QuerySet[Contingent]:
    """Return the contingents opened so far, in order."""
    return Contingent.objects.all()
