"""The forms around a place: who waits for one, the one that was chosen, and leaving it again."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.housing.stay_kinds import EndKind, ExitTo
from eenplan.housing.waiting import SHELTERS
from eenplan.people.enums import NightShelter
from eenplan.people.registration import NewAddress

SHELTER_LABELS = {shelter: shelter.label for shelter in SHELTERS} | {
    NightShelter.RECEPTION: "verblijf in onze opvang is voorbij"
}
ELSEWHERE = [choice for choice in NightShelter.choices if choice[0] != NightShelter.RECEPTION]
HIGHEST_RANK = 32_767
HIGHEST_ID = 2**31 - 1


class WaitingFilter(PageForm):
    """The filters of the list of households that wait for a place; all in the address."""

    sleeps = forms.ChoiceField(
        label="Slaapt vannacht",
        choices=[("", "alle"), *((key.value, label) for key, label in SHELTER_LABELS.items())],
        required=False,
    )


class AcceptForm(forms.Form):
    """The place that was chosen, and its rank on the screen."""

    place = forms.IntegerField(min_value=1, max_value=HIGHEST_ID)
    rank = forms.IntegerField(min_value=1, max_value=HIGHEST_RANK, required=False)


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Reden",
        max_length=200,
        help_text="Kort en zakelijk. Wie dit dossier mag openen, kan dit lezen.",
    )


def _end_kind(without: tuple = (EndKind.MOVED_BY_US,)) -> forms.ChoiceField:
    kinds = [choice for choice in EndKind.choices if choice[0] not in without]
    return forms.ChoiceField(label="Waarom eindigt het?", choices=[("", "kies"), *kinds])


def _exit_to() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Waar gaat het gezin wonen?",
        choices=[("", "kies"), *(c for c in ExitTo.choices if c[0] != ExitTo.OUR_PLACE)],
    )


class EndStayForm(PageForm):
    """When a household leaves a place, where it sleeps and lives then, and why."""

    on = DayField(
        label="Eerste nacht ergens anders", help_text="Vanaf die dag is de plaats weer vrij."
    )
    sleeps = forms.ChoiceField(
        label="Waar slaapt het gezin dan?", choices=[("", "kies waar"), *ELSEWHERE]
    )
    kind = _end_kind()
    exit_to = _exit_to()
    street = forms.CharField(label="Straat", max_length=200, required=False)
    house_number = forms.CharField(label="Nummer", max_length=12, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    town = forms.CharField(label="Gemeente", max_length=80, required=False)
    reason = _reason()

    @property
    def address(self) -> NewAddress:
        """The new address; empty when it is not known."""
        said = self.cleaned_data
        return NewAddress(
            street=said["street"],
            house_number=said["house_number"],
            postcode=said["postcode"],
            place=said["town"],
        )


class CancelStayForm(PageForm):
    """Why a place that was given for a later day is not needed after all."""

    reason = _reason()


class CorrectEndForm(PageForm):
    """What was noted wrongly, or not at all, about a stay that is over."""

    kind = _end_kind(())
    exit_to = forms.ChoiceField(
        label="Waar ging het gezin wonen?", choices=[("", "kies"), *ExitTo.choices]
    )
    sleeps = forms.ChoiceField(
        label="Waar slaapt het gezin sindsdien?", choices=[("", "kies waar"), *ELSEWHERE]
    )
    reason = _reason()


class FoundStayForm(PageForm):
    """Which household lives in which unit of an offer since when, having found it itself."""

    number = forms.CharField(
        label="Nummer van het gezin", max_length=20, help_text="Bijvoorbeeld 2026/0012."
    )
    place = forms.ChoiceField(label="Waar?", widget=forms.RadioSelect)
    starts_on = DayField(label="Woont er sinds")
    until = DayField(
        label="Tot",
        required=False,
        help_text="Leeg: geen einde afgesproken. We kijken dan opnieuw.",
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        self.fields["place"].choices = [
            (key, f"{unit.reference}: {unit.get_kind_display()}, {unit.max_persons} slaapplaatsen")
            for key, unit in self.units.items()
        ]


class MoveForm(PageForm):
    """To which other place a household moves, from which night, and why."""

    place = forms.ChoiceField(label="Naar welke plaats?", widget=forms.RadioSelect)
    on = DayField(label="Eerste nacht in de nieuwe plaats")
    kind = _end_kind((EndKind.CORRECTION,))
    reason = _reason()

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places
