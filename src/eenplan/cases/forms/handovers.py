"""The forms about closing a case and handing it over."""

from django import forms

from eenplan.cases.enums import ClosingReason
from eenplan.core.forms import DayField, PageForm


class CloseForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label="Gesloten op")
    because = forms.ChoiceField(
        label="Waarom?", choices=[("", "kies waarom"), *ClosingReason.choices]
    )
    note = forms.CharField(
        label="Toelichting", max_length=400, required=False, help_text="Kort en zakelijk."
    )


def _long(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OfferForm(PageForm):
    """To whom in the chosen team, why, and what the file does not say by itself."""

    to_team = forms.IntegerField(widget=forms.HiddenInput)
    to_worker = forms.ChoiceField(label="Aan wie?", widget=forms.RadioSelect)
    reason = forms.CharField(label="Waarom draagt u dit gezin over?", max_length=400)
    promises = _long("Wat is beloofd aan het gezin?", "Ook wat nergens als stap staat.")
    sensitive = _long("Gevoelige punten", "Alleen wie het gezin krijgt en uw team lezen dit.")
    avoid = _long("Beter niet doen", "Bijvoorbeeld: niet bellen tijdens de nachtploeg.")

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_worker"].choices = workers


class AcceptForm(PageForm):
    worker = forms.ChoiceField(label="Wie volgt het gezin op?", widget=forms.RadioSelect)
    overrule_reason = forms.CharField(
        label="Reden om boven de norm te gaan",
        max_length=200,
        required=False,
        help_text="Alleen nodig als de norm overschreden wordt. De reden wordt bewaard.",
    )

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = workers


class AnswerForm(PageForm):
    """Why a handover is refused or withdrawn."""

    answer = forms.CharField(label="Reden", max_length=400)


class PlanRunForm(PageForm):
    """Whose households go where; all in the address."""

    worker = forms.ChoiceField(label="Welke gezinnen?", required=False)
    to_team = forms.ChoiceField(label="Naar welk team?", required=False)

    def __init__(self, *args, workers, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", "alle gezinnen van het team"), *workers]
        self.fields["to_team"].choices = [("", "elk gezin naar het team van zijn adres"), *teams]


class DecideRunForm(PageForm):
    """The decision about many households at once."""

    reason = forms.CharField(
        label="Welke beslissing, en waarom?",
        max_length=400,
        help_text="Dit komt in elk dossier te staan.",
    )
    how = forms.ChoiceField(
        label="Hoe?",
        widget=forms.RadioSelect,
        initial="now",
        choices=[
            ("now", "meteen: elk gezin krijgt de maatschappelijk werker die plaats heeft"),
            ("ask", "eerst vragen: de coördinator van het andere team aanvaardt elk gezin"),
        ],
    )
    overrule_reason = forms.CharField(
        label="Reden om boven de norm te gaan",
        max_length=200,
        required=False,
        help_text="Leeg: een gezin waarvoor niemand plaats heeft, blijft bij dit team.",
    )
