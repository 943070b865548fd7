"""What the State pays back of one decision in one month (RMI art. 32-43/7; law of 2 April 1965).

One body of arithmetic, for one decision or for a whole municipality.
"""

from datetime import date

import numpy as np

from eenplan.engines.entitlement.claims import UNSAID, Case, Claim, Claims, Project, claims
from eenplan.engines.entitlement.law import Law, Looked, law
from eenplan.engines.entitlement.living_wage import Reckoning
from eenplan.engines.entitlement.numbers import (
    Days,
    Mask,
    Number,
    Numbers,
    floor_zero,
    later,
    part,
    pick,
)
from eenplan.engines.entitlement.tape import Outcome, Tape

REQUESTS_FROM, REQUESTS_BEFORE = date(2026, 1, 1).toordinal(), date(2026, 7, 1).toordinal()
SHARES_FROM = date(2028, 1, 1).toordinal()


CENTRE_KEYS = ("state_base", "state_500", "state_1000")
CASES: tuple[tuple[Case, str], ...] = (
    (Case.INSTALLATION_PREMIUM, "state_premium"),
    (Case.EXCLUDED_2026, "state_excluded"),
    (Case.NON_BELGIAN, "state_non_belgian"),
    (Case.ASYLUM_ELSEWHERE, "state_asylum"),
    (Case.DISSUASION, "state_dissuasion"),
)
LIMITED: tuple[tuple[Case, str, str, int], ...] = (
    (Case.HOMELESS, "state_homeless", "state_homeless_months", 1),
    (Case.FOREIGNERS_REGISTER, "state_foreigners", "state_foreigners_years", 12),
)
PROJECTS: tuple[tuple[Project, str, bool], ...] = (
    (Project.ONCE, "state_gpmi_once", True),
    (Project.STUDENT, "state_gpmi_student", False),
    (Project.FAR, "state_gpmi_far", True),
    (Project.VULNERABLE, "state_gpmi_vulnerable", False),
    (Project.YOUNG, "state_gpmi_young", False),
)
SHARE_STEPS = (80, 60, 40, 20, 0)
SUPPLEMENTS = ("state_gpmi_", "state_covid", "state_protection_")


def claim_one(claim: Claim, under: Law | None = None) -> Outcome:
    """Return what the State pays of one decision in one month, explained."""
    return claim_all(claims([claim]), under).outcome(0)


def claim_all(table: Claims, under: Law | None = None) -> Reckoning:
    """Return what the State pays of every row."""
    tape = Tape(under or law(), len(table.day))
    if not len(table.day):
        return Reckoning(table.amount, tape)
    return Body(table, tape).run()


def supplement_of(found: Outcome) -> int:
    """Return what of a claim the State pays above the aid itself: project, covid, protection."""
    return sum(
        step.amount
        for step in found.steps
        if step.amount is not None
        and any(version.name.startswith(SUPPLEMENTS) for version in step.versions)
    )


