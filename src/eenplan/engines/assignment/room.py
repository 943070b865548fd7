"""What stands in the way of one more in an offer: who would have to leave, or what ties it down."""

from __future__ import annotations

from eenplan.engines.assignment.model import Problem, Refusal
from eenplan.engines.assignment.plan import Assignment, Plan


def displaced(problem: Problem, plan: Plan, wanted: Assignment) -> tuple[Assignment, ...]:
    """Who would have to leave an offer for this: the other modes, and then the least valuable.

    Nobody when there is room beside them.
    """
    here = [a for a in plan.assignments if a.offer == wanted.offer and a.request != wanted.request]
    gone = [a for a in here if a.mode != wanted.mode]
    others = [a for a in here if a.mode == wanted.mode]
    meets = [a for a in others if a.start < wanted.end and wanted.start < a.end]
    for a in sorted(meets, key=lambda other: (other.value, other.request)):
        if _fits(problem, wanted, others):
            break
        others.remove(a)
        gone.append(a)
    return tuple(gone)


def _fits(problem: Problem, wanted: Assignment, others: list[Assignment]) -> bool:
    offer = problem.offers[problem.offer_at[wanted.offer]]
    taken = [(a.start, a.end, a.uses) for a in others]
    taken += [(b.start, b.end, b.uses) for b in offer.bookings]
    starts = [start for start, _, _ in taken if wanted.start < start < wanted.end]
    for moment in (wanted.start, *starts):
        inside = [uses for start, end, uses in taken if start <= moment < end]
        for dimension, needed in wanted.uses.items():
            used = sum(uses.get(dimension, 0) for uses in inside)
            if needed and used + needed > offer.capacity.get(dimension, 0):
                return False
    return True


def tied(problem: Problem, request: str, offer: str) -> Refusal | None:
    """The decision or link that forbids this offer whatever the others do; None when none does."""
    for lock in problem.sides.locks:
        if lock.request == request and lock.offer != offer:
            return Refusal("lock", f"Ligt vast op {lock.offer}", "beslissing van een persoon")
    group = _group(problem, problem.offer_at[offer])
    for link in problem.sides.links:
        if request in link.requests:
            for mate in link.requests:
                rows = problem.rows_of(problem.request_at[mate])
                groups = {_group(problem, int(problem.options.offer[k])) for k in rows}
                if group not in groups:
                    sentence = f"Hoort samen met {mate}, voor wie hier in de buurt geen plaats is"
                    return Refusal("link", sentence, "gezinnen die samen blijven")
    return None


def _group(problem: Problem, position: int) -> str:
    offer = problem.offers[position]
    return offer.group or f"alone: {offer.id}"
