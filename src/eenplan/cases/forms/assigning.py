"""The form that gives a case to somebody."""

from django import forms

from eenplan.core.forms import PageForm


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
