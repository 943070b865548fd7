"""Take a written name apart: family name, given name, patronymic, particles, initials."""

import re
from dataclasses import dataclass
from functools import lru_cache

from eenplan.engines.names.sounds import folded, readings

# Words that stand before many family names and tell nobody apart.
PARTICLES = frozenset({
    "van", "von", "den", "de", "der", "het", "ter", "ten", "te", "op", "le", "la", "les", "du",
    "des", "el", "al", "ibn", "ben", "bin", "di", "da", "dos", "del",
})  # fmt: skip
BETWEEN_WORDS = re.compile(r"[\s\-\u2010-\u2015.,;/()]+")

# Олексійович, Алексеевич, Ілліч, Никитична: heard in at least one reading as one of these endings.
SON = re.compile(r"^(.+?)(?:J?[OE]V|JV)?IČ$")
DAUGHTER = re.compile(r"^(.+?)(?:J?[OEI]?VNA|(?:IN)?IČNA)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as somebody wrote it down, in any script and any spelling."""

    family: str
    given: str
    patronymic: str = ""

    @classmethod
    def from_text(cls, text: str) -> "Name":
        """Return the name written on one line as family name, given name, patronymic.

        Ukrainian papers keep this order; given name, patronymic, family name is understood too,
        for the patronymic is told by its ending. Without one, the first word that is not a
        particle closes the family name and the rest is given name.
        """
        words = text.split()
        if len(words) == 3 and father_of(words[1])[0] and not father_of(words[2])[0]:
            return cls(words[2], words[0], words[1])
        patronymic = ""
        if len(words) > 2 and father_of(words[-1])[0]:
            patronymic = words.pop()
        names = [place for place, word in enumerate(words) if folded(word) not in PARTICLES]
        cut = names[0] + 1 if names else len(words)
        return cls(" ".join(words[:cut]), " ".join(words[cut:]), patronymic)


@lru_cache(maxsize=65_536)
def words_of(part: str) -> tuple[str, ...]:
    """Return the words of one part of a name, without particles unless there is nothing else."""
    words = tuple(word for word in BETWEEN_WORDS.split(part.strip()) if word)
    telling = tuple(word for word in words if folded(word) not in PARTICLES)
    return telling or words


def joined(part: str) -> str:
    """Return the part written as one word: Van den Broeck is Vandenbroeck on another paper."""
    return BETWEEN_WORDS.sub("", part)


def is_initial(word: str) -> bool:
    """Return whether only the first letter was written."""
    return len(folded(word)) == 1


@lru_cache(maxsize=65_536)
def father_of(patronymic: str) -> tuple[frozenset[str], str]:
    """Return what the word keeps of the father's name and whose child it names: son or daughter.

    Both are empty for a word without the ending of a patronymic.
    """
    for ending, child in ((DAUGHTER, "daughter"), (SON, "son")):
        stems = [found.group(1) for row in readings(patronymic) if (found := ending.match(row))]
        # Яковлевич keeps an л that Яковович has not: both are sons of Яків.
        kept = {re.sub("VL$", "V", stem.rstrip("AOUEIJ")) for stem in stems} - {""}
        if kept:
            return frozenset(kept), child
    return frozenset(), ""
