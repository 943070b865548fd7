"""The invented names of the demo municipality, per origin; names.toml holds the lists."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from eenplan.people.enums import Sex

FILE = Path(__file__).parent / "names.toml"


@dataclass(frozen=True)
class Origin:
    """A group of names with the language and nationality that mostly come along."""

    languages: tuple[str, ...]
    nationality: str
    shares_family_name: bool  # a couple has one family name; else each keeps the own name
    family: tuple[tuple[str, str], ...]  # the form for a man, the form for a woman
    female: tuple[str, ...]
    male: tuple[str, ...]

    def draw_family(self, rng: Random) -> tuple[str, str]:
        """Return a family name in the form for a man and the form for a woman."""
        return rng.choice(self.family)

    def draw_given(self, rng: Random, sex: Sex, taken: set[str]) -> str:
        """Return a given name that nobody in the household has yet."""
        names = self.female if sex == Sex.FEMALE else self.male
        free = [name for name in names if name not in taken]
        return rng.choice(free or names)


@cache
def origins() -> dict[str, Origin]:
    """Return the origins by name: ukrainian, flemish, turkish, arabic, romanian."""
    lists = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: _origin(**facts) for name, facts in lists.items()}


def _origin(family: list[str], **facts) -> Origin:
    forms = [tuple(name.split("/")) for name in family]
    pairs = tuple((form[0], form[-1]) for form in forms)
    return Origin(
        family=pairs,
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in facts.items()
        },
    )
