"""Finding places: what each is good for on a day, the filters of the list, and its figures.

One queryset serves the tiles, the list, the map and the export, so that they cannot disagree.
"""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from eenplan.core.access import Actor
from eenplan.housing.enums import PlaceSituation as Situation, PlaceState
from eenplan.housing.models import Place, PlaceStatus, Stay
from eenplan.housing.selectors import places_on
from eenplan.organisation.selectors import closures
from eenplan.people.models import Household


def places_with_situation(day: date) -> QuerySet[Place]:
    """Return all places with `state`, `is_taken` and the one `situation` each is in on a day."""
    closed = closures(on=day)
    within_dates = Q(available_from__lte=day) & (
        Q(available_until=None) | Q(available_until__gt=day)
    )
    return places_on(day).annotate(
        situation=Case(
            When(is_taken=True, then=Value(Situation.TAKEN)),
            When(state=PlaceState.CLOSED, then=Value(Situation.WITHDRAWN)),
            When(
                Q(form__in=list(closed.forms)) | Q(kind__in=list(closed.kinds)),
                then=Value(Situation.FORM_CLOSED),
            ),
            When(within_dates, state=PlaceState.READY, then=Value(Situation.FREE)),
            default=Value(Situation.NOT_READY),
            output_field=CharField(),
        )
    )


def matching(places: QuerySet[Place], filters: dict) -> QuerySet[Place]:
    """Return the places that meet every filter of the list that is filled in."""
    exact = {
        "situation": filters.get("situatie"),
        "state": filters.get("toestand"),
        "form": filters.get("vorm"),
        "dwelling__area": filters.get("wijk"),
        "max_persons__gte": filters.get("personen"),
        "step_free": filters.get("drempelvrij"),
        "pets_allowed": filters.get("huisdieren"),
    }
    wanted = {field: value for field, value in exact.items() if value}
    return places.filter(**wanted).order_by("reference")


def count_by_area(day: date) -> dict[tuple[Situation, int], int]:
    """Return how many places are in each situation in each area (by id) on a day."""
    rows = places_with_situation(day).order_by().values_list("situation", "dwelling__area")
    return {
        (Situation(situation), area): number
        for situation, area, number in rows.annotate(number=Count("pk"))
    }


def count_by_situation(day: date) -> dict[Situation, int]:
    """Return how many places are in each situation on a day; together they are all places."""
    return in_all_areas(count_by_area(day))


def in_all_areas(counts: dict[tuple[Situation, int], int]) -> dict[Situation, int]:
    """Return the counts by area as counts of the whole town."""
    return {
        situation: sum(number for (found, _), number in counts.items() if found == situation)
        for situation in Situation
    }


def get_place_with_situation(pk: int, *, on: date) -> Place | None:
    """Return one place as it is on a day, or None."""
    found = places_with_situation(on).filter(pk=pk)
    return found.select_related("dwelling__area", "dwelling__offer__provider").first()


def states_of(place: Place) -> QuerySet[PlaceStatus]:
    """Return the states a place has been in, the present one first."""
    rows = place.statuses.select_related("set_by")
    return rows.order_by("-starts_on", "-pk")


def stays_in(place: Place, actor: Actor) -> QuerySet[Stay]:
    """Return the stays in a place, latest first, each saying if the actor may open its household.

    Of the others one learns that somebody lives there, not who.
    """
    visible = Household.objects.visible_to(actor).filter(pk=OuterRef("household"))
    rows = place.stays.select_related("household").annotate(is_visible=Exists(visible))
    return rows.order_by("-starts_on")
