"""What the demo's partners are called and offer. All invented, as the town is."""

from dataclasses import dataclass

from eenplan.directory.enums import PartnerKind as Kind, Theme

PERSONS = (
    *("Griet Vandamme", "Youssef El Amrani", "Tine Bekaert", "Marijke Noppe", "Pieter Callens"),
    *("Fatima Oulad", "Lotte Deceuninck", "Wim Verschaeve"),
)

PARTNERS: tuple[tuple[str, Kind, str], ...] = (
    (
        "Centrale woondienst",
        Kind.CENTRAL_SERVICE,
        "Onze eigen dienst voor vragen over huren, premies en sociale woningen.",
    ),
    (
        "Juridische dienst",
        Kind.CENTRAL_SERVICE,
        "Onze eigen juristen: schulden, huurgeschillen, familierecht. Zit om de twee weken in"
        " elke wijk.",
    ),
    (
        "Dienst vreemdelingenrecht",
        Kind.CENTRAL_SERVICE,
        "Helpdesk voor verblijf, gezinshereniging en nationaliteit.",
    ),
    (
        "Psychologische dienst",
        Kind.CENTRAL_SERVICE,
        "Gesprekken met een psycholoog, ook met een tolk.",
    ),
    (
        "Opleiding en tewerkstelling",
        Kind.CENTRAL_SERVICE,
        "Screening, werkervaring (artikel 60) en jobcoaching.",
    ),
    ("CAW Leiemonde", Kind.WELFARE, "Algemeen welzijnswerk: onthaal, crisis, slachtofferhulp."),
    ("Inloophuis De Kapstok", Kind.WELFARE, "Koffie, een douche en een luisterend oor."),
    ("Ziekenfonds De Waterlelie", Kind.HEALTH_FUND, "Aansluiting, terugbetaling, tegemoetkoming."),
    ("Ziekenfonds Nieuwe Brug", Kind.HEALTH_FUND, "Aansluiting, terugbetaling, thuiszorg."),
    ("Huisartsenpraktijk Vlasblomme", Kind.HEALTH_CARE, "Groepspraktijk met vier huisartsen."),
    (
        "Wijkgezondheidscentrum De Rietpluim",
        Kind.HEALTH_CARE,
        "Huisarts, verpleegkundige en kinesist zonder remgeld.",
    ),
    ("Centrum geestelijke gezondheid Lindekouter", Kind.HEALTH_CARE, "Therapie voor jong en oud."),
    ("Huis van het Kind De Kikker", Kind.WELFARE, "Consultatie, opvoedvragen, speelochtend."),
    ("Basisschool De Wissel", Kind.SCHOOL, "Lager onderwijs met een brugfiguur."),
    ("Secundaire school Torenveld", Kind.SCHOOL, "Onthaalklas (OKAN) en eerste graad."),
    ("Taalhuis Het Woord", Kind.LANGUAGE_SCHOOL, "Nederlandse lessen van alfa tot niveau B1."),
    ("Praattafel Spoorhoek", Kind.NEIGHBOURHOOD, "Nederlands oefenen met vrijwilligers."),
    ("Werkwinkel Leiemonde", Kind.WORK, "Hulp bij het zoeken van werk en opleiding."),
    ("Leerwerkplaats De Zaagtand", Kind.WORK, "Werkervaring in hout en groen."),
    ("Energiehuis De Warme Naad", Kind.HOUSING, "Energiescan, premies, leningen."),
    ("Woonmaatschappij Leiekant", Kind.HOUSING, "Sociale huurwoningen."),
    ("Huurdershuis Kouterblik", Kind.HOUSING, "Advies aan huurders."),
    ("Voedselhulp De Mand", Kind.NEIGHBOURHOOD, "Voedselpakketten en verse groenten."),
    ("Kringwinkel De Tweede Ronde", Kind.NEIGHBOURHOOD, "Meubels en kleren voor weinig geld."),
    ("Speelpleinwerking De Wip", Kind.NEIGHBOURHOOD, "Spelen in de schoolvakanties."),
    ("Budgetpunt Galgemeers", Kind.WELFARE, "Erkende dienst voor schuldbemiddeling."),
)


@dataclass(frozen=True)
class Offer:
    """One service of the demo."""

    partner: str
    name: str
    theme: Theme
    description: str
    eligibility: str = "Iedereen die in Leiemonde woont."
    documents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    cost: str = "gratis"
    capacity: int | None = None
    waiting_days: int | None = None
    application: str = "Bel of kom langs tijdens de openingsuren."
    hours: str = "ma-vr 9-12"


