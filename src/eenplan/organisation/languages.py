"""The languages staff may say they speak: the same codes as the register of people uses."""

LANGUAGES: list[tuple[str, str]] = [
    ("nl", "Nederlands"),
    ("fr", "Frans"),
    ("en", "Engels"),
    ("de", "Duits"),
    ("uk", "Oekraïens"),
    ("ru", "Russisch"),
    ("pl", "Pools"),
    ("ro", "Roemeens"),
    ("tr", "Turks"),
    ("ar", "Arabisch"),
    ("fa", "Farsi"),
    ("prs", "Dari"),
    ("ps", "Pasjtoe"),
    ("ti", "Tigrinya"),
    ("es", "Spaans"),
    ("rom", "Romani"),
    ("ku", "Koerdisch"),
    ("so", "Somalisch"),
    ("sq", "Albanees"),
    ("bg", "Bulgaars"),
    ("ka", "Georgisch"),
    ("hy", "Armeens"),
    ("pt", "Portugees"),
    ("it", "Italiaans"),
    ("ber", "Berbers"),
]


def spoken(codes: list[str]) -> str:
    """Return language codes in words: "Nederlands, Frans"; a code we do not know as it is."""
    names = dict(LANGUAGES)
    return ", ".join(names.get(code, code) for code in codes)
