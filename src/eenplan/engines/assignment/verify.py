"""An independent check of a plan, run before anything is committed.

It shares no code with the solver on purpose: it reads the problem and the plan, walks day by day
and asks every rule again.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from eenplan.engines.assignment.model import KEEP, Offer, Problem
from eenplan.engines.assignment.plan import Assignment, Plan
from eenplan.engines.assignment.verify_sides import broken_sides


def verify(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Everything that is wrong with the plan, one sentence each; empty when it may be committed."""
    requests = {request.id for request in problem.requests}
    offers = {offer.id for offer in problem.offers}
    known = [a for a in plan.assignments if a.request in requests and a.offer in offers]
    strangers = [a for a in plan.assignments if a.request not in requests or a.offer not in offers]
    return (
        *(f"{a.request} -> {a.offer}: unknown request or offer" for a in strangers),
        *_split_or_lost(problem, plan),
        *_broken_rules(problem, known),
        *_not_offered(problem, known),
        *_overfull(problem, known),
        *broken_sides(problem, known),
        *_wrong_sums(problem, plan),
    )


def _split_or_lost(problem: Problem, plan: Plan) -> list[str]:
    times = Counter(a.request for a in plan.assignments)
    times.update(plan.unplaced)
    expected = {request.id for request in problem.requests}
    more = [f"{name}: appears {n} times" for name, n in times.items() if n > 1]
    lost = [f"{name}: missing from the plan" for name in sorted(expected - set(times))]
    strange = [f"{name}: not a request" for name in plan.unplaced if name not in expected]
    return more + lost + strange


def _broken_rules(problem: Problem, assignments: list[Assignment]) -> list[str]:
    requests = {r.id: r.facts for r in problem.requests}
    offers = {o.id: o.facts for o in problem.offers}
    found: list[str] = []
    for a in assignments:
        for rule in problem.rules:
            sentence = rule.test(requests[a.request], offers[a.offer])
            if sentence is not None:
                found.append(f"{a.request} -> {a.offer}: {rule.id}: {sentence}")
    return found


def _not_offered(problem: Problem, assignments: list[Assignment]) -> list[str]:
    """Assignments that are not one of the options, or claim other points than the option had."""
    position = {request.id: i for i, request in enumerate(problem.requests)}
    owner = problem.options.request
    wanted = np.array([position[a.request] for a in assignments], dtype=np.int64)
    first, last = np.searchsorted(owner, wanted), np.searchsorted(owner, wanted, side="right")
    found: list[str] = []
    for a, low, high in zip(assignments, first.tolist(), last.tolist(), strict=True):
        if not any(_same_option(problem, k, a) for k in range(low, high)):
            found.append(f"{a.request} -> {a.offer}: not an option of this problem")
    return found


def _same_option(problem: Problem, k: int, a: Assignment) -> bool:
    table = problem.options
    if int(table.start[k]) != a.start or problem.offers[int(table.offer[k])].id != a.offer:
        return False
    request = problem.requests[int(table.request[k])]
    parts = {name: int(column[k]) for name, column in table.parts.items()}
    if problem.sides.current and problem.sides.current.get(request.id) == a.offer:
        parts[KEEP] = problem.sides.keep_bonus
    claimed = (a.end, a.base, dict(a.parts), dict(a.uses), a.mode, a.cost)
    offered = (
        int(table.end[k]),
        request.base,
        parts,
        {name: int(table.uses[i][k]) for i, name in enumerate(table.dimensions)},
        "" if table.mode is None else table.modes[int(table.mode[k])],
        0 if table.cost is None else int(table.cost[k]),
    )
    return claimed == offered


def _overfull(problem: Problem, assignments: list[Assignment]) -> list[str]:
    found: list[str] = []
    per_offer: dict[str, list[Assignment]] = {}
    for a in assignments:
        per_offer.setdefault(a.offer, []).append(a)
    for offer in problem.offers:
        here = per_offer.get(offer.id, [])
        found.extend(
            f"{a.request} -> {offer.id}: outside the dates of the offer"
            for a in here
            if a.start < offer.opens or a.end > offer.closes
        )
        if here:
            found.extend(_overfull_moments(offer, here))
    return found


def _overfull_moments(offer: Offer, here: list[Assignment]) -> list[str]:
    found: list[str] = []
    moments = {a.start for a in here} | {b.start for b in offer.bookings}
    taken = [(a.start, a.end, a.uses) for a in here]
    taken += [(b.start, b.end, b.uses) for b in offer.bookings]
    for dimension, capacity in offer.capacity.items():
        for moment in sorted(moments):
            inside = [uses for start, end, uses in taken if start <= moment < end]
            used = sum(uses.get(dimension, 0) for uses in inside)
            # Bookings that were already too many are not this plan's doing.
            ours = [a for a in here if a.start <= moment < a.end and a.uses.get(dimension, 0)]
            if used > capacity and ours:
                found.append(f"{offer.id}: {used} {dimension} of {capacity} from {moment}")
    return found


def _wrong_sums(problem: Problem, plan: Plan) -> list[str]:
    found: list[str] = []
    total = sum(a.base + sum(a.parts.values()) for a in plan.assignments)
    if total != plan.objective:
        found.append(f"objective is {total}, the plan says {plan.objective}")
    if plan.bound < plan.objective:
        found.append(f"bound {plan.bound} is below the objective {plan.objective}")
    if dict(plan.rule_versions) != {rule.id: rule.version for rule in problem.rules}:
        found.append("the plan was made with other versions of the rules")
    if plan.seed != problem.seed:
        found.append("the plan was made with another seed")
    if plan.spent != sum(a.cost for a in plan.assignments):
        found.append("the plan says it costs something else")
    if plan.inputs_hash != problem.inputs_hash:
        found.append("the plan was made for other input")
    return found
