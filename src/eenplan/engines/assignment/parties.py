"""Who is served together: a linked party chooses one group for all its members, or waits."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from eenplan.engines.assignment.model import BoolArray, FloatArray, IntArray, Problem


def group_numbers(problem: Problem) -> IntArray:
    """A number per offer: equal for offers of one group; an offer without a group stands alone."""
    numbers: dict[tuple[str, str], int] = {}
    keys = [(o.group, "" if o.group else o.id) for o in problem.offers]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


@dataclass(eq=False)
class Parties:
    """The linked requests of a question and their options, grouped as they have to be chosen.

    `of_request` is the party of each request (-1: alone). The rows of one segment are the options
    of one member in one group; a choice is one party in one group and has a segment per member.
    """

    problem: Problem
    of_request: IntArray = field(init=False)
    members: tuple[IntArray, ...] = field(init=False)
    rows: IntArray = field(init=False)

    def __post_init__(self) -> None:
        at, links = self.problem.request_at, self.problem.sides.links
        self.of_request = np.full(len(at), -1, dtype=np.int64)
        self.members = tuple(np.array([at[name] for name in li.requests]) for li in links)
        for number, members in enumerate(self.members):
            self.of_request[members] = number
        self._arrange()

    def _arrange(self) -> None:
        options = self.problem.options
        party = self.of_request[options.request]
        rows = np.flatnonzero(party >= 0)
        group = group_numbers(self.problem)[options.offer[rows]] if len(rows) else rows
        order = np.lexsort((rows, options.request[rows], group, party[rows]))
        self.rows, group = rows[order], group[order]
        member, party = options.request[self.rows], party[self.rows]
        same = (np.diff(member) == 0) & (np.diff(group) == 0) & (np.diff(party) == 0)
        self.starts = np.flatnonzero(np.concatenate([[True], ~same])) if len(self.rows) else rows
        self.segment = np.cumsum(np.concatenate([[0], ~same])) if len(self.rows) else rows
        who, where = party[self.starts], group[self.starts]
        new = (np.diff(who) != 0) | (np.diff(where) != 0)
        self.choice = np.cumsum(np.concatenate([[0], new])) if len(who) else who
        first = np.flatnonzero(np.diff(self.choice, prepend=-1))
        self.party_of_choice = who[first]
        self.group_of_choice = where[first]
        self.member = member[self.starts]

    def __len__(self) -> int:
        return len(self.members)

    def complete(self) -> BoolArray:
        """Which options are of use: for a member of a link, in a group open to every member."""
        useful = np.ones(len(self.problem.options), dtype=np.bool_)
        if len(self.rows):
            sizes = np.array([len(m) for m in self.members])[self.party_of_choice]
            whole = np.bincount(self.choice, minlength=len(sizes)) == sizes
            useful[self.rows] = whole[self.choice[self.segment]]
        return useful

    def choices(self, net: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Per segment its best option's net value, and per choice the sum over its members."""
        best = np.maximum.reduceat(net[self.rows], self.starts)
        together: FloatArray = np.bincount(self.choice, best).astype(np.float64)
        return best, together

    def settle(self, net: FloatArray, best: FloatArray, must: BoolArray) -> None:
        """Put into `best` what each member gets when its party takes its best choice, or waits."""
        if not len(self.rows):
            return
        of_segment, of_choice = self.choices(net)
        top = np.full(len(self.members), -np.inf)
        np.maximum.at(top, self.party_of_choice, of_choice)
        wins = of_choice == top[self.party_of_choice]
        first = np.full(len(self.members), -1)
        first[self.party_of_choice[wins][::-1]] = np.flatnonzero(wins)[::-1]
        best[self.of_request >= 0] = 0.0
        chosen = first[self.party_of_choice[self.choice]] == self.choice
        served = (top > 0) | self.any_of(must)
        chosen &= served[self.party_of_choice[self.choice]]
        best[self.member[chosen]] = of_segment[chosen]

    def any_of(self, flags: BoolArray) -> BoolArray:
        """Per party whether any member has the flag."""
        found = np.zeros(len(self.members), dtype=np.bool_)
        linked = self.of_request >= 0
        np.logical_or.at(found, self.of_request[linked], flags[linked])
        return found

    def shares(self, net: FloatArray, softness: float, must: BoolArray) -> FloatArray:
        """Smoothed demand for each of `rows`: the choice of a group, times that within it."""
        of_segment, of_choice = self.choices(net)
        top = np.where(self.any_of(must), -np.inf, 0.0)
        np.maximum.at(top, self.party_of_choice, of_choice)
        weight = np.exp((of_choice - top[self.party_of_choice]) / softness)
        waits = np.where(self.any_of(must), 0.0, np.exp(-np.maximum(top, 0.0) / softness))
        total = np.bincount(self.party_of_choice, weight, len(self.members)) + waits
        within = np.exp((net[self.rows] - of_segment[self.segment]) / softness)
        inside = np.bincount(self.segment, within)
        choice = self.choice[self.segment]
        chosen: FloatArray = (weight / total[self.party_of_choice])[choice]
        return chosen * within / inside[self.segment]
