"""The fields by which a consent is written down, the same on every form that asks one."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.network.consenting import GivenConsent
from eenplan.network.enums import ConsentHow
from eenplan.people.enums import Language

SOMEBODY_ELSE = "ander"


class ConsentForm(PageForm):
    """Who of the household agreed, how, in which language, on which day and until when."""

    consent_by = forms.ChoiceField(label="Wie gaf toestemming?")
    consent_by_other = forms.CharField(
        label="Naam van die persoon",
        max_length=160,
        required=False,
        help_text="Alleen bij “iemand anders”: een voogd of bewindvoerder.",
    )
    consent_how = forms.ChoiceField(
        label="Hoe?", choices=ConsentHow, widget=forms.RadioSelect, initial=ConsentHow.SPOKEN
    )
    consent_language = forms.ChoiceField(
        label="In welke taal uitgelegd?", choices=[("", "kies een taal"), *Language.choices]
    )
    consent_on = DayField(label="Op welke dag?")
    consent_until = DayField(
        label="Geldig tot", help_text="De eerste dag waarop u niets meer mag delen."
    )

    def __init__(self, *args, adults, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent_by"].choices = [
            ("", "kies een persoon"),
            *((name, name) for name in adults),
            (SOMEBODY_ELSE, "iemand anders (voogd, bewindvoerder)"),
        ]

    def clean(self):
        said = super().clean()
        if said.get("consent_by") == SOMEBODY_ELSE and not said.get("consent_by_other"):
            self.add_error("consent_by_other", "Schrijf de naam van die persoon.")
        return said

    def consent(self) -> GivenConsent:
        """Return the consent as it was written down."""
        said = self.cleaned_data
        other = said["consent_by"] == SOMEBODY_ELSE
        return GivenConsent(
            how=ConsentHow(said["consent_how"]),
            by=said["consent_by_other"] if other else said["consent_by"],
            language=said["consent_language"],
            on=said["consent_on"],
            until=said["consent_until"],
        )
