"""What the demo's case managers wrote down: invented sentences."""

from eenplan.cases.enums import ContactKind

CONTACTS: dict[ContactKind, tuple[str, ...]] = {
    ContactKind.PHONE: (
        "Gebeld over de afspraak bij de gemeente. Alles duidelijk.",
        "Gebeld met tolk: vraag over het ziekenfonds beantwoord.",
        "Geen antwoord, voicemail ingesproken.",
        "Belt terug: de school heeft plaats vanaf maandag.",
        "Kort overleg over de huurwaarborg.",
    ),
    ContactKind.DESK: (
        "Langs geweest aan het loket met brieven. Samen gelezen.",
        "Documenten binnengebracht en ingescand.",
        "Vraag over het leefloon uitgelegd, met folder in de eigen taal.",
    ),
    ContactKind.HOME_VISIT: (
        "Op huisbezoek geweest. De woning is droog en warm.",
        "Huisbezoek met tolk. Het gezin zoekt een fiets voor de kinderen.",
        "Huisbezoek: samen de brieven van de mutualiteit bekeken.",
    ),
    ContactKind.VIDEO: ("Videogesprek met tolk op afstand. Volgende stappen besproken.",),
    ContactKind.LETTER: (
        "Brief gestuurd met de datum van de volgende afspraak.",
        "Bericht gestuurd in de eigen taal over de woonstcontrole.",
    ),
    ContactKind.OUTREACH: ("Op het buurtplein gesproken. Het gaat goed.",),
}
SENSITIVE = (
    "Vertelt over zorgen om familie. Doorverwezen naar de huisarts, met akkoord.",
    "Slaapt slecht. Afspraak bij het centrum geestelijke gezondheidszorg besproken.",
)
PROMISES = (
    "Terugbellen over de huurwaarborg",
    "Attest voor de school klaarmaken",
    "Tolk vragen voor het volgende gesprek",
    "Navragen bij het ziekenfonds",
    "Budgetplan samen overlopen",
    "Brief van de energieleverancier nakijken",
    "Contact leggen met de buurtwerking",
    "Formulier voor de sociale huisvesting invullen",
)
QUESTIONS = (
    "De school vraagt om terug te bellen over de inschrijving.",
    "Het ziekenfonds mist een document.",
    "De eigenaar vraagt wanneer het gezin kan tekenen.",
    "De huisarts vraagt een tolk voor woensdag.",
)
