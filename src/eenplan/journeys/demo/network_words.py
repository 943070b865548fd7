"""What is asked and answered around the demo's households: invented sentences."""

REASONS = (
    "De facturen stapelen zich op en het gezin verliest het overzicht.",
    "Het gezin kent de weg niet en vraagt begeleiding dicht bij huis.",
    "Wij kunnen dit zelf niet opvolgen: daar is meer kennis voor nodig.",
    "De moeder slaapt slecht en vraagt iemand om mee te praten.",
)
ASKED = (
    "Kan er binnen twee weken een eerste gesprek zijn, met tolk?",
    "Kunt u het gezin inschrijven en ons laten weten vanaf wanneer?",
    "Is er plaats voor een volwassene die nog weinig Nederlands spreekt?",
    "Kunt u nakijken welke hulp mogelijk is en dat met het gezin bespreken?",
)
ACCEPTED = (
    "Welkom op maandag om 9 uur, breng de brieven mee.",
    "We bellen het gezin deze week zelf, met een tolk.",
    "",
)
REFUSED = (
    "Volzet tot na de jaarwisseling. Vraag het opnieuw in januari.",
    "Dit gezin woont buiten ons werkgebied.",
)
WITHDRAWN = ("Het gezin wil dit liever zelf regelen.", "Dubbel verstuurd.")
ROLES = (
    "budgetbegeleiding om de twee weken",
    "taallessen op dinsdagavond",
    "volgt de kinderen op",
    "begeleidt bij het zoeken naar werk",
    "gesprekken om de maand",
)
OTHERS = (
    ("Basisschool De Regenboog", "CHILDREN", "school van de kinderen", "de zorgleerkracht"),
    ("Huisarts Declercq", "HEALTH", "huisarts van het gezin", ""),
    ("Buurvrouw Rita", "OTHER", "helpt met brieven lezen", "Rita"),
)
QUESTIONS = {
    "HOUSING": (
        (
            "Mag een huurder een kamer onderverhuren aan een zus die aankomt?",
            "Alleen met schriftelijke toestemming van de verhuurder. Vraag ze voor de zus intrekt.",
        ),
        (
            "De verhuurder vraagt drie maanden huurwaarborg. Kan dat?",
            "Kijk eerst naar de datum en de soort van het contract; stuur ons de eerste bladzijde.",
        ),
        ("Er staat schimmel in de slaapkamer van de kinderen. Wat is de eerste stap?", ""),
    ),
    "FOREIGNERS_LAW": (
        (
            "De verblijfskaart vervalt binnen zes weken. Wie verlengt ze?",
            "De gemeente. Maak nu al een afspraak en neem de oude kaart mee.",
        ),
        ("Een volwassen zoon komt later aan. Is hij deel van hetzelfde gezin?", ""),
    ),
    "HEALTH": (
        (
            "Kan een kind naar de tandarts voor het ziekenfonds in orde is?",
            "Bel ons voor de afspraak: we zoeken een tandarts die dat wil regelen.",
        ),
    ),
    "LEGAL": (
        (
            "Een deurwaarder schreef over een schuld van een vorige huurder. Wat nu?",
            "Niet betalen. Stuur het bewijs van inschrijving en de datum van het huurcontract.",
        ),
    ),
    "PSYCHOLOGICAL": (("Een kind van 9 praat niet meer sinds de aankomst. Wie kan kijken?", ""),),
}
DESKS = {
    "FOREIGNERS_LAW": "Helpdesk vreemdelingen",
    "HEALTH": "Helpdesk gezondheid",
    "LEGAL": "Helpdesk recht",
    "PSYCHOLOGICAL": "Helpdesk psychologie",
}
EXPERTS = (("Lotte", "Baert"), ("Tom", "Verlinde"), ("Nadia", "Ozturk"), ("Koen", "Desmet"))
