from django import forms

from eenplan.agenda.enums import OUTCOMES, Topic, VisitState
from eenplan.agenda.forms.fields import LineField
from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.people.enums import Language

NO_CHOICE = {"invalid_choice": "Kies een van de mogelijkheden."}


class EnlistForm(PageForm):
    """Somebody comes to the desk. The household is chosen by searching, never typed."""

    household = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    name = NameField(
        label="Naam",
        required=False,
        max_length=60,
        help_text="Mag leeg blijven: dan telt alleen het nummer.",
    )
    shows_name = forms.BooleanField(
        label="De voornaam mag op het scherm in de wachtzaal (anders alleen het nummer)",
        required=False,
    )
    topic = forms.ChoiceField(
        label="Waarover?",
        choices=Topic,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarover het gaat.", **NO_CHOICE},
    )
    language = forms.ChoiceField(
        label="Taal", choices=Language, initial=Language.DUTCH, error_messages=NO_CHOICE
    )
    for_worker = forms.ChoiceField(
        label="Voor wie?",
        required=False,
        choices=(),
        error_messages={"invalid_choice": "Deze collega werkt vandaag niet in dit team."},
    )
    note = LineField(label="Opmerking", required=False, max_length=400)

    def __init__(self, *args, workers=(), **kwargs):
        super().__init__(*args, **kwargs)
        anybody = ("", "wie de inloop aan heeft")
        self.fields["for_worker"].choices = [anybody, *((str(w.pk), str(w)) for w in workers)]


class FinishForm(PageForm):
    """How a visit at the desk ended."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    household = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="Hoe liep het af?",
        choices=[(state.value, state.label) for state in OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het bezoek afliep.", **NO_CHOICE},
    )
    minutes = forms.IntegerField(
        label="Hoe lang (minuten)?",
        required=False,
        min_value=0,
        max_value=600,
        help_text="Leeg: de tijd sinds het oproepen.",
    )
    result = LineField(
        label="Wat werd gezegd of afgesproken?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VisitFilter(PageForm):
    """Which visits to list: of a desk, over a period, with an outcome."""

    team = forms.ChoiceField(label="Balie", required=False, choices=())
    van = DayField(label="Van", required=False)
    tot = DayField(label="Tot en met", required=False)
    uitkomst = forms.ChoiceField(
        label="Afloop",
        required=False,
        choices=[("", "alle"), ("GEEN", "nog in de rij")]
        + [(state.value, state.label) for state in VisitState if state in OUTCOMES],
    )
