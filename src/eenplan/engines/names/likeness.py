"""Weigh one part of a name against the same part of another: family, given name, patronymic.

Each function returns how alike the parts are, 0 to 1, with the reason in Dutch. 1 means: the same
name, whatever the spelling.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from eenplan.engines.names.aliases import Kin, kin_of, kin_of_father
from eenplan.engines.names.sounds import folded, readings
from eenplan.engines.names.written import father_of, is_initial, joined, words_of

# Tuned on generated people, and checked on others drawn with another seed.
OTHER_FORM = 0.97  # Serhii / Sergey
OTHER_ENDING = 0.96  # Kovalskyi / Kovalska, Yaremkiv / Yaremkov
NEAR_FORM = 0.78  # Liza / Yelyzaveta
PART_OF_DOUBLE = 0.9  # Koval-Bondar / Bondar
INITIAL_FITS = 0.9
NOT_WRITTEN = 0.75
FAMILY_NOT_WRITTEN = 0.5  # a given name alone points to nobody
DIFFERENT_NAMES = 0.5  # at most, for two names known to be different ones
STRICTNESS = 2.0  # a changed sound counts double: Marchenko and Marchuk are two families

COARSER = str.maketrans("OEZCSŽČŠ", "AIZZZXXX", "J")
EXACT_SHARE = 0.3  # of a changed sound, when the coarse sound stays: и/е, о/а, z/s, ž/š
# Яремків is Яремков in Russian, Чорновіл Черновол and Піддубний Поддубный.
I_FOR_RUSSIAN_O = re.compile(r"I(?=[VL]$)|(?<=^P)I(?=D)")
# Ковальський and Ковальська, Петров and Петрова, Чорний and Чорна are one family.
POSSESSIVE = re.compile(r"^(.+?(?:SK|CK|[OE]V|IN))(?:I|OJ|AJA|A)?$")
ADJECTIVE = re.compile(r"^(.+[BVHDŽZKLMNPRSTČŠ])(?:I|OJ|AJA|A)$")


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two parts of a name are, with the reason in words for the screen."""

    value: float
    reason: str


@lru_cache(maxsize=65_536)
def families(left: str, right: str) -> Alike:
    """Return how alike two family names are, double names and gendered endings included."""
    pair = f"({left} / {right})"
    if not words_of(left) or not words_of(right):
        return Alike(FAMILY_NOT_WRITTEN, "familienaam niet overal ingevuld")
    value = _families(left, right)
    if folded(left) == folded(right):
        return Alike(1.0, "zelfde familienaam")
    if value == 1.0:
        return Alike(value, f"zelfde familienaam, andere spelling {pair}")
    if value == OTHER_ENDING:
        return Alike(value, f"zelfde familienaam, andere uitgang {pair}")
    if value == PART_OF_DOUBLE:
        return Alike(value, f"deel van een dubbele familienaam {pair}")
    return Alike(value, _by_value(value, "familienaam", pair))


@lru_cache(maxsize=65_536)
def given_names(left: str, right: str) -> Alike:
    """Return how alike two given names are; of several words the best pair counts."""
    pair = f"({left} / {right})"
    if not words_of(left) or not words_of(right):
        return Alike(NOT_WRITTEN, "voornaam niet overal ingevuld")
    if folded(left) == folded(right):
        return Alike(1.0, "zelfde voornaam")
    if readings(joined(left)) & readings(joined(right)):
        return Alike(1.0, f"zelfde voornaam, andere spelling {pair}")
    value = max(_given_words(a, b) for a in words_of(left) for b in words_of(right))
    if value >= OTHER_FORM:
        return Alike(value, f"andere vorm van dezelfde voornaam {pair}")
    if value == INITIAL_FITS:
        return Alike(value, f"voorletter past {pair}")
    if value == NEAR_FORM:
        return Alike(value, f"roepnaam of verwante voornaam {pair}")
    return Alike(value, _by_value(value, "voornaam", pair))


