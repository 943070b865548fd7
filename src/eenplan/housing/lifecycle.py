"""Which state of a place may follow which. docs/reference/lifecycles.md is drawn from it."""

from eenplan.housing.enums import PlaceState as S

WORK = {S.TO_CLEAN, S.TO_REFRESH, S.TO_RENOVATE}

NEXT: dict[S, set[S]] = {
    S.OFFERED: {S.NOT_INSPECTED, S.CLOSED},
    S.NOT_INSPECTED: {S.READY, *WORK, S.CLOSED},
    S.TO_CLEAN: {S.READY, S.TO_REFRESH, S.TO_RENOVATE, S.CLOSED},
    S.TO_REFRESH: {S.READY, S.TO_CLEAN, S.TO_RENOVATE, S.CLOSED},
    S.TO_RENOVATE: {S.READY, S.TO_CLEAN, S.TO_REFRESH, S.NOT_INSPECTED, S.CLOSED},
    S.READY: {*WORK, S.NOT_INSPECTED, S.CLOSED},
    S.CLOSED: {S.OFFERED},
}
