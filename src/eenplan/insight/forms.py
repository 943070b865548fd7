from django import forms

from eenplan.core.forms import DayField, PageForm


class ExpectationForm(PageForm):
    """How many persons are expected: the question behind the contingents."""

    personen = forms.IntegerField(
        label="Verwachte personen",
        min_value=0,
        max_value=1_000_000,
        error_messages={"invalid": "Dit is geen geheel getal. Schrijf bijvoorbeeld 300."},
    )


class OpeningForm(PageForm):
    """Open the next contingent; a reason is asked when something is short."""

    serial = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=999)
    reason = forms.CharField(
        label="Waarom gaat het toch open?",
        max_length=200,
        required=False,
        help_text="De reden en het tekort worden bewaard.",
    )

    def __init__(self, *args, is_short, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_short:
            del self.fields["reason"]

    def clean(self):
        return {"reason": "", **super().clean()}


class FlowFilter(PageForm):
    """Which team's in- and outflow is shown."""

    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "alle teams samen"), *teams]


class FlowListFilter(FlowFilter):
    """Which number of which week is listed."""

    week = DayField(label="Week van")
    wat = forms.ChoiceField(label="Wat")

    def __init__(self, *args, what, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wat"].choices = what


class AnswerForm(PageForm):
    """What the coordinator answers to the advice on staff."""

    reason = forms.CharField(
        label="Reden",
        max_length=400,
        required=False,
        help_text="Nodig als u het advies niet volgt. De reden wordt bewaard.",
    )