class Body:
    """The one body of arithmetic of a claim."""

    def __init__(self, table: Claims, tape: Tape) -> None:
        self.table, self.tape = table, tape
        self.days = Days.of(table.day)
        self.month = table.day - _day_of_month(table.day) + 1

    def run(self) -> Reckoning:
        """Return the amounts and how they came about."""
        table, tape = self.table, self.tape
        tape.step("Steun in deze maand", table.amount, "RMI art. 21; L1965 art. 4")
        base = self._subsidised()
        total = base + self._projects() + self._covid(base) + self._protection(base)
        tape.step("Terugbetaling door de Staat", total, "RMI art. 32-43/7; L1965 art. 5")
        return Reckoning(tape.settled(total), tape)

    def _add(self, label: str, share: Number, of: Numbers, look: Looked, where: Mask) -> Numbers:
        amount = part(of, share)
        article = look.parameter.article
        self.tape.step(label, amount, article, look, where=where)
        return pick(where, amount)

    def _subsidised(self) -> Numbers:
        """Return the ordinary part, or that of the case."""
        table = self.table
        limited = self._limited()
        fixed = [(table.case == case, key) for case, key in CASES]
        other = np.logical_or.reduce([mask for mask, _ in (*limited, *fixed)])
        total = self._ordinary(~other)
        for mask, key in (*limited, *fixed):
            if mask.any():
                look = self.tape.look(key, self.days, mask)
                label = f"{look.parameter.label}: deel van de Staat"
                total = total + self._add(label, look.number, table.amount, look, mask)
        self._refuse_other_requests()
        return total

    def _limited(self) -> list[tuple[Mask, str]]:
        """Return the cases that are still within their months or years."""
        found = []
        for case, key, limit, factor in LIMITED:
            mine = self.table.case == case
            if mine.any():
                self._need(
                    mine & (self.table.since == UNSAID), "since", "de begindag van het geval"
                )
                look = self.tape.look(limit, self.days, mine)
                inside = (
                    later(np.maximum(self.table.since, 1), look.number * factor) > self.table.day
                )
                words = "De termijn is voorbij: de gewone toelage"
                self.tape.step(words, None, look.parameter.article, look, where=mine & ~inside)
                found.append((mine & inside, key))
        return found

    def _ordinary(self, where: Mask) -> Numbers:
        """Return the part by the bracket of the centre, phasing out below a threshold."""
        if not where.any():
            return np.zeros_like(self.table.amount)
        table, tape = self.table, self.tape
        reached = np.maximum(table.reached, table.centre)
        fall = tape.look("state_phase_out", self.days, where & (table.years_below > 0))
        percent = np.zeros_like(table.amount)
        for bracket, key in enumerate(CENTRE_KEYS):
            needed = where & ((table.centre == bracket) | (reached == bracket))
            if not needed.any():
                continue
            look = tape.look(key, self.days, needed)
            now = pick(table.centre == bracket, look.number)
            then = pick(
                reached == bracket, floor_zero(look.number - table.years_below * fall.number)
            )
            percent = np.maximum(percent, np.maximum(now, then))
            tape.step(look.parameter.label, None, look.parameter.article, look, where=needed)
        lower = where & (table.years_below > 0)
        article = fall.parameter.article
        tape.step(fall.parameter.label, None, article, fall, where=lower)
        percent = percent + self._excluded_later(where)
        tape.step("Deel van de Staat", part(table.amount, percent), "RMI art. 32", where=where)
        return pick(where, part(table.amount, percent))

    def _excluded_later(self, where: Mask) -> Numbers:
        mine = where & (self.table.case == Case.EXCLUDED_LATER)
        if not mine.any():
            return np.zeros_like(self.table.amount)
        look = self.tape.look("state_excluded_later", self.days, mine)
        self.tape.step(look.parameter.label, None, look.parameter.article, look, where=mine)
        return pick(mine, look.number)

    def _refuse_other_requests(self) -> None:
        table = self.table
        asked = table.requested_on
        first = table.case == Case.EXCLUDED_2026
        second = table.case == Case.EXCLUDED_LATER
        early = (asked >= REQUESTS_FROM) & (asked < REQUESTS_BEFORE)
        wrong = (first & ~early) | (second & (asked < REQUESTS_BEFORE))
        self._need(
            wrong, "requested_on", "een aanvraagdag die bij de regel hoort (art. 43/5, 43/6)"
        )

    def _projects(self) -> Numbers:
        """Return the supplements for an individualised project."""
        table = self.table
        total = np.zeros_like(table.amount)
        protected = table.protected == 1
        for project, key, limited in PROJECTS:
            mine = (table.project == project) & ~protected
            if mine.any():
                inside = mine & (self._within_year(mine) if limited else self._signed(mine))
                total = total + self._project(project, key, inside)
        return total

    def _signed(self, mine: Mask) -> Mask:
        """Say whose project is there: signed in this month or before, or no day was told."""
        signed = np.maximum(self.table.signed_on, 1)
        there: Mask = signed - _day_of_month(signed) + 1 <= self.month
        words = "Het GPMI was nog niet getekend: geen toeslag"
        self.tape.step(words, None, "RMI art. 43/2; L1965 art. 5 §2ter", where=mine & ~there)
        return there

    def _within_year(self, mine: Mask) -> Mask:
        """Say whose twelve months since the first of the month of signature still run."""
        signed = self.table.signed_on
        self._need(mine & (signed == UNSAID), "signed_on", "de dag van ondertekening")
        look = self.tape.look("state_gpmi_months", self.days, mine)
        first = np.maximum(signed, 1)
        first = first - _day_of_month(first) + 1
        inside: Mask = (later(first, look.number) > self.table.day) & (self.month >= first)
        words = "Buiten de twaalf maanden: geen toeslag GPMI"
        self.tape.step(words, None, look.parameter.article, look, where=mine & ~inside)
        return inside

    def _project(self, project: Project, key: str, where: Mask) -> Numbers:
        by_share = where & (self.table.day >= SHARES_FROM) & (project is not Project.YOUNG)
        plain = where & ~by_share
        total = np.zeros_like(self.table.amount)
        if plain.any():
            look = self.tape.look(key, self.days, plain)
            total = self._add(look.parameter.label, look.number, self.table.amount, look, plain)
        return total + self._by_share(by_share)

    def _by_share(self, where: Mask) -> Numbers:
        """Return the supplement that depends on how many beneficiaries have a project."""
        total = np.zeros_like(self.table.amount)
        if not where.any():
            return total
        share, below = self.table.project_share, where
        self._need(where & (share == UNSAID), "project_share", "het aandeel met een GPMI")
        for step in SHARE_STEPS:
            mine = below & (share >= step * 100)
            below = below & ~mine
            if mine.any():
                look = self.tape.look(f"state_gpmi_share_{step}", self.days, mine)
                label = look.parameter.label
                total = total + self._add(label, look.number, self.table.amount, look, mine)
        return total

    def _covid(self, base: Numbers) -> Numbers:
        """Return the supplement on what is subsidised under RMI, in the months it held."""
        rule = self.tape.law["state_covid"].column(self.days)
        held = (np.asarray(rule.rows) >= 0) & (self.table.case <= Case.EXCLUDED_LATER)
        held = held & (self.table.case != Case.INSTALLATION_PREMIUM)
        if not held.any():
            return np.zeros_like(base)
        return self._add(rule.parameter.label, rule.number, base, rule, held)

    def _protection(self, base: Numbers) -> Numbers:
        """Return the supplement for temporary protection, on what is subsidised."""
        table, tape = self.table, self.tape
        mine = (table.protected == 1) & (table.case == Case.NON_BELGIAN)
        if not mine.any():
            return np.zeros_like(base)
        before = mine & (np.asarray(tape.law["state_protection_gpmi"].column(self.days).rows) < 0)
        after = mine & ~before & (table.project != Project.NONE)
        return self._early(base, before) + self._with_project(base, after)

    def _early(self, base: Numbers, where: Mask) -> Numbers:
        if not where.any():
            return np.zeros_like(base)
        table, tape = self.table, self.tape
        self._need(
            where & (table.first_aid_on == UNSAID), "first_aid_on", "de dag van de eerste steun"
        )
        early = tape.look("state_protection_early", self.days, where)
        months = tape.look("state_protection_early_months", self.days, where)
        limit = later(np.maximum(table.first_aid_on, 1), months.number)
        limit = limit - _day_of_month(limit) + 1
        soon = where & (table.day < limit)
        late = where & ~soon
        total = self._add(early.parameter.label, early.number, base, early, soon)
        if late.any():
            look = tape.look("state_protection_later", self.days, late)
            total = total + self._add(look.parameter.label, look.number, base, look, late)
        return total

    def _with_project(self, base: Numbers, where: Mask) -> Numbers:
        if not where.any():
            return np.zeros_like(base)
        where = where & self._signed(where)
        look = self.tape.look("state_protection_gpmi", self.days, where)
        return self._add(look.parameter.label, look.number, base, look, where)

    def _need(self, where: Mask, code: str, what: str) -> None:
        self.tape.refuse(f"claim_without_{code}", f"de terugbetaling vraagt {what}.", where)


def _day_of_month(ordinals: Numbers) -> Numbers:
    """Return the day of the month, 1 for the first."""
    days = (ordinals - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    start = days.astype("datetime64[M]").astype("datetime64[D]")
    found: Numbers = (days - start).astype(np.int64) + 1
    return found
