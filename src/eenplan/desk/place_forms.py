"""The forms around a proposal: who waits for a place, and the place that was chosen."""

from django import forms

from eenplan.core.forms import PageForm
from eenplan.housing.waiting import SHELTERS
from eenplan.people.enums import NightShelter

SHELTER_LABELS = {shelter: shelter.label for shelter in SHELTERS} | {
    NightShelter.RECEPTION: "verblijf in onze opvang is voorbij"
}
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
