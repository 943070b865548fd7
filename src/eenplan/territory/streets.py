"""Street names and house numbers as people write them, brought to one form."""

import re
import unicodedata

SAINT = {"st", "sint", "ste", "sinte", "sainte", "saint"}
ABBREVIATIONS = {  # whole words
    "str": "straat",
    "stwg": "steenweg",
    "stw": "steenweg",
    "ln": "laan",
    "pl": "plein",
    "av": "avenue",
    "burg": "burgemeester",
    "dr": "dokter",
    "doctor": "dokter",
    "gen": "generaal",
    "kan": "kanunnik",
    "kard": "kardinaal",
    "kon": "koning",
    "past": "pastoor",
    "prof": "professor",
} | dict.fromkeys(SAINT, "sint")
ENDINGS = (("straat", "straat"), ("steenweg", "steenweg"), ("str", "straat"), ("stwg", "steenweg"))
OUR_LADY = re.compile(r"\bo\W{1,3}l\W{1,3}v(?:r(?:ouwe?)?)?|\bolv(?=\b|straat|plein|laan)")
FIRST_NUMBER = re.compile(
    r"\s*(?:huis)?(?:nummer|nrs?|n°|no)?[\s.:]*(\d{1,5})(?!\d)", re.IGNORECASE
)
STREET_WITH_NUMBER = re.compile(r"(?P<street>.*?[^\W\d].*?)[\s,]+(?P<number>\d{1,5}\b.*)")


def street_key(street: str, postcode: str = "") -> str:
    """Return the form under which a street is stored and found.

    "St.-Pietersnieuwstr.", "Sint Pietersnieuwstraat" and "SINT-PIETERSNIEUWSTRAAT" have the
    same key. A postcode tells apart two streets of one name in merged municipalities.
    """
    text = unicodedata.normalize("NFKD", street.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = OUR_LADY.sub("onzelievevrouw", text)
    key = "".join(_written_out(word) for word in re.findall(r"[^\W_]+", text))
    key = key.replace("lievevrouwe", "lievevrouw")
    return f"{postcode.strip()}|{key}"[:120] if key and postcode.strip() else key[:120]


def _written_out(word: str) -> str:
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    for short, full in ENDINGS:
        if word.endswith(short):
            return word.removesuffix(short) + full
    return word


def first_number(house_number: str) -> int | None:
    """Return the number by which a house is found in its street: 12 for "12A", "12/3",
    "12 bus 4" and "12-14"; None when there is none ("bus 4", "z/n")."""
    found = FIRST_NUMBER.match(house_number)
    return int(found[1]) if found else None


def readings(street: str, house_number: str, postcode: str) -> list[tuple[str, int | None]]:
    """Return the (key, number) pairs an address may be listed under, the surest first.

    With the postcode before without; and as typed before "Kerkstraat 12" taken apart.
    """
    written = [(street, first_number(house_number))]
    if not house_number.strip() and (apart := STREET_WITH_NUMBER.fullmatch(street.strip())):
        written.append((apart["street"], first_number(apart["number"])))
    return [
        (key, number)
        for name, number in written
        for zone in dict.fromkeys((postcode, ""))
        if (key := street_key(name, zone))
    ]
