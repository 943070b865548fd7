"""The forms about goals, evaluations, progress and signatures."""

from django import forms

from eenplan.cases.enums import GoalState, LifeDomain
from eenplan.cases.progress import LEVELS
from eenplan.core.forms import DayField, PageForm
from eenplan.people.enums import Language

LANGUAGES = [("", "kies een taal"), *Language.choices]


class GoalForm(PageForm):
    """A goal in the family's own words and in Dutch."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    domain = forms.ChoiceField(
        label="Levensdomein", choices=[("", "kies een levensdomein"), *LifeDomain.choices]
    )
    person = forms.ChoiceField(label="Van wie is dit doel?", required=False)
    words = forms.CharField(
        label="In de woorden van het gezin",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=1000,
        required=False,
        help_text="In de taal waarin het gezin het zegt. Mag leeg, en later.",
    )
    language = forms.ChoiceField(label="Taal van die woorden", choices=LANGUAGES, required=False)
    text = forms.CharField(
        label="In het Nederlands",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text="Mag leeg als het gezin het in het Nederlands zei.",
    )
    text_still_right = forms.BooleanField(
        label="De Nederlandse tekst klopt nog met de woorden van het gezin", required=False
    )

    def __init__(self, *args, persons, is_new=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.persons = {str(person.pk): person for person in persons}
        people = [(key, str(person)) for key, person in self.persons.items()]
        self.fields["person"].choices = [("", "het hele gezin"), *people]
        if is_new:
            del self.fields["text_still_right"]

    def facts(self) -> dict:
        """Return what was said, as the services take it."""
        said = self.cleaned_data
        return {
            "domain": LifeDomain(said["domain"]),
            "person": self.persons.get(said["person"]),
            "words": said["words"],
            "language": said["language"],
            "text": said["text"],
        }


class CloseGoalForm(PageForm):
    """A goal is reached or let go; with steps to do, also what becomes of those."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label="Wat is er met dit doel?",
        choices=[(state.value, state.label) for state in GoalState if state != GoalState.OPEN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Toelichting of reden",
        max_length=300,
        required=False,
        help_text="Verplicht als het doel wordt losgelaten.",
    )
    steps = forms.ChoiceField(
        label="Wat met de stappen die nog open staan?",
        choices=[("keep", "ze blijven op het plan, zonder doel"), ("drop", "ze vervallen ook")],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, has_steps, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_steps:
            del self.fields["steps"]


class TemplateForm(PageForm):
    """Which goals of a template, and for whom."""

    template = forms.MultipleChoiceField(label="Welke doelen?", widget=forms.CheckboxSelectMultiple)
    persons = forms.MultipleChoiceField(
        label="Voor wie?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Duid niemand aan als het voor iedereen geldt voor wie het doel bedoeld is.",
    )

    def __init__(self, *args, goals, persons, **kwargs):
        super().__init__(*args, **kwargs)
        self.goals = {str(goal.pk): goal for goal in goals}
        self.persons = {str(person.pk): person for person in persons}
        self.fields["template"].choices = [
            (key, f"{goal.title} ({goal.get_per_display()})") for key, goal in self.goals.items()
        ]
        self.fields["persons"].choices = [(key, str(p)) for key, p in self.persons.items()]

    def chosen(self) -> tuple[list, list]:
        """Return the goals, and the persons: all of them when nobody was marked."""
        said = self.cleaned_data
        persons = said["persons"] or self.persons
        return (
            [self.goals[key] for key in said["template"]],
            [self.persons[key] for key in persons],
        )


class PlanReviewForm(PageForm):
    planned_on = DayField(label="Dag van de evaluatie")


class HoldReviewForm(PageForm):
    held_on = DayField(label="Wanneer was de evaluatie?")
    summary = forms.CharField(
        label="Wat werd besproken en beslist?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
    )
    next_on = DayField(label="Volgende evaluatie")


class MeasureForm(PageForm):
    """A figure from 1 to 5 for each life domain, or none."""

    measured_on = DayField(label="Stand van")
    note = forms.CharField(label="Toelichting", max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "niet besproken")] + [(n, f"{n}: {word}") for n, word in LEVELS.items()]
        for domain in LifeDomain:
            field = forms.TypedChoiceField(
                label=domain.label.capitalize(),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
            )
            field.widget.attrs["class"] = "form-select"
            self.fields[domain.value] = field

    def domain_fields(self):
        """Return the bound fields of the life domains."""
        return [self[domain.value] for domain in LifeDomain]

    def scores(self) -> dict[LifeDomain, int]:
        """Return the figures that were given."""
        said = self.cleaned_data
        return {domain: said[domain] for domain in LifeDomain if said[domain] is not None}


class SignForm(PageForm):
    """Who signed, when; `seen` is the mark of the text that was on the table."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    person = forms.ChoiceField(label="Wie ondertekende voor het gezin?")
    signed_on = DayField(label="Ondertekend op")
    language = forms.ChoiceField(
        label="Tweede taal op het papier",
        choices=[("", "alleen Nederlands"), *Language.choices],
        required=False,
    )

    def __init__(self, *args, persons, **kwargs):
        super().__init__(*args, **kwargs)
        self.persons = {str(person.pk): person for person in persons}
        self.fields["person"].choices = [
            ("", "kies een gezinslid"),
            *((key, str(person)) for key, person in self.persons.items()),
        ]
