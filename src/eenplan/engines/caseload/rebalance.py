"""Bring everybody within the norm and level the load, with as few changes of case manager as can.

Who carries too much gives; who has room takes. A request of the kernel is a case that might move,
an offer is a worker, and staying is one of the options, worth far more than any other quality. So
the plan with the most value is the one with the fewest changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from eenplan.engines.assignment.explain import refused_by
from eenplan.engines.assignment.model import (
    FOREVER,
    Booking,
    Offer,
    Option,
    Problem,
    Request,
    Rule,
    options_from,
)
from eenplan.engines.assignment.plan import Plan
from eenplan.engines.assignment.search import Effort
from eenplan.engines.assignment.solver import solve
from eenplan.engines.caseload.moving_rules import LOCKS, rules_of_moving
from eenplan.engines.caseload.rebalance_model import (
    Carrier,
    HeldCase,
    ImpossibleRebalancing,
    Limits,
    Points,
    Rebalancing,
    fingerprint,
)
from eenplan.engines.caseload.rebalance_words import moves_in_words, stays_above, summary_of
from eenplan.engines.caseload.team_loads import Book

CASES, MINUTES = "gezinnen", "minuten"
#: How many cases beside the needed ones a giver puts forward, and how many takers each case sees.
SPARE, TAKERS_BY_LANGUAGE, TAKERS_IN_TURN = 6, 6, 10


def rebalance(
    carriers: Sequence[Carrier],
    cases: Sequence[HeldCase],
    limits: Limits | None = None,
    points: Points | None = None,
    effort: str | Effort = "normal",
    seed: int = 0,
) -> Rebalancing:
    """The fewest moves found that bring everybody within the norm and level the weighted minutes.

    A case whose holder is not among the carriers needs somebody and counts as a move too. The same
    question always gives the same answer. Raises ImpossibleRebalancing for ids that repeat.
    """
    limits, points = limits or Limits(), points or Points()
    carriers = sorted(carriers, key=lambda c: c.id)
    cases = _of_who_is_here(carriers, sorted(cases, key=lambda c: c.id))
    if len({c.id for c in carriers}) < len(carriers) or len({c.id for c in cases}) < len(cases):
        raise ImpossibleRebalancing("ids repeat")
    rules = rules_of_moving(limits)
    book = Book(carriers, cases, limits)
    locks = {case.id: lock_of(case, rules) for case in cases}
    question = _Question(book, locks, rules, points, seed)
    movable, fewest = question.put_forward()
    plans = []
    if movable:
        plans.append(question.ask(movable, effort, everybody=False))
        if waiting := [book.cases[name] for name in plans[0].unplaced]:
            plans.append(question.ask(waiting, effort, everybody=True))
    after = question.book
    moves = moves_in_words(book, after)
    above = stays_above(after, locks)
    return Rebalancing(
        moves=moves,
        above=above,
        unserved=tuple(c.id for c in cases if after.holder[c.id] is None),
        before=book.loads(),
        after=after.loads(),
        fewest=fewest,
        gap=max((plan.gap for plan in plans), default=0.0),
        methods=tuple(plan.method for plan in plans),
        seed=seed,
        inputs_hash=inputs_hash(carriers, cases, limits, points, seed),
        summary=summary_of(book, after, moves, above, fewest),
    )


def inputs_hash(
    carriers: Sequence[Carrier],
    cases: Sequence[HeldCase],
    limits: Limits,
    points: Points | None = None,
    seed: int = 0,
) -> str:
    """The fingerprint a proposal for this question would carry, without working it out."""
    rules, cases = rules_of_moving(limits), _of_who_is_here(carriers, cases)
    locks = [lock_of(case, rules) for case in cases]
    return fingerprint(carriers, cases, limits, points or Points(), locks, seed)


def _of_who_is_here(carriers: Sequence[Carrier], cases: Sequence[HeldCase]) -> list[HeldCase]:
    """The cases as held by nobody where the holder is not one of the carriers."""
    here = {carrier.id for carrier in carriers}
    return [c if c.holder in here else replace(c, holder=None) for c in cases]


#: Looks at a case as nobody in particular: the locks do not depend on who would take it.
_ANYBODY = Carrier(id="", name="", fraction=Decimal(0))


def lock_of(case: HeldCase, rules: Sequence[Rule]) -> str:
    """The rule that keeps a case where it is whoever could take it, or nothing."""
    if case.holder is None:
        return ""
    for rule in rules:
        if rule.id in LOCKS and rule.test(case, _ANYBODY):
            return rule.id
    return ""


class _Question:
    """The cases that may move and the workers with room, as questions to the kernel."""

    def __init__(
        self,
        book: Book,
        locks: dict[str, str],
        rules: tuple[Rule, ...],
        points: Points,
        seed: int,
    ) -> None:
        self.book, self._locks, self._rules = book, locks, rules
        self._points, self._seed = points, seed
        self._givers = {load.carrier for load in book.loads() if load.gives}

    def put_forward(self) -> tuple[list[HeldCase], int]:
        """The cases that may have to move, and how many changes nobody can do without."""
        forward = [case for case in self.book.cases.values() if self.book.holder[case.id] is None]
        fewest = len(forward)
        for giver in sorted(self._givers):
            free = [c for c in self.book.held_by(giver) if not self._locks[c.id]]
            free.sort(key=lambda c: (-c.minutes, c.id))
            needed = self.book.fewest_to_give(giver, free)
            fewest += needed
            chosen = free[: 2 * needed + SPARE]
            foreign = [c for c in free if not self._speaks(giver, c)]
            forward += {c.id: c for c in (*chosen, *foreign[:SPARE])}.values()
        return forward, fewest

    def _speaks(self, carrier: str, case: HeldCase) -> bool:
        return bool(self.book.carriers[carrier].languages & case.languages)

    def ask(self, cases: Sequence[HeldCase], effort: str | Effort, *, everybody: bool) -> Plan:
        """Let the kernel decide on these cases; the book then holds its answer."""
        loose = {case.id for case in cases}
        fixed = self.book.without(loose)
        takers = self._takers(fixed)
        rows = [
            option
            for turn, case in enumerate(cases)
            for option in self._options(case, turn, takers, fixed, everybody=everybody)
        ]
        used = {row.offer for row in rows}
        offers = [self._offer(c, fixed) for c in self.book.carriers.values() if c.id in used]
        requests = [Request(c.id, self._points.placed, facts=c) for c in cases]
        problem = Problem(
            tuple(requests),
            tuple(offers),
            options_from(requests, offers, rows),
            self._rules,
            self._seed,
        )
        plan = solve(problem, effort)
        self.book = self.book.changed({a.request: a.offer for a in plan.assignments})
        return plan

    def _takers(self, fixed: Book) -> dict[str | None, list[Carrier]]:
        """Who has room for one more, most room first, by team."""
        found = defaultdict(list)
        for carrier in self.book.carriers.values():
            if carrier.id not in self._givers and fixed.room(carrier.id) > 0:
                found[carrier.team].append(carrier)
        for team in found.values():
            team.sort(key=lambda c: (-fixed.room(c.id), c.id))
        return found

    def _options(
        self,
        case: HeldCase,
        turn: int,
        takers: dict[str | None, list[Carrier]],
        fixed: Book,
        *,
        everybody: bool,
    ) -> list[Option]:
        near = takers.get(case.team, [])
        if not everybody:
            near = _some(near, case, turn)
        holder = self.book.holder[case.id]
        listed = [c for c in near if c.id != holder and not refused_by(self._rules, case, c)]
        if holder is not None:
            listed.append(self.book.carriers[holder])
        return [
            self._option(case, carrier, fixed, stays=carrier.id == holder) for carrier in listed
        ]

    def _option(self, case: HeldCase, carrier: Carrier, fixed: Book, *, stays: bool) -> Option:
        return Option(
            request=case.id,
            offer=carrier.id,
            start=0,
            end=1,
            uses={CASES: 1, MINUTES: case.minutes},
            parts={
                "keep": self._points.keep if stays else 0,
                "language": self._points.language if carrier.languages & case.languages else 0,
                "room": 0 if stays else round(self._points.room * fixed.room(carrier.id)),
            },
        )

    def _offer(self, carrier: Carrier, fixed: Book) -> Offer:
        """A giver keeps what is within bounds for the usual time; a taker what is open now."""
        load = fixed.bounds(carrier.id, taking=carrier.id not in self._givers)
        held = {CASES: load.households, MINUTES: load.minutes}
        return Offer(
            carrier.id,
            {CASES: load.most, MINUTES: load.ceiling},
            bookings=(Booking(0, FOREVER, held),),
            facts=carrier,
        )


def _some(near: list[Carrier], case: HeldCase, turn: int) -> list[Carrier]:
    """A few takers of a long list: those who speak the language, and others in turn.

    In turn, for else all cases would see the same few workers with the most room.
    """
    if len(near) <= TAKERS_BY_LANGUAGE + TAKERS_IN_TURN:
        return near
    speaking = [c for c in near if c.languages & case.languages]
    start = turn * TAKERS_IN_TURN
    count = len(speaking)
    by_language = [
        speaking[(turn * TAKERS_BY_LANGUAGE + k) % count]
        for k in range(min(count, TAKERS_BY_LANGUAGE))
    ]
    in_turn = [near[(start + k) % len(near)] for k in range(TAKERS_IN_TURN)]
    return list({c.id: c for c in (*by_language, *in_turn)}.values())


def shares_language(carriers: Sequence[Carrier], cases: Sequence[HeldCase]) -> Counter[bool]:
    """How many cases have a holder who speaks a language of the household, and how many not."""
    spoken = {carrier.id: carrier.languages for carrier in carriers}
    return Counter(
        bool(spoken.get(case.holder or "", frozenset()) & case.languages) for case in cases
    )
