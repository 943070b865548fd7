"""The forms about meetings: planning, the agenda, what was said and decided."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.network.meeting_kinds import Ground, MeetingState
from eenplan.network.signal_kinds import SignalTheme

SOME_LINES = forms.Textarea(attrs={"rows": 4})
THEMES = [("", "alle thema's"), *SignalTheme.choices]
BIGGEST = 2**31 - 1


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Schrijf een uur, bijvoorbeeld 14:30."},
    )


class MeetingForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    area = forms.ChoiceField(label="Wijk")
    theme = forms.ChoiceField(label="Thema", choices=[("", "kies een thema"), *SignalTheme.choices])
    series = forms.CharField(
        label="Reeks",
        max_length=80,
        required=False,
        help_text="De naam van een overleg dat terugkomt. Laat leeg voor één keer.",
    )
    on = DayField(label="Datum")
    starts_at = _time("Van")
    ends_at = _time("Tot")
    place = forms.CharField(label="Waar", max_length=120)
    chair = forms.ChoiceField(label="Voorzitter")
    participants = forms.MultipleChoiceField(
        label="Collega's", widget=forms.CheckboxSelectMultiple, required=False
    )
    partners = forms.MultipleChoiceField(
        label="Partners", widget=forms.CheckboxSelectMultiple, required=False
    )
    overlap_reason = forms.CharField(
        label="Waarom komt dit overleg er toch?",
        max_length=200,
        required=False,
        help_text="Alleen als er al een overleg is dat erop lijkt.",
    )

    def __init__(self, *args, areas, staff, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "kies een wijk"), *areas]
        self.fields["chair"].choices = [("", "kies een collega"), *staff]
        self.fields["participants"].choices = staff
        self.fields["partners"].choices = partners


class MeetingFilter(PageForm):
    van = forms.ChoiceField(label="Van", required=False, choices=[("", "iedereen"), ("mij", "mij")])
    wijk = forms.ChoiceField(label="Wijk", required=False)
    thema = forms.ChoiceField(label="Thema", required=False, choices=THEMES)
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "alle"), *MeetingState.choices]
    )
    maand = forms.RegexField(
        r"^(19|20)\d\d-(0[1-9]|1[0-2])$",
        label="Maand",
        required=False,
        help_text="bv. 2026-11",
        error_messages={"invalid": "Schrijf een maand als 2026-11."},
    )
    deelnemer = forms.IntegerField(
        required=False, min_value=1, max_value=BIGGEST, widget=forms.HiddenInput
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].choices = [("", "alle wijken"), *areas]


class HoursFilter(PageForm):
    maand = forms.ChoiceField(label="Maand", required=False)
    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, *args, months, teams=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["maand"].choices = [("", "deze maand"), *((m, m) for m in months)]
        if teams:
            self.fields["team"].choices = [("", "eerste team"), *teams]
        else:
            del self.fields["team"]


class CancelForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Waarom gaat het niet door?", max_length=200)


class HoldForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_at = _time("Begonnen om")
    ends_at = _time("Gedaan om")
    were_there = forms.MultipleChoiceField(
        label="Wie was er?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Niemand was er? Schrap dan het overleg."},
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["were_there"].choices = staff


class CaseItemForm(PageForm):
    why = forms.CharField(label="Waarom op de agenda?", max_length=400)
    ground = forms.ChoiceField(
        label="Waarom mag u dit in dit gezelschap bespreken?",
        choices=Ground,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een grond. Zonder grond komt een dossier niet ter tafel."
        },
    )
    ground_note = forms.CharField(
        label="Toelichting",
        max_length=300,
        required=False,
        help_text="Bij toestemming: wie gaf ze, en wanneer? Bij gedeeld beroepsgeheim of gevaar: "
        "waarom is het nodig?",
    )


class ThemeItemForm(PageForm):
    title = forms.CharField(
        label="Waarover?",
        max_length=160,
        help_text="Noem geen personen: dit staat op de uitnodiging van de partners.",
    )
    why = forms.CharField(label="Waarom?", max_length=400, required=False)


class WishForm(PageForm):
    why = forms.CharField(label="Waarover wilt u overleggen?", max_length=400)


class ItemForm(PageForm):
    """What was said; the decision only as long as none was made."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="Wat is er besproken?", max_length=4000, required=False, widget=SOME_LINES
    )
    minutes = forms.IntegerField(
        label="Hoeveel minuten?", min_value=0, max_value=480, required=False
    )
    decision = forms.CharField(label="Besluit", max_length=400, required=False)
    owner = forms.ChoiceField(label="Wie voert het uit?", required=False)
    due_on = DayField(label="Tegen wanneer?", required=False)

    def __init__(self, *args, staff, is_decided, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "kies een collega"), *staff]
        if is_decided:
            for name in ("decision", "owner", "due_on"):
                del self.fields[name]
