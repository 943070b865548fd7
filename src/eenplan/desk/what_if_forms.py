"""The questions of the page "Wat als". They travel in the address: nothing is saved. Shape only."""

from datetime import date

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.engines import placement
from eenplan.housing.enums import PlaceKind, ReceptionForm

MOST_NEW, MOST_SLEEPERS = 20, 99
NUMBER = {"invalid": "Schrijf een getal, bijvoorbeeld 4."}


def _reference(*, required: bool, hint: str) -> forms.CharField:
    return forms.CharField(
        label="Kenmerk van de plaats", max_length=40, required=required, help_text=hint
    )


def _number(label: str, most: int, **facts) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, error_messages=NUMBER, **facts
    )


class MeasureForm(PageForm):
    """A measure that asks nothing more: `reken` says that the answer is wanted."""

    reken = forms.CharField(widget=forms.HiddenInput, initial="ja")


class InspectForm(MeasureForm):
    """Which place would be looked at; all that wait, unless one is named."""

    plaats = _reference(required=False, hint="Leeg: alle plaatsen die op een controle wachten.")


class LoseForm(MeasureForm):
    """Which place falls away, and from when."""

    plaats = _reference(required=True, hint="Bijvoorbeeld PAND-03, zoals onder Plaatsen.")
    dag = DayField(label="Eerste dag zonder deze plaats")


class AnnounceForm(LoseForm):
    """The same, with why: who lives there is told, and put on the list for another home."""

    reken = None
    reden = forms.CharField(
        label="Waarom valt de plaats weg?",
        max_length=200,
        help_text="Wie de gezinnen opvolgt, leest dit.",
    )


class AddForm(MeasureForm):
    """A place that is not there yet."""

    vorm = forms.ChoiceField(label="Opvangvorm", choices=ReceptionForm)
    soort = forms.ChoiceField(label="Soort", choices=PlaceKind)
    wijk = forms.ChoiceField(label="Wijk")
    personen = _number("Slaapplaatsen", MOST_SLEEPERS)
    slaapkamers = _number("Slaapkamers", MOST_SLEEPERS)
    gezinnen = _number("Hoogstens zoveel gezinnen", MOST_SLEEPERS, initial=1)
    aantal = _number("Hoeveel zulke plaatsen", MOST_NEW, initial=1)
    vanaf = DayField(label="Vrij vanaf", required=False, help_text="Leeg: vandaag.")
    drempelvrij = forms.BooleanField(label="drempelvrij", required=False)
    huisdieren = forms.BooleanField(label="huisdieren toegelaten", required=False)

    def __init__(self, *args, areas=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].choices = [(area.name, area.name) for area in areas]

    def clean(self):
        said = super().clean()
        if (said.get("gezinnen") or 0) > (said.get("personen") or MOST_SLEEPERS):
            self.add_error("gezinnen", "Er kunnen niet meer gezinnen dan slaapplaatsen zijn.")
        return said

    def place(self, on: date) -> placement.Place:
        """Return the place as the engine sees one that was looked at and is ready."""
        said = self.cleaned_data
        return placement.Place(
            id="",
            label="",
            form=said["vorm"],
            kind=said["soort"],
            area=said["wijk"],
            max_persons=said["personen"],
            bedrooms=said["slaapkamers"],
            max_households=said["gezinnen"],
            state="READY",
            available_from=max(said["vanaf"] or on, on),
            step_free=said["drempelvrij"],
            pets_allowed=said["huisdieren"],
            confirmed_on=on,
        )
