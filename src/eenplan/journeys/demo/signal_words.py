"""What people of the demo noticed in their neighbourhood; invented, without persons of the demo."""

from eenplan.network.signal_kinds import SignalTheme as T

CHILDCARE = "Geen kinderopvang"
NOTICED: dict[T, tuple[tuple[str, str], ...]] = {
    T.CHILDREN: (
        ("Weer een moeder die niet naar de taalles kan: nergens opvang.", CHILDCARE),
        ("Twee ouders vroegen vandaag of er nog plaats is in de crèche.", CHILDCARE),
        ("Kinderen van acht zitten na school alleen thuis.", "Geen naschoolse opvang"),
    ),
    T.HOUSING: (
        ("Schimmel op de muren van een huurhuis, de eigenaar antwoordt niet.", "Vochtige huizen"),
        ("Drie gezinnen delen één keuken boven een winkel.", "Te veel mensen in één woning"),
        ("Huurder zonder verwarming, al twee weken.", "Woning zonder verwarming"),
    ),
    T.LONELINESS: (
        ("Een oudere man komt elke dag koffie drinken en spreekt verder niemand.", ""),
        ("Mevrouw van de hoek doet niet meer open.", ""),
    ),
    T.MONEY: (
        ("Veel vragen over een brief van de energieleverancier.", "Brieven over energie"),
        ("Iemand had geen geld voor medicatie.", ""),
    ),
    T.SAFETY: (("De fietskelder is 's avonds niet veilig.", "Onveilige fietskelder"),),
    T.ACCESS: (
        ("Mensen staan om acht uur buiten te wachten in de regen.", "Wachten buiten"),
        ("Het formulier op de website is niet te begrijpen.", "Moeilijk formulier"),
    ),
    T.SCHOOL: (("Jongeren vinden geen plaats om te studeren.", "Geen studieplek"),),
}
ABOUT = ("", "", "", "iemand uit de Ververijstraat", "een gezin met drie kinderen, boven de bakker")
FEEDBACK = (
    "Een collega ging langs en volgt het verder op. Dank dat u het zei.",
    "We belden de dienst die dit kan oplossen. Ze komen volgende week.",
    "We namen contact op: er is nu hulp in huis.",
)
TO_POLICY = "Dit komt vaak terug. We brachten het naar het beleid; u leest hier het antwoord."
NO_ACTION = "We keken het na: hier is al iemand mee bezig."
POINTS = (
    (
        T.CHILDREN,
        "Te weinig kinderopvang in de wijk",
        "Ouders kunnen niet naar taalles of werk omdat er geen opvang is. Het aantal meldingen "
        "stijgt sinds de zomer.",
        "",
    ),
    (
        T.HOUSING,
        "Slechte huurwoningen zonder gevolg",
        "Huurders melden vocht en kou. Eigenaars antwoorden niet, en huurders durven geen klacht "
        "neer te leggen.",
        "De dienst wonen doet vanaf januari elke maand controles in deze straten.",
    ),
    (
        T.ACCESS,
        "Wachten buiten voor het onthaal",
        "Voor de opening staan mensen buiten, ook met kleine kinderen.",
        "",
    ),
)
