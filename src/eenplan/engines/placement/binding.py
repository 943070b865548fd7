"""What binds households together in one plan: links, and floors for groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from eenplan.engines.assignment.model import Floor, Link, Request
from eenplan.engines.placement.model import Household, Policy
from eenplan.engines.placement.table import Table

#: A share of so few households is no share: one family more or less would decide.
SMALLEST_GROUP = 5
LONG_AGO_DAYS = 14
GROUP_WORDS = {
    "size:1": "wie alleen is",
    "size:2": "gezinnen van 2 personen",
    "size:3-4": "gezinnen van 3 of 4 personen",
    "size:5+": "gezinnen van 5 personen en meer",
    "children": "gezinnen met kinderen",
    "step-free": "wie geen trappen kan doen",
    "waits-long": f"wie al meer dan {LONG_AGO_DAYS} dagen wacht",
    "resident": "wie hier al langer woont",
    "newcomer": "nieuwkomers",
}


def groups_of(household: Household, on: date) -> frozenset[str]:
    """The groups a household counts in for floors and audit, besides those the caller tells."""
    size = household.persons
    found = {f"size:{size}" if size < 3 else "size:3-4" if size < 5 else "size:5+"}
    if household.has_children:
        found.add("children")
    if household.step_free:
        found.add("step-free")
    if (on - household.arrived_on).days > LONG_AGO_DAYS:
        found.add("waits-long")
    return frozenset(found | household.groups)


def group_words(group: str) -> str:
    """A group in words."""
    return GROUP_WORDS.get(group, group)


def floors_for(requests: Sequence[Request], table: Table, policy: Policy) -> tuple[Floor, ...]:
    """A floor for every group that is large enough to have a share."""
    if not policy.floor_percent:
        return ()
    servable = [bool(row.any()) for row in table.allowed]
    counts = Counter(
        group for r, able in zip(requests, servable, strict=True) if able for group in r.groups
    )
    share = Fraction(policy.floor_percent, 100)
    return tuple(Floor(g, share) for g, n in sorted(counts.items()) if n >= SMALLEST_GROUP)


def links_between(households: Sequence[Household]) -> tuple[tuple[Link, ...], bool]:
    """The households that are placed together or all wait, and whether "together" is one house.

    Who is linked with somebody linked is linked too. A link with a household that is not looking
    for a place now, and has no home, binds nobody.
    """
    here = {h.id: h for h in households}
    parent = {name: name for name in here}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    levels = set()
    for household in households:
        for link in household.links:
            if link.home is None and link.other in here and link.other != household.id:
                parent[root(household.id)] = root(link.other)
                levels.add(link.level)
    parties: dict[str, list[str]] = {}
    for household in households:
        parties.setdefault(root(household.id), []).append(household.id)
    links = tuple(Link(tuple(names)) for names in parties.values() if len(names) > 1)
    return links, levels == {"dwelling"}
