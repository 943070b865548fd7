"""Who of a household counts, and how much of what they have (KB2002 art. 34, two regimes)."""

from dataclasses import dataclass

import numpy as np

from eenplan.engines.entitlement.columns import COUNTINGS, RELATIONS, UNSAID, Table
from eenplan.engines.entitlement.model import Counting, Relation
from eenplan.engines.entitlement.numbers import (
    WHOLE,
    Days,
    Mask,
    Numbers,
    floor_zero,
    part,
    pick,
    summed,
)
from eenplan.engines.entitlement.tape import Tape

APPLICANT, PARTNER, FIRST_DEGREE, DEBTOR, OTHER = (
    RELATIONS.index(relation)
    for relation in (
        Relation.APPLICANT,
        Relation.PARTNER,
        Relation.FIRST_DEGREE,
        Relation.DEBTOR,
        Relation.OTHER,
    )
)
WORDS = ("aanvrager", "partner", "eerste graad", "onderhoudsplichtige", "andere")
ARTICLE = "KB2002 art. 34"
REGIMES = (
    "Samenwonenden: regime tot en met 28 februari 2026",
    "Samenwonenden: regime vanaf 1 maart 2026",
)
UNCOUNTED = tuple(f"Middelen van een samenwonende tellen niet mee ({word})" for word in WORDS)
FAMILY = 3


@dataclass(frozen=True)
class Roles:
    """How each person counts; a person in none of these counts for nothing."""

    applicant: Mask
    pooled: Mask
    shared: Mask
    whole: Mask
    own_right: Mask

    @property
    def anyhow(self) -> Mask:
        """Whose means are looked at."""
        return self.applicant | self.pooled | self.shared | self.whole | self.own_right


def roles(table: Table, tape: Tape) -> Roles:
    """Return how every person counts under the regime of the household's own case."""
    people, homes, home = table.people, table.households, table.people.household
    applicant = people.relation == APPLICANT
    if len(people.relation) == table.size:
        none = np.zeros_like(applicant)
        return Roles(applicant, none, none, none, none)
    regime = tape.look("cohabitant_regime", Days.of(homes.settled_on))
    others = np.unique(people.household[~applicant])
    alone = np.ones(table.size, dtype=np.bool_)
    alone[others] = False
    number = np.broadcast_to(regime.number, table.size)
    tape.kinds(REGIMES, number, None, (ARTICLE, ARTICLE), regime, where=~alone)
    new = number[people.household] == 1
    together = (people.shares == 1) & ~applicant
    partner = together & (people.relation == PARTNER)
    adult = together & (people.adult == 1)
    first = adult & (people.relation == FIRST_DEGREE)
    debtor = adult & (people.relation == DEBTOR)
    own = (people.own_right == 1) & (partner | first | (debtor & new))
    share = people.counted_share
    family = homes.category[people.household] == FAMILY
    whole = partner & ~own & family & (people.counting == COUNTINGS.index(Counting.WHOLE))
    chosen = first & ~new
    spared = (first | debtor) & new & (people.equity == 1)
    bound = (first | debtor) & new & ~spared
    pooled = ((partner & ~whole) | bound | (chosen & (share == WHOLE))) & ~own
    shared = (chosen | spared) & (share != UNSAID) & (share > 0) & ~pooled & ~own
    found = Roles(applicant, pooled, shared, whole, own)
    silent = ~found.anyhow
    if silent.any():
        tape.kinds(UNCOUNTED, people.relation, None, (ARTICLE,) * 5, where=silent, owner=home)
    return found


def counted(table: Table, tape: Tape, who: Roles, means: Numbers, notional: Numbers) -> Numbers:
    """Return what the means of cohabitants add, a year, per household.

    `notional` is the yearly amount of category 1 that every one of them keeps.
    """
    people, size = table.people, table.size
    home = people.household
    if not (who.pooled | who.shared | who.whole | who.own_right).any():
        return np.zeros(size, dtype=np.int64)
    _refuse_open_choice(table, tape, who, means)
    heads = summed(home, who.pooled.astype(np.int64), size)
    pool = summed(home, pick(who.pooled, means), size)
    above = floor_zero(pool - heads * notional)
    tape.step("Middelen van samenwonenden die tellen", pool, ARTICLE, where=heads > 0)
    kept = heads * notional
    tape.step("Daarvan behoudt ieder het bedrag van categorie 1", -kept, ARTICLE, where=heads > 0)
    over = floor_zero(means - notional[home])
    apart = pick(who.shared, part(over, np.maximum(people.counted_share, 0)))
    apart += pick(who.whole, means) + pick(who.own_right, over)
    for mask, label in (
        (who.shared, "Gekozen deel boven categorie 1 van een samenwonende"),
        (who.whole, "Alle middelen van de partner (keuze van het sociaal onderzoek)"),
        (who.own_right, "Boven categorie 1 van een samenwonende met een eigen leefloon"),
    ):
        if mask.any():
            key = "own_right_left_out" if mask is who.own_right else "cohabitant_regime"
            key = "partner_whole" if mask is who.whole else key
            used = tape.look(key, Days.of(table.households.settled_on).at(home), mask, home)
            tape.step(label, apart, ARTICLE, used, where=mask, owner=home)
    total = above + summed(home, apart, size)
    tape.step("Samenwonenden tellen mee voor", total, ARTICLE, where=heads > 0)
    return total


def _refuse_open_choice(table: Table, tape: Tape, who: Roles, means: Numbers) -> None:
    people = table.people
    partner = who.pooled & (people.relation == PARTNER) & (means > 0)
    family = table.households.category[people.household] == FAMILY
    silent = people.counting == COUNTINGS.index(Counting.OPEN)
    tape.refuse(
        "partner_in_category_3",
        "categorie 3 dekt ook het recht van de partner, en de partner heeft eigen middelen. De "
        "bron zegt niet of al die middelen tellen of alleen wat boven categorie 1 ligt. Kies het "
        'in het onderzoek: "counting" is "whole" of "above_category_1".',
        partner & family & silent,
        people.household,
    )
