"""Capital, and housing costs that others pay (KB2002 art. 27, 33), with all other belongings."""

import numpy as np

from eenplan.engines.entitlement.cohabitants import Roles
from eenplan.engines.entitlement.columns import CAPITAL, ESTATE, HOUSING, TRANSFER, Table
from eenplan.engines.entitlement.estate import Estate
from eenplan.engines.entitlement.holdings import Holdings
from eenplan.engines.entitlement.numbers import WHOLE, Days, Numbers, part, pick, summed
from eenplan.engines.entitlement.tape import Tape
from eenplan.engines.entitlement.transfers import Transfers

CAPITAL_ARTICLE, HOUSING_ARTICLE = "KB2002 art. 27", "KB2002 art. 33"


def belongings(table: Table, tape: Tape, who: Roles, days: Days) -> Numbers:
    """Return what all belongings of every person count for, a year."""
    given = (table, tape, who, days)
    present = np.bincount(table.resources.kind, minlength=HOUSING + 1) > 0
    total = savings = np.zeros(len(table.people.household), dtype=np.int64)
    if present[CAPITAL]:
        savings, total = Savings(*given).counted()
    if present[TRANSFER]:
        total = total + Transfers(*given).counted(savings)
    if present[ESTATE]:
        total = total + Estate(*given).counted()
    if present[HOUSING]:
        total = total + HousingPaid(*given).counted()
    return total


class Savings(Holdings):
    """What capital counts for."""

    def counted(self) -> tuple[Numbers, Numbers]:
        """Return the capital of every person, and what counts of it a year."""
        at, person, home = self.of_kind(CAPITAL)
        share = self.rows.share[at]
        own = part(self.rows.amount[at], share)
        if (share < WHOLE).any():
            then = self.days.at(home)
            look = self.tape.look("capital_share", then, share < WHOLE, home)
            self.step(
                "Eigen deel van roerend kapitaal",
                own,
                CAPITAL_ARTICLE,
                person,
                look,
                where=share < WHOLE,
            )
        held = summed(person, own, self.size)
        owners = np.flatnonzero(summed(person, np.ones_like(at), self.size))
        middle, top, looks = self.brackets(held[owners], self.people.household[owners])
        first, second, low, high = looks
        self.step("Roerend kapitaal", held[owners], CAPITAL_ARTICLE, owners)
        self.step(
            "Roerend kapitaal, middelste schijf telt",
            middle,
            CAPITAL_ARTICLE,
            owners,
            first,
            second,
            low,
        )
        self.step(
            "Roerend kapitaal, hoogste schijf telt", top, CAPITAL_ARTICLE, owners, second, high
        )
        total = np.zeros(self.size, dtype=np.int64)
        total[owners] = middle + top
        return held, total


class HousingPaid(Holdings):
    """Costs of the main home that somebody pays who does not live there."""

    def counted(self) -> Numbers:
        """Return what counts, a year, per person."""
        at, person, home = self.of_kind(HOUSING)
        if not len(at):
            return np.zeros(self.size, dtype=np.int64)
        then = self.days.at(home)
        look = self.tape.look("housing_paid", then, True, home)
        here = self.rows.lives_here[at] == 1
        costs = pick(here, 0, self.rows.amount[at])
        self.step(
            "Woonkosten die een derde betaalt die er niet woont",
            costs,
            HOUSING_ARTICLE,
            person,
            look,
            where=~here,
        )
        self.step(
            "Woonkosten die een huisgenoot betaalt: tellen niet",
            costs,
            HOUSING_ARTICLE,
            person,
            look,
            where=here,
        )
        return summed(person, costs, self.size)
