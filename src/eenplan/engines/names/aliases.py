"""Know which given names are forms of one name: Сергій is Sergey in a Russian passport, Serge here.

No rule of spelling leads from Микола to Nikolai or from Пилип to Филипп; `aliases.toml` lists them.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from eenplan.engines.names.sounds import readings

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kin:
    """The names a written given name is a form of, and those it is only near to."""

    forms: frozenset[str] = NOTHING
    near: frozenset[str] = NOTHING

    def names(self) -> frozenset[str]:
        """Return every name it may stand for, near ones included."""
        return self.forms | self.near


@lru_cache(maxsize=16_384)
def kin_of(given: str) -> Kin:
    """Return the names this one-word given name belongs to; empty for a name not on the list."""
    return _kin(readings(given), _by_sound())


def kin_of_father(stems: Iterable[str]) -> Kin:
    """Return the names a patronymic may be made from, by what it keeps of the father's name."""
    return _kin(stems, _by_stem())


def father_stem(row: str) -> str:
    """Return what a patronymic keeps of a name: Микола and Миколай both give MIKOL."""
    return row.rstrip("AOUEIJ")


def _kin(rows: Iterable[str], listed: dict[str, Kin]) -> Kin:
    found = [listed[row] for row in rows if row in listed]
    return Kin(
        forms=NOTHING.union(*(kin.forms for kin in found)),
        near=NOTHING.union(*(kin.near for kin in found)),
    )


@cache
def _by_sound() -> dict[str, Kin]:
    return _gathered(_listed("men", "women"))


@cache
def _by_stem() -> dict[str, Kin]:
    return _gathered((father_stem(row), part, name) for row, part, name in _listed("men"))


def _listed(*sexes: str) -> Iterable[tuple[str, str, str]]:
    text = files("eenplan.engines.names").joinpath("aliases.toml").read_text("utf-8")
    table: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text)
    for sex in sexes:
        for name, spellings in table[sex].items():
            for part, words in spellings.items():
                for word in words.split():
                    for row in readings(word):
                        yield row, part, name


def _gathered(listed: Iterable[tuple[str, str, str]]) -> dict[str, Kin]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"forms": set(), "near": set()})
    for row, part, name in listed:
        found[row][part].add(name)
    return {
        row: Kin(forms=frozenset(kin["forms"]), near=frozenset(kin["near"] - kin["forms"]))
        for row, kin in found.items()
    }
