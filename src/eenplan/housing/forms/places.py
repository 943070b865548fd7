"""The forms of the places: the filters of the list, a new place, another state. Shape only."""

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.housing.enums import PlaceKind, PlaceSituation, PlaceState, ReceptionForm

NEW_PLACE_STATES = (PlaceState.OFFERED, PlaceState.NOT_INSPECTED)
MOST_SLEEPERS = 99


class PlaceFilter(PageForm):
    """The filters of the list of places; all in the address."""

    situatie = forms.ChoiceField(
        label="Vrij of bezet",
        choices=[("", "alle plaatsen"), *PlaceSituation.choices],
        required=False,
    )
    vorm = forms.ChoiceField(
        label="Opvangvorm", choices=[("", "alle vormen"), *ReceptionForm.choices], required=False
    )
    toestand = forms.ChoiceField(
        label="Toestand", choices=[("", "elke toestand"), *PlaceState.choices], required=False
    )
    wijk = forms.ChoiceField(label="Wijk", required=False)
    personen = forms.IntegerField(
        label="Minstens zoveel personen",
        min_value=1,
        max_value=MOST_SLEEPERS,
        required=False,
        error_messages={"invalid": "Schrijf een getal, bijvoorbeeld 4."},
    )
    op = DayField(label="Op", required=False)
    drempelvrij = forms.BooleanField(label="drempelvrij", required=False)
    huisdieren = forms.BooleanField(label="huisdieren toegelaten", required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].choices = [("", "alle wijken"), *_choices(areas)]


class PlaceForm(PageForm):
    """A new place: what it is, where it is, for whom and when."""

    reference = NameField(label="Kenmerk", max_length=40, help_text="Bijvoorbeeld PAND-12.")
    provider = NameField(label="Aanbieder", max_length=120)
    form = forms.ChoiceField(
        label="Opvangvorm", choices=[("", "kies een vorm"), *ReceptionForm.choices]
    )
    kind = forms.ChoiceField(label="Soort", choices=[("", "kies een soort"), *PlaceKind.choices])
    state = forms.ChoiceField(
        label="Toestand",
        choices=[(state.value, state.label) for state in NEW_PLACE_STATES],
        help_text="Klaar wordt een plaats pas na een controle.",
    )
    street = forms.CharField(label="Straat", max_length=100, required=False)
    house_number = forms.CharField(label="Nummer", max_length=12, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    town = forms.CharField(label="Gemeente", max_length=70, required=False)
    longitude = forms.FloatField(
        label="Lengtegraad",
        min_value=-180,
        max_value=180,
        required=False,
        help_text="Alleen als u die kent, bijvoorbeeld 3,2649.",
        localize=True,
    )
    latitude = forms.FloatField(
        label="Breedtegraad", min_value=-90, max_value=90, required=False, localize=True
    )
    area = forms.ChoiceField(
        label="Wijk", required=False, help_text="Leeg: we zoeken de wijk bij het adres."
    )
    max_persons = forms.IntegerField(label="Slaapplaatsen", min_value=1, max_value=MOST_SLEEPERS)
    bedrooms = forms.IntegerField(label="Slaapkamers", min_value=1, max_value=MOST_SLEEPERS)
    available_from = DayField(label="Vrij vanaf")
    available_until = DayField(
        label="Vrij tot",
        required=False,
        help_text="De eerste dag niet meer vrij. Leeg: geen einde.",
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
    step_free = forms.BooleanField(
        label="Drempelvrij", required=False, help_text="Wie geen trap kan doen, kan hier wonen."
    )
    pets_allowed = forms.BooleanField(label="Huisdieren toegelaten", required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        self.fields["area"].choices = [("", "volgens het adres"), *_choices(areas)]

    def clean(self):
        said = super().clean()
        if (said.get("longitude") is None) != (said.get("latitude") is None):
            missing = "latitude" if said.get("latitude") is None else "longitude"
            if missing not in self.errors:
                self.add_error(missing, "Vul de lengtegraad en de breedtegraad samen in.")
        first, last = said.get("available_from"), said.get("available_until")
        if first and last and last <= first:
            self.add_error("available_until", "De einddatum moet na “vrij vanaf” liggen.")
        return said

    @property
    def chosen_area(self):
        """The area that was chosen, or None to look it up by the address."""
        return self.areas.get(self.cleaned_data["area"])

    def facts(self) -> dict:
        """Return the facts of the place, as the service writes them; without the area."""
        said = self.cleaned_data
        kept = (
            "reference provider form kind max_persons bedrooms available_from available_until "
            "longitude latitude step_free pets_allowed"
        )
        line = f"{said['street']} {said['house_number']}".strip()
        town = f"{said['postcode']} {said['town']}".strip()
        return {
            **{name: said[name] for name in kept.split()},
            "address": ", ".join(filter(None, (line, town))),
            "rent_cents": int((said["rent"] or 0) * 100),
        }


class StateForm(PageForm):
    """The next state of a place; `seen` is the state it had on the screen."""

    state = forms.ChoiceField(label="Nieuwe toestand")
    note = forms.CharField(
        label="Opmerking",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: gezien met de eigenaar, rookmelder hangt er.",
    )
    seen = forms.ChoiceField(choices=PlaceState, widget=forms.HiddenInput)

    def __init__(self, *args, allowed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            ("", "kies een toestand"),
            *((state.value, state.label) for state in PlaceState if state in allowed),
        ]


def _choices(areas) -> list[tuple[str, str]]:
    return [(str(area.pk), area.name) for area in areas]
