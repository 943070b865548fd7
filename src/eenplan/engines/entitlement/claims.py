"""Decisions in a month of which the State pays a part, one row each.

`day` is the first day of that month on which there was aid.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum

import numpy as np

from eenplan.engines.entitlement.numbers import Numbers

UNSAID = -1


class Centre(IntEnum):
    """The bracket of a centre, by its number of beneficiaries."""

    BASE = 0
    FROM_500 = 1
    FROM_1000 = 2


class Case(IntEnum):
    """Why the State pays what it pays; the first six under RMI, the rest under L1965."""

    ORDINARY = 0
    HOMELESS = 1
    FOREIGNERS_REGISTER = 2
    INSTALLATION_PREMIUM = 3
    EXCLUDED_2026 = 4
    EXCLUDED_LATER = 5
    NON_BELGIAN = 6
    ASYLUM_ELSEWHERE = 7
    DISSUASION = 8


class Project(IntEnum):
    """The kind of individualised project (GPMI) a supplement is claimed for."""

    NONE = 0
    ONCE = 1
    STUDENT = 2
    FAR = 3
    VULNERABLE = 4
    YOUNG = 5


@dataclass(frozen=True)
class Claim:
    """One decision in one month.

    `centre` is the bracket the centre has now, `reached` the highest it had, `years_below` for how
    many years it is under that. `since` begins a case that is limited in time. `signed_on` is the
    day of the project, `first_aid_on` the day of the first aid to somebody under temporary
    protection, `project_share` the share of beneficiaries with a project, in hundredths of a
    percent.
    """

    day: date
    amount: int
    case: Case = Case.ORDINARY
    centre: Centre = Centre.BASE
    reached: Centre = Centre.BASE
    years_below: int = 0
    since: date | None = None
    requested_on: date | None = None
    project: Project = Project.NONE
    signed_on: date | None = None
    project_share: int | None = None
    protected: bool = False
    first_aid_on: date | None = None


@dataclass(frozen=True)
class Claims:
    """Claims as columns; days are ordinals, -1 means that nothing was said."""

    day: Numbers
    amount: Numbers
    case: Numbers
    centre: Numbers
    reached: Numbers
    years_below: Numbers
    since: Numbers
    requested_on: Numbers
    project: Numbers
    signed_on: Numbers
    project_share: Numbers
    protected: Numbers
    first_aid_on: Numbers


def claims(found: Iterable[Claim]) -> Claims:
    """Return claims as columns, in their order."""
    names = [field.name for field in fields(Claim)]
    rows = [[_code(getattr(claim, name)) for name in names] for claim in found]
    return Claims(*np.array(rows, dtype=np.int64).reshape(-1, len(names)).T)


def _code(value: date | int | None) -> int:
    if value is None:
        return UNSAID
    return value.toordinal() if isinstance(value, date) else int(value)
