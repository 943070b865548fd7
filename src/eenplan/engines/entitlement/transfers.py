"""Goods somebody gave or sold before (KB2002 art. 28-32)."""

import numpy as np

from eenplan.engines.entitlement.columns import OWNERSHIPS, TRANSFER
from eenplan.engines.entitlement.holdings import Holdings
from eenplan.engines.entitlement.model import Ownership
from eenplan.engines.entitlement.numbers import (
    WHOLE,
    Numbers,
    floor_zero,
    later,
    part,
    pick,
    summed,
)

ARTICLE = "KB2002 art. 28-32"
CATEGORIES = (1, 2, 3)
MONTHS = 12


class Transfers(Holdings):
    """What goods that were given away count for, with the brackets of capital."""

    def counted(self, savings: Numbers) -> Numbers:
        """Return what counts, a year, per person; refuse where it hangs on other capital."""
        at, person, home = self.of_kind(TRANSFER)
        if not len(at):
            return np.zeros(self.size, dtype=np.int64)
        value = self._transferred(at, person, home)
        middle, top, looks = self.brackets(value, home)
        apart = middle + top
        self.step(
            "Afgestaan goed telt, met de schijven van art. 27",
            apart,
            ARTICLE,
            person,
            *looks,
        )
        self._refuse_other_reading(person, value, apart, savings)
        return summed(person, apart, self.size)

    def _transferred(self, at: Numbers, person: Numbers, home: Numbers) -> Numbers:
        """Return the value of every transfer that still counts."""
        rows, tape = self.rows, self.tape
        then = self.days.at(home)
        today = self.days.column[home]
        back = tape.look("transfer_lookback", then, True, home)
        bare = tape.look("transfer_bare", then, True, home)
        use = tape.look("transfer_usufruct", then, True, home)
        right = rows.ownership[at]
        share = pick(right == OWNERSHIPS.index(Ownership.BARE), bare.number, WHOLE)
        share = pick(right == OWNERSHIPS.index(Ownership.USUFRUCT), use.number, share)
        value = part(part(rows.amount[at], rows.share[at]), share)
        self.step("Waarde van een afgestaan goed", value, ARTICLE, person, use, bare)
        debts, equity = rows.debts[at], rows.equity[at] == 1
        look = tape.look("transfer_debts", then, debts > 0, home)
        self.step("Betaalde schulden", -debts, ARTICLE, person, look, where=debts > 0)
        value = self._abated(value - debts, at, person, home)
        old = later(rows.on[at], back.number * MONTHS) <= today
        self.step(
            "Afgestaan te lang geleden: telt niet",
            -value,
            ARTICLE,
            person,
            back,
            where=old,
        )
        fair = tape.look("transfer_equity", then, equity, home)
        self.step(
            "Telt niet om redenen van billijkheid",
            -value,
            ARTICLE,
            person,
            fair,
            where=equity,
        )
        return pick(old | equity, 0, value)

    def _abated(self, value: Numbers, at: Numbers, person: Numbers, home: Numbers) -> Numbers:
        """Take off the abatements: of the only home, and of each full year since."""
        then, tape = self.days.at(home), self.tape
        only = self.rows.home[at] == 1
        look = tape.look("transfer_home", then, only, home)
        self.step(look.parameter.label, -look.number, ARTICLE, person, look, where=only)
        value = value - pick(only, look.number)
        years = self._full_years(self.rows.on[at], self.days.column[home])
        category = self.table.households.category[home]
        for number in CATEGORIES:
            mine = (category == number) & (years > 0)
            if mine.any():
                look = tape.look(f"transfer_year_{number}", then, mine, home)
                off = years * look.number
                self.step(look.parameter.label, -off, ARTICLE, person, look, where=mine)
                value = value - pick(mine, off)
        return floor_zero(value)

    def _full_years(self, on: Numbers, today: Numbers) -> Numbers:
        years = floor_zero(today - on) // 365
        return years - (later(on, years * MONTHS) > today)

    def _refuse_other_reading(
        self, person: Numbers, value: Numbers, apart: Numbers, savings: Numbers
    ) -> None:
        """Refuse who has several, where the brackets together give another amount than apart."""
        joint = savings + summed(person, value, self.size)
        middle, top, _ = self.brackets(joint, self.people.household)
        alone_middle, alone_top, _ = self.brackets(savings, self.people.household)
        separate = alone_middle + alone_top + summed(person, apart, self.size)
        self.tape.refuse(
            "transfers_and_capital",
            "afgestane goederen naast ander kapitaal of andere afgestane goederen: de bron zegt "
            "niet of de schijven van art. 27 samen of apart gelden, en dat maakt verschil.",
            (middle + top != separate) & (summed(person, np.ones_like(person), self.size) > 0),
            self.people.household,
        )
