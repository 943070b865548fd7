"""The last look at a plan before anything comes of it."""

from __future__ import annotations

from eenplan.engines.assignment.verify import verify as verify_kernel
from eenplan.engines.placement.batch import Planned
from eenplan.engines.placement.houses import told


def verify(found: Planned) -> tuple[str, ...]:
    """Everything that is wrong with a plan, in sentences; empty when it may be carried out.

    Shares no code with the solver; asks every rule again, and who would live with whom.
    """
    kernel = found.plan.kernel
    return (
        *verify_kernel(found.problem, kernel),
        *told(found.problem, kernel.assignments),
        *_evicted(found),
    )


def _evicted(found: Planned) -> list[str]:
    """Nobody is put out of a place where they could stay."""
    placed = {p.household for p in found.plan.placements}
    table, homes = found.table, {p.id: u for u, p in enumerate(found.table.places)}
    allowed = table.allowed
    return [
        f"{h.id} zou {h.lives_in} moeten verlaten zonder andere plaats"
        for i, h in enumerate(table.households)
        if h.id not in placed and h.lives_in in homes and allowed[i, homes[h.lives_in]]
    ]
