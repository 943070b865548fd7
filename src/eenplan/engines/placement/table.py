"""Households against places as columns: the same hard rules as `rules`, for thousands at once.

The sentences come from `rules`; tests hold both to the same answer for every pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import numpy as np

from eenplan.engines.assignment.model import FOREVER, BoolArray, IntArray
from eenplan.engines.placement.model import Household, Place
from eenplan.engines.placement.rules import form_closed, unconfirmed
from eenplan.engines.placement.windows import (
    Situation,
    Window,
    day,
    offered,
    stretches,
)

_EVER = Window(0, FOREVER)


@dataclass(eq=False)
class Table:
    """Every household (rows) against every place (columns).

    `refused` has one table per rule id (True = refused), `start` and `end` the possible stay in
    day numbers where no rule refuses.
    """

    situation: Situation
    households: Sequence[Household]
    places: Sequence[Place]
    refused: dict[str, BoolArray] = field(init=False)
    start: IntArray = field(init=False)
    end: IntArray = field(init=False)

    def __post_init__(self) -> None:
        on = self.situation.on.toordinal()
        self.persons = np.array([h.persons for h in self.households], dtype=np.int64)
        arrived = [h.arrived_on.toordinal() for h in self.households]
        self.earliest = np.maximum(on, np.array(arrived, dtype=np.int64))
        self.leaves = np.array(
            [day(h.stays_until, FOREVER) for h in self.households], dtype=np.int64
        )
        self.max_persons = np.array([p.max_persons for p in self.places], dtype=np.int64)
        self._tags = [p.tags for p in self.places] if self._uses_tags() else []
        self._with_tag: dict[str, BoolArray] = {}
        self._fill()

    def _uses_tags(self) -> bool:
        return any(h.wishes or h.vetoes for h in self.households)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of households and of places."""
        return len(self.households), len(self.places)

    def with_tag(self, tag: str) -> BoolArray:
        """Which places a wish or veto points at."""
        if tag not in self._with_tag:
            here = [tag in tags for tags in self._tags]
            self._with_tag[tag] = np.array(here, dtype=np.bool_)
        return self._with_tag[tag]

    @property
    def allowed(self) -> BoolArray:
        """Which pairs no rule refuses."""
        open_: BoolArray = np.ones(self.shape, dtype=np.bool_)
        for refused in self.refused.values():
            open_ &= ~refused
        return open_

    def _fill(self) -> None:
        households, places, situation = self.households, self.places, self.situation
        dates = self._dates_refused()
        self.start, self.end, possible = self._stays([offered(p) for p in places])
        self.refused = {
            "red-flow": self._of_household([h.unaccompanied_minor for h in households]),
            "form-open": self._of_place([form_closed(situation, p) is not None for p in places]),
            "inspected": self._of_place([p.state in ("OFFERED", "NOT_INSPECTED") for p in places]),
            "ready": self._of_place(
                [p.state.startswith("TO_") or p.state == "CLOSED" for p in places]
            ),
            "confirmed": self._of_place([unconfirmed(situation, p) is not None for p in places]),
            "available": dates,
            "free": self._occupied(dates, possible),
            "beds": self.persons[:, None] > self.max_persons[None, :],
            "step-free": self._of_household([h.step_free for h in households])
            & ~self._of_place([p.step_free for p in places]),
            "pets": self._of_household([h.pets for h in households])
            & ~self._of_place([p.pets_allowed for p in places]),
            "no-veto": self._vetoed(),
        }

    def _of_household(self, flags: list[bool]) -> BoolArray:
        return np.broadcast_to(np.array(flags, dtype=np.bool_)[:, None], self.shape)

    def _of_place(self, flags: list[bool]) -> BoolArray:
        return np.broadcast_to(np.array(flags, dtype=np.bool_)[None, :], self.shape)

    def _vetoed(self) -> BoolArray:
        refused = np.zeros(self.shape, dtype=np.bool_)
        for i, household in enumerate(self.households):
            for tag in household.vetoes:
                refused[i] |= self.with_tag(tag)
        return refused

    def _shortest(self, start: IntArray) -> IntArray:
        norm = self.situation.policy.shortest_stay_days
        shortest: IntArray = np.maximum(1, np.minimum(norm, self.leaves[:, None] - start))
        return shortest

    def _dates_refused(self) -> BoolArray:
        windows = [offered(p) for p in self.places]
        opens = np.array([w.start for w in windows], dtype=np.int64)[None, :]
        closes = np.array([w.end for w in windows], dtype=np.int64)[None, :]
        earliest = self.earliest[:, None]
        start = np.maximum(earliest, opens)
        late = opens > earliest + self.situation.horizon_days
        over = closes <= earliest
        gone = self.leaves[:, None] <= start
        return late | over | gone | (closes - start < self._shortest(start))

    def _stays(self, within: list[Window]) -> tuple[IntArray, IntArray, BoolArray]:
        """Start and end of the earliest stretch that is long enough, and where there is one."""
        start = np.zeros(self.shape, dtype=np.int64)
        end = np.zeros(self.shape, dtype=np.int64)
        found = np.zeros(self.shape, dtype=np.bool_)
        lists = [list(stretches(p, w)) for p, w in zip(self.places, within, strict=True)]
        nothing = Window(FOREVER, 0)
        earliest, leaves = self.earliest[:, None], self.leaves[:, None]
        for layer in zip_longest(*lists, fillvalue=nothing):
            opens = np.array([w.start for w in layer], dtype=np.int64)[None, :]
            closes = np.array([w.end for w in layer], dtype=np.int64)[None, :]
            first, last = np.maximum(earliest, opens), np.minimum(leaves, closes)
            good = (first <= earliest + self.situation.horizon_days) & ~found
            good &= last - first >= self._shortest(first)
            start[good], end[good] = first[good], last[good]
            found |= good
        return start, end, found

    def _occupied(self, dates: BoolArray, possible: BoolArray) -> BoolArray:
        has_stays = np.array([bool(p.occupied) for p in self.places], dtype=np.bool_)[None, :]
        refused = ~possible & ~dates & has_stays
        if (dates & has_stays).any():
            start, end, anyhow = self._stays([_EVER] * len(self.places))
            refused |= ~anyhow & dates & has_stays
            start, end = np.where(dates, start, self.start), np.where(dates, end, self.end)
        else:
            start, end = self.start, self.end
        for column, place in enumerate(self.places):
            if place.max_households > 1 and place.occupied:
                refused[:, column] |= self._too_full(place, start[:, column], end[:, column])
        return refused

    def _too_full(self, place: Place, start: IntArray, end: IntArray) -> BoolArray:
        full = np.zeros(len(self.households), dtype=np.bool_)
        stays = [(s.start.toordinal(), day(s.end, FOREVER), s.persons) for s in place.occupied]
        for moment in (start, *(np.maximum(start, first) for first, _, _ in stays)):
            households = sum(((a <= moment) & (moment < b)).astype(np.int64) for a, b, _ in stays)
            people = sum(((a <= moment) & (moment < b)) * n for a, b, n in stays)
            over = households >= place.max_households
            over |= self.persons > np.maximum(0, place.max_persons - people)
            full |= over & (moment < end)
        return full