ID = "identiteitskaart, verblijfsdocument of bijlage"
OFFERS: tuple[Offer, ...] = (
    Offer(
        "Centrale woondienst", "Woonvragen", Theme.HOUSING, "Huurwaarborg, premies, inschrijven.",
        documents=(ID, "huurcontract"), languages=("fr", "en"), hours="ma, wo 9-12; do 13-17",
    ),
    Offer(
        "Juridische dienst", "Juridisch advies", Theme.LEGAL, "Een jurist bekijkt uw vraag.",
        documents=(ID, "alle brieven over de zaak"), languages=("fr",), waiting_days=10,
        application="Maak een afspraak via het onthaal van het wijkcentrum.",
    ),
    Offer(
        "Dienst vreemdelingenrecht", "Helpdesk verblijf", Theme.FOREIGNERS_LAW,
        "Antwoord op vragen over verblijf, gezinshereniging en nationaliteit.",
        documents=(ID, "beslissing van de Dienst Vreemdelingenzaken"), languages=("fr", "en"),
        waiting_days=3, hours="ma-do 9-12, 13-16",
    ),
    Offer(
        "Psychologische dienst", "Gesprek met een psycholoog", Theme.PSYCHOLOGICAL,
        "Acht gesprekken, met een tolk waar dat nodig is.", languages=("fr", "en", "uk", "ar"),
        capacity=24, waiting_days=28, application="Via uw maatschappelijk werker.",
    ),
    Offer(
        "Opleiding en tewerkstelling", "Screening en jobcoaching", Theme.WORK,
        "Wat kunt u, wat wilt u, welke stap is de eerste?", documents=(ID, "diploma's", "cv"),
        languages=("fr", "en"), capacity=60, waiting_days=14,
    ),
    Offer(
        "Opleiding en tewerkstelling", "Werkervaring artikel 60", Theme.WORK,
        "Een tijdelijke job bij een dienst of vereniging.", "Wie een leefloon krijgt.",
        capacity=40, waiting_days=60, application="Via uw maatschappelijk werker.",
    ),
    Offer(
        "CAW Leiemonde", "Onthaal", Theme.OTHER, "Elke vraag over welzijn, ook anoniem.",
        languages=("fr", "en"), hours="ma-vr 9-12, 13-16.30",
    ),
    Offer(
        "CAW Leiemonde", "Crisisopvang", Theme.HOUSING, "Enkele nachten onderdak in een crisis.",
        capacity=12, waiting_days=0, hours="ma-zo 8-20",
        application="Bel eerst: er is niet altijd plaats.",
    ),
    Offer(
        "Inloophuis De Kapstok", "Inloop", Theme.MEETING_PLACE, "Koffie, douche, krant.",
        "Iedereen, zonder afspraak.", cost="koffie 0,50 euro", hours="ma-vr 13-17; zo 14-17",
    ),
    Offer(
        "Ziekenfonds De Waterlelie", "Aansluiten en terugbetaling", Theme.HEALTH,
        "Aansluiten bij de ziekteverzekering, verhoogde tegemoetkoming.",
        documents=(ID, "rekeningnummer", "bewijs van inkomen"), languages=("fr", "en"),
    ),
    Offer(
        "Ziekenfonds Nieuwe Brug", "Aansluiten en terugbetaling", Theme.HEALTH,
        "Aansluiten, terugbetaling en thuiszorg.", documents=(ID, "rekeningnummer"),
        languages=("fr",), hours="ma, di, do 9-12, 14-16",
    ),
    Offer(
        "Huisartsenpraktijk Vlasblomme", "Intake bij de huisarts", Theme.HEALTH,
        "Eerste gesprek voor wie nog geen huisarts heeft.",
        "Inwoners van de wijk zonder huisarts.", (ID, "vaccinatiekaart", "lijst van medicatie"),
        ("fr", "en", "ru"), cost="derdebetaler", waiting_days=7,
    ),
    Offer(
        "Wijkgezondheidscentrum De Rietpluim", "Inschrijven", Theme.HEALTH,
        "Huisarts, verpleging en kine zonder remgeld.", "Wie in de buurt woont.",
        (ID, "klevers van het ziekenfonds"), ("fr", "en", "tr"), capacity=0, waiting_days=90,
        application="Tijdelijk geen nieuwe inschrijvingen: vraag de wachtlijst.",
    ),
    Offer(
        "Centrum geestelijke gezondheid Lindekouter", "Therapie", Theme.PSYCHOLOGICAL,
        "Individueel of met het gezin.", documents=("verwijsbrief van de huisarts",),
        cost="11 euro per gesprek, 4 euro met verhoogde tegemoetkoming", waiting_days=120,
    ),
    Offer(
        "Huis van het Kind De Kikker", "Spel en ontmoeting", Theme.CHILDREN,
        "Spelen met andere ouders en kinderen.", "Ouders met kinderen tot drie jaar.",
        languages=("fr", "en", "ar"), hours="di, do 9-11.30",
    ),
    Offer(
        "Basisschool De Wissel", "Inschrijven lager onderwijs", Theme.CHILDREN,
        "De brugfiguur helpt bij de inschrijving en de schoolkosten.",
        "Kinderen van 2,5 tot 12 jaar.", ("identiteitskaart of verblijfsdocument van het kind",),
        ("fr",), capacity=9, hours="ma-vr 8.30-16",
    ),
    Offer(
        "Secundaire school Torenveld", "Onthaalklas (OKAN)", Theme.CHILDREN,
        "Eén jaar Nederlands voor anderstalige nieuwkomers.", "Jongeren van 12 tot 18 jaar.",
        ("verblijfsdocument", "vroegere rapporten"), ("en", "fr"), capacity=14, waiting_days=7,
        hours="ma-vr 8.30-16",
    ),
    Offer(
        "Taalhuis Het Woord", "Nederlands voor anderstaligen", Theme.LANGUAGE,
        "Lessen overdag en 's avonds, met een instaptest.", "Volwassenen.", (ID,),
        ("fr", "en", "uk", "ar"), "gratis met een attest van integratie", 45, 21,
        hours="ma-do 9-12, 13-16, 18-20",
    ),
    Offer(
        "Praattafel Spoorhoek", "Praattafel", Theme.LANGUAGE, "Oefenen met vrijwilligers.",
        "Iedereen die Nederlands leert.", hours="wo 19-21",
    ),
    Offer(
        "Werkwinkel Leiemonde", "Inschrijven als werkzoekende", Theme.WORK,
        "Inschrijving, cv en vacatures.", documents=(ID, "diploma's"), languages=("fr", "en"),
    ),
    Offer(
        "Leerwerkplaats De Zaagtand", "Werken en leren", Theme.WORK, "Hout, groen en fietsen.",
        "Wie lang zonder werk is.", capacity=6, waiting_days=30, hours="ma-vr 8-16",
    ),
    Offer(
        "Energiehuis De Warme Naad", "Energiescan", Theme.ENERGY_DEBTS,
        "Iemand komt thuis kijken waar energie verloren gaat.",
        documents=("laatste jaarafrekening",), waiting_days=14, hours="ma-vr 9-12; di 17-19",
    ),
    Offer(
        "Woonmaatschappij Leiekant", "Inschrijven sociale woning", Theme.HOUSING,
        "Inschrijving op de wachtlijst en mutaties.", "Wie aan de voorwaarden voldoet.",
        (ID, "aanslagbiljet of bewijs van inkomen", "attest van gezinssamenstelling"),
        waiting_days=1460, hours="ma 9-12; wo 13-18",
    ),
    Offer(
        "Huurdershuis Kouterblik", "Huuradvies", Theme.HOUSING, "Advies over uw huurcontract.",
        documents=("huurcontract", "plaatsbeschrijving"), cost="lidgeld 17 euro per jaar",
        hours="di, do 13-16",
    ),
    Offer(
        "Voedselhulp De Mand", "Voedselpakket", Theme.INCOME, "Elke week een pakket.",
        "Met een doorverwijzing van het OCMW.", ("doorverwijsbrief",), cost="2 euro per pakket",
        capacity=80, hours="do 13-17", application="Uw maatschappelijk werker schrijft u in.",
    ),
    Offer(
        "Kringwinkel De Tweede Ronde", "Meubels en kleren", Theme.OTHER, "Tweedehands spullen.",
        cost="korting met een kaart van het OCMW", hours="di-za 10-18",
    ),
    Offer(
        "Speelpleinwerking De Wip", "Speelplein", Theme.CHILDREN, "Spelen in de vakanties.",
        "Kinderen van 4 tot 14 jaar.", cost="3 euro per dag, 1 euro met sociaal tarief",
        capacity=120, hours="",
    ),
    Offer(
        "Budgetpunt Galgemeers", "Schuldbemiddeling", Theme.ENERGY_DEBTS,
        "Een plan om schulden af te betalen.", documents=(ID, "alle facturen en aanmaningen"),
        languages=("fr",), waiting_days=45, hours="ma-do 9-12",
    ),
)  # fmt: skip
