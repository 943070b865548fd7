"""Names that look the same on a screen though they are written with other letters."""

from __future__ import annotations

import unicodedata

#: Letters of other alphabets, and digits, by the Latin letter they are taken for.
TAKEN_FOR = {
    "a": "аα",
    "b": "вьβ",
    "c": "сϲ",
    "d": "ԁ",
    "e": "еєэε",
    "g": "ɡ",
    "h": "һнη",
    "i": "іїɩιı",
    "j": "јϳ",
    "k": "кκ",
    "l": "1|ӏ",
    "m": "мμ",
    "n": "ոпν",
    "o": "о0οօ",
    "p": "рρ",
    "q": "ԛ",
    "r": "гʀ",
    "s": "ѕ",
    "t": "тτ",
    "u": "υս",
    "v": "ѵ",
    "w": "ԝѡω",
    "x": "хχ",
    "y": "уүγ",
    "z": "ᴢ",
}
_SEEN_AS = {ord(other): latin for latin, others in TAKEN_FOR.items() for other in others}
_SEEN_AS |= {ord("i"): "l", **{ord(other): "l" for other in TAKEN_FOR["i"]}}  # a capital i is an l
_PAIRS = (("rn", "m"), ("vv", "w"))


def looks(text: str) -> str:
    """How a name looks, in small Latin letters: equal for two names a reader may mix up.

    Accents, points, spaces and capitals do not count. For comparing only, never to show.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    seen = "".join(sign for sign in plain if sign.isalnum() or sign == "|").translate(_SEEN_AS)
    for two, one in _PAIRS:
        seen = seen.replace(two, one)
    return seen
