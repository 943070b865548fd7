"""What would change: fix somebody, leave something out, or add a place, and solve again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from eenplan.engines.assignment.entities import Offer, Option
from eenplan.engines.assignment.model import (
    IntArray,
    Link,
    Lock,
    Options,
    Problem,
    Sides,
    options_from,
)
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody for whom the other plan is different: where before, where after (None: waits)."""

    request: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class WhatIf:
    """The other plan, who moves, and how many points it loses against the first (below 0: gains).

    `proven`: the loss is exact, because both plans are proven best.
    """

    problem: Problem
    plan: Plan
    changes: tuple[Change, ...]
    value_lost: int
    proven: bool


def what_if(
    problem: Problem,
    plan: Plan,
    *,
    lock: Iterable[Lock] = (),
    without: Collection[str] = (),
    add: Iterable[tuple[Offer, Iterable[Option]]] = (),
    effort: str | Effort = "normal",
) -> WhatIf:
    """The plan with these locks, without these requests or offers, with these offers added.

    It starts from the prices of the present plan. Raises KeyError for an unknown request or offer
    and Infeasible, with the smallest set of locks to drop, when the locks cannot all hold.
    """
    changed = _without(problem, frozenset(without))
    changed = _with(changed, list(add))
    sides = changed.sides
    locks = list(lock)
    named = {item.request for item in locks}
    kept = tuple(old for old in sides.locks if old.request not in named)
    changed = replace(changed, sides=replace(sides, locks=(*kept, *locks)))
    found = solve(changed, effort, warm=plan.prices)
    return WhatIf(
        changed,
        found,
        _changes(plan, found, frozenset(without)),
        plan.objective - found.objective,
        plan.gap == 0 and found.gap == 0,
    )


def _changes(before: Plan, after: Plan, without: frozenset[str]) -> tuple[Change, ...]:
    """Who has another place; who was left out altogether is no change."""
    old = {a.request: a.offer for a in before.assignments}
    new = {a.request: a.offer for a in after.assignments}
    names = [name for name in (*old, *sorted(set(new) - set(old))) if name not in without]
    return tuple(
        Change(name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def _without(problem: Problem, names: frozenset[str]) -> Problem:
    if strange := sorted(names - set(problem.request_at) - set(problem.offer_at)):
        raise KeyError(strange[0])
    if not names:
        return problem
    keep_request = np.array([r.id not in names for r in problem.requests], dtype=np.bool_)
    keep_offer = np.array([o.id not in names for o in problem.offers], dtype=np.bool_)
    options = problem.options
    table = options.only(keep_request[options.request] & keep_offer[options.offer])
    renumbered = replace(
        table,
        request=(np.cumsum(keep_request) - 1)[table.request],
        offer=(np.cumsum(keep_offer) - 1)[table.offer],
    )
    return replace(
        problem,
        requests=tuple(r for r in problem.requests if r.id not in names),
        offers=tuple(o for o in problem.offers if o.id not in names),
        options=renumbered,
        sides=_sides_without(problem.sides, names),
    )


def _sides_without(sides: Sides, names: frozenset[str]) -> Sides:
    left = [tuple(name for name in link.requests if name not in names) for link in sides.links]
    return replace(
        sides,
        links=tuple(Link(members) for members in left if len(members) > 1),
        locks=tuple(x for x in sides.locks if x.request not in names and x.offer not in names),
        current={r: o for r, o in sides.current.items() if r not in names},
    )


def _with(problem: Problem, add: list[tuple[Offer, Iterable[Option]]]) -> Problem:
    """The question with more offers; their options join the table."""
    if not add:
        return problem
    offers = (*problem.offers, *(offer for offer, _ in add))
    fresh = options_from(problem.requests, offers, [o for _, rows in add for o in rows])
    return replace(problem, offers=offers, options=_joined(problem.options, fresh))


def _joined(old: Options, new: Options) -> Options:
    """Two tables as one, sorted again; a dimension or score part only one knows is 0 elsewhere."""
    dimensions = tuple(sorted({*old.dimensions, *new.dimensions}))
    names = tuple(dict.fromkeys((*old.parts, *new.parts)))
    modes = ("", *sorted({*old.modes, *new.modes} - {""}))
    order = np.lexsort(
        (
            np.concatenate([old.start, new.start]),
            np.concatenate([old.offer, new.offer]),
            np.concatenate([old.request, new.request]),
        )
    )

    def both(mine: IntArray, others: IntArray) -> IntArray:
        joined: IntArray = np.concatenate([mine, others])[order]
        return joined

    def used(table: Options, dimension: str) -> IntArray:
        if dimension not in table.dimensions:
            return np.zeros(len(table), dtype=np.int64)
        column: IntArray = table.uses[table.dimensions.index(dimension)]
        return column

    def part(table: Options, name: str) -> IntArray:
        return table.parts.get(name, np.zeros(len(table), dtype=np.int64))

    def mode(table: Options) -> IntArray:
        if table.mode is None:
            return np.zeros(len(table), dtype=np.int64)
        numbers = np.array([modes.index(name) for name in table.modes], dtype=np.int64)
        renumbered: IntArray = numbers[table.mode]
        return renumbered

    def cost(table: Options) -> IntArray:
        return np.zeros(len(table), dtype=np.int64) if table.cost is None else table.cost

    priced = old.cost is not None or new.cost is not None
    return Options(
        dimensions,
        both(old.request, new.request),
        both(old.offer, new.offer),
        both(old.start, new.start),
        both(old.end, new.end),
        np.stack([both(used(old, d), used(new, d)) for d in dimensions]),
        {name: both(part(old, name), part(new, name)) for name in names},
        both(cost(old), cost(new)) if priced else None,
        both(mode(old), mode(new)) if len(modes) > 1 else None,
        modes,
    )
