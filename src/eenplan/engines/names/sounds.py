"""Hear a written name: every spelling of one name should come out as the same row of sounds.

A Ukrainian name reaches the desk in many spellings, because every country writes down what it
hears: Шевченко is Shevchenko in a passport, Chevtchenko in France, Schewtschenko in Germany,
Sjevtsjenko in Dutch and Szewczenko in Polish. The letters contradict each other ("ch" is ч in
English, ш in French, х in German), so a Latin word is read by every convention in turn. Two words
may be the same name when one reading of the first equals one reading of the second.

Sounds are single capitals: A O U back vowels, E I front vowels, J a glide, H for г ґ х alike
(passports and Russian spellings mix them), C for ц, Č Š Ž, and the plain consonants.
"""

import re
import unicodedata
from functools import lru_cache

CYRILLIC = {
    "а": "A", "б": "B", "в": "V", "г": "H", "ґ": "H", "д": "D", "е": "E", "є": "JE", "ж": "Ž",
    "з": "Z", "и": "I", "і": "I", "ї": "JI", "й": "J", "к": "K", "л": "L", "м": "M", "н": "N",
    "о": "O", "п": "P", "р": "R", "с": "S", "т": "T", "у": "U", "ф": "F", "х": "H", "ц": "C",
    "ч": "Č", "ш": "Š", "щ": "ŠČ", "ь": "", "ю": "JU", "я": "JA", "ы": "I", "э": "E", "ъ": "",
    "ё": "JO", "ў": "V", "ј": "J", "љ": "LJ", "њ": "NJ", "ђ": "DŽ", "ћ": "Č", "џ": "DŽ",
}  # fmt: skip

# Letters whose mark carries the sound. Other marks (é, ö, ȳ) are dropped.
MARKED = {
    "š": "Š", "ş": "Š", "ș": "Š", "ž": "Ž", "ż": "Ž", "č": "Č", "ŝ": "ŠČ", "ĵ": "Ž", "ć": "C",
    "ł": "L", "ı": "I", "ß": "S", "ø": "O", "æ": "AE", "œ": "E", "đ": "D", "ð": "D", "þ": "T",
}  # fmt: skip
# ISO 9 writes я ю є as â û ê; in Turkish and French names the same marks are only an accent.
ISO_9 = {"â": "JA", "û": "JU", "ê": "JE"}

PLAIN = {
    "a": "A", "b": "B", "c": "K", "d": "D", "e": "E", "f": "F", "g": "H", "h": "H", "i": "I",
    "j": "J", "k": "K", "l": "L", "m": "M", "n": "N", "o": "O", "p": "P", "q": "K", "r": "R",
    "s": "S", "t": "T", "u": "U", "v": "V", "w": "V", "x": "KS", "y": "I", "z": "Z",
    "ck": "K", "gh": "H", "kh": "H", "ph": "F", "th": "T", "ts": "C", "tz": "C",
    "ou": "U", "ch": "Č", "sh": "Š", "zh": "Ž", "tch": "Č", "sch": "ŠČ", "shh": "ŠČ",
    "shch": "ŠČ", "chtch": "ŠČ", "tsch": "Č", "schtsch": "ŠČ", "sjtsj": "ŠČ", "szcz": "ŠČ",
    "ç": "Č",
}  # fmt: skip
SOFT_C = {"ce": "SE", "ci": "SI", "cy": "SI"}

GERMAN = {"ch": "H", "sch": "Š", "sh": "Ž", "dsch": "DŽ", "z": "C"}

CONVENTIONS: dict[str, dict[str, str]] = {
    "scholarly": ISO_9 | {"c": "C", "cz": "C", "tc": "C", "sc": "ŠČ", "x": "H"},
    "english": {},
    "passport until 2007": {"j": "Ž"},
    "french": SOFT_C | {"ch": "Š", "j": "Ž", "ç": "S", "dj": "DŽ"},
    "german": GERMAN,
    "german, voiced s": GERMAN | {"s": "Z"},
    "dutch": SOFT_C | {"ch": "H", "sch": "SH", "sj": "Š", "tsj": "Č", "zj": "Ž", "oe": "U"},
    "polish": {"c": "C", "ch": "H", "sz": "Š", "cz": "Č", "rz": "Ž", "ó": "U"},
}

