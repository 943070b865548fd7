"""The forms of the reasons to say no. Shape only."""

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.housing.enums import RefusalEffect, Side

LONGEST_LABEL, MOST_DAYS = 120, 3660


def _label() -> NameField:
    return NameField(
        label="Reden",
        max_length=LONGEST_LABEL,
        help_text="Zoals ze in een zin past: “het gezin / de aanbieder …”.",
    )


class ReasonToRefuseForm(PageForm):
    """A new reason, of whom, and what follows from it."""

    side = forms.ChoiceField(label="Wie zegt nee?", choices=Side, widget=forms.RadioSelect)
    label = _label()
    effect = forms.ChoiceField(
        label="Wat volgt eruit?",
        choices=RefusalEffect,
        widget=forms.RadioSelect,
        help_text="Dit kunt u later niet meer wijzigen. Een gezin wacht nooit om een nee.",
    )
    days = forms.IntegerField(
        label="Hoeveel dagen niet voorstellen?",
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        help_text="Alleen bij “een tijd niet voorstellen”, bijvoorbeeld 60.",
        error_messages={"invalid": "Schrijf een getal, bijvoorbeeld 60."},
    )


class RenameForm(PageForm):
    """Another name for a reason; `seen` is the name on the screen."""

    label = _label()
    seen = forms.CharField(max_length=LONGEST_LABEL, widget=forms.HiddenInput, strip=False)


class StopReasonForm(PageForm):
    """From when a reason is not chosen any more."""

    ends_on = DayField(label="Niet meer te kiezen vanaf")
