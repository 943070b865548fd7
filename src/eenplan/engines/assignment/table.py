"""All permitted options of a question as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eenplan.engines.assignment.entities import (
    BoolArray,
    IntArray,
    InvalidProblem,
    Offer,
    Option,
    Request,
)


@dataclass(frozen=True, eq=False)
class Options:
    """All permitted options as columns, sorted by request then offer; a row is an option's name.

    `request` and `offer` are positions in the problem's tuples, `uses` has one row per dimension,
    `parts` one column per named score part. `mode` is a position in `modes` (of which the first
    is "", no mode); without it no offer has modes. Without `cost` everything is free.
    """

    dimensions: tuple[str, ...]
    request: IntArray
    offer: IntArray
    start: IntArray
    end: IntArray
    uses: IntArray
    parts: Mapping[str, IntArray]
    cost: IntArray | None = None
    mode: IntArray | None = None
    modes: tuple[str, ...] = ("",)

    def __len__(self) -> int:
        return len(self.request)

    @cached_property
    def quality(self) -> IntArray:
        """The sum of the score parts of each option, in points."""
        total = np.zeros(len(self), dtype=np.int64)
        for column in self.parts.values():
            total += column
        return total

    def only(self, rows: IntArray | BoolArray) -> Options:
        """The same table with the given rows."""
        return Options(
            self.dimensions,
            self.request[rows],
            self.offer[rows],
            self.start[rows],
            self.end[rows],
            self.uses[:, rows],
            {name: column[rows] for name, column in self.parts.items()},
            None if self.cost is None else self.cost[rows],
            None if self.mode is None else self.mode[rows],
            self.modes,
        )

    def cost_of(self, row: int) -> int:
        """What one option costs."""
        return 0 if self.cost is None else int(self.cost[row])

    def mode_of(self, row: int) -> str:
        """The mode of one option, "" for none."""
        return "" if self.mode is None else self.modes[int(self.mode[row])]

    def check(self, requests: int, offers: int) -> None:
        """Raise InvalidProblem when options are out of order, of nobody, empty or negative."""
        if not len(self):
            return
        keys = self.request * max(offers, 1) + self.offer
        problems = {
            "options are not sorted by request and offer": bool((np.diff(keys) < 0).any()),
            "option of an unknown request": not 0
            <= self.request.min()
            <= self.request.max()
            < requests,
            "option of an unknown offer": not 0 <= self.offer.min() <= self.offer.max() < offers,
            "option without duration": bool((self.start >= self.end).any()),
            "option that uses less than nothing": bool((self.uses < 0).any()),
            "option that costs less than nothing": self.cost is not None
            and bool((self.cost < 0).any()),
        }
        for sentence, wrong in problems.items():
            if wrong:
                raise InvalidProblem(sentence)
        self._check_modes(offers)

    def _check_modes(self, offers: int) -> None:
        if self.mode is None:
            return
        if not 0 <= self.mode.min() <= self.mode.max() < len(self.modes) or self.modes[0]:
            raise InvalidProblem("option with an unknown mode")
        free, bound = np.zeros(offers, dtype=np.bool_), np.zeros(offers, dtype=np.bool_)
        free[self.offer[self.mode == 0]] = True
        bound[self.offer[self.mode > 0]] = True
        if (free & bound).any():
            raise InvalidProblem("an offer has options with and without a mode")


def options_from(
    requests: Sequence[Request], offers: Sequence[Offer], rows: Iterable[Option]
) -> Options:
    """The option table of a list of options; convenient for small questions.

    Raises InvalidProblem for an option of an unknown request or offer.
    """
    request_at = {request.id: i for i, request in enumerate(requests)}
    offer_at = {offer.id: i for i, offer in enumerate(offers)}
    listed = list(rows)
    for option in listed:
        if option.request not in request_at or option.offer not in offer_at:
            raise InvalidProblem(
                f"option of unknown request or offer: {option.request} / {option.offer}"
            )
    listed.sort(key=lambda o: (request_at[o.request], offer_at[o.offer], o.start, o.end, o.mode))
    dimensions = tuple(sorted({d for offer in offers for d in offer.capacity}))
    names = sorted({name for option in listed for name in option.parts})
    modes = ("", *sorted({option.mode for option in listed} - {""}))

    def column(values: Iterable[int]) -> IntArray:
        return np.fromiter(values, dtype=np.int64, count=len(listed))

    return Options(
        dimensions,
        column(request_at[o.request] for o in listed),
        column(offer_at[o.offer] for o in listed),
        column(o.start for o in listed),
        column(o.end for o in listed),
        np.array([[o.uses.get(d, 0) for o in listed] for d in dimensions], dtype=np.int64).reshape(
            len(dimensions), len(listed)
        ),
        {name: column(o.parts.get(name, 0) for o in listed) for name in names},
        column(o.cost for o in listed) if any(o.cost for o in listed) else None,
        column(modes.index(o.mode) for o in listed) if len(modes) > 1 else None,
        modes,
    )
