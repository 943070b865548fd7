"""The form that puts something off."""

from django import forms

from eenplan.core.forms import DayField, PageForm


class SnoozeForm(PageForm):
    until = DayField(label="Toon het weer vanaf")
    reason = forms.CharField(
        label="Waarom kan het later?",
        max_length=200,
        help_text="Bijvoorbeeld: het gezin is op reis, wacht op antwoord van de school.",
    )
