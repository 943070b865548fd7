"""The answer to a described situation, as text for a reader and as data for a program."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from eenplan.engines.entitlement.claims import Case, Claim
from eenplan.engines.entitlement.errors import EntitlementError, ImpossibleInput, NotCovered
from eenplan.engines.entitlement.law import law
from eenplan.engines.entitlement.living_wage import reckon_one
from eenplan.engines.entitlement.model import Right
from eenplan.engines.entitlement.once import installation_premium, recovered
from eenplan.engines.entitlement.payment import month_of, stays_to_report
from eenplan.engines.entitlement.reading import Described
from eenplan.engines.entitlement.state import claim_one
from eenplan.engines.entitlement.tape import Outcome, Step

TITLES = {
    Right.LIVING_WAGE: "Leefloon per maand",
    Right.EQUIVALENT: "Gelijkgesteld leefloon per maand",
}
WIDTH = 76


@dataclass(frozen=True)
class Part:
    """One question and its outcome."""

    key: str
    title: str
    outcome: Outcome


@dataclass(frozen=True)
class Answer:
    """Everything that was asked about one situation."""

    on: date
    finding: str
    parts: tuple[Part, ...]
    warnings: tuple[str, ...] = ()


def answer(asked: Described) -> Answer:
    """Return the outcomes of a described situation. Raises EntitlementError."""
    situation = asked.situation
    right = reckon_one(situation)
    parts = [Part("right", TITLES[situation.right], right)]
    if asked.grant and asked.month:
        amount = _amount_then(asked, right, parts)
        month = month_of(replace(asked.grant, amount=amount), asked.month)
        parts.append(Part("payment", f"Betaling voor {asked.month.isoformat()[:7]}", month))
    if asked.premium:
        parts.append(_premium(asked))
    if asked.recovery:
        parts.append(Part("recovery", "Terugvordering", recovered(asked.recovery)))
    if asked.claim:
        parts.append(_claim(asked, asked.claim, parts))
    return Answer(situation.on, asked.finding, tuple(parts), _warnings(asked))


def _amount_then(asked: Described, right: Outcome, parts: list[Part]) -> int:
    """Return the monthly amount of the month that is paid; told apart when it is another month."""
    if asked.then is None or asked.month is None:
        return right.amount
    title = f"{TITLES[asked.then.right]} in {asked.month.isoformat()[:7]}"
    parts.append(Part("right_then", title, reckon_one(asked.then)))
    return parts[-1].outcome.amount


def _premium(asked: Described) -> Part:
    situation, (homeless, before) = asked.situation, asked.premium or (False, 0)
    if situation.right is not Right.LIVING_WAGE:
        raise NotCovered("premium_equivalent", "de installatiepremie buiten het leefloon.")
    once = installation_premium(situation.on, was_homeless=homeless, times_before=before)
    return Part("installation_premium", "Installatiepremie", once)


def _claim(asked: Described, claim: Claim, parts: list[Part]) -> Part:
    """Return the State's part of the premium, else of the month that is paid, else of the right."""
    amounts = {part.key: part.outcome.amount for part in parts}
    if claim.case is Case.INSTALLATION_PREMIUM:
        if "installation_premium" not in amounts:
            raise ImpossibleInput("state.case", "beschrijf dan ook de installatiepremie")
        amount = amounts["installation_premium"]
    else:
        amount = amounts.get("payment", amounts["right"])
    day = max(asked.month, asked.situation.requested_on) if asked.month else claim.day
    _check_started(claim, day)
    outcome = claim_one(replace(claim, amount=amount, day=day))
    return Part("state", "Terugbetaling door de Staat", outcome)


def _check_started(claim: Claim, day: date) -> None:
    """Refuse a case or a first aid that begins after the month the State is asked to pay."""
    for place, began in (("since", claim.since), ("first_aid_on", claim.first_aid_on)):
        if began is not None and began.replace(day=1) > day:
            raise ImpossibleInput(f"state.{place}", "ligt na de maand van de terugbetaling")


def _warnings(asked: Described) -> tuple[str, ...]:
    late = stays_to_report(asked.grant.stays) if asked.grant else ()
    return tuple(
        f"Verblijf in het buitenland vanaf {stay.since.isoformat()} niet vooraf gemeld "
        "(RMI art. 23 §5)."
        for stay in late
    )


def euros(amount: int) -> str:
    """Return cents as euros in Dutch notation: 1.234,56."""
    sign, whole = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}{whole // 100:,}".replace(",", ".") + f",{whole % 100:02d}"


def as_text(found: Answer) -> str:
    """Return the answer for a reader: amounts, steps, sources, and what was not verified."""
    lines = [f"Berekend voor {found.on.isoformat()}. Parameters {law().fingerprint}."]
    if found.finding:
        lines.append(f"Bevinding over de categorie: {found.finding}")
    for part in found.parts:
        lines += ["", f"{part.title}: {euros(part.outcome.amount)} euro"]
        for step in part.outcome.steps:
            lines += _step_lines(step)
        if not part.outcome.verified:
            lines.append("  LET OP: niet alles hierin is nagekeken (zie de regels met [!]).")
    lines += [f"LET OP: {warning}" for warning in found.warnings]
    return "\n".join(lines)


def _step_lines(step: Step) -> list[str]:
    amount = "" if step.amount is None else euros(step.amount)
    mark = "" if step.verified else " [!]"
    lines = [f"  {step.label + mark:<{WIDTH}} {amount:>14}", f"      {step.source}"]
    for version in step.versions:
        doubt = "nagekeken" if version.verified else "NIET NAGEKEKEN"
        lines.append(
            f"      {version.name} = {version.value}; bewijs {version.evidence}, {doubt}; "
            f"{version.source}"
        )
        if version.note:
            lines.append(f"        {version.note}")
    if step.note:
        lines.append(f"      {step.note}")
    return lines


def as_data(found: Answer) -> dict[str, Any]:
    """Return the answer for a program: amounts are whole cents."""
    return {
        "on": found.on.isoformat(),
        "parameters": law().fingerprint,
        "category_reason": found.finding,
        "warnings": list(found.warnings),
        "parts": {part.key: _outcome(part) for part in found.parts},
    }


def refused_as_data(error: EntitlementError) -> dict[str, Any]:
    """Return a refusal for a program: which kind, the sentence, and what it points at."""
    told = {"where": "where", "key": "parameter", "day": "day", "code": "code"}
    about = {name: str(value) for key, name in told.items() if (value := vars(error).get(key))}
    return {"refused": {"kind": type(error).__name__, "sentence": str(error), **about}}


def _outcome(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "amount_cents": part.outcome.amount,
        "verified": part.outcome.verified,
        "steps": [_step(step) for step in part.outcome.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "label": step.label,
        "amount_cents": step.amount,
        "source": step.source,
        "evidence": step.evidence,
        "verified": step.verified,
        "note": step.note,
        "parameters": [asdict(version) for version in step.versions],
    }
