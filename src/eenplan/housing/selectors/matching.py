"""Places and policy as the placement engine sees them; households: seekers.py."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import QuerySet

from eenplan.engines import placement
from eenplan.housing.enums import Composition, HoldKind, PlaceKind, PlaceState, ReceptionForm
from eenplan.housing.models import Place, PlaceStatus, Stay
from eenplan.housing.selectors.inspections import last_approvals
from eenplan.housing.selectors.people import people_checked_until
from eenplan.housing.selectors.seekers import makeups_of
from eenplan.housing.selectors.stages import held_offers
from eenplan.organisation.selectors import Closed, closures, norms_on

MODES = {
    Composition.ANYBODY: "",
    Composition.WOMEN: "women",
    Composition.FAMILIES: "families",
    Composition.MEN: "men",
}
ENGINE_COLUMNS = (
    *("pk", "reference", "form", "kind", "max_persons", "bedrooms", "max_households"),
    *("available_from", "available_until", "step_free", "pets_allowed", "rent_cents"),
    *("dwelling_id", "dwelling__area__name", "dwelling__composition"),
    *("dwelling__longitude", "dwelling__latitude"),
    *("dwelling__offer_id", "dwelling__offer__provider_id", "dwelling__offer__confirmed_on"),
    *("dwelling__offer__separate_room", "dwelling__offer__smoking_allowed"),
    *("dwelling__offer__children_welcome", "dwelling__offer__wishes"),
)
NOT_SEEN = (PlaceState.OFFERED, PlaceState.NOT_INSPECTED)
HOLDS = {kind: kind.lower() for kind in HoldKind}


def policy_on(day: date) -> placement.Policy:
    """Return the placement norms in force on a day, as the engine wants them."""
    closed = closures(on=day)
    return placement.policy_from(
        {key: row.value for key, row in norms_on(day).items()},
        forms_closed=_closures(closed.forms),
        kinds_closed=_closures(closed.kinds),
        version=day.isoformat(),
    )


def _closures(decisions: dict[str, Closed]) -> dict[str, placement.Closure]:
    return {what: placement.Closure(found.since, found.reason) for what, found in decisions.items()}


def place_facts(places: QuerySet[Place], *, on: date) -> list[placement.Place]:
    """Return places as the engine sees them, with the stays from `on` that are agreed.

    A few queries for the columns the engine looks at; nothing else of a place is loaded, least of
    all the borders of its area. A place nobody gave a state counts as offered.
    """
    states = dict(PlaceStatus.objects.on(on).filter(place__in=places).values_list("place", "state"))
    agreed, gates = _Agreed(places, on), _Gates(places, on)
    return [
        placement.Place(
            id=row.reference,
            label=row.reference,
            form=row.form,
            kind=row.kind,
            area=row.dwelling__area__name,
            max_persons=row.max_persons,
            bedrooms=row.bedrooms,
            state=gates.state(row, states.get(row.pk, PlaceState.OFFERED)),
            available_from=row.available_from,
            available_until=row.available_until,
            step_free=row.step_free,
            pets_allowed=row.pets_allowed,
            rent_eur_month=row.rent_cents // 100,
            occupied=agreed.in_place(row.pk),
            confirmed_on=row.dwelling__offer__confirmed_on,
            max_households=row.max_households,
            provider=str(row.dwelling__offer__provider_id),
            **gates.facts(row),
            own_room=row.dwelling__offer__separate_room,
            children_welcome=row.dwelling__offer__children_welcome,
            smoking=row.dwelling__offer__smoking_allowed,
            features=frozenset(row.dwelling__offer__wishes),
            dwelling=str(row.dwelling_id),
            shared_dwelling=row.kind == PlaceKind.SHARED_HOUSE,
            mode=MODES[row.dwelling__composition],
            neighbours=agreed.beside(row.pk, row.dwelling_id),
            at=_point(row),
        )
        for row in places.values_list(*ENGINE_COLUMNS, named=True)
    ]


def _point(row) -> placement.Point | None:
    if row.dwelling__longitude is None or row.dwelling__latitude is None:
        return None
    return placement.Point(row.dwelling__longitude, row.dwelling__latitude)


class _Gates:
    """What stands in the way of a stay apart from the place: holds, the dwelling, the people."""

    def __init__(self, places: QuerySet[Place], on: date):
        self.holds, self.approvals = held_offers(on), last_approvals(on)
        hosts = places.filter(form=ReceptionForm.HOST_FAMILY).values_list("pk", flat=True)
        self.people = people_checked_until(hosts, on)

    def state(self, row, state: str) -> str:
        """A place nobody approved is not inspected, whatever its own state says."""
        if state in NOT_SEEN or row.dwelling_id in self.approvals:
            return state
        return PlaceState.NOT_INSPECTED

    def facts(self, row) -> dict:
        hold = self.holds.get(row.dwelling__offer_id)
        last = self.people.get(row.pk)
        return {
            "offer": HOLDS[hold.kind] if hold else "live",
            "paused_until": hold.ends_on if hold else None,
            "inspected_until": self.approvals.get(row.dwelling_id),
            "people_checked": row.pk not in self.people or last is not None,
            "people_checked_until": last + timedelta(days=1) if last else None,
        }


class _Agreed:
    """The stays that are agreed; of those in a house that is shared also who stays there."""

    def __init__(self, places: QuerySet[Place], on: date):
        self.stays: dict[int, list[placement.Stay]] = defaultdict(list)
        self.shared: dict[int, dict[int, list[placement.Stay]]] = defaultdict(dict)
        columns = ("place", "starts_on", "ends_on", "persons")
        stays = Stay.objects.lasting_beyond(on).order_by("starts_on")
        alone = stays.filter(place__in=places).exclude(place__kind=PlaceKind.SHARED_HOUSE)
        for place, *when in alone.values_list(*columns):
            self.stays[place].append(placement.Stay(*when))
        houses = places.filter(kind=PlaceKind.SHARED_HOUSE).values("dwelling")
        together = list(
            stays.filter(place__dwelling__in=houses)
            .select_related("household", "place")
            .only(
                *("starts_on", "ends_on", "persons", "place__dwelling"),
                *("household__year", "household__serial"),
            )
        )
        who = makeups_of({stay.household_id for stay in together}, on=on)
        for stay in together:
            seen = placement.Stay(
                stay.starts_on,
                stay.ends_on,
                stay.persons,
                stay.household.number,
                who[stay.household_id],
            )
            self.stays[stay.place_id].append(seen)
            self.shared[stay.place.dwelling_id].setdefault(stay.place_id, []).append(seen)

    def in_place(self, place: int) -> tuple[placement.Stay, ...]:
        return tuple(self.stays.get(place, ()))

    def beside(self, place: int, dwelling: int) -> tuple[placement.Stay, ...]:
        """The stays in the other units of a shared house."""
        units = self.shared.get(dwelling)
        if not units:
            return ()
        return tuple(stay for unit, stays in units.items() if unit != place for stay in stays)


def places_to_propose(*, on: date) -> list[placement.Place]:
    """Return the places a proposal looks at, as the engine sees them: all but the withdrawn."""
    everything = place_facts(Place.objects.known_on(on).order_by("reference"), on=on)
    return [place for place in everything if place.state != PlaceState.CLOSED]
