"""The forms of claims on the State: filters, grounds, notices, answers. Shape only."""

from datetime import date

from django import forms

from eenplan.benefits.enums import FindingSource, ProjectKind
from eenplan.benefits.enums_claims import ClaimCase, DeadlineKind, StateLaw
from eenplan.benefits.enums_money import ClaimState, Component
from eenplan.core.forms import DayField, MonthField, PageForm

PARTS = (
    ("paid", "betaald"),
    ("claimed", "terug te vragen"),
    ("not_yet", "nog niet terug te vragen"),
    ("own", "eigen last"),
    ("lost", "verloren"),
    ("supplement", "supplement"),
)


class ClaimFilter(PageForm):
    """The filters of the list of claims; all in the address."""

    maand = MonthField(label="Maand", required=False)
    recht = forms.ChoiceField(label="Steun", required=False)
    wijk = forms.ChoiceField(label="Wijk", required=False)
    deel = forms.ChoiceField(label="Deel", choices=[("", "alles"), *PARTS], required=False)
    grond = forms.ChoiceField(label="Grond", required=False)
    stand = forms.ChoiceField(
        label="Stand", choices=[("", "elke stand"), *ClaimState.choices], required=False
    )
    wet = forms.ChoiceField(
        label="Wet", choices=[("", "beide wetten"), *StateLaw.choices], required=False
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(area.pk), area.name) for area in areas]
        self.fields["recht"].choices = [("", "alle steun"), *Component.choices]
        self.fields["wijk"].choices = [("", "alle wijken"), *named]
        grounds = [("", "elke grond"), ("onbekend", "grond onbekend"), *ClaimCase.choices]
        self.fields["grond"].choices = grounds


class DeadlineFilter(PageForm):
    """Which deadlines, and the day by which is looked what would be lost."""

    soort = forms.ChoiceField(
        label="Wat", choices=[("", "alles"), *DeadlineKind.choices], required=False
    )
    tegen = DayField(label="Verlies als er niets gebeurt tot", required=False)


class StatusFilter(PageForm):
    """Where a decision stands with the State."""

    stand = forms.ChoiceField(label="Stand", required=False)

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand"].choices = [("", "elke stand"), *[(s, s) for s in states]]


class GroundForm(PageForm):
    """Why the State pays for somebody, from which day, and how that is known."""

    case = forms.ChoiceField(label="Grond")
    starts_on = DayField(label="Geldt vanaf")
    since = DayField(
        label="In het vreemdelingenregister of niet meer dakloos sinds",
        required=False,
        help_text="Enkel voor die twee gronden.",
    )
    requested_on = DayField(
        label="Dag van de aanvraag",
        required=False,
        help_text="Enkel voor wie de werkloosheidsuitkering verloor.",
    )
    is_protected = forms.BooleanField(label="Tijdelijke bescherming", required=False)
    first_aid_on = DayField(
        label="Eerste steun onder tijdelijke bescherming",
        required=False,
        help_text="De eerste dag dat een OCMW steun gaf, ook een ander OCMW.",
    )
    source = forms.ChoiceField(label="Hoe weet u dit?", choices=FindingSource.choices)
    source_note = forms.CharField(label="Welk bewijs", max_length=200, required=False)

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", "Kies de grond"), *cases]


class NoticeForm(PageForm):
    """The day a decision was told to the State, and the reference of the message."""

    was = DayField(required=False, widget=forms.HiddenInput)
    sent_on = DayField(label="Gemeld op")
    reference = forms.CharField(label="Kenmerk", max_length=60, required=False)


ANSWERS = (("ja", "aanvaard"), ("nee", "geweigerd"))


class AnswerForm(PageForm):
    """What the State said of a notice."""

    accepted = forms.ChoiceField(label="Antwoord", choices=ANSWERS, widget=forms.RadioSelect)
    answered_on = DayField(label="Antwoord van")
    answer = forms.CharField(
        label="Reden",
        max_length=400,
        required=False,
        help_text="Nodig als de Staat weigert.",
    )


class ClaimAnswerForm(PageForm):
    """What the State said of one claim of a statement."""

    accepted = forms.ChoiceField(label="Antwoord", choices=ANSWERS, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="Reden",
        max_length=400,
        required=False,
        help_text="Nodig als de Staat weigert.",
    )


class SendAgainForm(PageForm):
    """What was put right before a refused claim goes out again."""

    why = forms.CharField(
        label="Wat is er verbeterd?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pas eerst de grond of de melding aan als het daaraan lag.",
    )


class StatementForm(PageForm):
    """The quarter of which a statement is made."""

    quarter = forms.ChoiceField(label="Kwartaal")

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = quarters

    def clean_quarter(self) -> date:
        return date.fromisoformat(self.cleaned_data["quarter"])


class ProjectForm(PageForm):
    """A project that was signed: who, which kind, and its days."""

    person = forms.ChoiceField(label="Wie")
    kind = forms.ChoiceField(label="Soort", choices=ProjectKind.choices)
    presented_on = DayField(
        label="Voorgelegd op", help_text="De cliënt heeft daarna vijf dagen bedenktijd."
    )
    signed_on = DayField(label="Ondertekend op")
    ends_on = DayField(
        label="Loopt tot",
        required=False,
        help_text="De eerste dag zonder GPMI. Leeg: geen einde afgesproken.",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people


class EndProjectForm(PageForm):
    """The first day without the project."""

    ends_on = DayField(label="Eerste dag zonder GPMI")
