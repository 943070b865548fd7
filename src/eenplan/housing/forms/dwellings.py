"""The forms of dwellings and their units. Shape only."""

from decimal import Decimal

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.housing.enums import Composition, PlaceKind, PlaceState, ReceptionForm
from eenplan.housing.forms.places import MOST_SLEEPERS
from eenplan.housing.services import Part

MOST_PARTS = 8
NEW_UNIT_STATES = (PlaceState.OFFERED, PlaceState.NOT_INSPECTED)


class AmountField(forms.DecimalField):
    """An amount of euro; gives cents."""

    def __init__(self, **kwargs):
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", 9_999_999)
        super().__init__(decimal_places=2, localize=True, **kwargs)

    def prepare_value(self, value):
        return Decimal(value) / 100 if isinstance(value, int) else value

    def clean(self, value):
        amount = super().clean(value)
        return int((amount or 0) * 100)


class DwellingFilter(PageForm):
    """The filters of the list of dwellings; all in the address."""

    q = forms.CharField(label="Kenmerk of aanbieder", max_length=80, required=False)
    controle = forms.ChoiceField(
        label="Controle",
        choices=[
            ("", "alle panden"),
            ("goedgekeurd", "goedgekeurd"),
            ("niet", "niet goedgekeurd"),
            ("vervallen", "controle vervallen"),
            ("nooit", "nog niet gecontroleerd"),
        ],
        required=False,
    )
    wijk = forms.ChoiceField(label="Wijk", required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(area.pk), area.name) for area in areas]
        self.fields["wijk"].choices = [("", "alle wijken"), *choices]


