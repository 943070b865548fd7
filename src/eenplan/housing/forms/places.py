"""The forms of the places: the filters of the list, another state. Shape only."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.housing.enums import PlaceSituation, PlaceState, ReceptionForm

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
