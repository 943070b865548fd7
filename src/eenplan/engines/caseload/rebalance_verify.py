"""An independent check of a rebalancing, run before it is shown. Shares no code with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import floor

from eenplan.engines.caseload.rebalance_model import Carrier, HeldCase, Limits, Rebalancing


def verify_rebalancing(
    carriers: Sequence[Carrier], cases: Sequence[HeldCase], limits: Limits, answer: Rebalancing
) -> tuple[str, ...]:
    """Everything that is wrong with a proposal, one sentence each; empty when it may be shown."""
    people, files = {c.id: c for c in carriers}, {c.id: c for c in cases}
    faults = [f"{m.case}: unknown" for m in answer.moves if m.case not in files]
    faults += [f"{m.case}: to a stranger" for m in answer.moves if m.taker not in people]
    twice = Counter(m.case for m in answer.moves)
    faults += [f"{name}: moved {n} times" for name, n in twice.items() if n > 1]
    if faults:
        return tuple(faults)
    for move in answer.moves:
        faults += _wrong_move(files[move.case], people[move.taker], move.giver, people, limits)
    faults += _wrong_loads(people, cases, limits, answer)
    return tuple(faults)


def _wrong_move(
    case: HeldCase,
    taker: Carrier,
    giver: str | None,
    people: dict[str, Carrier],
    limits: Limits,
) -> list[str]:
    holder = case.holder if case.holder in people else None
    wrong = {
        "from somebody else": giver != holder,
        "to who has it": taker.id == holder,
        "to another team": taker.team != case.team,
        "to who has no time": taker.taking <= 0,
        "in a handover": case.in_handover and holder is not None,
        "just met": holder is not None
        and case.days_held is not None
        and case.days_held < limits.settle_days,
        "legal date near": holder is not None
        and case.days_to_legal_date is not None
        and 0 <= case.days_to_legal_date <= limits.legal_days,
    }
    return [f"{case.id}: {what}" for what, is_so in wrong.items() if is_so]


def _wrong_loads(
    people: dict[str, Carrier], cases: Sequence[HeldCase], limits: Limits, answer: Rebalancing
) -> list[str]:
    goes = {m.case: m.taker for m in answer.moves}
    households = {name: c.elsewhere_households for name, c in people.items()}
    minutes = {name: c.elsewhere_minutes for name, c in people.items()}
    for case in cases:
        name = goes.get(case.id, case.holder)
        if name in people:
            households[name] += 1
            minutes[name] += case.minutes
    faults, above, takers = [], set(), set(goes.values())
    for name, person in people.items():
        share = Fraction(person.fraction)
        cap, ceiling = share * limits.norm_per_fte, _ceiling(person, people, cases, limits, share)
        if households[name] > floor(cap) or minutes[name] > ceiling:
            above.add(name)
        if name in takers:
            taken = (households[name], minutes[name])
            faults += _taken_too_much(person, taken, people, cases, limits)
    told = {load.carrier: (load.households, load.minutes) for load in answer.after}
    if above != {one.carrier for one in answer.above}:
        faults.append("who stays above is told wrongly")
    if told != {name: (households[name], minutes[name]) for name in people}:
        faults.append("the loads after are told wrongly")
    return faults


def _taken_too_much(
    person: Carrier,
    taken: tuple[int, int],
    people: dict[str, Carrier],
    cases: Sequence[HeldCase],
    limits: Limits,
) -> list[str]:
    share = Fraction(person.taking)
    wrong = {
        "households": taken[0] > floor(share * _most(person, people, cases, limits)),
        "minutes": taken[1] > _ceiling(person, people, cases, limits, share),
    }
    return [f"{person.id}: takes too many {what}" for what, is_so in wrong.items() if is_so]


def _ceiling(
    person: Carrier,
    people: dict[str, Carrier],
    cases: Sequence[HeldCase],
    limits: Limits,
    share: Fraction,
) -> int:
    mates = [c for c in people.values() if c.team == person.team]
    total = sum(c.elsewhere_minutes for c in mates)
    total += sum(case.minutes for case in cases if case.team == person.team)
    working = sum((Fraction(c.fraction) for c in mates), Fraction(0))
    if not working:
        return 0
    return floor(total / working * share * (100 + limits.tolerance) / 100)


def _most(
    person: Carrier, people: dict[str, Carrier], cases: Sequence[HeldCase], limits: Limits
) -> Fraction:
    """The norm per full time, or the mean of a team that as a whole is above it."""
    mates = [c for c in people.values() if c.team == person.team]
    total = sum(c.elsewhere_households for c in mates)
    total += sum(case.team == person.team for case in cases)
    if total <= sum(floor(Fraction(c.fraction) * limits.norm_per_fte) for c in mates):
        return Fraction(limits.norm_per_fte)
    working = sum((Fraction(c.fraction) for c in mates), Fraction(0))
    spread = Fraction(total * (100 + limits.tolerance), 100) / working if working else Fraction(0)
    return max(Fraction(limits.norm_per_fte), spread)
