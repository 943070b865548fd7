"""Plain words: what says something to a reader, and laws by their names."""

import re

RULE = re.compile(r"\b(wet|artikel|art|decreet|besluit|reglement|codex|grondwet)\b", re.IGNORECASE)
REAL_WORD = re.compile(r"\b[^\W\d_]*[^\W\d_A-Z][^\W\d_]+\b")
EMPTY_PHRASES = (
    "voldoet aan de voorwaarden",
    "voldoet niet aan de voorwaarden",
    "de wettelijke voorwaarden zijn vervuld",
    "de wettelijke voorwaarden zijn niet vervuld",
    "gelet op het sociaal onderzoek",
    "zie sociaal verslag",
    "zie verslag",
    "conform de wetgeving",
    "volgens de wet",
)
LAWS = {  # codes are held against a centre: on paper a law has its name
    "RMI": "leefloonwet van 26 mei 2002",
    "KB2002": "koninklijk besluit van 11 juli 2002",
    "KB2026": "koninklijk besluit van 7 januari 2026",
    "L1965": "wet van 2 april 1965",
    "OCMW-wet": "wet van 8 juli 1976",
    "OCMW": "wet van 8 juli 1976",
    "art.": "artikel",
    "al.": "lid",
}
CODE = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, LAWS)) + r")(?!\w)")


def says_something(text: str, words: int) -> bool:
    """Say whether a text has so many real words: no codes, no phrase that fits every file."""
    left = " ".join(re.sub(r"[.,;:!]", " ", text.casefold()).split())
    for phrase in EMPTY_PHRASES:
        left = left.replace(phrase, " ")
    kept = set(left.split())
    found = [word for word in REAL_WORD.findall(text) if word.casefold() in kept]
    return len([word for word in found if len(word) > 2]) >= words


def names_a_rule(text: str) -> bool:
    """Say whether a text names a law or an article."""
    return bool(RULE.search(text))


def in_words(source: str) -> str:
    """Return the source of a step with laws by their names: `RMI art. 14` is for us."""
    said = CODE.sub(lambda found: LAWS[found.group()], source)
    return said.replace(" artikel", ", artikel").replace(",,", ",")
