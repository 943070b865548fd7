"""The arrival form: one household part, and a part for each person. Shape only, no rules."""

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.organisation.enums import TargetGroup
from eenplan.people.enums import (
    BirthDatePrecision,
    ContactChannel,
    DocumentKind,
    Language,
    NeedCode,
    NightShelter,
    Relation,
    Sex,
)
from eenplan.people.forms import PhoneField
from eenplan.people.numbers import (
    NATIONAL_DIGITS,
    national_number_is_right,
    tidy_national_number,
)
from eenplan.people.registration import NewAddress, NewHousehold, NewPerson

MOST_PERSONS = 15
COUNTRY_LETTERS = 2


class HouseholdForm(PageForm):
    """What is asked once for the household."""

    arrived_on = DayField(label="Aangekomen op")
    target_group = forms.ChoiceField(
        label="Situatie",
        choices=[
            (TargetGroup.TEMPORARY_PROTECTION, "gevlucht uit Oekraïne (tijdelijke bescherming)"),
            (TargetGroup.RESIDENT, "inwoner met een hulpvraag"),
        ],
        widget=forms.RadioSelect,
    )
    sleeps = forms.ChoiceField(
        label="Waar slaapt het gezin vannacht?",
        choices=NightShelter,
        widget=forms.RadioSelect,
    )
    street = forms.CharField(label="Straat", max_length=120, required=False)
    house_number = forms.CharField(label="Nummer", max_length=12, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    place = forms.CharField(label="Gemeente", max_length=80, required=False)
    phone = PhoneField(label="Telefoon van het gezin")
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    contact_channel = forms.ChoiceField(label="Contact via", choices=ContactChannel)
    contact_language = forms.ChoiceField(label="Taal voor contact", choices=Language)
    pets = forms.CharField(
        label="Huisdieren", max_length=80, required=False, help_text="Leeg als er geen zijn."
    )
    helped_elsewhere = forms.BooleanField(
        label="Wil liever niet in de eigen wijk geholpen worden",
        required=False,
        help_text="Het wijkteam van het adres ziet het dossier niet. Het centrale team of de "
        "tijdelijke cel neemt het gezin op.",
    )
    not_known = forms.BooleanField(
        label="Ik keek de mogelijke dubbels na: dit is een nieuw gezin", required=False
    )


class PersonForm(PageForm):
    """One member of the household. An untouched block counts as nobody."""

    family_name = NameField(label="Familienaam", max_length=80)
    given_name = NameField(label="Voornaam", max_length=80)
    relation = forms.ChoiceField(label="Verwantschap", choices=Relation)
    sex = forms.ChoiceField(label="Geslacht", choices=[("", "kies"), *Sex.choices])
    birth_date = DayField(label="Geboortedatum", required=False)
    birth_date_precision = forms.ChoiceField(
        label="Zekerheid", choices=BirthDatePrecision, required=False
    )
    nationality = forms.CharField(
        label="Nationaliteit", max_length=2, required=False, help_text="Landcode, bv. UA of BE"
    )
    national_number = forms.CharField(
        label="Rijksregister- of BIS-nummer",
        max_length=20,
        required=False,
        help_text="Leeg als er nog geen nummer is: dat is gewoon.",
    )
    phone = PhoneField(label="Telefoon")
    speaks = forms.MultipleChoiceField(
        label="Spreekt", choices=Language, required=False, widget=forms.CheckboxSelectMultiple
    )
    reads = forms.MultipleChoiceField(
        label="Leest", choices=Language, required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_interpreter = forms.BooleanField(label="Tolk nodig", required=False)
    document_kind = forms.ChoiceField(
        label="Identiteitsdocument",
        choices=[("", "nog niet gevraagd"), *DocumentKind.choices],
        required=False,
    )
    document_number = forms.CharField(label="Nummer document", max_length=40, required=False)
    school_age = forms.BooleanField(label="Moet naar school", required=False)
    needs = forms.MultipleChoiceField(
        label="Specifieke noden",
        choices=NeedCode,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen de code. De maatschappelijk werkers van het team zien dit; het onthaal "
        "niet.",
    )

    STARTS_FILLED = ("relation", "birth_date_precision")

    def has_changed(self):
        """Return whether anything was said in this block; what a list starts at does not count."""
        said = [self[name].data for name in self.fields if name not in self.STARTS_FILLED]
        return any(value.strip() if isinstance(value, str) else value for value in said)

    def clean_nationality(self):
        code = self.cleaned_data["nationality"]
        if code and not (code.isascii() and code.isalpha() and len(code) == COUNTRY_LETTERS):
            raise forms.ValidationError("Schrijf de landcode met twee letters, bijvoorbeeld UA.")
        return code.upper()

    def clean_national_number(self):
        digits = tidy_national_number(self.cleaned_data["national_number"])
        if self.cleaned_data["national_number"] and len(digits) != NATIONAL_DIGITS:
            raise forms.ValidationError(
                "Dit nummer heeft 11 cijfers. Laat het leeg als het er niet is."
            )
        return digits

    def to_person(self) -> NewPerson:
        """Return the person as stated; a wrong checksum is kept and marked, never refused."""
        said = self.cleaned_data
        digits = said["national_number"]
        return NewPerson(
            family_name=said["family_name"].strip(),
            given_name=said["given_name"].strip(),
            relation=Relation(said["relation"]),
            sex=Sex(said["sex"]),
            birth_date=said["birth_date"],
            birth_date_precision=BirthDatePrecision(
                said["birth_date_precision"] or BirthDatePrecision.KNOWN
            ),
            nationality=said["nationality"],
            national_number=digits,
            national_number_doubted=bool(digits) and not national_number_is_right(digits),
            phone=said["phone"],
            speaks=tuple(said["speaks"]),
            reads=tuple(said["reads"]),
            needs_interpreter=said["needs_interpreter"],
            school_age=said["school_age"],
            document_kind=said["document_kind"],
            document_number=said["document_number"],
            needs=tuple(said["needs"]),
        )


class PersonFormSet(forms.BaseFormSet):
    """The persons of one household: every block but the first may stay empty."""

    default_error_messages = {
        "missing_management_form": "Dit formulier kwam niet volledig aan. Open de pagina opnieuw.",
        "too_many_forms": "Een gezin telt hier hoogstens %(num)d personen.",
        "too_few_forms": "Vul minstens %(num)d persoon in.",
    }

    def initial_form_count(self):
        return 0  # all are new: a block shown with a first value is not a person yet

    def total_form_count(self):
        return super().total_form_count() if self.is_bound else max(len(self.initial or ()), 1)

    def persons(self) -> tuple[NewPerson, ...]:
        """Return the filled-in persons in order."""
        return tuple(form.to_person() for form in self.forms if form.has_changed())


PersonForms = forms.formset_factory(
    PersonForm,
    formset=PersonFormSet,
    extra=0,
    min_num=1,
    max_num=MOST_PERSONS,
    absolute_max=MOST_PERSONS,
    validate_max=True,
)


def to_household(form: HouseholdForm, persons: tuple[NewPerson, ...]) -> NewHousehold:
    """Return what was typed on a valid arrival form as plain data."""
    said = form.cleaned_data
    return NewHousehold(
        persons=persons,
        arrived_on=said["arrived_on"],
        sleeps=NightShelter(said["sleeps"]),
        target_group=TargetGroup(said["target_group"]),
        address=NewAddress(
            street=said["street"],
            house_number=said["house_number"],
            postcode=said["postcode"],
            place=said["place"],
        ),
        contact_channel=ContactChannel(said["contact_channel"]),
        contact_language=said["contact_language"],
        phone=said["phone"],
        email=said["email"],
        pets=said["pets"],
        helped_elsewhere=said["helped_elsewhere"],
    )


class HouseholdFilter(PageForm):
    """The filters of the list of households; all in the address."""

    q = forms.CharField(label="Naam bevat", required=False)
    target_group = forms.ChoiceField(
        label="Doelgroep", choices=[("", "alle"), *TargetGroup.choices], required=False
    )
    sleeps = forms.ChoiceField(
        label="Slaapt", choices=[("", "overal"), *NightShelter.choices], required=False
    )
    team = forms.ChoiceField(label="Team", required=False)
    worker = forms.ChoiceField(label="Maatschappelijk werker", required=False)


class TimelineFilter(PageForm):
    """The filters of the timeline; all in the address."""

    soort = forms.ChoiceField(label="Wat", required=False)
    lid = forms.ChoiceField(label="Gezinslid", required=False)
    door = forms.ChoiceField(label="Door", required=False)
    maand = forms.ChoiceField(label="Vanaf maand", required=False)

    def __init__(self, *args, kinds, persons, authors, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", "alles"), *kinds]
        self.fields["lid"].choices = [("", "iedereen"), *persons]
        self.fields["door"].choices = [("", "iedereen"), *authors]
        self.fields["maand"].choices = [("", "de laatste"), *months]


class BoardDayForm(PageForm):
    """The past day whose loads the team board shows."""

    op = DayField(label="Werklast zoals op", required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_op(self):
        day = self.cleaned_data["op"] or self.today
        if day > self.today:
            raise forms.ValidationError("Die dag moet nog komen. Kies een dag die voorbij is.")
        return day
