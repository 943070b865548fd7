"""What comes in: which incomes count, and the exemption for work (KB2002 art. 22, 35)."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from eenplan.engines.entitlement.cohabitants import APPLICANT, WORDS, Roles
from eenplan.engines.entitlement.columns import EXEMPTIONS, INCOME, INCOMES, Table
from eenplan.engines.entitlement.law import TREATMENTS
from eenplan.engines.entitlement.model import Exemption
from eenplan.engines.entitlement.numbers import Days, Mask, Numbers, later, least, pick, summed
from eenplan.engines.entitlement.tape import Tape

COUNTS, FREE, WORK, ART, CEILING, REGIME, UNKNOWN = range(len(TREATMENTS))
ARTICLE_60 = INCOMES.index("article_60")
ENDINGS = ("", ": vrijgesteld", "", "", ": vrijgesteld binnen het plafond", "", "")
ARTICLE = "KB2002 art. 35"
MONTHS = 12


@dataclass
class Sums:
    """Yearly sums per person."""

    plain: Numbers
    work: Numbers
    art: Numbers


@lru_cache
def _labels(label: str, treatment: int) -> tuple[str, ...]:
    return tuple(f"{label} ({word}){ENDINGS[treatment]}" for word in WORDS)


def incomes(table: Table, tape: Tape, who: Roles, days: Days) -> Numbers:
    """Return what counts of the income of every person, a year, after the exemption for work."""
    rows, people = table.resources, table.people
    size = len(people.household)
    sums = Sums(*(np.zeros(size, dtype=np.int64) for _ in range(3)))
    looked_at = (rows.kind == INCOME) & who.anyhow[rows.person]
    looked_at &= ~who.own_right[rows.person] | (rows.income == ARTICLE_60)
    present = np.bincount(rows.income[looked_at], minlength=len(INCOMES))
    for kind in np.flatnonzero(present).tolist():
        _one_kind(table, tape, sums, kind, np.flatnonzero(looked_at & (rows.income == kind)), days)
    return sums.plain + _after_exemption(table, tape, sums, days)


def _one_kind(table: Table, tape: Tape, sums: Sums, kind: int, at: Numbers, days: Days) -> None:
    """Add the rows of one kind of income where they belong."""
    rows, people = table.resources, table.people
    person, amount = rows.person[at], rows.amount[at]
    home, relation = people.household[person], people.relation[person]
    then = days.at(home)
    look = tape.look(f"income_{INCOMES[kind]}", then, True, home)
    label, source = look.parameter.label, look.parameter.article
    treatments = np.broadcast_to(look.number, len(at))
    for treatment in np.unique(treatments).tolist():
        here = treatments == treatment
        counted = pick(here & (treatment not in (FREE, CEILING)), amount)
        if treatment == REGIME:
            counted = pick(_new_regime(table, tape, home) & (relation != APPLICANT), counted)
        into = {WORK: sums.work, ART: sums.art}.get(treatment, sums.plain)
        into += summed(person, counted, len(into))
        tape.kinds(
            _labels(label, treatment),
            relation,
            counted,
            (source,) * len(WORDS),
            look,
            where=here,
            owner=home,
        )
        if treatment == UNKNOWN:
            tape.refuse(INCOMES[kind], f"{label}: {look.parameter.values[0].note}.", here, home)
        elif treatment == CEILING:
            _within_ceiling(tape, amount, then, here, home)


def _new_regime(table: Table, tape: Tape, home: Numbers) -> Mask:
    regime = tape.look("cohabitant_regime", Days.of(table.households.settled_on))
    new: Mask = np.broadcast_to(regime.number, table.size)[home] == 1
    return new


def _within_ceiling(tape: Tape, amount: Numbers, days: Days, where: Mask, home: Numbers) -> None:
    ceiling = tape.look("volunteer_year", days, where, home)
    tape.refuse(
        "volunteer_above_ceiling",
        "de kostenvergoeding ligt boven het jaarplafond; dan moeten alle kosten bewezen worden.",
        where & (amount > ceiling.number),
        home,
    )


def _after_exemption(table: Table, tape: Tape, sums: Sums, days: Days) -> Numbers:
    """Return work and art of every person after the exemption that is claimed and granted."""
    people = table.people
    artist = people.exemption == EXEMPTIONS.index(Exemption.ARTIST)
    work = sums.work + pick(artist, 0, sums.art)
    art = pick(artist, sums.art)
    if not ((people.exemption > 0) & (work + art > 0)).any():
        return work + art
    then = days.at(people.household)
    monthly = Granting(table, tape, then, work)
    freed = least(work, monthly.granted() * MONTHS)
    return work - freed + art - _art_freed(table, tape, then, art)


def _art_freed(table: Table, tape: Tape, days: Days, art: Numbers) -> Numbers:
    home = table.people.household
    claimed = art > 0
    if not claimed.any():
        return art
    look = tape.look("spi_artist", days, claimed, home)
    freed = least(art, look.number)
    tape.step(look.parameter.label, -freed, ARTICLE, look, where=claimed, owner=home)
    return freed


class Granting:
    """The monthly exemption of everybody who claims one for work or training."""

    def __init__(self, table: Table, tape: Tape, days: Days, work: Numbers) -> None:
        self.people, self.tape, self.days, self.work = table.people, tape, days, work
        self.home = table.people.household
        self.amount = np.zeros_like(work)

    def granted(self) -> Numbers:
        """Return the monthly amounts; nought for who claims none or may not have one."""
        general = self._in_time() & (self.people.entitled == 1)
        asked = self._asks(Exemption.GENERAL) & general
        asked |= self._shortage(general)
        student = self.people.student == 1
        asked |= self._asks(Exemption.STUDENT) & student
        asked |= self._student_with_grant(student)
        self._give("spi_general", asked)
        return self.amount

    def _asks(self, kind: Exemption) -> Mask:
        asked: Mask = (self.people.exemption == EXEMPTIONS.index(kind)) & (self.work > 0)
        return asked

    def _in_time(self) -> Mask:
        """Say who has days left, within the years since the first of them."""
        claims = self._asks(Exemption.GENERAL) | self._asks(Exemption.SHORTAGE_JOB)
        if not claims.any():
            return claims
        most = self.tape.look("spi_days", self.days, claims, self.home)
        window = self.tape.look("spi_window", self.days, claims, self.home)
        until = later(self.people.first_day, window.number * MONTHS)
        today = self.days.same if self.days.same is not None else self.days.column
        inside = (self.people.days_used < most.number) & (today < until)
        inside &= today >= self.people.first_day
        self.tape.step(
            "SPI-vrijstelling: dagen of jaren opgebruikt, nog niet begonnen, of geen recht bij het "
            "begin van het werk",
            None,
            ARTICLE,
            most,
            window,
            where=claims & ~(inside & (self.people.entitled == 1)),
            owner=self.home,
        )
        return inside & claims

    def _shortage(self, general: Mask) -> Mask:
        """Give the higher exemption where its conditions hold; return who falls back."""
        asked = self._asks(Exemption.SHORTAGE_JOB)
        if not asked.any():
            return asked
        most = self.tape.look("spi_shortage_months", self.days, asked, self.home)
        contract = self.tape.look("spi_shortage_contract", self.days, asked, self.home)
        people = self.people
        fits: Mask = asked & general & (people.attested == 1) & (people.used_before == 0)
        fits &= (people.months_used < most.number) & (people.contract >= contract.number)
        self._give("spi_shortage_job", fits)
        self.tape.step(
            "SPI-vrijstelling knelpuntberoep: niet alle voorwaarden, de algemene geldt",
            None,
            ARTICLE,
            most,
            contract,
            where=asked & ~fits & general,
            owner=self.home,
        )
        falls_back: Mask = asked & ~fits & general
        return falls_back

    def _student_with_grant(self, student: Mask) -> Mask:
        """Give the lower amount where it still held; return who has the general one."""
        asked = self._asks(Exemption.STUDENT_WITH_GRANT) & student
        if not asked.any():
            return asked
        equal = self.tape.look("spi_student_equal", self.days, asked, self.home)
        lower = asked & (equal.number == 0)
        self._give("spi_student_with_grant", lower)
        self.tape.step(
            equal.parameter.label, None, ARTICLE, equal, where=asked & ~lower, owner=self.home
        )
        return asked & ~lower

    def _give(self, key: str, to: Mask) -> None:
        if not to.any():
            return
        look = self.tape.look(key, self.days, to, self.home)
        self.amount = pick(to, look.number, self.amount)
        freed = least(self.work, self.amount * MONTHS)
        self.tape.step(
            f"{look.parameter.label}, twaalf maanden",
            -freed,
            ARTICLE,
            look,
            where=to,
            owner=self.home,
        )
