"""The demo's reception places: all three forms, every state, most of them lived in."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eenplan.housing.enums import PlaceKind as K, PlaceState as S, ProviderKind, ReceptionForm as F
from eenplan.housing.models import (
    Contingent,
    Dwelling,
    Inspection,
    Offer,
    Place,
    PlaceStatus,
    Provider,
)
from eenplan.housing.selectors import months_after
from eenplan.housing.services import taken_over_rows
from eenplan.journeys.demo.town import DemoTown
from eenplan.organisation.models import Norm
from eenplan.organisation.norms import NORMS

PLACES_PER_HOUSEHOLD = 0.225
FEWEST = 30
KEPT_FREE = 0.27  # of all places: ready and empty


@dataclass(frozen=True)
class _Sort:
    """One sort of place: its letters, form, how many of ninety, sizes, monthly rents, provider."""

    letters: str
    form: F
    of_ninety: int
    sizes: tuple[int, ...]
    rents: tuple[int, ...]
    provider: str
    provided_by: ProviderKind = ProviderKind.PERSON


SORTS = {
    K.WHOLE_DWELLING: _Sort(
        "PAND", F.OWN_MANAGED, 33, (3, 4, 4, 5, 5, 6, 7), (0, 0, 150, 300, 450), "particulier {}"
    ),
    K.SOCIAL_DWELLING: _Sort(
        "OCMW", F.OWN_MANAGED, 18, (2, 3, 4, 4, 5, 6), (0,), "OCMW", ProviderKind.OWN
    ),
    K.HOTEL_ROOM: _Sort(
        *("HOTEL", F.OWN_MANAGED, 18, (1, 2, 2, 3), (900, 1050), "Hotel De Halte"),
        ProviderKind.ORGANISATION,
    ),
    K.STUDIO: _Sort("STUDIO", F.OWN_MANAGED, 10, (1, 2, 2), (250, 380), "particulier {}"),
    K.SHARED_HOUSE: _Sort(
        *("GEDEELD", F.COLLECTIVE, 4, (8, 10, 12, 15), (0,), "congregatie {}"),
        ProviderKind.ORGANISATION,
    ),
    K.ROOM_IN_HOUSEHOLD: _Sort("GEZIN", F.HOST_FAMILY, 8, (1, 2, 2, 3), (0,), "gastgezin {}"),
}
SEEN = {S.TO_CLEAN, S.TO_REFRESH, S.TO_RENOVATE, S.READY, S.CLOSED}
STATES = {
    S.NOT_INSPECTED: 5,
    S.OFFERED: 3,
    S.TO_CLEAN: 4,
    S.TO_REFRESH: 3,
    S.TO_RENOVATE: 3,
    S.CLOSED: 2,
}
NOTES = {
    S.NOT_INSPECTED: "Afspraak voor plaatsbezoek gevraagd.",
    S.TO_CLEAN: "Poetsploeg verwittigd.",
    S.TO_REFRESH: "Schilderwerk gepland.",
    S.TO_RENOVATE: "Dak en elektriciteit na te kijken.",
    S.CLOSED: "Aanbod ingetrokken door de eigenaar.",
}


@dataclass
class Slot:
    """A ready place while the demo is drawn: until when it was used."""

    place: Place
    used_until: date


@dataclass
class Rooms:
    """The ready places that demo households live in now, and those that stay free tonight."""

    to_fill: dict[int, list[Slot]] = field(default_factory=dict)  # by number of beds
    kept_free: list[Slot] = field(default_factory=list)

    def take(self, persons: int, *, pets: bool, step_free: bool) -> Place | None:
        """Return the smallest place that suits a household and is lived in by nobody."""
        for size in sorted(size for size in self.to_fill if size >= persons):
            for position, slot in enumerate(self.to_fill[size][:40]):
                place = slot.place
                if place.pets_allowed >= pets and place.step_free >= step_free:
                    del self.to_fill[size][position]
                    return place
        return None

    def borrow(self, persons: int, start: date, end: date, rng: Random) -> Place | None:
        """Return a place that was free between two days in the past, and mark it used."""
        for slot in rng.sample(self.kept_free, k=min(12, len(self.kept_free))):
            if slot.place.max_persons >= persons and slot.used_until <= start:
                slot.used_until = end
                return slot.place
        return None


def make_places(count: int, town: DemoTown, rng: Random, *, on: date) -> Rooms:
    """Write the places for a number of households with their states; return the ready ones."""
    total = max(FEWEST, round(count * PLACES_PER_HOUSEHOLD))
    places = _draw_places(total, town, rng, on)
    states = _draw_states(places, rng)
    for model, rows in (
        (Provider, {id(place.offer.provider): place.offer.provider for place in places}.values()),
        (Offer, [place.offer for place in places]),
        (Dwelling, [place.dwelling for place in places]),
    ):
        model.objects.bulk_create(rows, batch_size=2000)
    Place.objects.bulk_create(places, batch_size=2000)
    statuses = [
        row for p, state in zip(places, states, strict=True) for row in _history(p, state, on)
    ]
    PlaceStatus.objects.bulk_create(statuses, batch_size=4000)
    seen = [p for p, state in zip(places, states, strict=True) if state in SEEN]
    Inspection.objects.bulk_create(
        [row for place in seen for row in _approved(place, on)], batch_size=2000
    )
    ready = [
        place
        for place, state in zip(places, states, strict=True)
        if state == S.READY and place.form != F.HOST_FAMILY and place.available_from <= on
    ]
    return _rooms(ready, kept_free=round(total * KEPT_FREE))


def _draw_places(total: int, town: DemoTown, rng: Random, on: date) -> list[Place]:
    shares = {kind: max(1, round(sort.of_ninety * total / 90)) for kind, sort in SORTS.items()}
    kinds = [kind for kind, share in shares.items() for _ in range(share)]
    kinds += [K.WHOLE_DWELLING] * (total - len(kinds))
    numbers: Counter[str] = Counter()
    providers: dict[str, Provider] = {}
    drawn = [_draw_place(kind, numbers, town, rng, on) for kind in sorted(kinds[:total])]
    for place in drawn:  # one provider may offer several places
        offer = place.offer
        offer.provider = providers.setdefault(offer.provider.name, offer.provider)
    return drawn


def _draw_place(kind: K, numbers: Counter, town: DemoTown, rng: Random, on: date) -> Place:
    sort = SORTS[kind]
    numbers[sort.letters] += 1
    number = numbers[sort.letters]
    beds = rng.choice(sort.sizes)
    home = town.draw_address(rng.randrange(len(town.areas)), rng)
    available_from = on - timedelta(days=rng.randint(30, 240))
    if rng.random() < 0.06:
        available_from = on + timedelta(days=rng.randint(3, 40))
    is_open_ended = rng.random() < 0.6
    place = Place(
        reference=f"{sort.letters}-D{number:02d}",
        form=sort.form,
        kind=kind,
        max_persons=beds,
        bedrooms=max(1, (beds + 1) // 2),
        available_from=available_from,
        available_until=None if is_open_ended else on + timedelta(days=rng.randint(60, 500)),
        rent_cents=rng.choice(sort.rents) * 100,
        step_free=rng.random() < 0.3,
        pets_allowed=rng.random() < 0.5,
    )
    confirmed_on = on - timedelta(days=rng.choice((1, 4, 9, 16, 24, 35, 50)))
    offer = Offer(
        provider=Provider(name=sort.provider.format(number), kind=sort.provided_by),
        received_on=min(available_from, confirmed_on) - timedelta(days=28),
        confirmed_on=confirmed_on,
    )
    place.dwelling = Dwelling(
        offer=offer,
        address="{street} {house_number}, {postcode} {place}".format(**home),
        longitude=home["longitude"],
        latitude=home["latitude"],
        area=home["area"],
    )
    return place


def _draw_states(places: list[Place], rng: Random) -> list[S]:
    """Return a state per place: each that is not ready in its share of ninety, at least once."""
    states = [
        state
        for state, of_ninety in STATES.items()
        for _ in range(max(1, round(of_ninety * len(places) / 90)))
    ]
    states += [S.READY] * (len(places) - len(states))
    rng.shuffle(states)
    return states


def _history(place: Place, state: S, on: date) -> list[PlaceStatus]:
    """Return the states a place went through until the present one."""
    offered = min(place.available_from, on) - timedelta(days=28)
    path = {
        S.OFFERED: [S.OFFERED],
        S.NOT_INSPECTED: [S.OFFERED, S.NOT_INSPECTED],
    }.get(state, [S.OFFERED, S.NOT_INSPECTED, state])
    starts = [offered + timedelta(days=9 * step) for step in range(len(path))]
    return [
        PlaceStatus(place=place, state=step, starts_on=start, ends_on=end, note=note)
        for step, start, end, note in zip(
            path,
            starts,
            [*starts[1:], None],
            [*("" for _ in path[1:]), NOTES.get(state, "")],
            strict=True,
        )
    ]


def _approved(place: Place, on: date) -> list[Inspection]:
    """Return the approval a place got before its present state; it still counts today."""
    seen_on = min(place.available_from, on) - timedelta(days=19)
    return taken_over_rows(
        [place.dwelling],
        on=seen_on,
        valid_until=months_after(on, 3 + place.dwelling_id % 9),
        note="Nagekeken door de stad voor de start van Eenplan.",
    )


def _rooms(ready: list[Place], *, kept_free: int) -> Rooms:
    """Return the ready places, every third or fourth of which stays free, whatever its sort."""
    rooms = Rooms()
    step = max(2, round(len(ready) / max(1, kept_free)))
    for position, place in enumerate(ready):
        slot = Slot(place, used_until=place.available_from)
        if position % step == 0:
            rooms.kept_free.append(slot)
        else:
            rooms.to_fill.setdefault(place.max_persons, []).append(slot)
    return rooms


def open_contingents(on: date) -> None:
    """Write three contingents opened one after another, and the budget granted for each."""
    families = int(NORMS["contingent_families"].default)
    budget = NORMS["contingent_budget"].default
    days = [on - timedelta(days=ago) for ago in (225, 150, 40)]
    Contingent.objects.bulk_create(
        Contingent(serial=serial, opened_on=day, families=families, budget_cents=budget * 100)
        for serial, day in enumerate(days, start=1)
    )
    Norm.objects.bulk_create(
        Norm(
            key="granted_budget",
            value=serial * budget,
            starts_on=day,
            reason=f"Besluit bij de opening van contingent {serial} (demo)",
        )
        for serial, day in enumerate(days[1:], start=2)
    )
