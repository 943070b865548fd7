"""Make the search keys a person is stored under and looked up by.

A key is a coarse row of consonants: spellings of one name share at least one key, so the database
finds candidates by equality alone. Telling candidates apart is the work of `comparing`.
"""

from functools import lru_cache

from eenplan.engines.names.aliases import kin_of
from eenplan.engines.names.sounds import DOUBLED, readings
from eenplan.engines.names.written import is_initial, joined, words_of

VOWELS = "AOUEIJ"
# Sounds that spellings and languages exchange count as one; sibilants first of all.
COARSE = str.maketrans("BVHDŽZKLMNPRSTFCČŠAOUEIJ", "bvhdxzklmnprztfzxxaauiii")
FEW_CONSONANTS = 2
LONGEST_KEY = 60  # a longer name is met on its beginning


def search_keys(*, family: str, given: str) -> frozenset[str]:
    """Return the keys of a person with this name; two people to compare share at least one.

    Family and given name give the same kind of key, so that a name typed in the wrong order is
    found. A patronymic gives none: half of a register would share it.
    """
    return part_keys(family) | part_keys(given)


@lru_cache(maxsize=65_536)
def part_keys(part: str) -> frozenset[str]:
    """Return the keys of one part of a name: of its words, and of the words written as one."""
    words = words_of(part)
    keys = {key for word in words if not is_initial(word) for key in _word_keys(word)}
    if len(words) > 1 or joined(part) not in words:
        keys |= {coarse_key(row) for row in readings(joined(part))}
    return frozenset(keys - {""})


def coarse_key(row: str) -> str:
    """Return the consonants of a row of sounds, marked with "a" where it opens with a vowel.

    Vowels differ too much between spellings to keep (Андрійчук, Andreychuk), but a name of one or
    two consonants would meet too many others without them.
    """
    opening = "a" if row[:1] in VOWELS else ""
    consonants = _coarse("".join(sound for sound in row if sound not in VOWELS))
    if len(consonants) > FEW_CONSONANTS:
        return (opening + consonants)[:LONGEST_KEY]
    # Тиха and Тихая are one family, so the ending goes.
    return _coarse(row.rstrip(VOWELS) or row)[:LONGEST_KEY]


def _coarse(row: str) -> str:
    return DOUBLED.sub(r"\1", row.translate(COARSE))


def _word_keys(word: str) -> set[str]:
    by_sound = {coarse_key(row) for row in readings(word)}
    # "=" cannot come out of a sound: an alias never meets a family name that happens to read so.
    return by_sound | {f"={name}" for name in kin_of(word).names()}
