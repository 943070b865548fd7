"""The cast of the demo municipality: who can sign in, and what each of them does.

Invented people. They all sign in with PASSWORD; a real installation never has these accounts.
"""

from eenplan.organisation.enums import Role

PASSWORD = "eenplan-demo"

ACCOUNTS: list[tuple[str, str]] = [
    ("amira", "maatschappelijk werker, wijkteam"),
    ("bram", "maatschappelijk werker, ander wijkteam"),
    ("oksana", "maatschappelijk werker, tijdelijke cel"),
    ("celine", "onthaal"),
    ("dirk", "teamcoördinator van Amira's wijkteam en van de tijdelijke cel"),
    ("els", "coördinator huisvesting"),
    ("femke", "coördinator vrijwilligers"),
    ("guy", "secretaris van het comité"),
    ("hana", "financiën, maakt betaalruns"),
    ("ilse", "lijnbewaking"),
    ("joris", "beleidsmedewerker"),
    ("karim", "applicatiebeheerder"),
    ("lien", "deskundige van de centrale woondienst"),
    ("milan", "medewerker van een partner, zonder dossiers"),
    ("nele", "woningcontroleur"),
    ("omar", "vertrouwenspersoon veiligheid"),
    ("pieter", "voorzitter van het comité"),
    ("rita", "lid van het comité"),
    ("yara", "financiën, keurt betaalruns goed"),
]

#: Given name, family name, languages besides Dutch, role, and the teams: "one" and "two" are
#: neighbourhood teams; then the central team, the cell, a central service and the partners.
CAST: dict[str, tuple[str, str, tuple[str, ...], Role, tuple[str, ...]]] = {
    "amira": ("Amira", "Benaïssa", ("fr", "ar"), Role.CASE_MANAGER, ("one",)),
    "bram": ("Bram", "Vercauteren", ("en",), Role.CASE_MANAGER, ("two",)),
    "oksana": ("Oksana", "Verbeke", ("uk", "ru"), Role.CASE_MANAGER, ("cell",)),
    "celine": ("Céline", "Dumoulin", ("fr", "en"), Role.RECEPTION, ("one",)),
    "dirk": ("Dirk", "Maes", ("fr",), Role.TEAM_COORDINATOR, ("one", "cell")),
    "els": ("Els", "Wouters", ("en",), Role.HOUSING_COORDINATOR, ("central",)),
    "femke": ("Femke", "Claes", ("en",), Role.VOLUNTEER_COORDINATOR, ("central",)),
    "guy": ("Guy", "Peeters", ("fr",), Role.COMMITTEE_SECRETARY, ("central",)),
    "hana": ("Hana", "Novák", ("en",), Role.FINANCE, ("central",)),
    "ilse": ("Ilse", "De Smet", ("fr",), Role.LINE_MONITOR, ("central",)),
    "joris": ("Joris", "Lambrecht", ("en",), Role.POLICY_ANALYST, ("central",)),
    "karim": ("Karim", "Haddou", ("fr", "ar"), Role.ADMINISTRATOR, ("central",)),
    "lien": ("Lien", "Desmedt", ("en",), Role.EXPERT, ("service",)),
    "milan": ("Milan", "Jacobs", ("en",), Role.PARTNER, ("partners",)),
    "nele": ("Nele", "Baert", ("fr",), Role.INSPECTOR, ("central",)),
    "omar": ("Omar", "Driessen", ("fr", "en"), Role.SAFEGUARDING_LEAD, ("central",)),
    "pieter": ("Pieter", "Goossens", ("fr",), Role.COMMITTEE_CHAIR, ("central",)),
    "rita": ("Rita", "Aerts", ("en",), Role.COMMITTEE_MEMBER, ("central",)),
    "yara": ("Yara", "Thijs", ("fr",), Role.FINANCE, ("central",)),
}
