"""The reasons to refuse a place that an installation starts with, and what follows from each."""

FIRST = (
    # code, side, label, effect, days
    ("niet-bij-gezin", "HOUSEHOLD", "wil liever niet bij een gezin wonen", "NONE", None),
    ("te-ver", "HOUSEHOLD", "te ver van school, werk of familie", "NONE", None),
    ("te-klein", "HOUSEHOLD", "te klein of te weinig privé", "NONE", None),
    ("onveilig", "HOUSEHOLD", "voelt zich er niet veilig", "NONE", None),
    ("zonder-uitleg", "HOUSEHOLD", "wil niet en zegt niet waarom", "NONE", None),
    ("zelf-gevonden", "HOUSEHOLD", "vond zelf iets", "REASSESS", None),
    ("noden-anders", "HOUSEHOLD", "heeft andere noden dan in het dossier", "REASSESS", None),
    ("niet-nu", "PROVIDER", "kan nu niet, later wel", "PARK", 60),
    ("niet-dit-gezin", "PROVIDER", "ziet het met dit gezin niet zitten", "NONE", None),
    ("te-kort-gekend", "PROVIDER", "wil eerst meer uitleg of kennismaking", "NONE", None),
    ("woning-anders", "PROVIDER", "de woning is veranderd", "REASSESS", None),
    ("ongepast", "PROVIDER", "stelt eisen die niet mogen", "REASSESS", None),
    ("stopt", "PROVIDER", "wil stoppen", "REASSESS", None),
)


def add_missing(model) -> None:
    """Write the reasons that are not there yet."""
    for code, side, label, effect, days in FIRST:
        model.objects.get_or_create(
            code=code, defaults={"side": side, "label": label, "effect": effect, "days": days}
        )
