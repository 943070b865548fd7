"""The forms from a proposal to a stay."""

from datetime import date

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.housing.agreements import languages
from eenplan.housing.enums import (
    AnsweredThrough,
    Gate,
    LookReason,
    OverrideKind,
    ProposalState,
    Side,
)
from eenplan.people.enums import Language

YES, NO = "ja", "nee"
LONGEST = 500
LOOK_REASONS = dict(LookReason.choices)


class PlacingFilter(PageForm):
    """The filters of the list of proposals; all in the address."""

    stand = forms.ChoiceField(
        label="Stand", choices=[("", "alle"), *ProposalState.choices], required=False
    )
    wacht_op = forms.ChoiceField(
        label="Wacht eerst op", choices=[("", "alles"), *Gate.choices], required=False
    )


class OverrideFilter(PageForm):
    """The filter of the list of departures."""

    soort = forms.ChoiceField(
        label="Soort", choices=[("", "alle"), *OverrideKind.choices], required=False
    )


def _text(label: str, *, hint: str = "", required: bool = True, most: int = LONGEST):
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def day_in(typed: str) -> date | None:
    """Return a day from an address; None for what is no day."""
    try:
        return DayField(required=False).clean(typed)
    except forms.ValidationError:
        return None


class ProposeForm(PageForm):
    """From when until when a place is proposed; and why, when it departs from the first choice."""

    starts_on = DayField(label="Verblijf vanaf")
    ends_on = DayField(
        label="Verblijf tot", required=False, help_text="De eerste nacht ergens anders."
    )
    why_lower = _text("Waarom niet de eerste keuze?", required=False)
    why_unsafe = _text(
        "Waarom kan het hier toch veilig?",
        required=False,
        hint="De vertrouwenspersoon veiligheid leest dit en kijkt mee.",
    )

    def __init__(self, *args, asks_lower=False, asks_unsafe=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_lower:
            del self.fields["why_lower"]
        if not asks_unsafe:
            del self.fields["why_unsafe"]


class AnswerForm(PageForm):
    """What a side says: yes or no, why not, in its own words, and who put them over."""

    answer = forms.ChoiceField(
        label="Antwoord", choices=[(YES, "ja, akkoord"), (NO, "nee")], widget=forms.RadioSelect
    )
    reason = forms.TypedChoiceField(
        label="Reden van het nee",
        required=False,
        empty_value=None,
        coerce=int,
        help_text="Alleen bij een nee. Wat er daarna gebeurt, staat erbij.",
    )
    words = _text("In eigen woorden", hint="Schrijf kort wat er gezegd werd.")
    language = forms.ChoiceField(label="Taal van het gesprek", choices=Language.choices)
    interpreter = forms.ChoiceField(
        label="Wie tolkte?",
        choices=[("", "kies wie"), *AnsweredThrough.choices],
        help_text="Nooit de aanbieder, de verhuurder, een werkgever of een kind.",
    )
    at_once_why = forms.CharField(
        label="Waarom zonder bedenktijd?",
        max_length=200,
        required=False,
        help_text="Alleen nodig voor een ja voor de bedenktijd om is.",
    )

    def __init__(self, *args, reasons=(), side=Side.HOUSEHOLD, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            ("", "geen"),
            *((row.pk, f"{row.label} ({row.consequence})") for row in reasons),
        ]
        if side == Side.PROVIDER:
            del self.fields["at_once_why"]


class MeetingForm(PageForm):
    """On which day household and provider met, with the worker there."""

    on = DayField(label="Kennismaking op")


class LookForm(PageForm):
    """What the second person finds of it, and why."""

    verdict = forms.ChoiceField(
        label="Uw oordeel",
        choices=[(YES, "in orde"), (NO, "niet in orde")],
        widget=forms.RadioSelect,
    )
    reason = _text("Waarom?", hint="Wie dit dossier mag openen, kan dit lezen.")


class WithdrawForm(PageForm):
    """Why a proposal is taken back."""

    why = forms.CharField(label="Reden", max_length=200)


class AgreementForm(PageForm):
    """In which language the agreement stands beside the Dutch."""

    language = forms.ChoiceField(label="Taal naast het Nederlands", choices=languages)


class SignedForm(PageForm):
    """Who signed the paper, and when."""

    sides = forms.MultipleChoiceField(
        label="Wie tekende?", choices=Side.choices, widget=forms.CheckboxSelectMultiple
    )
    on = DayField(label="Ondertekend op")
