"""Names in any script and spelling: official transliteration, search keys, same-person scoring."""

from eenplan.engines.names.comparing import (
    SAME,
    WORTH_A_LOOK,
    Likeness,
    Match,
    Person,
    compare,
    may_be_worth_a_look,
    same_person,
)
from eenplan.engines.names.keys import part_keys, search_keys
from eenplan.engines.names.lookalikes import looks
from eenplan.engines.names.transliteration import transliterate
from eenplan.engines.names.written import Name

__all__ = [
    "SAME",
    "WORTH_A_LOOK",
    "Likeness",
    "Match",
    "Name",
    "Person",
    "compare",
    "looks",
    "may_be_worth_a_look",
    "part_keys",
    "same_person",
    "search_keys",
    "transliterate",
]
