"""What the rules about belongings share: whose rows, the steps, the brackets of art. 27."""

from functools import lru_cache

import numpy as np

from eenplan.engines.entitlement.cohabitants import WORDS, Roles
from eenplan.engines.entitlement.columns import Table
from eenplan.engines.entitlement.law import Looked
from eenplan.engines.entitlement.numbers import (
    Days,
    Number,
    Numbers,
    Where,
    floor_zero,
    least,
    part,
)
from eenplan.engines.entitlement.tape import Tape


@lru_cache
def _of(label: str) -> tuple[str, ...]:
    return tuple(f"{label} ({word})" for word in WORDS)


class Holdings:
    """A table seen from what people own; a person with a living wage of their own is left out."""

    def __init__(self, table: Table, tape: Tape, who: Roles, days: Days) -> None:
        self.table, self.tape, self.days = table, tape, days
        self.rows, self.people = table.resources, table.people
        self.size = len(self.people.household)
        self.counts = who.anyhow & ~who.own_right

    def of_kind(self, kind: int) -> tuple[Numbers, Numbers, Numbers]:
        """Return the rows of a kind that are looked at, their persons and their households."""
        at = np.flatnonzero((self.rows.kind == kind) & self.counts[self.rows.person])
        person = self.rows.person[at]
        return at, person, self.people.household[person]

    def step(
        self,
        label: str,
        amount: Number,
        article: str,
        person: Numbers,
        *used: Looked,
        where: Where = True,
    ) -> None:
        relation, home = self.people.relation[person], self.people.household[person]
        articles = (article,) * len(WORDS)
        self.tape.kinds(_of(label), relation, amount, articles, *used, where=where, owner=home)

    def brackets(self, value: Numbers, home: Numbers) -> tuple[Numbers, Numbers, list[Looked]]:
        """Return what the middle and the highest bracket of art. 27 count, and on what."""
        then, some = self.days.at(home), value > 0
        keys = ("capital_first", "capital_second", "capital_low_rate", "capital_high_rate")
        looks = [self.tape.look(key, then, some, home) for key in keys]
        first, second, low, high = (look.number for look in looks)
        middle = floor_zero(least(value, second) - first)
        return part(middle, low), part(floor_zero(value - second), high), looks
