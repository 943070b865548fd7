"""The fixed words of the letters, by language, and whether a translator read them.

They are data (`texts/*.toml`), the same names in each file. A language without a file gets the
Dutch letter alone. Of what the law asks (`fixed`), the Dutch file says the source, and whether our
words were laid beside the text of the law.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
DUTCH = "nl"
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
VERSION = "2026-2"  # goes up with every change of the words: a kept letter says which it had


class _Known(dict):
    """The facts of a letter; what is not known yet shows as dots in its draft."""

    def __missing__(self, name: str) -> str:
        return "…"


def filled(text: str, facts: dict) -> str:
    """Return a text with the facts filled in, and dots for what is not known."""
    return text.format_map(_Known(facts))


@dataclass(frozen=True)
class Fixed:
    """What the law wants in a letter, in our words: the source, and whether that was verified."""

    text: str
    source: str = ""
    verified: bool = False


@dataclass(frozen=True)
class Texts:
    """The letters in one language: groups of words by name."""

    language: str
    name: str  # of the language, in itself
    is_checked: bool
    months: tuple[str, ...]
    day_pattern: str
    groups: dict[str, dict[str, str]]
    fixed: dict[str, Fixed]

    def say(self, group: str, key: str, **facts: object) -> str:
        """Return words with the facts filled in."""
        said = self.groups[group].get(key, "")
        return TWO_STOPS.sub(".", filled(said, facts))  # a day may end in a stop of its own

    def day(self, day: date | str) -> str:
        """Return a day as this language writes it, kept on one line."""
        if isinstance(day, str):
            day = date.fromisoformat(day)
        month = self.months[day.month - 1]
        said = self.day_pattern.format(day=day.day, month=month, year=day.year)
        return said.replace(" ", "\u00a0")

    def month(self, first: date | str) -> str:
        """Return a month by its name, as it stands in a date."""
        if isinstance(first, str):
            first = date.fromisoformat(first)
        return self.months[first.month - 1]

    def euro(self, cents: int) -> str:
        """Return an amount as money, kept on one line."""
        return self.say("words", "euro", amount=figures(cents)).replace(" ", "\u00a0")


def figures(cents: int) -> str:
    """Return cents as euros in Dutch notation: 1.234,56."""
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{whole // 100:,}".replace(",", ".") + f",{whole % 100:02d}"


@cache
def texts_in(language: str) -> Texts:
    """Return the texts in a language, or in Dutch when there are none."""
    file = FOLDER / f"{language}.toml" if language.isalpha() else FOLDER / "nl.toml"
    data = tomllib.loads((file if file.exists() else FOLDER / "nl.toml").read_text("utf-8"))
    return Texts(
        language=data["language"],
        name=data["name"],
        is_checked=data["checked"],
        months=tuple(data["months"]),
        day_pattern=data["day"],
        groups={
            key: words for key, words in data.items() if isinstance(words, dict) and key != "fixed"
        },
        fixed={key: _fixed(words) for key, words in data["fixed"].items()},
    )


def _fixed(words: str | dict) -> Fixed:
    return Fixed(words) if isinstance(words, str) else Fixed(**words)


def has_letters_in(language: str) -> bool:
    """Say whether there are words in a language."""
    return language.isalpha() and (FOLDER / f"{language}.toml").exists()


@cache
def languages() -> tuple[tuple[str, str], ...]:
    """Return the languages of the letters as choices, and which no translator read."""
    found = [texts_in(file.stem) for file in FOLDER.glob("*.toml")]
    return tuple(
        (texts.language, texts.name if texts.is_checked else f"{texts.name} (niet nagelezen)")
        for texts in sorted(found, key=lambda texts: (texts.language != DUTCH, texts.language))
    )
