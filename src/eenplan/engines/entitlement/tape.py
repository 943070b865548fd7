"""What the arithmetic writes down as it goes: steps as columns, and refusals.

The body of a calculation runs once over columns, of one row or of a hundred and fifty thousand.
What it did is kept as columns too, so any row can be explained afterwards, by the same figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from eenplan.engines.entitlement.errors import EntitlementError, NotCovered, NotInForce
from eenplan.engines.entitlement.law import GRADES, Law, Looked
from eenplan.engines.entitlement.numbers import Days, Number, Numbers, Where

REFUSED = -1


@dataclass(frozen=True)
class Version:
    """The value of a parameter that a step used."""

    name: str
    label: str
    value: str
    source: str
    evidence: str
    verified: bool
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One line of an explanation: what, how much, by which article, on which parameters."""

    label: str
    amount: int | None
    source: str
    versions: tuple[Version, ...] = ()
    note: str = ""

    @property
    def evidence(self) -> str:
        """The weakest grade of what the step used; A for plain arithmetic."""
        return max((v.evidence for v in self.versions), key=GRADES.index, default="A")

    @property
    def verified(self) -> bool:
        """Whether all the step used was verified."""
        return all(version.verified for version in self.versions)


@dataclass(frozen=True)
class Outcome:
    """An amount in cents and how it came about."""

    amount: int
    steps: tuple[Step, ...]
    parameters: str

    @property
    def verified(self) -> bool:
        """Whether every step stands on what was verified."""
        return all(step.verified for step in self.steps)


@dataclass(frozen=True)
class _Entry:
    """A step of all rows of a table; `owner` says which household a row is of, when not its own."""

    labels: Sequence[str]
    which: Numbers | None
    amount: Number | None
    source: Sequence[str]
    used: tuple[Looked, ...]
    where: Where
    owner: Numbers | None
    note: str

    def rows_of(self, household: int) -> list[int]:
        if self.owner is None:
            return [household] if _at(self.where, household) else []
        mine = self.owner == household
        return np.flatnonzero(mine & self.where).tolist()

    def step(self, row: int) -> Step:
        kind = 0 if self.which is None else int(self.which[row])
        versions = tuple(v for look in self.used for v in _versions(look, row))
        amount = None if self.amount is None else _at(self.amount, row)
        return Step(self.labels[kind], amount, self.source[kind], versions, self.note)


class Tape:
    """Steps and refusals of one run over a number of households."""

    def __init__(self, law: Law, size: int) -> None:
        self.law = law
        self.size = size
        self.refused: Numbers = np.zeros(size, dtype=np.int64)
        self._reasons: list[tuple[NotCovered | Looked, Numbers]] = []
        self._entries: list[_Entry] = []

    def look(
        self, key: str, days: Days, where: Where = True, owner: Numbers | None = None
    ) -> Looked:
        """Return a parameter on a column of days; refuse the rows that need it and miss it."""
        found = self.law[key].column(days)
        if not isinstance(found.rows, int):
            self._refuse(found, (found.rows < 0) & where, owner)
        elif found.rows < 0:
            self._refuse(found, where, owner)
        return found

    def refuse(self, code: str, sentence: str, where: Where, owner: Numbers | None = None) -> None:
        """Refuse rows for which no source says how they are reckoned."""
        self._refuse(NotCovered(code, sentence), where, owner)

    def _refuse(self, reason: NotCovered | Looked, where: Where, owner: Numbers | None) -> None:
        length = self.size if owner is None else len(owner)
        rows = np.flatnonzero(np.broadcast_to(where, length))
        if not len(rows):
            return
        homes = rows if owner is None else owner[rows]
        days = np.zeros(self.size, dtype=np.int64)
        if isinstance(reason, Looked):
            days[homes] = reason.days.column[rows] if reason.days.same is None else reason.days.same
        self._reasons.append((reason, days))
        hit = np.zeros(self.size, dtype=np.bool_)
        hit[homes] = True
        self.refused[hit & (self.refused == 0)] = len(self._reasons)

    def step(
        self,
        label: str,
        amount: Number | None,
        source: str,
        *used: Looked,
        where: Where = True,
        owner: Numbers | None = None,
        note: str = "",
    ) -> None:
        """Write down one step of every row for which `where` holds."""
        entry = _Entry((label,), None, amount, (source,), used, where, owner, note)
        self._entries.append(entry)

    def kinds(
        self,
        labels: Sequence[str],
        which: Numbers,
        amount: Number | None,
        sources: Sequence[str],
        *used: Looked,
        where: Where = True,
        owner: Numbers | None = None,
        note: str = "",
    ) -> None:
        """Write down a step whose label and source differ per row."""
        self._entries.append(_Entry(labels, which, amount, sources, used, where, owner, note))

    def settled(self, amount: Number) -> Numbers:
        """Return the amounts, and REFUSED for the rows that got none."""
        return np.where(self.refused > 0, REFUSED, np.broadcast_to(amount, self.size))

    def reason(self, household: int) -> EntitlementError | None:
        """Return why a household got no amount; None when it got one."""
        at = int(self.refused[household])
        if at == 0:
            return None
        reason, days = self._reasons[at - 1]
        if isinstance(reason, NotCovered):
            return reason
        day = date.fromordinal(int(days[household]))
        return NotInForce(reason.parameter.key, reason.parameter.label, day)

    def outcome(self, household: int, amount: Numbers) -> Outcome:
        """Explain one household. Raises NotInForce or NotCovered for one that was refused."""
        reason = self.reason(household)
        if reason is not None:
            raise reason
        steps = [entry.step(row) for entry in self._entries for row in entry.rows_of(household)]
        return Outcome(int(amount[household]), tuple(steps), self.law.fingerprint)


def _at(column: Number | Where, row: int) -> int:
    if isinstance(column, np.ndarray) and column.ndim:
        return int(column[row] if len(column) > 1 else column[0])
    return int(column)


def _versions(look: Looked, row: int) -> list[Version]:
    at = _at(look.rows, row)
    if at < 0:
        return []
    value = look.parameter.values[at]
    written = f"{value.written} {look.parameter.unit}"
    name, label = look.parameter.version(at), look.parameter.label
    return [Version(name, label, written, value.source, value.evidence, value.verified, value.note)]
