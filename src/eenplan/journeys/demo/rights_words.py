"""What people ask and what is written about it in the demo's files on rights. Invented."""

from datetime import UTC, date, datetime

WORDS = (
    "We hebben geen geld meer tot het einde van de maand.",
    "Ik zoek werk, maar tot dan kan ik de huur niet betalen.",
    "Het spaargeld is op. De kinderen gaan naar school en er zijn kosten.",
    "We kregen een plaats, maar hebben niets om van te leven.",
    "Mijn contract liep af. Ik vraag steun tot ik ander werk vind.",
)
WITHDRAWN = (
    "Het gezin vond werk en trekt de vraag in.",
    "Verhuisd naar een andere gemeente voor er beslist was.",
    "Verkeerd ingeschreven: dezelfde vraag stond al in het register.",
)
SUSPENDED = (
    "De aanvrager vraagt uitstel om papieren uit het buitenland te krijgen.",
    "Wacht op het attest van de werkgever, op vraag van de aanvrager.",
)
LIVING = (
    "Het gezin leeft zuinig. De kinderen gaan naar school, er is een buur die helpt.",
    "Alleen, in een kleine woning. Gaat naar de Nederlandse les.",
    "Twee kamers, proper. Er wordt samen gekookt en samen betaald.",
)
WORK = (
    "Volgt Nederlands, staat ingeschreven bij de VDAB.",
    "Werkte als kassierster; zoekt halftijds werk, want er is nog geen opvang.",
    "Zoekt werk in de bouw; het diploma wordt gelijkgesteld.",
)
NOT_COMPETENT = (
    ("Ingeschreven in het vreemdelingenregister van een andere gemeente.", "OCMW Elders"),
    ("Woont sinds vorige maand in een andere gemeente.", "OCMW Verderop"),
)
GROUNDS_IN_LAW = {
    "LIVING_WAGE": "Wet van 26 mei 2002 (maatschappelijke integratie), artikel 3, 14 en 21.",
    "EQUIVALENT": "Organieke wet van 8 juli 1976, artikel 57 en 60; wet van 2 april 1965.",
    "OTHER_AID": "Organieke wet van 8 juli 1976, artikel 57 en 60.",
}
GUIDELINES = (
    (
        "Leefloon en equivalent: dezelfde bedragen",
        "",
        (
            "Wie tijdelijke bescherming heeft, krijgt het equivalent van het leefloon van dezelfde "
            "categorie. De categorie volgt uit het sociaal onderzoek, niet uit het adres.",
            "Zoals versie 1. Bij een gastgezin: ga na of er echt samen geleefd wordt, en schrijf "
            "het in het verslag.",
        ),
    ),
    (
        "Huurwaarborg en eerste huur",
        "OTHER_AID",
        (
            "Steun voor de waarborg kan tot twee maanden huur, terug te betalen in schijven die "
            "het gezin kan dragen.",
        ),
    ),
    (
        "Bereid zijn te werken",
        "LIVING_WAGE",
        (
            "Taalles telt als een stap naar werk. Wie jonge kinderen heeft en geen opvang vindt, "
            "wordt tot die er is vrijgesteld om billijkheid.",
        ),
    ),
)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
