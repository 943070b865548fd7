from django import forms

from eenplan.core.forms import PageForm


class ExpectationForm(PageForm):
    """How many persons are expected: the question behind the contingents."""

    personen = forms.IntegerField(
        label="Verwachte personen",
        min_value=0,
        max_value=1_000_000,
        error_messages={"invalid": "Dit is geen geheel getal. Schrijf bijvoorbeeld 300."},
    )
