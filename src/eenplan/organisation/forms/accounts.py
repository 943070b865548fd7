"""The forms of Beheer. Shape only: what the rules refuse is in policies.py."""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.organisation.enums import Role, TeamKind
from eenplan.organisation.languages import LANGUAGES

WEEKDAYS = [
    *(("1", "maandag"), ("2", "dinsdag"), ("3", "woensdag"), ("4", "donderdag"), ("5", "vrijdag")),
    *(("6", "zaterdag"), ("7", "zondag")),
]
NO_NUMBER = {"invalid": "Dit is geen getal. Schrijf bijvoorbeeld 40 of 12,5."}


class DutchDecimalField(forms.DecimalField):
    """A number as people write it: 165000, 165.000 and 0,8."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", NO_NUMBER)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def to_python(self, value):
        text = str(value or "").replace("€", "").replace(" ", "").replace("\u00a0", "")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        elif text.count(".") and all(len(part) == 3 for part in text.split(".")[1:]):
            text = text.replace(".", "")  # 165.000 is a hundred and sixty-five thousand
        return super().to_python(text)


def reason_field(label: str = "Waarom?") -> forms.CharField:
    return forms.CharField(label=label, max_length=200)


class NormForm(PageForm):
    value = DutchDecimalField(label="Nieuwe waarde", max_digits=12, decimal_places=2)
    starts_on = DayField(label="Geldig vanaf")
    reason = reason_field("Waarom? Noem het besluit")


class ReceptionStateForm(PageForm):
    value = forms.TypedChoiceField(
        label="Vanaf die dag",
        choices=[("1", "open"), ("0", "gesloten")],
        coerce=int,
        widget=forms.RadioSelect,
    )
    starts_on = DayField(label="Geldig vanaf")
    reason = reason_field()


class TeamFilter(PageForm):
    kind = forms.ChoiceField(
        label="Soort", choices=[("", "alle"), *TeamKind.choices], required=False
    )
    ended = forms.BooleanField(label="Ook gestopte teams", required=False)


class TeamForm(PageForm):
    name = NameField(label="Naam", max_length=80)


class ChangeTeamForm(TeamForm):
    open_days = forms.MultipleChoiceField(
        label="Open op",
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Op deze dagen zoekt Eenplan vrije momenten voor een afspraak.",
        error_messages={"required": "Kies minstens één dag."},
    )


class NewTeamForm(TeamForm):
    kind = forms.ChoiceField(
        label="Soort",
        choices=[choice for choice in TeamKind.choices if choice[0] != TeamKind.TEMPORARY_CELL],
        widget=forms.RadioSelect,
    )
    starts_on = DayField(label="Start op")
    field_order = ["name", "kind", "starts_on"]


class EndForm(PageForm):
    ends_on = DayField(
        label="Stopt op", help_text="De eerste dag zonder: de dag ervoor is de laatste."
    )


class CloseTeamForm(EndForm):
    reason = reason_field("Waarom? Noem het besluit")


class UserFilter(PageForm):
    q = forms.CharField(label="Naam bevat", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    role = forms.ChoiceField(label="Rol", choices=[("", "alle"), *Role.choices], required=False)
    active = forms.ChoiceField(
        label="Kan aanmelden",
        choices=[("ja", "ja"), ("nee", "nee, geblokkeerd"), ("alle", "alle")],
        required=False,
    )


class UserForm(PageForm):
    first_name = NameField(label="Voornaam", max_length=80)
    last_name = NameField(label="Familienaam", max_length=80)
    languages = forms.MultipleChoiceField(
        label="Spreekt",
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def password_field(label: str) -> forms.CharField:
    """A password the administrator passes on: shown, so that it can be copied before saving."""
    return forms.CharField(
        label=label,
        max_length=128,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Minstens 12 tekens. Noteer het nu: na het bewaren is het niet meer te zien.",
    )


class NewUserForm(UserForm):
    username = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    password = password_field("Eerste wachtwoord")
    field_order = ["first_name", "last_name", "username", "password", "languages"]


class PasswordForm(PageForm):
    password = password_field("Nieuw wachtwoord")


class MembershipForm(PageForm):
    team = forms.TypedChoiceField(label="Team", coerce=int)
    role = forms.ChoiceField(label="Rol", choices=Role)
    case_fraction = DutchDecimalField(
        label="Deel van voltijds voor gezinnen",
        max_digits=3,
        decimal_places=2,
        help_text="Van 0 tot 1, bijvoorbeeld 0,8. Alleen voor een maatschappelijk werker.",
    )
    starts_on = DayField(label="Vanaf")
    ends_on = DayField(
        label="Tot", required=False, help_text="De eerste dag zonder deze rol. Leeg: geen einde."
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "kies een team"), *teams]


class ReasonForm(PageForm):
    reason = reason_field()


class ServeAreaForm(PageForm):
    team = forms.TypedChoiceField(label="Wijkteam", coerce=int)
    starts_on = DayField(label="Vanaf")
    reason = reason_field()

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "kies een team"), *teams]
