"""The forms of a new version of the checklist. Shape only."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.guidance.enums import Evidence
from eenplan.housing.enums import PlaceKind, ReceptionForm
from eenplan.housing.enums_dwellings import Answer, Category
from eenplan.housing.services import Asked

MOST_QUESTIONS = 200


def _several(label: str, choices, hint: str, *, required: bool = False):
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
    )


def _evidence() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Hoe goed is dit gekend?",
        choices=Evidence,
        help_text="Alleen A en B tellen als nagekeken; de rest staat zo op het scherm.",
    )


class QuestionForm(PageForm):
    """One question, what is a defect, for which dwellings, and where it comes from."""

    question = forms.CharField(
        label="Vraag",
        max_length=200,
        help_text="In eenvoudig Nederlands, met ja of nee te beantwoorden.",
    )
    hint = forms.CharField(label="Uitleg", max_length=200, required=False)
    category = forms.ChoiceField(
        label="Hoe erg is een gebrek?",
        choices=[(key, f"{key}: {label}") for key, label in Category.choices],
        widget=forms.RadioSelect,
        help_text="Bij gevaar (III) kan het pand alleen geweigerd worden, bij ernstig (II) kan het "
        "pas na werken.",
    )
    defect = _several(
        "Welk antwoord is een gebrek?",
        Answer.choices,
        "Meestal “nee” en “weet niet”.",
        required=True,
    )
    forms_ = _several("Alleen bij deze opvangvorm", ReceptionForm.choices, "Geen: altijd.")
    kinds = _several("Alleen bij deze soort plaats", PlaceKind.choices, "Geen: altijd.")
    source = forms.CharField(label="Bron", max_length=200)
    evidence = _evidence()
    position = forms.IntegerField(
        label="Hoeveelste vraag?",
        min_value=1,
        max_value=MOST_QUESTIONS,
        required=False,
        help_text="Leeg: achteraan.",
        error_messages={"invalid": "Schrijf een getal, bijvoorbeeld 3."},
    )
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)


def asked_of(said: dict) -> Asked:
    """Return the question as it was written."""
    kept = ("question", "hint", "category", "defect", "kinds", "source", "evidence")
    return Asked(forms=said["forms_"], **{name: said[name] for name in kept})


class InForceForm(PageForm):
    """From when a version is used, and what it rests on."""

    starts_on = DayField(label="In gebruik vanaf")
    source = forms.CharField(label="Bron van de hele lijst", max_length=200)
    evidence = _evidence()
