"""Why this offer, why not that one: three kinds of statements and nothing else.

Blocked by a named rule; chosen or not after points and the pressure of others; and what choosing
otherwise would take away from whom. Every offer falls in exactly one of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eenplan.engines.assignment.model import Problem, Refusal, Rule
from eenplan.engines.assignment.outcome import assignment_of
from eenplan.engines.assignment.plan import Assignment, Plan
from eenplan.engines.assignment.room import displaced, tied

#: The built-in reason for an offer that no rule blocks but that bookings keep full.
FULL = Refusal("capacity", "Al volzet in deze periode", "agenda van de plaats")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One offer that was possible: points, pressure of others, and who has it in the plan."""

    offer: str
    start: int
    end: int
    score: int
    pressure: int
    parts: Mapping[str, int]
    held_by: tuple[str, ...]

    @property
    def net(self) -> int:
        """Points minus the pressure of others."""
        return self.score - self.pressure


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How many offers one rule blocks, and how many only this rule blocks."""

    rule: str
    title: str
    offers: int
    only: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole account for one request: every offer is suitable or blocked."""

    request: str
    chosen: Alternative | None
    alternatives: tuple[Alternative, ...]
    blocked: tuple[RuleTally, ...]
    suitable_offers: int
    blocked_offers: int


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a request did not get an offer: refused by rules, or who would have to give way."""

    request: str
    offer: str
    refusals: tuple[Refusal, ...]
    displaced: tuple[str, ...]
    value_lost: int
    sentence: str


def refusals(problem: Problem, request: str, offer: str) -> tuple[Refusal, ...]:
    """Every rule that forbids this pair, in words; empty when all rules allow it.

    Raises KeyError for an unknown request or offer.
    """
    wanted = problem.requests[problem.request_at[request]].facts
    given = problem.offers[problem.offer_at[offer]].facts
    return refused_by(problem.rules, wanted, given)


def refused_by(rules: tuple[Rule, ...], wanted: object, given: object) -> tuple[Refusal, ...]:
    """Every rule that says no to these facts, in the order of the rules."""
    found = ((rule, rule.test(wanted, given)) for rule in rules)
    return tuple(Refusal(rule.id, text, rule.source) for rule, text in found if text is not None)


def tally(rules: tuple[Rule, ...], blocked: list[tuple[Refusal, ...]]) -> tuple[RuleTally, ...]:
    """Per rule how many offers it blocks and how many only it blocks, the most blocking first."""
    titles = {rule.id: rule.title for rule in rules} | {FULL.rule: FULL.sentence}
    offers = dict.fromkeys(titles, 0)
    only = dict.fromkeys(titles, 0)
    for reasons in blocked:
        for reason in reasons:
            offers[reason.rule] += 1
            only[reason.rule] += len(reasons) == 1
    counts = [RuleTally(rule, titles[rule], n, only[rule]) for rule, n in offers.items() if n]
    return tuple(sorted(counts, key=lambda count: (-count.offers, count.rule)))


def explain(problem: Problem, plan: Plan, request: str, most: int = 5) -> Explanation:
    """What was chosen for this request, up to `most` alternatives, and what blocks the rest.

    Raises KeyError for an unknown request.
    """
    rows = problem.rows_of(problem.request_at[request])
    ways = [_alternative(plan, assignment_of(problem, row)) for row in rows]
    ways.sort(key=lambda way: (-way.net, way.offer, way.start))
    own = plan.of(request)
    chosen = next((w for w in ways if own and (w.offer, w.start) == (own.offer, own.start)), None)
    suitable = {way.offer for way in ways}
    blocked = [
        refusals(problem, request, offer.id) or (FULL,)
        for offer in problem.offers
        if offer.id not in suitable
    ]
    return Explanation(
        request,
        chosen,
        tuple(way for way in ways if way is not chosen)[:most],
        tally(problem.rules, blocked),
        len(suitable),
        len(blocked),
    )


def _alternative(plan: Plan, a: Assignment) -> Alternative:
    pressure = _pressure(plan, a)
    score = sum(a.parts.values())
    return Alternative(a.offer, a.start, a.end, score, pressure, a.parts, _holders(plan, a))


def _holders(plan: Plan, a: Assignment) -> tuple[str, ...]:
    return tuple(
        other.request
        for other in plan.assignments
        if other.offer == a.offer
        and other.request != a.request
        and other.start < a.end
        and a.start < other.end
    )


def why_not(problem: Problem, plan: Plan, request: str, offer: str) -> WhyNot:
    """Why this request did not get this offer in the plan.

    Raises KeyError for an unknown request or offer.
    """
    reasons = refusals(problem, request, offer)
    if reasons:
        text = "; ".join(reason.sentence for reason in reasons)
        return WhyNot(request, offer, reasons, (), 0, text)
    own = plan.of(request)
    if own is not None and own.offer == offer:
        return WhyNot(request, offer, (), (), 0, "Dit is de voorgestelde plaats")
    position = problem.offer_at[offer]
    rows = [
        row
        for row in problem.rows_of(problem.request_at[request])
        if problem.options.offer[row] == position
    ]
    if not rows:
        return WhyNot(request, offer, (FULL,), (), 0, FULL.sentence)
    bound = tied(problem, request, offer)
    if bound is not None:
        return WhyNot(request, offer, (bound,), (), 0, bound.sentence)
    ways = [assignment_of(problem, row) for row in rows]
    found = [_wanted_by_others(problem, plan, way, own) for way in ways]
    return min(found, key=lambda answer: answer.value_lost)


def _pressure(plan: Plan, a: Assignment) -> int:
    if plan.prices is None:
        return 0
    return plan.prices.pressure(a.offer, a.start, a.end, a.uses, a.mode, a.cost)


def _wanted_by_others(
    problem: Problem, plan: Plan, wanted: Assignment, own: Assignment | None
) -> WhyNot:
    gone = displaced(problem, plan, wanted)
    gain = wanted.value - (own.value if own else 0)
    lost = sum(a.value for a in gone) - gain
    spent = plan.spent + wanted.cost - (own.cost if own else 0) - sum(a.cost for a in gone)
    budget = problem.sides.budget
    if gone:
        text = "Wel geschikt, maar toegewezen aan gezinnen die langer wachten of dringender zijn"
    elif budget is not None and spent > budget:
        text = f"Wel geschikt, maar het budget laat het niet toe ({spent} van {budget})"
    else:
        text = "Wel geschikt, maar de voorgestelde plaats past beter in het geheel"
    return WhyNot(wanted.request, wanted.offer, (), tuple(a.request for a in gone), lost, text)
