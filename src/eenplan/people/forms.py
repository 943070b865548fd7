"""Forms about persons and households. Shape only."""

from django import forms

from eenplan.core.forms import PageForm
from eenplan.people.enums import ContactChannel, Language
from eenplan.people.numbers import tidy_phone


class ContactDetailsForm(PageForm):
    """How the household is reached; carries the version it was read at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    contact_channel = forms.ChoiceField(label="Contact via", choices=ContactChannel)
    contact_language = forms.ChoiceField(label="Taal voor contact", choices=Language)
    phone = forms.CharField(label="Telefoon", max_length=32, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    pets = forms.CharField(label="Huisdieren", max_length=80, required=False)

    def clean_phone(self):
        return tidy_phone(self.cleaned_data["phone"])
