"""What one search for a plan keeps: the bound so far, the plans tried, and when it is enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from eenplan.engines.assignment.exact import Left
from eenplan.engines.assignment.model import IntArray
from eenplan.engines.assignment.outcome import worth
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.timeline import Prepared


@dataclass(eq=False)
class Attempt:
    """One search: how much work it may be, the bound so far, and the plans tried by name."""

    prepared: Prepared
    work: Effort
    left: Left | None = None
    tries: dict[str, IntArray] = field(default_factory=dict)
    bound: int = field(init=False)

    def used(self, share: float) -> Left:
        """Which part is gone of a share of the seconds that are left now; none without seconds."""
        if (left := self.left) is None:
            return lambda: 0.0
        began = left()
        return lambda: (began - left()) / max(1e-3, share * began)

    def enough_for(self, share: float) -> Callable[[float], bool]:
        """Enough, or a share of the seconds that are left now is gone."""
        used = self.used(share)
        return lambda worth: self.enough(worth) or used() >= 1

    def seconds(self) -> float | None:
        """The seconds that are left; None when effort is counted."""
        return None if self.left is None else self.left()

    def part(self, share: float) -> float | None:
        """A share of the seconds that are left."""
        return None if self.left is None else share * self.left()

    def standing(self, picks: IntArray) -> float:
        """The value of a plan, far less when somebody is missing or a floor is not reached."""
        prepared = self.prepared
        served = picks >= 0
        dear = 3.0 * float(np.abs(prepared.usable.value).max(initial=1))
        missing = float((prepared.must & ~served).sum())
        missing += float(np.maximum(prepared.floors @ served, 0.0).sum())
        return worth(prepared.usable, picks) - dear * missing

    def enough(self, value: float) -> bool:
        """Whether a plan of this value is near enough to the bound, or the time is over."""
        if self.left is not None and self.left() <= 0:
            return True
        return value >= self.bound - max(0.5, self.work.gap * abs(self.bound))