@lru_cache(maxsize=65_536)
def patronymics(left: str, right: str) -> Alike | None:
    """Return how alike two patronymics are, or None when one of the two is not written."""
    if not words_of(left) or not words_of(right):
        return None
    pair = f"({left} / {right})"
    if folded(left) == folded(right):
        return Alike(1.0, "zelfde vadersnaam")
    value = _patronymics(left, right)
    if value >= OTHER_FORM:
        return Alike(value, f"zelfde vadersnaam, andere spelling {pair}")
    return Alike(value, _by_value(value, "vadersnaam", pair))


def _by_value(value: float, part: str, pair: str) -> str:
    return f"{part} lijkt {pair}" if value > DIFFERENT_NAMES else f"andere {part} {pair}"


def _families(left: str, right: str) -> float:
    if readings(joined(left)) & readings(joined(right)):
        return 1.0
    shorter, longer = sorted((words_of(left), words_of(right)), key=len)
    best = [max(_family_words(word, other) for other in longer) for word in shorter]
    if len(shorter) < len(longer):
        joint = _sounds_alike(joined(left), joined(right))
        return max(joint, PART_OF_DOUBLE if min(best) >= OTHER_FORM else min(best) / 2)
    return min(best)


def _family_words(left: str, right: str) -> float:
    if readings(left) & readings(right):
        return 1.0
    if _without_ending(left) & _without_ending(right):
        return OTHER_ENDING
    return _sounds_alike(left, right)


@lru_cache(maxsize=65_536)
def _without_ending(word: str) -> frozenset[str]:
    rows = [I_FOR_RUSSIAN_O.sub("O", row) for row in readings(word)]
    endings = [POSSESSIVE.match(row) or ADJECTIVE.match(row) for row in rows]
    stems = {found.group(1) for found in endings if found}
    # Андрійович and Андреевич also live on as family names.
    fathers, child = father_of(word)
    sons = {f"{father}VIČ" for father in fathers} if child == "son" else set()
    return frozenset(stems | sons | set(rows))


def _given_words(left: str, right: str) -> float:
    if is_initial(left) or is_initial(right):
        return INITIAL_FITS if _first_sounds(left) & _first_sounds(right) else 0.0
    ours, theirs = kin_of(left), kin_of(right)
    if readings(left) & readings(right):
        return 1.0
    if known := _of_one_name(ours, theirs):
        return known
    value = _sounds_alike(left, right)
    # Олександр and Олександра sound alike, but are known to be two names.
    both_known = ours.names() and theirs.names()
    return min(value, DIFFERENT_NAMES) if both_known or _man_and_woman(left, right) else value


def _of_one_name(ours: Kin, theirs: Kin) -> float:
    if ours.forms & theirs.forms:
        return OTHER_FORM
    return NEAR_FORM if ours.names() & theirs.names() else 0.0


def _first_sounds(word: str) -> set[str]:
    heard = {row[0] for row in readings(word)}
    heard |= {name[0] for name in kin_of(word).names()} if len(word) > 1 else set()
    return heard | {folded(word)[:1]}


def _man_and_woman(left: str, right: str) -> bool:
    return any(a + "A" == b or b + "A" == a for a in readings(left) for b in readings(right))


def _patronymics(left: str, right: str) -> float:
    if readings(left) & readings(right):
        return 1.0
    (our_stems, our_child), (their_stems, their_child) = father_of(left), father_of(right)
    if not our_stems or not their_stems:
        return _sounds_alike(joined(left), joined(right))
    if our_child != their_child:
        return DIFFERENT_NAMES
    if our_stems & their_stems:
        return 1.0
    ours, theirs = kin_of_father(our_stems), kin_of_father(their_stems)
    if known := _of_one_name(ours, theirs):
        return known
    value = max(_rows_alike(a, b) for a in our_stems for b in their_stems)
    return min(value, DIFFERENT_NAMES) if ours.names() and theirs.names() else value


@lru_cache(maxsize=262_144)
def _sounds_alike(left: str, right: str) -> float:
    return max((_rows_alike(a, b) for a in readings(left) for b in readings(right)), default=0.0)


def _rows_alike(left: str, right: str) -> float:
    exact = Levenshtein.distance(left, right)
    coarse = Levenshtein.distance(left.translate(COARSER), right.translate(COARSER))
    changed = EXACT_SHARE * exact + (1 - EXACT_SHARE) * coarse
    return max(0.0, 1 - STRICTNESS * changed / max(len(left), len(right)))