class DwellingForm(PageForm):
    """What is known of a dwelling itself."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    address = forms.CharField(label="Adres", max_length=200, required=False)
    area = forms.ChoiceField(label="Wijk")
    composition = forms.ChoiceField(
        label="Wie mag er samen wonen",
        choices=Composition,
        help_text="Telt alleen als er meer dan een gezin woont.",
    )
    longitude = forms.FloatField(
        label="Lengtegraad", min_value=-180, max_value=180, required=False, localize=True
    )
    latitude = forms.FloatField(
        label="Breedtegraad", min_value=-90, max_value=90, required=False, localize=True
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        self.fields["area"].choices = [(pk, area.name) for pk, area in self.areas.items()]

    def clean(self):
        said = super().clean()
        if (said.get("longitude") is None) != (said.get("latitude") is None):
            missing = "latitude" if said.get("latitude") is None else "longitude"
            if missing not in self.errors:
                self.add_error(missing, "Vul de lengtegraad en de breedtegraad samen in.")
        return said

    def changes(self) -> dict:
        """Return the fields as the service writes them."""
        said = self.cleaned_data
        kept = ("address", "composition", "longitude", "latitude")
        return {**{name: said[name] for name in kept}, "area": self.areas[said["area"]]}


class UnitForm(PageForm):
    """What is known of a unit: for a new one and for a correction."""

    reference = NameField(label="Kenmerk", max_length=40)
    form = forms.ChoiceField(label="Opvangvorm", choices=ReceptionForm)
    kind = forms.ChoiceField(label="Soort", choices=PlaceKind)
    max_persons = forms.IntegerField(label="Slaapplaatsen", min_value=1, max_value=MOST_SLEEPERS)
    bedrooms = forms.IntegerField(label="Slaapkamers", min_value=1, max_value=MOST_SLEEPERS)
    max_households = forms.IntegerField(
        label="Hoogstens zoveel gezinnen",
        min_value=1,
        max_value=MOST_SLEEPERS,
        help_text="Meer dan 1: gezinnen delen deze plaats.",
    )
    available_from = DayField(label="Vrij vanaf")
    available_until = DayField(
        label="Vrij tot",
        required=False,
        help_text="De eerste dag niet meer vrij. Leeg: geen einde.",
    )
    rent = AmountField(label="Huur per maand (euro)", required=False, max_value=99_999)
    step_free = forms.BooleanField(label="Drempelvrij", required=False)
    pets_allowed = forms.BooleanField(label="Huisdieren toegelaten", required=False)
    contingent = forms.ChoiceField(label="Contingent", required=False)

    def __init__(self, *args, contingents, **kwargs):
        super().__init__(*args, **kwargs)
        self.contingents = {str(row.pk): row for row in contingents}
        numbers = [(pk, f"contingent {row.serial}") for pk, row in self.contingents.items()]
        self.fields["contingent"].choices = [("", "geen"), *numbers]

    def clean(self):
        said = super().clean()
        first, last = said.get("available_from"), said.get("available_until")
        if first and last and last <= first:
            self.add_error("available_until", "De einddatum moet na “vrij vanaf” liggen.")
        households, persons = said.get("max_households"), said.get("max_persons")
        if households and persons and households > persons:
            self.add_error("max_households", "Niet meer gezinnen dan slaapplaatsen.")
        return said

    def facts(self) -> dict:
        """Return the facts of the unit, as the service writes them."""
        said = self.cleaned_data
        kept = (
            "reference form kind max_persons bedrooms max_households available_from "
            "available_until step_free pets_allowed"
        )
        return {
            **{name: said[name] for name in kept.split()},
            "rent_cents": said["rent"],
            "contingent": self.contingents.get(said["contingent"]),
        }


class NewUnitForm(UnitForm):
    state = forms.ChoiceField(
        label="Toestand", choices=[(state.value, state.label) for state in NEW_UNIT_STATES]
    )


class ChangeUnitForm(UnitForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def part_fields(number: int) -> dict[str, forms.Field]:
    """Return the fields of one part of a unit that is split; two parts are needed."""
    needed = number <= 2
    return {
        f"reference_{number}": NameField(
            label=f"Kenmerk van deel {number}", max_length=40, required=needed
        ),
        f"persons_{number}": forms.IntegerField(
            label=f"Slaapplaatsen van deel {number}",
            min_value=1,
            max_value=MOST_SLEEPERS,
            required=needed,
        ),
        f"bedrooms_{number}": forms.IntegerField(
            label=f"Slaapkamers van deel {number}",
            min_value=1,
            max_value=MOST_SLEEPERS,
            required=False,
            help_text="Leeg: 1.",
        ),
    }


class SplitForm(PageForm):
    """The parts of a unit, one row each; an empty row counts for nothing."""

    def rows(self):
        """Yield the fields of each row, for the template."""
        for number in range(1, MOST_PARTS + 1):
            yield [self[name] for name in part_fields(number)]

    def clean(self):
        said = super().clean()
        for number in range(1, MOST_PARTS + 1):
            reference, persons = said.get(f"reference_{number}"), said.get(f"persons_{number}")
            if reference and not persons and f"persons_{number}" not in self.errors:
                self.add_error(f"persons_{number}", "Hoeveel personen slapen er?")
            if persons and not reference and f"reference_{number}" not in self.errors:
                self.add_error(f"reference_{number}", "Geef dit deel een kenmerk.")
        return said

    def parts(self) -> list[Part]:
        """Return the parts that were filled in."""
        said = self.cleaned_data
        numbers = [n for n in range(1, MOST_PARTS + 1) if said[f"reference_{n}"]]
        return [
            Part(said[f"reference_{n}"], said[f"persons_{n}"], said[f"bedrooms_{n}"] or 1)
            for n in numbers
        ]


for _number in range(1, MOST_PARTS + 1):
    SplitForm.base_fields.update(part_fields(_number))


class MergeForm(PageForm):
    places = forms.MultipleChoiceField(
        label="Samen te voegen plaatsen", widget=forms.CheckboxSelectMultiple
    )
    reference = NameField(label="Kenmerk van de nieuwe plaats", max_length=40)
    max_households = forms.IntegerField(
        label="Hoogstens zoveel gezinnen", min_value=1, max_value=MOST_SLEEPERS, initial=1
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [
            (str(unit.pk), f"{unit.reference} ({unit.max_persons} slaapplaatsen)") for unit in units
        ]
