"""The letters a bank takes: the Latin set of the European payment schemes."""

import unicodedata

KEPT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ")
WRITTEN = {
    **{"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O"},
    **{"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"},
    **{"ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ĸ": "k", "ŧ": "t", "Ŧ": "T"},
    **{"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": "'", "”": "'", '"': "'"},
    **{"–": "-", "—": "-", "‑": "-", "_": "-", "&": "+", "€": "EUR", "\u00a0": " "},
}


def latin(text: str, longest: int) -> str:
    """Return a text in the letters a bank takes, at most so long; what has none becomes a point.

    Letters lose their accents. Spaces in a row become one. Empty when nothing readable is left.
    """
    letters = "".join(_letter(sign) for sign in unicodedata.normalize("NFC", text))
    short = " ".join(letters.split())[:longest].strip()
    return short if any(sign.isalnum() for sign in short) else ""


def _letter(sign: str) -> str:
    if sign in KEPT:
        return sign
    if sign in WRITTEN:
        return WRITTEN[sign]
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Mn", "Cf", "Cc"):
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in KEPT)
    return plain or "."
