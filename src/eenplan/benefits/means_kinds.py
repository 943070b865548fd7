"""Every kind of row of a report, with the questions of its own small form.

The codes and the keys are those of docs/reference/entitlement/schema.json. Besides what somebody
has or gets, a row may be somebody who lives in, an exemption for work, a stay abroad, a sanction,
or a month that was paid too much: each is a list in a described situation.
"""

from dataclasses import dataclass
from enum import StrEnum

from eenplan.benefits.answers import Ask, Kind
from eenplan.engines.entitlement import law

YES_NO, DAY, COUNT, AMOUNT, SHARE = Kind.YES_NO, Kind.DAY, Kind.COUNT, Kind.AMOUNT, Kind.SHARE
INCOME = "income_"


class Group(StrEnum):
    """Where a kind of row stands on the screen."""

    LIVES_IN = "Wie er woont"
    COMES_IN = "Wat binnenkomt"
    OWNED = "Wat iemand heeft of had"
    PAID_BY_OTHERS = "Wat een ander betaalt"
    WORK = "Vrijstelling voor werk of opleiding"
    PAYMENT = "Betaling en terugvordering"


@dataclass(frozen=True)
class RowKind:
    """A kind of row: its words, what is asked, the article, and what it is in the situation."""

    code: str
    label: str
    group: Group
    asks: tuple[Ask, ...]
    article: str = ""
    of_applicant: bool = False  # is never of somebody else

    @property
    def is_resource(self) -> bool:
        """Say whether it counts among the resources of a person."""
        return self.group in (Group.COMES_IN, Group.OWNED, Group.PAID_BY_OTHERS)


RELATIONS = (
    ("partner", "partner"),
    ("first_degree", "ouder of kind (eerste graad)"),
    ("maintenance_debtor", "andere onderhoudsplichtige (grootouder, kleinkind, schoonfamilie)"),
    ("other", "iemand anders"),
)
PER = Ask("per", "Per maand of per jaar?", Kind.CHOICE, (("month", "maand"), ("year", "jaar")))
NET = Ask("amount", "Bedrag (euro)", AMOUNT, is_required=True, help="Netto, voor beslag.")
OWN_PART = Ask("share", "Eigen deel (%)", SHARE, help="Leeg: alles.")
WORDS = Ask("description", "Toelichting", Kind.TEXT)

