"""Who holds what, counted: households and minutes per worker, and the bounds of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from eenplan.engines.caseload.rebalance_model import CarriedLoad, Carrier, HeldCase, Limits


@dataclass(frozen=True, slots=True)
class Scale:
    """What a full-time worker of a team may carry at most, in minutes and in households."""

    minutes: Fraction
    households: Fraction


class Book:
    """The holder of each case, and what that adds up to. A change makes a new book.

    The ceiling of minutes is the mean of the team per full time, plus the tolerance, for the share
    somebody works. A team that holds more households than its norms allow has the mean number of
    households instead of the norm. Both are counted once, from the first book.
    """

    def __init__(
        self,
        carriers: Sequence[Carrier],
        cases: Sequence[HeldCase],
        limits: Limits,
        holder: Mapping[str, str | None] | None = None,
        scales: Mapping[str | None, Scale] | None = None,
    ) -> None:
        self.carriers = {carrier.id: carrier for carrier in carriers}
        self.cases = {case.id: case for case in cases}
        self.limits = limits
        first = {c.id: c.holder if c.holder in self.carriers else None for c in cases}
        self.holder: dict[str, str | None] = dict(holder) if holder is not None else first
        self._held: dict[str, list[HeldCase]] = {name: [] for name in self.carriers}
        for case in cases:
            if (name := self.holder.get(case.id)) is not None:
                self._held[name].append(case)
        self.scales = dict(scales) if scales is not None else self._team_scales()

    def _team_scales(self) -> dict[str | None, Scale]:
        minutes: dict[str | None, int] = defaultdict(int)
        households: dict[str | None, int] = defaultdict(int)
        shares: dict[str | None, Fraction] = defaultdict(Fraction)
        caps: dict[str | None, int] = defaultdict(int)
        for carrier in self.carriers.values():
            minutes[carrier.team] += carrier.elsewhere_minutes
            households[carrier.team] += carrier.elsewhere_households
            shares[carrier.team] += Fraction(carrier.fraction)
            caps[carrier.team] += self.limits.cap(carrier.fraction)
        for case in self.cases.values():
            minutes[case.team] += case.minutes
            households[case.team] += 1
        slack = Fraction(100 + self.limits.tolerance, 100)
        norm = Fraction(self.limits.norm_per_fte)
        return {
            team: Scale(
                minutes[team] / share * slack,
                max(norm, households[team] / share * slack)
                if households[team] > caps[team]
                else norm,
            )
            for team, share in shares.items()
            if share
        }

    def changed(self, holders: Mapping[str, str]) -> Book:
        """The book after some cases went to somebody."""
        return self._with(self.holder | dict(holders))

    def without(self, cases: Collection[str]) -> Book:
        """The book of what does not move: these cases are held by nobody."""
        return self._with({k: None if k in cases else v for k, v in self.holder.items()})

    def _with(self, holder: Mapping[str, str | None]) -> Book:
        carriers, cases = list(self.carriers.values()), list(self.cases.values())
        return Book(carriers, cases, self.limits, holder, self.scales)

    def held_by(self, carrier: str) -> list[HeldCase]:
        """The cases of the question that somebody holds."""
        return self._held[carrier]

    def bounds(self, name: str, *, taking: bool = False) -> CarriedLoad:
        """What somebody carries against the usual bounds, or those for taking on more."""
        carrier, held = self.carriers[name], self._held[name]
        fraction = Fraction(carrier.taking if taking else carrier.fraction)
        scale = self.scales.get(carrier.team, Scale(Fraction(0), Fraction(0)))
        return CarriedLoad(
            carrier=name,
            name=carrier.name,
            households=carrier.elsewhere_households + len(held),
            cap=floor(fraction * self.limits.norm_per_fte),
            most=floor(fraction * scale.households),
            minutes=carrier.elsewhere_minutes + sum(case.minutes for case in held),
            ceiling=floor(fraction * scale.minutes),
        )

    def loads(self) -> tuple[CarriedLoad, ...]:
        """What everybody carries, by id."""
        return tuple(self.bounds(name) for name in sorted(self.carriers))

    def room(self, name: str) -> float:
        """The share of what somebody may take on that is still free, 0.0 when nothing is."""
        load = self.bounds(name, taking=True)
        if load.households >= load.most or load.minutes >= load.ceiling:
            return 0.0
        free = 1 - load.households / load.most
        return min(free, 1 - load.minutes / load.ceiling)

    def fewest_to_give(self, name: str, free: Sequence[HeldCase]) -> int:
        """How many of the free cases, heaviest first, somebody has to give to be within bounds."""
        load = self.bounds(name)
        minutes, given = load.minutes, 0
        for case in free:
            if load.households - given <= load.most and minutes <= load.ceiling:
                break
            minutes, given = minutes - case.minutes, given + 1
        return given
