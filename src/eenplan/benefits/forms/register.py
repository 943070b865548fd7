"""The forms of the register and of the terms of an application. Shape only, no rules."""

from django import forms

from eenplan.benefits.enums import AskedRight, Channel
from eenplan.benefits.register_facts import CORRECTABLE, DAYS, LABELS
from eenplan.benefits.selectors.register import LATE, NO_RECEIPT, OVERDUE, SOON, STILL
from eenplan.benefits.selectors.terms import SOON_DAYS
from eenplan.benefits.stages import Stage
from eenplan.core.forms import DayField, NameField, PageForm

YES = "ja"
SAME = [("", "kies")]


def _long(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, max_length=4000, required=required, help_text=help_text, widget=area
    )


class ApplicationForm(PageForm):
    """An application as it comes in."""

    right = forms.ChoiceField(label="Wat vraagt het gezin?", choices=[*SAME, *AskedRight.choices])
    applicant = forms.ChoiceField(label="Wie vraagt het?")
    channel = forms.ChoiceField(
        label="Hoe kwam de vraag binnen?", choices=[*SAME, *Channel.choices]
    )
    handed_in_on = DayField(
        label="Binnengekomen op",
        help_text="De dag waarop de vraag echt binnenkwam. Elektronisch op een zaterdag, zondag of "
        "feestdag geldt als ontvangen op de eerste werkdag daarna.",
    )
    words = _long("De vraag, in de woorden van het gezin", required=False)
    is_urgent = forms.BooleanField(label="Dringend: het gezin kan niet wachten", required=False)
    other_centre = NameField(
        label="Doorgezonden door welk OCMW?",
        max_length=160,
        required=False,
        help_text="Alleen bij een aanvraag die een ander OCMW doorzond.",
    )
    first_received_on = DayField(label="Ontvangen door dat OCMW op", required=False)
    sent_on = DayField(
        label="Door dat OCMW doorgezonden op",
        required=False,
        help_text="Vanaf die dag loopt de termijn om te beslissen.",
    )
    seen_doubles = forms.BooleanField(
        label="Ik keek het na: dit is een nieuwe aanvraag",
        required=False,
        help_text="Alleen nodig als er al een aanvraag voor hetzelfde recht loopt.",
    )

    def __init__(self, *args, applicants, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["applicant"].choices = applicants


class CorrectionForm(PageForm):
    """What should have stood in the register. Only the field that fits the choice is read."""

    field = forms.ChoiceField(
        label="Wat stond er verkeerd?",
        choices=[*SAME, *((name, LABELS[name]) for name in CORRECTABLE)],
    )
    becomes = _long(
        "Wat moet er staan?",
        required=False,
        help_text="Een dag zo: 14/03/2026. Bij “Dringend”: ja of nee. Bij “Hoe ze binnenkwam”: een "
        "van " + ", ".join(f"“{label}”" for label in Channel.labels) + ".",
    )
    reason = forms.CharField(label="Waarom wordt dit verbeterd?", max_length=400)

    def clean(self):
        said = super().clean()
        field, text = said.get("field"), (said.get("becomes") or "").strip()
        if field:
            try:
                said["becomes"] = _read(field, text)
            except forms.ValidationError as error:
                self.add_error("becomes", error)
        return said


def _read(field: str, text: str):
    """Return what was typed as the register keeps it, or raise ValidationError."""
    if field in DAYS:
        return DayField(required=True).clean(text)
    if field == "is_urgent":
        if text.lower() not in ("ja", "nee"):
            raise forms.ValidationError("Schrijf ja of nee.")
        return text.lower() == YES
    if field == "channel":
        known = {label.lower(): value for value, label in Channel.choices}
        if text.lower() not in known:
            raise forms.ValidationError("Kies een van de manieren die eronder staan.")
        return known[text.lower()]
    if field == "other_centre":
        return NameField(max_length=160).clean(text)
    return text


class WithdrawForm(PageForm):
    """The question is taken back, or was entered by mistake."""

    withdrawn_on = DayField(label="Ingetrokken op")
    why = forms.CharField(
        label="Waarom?",
        max_length=300,
        help_text="Bijvoorbeeld: het gezin trekt de vraag in; verkeerd ingeschreven, zie "
        "A2026/00012.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class SuspendForm(PageForm):
    """The term stands still from a day."""

    since = DayField(label="De termijn staat stil vanaf")
    reason = forms.CharField(label="Waarom?", max_length=300)


class ResumeForm(PageForm):
    """The term runs again from a day."""

    until = DayField(label="De termijn loopt weer vanaf")


class CompetenceForm(PageForm):
    """Whether this centre decides; if not, which one, and who said so."""

    is_competent = forms.ChoiceField(
        label="Is ons OCMW bevoegd?",
        choices=[(YES, "ja, wij zijn bevoegd"), ("nee", "nee, een ander OCMW is bevoegd")],
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(
        label="Op grond waarvan?",
        max_length=400,
        help_text="Bijvoorbeeld: ingeschreven in het vreemdelingenregister van onze gemeente.",
    )
    to_centre = NameField(label="Naar welk OCMW?", max_length=160, required=False)
    to_address = forms.CharField(
        label="Adres van dat OCMW",
        max_length=300,
        required=False,
        help_text="Alleen als wij niet bevoegd zijn.",
    )
    chair = forms.TypedChoiceField(
        label="Wie besliste?",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Beslist de voorzitter, dan bekrachtigt het comité het op de volgende zitting.",
    )

    def __init__(self, *args, chairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = [("", "ikzelf"), *chairs]


class ForwardedForm(PageForm):
    """When the application went on, and when the applicant was told."""

    forwarded_on = DayField(label="Doorgezonden op")
    told_on = DayField(label="Aanvrager verwittigd op")


class ApplicationFilter(PageForm):
    """The filters of the list of applications; all in the address."""

    recht = forms.ChoiceField(
        label="Recht", choices=[("", "alle"), *AskedRight.choices], required=False
    )
    stand = forms.ChoiceField(label="Stand", choices=[("", "alle"), *Stage.choices], required=False)
    termijn = forms.ChoiceField(
        label="Termijn",
        choices=[
            ("", "alle"),
            (OVERDUE, "termijn om te beslissen is om"),
            (SOON, f"nog hoogstens {SOON_DAYS} dagen om te beslissen"),
            (STILL, "termijn staat stil"),
            (NO_RECEIPT, "zonder ontvangstbewijs"),
            (LATE, "te laat ingeschreven"),
        ],
        required=False,
    )
    vanaf = DayField(label="Ontvangen vanaf", required=False)
    tot = DayField(label="Ontvangen tot en met", required=False)


class EntryFilter(PageForm):
    """The filters of the register; all in the address."""

    ontvangstbewijs = forms.ChoiceField(
        label="Ontvangstbewijs",
        choices=[("", "maakt niet uit"), (NO_RECEIPT, "nog niet gegeven")],
        required=False,
    )
    vanaf = DayField(label="Ontvangen vanaf", required=False)
    tot = DayField(label="Ontvangen tot en met", required=False)
