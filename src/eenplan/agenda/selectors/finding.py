"""Choosing a household on a form: by searching within the scope, never by typing a name loose."""

import re

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.people import searching
from eenplan.people.models import Household
from eenplan.people.selectors import get_household

NUMBER = re.compile(r"^([0-9]{4})/([0-9]{1,7})$")
MOST_HITS = 8


def household_of(actor: Actor, number: str) -> Household | None:
    """Return the household with a number inside the scope, or None for no number.

    Raises NotFound, also for what is no number.
    """
    if not number.strip():
        return None
    found = NUMBER.match(number.strip())
    if found is None:
        raise NotFound(number)
    return get_household(actor, int(found[1]), int(found[2]))


def household_or_none(actor: Actor, number: str) -> Household | None:
    """Return the household with a number, or None also when the actor may not see it."""
    try:
        return household_of(actor, number)
    except NotFound:
        return None


def hits(actor: Actor, text: str) -> list[searching.Hit]:
    """Return the households found by a text, each once, with the person who was found."""
    if not text.strip() or not actor.can(Capability.HOUSEHOLD_SEARCH):
        return []
    seen: dict[int, searching.Hit] = {}
    for hit in searching.find(actor, searching.parse(text)).hits:
        seen.setdefault(hit.member.household_id, hit)
    return list(seen.values())[:MOST_HITS]
