"""Reading places: what is known of each on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from eenplan.core.errors import NotFound
from eenplan.housing.enums import PlaceState
from eenplan.housing.models import Contingent, Place, Stay
from eenplan.organisation.selectors import closures


def places_on(day: date) -> QuerySet[Place]:
    """Return the places known on a day with `state` and `is_taken` then; closed ones included.

    A place is known from its first state on; one without any state was offered, no more. Without
    the borders of their areas: a few thousand of those are slow to read. State and stay are joined,
    at most one of each (`one_state_at_a_time`, `one_household_per_place`), so that the database
    reads the two tables once and does not look up each place in them. Only of a shared place are
    the stays counted: it is taken once no bed or no household more fits in.
    """
    return (
        Place.objects.known_on(day)
        .select_related("dwelling__area", "dwelling__offer")
        .defer("dwelling__area__geometry")
        .annotate(
            status_then=_then("statuses", day),
            stay_then=_then("stays", day, shares=False),
            state=F("status_then__state"),
            is_taken=_is_full(day),
        )
    )


def _then(relation: str, day: date, **wanted) -> FilteredRelation:
    """Return what of a relation of dated rows holds on a day, to join."""
    lasts = Q(**{f"{relation}__ends_on": None}) | Q(**{f"{relation}__ends_on__gt": day})
    kept = Q(**{f"{relation}__{field}": value for field, value in wanted.items()})
    held = lasts & Q(**{f"{relation}__starts_on__lte": day}) & kept
    return FilteredRelation(relation, condition=held)


def _is_full(day: date) -> Case:
    sharing = Stay.objects.on(day).filter(place=OuterRef("pk")).order_by().values("place")
    households = Subquery(sharing.annotate(number=Count("pk")).values("number"))
    persons = Subquery(sharing.annotate(number=Sum("persons")).values("number"))
    return Case(
        When(
            max_households__gt=1,
            then=Q(max_households__lte=Coalesce(households, 0))
            | Q(max_persons__lte=Coalesce(persons, 0)),
        ),
        default=Q(stay_then__isnull=False),
        output_field=BooleanField(),
    )


def usable(places: QuerySet[Place], *, on: date) -> QuerySet[Place]:
    """Return the places somebody can sleep in on a day: ready, within their dates, form open."""
    closed = closures(on=on)
    return places.filter(
        Q(available_until=None) | Q(available_until__gt=on),
        state=PlaceState.READY,
        available_from__lte=on,
    ).exclude(Q(form__in=list(closed.forms)) | Q(kind__in=list(closed.kinds)))


def free(places: QuerySet[Place], *, on: date) -> QuerySet[Place]:
    """Return the usable places nobody lives in on a day."""
    return usable(places, on=on).filter(is_taken=False)


def get_place(pk: int, *, on: date) -> Place:
    """Return one place with its state on a day, or raise NotFound."""
    place = places_on(on).filter(pk=pk).first()
    if place is None:
        raise NotFound(pk)
    return place


def place_called(reference: str) -> Place | None:
    """Return the place somebody typed the reference of, however the capitals; None: unknown."""
    typed = reference.strip()
    exact = Place.objects.filter(reference=typed).first()
    return exact or Place.objects.filter(reference__iexact=typed).first()


def places_by_reference(references: Iterable[str]) -> dict[str, Place]:
    """Return the named places with the few facts a proposal shows of them, by reference."""
    places = Place.objects.filter(reference__in=list(references)).select_related("dwelling__area")
    shown = places.only(
        *("reference", "form", "kind", "max_persons", "rent_cents"),
        *("dwelling", "dwelling__area__name"),
    )
    return {place.reference: place for place in shown}


def contingents() -> QuerySet[Contingent]:
    """Return the contingents opened so far, in order."""
    return Contingent.objects.all()
