"""Households against places as columns: the same hard rules as `rules`, for thousands at once.

The sentences come from `rules`; tests hold both to the same answer for every pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from eenplan.engines.assignment.model import FOREVER, BoolArray, IntArray
from eenplan.engines.placement.columns import COLUMNS
from eenplan.engines.placement.model import Household, Place
from eenplan.engines.placement.rules import SPECS, refusal
from eenplan.engines.placement.stock import ALL_MODES, Stock, mode_bits
from eenplan.engines.placement.windows import Situation, day, staying


@dataclass(eq=False)
class Table:
    """Every household (rows) against every place (columns).

    `refused` has one table per rule id (True = refused), `start` and `end` the possible stay in
    day numbers where no rule refuses, `first` the day of moving in as the rules see it.
    """

    situation: Situation
    households: Sequence[Household]
    stock: Stock
    refused: dict[str, BoolArray] = field(init=False)
    start: IntArray = field(init=False)
    end: IntArray = field(init=False)
    first: IntArray = field(init=False)

    def __post_init__(self) -> None:
        on = self.situation.on.toordinal()
        self.persons = np.array([h.persons for h in self.households], dtype=np.int64)
        arrived = [h.arrived_on.toordinal() for h in self.households]
        self.earliest = np.maximum(on, np.array(arrived, dtype=np.int64))
        self.leaves = np.array(
            [day(h.stays_until, FOREVER) for h in self.households], dtype=np.int64
        )
        self.bits = np.array([mode_bits(h) for h in self.households], dtype=np.int64)
        opens, _ = self.stock.offered
        self.start, self.end, self.possible = self.stays(self.stock.free_layers)
        arriving = np.maximum(self.earliest[:, None], opens[None, :])
        self.first = np.where(self.possible, self.start, arriving)
        self.refused = {spec.id: COLUMNS[spec.id](self) for spec in SPECS}
        self._ask_less_of_who_lives_there()

    @property
    def places(self) -> Sequence[Place]:
        """The places, in the order of the columns."""
        return self.stock.places

    @property
    def shape(self) -> tuple[int, int]:
        """Number of households and of places."""
        return len(self.households), len(self.stock)

    @property
    def allowed(self) -> BoolArray:
        """Which pairs no rule refuses."""
        open_: BoolArray = np.ones(self.shape, dtype=np.bool_)
        for refused in self.refused.values():
            open_ &= ~refused
        return open_

    def bits_of_pair(self, rows: IntArray, columns: IntArray) -> IntArray:
        """For whom a shared place can be when this household moves in, as bits per pair."""
        left = np.full(len(self.stock), ALL_MODES, dtype=np.int64)
        own, layers = self.stock.house_modes
        left[self.stock.houses] = own
        bits: IntArray = left[columns] & self.bits[rows]
        at = np.full(len(self.stock), -1, dtype=np.int64)
        at[self.stock.houses] = np.arange(len(self.stock.houses))
        inside = np.flatnonzero(at[columns] >= 0)
        house, first = at[columns[inside]], self.first[rows[inside], columns[inside]]
        for ends, modes in layers:
            stays = ends[house] > first
            bits[inside] = np.where(stays, bits[inside] & modes[house], bits[inside])
        return bits

    def shortest(self, start: IntArray) -> IntArray:
        """How many days a stay from `start` must last at least."""
        norm = self.situation.policy.shortest_stay_days
        shortest: IntArray = np.maximum(1, np.minimum(norm, self.leaves[:, None] - start))
        return shortest

    def stays(
        self, layers: Sequence[tuple[IntArray, IntArray]]
    ) -> tuple[IntArray, IntArray, BoolArray]:
        """Start and end of the earliest stretch that is long enough, and where there is one."""
        start = np.zeros(self.shape, dtype=np.int64)
        end = np.zeros(self.shape, dtype=np.int64)
        found = np.zeros(self.shape, dtype=np.bool_)
        earliest, leaves = self.earliest[:, None], self.leaves[:, None]
        for opens, closes in layers:
            first, last = np.maximum(earliest, opens), np.minimum(leaves, closes)
            good = (first <= earliest + self.situation.horizon_days) & ~found
            good &= last - first >= self.shortest(first)
            start[good], end[good] = first[good], last[good]
            found |= good
        return start, end, found

    def _ask_less_of_who_lives_there(self) -> None:
        """Who has a place may stay in it: few pairs, so the rules themselves are asked."""
        lives = {h.lives_in: i for i, h in enumerate(self.households) if h.lives_in}
        if not lives:
            return
        self.refused = {name: np.array(column) for name, column in self.refused.items()}
        homes = {p.id: u for u, p in enumerate(self.places)}
        for i, household in enumerate(self.households):
            u = homes.get(household.lives_in or "")
            if u is None:
                continue
            for spec in SPECS:
                answer = refusal(spec, self.situation, household, self.places[u])
                self.refused[spec.id][i, u] = answer is not None
            own = staying(self.situation, household, self.places[u])
            self.start[i, u], self.end[i, u] = own.start, max(own.end, own.start + 1)