COHABITANT = RowKind(
    "cohabitant",
    "Iemand die er woont",
    Group.LIVES_IN,
    (
        Ask("adult", "Meerderjarig?", YES_NO, is_required=True),
        Ask(
            "shares_household",
            "Regelt die persoon het huishouden samen met de aanvrager?",
            YES_NO,
            is_required=True,
            help="Samen onder één dak én samen koken, betalen, beslissen. Een gastgezin met een "
            "eigen huishouden: nee.",
        ),
        Ask("own_living_wage", "Krijgt die persoon zelf een leefloon?", YES_NO),
        Ask(
            "counting",
            "Categorie 3: hoe tellen de middelen van de partner?",
            Kind.CHOICE,
            (
                ("open", "niet gekozen"),
                ("above_category_1", "wat boven categorie 1 ligt"),
                ("whole", "alles"),
            ),
        ),
        Ask(
            "counted_share",
            "Deel dat telt (%)",
            SHARE,
            help="Tot en met februari 2026: het deel van een ouder of kind dat het centrum laat "
            "tellen. Daarna alleen met een reden van billijkheid.",
        ),
        Ask(
            "equity_reason",
            "Waarom die persoon niet of voor een deel telt (billijkheid)",
            Kind.TEXT,
            help="Vanaf maart 2026, voor onderhoudsplichtigen.",
        ),
    ),
    "KB 11 juli 2002, art. 34",
)
CAPITAL = RowKind(
    "capital",
    "Spaargeld, rekening, aandelen",
    Group.OWNED,
    (Ask("amount", "Bedrag (euro)", AMOUNT, is_required=True), OWN_PART, WORDS),
    "KB 11 juli 2002, art. 27",
)
REAL_ESTATE = RowKind(
    "real_estate",
    "Huis of grond",
    Group.OWNED,
    (
        Ask("built", "Staat er een gebouw op?", YES_NO, is_required=True),
        Ask("abroad", "Ligt het in het buitenland?", YES_NO),
        Ask(
            "cadastral_income",
            "Kadastraal inkomen (euro)",
            AMOUNT,
            help="Niet geïndexeerd. Nodig als het in België ligt.",
        ),
        OWN_PART,
        Ask("yearly_rent", "Huur die binnenkomt per jaar (euro)", AMOUNT),
        Ask("yearly_mortgage_interest", "Interest van de lening per jaar (euro)", AMOUNT),
        Ask(
            "foreign_income",
            "Inkomen volgens de buitenlandse belastingdienst, per jaar (euro)",
            AMOUNT,
        ),
        WORDS,
    ),
    "KB 11 juli 2002, art. 25-26",
)
TRANSFER = RowKind(
    "transfer",
    "Iets dat weggegeven of verkocht is",
    Group.OWNED,
    (
        Ask("market_value", "Waarde op die dag (euro)", AMOUNT, is_required=True),
        Ask("on", "Wanneer?", DAY, is_required=True),
        Ask(
            "ownership",
            "Wat is weggegeven?",
            Kind.CHOICE,
            (
                ("full", "volle eigendom"),
                ("usufruct", "vruchtgebruik"),
                ("bare", "naakte eigendom"),
            ),
        ),
        OWN_PART,
        Ask("only_home", "Was het de enige woning?", YES_NO),
        Ask("debts_paid", "Eigen schulden die ermee betaald zijn (euro)", AMOUNT),
        Ask("equity_reason", "Waarom het niet telt (billijkheid)", Kind.TEXT),
        WORDS,
    ),
    "KB 11 juli 2002, art. 28-32",
)
HOUSING_COSTS = RowKind(
    "housing_costs",
    "Woonkosten die een ander betaalt",
    Group.PAID_BY_OTHERS,
    (
        NET,
        PER,
        Ask("payer_lives_here", "Woont wie betaalt in dit gezin?", YES_NO, is_required=True),
        WORDS,
    ),
    "KB 11 juli 2002, art. 33",
)
WORK = RowKind(
    "work_exemption",
    "Vrijstelling voor werk of opleiding (SPI)",
    Group.WORK,
    (
        Ask(
            "kind",
            "Welke vrijstelling?",
            Kind.CHOICE,
            (
                ("none", "geen"),
                ("general", "algemene"),
                ("student", "student"),
                ("student_with_grant", "student met een studietoelage"),
                ("shortage_job", "knelpuntberoep"),
                ("artist", "artistieke activiteit"),
            ),
            is_required=True,
        ),
        Ask("first_day", "Eerste dag van de vrijstelling", DAY, is_required=True),
        Ask("entitled_before", "Had al recht toen het werk of de opleiding begon?", YES_NO),
        Ask("days_used", "Dagen die al gebruikt zijn", COUNT),
        Ask(
            "under_25_full_time_with_project",
            "Student: jonger dan 25 bij de start, voltijds, met een getekend project?",
            YES_NO,
        ),
        Ask("contract_months", "Knelpuntberoep: maanden van het contract", COUNT),
        Ask("months_used", "Knelpuntberoep: maanden die al gebruikt zijn", COUNT),
        Ask("attested", "Knelpuntberoep: attest van de VDAB?", YES_NO),
        Ask("used_before", "Knelpuntberoep: al eens gebruikt in het leven?", YES_NO),
    ),
    "KB 11 juli 2002, art. 35",
)
STAY_ABROAD = RowKind(
    "stay_abroad",
    "Verblijf in het buitenland",
    Group.PAYMENT,
    (
        Ask("since", "Vertrokken op", DAY, is_required=True),
        Ask("until", "Eerste dag terug", DAY, is_required=True),
        Ask("notified_on", "Gemeld op", DAY),
        Ask("exceptional", "Zijn uitzonderlijke redenen aanvaard?", YES_NO),
    ),
    "RMI art. 23 § 5",
    of_applicant=True,
)
SANCTION = RowKind(
    "sanction",
    "Sanctie",
    Group.PAYMENT,
    (
        Ask(
            "fault",
            "Waarvoor?",
            Kind.CHOICE,
            (
                ("declaration", "iets niet aangegeven"),
                ("fraud", "met bedrieglijk opzet"),
                ("project", "het project niet nageleefd"),
            ),
            is_required=True,
        ),
        Ask("months", "Hoeveel maanden?", COUNT, is_required=True),
        Ask("percent", "Hoeveel procent van de betaling? Leeg: alles", COUNT),
        Ask("fact_on", "Dag van de feiten", DAY, is_required=True),
        Ask("notified_on", "Betekend op", DAY, is_required=True),
        Ask("starts_on", "Begint op", DAY, is_required=True),
        Ask("earlier_on", "Dag van een vroegere sanctie voor hetzelfde", DAY),
        Ask("conditional", "Met uitstel?", YES_NO),
        Ask("advised", "Project: na ingebrekestelling en advies?", YES_NO),
    ),
    "RMI art. 30",
    of_applicant=True,
)
UNDUE = RowKind(
    "undue",
    "Maand waarin te veel is betaald",
    Group.PAYMENT,
    (
        Ask("month", "Maand", Kind.MONTH, is_required=True),
        Ask("paid", "Betaald (euro)", AMOUNT, is_required=True),
        Ask("due", "Waar recht op was (euro)", AMOUNT, is_required=True),
    ),
    "RMI art. 24",
    of_applicant=True,
)


def _incomes() -> tuple[RowKind, ...]:
    """Return a kind for each kind of income of incomes.toml, in the words of that file."""
    return tuple(
        RowKind(
            found.key.removeprefix(INCOME),
            found.label,
            Group.COMES_IN,
            (NET, PER, WORDS),
            found.article,
        )
        for found in law()
        if found.key.startswith(INCOME)
    )


KINDS = {
    kind.code: kind
    for kind in (
        COHABITANT,
        *_incomes(),
        CAPITAL,
        REAL_ESTATE,
        TRANSFER,
        HOUSING_COSTS,
        WORK,
        STAY_ABROAD,
        SANCTION,
        UNDUE,
    )
}
