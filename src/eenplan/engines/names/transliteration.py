"""Write Ukrainian names in Latin letters as Ukrainian passports do.

Source: resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010.
"""

import re

LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie",
    "ж": "zh", "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "",
    "ю": "iu", "я": "ia",
}  # fmt: skip
AT_WORD_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

# The resolution drops the apostrophe, which is typed as any of these signs.
APOSTROPHES = "'\u2019\u02bc"

# A word is a run of letters in which an apostrophe may stand: Мар'їне is one word, Нова-Ялта two.
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def transliterate(text: str) -> str:
    """Return the text with every Ukrainian word in the Latin spelling of a Ukrainian passport.

    A word without Cyrillic letters stays as it is, and so does a letter that Ukrainian does not
    have (ы, э, ё, ъ): the resolution gives no rule for it, and guessing would look official.
    """
    return WORD.sub(lambda found: _word(found.group()), text)


def _word(word: str) -> str:
    if not CYRILLIC.search(word):
        return word
    letters = [letter for letter in word if letter not in APOSTROPHES]
    shouted = len(letters) > 1 and all(letter.isupper() for letter in letters)
    written = "".join(
        _letter(letter, before=letters[place - 1] if place else "", shouted=shouted)
        for place, letter in enumerate(letters)
    )
    return written


def _letter(letter: str, *, before: str, shouted: bool) -> str:
    small = letter.lower()
    if not before and small in AT_WORD_START:
        latin = AT_WORD_START[small]
    elif small == "г" and before.lower() == "з":
        latin = "gh"  # "zh" already stands for ж
    else:
        latin = LETTERS.get(small, letter)
    if shouted:
        return latin.upper()
    return latin.capitalize() if letter.isupper() else latin
