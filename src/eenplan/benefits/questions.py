"""The questions of the social report, read from questions.toml.

After the minimum content of a social report (KB 1 December 2013): who asks, what is asked, the
resources with proof, how they live and the home visit, what other rights come first, and the
proposal.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from eenplan.benefits.answers import Ask, Kind
from eenplan.benefits.enums import AskedRight, Section
from eenplan.people.enums import Language, NightShelter

MINIMUM = "KB 1 december 2013, minimuminhoud van het verslag"
ASKED = {
    "all": frozenset(AskedRight),
    "reckoned": frozenset(AskedRight) - {AskedRight.OTHER_AID},  # what the engine answers
}
NO_VISIT = "none"


@dataclass(frozen=True)
class Question(Ask):
    """A question of the report, and what it is for."""

    section: Section = Section.IDENTITY
    rights: frozenset[AskedRight] = ASKED["all"]
    law: str = MINIMUM
    grade: str = "B"
    prefill: str = ""  # a name of selectors/prefill.py
    fact: str = ""  # where it stands in the situation, with points between
    when: tuple[str, Any] | None = None  # asked only if another question has this answer
    is_special: bool = False  # only in unusual files; below a fold on the screen

    @property
    def is_verified(self) -> bool:
        """Say whether its source of law was seen."""
        return self.grade in ("A", "B")


def _read() -> Iterator[Question]:
    told = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
    choices = {name: tuple(words.items()) for name, words in told["choices"].items()}
    choices |= {"languages": tuple(Language.choices), "shelters": tuple(NightShelter.choices)}
    for section in Section:
        for row in told[section.value]:
            asked = row.pop("asked", "all")
            rights = ASKED[asked] if isinstance(asked, str) else frozenset(map(AskedRight, asked))
            yield Question(
                **{
                    **row,
                    "kind": Kind(row.get("kind", Kind.LINE)),
                    "choices": choices[row["choices"]] if "choices" in row else (),
                    "when": tuple(row["when"]) if "when" in row else None,
                    "section": section,
                    "rights": rights,
                }
            )


QUESTIONS = tuple(_read())
BY_KEY = {question.key: question for question in QUESTIONS}


def questions_of(right: str, section: Section | None = None) -> tuple[Question, ...]:
    """Return what is asked for a right, of one section or of all."""
    return tuple(
        question
        for question in QUESTIONS
        if right in question.rights and section in (None, question.section)
    )


def is_asked(question: Question, answers: dict[str, Any]) -> bool:
    """Say whether a question applies, by the answer to the one it hangs on.

    What hangs on a home visit is asked when there was one, of whichever kind.
    """
    if question.when is None:
        return True
    key, wanted = question.when
    given = answers.get(key)
    if key == "visit" and wanted is True:
        return given is not None and given != NO_VISIT
    return given == wanted


def as_day(value: str | None) -> date | None:
    """Return a kept day as a date."""
    return date.fromisoformat(value) if value else None
