"""The forms about a contact."""

from django import forms

from eenplan.cases.enums import ContactKind
from eenplan.core.forms import DayField, PageForm


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
