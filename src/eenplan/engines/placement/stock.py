"""The places as columns, prepared once and asked again for every household.

Nothing in it depends on the day or on a household, so that one evening's stock answers everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

import numpy as np

from eenplan.engines.assignment.model import FOREVER, BoolArray, FloatArray, IntArray
from eenplan.engines.assignment.plan import Prices
from eenplan.engines.placement.model import HOST, MODES, Household, Place, Stay
from eenplan.engines.placement.windows import Window, day, offered, stretches

NOTHING = Window(FOREVER, 0)
BIT = {mode: 1 << n for n, mode in enumerate(MODES)}
ALL_MODES = sum(BIT.values())


@dataclass(eq=False)
class Stock:
    """Places in their order, with a column per fact; made of a list by `stock_of`."""

    places: Sequence[Place]
    _with_tag: dict[str, BoolArray] = field(init=False, default_factory=dict)
    _priced: tuple[Prices, dict[str, IntArray]] | None = field(init=False, default=None)

    def __len__(self) -> int:
        return len(self.places)

    def flags(self, test: Callable[[Place], object]) -> BoolArray:
        """Which places pass a test."""
        found = (bool(test(place)) for place in self.places)
        return np.fromiter(found, dtype=np.bool_, count=len(self))

    def numbers(self, value: Callable[[Place], int]) -> IntArray:
        """One whole number per place."""
        return np.fromiter(map(value, self.places), dtype=np.int64, count=len(self))

    def days(self, test: Iterable[object]) -> IntArray:
        """Dates as day numbers; FOREVER where there is none."""
        numbers = (day(value, FOREVER) for value in test)  # type: ignore[arg-type]
        return np.fromiter(numbers, dtype=np.int64, count=len(self))

    @cached_property
    def max_persons(self) -> IntArray:
        return self.numbers(lambda p: p.max_persons)

    @cached_property
    def bedrooms(self) -> IntArray:
        """Bedrooms; -1 where nobody counted them."""
        return self.numbers(lambda p: -1 if p.bedrooms is None else p.bedrooms)

    @cached_property
    def rents(self) -> IntArray:
        return self.numbers(lambda p: p.rent_eur_month)

    @cached_property
    def several(self) -> BoolArray:
        """Where several households share one unit."""
        return self.flags(lambda p: p.max_households > 1)

    @cached_property
    def shared(self) -> BoolArray:
        return self.flags(lambda p: p.is_shared)

    @cached_property
    def host(self) -> BoolArray:
        return self.flags(lambda p: p.form == HOST)

    @cached_property
    def step_free(self) -> BoolArray:
        return self.flags(lambda p: p.step_free)

    @cached_property
    def pets(self) -> BoolArray:
        return self.flags(lambda p: p.pets_allowed)

    @cached_property
    def smoking(self) -> BoolArray:
        return self.flags(lambda p: p.smoking)

    @cached_property
    def no_children(self) -> BoolArray:
        return self.flags(lambda p: not p.children_welcome)

    @cached_property
    def no_room(self) -> BoolArray:
        return self.flags(lambda p: p.form == HOST and p.own_room is False)

    @cached_property
    def men_or_unknown_hosts(self) -> BoolArray:
        return self.flags(lambda p: p.form == HOST and p.hosts in ("men", "unknown"))

    @cached_property
    def unseen(self) -> BoolArray:
        return self.flags(lambda p: p.state in ("OFFERED", "NOT_INSPECTED"))

    @cached_property
    def not_ready(self) -> BoolArray:
        return self.flags(lambda p: p.state.startswith("TO_") or p.state == "CLOSED")

    @cached_property
    def not_live(self) -> BoolArray:
        """Offers nobody may be proposed on any day."""
        return self.flags(
            lambda p: p.offer != "live" and not (p.offer == "paused" and p.paused_until)
        )

    @cached_property
    def paused_until(self) -> IntArray:
        """The first day after a pause; 0 without one."""
        return self.numbers(lambda p: day(p.paused_until, 0) if p.offer == "paused" else 0)

    @cached_property
    def inspected_until(self) -> IntArray:
        return self.days(p.inspected_until for p in self.places)

    @cached_property
    def people_until(self) -> IntArray:
        """From when on the people of a host family are not checked: 0 if they never were."""

        def until(place: Place) -> int:
            if place.form != HOST:
                return FOREVER
            return 0 if place.people_checked is False else day(place.people_checked_until, FOREVER)

        return self.numbers(until)

    @cached_property
    def confirmed_on(self) -> IntArray:
        return self.days(p.confirmed_on for p in self.places)

    @cached_property
    def occupied(self) -> BoolArray:
        return self.flags(lambda p: p.occupied)

    @cached_property
    def offered(self) -> tuple[IntArray, IntArray]:
        """From when until when each place is offered."""
        windows = [offered(p) for p in self.places]
        return _columns(windows)

    @cached_property
    def free_layers(self) -> list[tuple[IntArray, IntArray]]:
        """The free stretches of every place, the first of each in the first layer."""
        return self.layers([offered(p) for p in self.places])

    @cached_property
    def ever_layers(self) -> list[tuple[IntArray, IntArray]]:
        """The free stretches of every place if it were offered at all times."""
        return self.layers([Window(0, FOREVER)] * len(self))

    @cached_property
    def lived_in(self) -> IntArray:
        """The positions of places that several share, in which somebody lives."""
        return np.flatnonzero(self.several & self.occupied)

    @cached_property
    def numbers_of_households(self) -> IntArray:
        return self.numbers(lambda p: p.max_households)

    @cached_property
    def stay_layers(self) -> list[tuple[IntArray, IntArray, IntArray]]:
        """Start, end and persons of the agreed stays in the places of `lived_in`."""
        lists = [
            [(s.start.toordinal(), day(s.end, FOREVER), s.persons) for s in self.places[u].occupied]
            for u in self.lived_in.tolist()
        ]
        layers = zip_longest(*lists, fillvalue=(FOREVER, 0, 0))
        tables = (np.array(layer, dtype=np.int64) for layer in layers)
        return [(table[:, 0], table[:, 1], table[:, 2]) for table in tables]

    def layers(self, within: Sequence[Window]) -> list[tuple[IntArray, IntArray]]:
        """The free stretches of every place within a window."""
        lists = [list(stretches(p, w)) for p, w in zip(self.places, within, strict=True)]
        return [_columns(layer) for layer in zip_longest(*lists, fillvalue=NOTHING)]

    @cached_property
    def by_name(self) -> IntArray:
        """The rank of each place when they are sorted by id."""
        order = sorted(range(len(self)), key=lambda u: self.places[u].id)
        rank = np.empty(len(self), dtype=np.int64)
        rank[order] = np.arange(len(self))
        return rank

    def with_tag(self, tag: str) -> BoolArray:
        """Which places a wish or veto points at."""
        if tag not in self._with_tag:
            what, _, value = tag.partition(":")
            column = self._tag_columns.get(what)
            self._with_tag[tag] = (
                column == value if column is not None else np.zeros(len(self), dtype=np.bool_)
            )
        return self._with_tag[tag]

    def with_feature(self, name: str) -> BoolArray:
        """Which places have something that would help."""
        tag = f"feature:{name}"
        if tag not in self._with_tag:
            self._with_tag[tag] = self.flags(lambda p: name in p.features)
        return self._with_tag[tag]

    def codes(self, what: str) -> IntArray:
        """A number per place, the same for places of one area or house."""
        found: IntArray = np.unique(self._tag_columns[what], return_inverse=True)[1]
        return found

    @cached_property
    def _tag_columns(self) -> dict[str, np.ndarray]:
        return {
            "place": np.array([p.id for p in self.places], dtype=np.str_),
            "area": np.array([p.area for p in self.places], dtype=np.str_),
            "form": np.array([p.form for p in self.places], dtype=np.str_),
            "kind": np.array([p.kind for p in self.places], dtype=np.str_),
            "provider": np.array([p.provider for p in self.places], dtype=np.str_),
            "house": np.array([p.house for p in self.places], dtype=np.str_),
        }

    def price_rows(self, prices: Prices, mode: str = "") -> IntArray:
        """The row of each place in a table of prices, -1 where the plan did not see it."""
        if self._priced is None or self._priced[0] is not prices:
            self._priced = prices, {}
        rows = self._priced[1]
        if mode not in rows:
            rows[mode] = self.numbers(lambda p: prices.row_of(p.id, mode))
        return rows[mode]

    @cached_property
    def at(self) -> tuple[FloatArray, FloatArray]:
        """Longitude and latitude; nan where a place is not on the map."""
        nowhere = (np.nan, np.nan)
        points = np.array([p.at or nowhere for p in self.places], dtype=np.float64)
        columns = points.reshape(len(self), 2)
        return columns[:, 0], columns[:, 1]

    @cached_property
    def houses(self) -> IntArray:
        """The positions of shared houses where it matters who moves in."""
        return np.flatnonzero(self.shared & ~self.host)

    @cached_property
    def house_modes(self) -> tuple[IntArray, list[tuple[IntArray, IntArray]]]:
        """Per shared house whom it is for, as bits, and layers of (end, modes) of residents."""
        houses = [self.places[u] for u in self.houses.tolist()]
        own = np.array([BIT.get(p.mode, ALL_MODES) for p in houses], dtype=np.int64)
        lists = [[(day(s.end, FOREVER), stay_bits(s)) for s in p.residents] for p in houses]
        layers = zip_longest(*lists, fillvalue=(0, ALL_MODES))
        return own, [_columns(layer) for layer in layers]

    @cached_property
    def homes(self) -> dict[str, list[tuple[int, int]]]:
        """Per household that lives somewhere: the places of that house, and until when."""
        found: dict[str, list[tuple[int, int]]] = {}
        for u, place in enumerate(self.places):
            for stay in place.residents:
                if stay.household:
                    found.setdefault(stay.household, []).append((u, day(stay.end, FOREVER)))
        return found


def _columns(pairs: Iterable[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    both = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


def mode_bits(household: Household) -> int:
    """The modes a household may live in, as bits."""
    return sum(BIT[mode] for mode in household.modes)


def stay_bits(stay: Stay) -> int:
    """The modes a resident leaves open, as bits; one of whom nothing is known shuts no door."""
    makeup = None if stay.makeup == "unknown" else stay.makeup
    return mode_bits(Household("", 1, stay.start, makeup=makeup))


def stock_of(places: Sequence[Place] | Stock) -> Stock:
    """The places as columns; a stock that was prepared before is used as it is."""
    return places if isinstance(places, Stock) else Stock(places)
