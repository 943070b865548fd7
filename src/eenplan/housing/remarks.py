"""The free text of an offer, read for wishes that are not allowed. It warns; a person decides.

Only who reviews the offer sees the text (safeguard 11). Words are looked up by their beginning, in
Dutch, French and English; a word that is not here is not found, so the text stays where it is.
"""

import re

STEMS = {
    "herkomst": (
        "afkomst herkomst nationaliteit oekrain oekraïn russ syrisch syriër afgaan afrika arabi "
        "marokk turk zigeuner europe origine nationalit ukrain afghan african origin blanke "
        "buitenland"
    ),
    "godsdienst": (
        "godsdienst geloof gelovig religi moslim islam christ katholiek joods jood hindoe "
        "boeddhis musulman chrétien catholi muslim jewish hoofddoek voile ramadan kerkganger"
    ),
    "uiterlijk": (
        "huidskleur huid donkere zwarte blanken knap uiterlijk slank blond foto noir skin black "
        "pretty beautiful"
    ),
    "geslacht": (
        "vrouw vrouwen man mannen meisje jongen dame heer femme homme fille garçon woman women "
        "girl alleenstaande"
    ),
    "leeftijd": "jonge jong leeftijd jeune age young oud oude bejaard",
}
WHOLE = {"man", "age", "oud", "oude", "jong", "jonge", "heer", "huid", "blond", "russ", "turk"}
RUSSIANS = re.compile(r"russ(?:en|in|isch|ian|e)\w*|turk(?:en|s|se|ije|ish)?\b")


def unwanted_wishes(text: str) -> list[str]:
    """Return which wishes that are not allowed a text seems to hold, in Dutch, in a fixed order."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return [topic for topic, stems in STEMS.items() if any(_names(w, stems) for w in words)]


def _names(word: str, stems: str) -> bool:
    if RUSSIANS.fullmatch(word):
        return "russ" in stems
    return any(word == stem if stem in WHOLE else word.startswith(stem) for stem in stems.split())
