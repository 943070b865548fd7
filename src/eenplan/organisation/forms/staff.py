"""Forms about diplomas, calls, vacancies and the recruitment reserve."""

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.organisation.enums import Role, StaffAct
from eenplan.organisation.forms.accounts import DutchDecimalField, reason_field
from eenplan.organisation.policies.mobility import GIVEN_BY_A_CALL

ROLES = [choice for choice in Role.choices if choice[0] in GIVEN_BY_A_CALL]


def _pick(label: str, **kwargs) -> forms.TypedChoiceField:
    """A choice of something by its key; the choices are given when the form is made."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **kwargs)


def _fraction(label: str) -> DutchDecimalField:
    return DutchDecimalField(
        label=label, max_digits=3, decimal_places=2, help_text="Van 0 tot 1, bijvoorbeeld 0,8."
    )


class ChoicesForm(PageForm):
    """A form whose choices come from the page: `ChoicesForm(team=[…])` fills the field team."""

    empty = "kies"

    def __init__(self, *args, **kwargs):
        given = {name: kwargs.pop(name) for name in list(kwargs) if name in self.base_fields}
        super().__init__(*args, **kwargs)
        for name, choices in given.items():
            self.fields[name].choices = [("", self.empty), *choices]


class QualificationFilter(ChoicesForm):
    empty = "alle"
    team = forms.ChoiceField(label="Team", required=False)
    diploma = forms.ChoiceField(label="Diploma", required=False)
    state = forms.ChoiceField(
        label="Toestand",
        choices=[
            ("", "alle"),
            ("ondertekent", "mag een sociaal onderzoek ondertekenen"),
            ("geldig", "geldig vandaag"),
            ("vervalt", "vervalt binnen 60 dagen"),
            ("vervallen", "vervallen"),
        ],
        required=False,
    )


class QualificationForm(ChoicesForm):
    user = _pick("Wie")
    diploma = _pick("Diploma")
    starts_on = DayField(label="Geldig vanaf")
    ends_on = DayField(
        label="Vervalt op", required=False, help_text="De eerste dag zonder. Leeg: vervalt niet."
    )
    seen_on = DayField(label="Bewijs gezien op")


class LapseForm(PageForm):
    ends_on = DayField(
        label="Vervalt op",
        required=False,
        help_text="De eerste dag zonder. Leeg: vervalt niet. De begindag: het was een vergissing.",
    )


class AcceptanceForm(PageForm):
    name = NameField(label="Diploma", max_length=160)
    act = forms.ChoiceField(label="Is genoeg om", choices=StaffAct)
    starts_on = DayField(label="Vanaf")
    source = forms.CharField(label="Waar staat dat?", max_length=200)
    is_verified = forms.BooleanField(label="Nagekeken in de wet", required=False)


class CallFilter(PageForm):
    state = forms.ChoiceField(
        label="Toon",
        choices=[("", "open oproepen"), ("gesloten", "gesloten"), ("alle", "alle")],
        required=False,
    )


class CallForm(ChoicesForm):
    team = _pick("Voor welk team")
    places = forms.IntegerField(label="Plaatsen", min_value=1, max_value=200)
    last_day = DayField(label="Kandidaat stellen tot en met")
    text = forms.CharField(
        label="Oproep",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Wat is het werk, voor hoelang, en wie zoekt u?",
    )


class AnswerForm(PageForm):
    motivation = forms.CharField(
        label="Waarom wilt u dit doen?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AcceptForm(ChoicesForm):
    empty = "geen: de andere rollen blijven"
    role = forms.ChoiceField(label="Rol in het team", choices=ROLES)
    case_fraction = _fraction("Deel van voltijds voor gezinnen")
    starts_on = DayField(label="Start op")
    leaves = _pick(
        "Welke rol stopt dan?",
        required=False,
        help_text="De plaats die vrijkomt, komt bij de vacatures.",
    )


class DeclineForm(PageForm):
    reason = reason_field("Waarom niet?")


class VacancyFilter(ChoicesForm):
    empty = "alle"
    team = forms.ChoiceField(label="Team", required=False)
    state = forms.ChoiceField(
        label="Toon",
        choices=[
            ("", "open"),
            ("ingevuld", "ingevuld"),
            ("vervallen", "niet vervangen"),
            ("alle", "alle"),
        ],
        required=False,
    )


class VacancyForm(ChoicesForm):
    team = _pick("Team")
    role = forms.ChoiceField(label="Rol", choices=ROLES)
    fraction = _fraction("Deel van voltijds")
    since = DayField(label="Open sinds")
    left_by = _pick("Wie vertrok", required=False)
    note = forms.CharField(label="Opmerking", max_length=200, required=False)


class SettleForm(ChoicesForm):
    empty = "niemand: de plaats vervalt"
    filled_by = _pick("Ingevuld door", required=False)
    settled_on = DayField(label="Op")
    note = forms.CharField(
        label="Opmerking",
        max_length=200,
        required=False,
        help_text="Nodig als niemand de plaats inneemt.",
    )


class ReserveFilter(PageForm):
    role = forms.ChoiceField(label="Rol", choices=[("", "alle"), *ROLES], required=False)
    state = forms.ChoiceField(
        label="Toon",
        choices=[
            ("", "wie nu kan starten"),
            ("aangeworven", "aangeworven"),
            ("vervallen", "vervallen"),
            ("alle", "alle"),
        ],
        required=False,
    )


class CandidateForm(PageForm):
    name = NameField(label="Naam", max_length=160)
    role = forms.ChoiceField(label="Voor de rol", choices=ROLES)
    since = DayField(label="In de reserve sinds")
    valid_until = DayField(label="Geldig tot en met")
    note = forms.CharField(label="Opmerking", max_length=200, required=False)


class TakeUpForm(ChoicesForm):
    empty = "geen vacature"
    taken_up_on = DayField(label="Aangeworven op")
    vacancy = _pick("Voor welke vacature", required=False)
