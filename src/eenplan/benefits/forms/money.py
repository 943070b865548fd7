"""The forms of runs, accounts, messages of the bank and recoveries. Shape only."""

from django import forms

from eenplan.benefits.enums_money import (
    Account,
    Component,
    EntryKind,
    PayeeBasis,
    PayeeKind,
    PaymentState,
)
from eenplan.benefits.run_periods import DAYS
from eenplan.core.forms import DayField, EuroField, MonthField, NameField, PageForm
from eenplan.engines.sepa import LARGEST

MOST = 99_999_900  # cents
PARTS = (
    ("1", "de hele maand, en het eerste deel van wie in delen krijgt"),
    ("8", "deel vanaf de 8ste: wie wekelijks krijgt"),
    ("15", "deel vanaf de 15de: wie wekelijks of om de twee weken krijgt"),
    ("22", "deel vanaf de 22ste: wie wekelijks krijgt"),
)


class NewRunForm(PageForm):
    """What a run pays, and when."""

    month = MonthField(label="Voor de maand")
    part = forms.ChoiceField(label="Welk deel van de maand", choices=PARTS, initial="1")
    component = forms.ChoiceField(
        label="Wat", choices=[("", "alle steun"), *Component.choices], required=False
    )
    wished_on = DayField(
        label="Gewenste betaaldag",
        help_text="In een weekend of op een feestdag betalen we op de bankdag ervoor.",
    )

    def clean(self):
        said = super().clean()
        month, part = said.get("month"), said.get("part")
        if month and part and int(part) in DAYS:
            said["period"] = month.replace(day=int(part))
        return said


class ReasonForm(PageForm):
    reason = forms.CharField(label="Waarom", max_length=200)


class AccountForm(PageForm):
    """The account somebody is paid on."""

    iban = forms.CharField(
        label="Rekeningnummer (IBAN)",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Mag ook uit een ander land van de Europese betaalzone zijn.",
    )
    holder = NameField(label="Op naam van", max_length=70)
    proof = forms.CharField(
        label="Welk bewijs zag u?",
        max_length=200,
        help_text="Bijvoorbeeld: bankkaart, attest van de bank.",
    )


class BankFileForm(PageForm):
    file = forms.FileField(
        label="Bestand van de bank",
        help_text="Een statusbericht (pain.002) of een rekeninguittreksel (camt.053), in XML.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )

    def clean_file(self):
        found = self.cleaned_data["file"]
        if found.size > LARGEST:
            raise forms.ValidationError(
                f"Het bestand is te groot: hoogstens {LARGEST // 1024**2} MB."
            )
        return found


class BeginRecoveryForm(PageForm):
    instalment = EuroField(least=1, most=MOST, label="Afkorting per maand (euro)")


class RepaymentForm(PageForm):
    amount = EuroField(least=1, most=MOST, label="Terugbetaald (euro)")
    reference = forms.CharField(
        label="Kenmerk",
        max_length=60,
        help_text="Het nummer van het uittreksel of van de kwitantie: elk kenmerk telt een keer.",
    )


class WaiverForm(PageForm):
    amount = EuroField(least=1, most=MOST, label="Afzien van (euro)")
    reason = forms.CharField(
        label="Beslissing en reden", max_length=150, help_text="Noem de beslissing van het comité."
    )


class PaymentFilter(PageForm):
    """The filters of the list of payments; all in the address."""

    q = forms.CharField(label="Kenmerk, naam of gezin", max_length=80, required=False)
    stand = forms.ChoiceField(
        label="Stand", choices=[("", "alle"), *PaymentState.choices], required=False
    )
    wat = forms.ChoiceField(
        label="Wat", choices=[("", "alles"), *Component.choices], required=False
    )
    maand = MonthField(label="Maand", required=False)


class LedgerFilter(PageForm):
    rekening = forms.ChoiceField(
        label="Rekening", choices=[("", "alle"), *Account.choices], required=False
    )
    soort = forms.ChoiceField(
        label="Soort", choices=[("", "alle"), *EntryKind.choices], required=False
    )
    maand = MonthField(label="Geboekt in", required=False)
    gezin = forms.RegexField(
        label="Gezin",
        regex=r"^\d{4}/\d{1,9}$",
        required=False,
        error_messages={"invalid": "Schrijf het nummer van een gezin, zoals 2026/0012."},
    )


class PaidToForm(PageForm):
    """Somebody else who is paid, on which account, and why that may be."""

    kind = forms.ChoiceField(label="Aan wie", choices=PayeeKind.choices, widget=forms.RadioSelect)
    holder = NameField(label="Op naam van", max_length=70)
    iban = forms.CharField(
        label="Rekeningnummer (IBAN)",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    starts_on = DayField(label="Vanaf")
    basis = forms.ChoiceField(
        label="Waarom mag dat?", choices=PayeeBasis.choices, widget=forms.RadioSelect
    )
    consent_on = DayField(
        label="Toestemming getekend op", required=False, help_text="Alleen bij toestemming."
    )
    decision = forms.ChoiceField(
        label="Beslissing", required=False, help_text="Alleen bij een beslissing."
    )
    proof = forms.CharField(
        label="Welk bewijs zag u?",
        max_length=200,
        help_text="Bijvoorbeeld: huurcontract en getekende toestemming.",
    )

    def __init__(self, *args, decisions=(), **kwargs):
        super().__init__(*args, **kwargs)
        named = [
            (str(one.pk), f"{one.number} van {one.decided_on:%d/%m/%Y}: {one.get_kind_display()}")
            for one in decisions
        ]
        self.fields["decision"].choices = [("", "geen"), *named]


class EndPaidToForm(PageForm):
    """From which day the client is paid again, and why."""

    ends_on = DayField(label="De cliënt krijgt het weer zelf vanaf")
    why = forms.CharField(
        label="Waarom",
        max_length=200,
        help_text="Bijvoorbeeld: de cliënt trekt de toestemming in.",
    )
