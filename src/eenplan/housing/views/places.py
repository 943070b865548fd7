"""The places: the list with its tiles and map, and the page of one place."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.housing import searching
from eenplan.housing.enums import PlaceSituation as Situation, PlaceState
from eenplan.housing.forms import PlaceFilter, StateForm
from eenplan.housing.lifecycle import NEXT
from eenplan.housing.selectors.dwellings import may_see_addresses
from eenplan.organisation.selectors import closures
from eenplan.territory.maps import area_map
from eenplan.territory.selectors import areas_of, primary_division

COLUMNS = (
    Column("Kenmerk", lambda place: place.reference),
    Column("Opvangvorm", lambda place: place.get_form_display()),
    Column("Soort", lambda place: place.get_kind_display()),
    Column("Wijk", lambda place: place.area.name),
    Column("Personen", lambda place: place.max_persons),
    Column("Slaapkamers", lambda place: place.bedrooms),
    Column("Toestand", lambda place: PlaceState(place.state or PlaceState.OFFERED).label),
    Column("Vrij of bezet", lambda place: Situation(place.situation).label),
    Column("Vrij vanaf", lambda place: place.available_from),
    Column("Vrij tot", lambda place: place.available_until),
    Column("Huur per maand (euro)", lambda place: place.rent_cents / 100),
    Column("Drempelvrij", lambda place: place.step_free),
    Column("Huisdieren", lambda place: place.pets_allowed),
    Column("Laatst bevestigd", lambda place: place.offer.confirmed_on),
)
STATE_COLOURS = {PlaceState.READY: "good", PlaceState.CLOSED: "plain"}
LABELS = {**dict(PlaceState.choices), **dict(Situation.choices)}
TILES = {
    Situation.FREE: "home-check",
    Situation.TAKEN: "users",
    Situation.NOT_READY: "hourglass",
    Situation.FORM_CLOSED: "lock",
}


@dataclass(frozen=True)
class Tile:
    """A figure on top of a list, and the address of exactly the rows it counts."""

    label: str
    number: int
    icon: str
    address: str
    here: bool


@read_page(needs=Capability.HOUSING_VIEW)
def places(request: AppRequest):
    division = primary_division()
    areas = list(areas_of(division)) if division else []
    form = PlaceFilter(request.GET, areas=areas)
    form.is_valid()
    filters = form.cleaned_data
    day = filters.get("op") or request.actor.on
    by_area = searching.count_by_area(day)
    counts = searching.in_all_areas(by_area)
    page = {
        "form": form,
        "day": day,
        "tiles": _tiles(counts, filters),
        "withdrawn": _tile(Situation.WITHDRAWN, counts, filters, "x"),
        "total": sum(counts.values()),
        "map": lambda: _map(areas, filters, by_area),
        "colours": _colours(),
        "labels": LABELS,
    }
    rows = searching.matching(searching.places_with_situation(day), filters)
    return show_list(
        request,
        "housing/places.html",
        page,
        name="plaatsen",
        rows=rows,
        columns=COLUMNS,
        filters=form,
    )


def _tiles(counts: dict, filters: dict) -> list[Tile]:
    return [_tile(situation, counts, filters, icon) for situation, icon in TILES.items()]


def _tile(situation: Situation, counts: dict, filters: dict, icon: str) -> Tile:
    address = _list_address(filters, situatie=situation)
    here = filters.get("situatie") == situation
    return Tile(situation.label, counts[situation], icon, address, here)


def _list_address(filters: dict, **wanted) -> str:
    """Return the address of the list with these filters only, on the same day."""
    day = {"op": filters["op"].isoformat()} if filters.get("op") else {}
    return f"{reverse('housing:places')}?{urlencode({**wanted, **day})}"


def _map(areas: list, filters: dict, by_area: dict):
    """Return the map of free places; every number on it leads to the list it counts."""
    return area_map(
        areas,
        {area.pk: by_area.get((Situation.FREE, area.pk), 0) for area in areas},
        label="Vrije plaatsen per wijk",
        url=lambda area: _list_address(filters, situatie=Situation.FREE, wijk=area.pk),
        unit="vrij",
    )


def _colours() -> dict[str, str]:
    """Return the colour of each word; the word itself always stands beside it."""
    states = {str(state): STATE_COLOURS.get(state, "warn") for state in PlaceState}
    return states | {
        str(Situation.FREE): "good",
        str(Situation.TAKEN): "info",
        str(Situation.NOT_READY): "warn",
        str(Situation.FORM_CLOSED): "quiet",
        str(Situation.WITHDRAWN): "plain",
    }


@read_page(needs=Capability.HOUSING_VIEW)
def place(request: AppRequest, pk: int):
    return show_place(request, pk)


def show_place(request: AppRequest, pk: int, *, form: StateForm | None = None, status: int = 200):
    """Show one place, with the form for its next state to who may change it."""
    on = request.actor.on
    found = searching.get_place_with_situation(pk, on=on)
    if found is None:
        raise NotFound(pk)
    state = PlaceState(found.state or PlaceState.OFFERED)
    closed = closures(on=on).of(found.form, found.kind)
    page = {
        "place": found,
        "state": state,
        "situation": Situation(found.situation),
        "closed": closed,
        "shows_address": may_see_addresses(request.actor),
        "states": list(searching.states_of(found)),
        "stays": list(searching.stays_in(found, request.actor)),
        "form": form or _state_form(request, pk, state),
        "colours": _colours(),
    }
    return show(request, "housing/place.html", page, status=status)


def _state_form(request: AppRequest, pk: int, state: PlaceState) -> StateForm:
    """Return the form for the next state; a draft goes beside the state the page shows now."""
    page = reverse("housing:place", args=[pk])
    form = form_with_draft(request, StateForm, page=page, allowed=NEXT[state])
    form.initial["seen"] = state
    return form
