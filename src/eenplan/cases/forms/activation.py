"""The forms about the road to work and to school."""

from django import forms

from eenplan.cases.enums import ActivationStage, SchoolKind, SchoolState
from eenplan.cases.services import SchoolPlace
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
    area = forms.ChoiceField(
        label="Wijk van de school",
        required=False,
        help_text="Telt mee bij het zoeken naar een woning. Leeg: we nemen over wat bij een ander "
        "kind met deze school staat.",
    )
    latitude = forms.FloatField(
        label="Breedtegraad", min_value=-90, max_value=90, required=False, localize=True
    )
    longitude = forms.FloatField(
        label="Lengtegraad",
        min_value=-180,
        max_value=180,
        required=False,
        localize=True,
        help_text="Alleen als u de juiste plek kent, bijvoorbeeld 50,8279 en 3,2649. De wijk volgt "
        "daaruit.",
    )
    starts_on = DayField(label="Vanaf")

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        self.fields["area"].choices = [
            ("", "niet bekend"),
            *((key, area.name) for key, area in self.areas.items()),
        ]

    def clean(self):
        said = super().clean()
        if (said.get("longitude") is None) != (said.get("latitude") is None):
            self.add_error("longitude", "Geef beide coördinaten, of geen van beide.")
        return said

    def where(self) -> SchoolPlace | None:
        """Return where the school lies; None when nothing was said of it."""
        said = self.cleaned_data
        area = self.areas.get(said["area"])
        if area is None and said["longitude"] is None:
            return None
        return SchoolPlace(area, said["longitude"], said["latitude"])


class ActivationFilter(PageForm):
    """The filter of the list of who stands where on the road to work."""

    stand = forms.ChoiceField(
        label="Stand", choices=[("", "elke stand"), *ActivationStage.choices], required=False
    )


class SchoolFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand", choices=[("", "elke stand"), *SchoolState.choices], required=False
    )
