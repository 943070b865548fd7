"""The forms about who else works with a household."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.directory.enums import Theme
from eenplan.network.forms.consent import ConsentForm


class TieForm(ConsentForm):
    """Who works with the household. The consent is left out when there is none yet."""

    service = forms.ChoiceField(label="Dienst uit de sociale kaart", required=False)
    other_name = forms.CharField(
        label="Of iemand anders",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: huisarts Declercq. Alleen als die niet in de sociale kaart staat.",
    )
    theme = forms.ChoiceField(
        label="Thema",
        required=False,
        choices=[("", "volgens de dienst"), *Theme.choices],
        help_text="Nodig als het geen dienst uit de sociale kaart is.",
    )
    role = forms.CharField(label="Wat doet die voor het gezin?", max_length=200)
    contact_person = forms.CharField(label="Contactpersoon", max_length=160, required=False)
    contact_details = forms.CharField(
        label="Te bereiken via", max_length=160, required=False, help_text="Telefoon of e-mail."
    )
    starts_on = DayField(label="Sinds")
    has_consent = forms.BooleanField(
        label="Het gezin stemt in dat wij met deze dienst overleggen", required=False
    )
    field_order = [
        "service",
        "other_name",
        "theme",
        "role",
        "contact_person",
        "contact_details",
        "starts_on",
        "has_consent",
    ]

    def __init__(self, *args, services, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [
            ("", "kies een dienst"),
            *((str(service.pk), str(service)) for service in services),
        ]
        self.wants_consent = bool(self.data.get("has_consent")) if self.is_bound else True
        if not self.wants_consent:
            for name, field in self.fields.items():
                if name.startswith("consent_"):
                    field.required = False

    def clean(self):
        said = super().clean() if self.wants_consent else self.cleaned_data
        if bool(said.get("service")) == bool(said.get("other_name")):
            self.add_error("service", "Kies een dienst, of schrijf iemand anders. Niet allebei.")
        elif said.get("other_name") and not said.get("theme"):
            self.add_error("theme", "Kies waarvoor die het gezin helpt.")
        return said


class EndTieForm(PageForm):
    ends_on = DayField(label="Sinds wanneer niet meer?")
    reason = forms.CharField(label="Waarom?", max_length=200, required=False)
