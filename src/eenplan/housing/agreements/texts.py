"""The fixed texts of the agreement, by language, and whether a translator read them.

They are data (`texts/*.toml`): one file per language, the same points in each. A language without a
file gets the Dutch text alone.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
DUTCH = "nl"
VERSION = "2026-1"


@dataclass(frozen=True)
class Texts:
    """The agreement in one language: words by name, and the points of it in order."""

    language: str
    name: str  # of the language, in itself
    is_checked: bool
    words: dict[str, str]
    points: tuple[tuple[str, str], ...]  # title and text


@cache
def texts_in(language: str) -> Texts:
    """Return the texts in a language, or in Dutch when there are none."""
    file = FOLDER / f"{language}.toml" if language.isalpha() else FOLDER / "nl.toml"
    data = tomllib.loads((file if file.exists() else FOLDER / "nl.toml").read_text("utf-8"))
    return Texts(
        language=data["language"],
        name=data["name"],
        is_checked=data["checked"],
        words=data["words"],
        points=tuple((point["title"], point["text"]) for point in data["points"]),
    )


def languages() -> list[tuple[str, str]]:
    """Return the languages of the agreement as choices, and which no translator read."""
    found = [texts_in(file.stem) for file in sorted(FOLDER.glob("*.toml"))]
    return [
        (texts.language, texts.name if texts.is_checked else f"{texts.name} (niet nagelezen)")
        for texts in sorted(found, key=lambda texts: texts.language != DUTCH)
    ]
