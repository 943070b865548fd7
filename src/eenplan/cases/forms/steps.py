"""The forms about a step."""

from django import forms

from eenplan.core.forms import PageForm


class FinishStepForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.CharField(
        label="Resultaat", max_length=300, required=False, help_text="Wat kwam eruit? Mag leeg."
    )
