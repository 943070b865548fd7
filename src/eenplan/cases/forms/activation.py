"""The forms about the road to work and to school."""

from django import forms

from eenplan.cases.enums import ActivationStage, SchoolKind, SchoolState
from eenplan.core.forms import DayField, PageForm


class _OfPerson(PageForm):
    person = forms.ChoiceField(label="Wie?")

    def __init__(self, *args, persons, **kwargs):
        super().__init__(*args, **kwargs)
        self.persons = {str(person.pk): person for person in persons}
        self.fields["person"].choices = [
            ("", "kies een persoon"),
            *((key, str(person)) for key, person in self.persons.items()),
        ]


class StageForm(_OfPerson):
    stage = forms.ChoiceField(label="Stand", choices=ActivationStage, widget=forms.RadioSelect)
    starts_on = DayField(label="Vanaf")
    note = forms.CharField(
        label="Toelichting",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld waar, bij welke partner of met welke opleiding.",
    )


class EndStageForm(PageForm):
    ends_on = DayField(label="Eerste dag niet meer")


class SchoolForm(_OfPerson):
    state = forms.ChoiceField(label="Stand", choices=SchoolState, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Soort onderwijs", choices=SchoolKind)
    school = forms.CharField(
        label="School", max_length=120, required=False, help_text="Leeg zolang u een school zoekt."
    )
    starts_on = DayField(label="Vanaf")


class ActivationFilter(PageForm):
    """The filter of the list of who stands where on the road to work."""

    stand = forms.ChoiceField(
        label="Stand", choices=[("", "elke stand"), *ActivationStage.choices], required=False
    )


class SchoolFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand", choices=[("", "elke stand"), *SchoolState.choices], required=False
    )
