"""The form that accepts a rebalancing, whole or in part."""

from django import forms

from eenplan.core.forms import PageForm


class AcceptMovesForm(PageForm):
    moves = forms.TypedMultipleChoiceField(
        label="Dossiers", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    overrule_reason = forms.CharField(
        label="Reden om boven de norm te gaan",
        max_length=200,
        required=False,
        help_text="Alleen nodig bij een dossier dat iemand boven de norm brengt.",
    )

    def __init__(self, *args, moves, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["moves"].choices = [(pk, pk) for pk in moves]
        self.fields["moves"].error_messages["invalid_choice"] = (
            "Over een van deze dossiers is intussen beslist. Kijk hieronder wat er gebeurde."
        )
