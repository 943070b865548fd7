"""What happens once: the installation premium and the recovery of what was paid unduly (RMI)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from eenplan.engines.entitlement.errors import ImpossibleInput, NotCovered
from eenplan.engines.entitlement.law import Law, law
from eenplan.engines.entitlement.numbers import Days, day_later
from eenplan.engines.entitlement.tape import Outcome, Tape

PREMIUM, RECOVERY = "RMI art. 14 §3", "RMI art. 24-28"


@dataclass(frozen=True)
class Undue:
    """One month that was paid, and what it should have been."""

    month: date
    paid: int
    due: int


@dataclass(frozen=True)
class Recovery:
    """A recovery as it is decided; `within_article_24` is a finding."""

    undue: tuple[Undue, ...]
    notified_on: date
    within_article_24: bool
    waived: int = 0
    equity_reason: str = ""
    costs: int = 0


def installation_premium(
    on: date, *, was_homeless: bool, times_before: int = 0, under: Law | None = None
) -> Outcome:
    """Return the premium for a homeless person who finds a home: a twelfth of category 3 a year."""
    tape, days = _start(on, under)
    most = tape.look("premium_times", days)
    if was_homeless and times_before >= most.number:
        raise NotCovered(
            "second_premium",
            "een tweede installatiepremie kan alleen als de Koning dat toelaat (RMI art. 14 §3).",
        )
    amount = tape.look("living_wage_3", days)
    premium = np.array([int(np.asarray(amount.number)) if was_homeless else 0], dtype=np.int64)
    label = "Een twaalfde van het jaarbedrag van categorie 3"
    tape.step(label, premium, PREMIUM, amount, where=was_homeless)
    tape.step("Wie niet dakloos was, krijgt geen premie", 0, PREMIUM, where=not was_homeless)
    tape.step("Eenmaal in een leven", None, PREMIUM, most, where=was_homeless)
    return tape.outcome(0, tape.settled(premium))


def outflow_bonus(
    on: date, *, had_project: bool, months_out: int, under: Law | None = None
) -> Outcome:
    """Return what the State gives for who left for work after a project, and stayed out a year."""
    tape, days = _start(on, under)
    needed = tape.look("state_outflow_months", days)
    amount = tape.look("living_wage_3", days)
    earned = had_project and months_out >= int(np.asarray(needed.number))
    bonus = np.array([int(np.asarray(amount.number)) if earned else 0], dtype=np.int64)
    article = needed.parameter.article
    label = "Een twaalfde van het jaarbedrag van categorie 3"
    tape.step(label, bonus, article, amount, needed, where=earned)
    words = "Geen GPMI, of nog geen jaar weg met werk"
    tape.step(words, 0, article, needed, where=not earned)
    return tape.outcome(0, tape.settled(bonus))


def recovered(recovery: Recovery, under: Law | None = None) -> Outcome:
    """Return what may be claimed back from a client, and from when. Raises ImpossibleInput."""
    check_recovery(recovery)
    tape, days = _start(recovery.notified_on, under)
    total = 0
    for month in recovery.undue:
        total += month.paid - month.due
        label = f"Te veel betaald in {month.month.isoformat()[:7]}"
        tape.step(label, month.paid - month.due, "RMI art. 24 §1")
    tape.step("Onverschuldigd bedrag", total, "RMI art. 24 §1")
    claimed = total - recovery.waived
    tape.step(
        f"Kwijtgescholden om redenen van billijkheid: {recovery.equity_reason}",
        -recovery.waived,
        "RMI art. 28",
        where=recovery.waived > 0,
    )
    dear = recovery.costs > claimed
    tape.step("De kosten liggen hoger dan de opbrengst", -claimed, "RMI art. 28", where=dear)
    wait = tape.look("recovery_wait", days)
    earliest = day_later(recovery.notified_on, int(np.asarray(wait.number)))
    words = f"Uitvoering ten vroegste op {earliest.isoformat()}"
    tape.step(words, None, "RMI art. 25 §2", wait)
    final = np.array([0 if dear else claimed], dtype=np.int64)
    tape.step("Terug te vorderen", final, RECOVERY)
    return tape.outcome(0, tape.settled(final))


def check_recovery(recovery: Recovery) -> None:
    """Refuse a recovery that the law does not know, or that cannot be."""
    where = "terugvordering"
    if not recovery.within_article_24:
        raise ImpossibleInput(where, "kan alleen in de gevallen van RMI art. 24 §1")
    months = [found.month.replace(day=1) for found in recovery.undue]
    if not months:
        raise ImpossibleInput(where, "noem minstens één maand")
    if len(set(months)) < len(months):
        raise ImpossibleInput(where, "een maand staat er twee keer in")
    if max(months) > recovery.notified_on:
        raise ImpossibleInput(where, "een maand ligt na de kennisgeving")
    if any(found.due > found.paid for found in recovery.undue):
        raise ImpossibleInput(where, "er was in een maand meer verschuldigd dan betaald")
    total = sum(found.paid - found.due for found in recovery.undue)
    if not 0 <= recovery.waived <= total:
        raise ImpossibleInput(where, "men kan niet meer kwijtschelden dan het bedrag")
    if recovery.waived and not recovery.equity_reason.strip():
        raise ImpossibleInput(
            where, "kwijtschelding vraagt een reden van billijkheid (RMI art. 28)"
        )


def _start(on: date, under: Law | None) -> tuple[Tape, Days]:
    return Tape(under or law(), 1), Days.of(np.array([on.toordinal()], dtype=np.int64))