SILENT = re.compile(r"['\u2018\u2019\u02b9-\u02bf\u02ee\u2032\u2033`´\"]")
BACK_VOWELS = "AOU"
# и і ї й ы е є, the soft sign written as j, and every Latin way to write them, between other sounds
FRONT = re.compile(r"[IJE]+")
DOUBLED = re.compile(r"(.)\1+")
# Чорний is Черный in Russian: after ч ш ж both letters stand for one sound.
O_AFTER_HUSHING = re.compile(r"(?<=[ČŠŽ])O")

# Spellings that are read once as they stand and once respelled.
RESPELLED = (
    # Ukrainian Соловйов is Соловьев in a Russian passport, where ё loses its dots.
    (re.compile("ё|йо|ьо"), "е"),
    # A Soviet standard wrote э as eh: Ehduard.
    (re.compile(r"eh(?=[bcdfgjklmnpqrstvwxz])"), "e"),
)


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the text in lower case without accents, apostrophes and soft signs."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return SILENT.sub("", bare.replace("ł", "l").replace("ı", "i"))


@lru_cache(maxsize=65_536)
def readings(word: str) -> frozenset[str]:
    """Return every row of sounds the word may stand for; none when it has no letters."""
    word = _composed(word)
    heard = set()
    for spelling in {word, *(pattern.sub(plain, word) for pattern, plain in RESPELLED)}:
        heard |= {_settled(_read(spelling, table)) for table in _tables_for(spelling)}
    return frozenset(row for row in heard if row)


def _composed(word: str) -> str:
    # NFC keeps й and ї whole; a tie bar (i͡a) and an apostrophe say nothing about the sound.
    whole = unicodedata.normalize("NFC", word).casefold().replace("\u0361", "")
    return unicodedata.normalize("NFC", SILENT.sub("", whole))


def _tables_for(word: str) -> list[dict[str, str]]:
    if any("a" <= sign <= "z" for sign in word):
        return _LATIN
    return _LATIN[:1]


def _read(word: str, table: dict[str, str]) -> str:
    heard = []
    place = 0
    while place < len(word):
        for length in range(min(7, len(word) - place), 0, -1):
            sound = table.get(word[place : place + length])
            if sound is not None:
                heard.append(sound)
                break
        else:
            length = 1
            heard.append(_unmarked(word[place], table))
        place += length
    return "".join(heard)


def _unmarked(sign: str, table: dict[str, str]) -> str:
    bare = unicodedata.normalize("NFD", sign)[0]
    if bare in table:
        return table[bare]
    # Scripts we cannot hear keep their letters, so that equal spellings still meet.
    return bare if bare.isalpha() else ""


def _settled(row: str) -> str:
    """Return the row with glides and doubled letters brought to one form.

    Шва[й]ка is written with i, j, y, ĭ or jj, and Андр[ій]чук with ii, ij, iy, y or ey: what is
    heard is one glide beside a, o, u and one front vowel elsewhere.
    """
    single = DOUBLED.sub(r"\1", row)
    return DOUBLED.sub(r"\1", O_AFTER_HUSHING.sub("E", FRONT.sub(_one_front_sound, single)))


def _one_front_sound(found: re.Match[str]) -> str:
    run, row = found.group(), found.string
    before = row[found.start() - 1] if found.start() else ""
    after = row[found.end()] if found.end() < len(row) else ""
    if (before and before in BACK_VOWELS) or (after and after in BACK_VOWELS):
        return "J"
    if run == "J":
        return ""  # a soft sign written as j: Danjkevych
    return "E" if "E" in run else "I"


_LATIN = [CYRILLIC | MARKED | PLAIN | own for own in CONVENTIONS.values()]
