"""The forms about signals: giving one, following it up, points for the policy makers."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.network.signal_kinds import (
    CLOSED_BY_HAND,
    SignalState,
    SignalTheme,
    Urgency,
)

SOME_LINES = forms.Textarea(attrs={"rows": 4})
NEW_POINT = "nieuw"
THEMES = [("", "alle thema's"), *SignalTheme.choices]


class GiveSignalForm(PageForm):
    text = forms.CharField(label="Wat hebt u gemerkt?", max_length=4000, widget=SOME_LINES)
    theme = forms.ChoiceField(
        label="Waarover gaat het?", choices=[("", "kies een thema"), *SignalTheme.choices]
    )
    area = forms.ChoiceField(label="In welke wijk?")
    urgency = forms.ChoiceField(
        label="Hoe dringend is het?",
        choices=Urgency,
        widget=forms.RadioSelect,
        initial=Urgency.NORMAL,
        error_messages={"required": "Kies hoe dringend het is."},
    )
    about = forms.CharField(
        label="Gaat het over een gezin?",
        max_length=400,
        required=False,
        help_text="Schrijf in eigen woorden over wie, alleen als het nodig is. "
        "Alleen wie signalen van die wijk opvolgt, leest dit.",
    )
    reach = forms.CharField(
        label="Hoe bereiken we u?",
        max_length=200,
        required=False,
        help_text="Telefoon, e-mail of wanneer u in het wijkcentrum bent. "
        "Wat ermee gebeurde, leest u ook onder “Mijn signalen”.",
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "kies een wijk"), *areas]


class SignalFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "alle"), ("open", "nog open"), ("te-laat", "te laat"), *SignalState.choices],
    )
    wijk = forms.ChoiceField(label="Wijk", required=False)
    thema = forms.ChoiceField(label="Thema", required=False, choices=THEMES)
    van = DayField(label="Gegeven vanaf", required=False)
    tot = DayField(label="tot en met", required=False)
    punt = forms.IntegerField(
        required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput
    )
    q = forms.CharField(label="Woord", max_length=80, required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].choices = [("", "alle wijken"), *areas]


class ClusterFilter(PageForm):
    wijk = forms.ChoiceField(label="Wijk", required=False)
    thema = forms.ChoiceField(label="Thema", required=False, choices=THEMES)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].choices = [("", "alle wijken"), *areas]


class TakeSignalForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    owner = forms.ChoiceField(label="Wie volgt dit op?")
    due_on = DayField(label="Tegen wanneer?")
    summary = forms.CharField(
        label="In één zin, zonder personen",
        max_length=300,
        required=False,
        help_text="Meer dan dit ziet het beleid niet.",
    )

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "kies een collega"), *owners]


class CloseSignalForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label="Wat gebeurde ermee?",
        choices=[(state.value, state.label) for state in CLOSED_BY_HAND],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er met het signaal gebeurde."},
    )
    feedback = forms.CharField(
        label="Terugkoppeling aan wie het meldde",
        max_length=2000,
        widget=SOME_LINES,
        help_text="Noem geen gezin: wie het signaal gaf, ziet geen dossiers.",
    )
    reason = forms.CharField(
        label="Waarom geen gevolg?",
        max_length=400,
        required=False,
        help_text="Alleen bij “geen gevolg”. Collega's lezen dit, wie het signaal gaf niet.",
    )

    def clean(self):
        said = super().clean()
        if said.get("state") == SignalState.NO_ACTION and not said.get("reason"):
            self.add_error("reason", "Schrijf waarom er geen gevolg komt.")
        return said


class LinkForm(PageForm):
    """A household the actor found, and the signal as it was shown."""

    version = forms.IntegerField()
    year = forms.IntegerField(min_value=1, max_value=9999)
    serial = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class VersionForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PointFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "alle"), ("open", "wacht op antwoord"), ("beantwoord", "beantwoord")],
    )
    q = forms.CharField(label="Woord", max_length=80, required=False)


class PointForm(PageForm):
    """Signals put together as a new point, or added to one that waits for an answer."""

    point = forms.ChoiceField(label="Bij welk punt?")
    title = forms.CharField(label="Titel", max_length=160, required=False)
    text = forms.CharField(
        label="Wat is er aan de hand, zonder personen?",
        max_length=4000,
        required=False,
        widget=SOME_LINES,
    )
    signals = forms.MultipleChoiceField(
        label="Welke signalen?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één signaal."},
    )
    feedback = forms.CharField(
        label="Terugkoppeling aan wie het meldde",
        max_length=2000,
        required=False,
        widget=SOME_LINES,
        help_text="Voor de signalen die nog open zijn. Noem geen gezin.",
    )

    def __init__(self, *args, points, signals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [(NEW_POINT, "een nieuw punt"), *points]
        self.fields["signals"].choices = [(str(signal.pk), str(signal)) for signal in signals]
        self.rows = signals

    def choices_shown(self):
        """Yield each signal that can be chosen, and if it is."""
        chosen = {str(value) for value in self["signals"].value() or []}
        for signal in self.rows:
            yield signal, str(signal.pk) in chosen

    def clean(self):
        said = super().clean()
        if said.get("point") == NEW_POINT:
            for name, sentence in (
                ("title", "Geef het punt een titel."),
                ("text", "Schrijf wat er aan de hand is."),
            ):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return said


class PolicyAnswerForm(PageForm):
    answer = forms.CharField(
        label="Antwoord van het beleid", max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
