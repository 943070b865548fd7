"""Forms about persons and households. Shape only."""

from django import forms

from eenplan.core.forms import PageForm
from eenplan.people.enums import ContactChannel, Language
from eenplan.people.numbers import FEWEST_PHONE_DIGITS, LONGEST_PHONE, tidy_phone


class PhoneField(forms.CharField):
    """A phone number, tidied when it is understood; words may stand beside it."""

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_PHONE, required=False, **kwargs)

    def clean(self, value):
        phone = tidy_phone(super().clean(value))
        if phone and sum(c.isdigit() for c in phone) < FEWEST_PHONE_DIGITS:
            raise forms.ValidationError(
                "Dit is geen telefoonnummer: er staan te weinig cijfers in."
            )
        return phone


class ContactDetailsForm(PageForm):
    """How the household is reached; carries the version it was read at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    contact_channel = forms.ChoiceField(label="Contact via", choices=ContactChannel)
    contact_language = forms.ChoiceField(label="Taal voor contact", choices=Language)
    phone = PhoneField(label="Telefoon")
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    pets = forms.CharField(label="Huisdieren", max_length=80, required=False)
