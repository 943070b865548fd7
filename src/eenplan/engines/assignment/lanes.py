"""An offer in one of its modes is a lane: it has the capacity of the offer, but one lane opens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eenplan.engines.assignment.model import BoolArray, IntArray, Problem


@dataclass(frozen=True, eq=False)
class Lanes:
    """The lane of each option, and the offer and mode of each lane. Without modes: the offers."""

    of_option: IntArray
    offer: IntArray
    mode: IntArray

    def __len__(self) -> int:
        return len(self.offer)

    @property
    def moded(self) -> BoolArray:
        """Which lanes belong to an offer that is used in modes."""
        bound: BoolArray = self.mode > 0
        return bound


def lanes_of(problem: Problem) -> Lanes:
    """The lanes of the options, and one for every offer without options."""
    options, offers = problem.options, len(problem.offers)
    if options.mode is None:
        return Lanes(options.offer, np.arange(offers), np.zeros(offers, dtype=np.int64))
    width = len(options.modes)
    keys = options.offer * width + options.mode
    unused = np.ones(offers, dtype=np.bool_)
    unused[options.offer] = False
    lanes = np.unique(np.concatenate([keys, np.flatnonzero(unused) * width]))
    return Lanes(np.searchsorted(lanes, keys), lanes // width, lanes % width)
