"""The forms of letters: what the rows do not hold, how a letter went out, who the centre is."""

from django import forms

from eenplan.benefits.enums import Delivery
from eenplan.benefits.letters import languages
from eenplan.benefits.models.centre import BRACKETS
from eenplan.core.forms import DayField, PageForm

LONG = {"rows": 4}
WAYS_OF_A_DECISION = [
    (way.value, way.label) for way in (Delivery.REGISTERED, Delivery.EBOX, Delivery.HANDED)
]


class MakeForm(PageForm):
    """The language of the translation, and what a letter of a decision still needs in words."""

    language = forms.ChoiceField(
        label="Taal van de vertaling",
        choices=languages,
        help_text="De Nederlandse tekst komt eerst en telt. Een vertaling die niet is nagelezen, "
        "zegt dat zelf.",
    )
    category_reason = forms.CharField(
        label="Waarom deze categorie",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text="In gewone woorden, met wat er bij dit gezin is vastgesteld. Codes tellen niet.",
    )
    calculation_note = forms.CharField(
        label="Hoe het bedrag berekend is, in woorden",
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text="Nodig als er geen berekening in stappen is, of als het bedrag anders is.",
    )
    limitation = forms.CharField(
        label="Verjaring van de terugvordering",
        max_length=300,
        required=False,
        help_text="Alleen bij een terugvordering: na hoeveel jaar kan het OCMW niets meer vragen.",
    )

    def __init__(self, *args, leave_out: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        for name in leave_out:
            del self.fields[name]


class CorrectForm(MakeForm):
    """What was wrong with the letter before, and whether it lacked what the law asks."""

    why = forms.CharField(label="Wat klopte er niet?", max_length=400)
    earlier_lacked = forms.BooleanField(
        label="De vorige brief miste iets wat de wet vraagt: de beroepstermijn liep nog niet",
        required=False,
    )

    field_order = ("why", "earlier_lacked")


class NotifyForm(PageForm):
    """How and when a letter went out."""

    how = forms.ChoiceField(label="Hoe", choices=())
    sent_on = DayField(label="Verstuurd of afgegeven op")
    reference = forms.CharField(
        label="Nummer van de zending",
        max_length=60,
        required=False,
        help_text="Van de aangetekende brief of de eBox.",
    )
    received_on = DayField(label="Aangekomen op, als u dat weet", required=False)

    def __init__(self, *args, is_decision: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = WAYS_OF_A_DECISION if is_decision else Delivery.choices


class ReceivedForm(PageForm):
    """When a letter came."""

    received_on = DayField(label="Aangekomen op")


class YearForm(PageForm):
    """The year of an overview of payments."""

    year = forms.IntegerField(label="Jaar", min_value=2000, max_value=2099)
    language = forms.ChoiceField(label="Taal van de vertaling", choices=languages)


class CentreForm(PageForm):
    """Name, address, court and account of the centre, from a day on."""

    starts_on = DayField(label="Geldt vanaf")
    name = forms.CharField(
        label="Naam van het OCMW", max_length=70, help_text="Ook op het betaalbestand."
    )
    company_number = forms.CharField(
        label="Ondernemingsnummer", max_length=20, required=False, help_text="Tien cijfers."
    )
    street = forms.CharField(label="Straat en nummer", max_length=120)
    town = forms.CharField(label="Postcode en gemeente", max_length=120)
    phone = forms.CharField(label="Telefoon", max_length=32, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    court = forms.CharField(
        label="Arbeidsrechtbank",
        max_length=160,
        help_text="Met de afdeling van de woonplaats. Staat in elke beslissing.",
    )
    court_address = forms.CharField(label="Adres van de rechtbank", max_length=300)
    iban = forms.CharField(label="Rekening van het OCMW (IBAN)", max_length=42)
    bic = forms.RegexField(
        label="BIC",
        regex=r"^[A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?$",
        max_length=11,
        required=False,
        error_messages={"invalid": "Een BIC heeft acht of elf letters en cijfers."},
    )
    state_percent = forms.TypedChoiceField(
        label="Terugbetaling van het leefloon door de Staat", choices=BRACKETS, coerce=int
    )

    def clean_bic(self):
        return self.cleaned_data["bic"].upper()

    def clean(self):
        data = super().clean()
        if not (data.get("phone") or data.get("email")):
            self.add_error(
                "phone",
                "Schrijf een telefoonnummer of een e-mailadres: de brieven "
                "zeggen waar men uitleg krijgt.",
            )
        return data
