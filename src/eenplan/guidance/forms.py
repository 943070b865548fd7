"""The forms of the lists of steps. Shape only."""

from django import forms

from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.guidance.enums import Evidence, ForWhom, LifeDomain, RuleKind, StepOwner
from eenplan.organisation.enums import TargetGroup


class NewListForm(PageForm):
    title = NameField(label="Titel van het sjabloon", max_length=120)
    target_group = forms.ChoiceField(
        label="Voor welke doelgroep?",
        choices=[("", "alle doelgroepen"), *TargetGroup.choices],
        required=False,
    )


class ListedGoalForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = NameField(label="Doel", max_length=300)
    domain = forms.ChoiceField(label="Levensdomein", choices=LifeDomain)
    per = forms.ChoiceField(label="Voor wie?", choices=ForWhom)


class ListedStepForm(PageForm):
    """A step of a list: for the plan, and in plain Dutch for everybody."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = NameField(label="Stap", max_length=200)
    explanation = forms.CharField(
        label="Korte uitleg voor iedereen",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="In eenvoudig Nederlands, met “u”. Dit staat later ook op de openbare pagina.",
    )
    goal = forms.ChoiceField(label="Onder welk doel?", required=False)
    owner = forms.ChoiceField(label="Wie doet het?", choices=StepOwner)
    per = forms.ChoiceField(
        label="Voor wie?",
        choices=ForWhom,
        help_text="Onder een doel: kies “het gezin”, dan volgt de stap wie het doel heeft.",
    )
    days = forms.IntegerField(
        label="Binnen hoeveel dagen?",
        min_value=0,
        max_value=1825,
        required=False,
        help_text="Vanaf de dag waarop de stap op het plan komt. Leeg: geen vaste dag.",
    )
    rule = forms.CharField(label="Regel of reden", max_length=200)
    rule_kind = forms.ChoiceField(label="Wat voor dag is dat?", choices=RuleKind)
    source = forms.CharField(label="Bron", max_length=160)
    evidence = forms.ChoiceField(
        label="Hoe goed is de regel gekend?",
        choices=Evidence,
        help_text="Alleen A en B tellen als nagekeken; de rest staat zo op het scherm.",
    )

    def __init__(self, *args, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.goals = {str(goal.pk): goal for goal in goals}
        if goals:
            named = [(key, goal.title) for key, goal in self.goals.items()]
            self.fields["goal"].choices = [("", "kies een doel"), *named]
        else:
            del self.fields["goal"]

    def facts(self) -> dict:
        """Return the facts of the step, and its goal apart."""
        said = dict(self.cleaned_data)
        goal = self.goals.get(said.pop("goal", ""))
        return {"version": said.pop("version"), "goal": goal, "facts": said}


class InForceForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(label="Geldt vanaf")
    reason = forms.CharField(label="Wat verandert er en waarom?", max_length=300)


class StepTextForm(PageForm):
    """The public words of a step in another language; `version` 0 for the first."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Stap", max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    explanation = forms.CharField(
        label="Korte uitleg",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=1500,
        required=False,
    )
    is_checked = forms.BooleanField(
        label="Nagekeken door iemand die de taal goed kent", required=False
    )


class CompareForm(PageForm):
    van = forms.TypedChoiceField(label="Van versie", coerce=int)
    tot = forms.TypedChoiceField(label="Tot versie", coerce=int)

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [
            (version.number, f"{version.number}{' (concept)' if version.is_draft else ''}")
            for version in versions
        ]
        for name in ("van", "tot"):
            self.fields[name].choices = choices
