"""Which state of a payment run may follow which. docs/reference/lifecycles.md is drawn from it."""

from eenplan.benefits.enums_money import RunState as S

RUN: dict[S, set[S]] = {
    S.OPEN: {S.FROZEN, S.CANCELLED},
    S.FROZEN: {S.APPROVED, S.CANCELLED},
    S.APPROVED: {S.EXPORTED, S.CANCELLED},
    S.EXPORTED: {S.ACKNOWLEDGED, S.SETTLED},
    S.ACKNOWLEDGED: {S.SETTLED},
    S.SETTLED: set(),
    S.CANCELLED: set(),
}
