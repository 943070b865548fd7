"""The forms about a step."""

from django import forms

from eenplan.cases.enums import StepOwner
from eenplan.core.forms import DayField, PageForm

NO_GOAL = ("", "zonder doel")


class FinishStepForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.CharField(
        label="Resultaat", max_length=300, required=False, help_text="Wat kwam eruit? Mag leeg."
    )


class StepForm(PageForm):
    """A step: what, for whom, by whom, by when. `persons` and `goals` are those of the case."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Wat moet er gebeuren?", max_length=400)
    goal = forms.ChoiceField(label="Onder welk doel?", required=False)
    person = forms.ChoiceField(label="Voor wie?", required=False)
    owner = forms.ChoiceField(label="Wie doet het?", choices=StepOwner, widget=forms.RadioSelect)
    responsible = forms.ChoiceField(
        label="Welk gezinslid doet het?", required=False, help_text="Alleen als het gezin het doet."
    )
    owner_name = forms.CharField(
        label="Welke partner of helper?",
        max_length=120,
        required=False,
        help_text="Alleen als een partner, vrijwilliger of helper het doet.",
    )
    due_on = DayField(label="Tegen wanneer?", required=False)

    def __init__(self, *args, persons, goals, has_day=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.persons = {str(person.pk): person for person in persons}
        self.goals = {str(goal.pk): goal for goal in goals}
        people = [(key, str(person)) for key, person in self.persons.items()]
        self.fields["person"].choices = [("", "het hele gezin"), *people]
        self.fields["responsible"].choices = [("", "niet bepaald"), *people]
        named = [(key, _short(goal)) for key, goal in self.goals.items()]
        self.fields["goal"].choices = [NO_GOAL, *named]
        if has_day:  # a day is put off with a reason, on a page of its own
            del self.fields["due_on"]

    def facts(self) -> dict:
        """Return what was said, as the services take it."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "owner": StepOwner(said["owner"]),
            "owner_name": said["owner_name"],
            "person": self.persons.get(said["person"]),
            "responsible": self.persons.get(said["responsible"]),
            "goal": self.goals.get(said["goal"]),
            "due_on": said.get("due_on"),
        }


def _short(goal) -> str:
    text = goal.text if len(goal.text) <= 80 else f"{goal.text[:79]}…"
    return f"{text} ({goal.person})" if goal.person else text


class _WithRule(PageForm):
    """A change for which a binding rule has to be read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    knows_rule = forms.BooleanField(label="Ik las de regel hierboven", required=False)

    def __init__(self, *args, is_binding, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_binding:
            del self.fields["knows_rule"]


class PostponeForm(_WithRule):
    until = DayField(label="Nieuwe dag")
    reason = forms.CharField(
        label="Waarom later?",
        max_length=300,
        help_text="De vorige dag en deze reden blijven zichtbaar.",
    )
    field_order = ("until", "reason", "knows_rule")


class DropForm(_WithRule):
    reason = forms.CharField(
        label="Waarom is deze stap niet meer nodig?",
        max_length=300,
        help_text="De stap blijft leesbaar, met deze reden.",
    )
    field_order = ("reason", "knows_rule")
