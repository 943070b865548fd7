"""The forms of the social map. Shape only: what the rules refuse is in policies.py."""

from datetime import time

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.directory.enums import PartnerKind, Theme
from eenplan.directory.errors import UnreadableHours
from eenplan.directory.hours import EXAMPLE, read_hours
from eenplan.directory.selectors.offers import FRESH, STALE
from eenplan.organisation.languages import LANGUAGES

FEWEST_DIGITS = 3  # 112, 1712 and 107 are numbers too
MOST_WEEKS = 52


class NumberToCall(forms.CharField):
    """A telephone number; words may stand beside it."""

    def __init__(self, **kwargs):
        super().__init__(max_length=40, required=False, **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and sum(sign.isdigit() for sign in value) < FEWEST_DIGITS:
            raise forms.ValidationError("Dit is geen telefoonnummer: er staan te weinig cijfers.")


class HourField(forms.TimeField):
    """A time of the day, picked or typed: 9:30, 9.30, 9u30, 9."""

    def __init__(self, **kwargs):
        super().__init__(
            input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%Hu%M", "%Hu", "%H"],
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            error_messages={"invalid": "Dit is geen uur. Schrijf bijvoorbeeld 9:30."},
            **kwargs,
        )


def text_area(label: str, *, longest: int, rows: int = 3, **more) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


def line(label: str, longest: int, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **more)


class DirectoryForm(PageForm):
    """A form of the map that changes a row: it knows the version it was filled in for."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    picked: dict[str, dict]  # field -> id -> row: what a choice of an id stands for

    def pick(self, name: str, rows, empty: str) -> None:
        """Let a field choose one of some rows, or none."""
        self.picked = {**getattr(self, "picked", {}), name: {str(row.pk): row for row in rows}}
        self.fields[name].choices = [("", empty), *((str(row.pk), str(row)) for row in rows)]

    def facts(self, names: tuple[str, ...]) -> dict:
        """Return what was filled in as the services take it: rows instead of their ids."""
        said = self.cleaned_data
        return {
            name: self.picked[name].get(said[name]) if name in self.picked else said[name]
            for name in names
            if name in said
        }

    def grouped(self):
        """Yield the title and the visible fields of each group that has some."""
        for title, names in self.groups:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield title, fields


class PartnerForm(DirectoryForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = NameField(label="Naam", max_length=120)
    kind = forms.ChoiceField(label="Soort", choices=[("", "kies een soort"), *PartnerKind.choices])
    starts_on = DayField(label="Op de kaart vanaf")
    description = text_area("Wat doet deze partner?", longest=2000)
    website = forms.URLField(label="Website", max_length=200, required=False, assume_scheme="https")
    phone = NumberToCall(label="Telefoon")
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    street = line("Straat en nummer", 120)
    postcode = line("Postcode", 10)
    town = line("Gemeente", 70)
    area = forms.ChoiceField(
        label="Wijk", required=False, help_text="Waar de partner zelf gevestigd is."
    )
    team = forms.ChoiceField(
        label="Eigen team",
        required=False,
        help_text="Alleen voor een centrale dienst van ons: wie vragen beantwoordt.",
    )
    agreement_on = DayField(
        label="Afspraak over gegevens van",
        required=False,
        help_text="De dag van de schriftelijke afspraak. Leeg: er is er geen.",
    )
    is_checked = forms.BooleanField(label="Ik keek alles na: het klopt", required=False)
    groups = (
        ("De partner", ("name", "kind", "starts_on", "description")),
        ("Bereiken", ("phone", "email", "website", "street", "postcode", "town", "area")),
        ("Samenwerken", ("team", "agreement_on", "is_checked")),
    )

    def __init__(self, *args, areas, teams, is_new=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.pick("area", areas, "niet in een van onze wijken")
        self.pick("team", teams, "geen: een andere organisatie")
        del self.fields["is_checked" if is_new else "starts_on"]


class ServiceForm(DirectoryForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = NameField(label="Naam", max_length=120)
    theme = forms.ChoiceField(label="Thema", choices=[("", "kies een thema"), *Theme.choices])
    starts_on = DayField(label="Aangeboden vanaf")
    description = text_area("Wat is het?", longest=2000)
    eligibility = text_area("Voor wie?", longest=1000)
    documents = text_area(
        "Mee te brengen", longest=1000, help_text="Eén document per lijn, in gewone woorden."
    )
    application = text_area("Hoe aanmelden?", longest=1000)
    languages = forms.MultipleChoiceField(
        label="In welke talen?",
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cost = line("Kostprijs", 200, help_text="Bijvoorbeeld: gratis, of 6 euro per les.")
    hours = text_area(
        "Openingsuren", longest=1000, rows=4, help_text=f"Eén lijn per dag. {EXAMPLE}."
    )
    capacity = forms.IntegerField(
        label="Plaatsen", min_value=0, max_value=100_000, required=False, help_text="Leeg: geen."
    )
    capacity_note = line("Uitleg bij de plaatsen", 200)
    waiting_days = forms.IntegerField(
        label="Wachttijd (dagen)", min_value=0, max_value=3660, required=False
    )
    phone = NumberToCall(label="Eigen telefoon", help_text="Leeg: die van de partner.")
    email = forms.EmailField(label="Eigen e-mail", max_length=254, required=False)
    is_checked = forms.BooleanField(label="Ik keek alles na: het klopt", required=False)
    groups = (
        ("De dienst", ("name", "theme", "starts_on", "description")),
        ("Voor wie en hoe", ("eligibility", "documents", "application", "cost", "languages")),
        ("Wanneer en hoeveel", ("hours", "capacity", "capacity_note", "waiting_days")),
        ("Bereiken", ("phone", "email", "is_checked")),
    )

    def __init__(self, *args, is_new=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.picked = {}
        self.fields["capacity"].help_text = "Leeg: niet geteld."
        del self.fields["is_checked" if is_new else "starts_on"]

    def clean_hours(self):
        try:
            return read_hours(self.cleaned_data["hours"])
        except UnreadableHours as error:
            raise forms.ValidationError(str(error)) from None

    def clean_documents(self):
        lines = (line.strip() for line in self.cleaned_data["documents"].splitlines())
        return "\n".join(filter(None, lines))


class SittingForm(DirectoryForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    service = forms.ChoiceField(label="Dienst", required=False)
    area = forms.ChoiceField(label="Wijk")
    location = NameField(
        label="Plaats", max_length=120, help_text="Bijvoorbeeld: wijkcentrum De Brug, lokaal 2."
    )
    street = line("Straat en nummer", 120)
    postcode = line("Postcode", 10)
    town = line("Gemeente", 70)
    starts_on = DayField(
        label="Eerste zitdag", help_text="De dag van de week volgt uit deze datum."
    )
    every_weeks = forms.IntegerField(
        label="Om de hoeveel weken?",
        min_value=1,
        max_value=MOST_WEEKS,
        help_text="1: elke week, 6: één keer in zes weken.",
    )
    opens_at = HourField(label="Van")
    closes_at = HourField(label="Tot")
    ends_on = DayField(
        label="Stopt op", required=False, help_text="De eerste dag zonder. Leeg: geen einde."
    )
    by_appointment = forms.BooleanField(label="Enkel op afspraak", required=False)
    contact_name = line("Wie zit er?", 120)
    contact_phone = NumberToCall(label="Telefoon")
    note = line("Opmerking", 200)
    groups = (
        ("Waar", ("service", "area", "location", "street", "postcode", "town")),
        ("Wanneer", ("starts_on", "every_weeks", "opens_at", "closes_at", "ends_on")),
        ("Wie", ("by_appointment", "contact_name", "contact_phone", "note")),
    )

    def __init__(self, *args, areas, services, is_new=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.pick("area", areas, "kies een wijk")
        self.pick("service", services, "alles wat deze partner doet")
        self.fields["service"].choices = [
            self.fields["service"].choices[0],
            *((str(row.pk), row.name) for row in services),
        ]
        if not is_new:
            del self.fields["ends_on"]

    def clean(self):
        said = super().clean()
        opens_at, closes_at = said.get("opens_at"), said.get("closes_at")
        if isinstance(opens_at, time) and isinstance(closes_at, time) and closes_at <= opens_at:
            self.add_error("closes_at", "Het einduur komt na het beginuur.")
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "De laatste dag komt na de eerste zitdag.")
        return said


class EndForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    ends_on = DayField(label="Stopt op", help_text="De eerste dag zonder.")
    reason = forms.CharField(label="Waarom?", max_length=200)


class SittingEndForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    ends_on = DayField(label="Stopt op", help_text="De eerste dag zonder.")


class SkipForm(PageForm):
    day = DayField(label="Welke zitdag valt weg?")
    reason = forms.CharField(
        label="Waarom?", max_length=120, help_text="Bijvoorbeeld: feestdag, ziek."
    )


class ServiceFilter(PageForm):
    """The filters of the list of services; all in the address."""

    q = forms.CharField(label="Woorden", max_length=100, required=False)
    thema = forms.ChoiceField(
        label="Thema", choices=[("", "alle thema's"), *Theme.choices], required=False
    )
    taal = forms.ChoiceField(label="Taal", choices=[("", "alle talen"), *LANGUAGES], required=False)
    wijk = forms.ChoiceField(label="Wijk", required=False)
    open_op = DayField(label="Open op", required=False)
    versheid = forms.ChoiceField(
        label="Nagekeken",
        choices=[("", "maakt niet uit"), (FRESH, "binnen de norm"), (STALE, "te lang geleden")],
        required=False,
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].choices = [
            ("", "alle wijken"),
            *((str(area.pk), area.name) for area in areas),
        ]


class PartnerFilter(PageForm):
    q = forms.CharField(label="Woorden", max_length=100, required=False)
    soort = forms.ChoiceField(
        label="Soort", choices=[("", "alle soorten"), *PartnerKind.choices], required=False
    )


class SittingFilter(PageForm):
    wijk = forms.ChoiceField(label="Wijk", required=False)
    vanaf = DayField(label="Vanaf", required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].choices = [
            ("", "alle wijken"),
            *((str(area.pk), area.name) for area in areas),
        ]
