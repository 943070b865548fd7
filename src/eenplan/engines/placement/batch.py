"""A group of households at once: who goes where, who waits and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from eenplan.engines.assignment.baseline import first_come
from eenplan.engines.assignment.model import FOREVER, Problem
from eenplan.engines.assignment.plan import Assignment, Plan
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve
from eenplan.engines.assignment.timeline import prepare
from eenplan.engines.placement.match import rule_counts
from eenplan.engines.placement.model import Household, Place, Policy
from eenplan.engines.placement.outcome import FirstCome, Placement, PlacementPlan, Waiting
from eenplan.engines.placement.problem import problem_of
from eenplan.engines.placement.scoring import in_words
from eenplan.engines.placement.table import Table
from eenplan.engines.placement.windows import Situation
from eenplan.engines.placement.words import RED_FLOW, SUITABLE_BUT_TAKEN


def plan(
    households: Sequence[Household],
    places: Sequence[Place],
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
    situation = Situation(on, horizon_days, policy)
    problem, table = problem_of(households, places, situation, seed)
    ready = prepare(problem)
    kernel = solve(problem, effort, ready)
    persons = {household.id: household.persons for household in households}
    placements = tuple(_placement(a, kernel, persons, policy) for a in kernel.assignments)
    return PlacementPlan(
        on=on,
        placements=placements,
        unplaced=_waiting(problem, table, kernel),
        listed=Counter((place.state, place.form) for place in places),
        objective=kernel.objective,
        bound=kernel.bound,
        gap=kernel.gap,
        persons=sum(placement.persons for placement in placements),
        first_come=(
            _first_come("first", first_come(problem, "first", ready), persons),
            _first_come("best", first_come(problem, "best", ready), persons),
        ),
        kernel=kernel,
    )


def _placement(a: Assignment, kernel: Plan, persons: dict[str, int], policy: Policy) -> Placement:
    prices = kernel.prices
    return Placement(
        household=a.request,
        place=a.offer,
        start=date.fromordinal(a.start),
        until=None if a.end >= FOREVER else date.fromordinal(a.end),
        persons=persons[a.request],
        base=a.base,
        pressure=prices.pressure(a.offer, a.start, a.end, a.uses) if prices else 0,
        parts=in_words(a.parts, policy.weights),
    )


def _waiting(problem: Problem, table: Table, kernel: Plan) -> tuple[Waiting, ...]:
    waiting = [problem.request_at[name] for name in kernel.unplaced]
    suitable = np.bincount(problem.options.request, minlength=len(problem.requests))
    found = []
    for row in waiting:
        household = table.households[row]
        count = int(suitable[row])
        rules = rule_counts(table, row, problem.rules)
        reason = _reason(household, count, rules[0].sentence if rules else "")
        found.append(Waiting(household.id, household.persons, count, rules, reason))
    return tuple(found)


def _reason(household: Household, suitable: int, most_blocking: str) -> str:
    if household.unaccompanied_minor:
        return RED_FLOW
    if suitable:
        return SUITABLE_BUT_TAKEN
    return most_blocking or "Er zijn geen plaatsen"


def _first_come(fit: str, kernel: Plan, persons: dict[str, int]) -> FirstCome:
    placed = [a.request for a in kernel.assignments]
    return FirstCome(fit, len(placed), sum(persons[name] for name in placed), kernel.objective)
