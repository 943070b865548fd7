"""Forms about a case. Shape only; what a case allows is the service's business."""

from django import forms

from eenplan.cases.enums import ContactKind
from eenplan.core.forms import DayField, PageForm


class FinishStepForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.CharField(
        label="Resultaat", max_length=300, required=False, help_text="Wat kwam eruit? Mag leeg."
    )


class ContactForm(PageForm):
    kind = forms.ChoiceField(label="Hoe?", choices=ContactKind, widget=forms.RadioSelect)
    on = DayField(label="Wanneer?")
    minutes = forms.IntegerField(
        label="Hoe lang (minuten)?", min_value=1, max_value=600, required=False
    )
    note = forms.CharField(
        label="Wat werd gezegd en afgesproken?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
    )
    is_sensitive = forms.BooleanField(
        label="Gevoelig: alleen voor de maatschappelijk werkers van het team", required=False
    )


class AssignForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    worker = forms.ChoiceField(label="Maatschappelijk werker", widget=forms.RadioSelect)
    overrule_reason = forms.CharField(
        label="Reden om boven de norm te gaan",
        max_length=200,
        required=False,
        help_text="Alleen nodig als de norm overschreden wordt. De reden wordt bewaard.",
    )

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = workers
