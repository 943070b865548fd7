"""Forms about the life of a temporary cell."""

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.organisation.enums import EvaluationDecision, TargetGroup
from eenplan.organisation.forms.accounts import reason_field

MOST_CRITERIA = 20


def _staff(label: str, **kwargs) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=500, **kwargs)


class MandateForm(PageForm):
    decision_number = forms.CharField(label="Nummer van het besluit", max_length=60)
    decided_on = DayField(label="Datum van het besluit")
    decided_by = forms.CharField(
        label="Besluit van", max_length=120, help_text="Bijvoorbeeld: vast bureau."
    )
    text = forms.CharField(
        label="Opdracht van de cel",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CellForm(MandateForm):
    """A new cell, filled in from the template; every line may be changed."""

    name = NameField(label="Naam", max_length=80)
    target_group = forms.ChoiceField(
        label="Doelgroep",
        choices=[choice for choice in TargetGroup.choices if choice[0] != TargetGroup.RESIDENT],
    )
    starts_on = DayField(label="Start op")
    staff = _staff("Medewerkers bij de start")
    later_staff = _staff("Later uitbreidbaar tot", required=False)
    later_on = DayField(
        label="Uitbreiding vanaf", required=False, help_text="Leeg: later te beslissen."
    )
    review_on = DayField(label="Eerste evaluatie op")
    review_2 = DayField(label="Tweede evaluatie op", required=False)
    review_3 = DayField(label="Derde evaluatie op", required=False)
    criteria = forms.CharField(
        label="Eindcriteria",
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Eén per lijn. Wanneer is de cel niet meer nodig?",
    )
    field_order = [
        *("name", "target_group", "starts_on", "decision_number", "decided_on", "decided_by"),
        *("text", "staff", "later_staff", "later_on", "review_on", "review_2", "review_3"),
        "criteria",
    ]

    def clean_criteria(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["criteria"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_CRITERIA:
            raise forms.ValidationError(f"Hou het bij {MOST_CRITERIA} criteria.")
        if any(len(line) > 300 for line in found):
            raise forms.ValidationError("Een criterium is ten hoogste 300 tekens lang.")
        return found

    def clean(self):
        said = super().clean()
        if said.get("later_on") and not said.get("later_staff"):
            self.add_error("later_staff", "Tot hoeveel medewerkers vanaf die dag?")
        return said


def as_cell(said: dict) -> dict:
    """Return the answers of the form as the service asks them: sizes and days as lists."""
    told = dict(said)
    sizes = [(told["starts_on"], told.pop("staff"))]
    later = (told.pop("later_on"), told.pop("later_staff"))
    reviews = [told.pop(name) for name in ("review_on", "review_2", "review_3")]
    return told | {
        "sizes": [*sizes, later] if all(later) else sizes,
        "evaluations": sorted({day for day in reviews if day}),
    }


class StateForm(PageForm):
    state = forms.ChoiceField(label="De cel is voortaan", widget=forms.RadioSelect)
    reason = forms.CharField(label="Waarom? Noem het besluit", max_length=400)

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states


class SizeStepForm(PageForm):
    staff = _staff("Medewerkers")
    starts_on = DayField(label="Vanaf")
    reason = reason_field("Waarom? Noem het besluit")


class EvaluationForm(PageForm):
    planned_on = DayField(label="Evaluatie op")


class HeldForm(PageForm):
    held_on = DayField(label="Gehouden op")
    decision = forms.ChoiceField(
        label="Beslissing", choices=EvaluationDecision, widget=forms.RadioSelect
    )
    summary = forms.CharField(
        label="Samenvatting",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Wat liep goed, wat niet, en waarom deze beslissing? Geen namen van gezinnen.",
    )


class CriterionForm(PageForm):
    text = forms.CharField(label="Eindcriterium", max_length=300)


class CriterionMetForm(PageForm):
    met_on = DayField(label="Voldaan sinds", required=False, help_text="Leeg: nog niet voldaan.")
    note = forms.CharField(label="Toelichting", max_length=300, required=False)
