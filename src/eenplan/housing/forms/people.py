"""The forms about the people of a host family. There is no field for the paper that was shown."""

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.housing.enums import CheckVerdict, MemberRole


class MemberForm(PageForm):
    """Who lives with a host, or stays there often."""

    name = NameField(label="Naam", max_length=120)
    role = forms.ChoiceField(label="Woont of verblijft", choices=MemberRole)
    birth_date = DayField(
        label="Geboortedatum",
        required=False,
        help_text="Dan weten we zelf wanneer iemand 18 wordt.",
    )
    is_minor = forms.BooleanField(
        label="Is 13 tot 17 jaar",
        required=False,
        help_text="Alleen als u de geboortedatum niet kent. Jongere kinderen noteert u niet.",
    )


class CheckForm(PageForm):
    """The outcome of a check that was shown."""

    type = forms.ChoiceField(label="Soort controle")
    verdict = forms.ChoiceField(label="Oordeel", choices=CheckVerdict, widget=forms.RadioSelect)
    shown_on = DayField(label="Getoond op")
    valid_until = DayField(
        label="Geldig tot en met",
        required=False,
        help_text="Leeg: zo lang als deze soort controle telt.",
    )

    def __init__(self, *args, types, **kwargs):
        super().__init__(*args, **kwargs)
        self.types = {str(kind.pk): kind for kind in types}
        self.fields["type"].choices = [(pk, kind.label) for pk, kind in self.types.items()]

    def clean_type(self):
        return self.types[self.cleaned_data["type"]]


class ReasonForm(PageForm):
    """Why a check was refused."""

    reason = forms.CharField(label="Reden", max_length=300)


class CheckTypeForm(PageForm):
    """A kind of check that counts from a day on."""

    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label="Land (twee letters)",
        initial="BE",
        error_messages={"invalid": "Schrijf twee letters, bijvoorbeeld BE."},
    )
    code = forms.SlugField(label="Code", max_length=20)
    label = NameField(label="Soort controle", max_length=120)
    basis = forms.CharField(label="Grondslag", max_length=300, required=False)
    is_required = forms.BooleanField(label="Hier verplicht voor elke volwassene", required=False)
    for_minors = forms.BooleanField(label="Voor wie 13 tot 17 jaar is", required=False)
    valid_days = forms.IntegerField(label="Telt (dagen)", min_value=1, max_value=3660, initial=365)
    starts_on = DayField(label="Vanaf")
