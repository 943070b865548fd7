"""The forms about a question to an expert."""

from django import forms

from eenplan.core.forms import PageForm
from eenplan.directory.enums import Theme
from eenplan.network.enums import Fact, QuestionState

LONG_TEXT = forms.Textarea(attrs={"rows": 6})
STATES = [("", "alle"), ("te-laat", "te laat")]
THEMES = [("", "alle"), *Theme.choices]


class QuestionForm(PageForm):
    theme = forms.ChoiceField(label="Waarover gaat uw vraag?")
    text = forms.CharField(
        label="Uw vraag",
        max_length=4000,
        widget=LONG_TEXT,
        help_text="Schrijf geen namen of nummers: de deskundige opent geen dossier.",
    )
    facts = forms.MultipleChoiceField(
        label="Wat mag de deskundige weten?",
        choices=Fact,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, themes, facts=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "kies een thema"), *themes]
        self.known = facts
        if facts is None:
            del self.fields["facts"]

    def previews(self):
        """Yield each fact that may be told: value, label, its text, and if it is chosen."""
        chosen = self["facts"].value() or []
        for value, label in self.fields["facts"].choices:
            yield value, label, self.known[value], value in chosen


class FollowUpForm(PageForm):
    text = forms.CharField(label="Uw vervolgvraag", max_length=4000, widget=LONG_TEXT)


class AnswerQuestionForm(PageForm):
    text = forms.CharField(label="Uw antwoord", max_length=8000, widget=LONG_TEXT)
    is_addition = forms.BooleanField(required=False, widget=forms.HiddenInput)


class WithdrawQuestionForm(PageForm):
    why = forms.CharField(label="Waarom trekt u de vraag in?", max_length=300)


class ReusableForm(PageForm):
    asked = forms.CharField(
        label="De vraag, zonder iets van het gezin", max_length=2000, widget=LONG_TEXT
    )
    answer = forms.CharField(
        label="Het antwoord, zonder iets van het gezin", max_length=8000, widget=LONG_TEXT
    )


class AskedFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[*STATES, ("nieuw-antwoord", "nieuw antwoord"), *QuestionState.choices],
    )
    thema = forms.ChoiceField(label="Thema", required=False, choices=THEMES)
    van = forms.ChoiceField(
        label="Van", required=False, choices=[("", "mij"), ("allen", "alle collega's")]
    )
    q = forms.CharField(label="Woord in de vraag", max_length=80, required=False)


class QuestionFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[*STATES, *QuestionState.choices]
    )
    thema = forms.ChoiceField(label="Thema", required=False, choices=THEMES)
    q = forms.CharField(label="Woord in de vraag", max_length=80, required=False)


class ReusableFilter(PageForm):
    q = forms.CharField(label="Zoekwoorden", max_length=80, required=False)
    thema = forms.ChoiceField(label="Thema", required=False, choices=THEMES)


class HelpdeskForm(PageForm):
    team = forms.ChoiceField(label="Wie beantwoordt deze vragen?", required=False)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "niemand"), *((str(t.pk), t.name) for t in teams)]
