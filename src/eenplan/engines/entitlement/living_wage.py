"""The living wage and its equivalent: one body of arithmetic, for one household or for a town.

The order is that of the sources: means that are exempt drop out, each kind has its own rule, those
of cohabitants are added, the general exemption comes last, the rest is taken off the yearly amount.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from eenplan.engines.entitlement.belongings import belongings
from eenplan.engines.entitlement.cohabitants import Roles, counted, roles
from eenplan.engines.entitlement.columns import RIGHTS, TITLES, Table, columns
from eenplan.engines.entitlement.errors import EntitlementError
from eenplan.engines.entitlement.incomes import incomes
from eenplan.engines.entitlement.law import Law, Looked, law
from eenplan.engines.entitlement.model import Right, Situation, Title
from eenplan.engines.entitlement.numbers import (
    Days,
    Mask,
    Numbers,
    divided,
    floor_zero,
    pick,
    summed,
)
from eenplan.engines.entitlement.tape import REFUSED, Outcome, Tape
from eenplan.engines.entitlement.transfers import CATEGORIES, MONTHS

__all__ = ["REFUSED", "Reckoning", "reckon", "reckon_one", "reckon_table"]

SUBTRACTION = "RMI art. 14 §2, 16"
EXEMPTION_ARTICLE = "KB2002 art. 22 §2"
TWELFTH = "RMI art. 14 §1"
EQUIVALENT = "OCMW-wet art. 57, 60; L1965"
NAMED = (
    Title.BELGIAN,
    Title.EU,
    Title.POPULATION_REGISTER,
    Title.STATELESS,
    Title.REFUGEE,
    Title.SUBSIDIARY,
)
IS_NAMED = np.array([title in NAMED for title in TITLES])


@dataclass(frozen=True)
class Reckoning:
    """What a run gave: monthly amounts in cents, REFUSED where there is none, and why."""

    amount: Numbers
    tape: Tape

    def outcome(self, household: int) -> Outcome:
        """Explain one household. Raises NotInForce or NotCovered when it was refused."""
        return self.tape.outcome(household, self.amount)

    def reason(self, household: int) -> EntitlementError | None:
        """Return why a household has no amount; None when it has one."""
        return self.tape.reason(household)


def reckon_one(situation: Situation, under: Law | None = None) -> Outcome:
    """Return the monthly living wage of one household, explained."""
    return reckon([situation], under).outcome(0)


def reckon(situations: Iterable[Situation], under: Law | None = None) -> Reckoning:
    """Return the monthly living wage of a number of households."""
    return reckon_table(columns(situations), under)


def reckon_table(table: Table, under: Law | None = None) -> Reckoning:
    """Return the monthly living wage of every household of a table."""
    tape = Tape(under or law(), table.size)
    if table.size == 0:
        return Reckoning(np.zeros(0, dtype=np.int64), tape)
    days = Days.of(table.households.day)
    who = roles(table, tape)
    means = incomes(table, tape, who, days) + belongings(table, tape, who, days)
    amounts = Amounts(table, tape, days)
    total = _total(table, tape, who, means, amounts)
    rest = _after_general_exemption(table, tape, days, total, amounts.yearly)
    monthly = amounts.less(rest)
    monthly = pick(_entitled(table, tape), monthly)
    wage = table.households.right == RIGHTS.index(Right.LIVING_WAGE)
    tape.step("Leefloon per maand", monthly, TWELFTH, where=wage)
    tape.step("Gelijkgesteld leefloon per maand", monthly, EQUIVALENT, where=~wage)
    return Reckoning(tape.settled(monthly), tape)


class Amounts:
    """The monthly and yearly amounts of everybody's category."""

    def __init__(self, table: Table, tape: Tape, days: Days) -> None:
        self.table, self.tape, self.days = table, tape, days
        self.category = table.households.category
        self.monthly = self.yearly = np.zeros(table.size, dtype=np.int64)
        self._yearly_looks: list[tuple[Mask, Looked]] = []
        for number in CATEGORIES:
            mine = self.category == number
            if mine.any():
                self._of_category(number, mine)

    def _of_category(self, number: int, mine: Mask) -> None:
        look = self.tape.look(f"living_wage_{number}", self.days, mine)
        self.monthly = pick(mine, look.number, self.monthly)
        self.yearly = pick(mine, self._year(number)[0], self.yearly)
        self.tape.step(look.parameter.label, look.number, look.parameter.article, look, where=mine)
        self._yearly_looks.append((mine, self._year(number)[1]))

    def _year(self, number: int) -> tuple[Numbers, Looked]:
        """Return a yearly amount; twelve times the monthly one where none was published."""
        look = self.tape.law[f"living_wage_year_{number}"].column(self.days)
        monthly = self.tape.law[f"living_wage_{number}"].column(self.days)
        return pick(np.asarray(look.rows) < 0, MONTHS * monthly.number, look.number), look

    def notional(self, where: Mask) -> Numbers:
        """Return the yearly amount of category 1, which cohabitants keep."""
        self.tape.look("living_wage_1", self.days, where)
        amount, look = self._year(1)
        self.tape.step(
            "Bedrag van categorie 1 per jaar", amount, look.parameter.article, look, where=where
        )
        return np.broadcast_to(amount, self.table.size)

    def less(self, rest: Numbers) -> Numbers:
        """Return what is left a month; the published month where nothing is taken off."""
        left = floor_zero(self.yearly - rest)
        for mine, look in self._yearly_looks:
            unknown = np.broadcast_to(np.asarray(look.rows) < 0, self.table.size)
            note = " (twaalf maal de maand: geen jaarbedrag bekend)"
            for which, ending in ((mine & ~unknown, ""), (mine & unknown, note)):
                label = look.parameter.label + ending
                shown = which & (rest > 0)
                if shown.any():
                    self.tape.step(label, self.yearly, TWELFTH, look, where=shown)
        self.tape.step("Jaarbedrag min bestaansmiddelen", left, SUBTRACTION, where=rest > 0)
        return pick(rest > 0, divided(left, MONTHS), self.monthly)


