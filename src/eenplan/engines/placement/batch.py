"""A group of households at once: who goes where, who waits and why.

Whoever lives somewhere already (`lives_in`) is planned anew with the others: few move, for staying
earns points, and nobody who can stay is left without a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from eenplan.engines.assignment.baseline import first_come
from eenplan.engines.assignment.model import FOREVER, Link, Lock, Problem
from eenplan.engines.assignment.plan import Assignment, Plan
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.stays import without_putting_out
from eenplan.engines.placement.fairness import fairness_of, solve_fairly
from eenplan.engines.placement.match import rule_counts
from eenplan.engines.placement.model import Household, Place, Policy
from eenplan.engines.placement.outcome import (
    Apart,
    FirstCome,
    Move,
    Placement,
    PlacementPlan,
    Waiting,
)
from eenplan.engines.placement.problem import problem_of
from eenplan.engines.placement.scoring import in_words
from eenplan.engines.placement.stock import Stock, stock_of
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import LINK_GAVE_WAY, LINK_WAITS, RED_FLOW, SUITABLE_BUT_TAKEN


@dataclass(frozen=True)
class Asked:
    """Everything one plan is made of; the same question always gives the same plan."""

    households: tuple[Household, ...]
    places: tuple[Place, ...]
    policy: Policy
    on: date
    horizon_days: int = 0
    effort: str | Effort = "normal"
    seed: int = 0
    locks: tuple[Lock, ...] = ()
    prefer: Mapping[str, str] = field(default_factory=dict)
    nearness: int = 5  # points for what an earlier proposal said: enough to decide between equals
    must: frozenset[str] = frozenset()  # households that must get a place

    @property
    def situation(self) -> Situation:
        """The day, how long a household can wait, and the norms."""
        return Situation(self.on, self.horizon_days, self.policy)


@dataclass(frozen=True, eq=False)
class Planned:
    """A plan with the question and the tables behind it, to ask it why."""

    asked: Asked
    problem: Problem
    table: Table
    plan: PlacementPlan

    @cached_property
    def by_household(self) -> dict[str, Placement]:
        """The placement of each household that has one."""
        return {placement.household: placement for placement in self.plan.placements}

    @cached_property
    def holders(self) -> dict[str, list[tuple[str, int, int]]]:
        """Who has each place in the plan, from when until when."""
        found: dict[str, list[tuple[str, int, int]]] = {}
        for a in self.plan.kernel.assignments:
            found.setdefault(a.offer, []).append((a.request, a.start, a.end))
        return found


def plan(
    households: Sequence[Household],
    places: Sequence[Place] | Stock,
    policy: Policy,
    on: date,
    horizon_days: int = 0,
    effort: str | Effort = "normal",
    seed: int = 0,
) -> PlacementPlan:
    """A proposal for all these households together.

    A stay may start up to `horizon_days` after the household needs it. The plan is never worth
    less than first come first served on the same input. Raises InvalidProblem when the id of a
    household or a place is used twice.
    """
    stock = tuple(stock_of(places).places)
    asked = Asked(tuple(households), stock, policy, on, horizon_days, effort, seed)
    return planned(asked).plan


def planned(asked: Asked) -> Planned:
    """The plan for a question, with what is needed to explain it."""
    fair = asked.policy.floor_percent > 0
    problem, table = problem_of(
        asked.households,
        asked.places,
        asked.situation,
        asked.seed,
        asked.locks,
        fair=fair,
        prefer=asked.prefer,
        nearness=asked.nearness,
        must=asked.must,
    )
    solved, apart = without_putting_out(problem, lambda one: solve_fairly(one, asked.effort))
    kernel, households = solved.plan, {h.id: h for h in asked.households}
    placements = tuple(
        _placement(a, kernel, households[a.request], asked.policy) for a in kernel.assignments
    )
    rivals = (first_come(solved.problem, fit, solved.ready) for fit in ("first", "best"))
    found = PlacementPlan(
        on=asked.on,
        placements=placements,
        unplaced=_waiting(solved.problem, table, kernel, apart),
        listed=Counter((place.state, place.form) for place in asked.places),
        objective=kernel.objective,
        bound=kernel.bound,
        gap=kernel.gap,
        persons=sum(placement.persons for placement in placements),
        first_come=tuple(
            _first_come(fit, rival, households)
            for fit, rival in zip(("first", "best"), rivals, strict=True)
        ),
        kernel=kernel,
        moves=_moves(asked, kernel),
        apart=tuple(Apart(link.requests, LINK_GAVE_WAY) for link in apart),
        fairness=fairness_of(solved, asked.policy.floor_percent) if fair else None,
    )
    return Planned(asked, solved.problem, table, found)


def _placement(a: Assignment, kernel: Plan, household: Household, policy: Policy) -> Placement:
    prices = kernel.prices
    return Placement(
        household=a.request,
        place=a.offer,
        start=date.fromordinal(a.start),
        until=None if a.end >= FOREVER else date.fromordinal(a.end),
        persons=household.persons,
        base=a.base,
        pressure=prices.pressure(a.offer, a.start, a.end, a.uses) if prices else 0,
        parts=in_words(a.parts, policy.weights, household),
    )


def _moves(asked: Asked, kernel: Plan) -> tuple[Move, ...]:
    now = {a.request: a.offer for a in kernel.assignments}
    lived = ((h.id, h.lives_in) for h in asked.households if h.lives_in)
    return tuple(Move(name, left, now.get(name)) for name, left in lived if now.get(name) != left)


def _waiting(
    problem: Problem, table: Table, kernel: Plan, apart: tuple[Link, ...]
) -> tuple[Waiting, ...]:
    allowed, links = table.allowed.sum(axis=1), (*problem.sides.links, *apart)
    found = []
    for name in kernel.unplaced:
        row = problem.request_at[name]
        household, count = table.households[row], int(allowed[row])
        rules = rule_counts(table, row, problem.rules)
        linked = any(name in link.requests for link in links)
        reason = _reason(household, count, linked, rules[0].sentence if rules else "")
        found.append(Waiting(household.id, household.persons, count, rules, reason))
    return tuple(found)


def _reason(household: Household, suitable: int, linked: bool, most_blocking: str) -> str:
    if household.unaccompanied_minor:
        return RED_FLOW
    if suitable and linked:
        return LINK_WAITS
    if suitable:
        return SUITABLE_BUT_TAKEN
    return most_blocking or "Er zijn geen plaatsen"


def _first_come(fit: str, kernel: Plan, households: Mapping[str, Household]) -> FirstCome:
    placed = [a.request for a in kernel.assignments]
    persons = sum(households[name].persons for name in placed)
    return FirstCome(fit, len(placed), persons, kernel.objective)
