"""The forms of offers: the filters of the list, a new offer, its terms, a call, a hold."""

from decimal import Decimal

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.housing import contacts
from eenplan.housing.enums import (
    CallChannel,
    PlaceKind,
    ProviderKind,
    ReceptionForm,
    Wish,
)
from eenplan.housing.intake import NewOffer, OfferedBy, Terms, Unit
from eenplan.people.enums import Language

MOST_SLEEPERS = 500
PERSONS_PER_FAMILY_SHARING = 4
YES_NO_UNKNOWN = [("", "niet geweten"), ("ja", "ja"), ("nee", "nee")]


class GroupedForm(PageForm):
    """A long form in named parts."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def grouped(self):
        """Return each part's title and fields, for the template."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.groups
        ]


class PromiseForm(GroupedForm):
    """Who offers, and what is promised and asked: the same on a new offer and when it changes."""

    name = NameField(label="Naam van de aanbieder", max_length=120)
    provider_kind = forms.ChoiceField(label="Soort aanbieder", choices=ProviderKind)
    phone = forms.CharField(label="Telefoon", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", max_length=200, required=False)
    iban = forms.CharField(label="Rekeningnummer (IBAN)", max_length=60, required=False)
    language = forms.ChoiceField(label="Taal", choices=Language, initial="nl")
    channel = forms.ChoiceField(label="Liefst bereikt via", choices=CallChannel)
    shortest_weeks = forms.IntegerField(
        label="Minstens (weken)", min_value=1, max_value=520, required=False
    )
    longest_weeks = forms.IntegerField(
        label="Hoogstens (weken)",
        min_value=1,
        max_value=520,
        required=False,
        help_text="Leeg: geen grens. Een jaar is 52 weken.",
    )
    deposit = forms.DecimalField(
        label="Waarborg (euro)",
        min_value=0,
        max_value=99_999,
        decimal_places=2,
        required=False,
        localize=True,
    )
    separate_room = forms.ChoiceField(
        label="Aparte kamer met een deur", choices=YES_NO_UNKNOWN, required=False
    )
    smoking_allowed = forms.BooleanField(label="Roken toegelaten", required=False)
    children_welcome = forms.BooleanField(label="Kinderen welkom", required=False, initial=True)
    wishes = forms.MultipleChoiceField(
        label="Wensen",
        choices=Wish,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Alleen deze. Herkomst, godsdienst, uiterlijk of geslacht vragen kan niet.",
    )
    wished_least = forms.IntegerField(
        label="Liefst minstens (personen)", min_value=1, max_value=99, required=False
    )
    wished_most = forms.IntegerField(
        label="Liefst hoogstens (personen)", min_value=1, max_value=99, required=False
    )
    languages = forms.MultipleChoiceField(
        label="Talen die de aanbieder spreekt",
        choices=Language,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remark = forms.CharField(
        label="Opmerking",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen voor wie het aanbod nakijkt. Wie gezinnen voorstelt, leest ze niet.",
    )

    def clean_phone(self) -> str:
        try:
            return contacts.read_phone(self.cleaned_data["phone"])
        except ValueError:
            raise forms.ValidationError(
                "Dit telefoonnummer bestaat niet. Schrijf bijvoorbeeld 0470 12 34 56."
            ) from None

    def clean_iban(self) -> str:
        try:
            return contacts.read_iban(self.cleaned_data["iban"])
        except ValueError:
            raise forms.ValidationError(
                "Dit rekeningnummer klopt niet. Kijk de cijfers na."
            ) from None

    def offered_by(self, known_id: int | None = None) -> OfferedBy:
        """Return the provider as the service wants it."""
        said = self.cleaned_data
        same = ("name", "phone", "email", "iban", "language", "channel")
        return OfferedBy(
            kind=said["provider_kind"], known_id=known_id, **{name: said[name] for name in same}
        )

    def terms(self) -> Terms:
        """Return the terms as the service wants them."""
        said = self.cleaned_data
        same = (
            *("shortest_weeks", "longest_weeks", "smoking_allowed", "children_welcome"),
            *("wished_least", "wished_most", "remark"),
        )
        return Terms(
            deposit_cents=int((said["deposit"] or Decimal(0)) * 100),
            separate_room={"ja": True, "nee": False}.get(said["separate_room"]),
            wishes=tuple(said["wishes"]),
            languages=tuple(said["languages"]),
            found_privately=said.get("found_privately", False),
            **{name: said[name] for name in same},
        )


PROVIDER = ("name", "provider_kind", "phone", "email", "iban", "language", "channel")
TERMS = ("shortest_weeks", "longest_weeks", "deposit", "separate_room", "smoking_allowed")
WISHES = ("children_welcome", "wishes", "wished_least", "wished_most", "languages", "remark")


class OfferForm(PromiseForm):
    """A new offer: who, what, where, how long, and the wishes that are allowed."""

    groups = (
        ("Wie biedt aan?", PROVIDER),
        (
            "Wat?",
            (
                *("form", "kind", "units", "max_persons", "bedrooms", "rent"),
                *("step_free", "pets_allowed", "found_privately"),
            ),
        ),
        ("Waar?", ("street", "house_number", "postcode", "town", "area")),
        ("Hoe lang en voor hoeveel?", ("available_from", "available_until", *TERMS)),
        ("Wensen en opmerking", WISHES),
    )
    form = forms.ChoiceField(
        label="Opvangvorm", choices=[("", "kies een vorm"), *ReceptionForm.choices]
    )
    kind = forms.ChoiceField(label="Soort", choices=[("", "kies een soort"), *PlaceKind.choices])
    units = forms.IntegerField(
        label="Hoeveel zulke eenheden",
        min_value=1,
        max_value=50,
        initial=1,
        help_text="Eén huis is 1. Drie gelijke kamers zijn 3.",
    )
    max_persons = forms.IntegerField(
        label="Slaapplaatsen per eenheid", min_value=1, max_value=MOST_SLEEPERS
    )
    bedrooms = forms.IntegerField(
        label="Slaapkamers per eenheid", min_value=1, max_value=MOST_SLEEPERS
    )
    rent = forms.DecimalField(
        label="Huur per maand (euro)",
        min_value=0,
        max_value=99_999,
        decimal_places=2,
        required=False,
        help_text="Leeg of 0: gratis.",
        localize=True,
    )
    step_free = forms.BooleanField(label="Drempelvrij", required=False)
    pets_allowed = forms.BooleanField(label="Huisdieren toegelaten", required=False)
    found_privately = forms.BooleanField(
        label="Er wonen al gasten, die dit zelf vonden",
        required=False,
        help_text="Zij blijven. De controles doen we daarna.",
    )
    street = forms.CharField(label="Straat", max_length=100, required=False)
    house_number = forms.CharField(label="Nummer", max_length=12, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    town = forms.CharField(label="Gemeente", max_length=60, required=False)
    area = forms.ChoiceField(
        label="Wijk", required=False, help_text="Leeg: we zoeken de wijk bij het adres."
    )
    available_from = DayField(label="Vrij vanaf")
    available_until = DayField(
        label="Vrij tot",
        required=False,
        help_text="De eerste dag niet meer vrij. Leeg: geen einde.",
    )
    provider = forms.ChoiceField(
        label="Is dit iemand die we al kennen?", widget=forms.RadioSelect, required=False
    )
    seen_doubles = forms.BooleanField(label="Ik keek de mogelijke dubbels na", required=False)

    def __init__(self, *args, areas, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        choices = [(str(area.pk), area.name) for area in areas]
        self.fields["area"].choices = [("", "volgens het adres"), *choices]
        self.fields["provider"].choices = [
            ("", "neen, een nieuwe aanbieder"),
            *((str(provider.pk), f"ja: {provider.name}") for provider in known),
        ]

    def clean(self):
        said = super().clean()
        first, last = said.get("available_from"), said.get("available_until")
        if first and last and last <= first:
            self.add_error("available_until", "De einddatum moet na “vrij vanaf” liggen.")
        return said

    @property
    def chosen_area(self):
        """The area that was chosen, or None to look it up by the address."""
        return self.areas.get(self.cleaned_data["area"])

    def address(self) -> str:
        """Return the address on one line."""
        said = self.cleaned_data
        parts = ("street", "house_number", "postcode", "town")
        return contacts.address_line(*(said[name] for name in parts))

    def offer(self, area) -> NewOffer:
        """Return the offer as the service wants it."""
        said = self.cleaned_data
        sharing = said["kind"] == PlaceKind.SHARED_HOUSE
        families = -(-said["max_persons"] // PERSONS_PER_FAMILY_SHARING) if sharing else 1
        same = (
            *("kind", "max_persons", "bedrooms", "available_from", "available_until"),
            *("step_free", "pets_allowed"),
        )
        unit = Unit(
            rent_cents=int((said["rent"] or 0) * 100),
            max_households=families,
            **{name: said[name] for name in same},
        )
        known = int(said["provider"]) if said["provider"] else None
        return NewOffer(
            provider=self.offered_by(known),
            form=said["form"],
            area=area,
            units=(unit,) * said["units"],
            terms=self.terms(),
            address=self.address(),
        )


class TermsForm(PromiseForm):
    """What changed about the provider or the terms; `version` is that of the screen."""

    groups = (
        ("Aanbieder", PROVIDER),
        ("Hoe lang en voor hoeveel?", TERMS),
        ("Wensen en opmerking", WISHES),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    found_privately = forms.BooleanField(widget=forms.HiddenInput, required=False)