def _total(table: Table, tape: Tape, who: Roles, means: Numbers, amounts: Amounts) -> Numbers:
    """Return all means that count, a year, with those of cohabitants."""
    home, size = table.people.household, table.size
    own = summed(home, pick(who.applicant, means), size)
    others = who.anyhow & ~who.applicant
    if not others.any():
        tape.step("Bestaansmiddelen per jaar", own, SUBTRACTION, where=own > 0)
        return own
    some = summed(home, others.astype(np.int64), size) > 0
    total = own + counted(table, tape, who, means, amounts.notional(some))
    tape.step("Bestaansmiddelen per jaar", total, SUBTRACTION, where=total > 0)
    return total


def _after_general_exemption(
    table: Table, tape: Tape, days: Days, total: Numbers, yearly: Numbers
) -> Numbers:
    """Take off the general exemption, once and last, of who has less than the category amount."""
    below = (total > 0) & (total < yearly)
    rest = total
    for number in CATEGORIES:
        mine = below & (table.households.category == number)
        if mine.any():
            look = tape.look(f"general_exemption_{number}", days, mine)
            off = np.minimum(total, look.number)
            tape.step(look.parameter.label, -off, EXEMPTION_ARTICLE, look, where=mine)
            rest = pick(mine, total - off, rest)
    return rest


def _entitled(table: Table, tape: Tape) -> Mask:
    """Say who meets the conditions that were looked into; write down what somebody misses."""
    homes = table.households
    wage = homes.right == RIGHTS.index(Right.LIVING_WAGE)
    title = homes.title
    adult = tape.look("adult_age", Days.of(homes.day))
    named = IS_NAMED[title]
    temporary = title == TITLES.index(Title.TEMPORARY)
    missing = (
        (homes.residence == 0, "geen werkelijk verblijf in België", "RMI art. 3, 1°"),
        (
            wage & (homes.age < adult.number) & (homes.assimilated == 0),
            "minderjarig, en niet gelijkgesteld",
            "RMI art. 3, 2°; art. 7",
        ),
        (
            wage & temporary,
            "tijdelijke bescherming staat niet in de lijst; vraag gelijkgesteld leefloon",
            "RMI art. 3, 3°",
        ),
        (wage & ~named & ~temporary, "geen verblijf dat de wet noemt", "RMI art. 3, 3°"),
        (wage & (homes.willing == 0), "niet bereid te werken", "RMI art. 3, 5°"),
        (wage & (homes.claims == 0), "laat andere rechten liggen", "RMI art. 3, 6°"),
    )
    fine = np.ones(table.size, dtype=np.bool_)
    for lacks, words, article in missing:
        if lacks.any():
            tape.step(f"Geen recht: {words}", 0, article, where=lacks)
            fine &= ~lacks
    tape.step(
        "Gelijkgesteld leefloon: bedragen en middelen zoals bij het leefloon",
        None,
        EQUIVALENT,
        where=~wage,
        note="gebruik, geen wet: het OCMW bepaalt het bedrag zelf",
    )
    tape.refuse(
        "urgent_medical_aid_only",
        "zonder wettig verblijf is er alleen dringende medische hulp.",
        ~wage & (title == TITLES.index(Title.NO_STAY)),
    )
    return fine
