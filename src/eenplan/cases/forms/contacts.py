"""The forms about a contact: in full, and on one line."""

from collections.abc import Sequence

from django import forms

from eenplan.cases.enums import ContactKind, Interpreter
from eenplan.cases.models import Goal
from eenplan.cases.talk import Talk
from eenplan.core.forms import DayField, PageForm
from eenplan.people.enums import Language
from eenplan.people.models import Person

LONGEST_NOTE = 20_000


class ContactForm(PageForm):
    """How, when, with whom, in which language, and what was said."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Hoe?", choices=ContactKind, widget=forms.RadioSelect)
    on = DayField(label="Wanneer?")
    at = forms.TimeField(
        label="Hoe laat?",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Dit is geen uur. Schrijf bijvoorbeeld 14:30."},
    )
    minutes = forms.IntegerField(
        label="Hoe lang (minuten)?", min_value=1, max_value=600, required=False
    )
    spoken_with = forms.TypedMultipleChoiceField(
        label="Met wie sprak u?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(
        label="In welke taal?", choices=[("", "niet genoteerd"), *Language.choices], required=False
    )
    interpreter = forms.ChoiceField(
        label="Wie tolkte?",
        choices=[("", "niet genoteerd"), *Interpreter.choices],
        required=False,
    )
    interpreted_by = forms.TypedChoiceField(
        label="Welk familielid tolkte?",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Alleen als een gezinslid tolkte.",
    )
    goals = forms.TypedMultipleChoiceField(
        label="Over welke doelen ging het?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label="Wat werd gezegd en afgesproken?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_NOTE,
    )
    is_sensitive = forms.BooleanField(
        label="Gevoelig: alleen voor de maatschappelijk werkers van het team", required=False
    )
    child_is_known = forms.BooleanField(
        label="Ik weet dat een kind tolkte bij een gevoelig onderwerp", required=False
    )

    def __init__(self, *args, persons: Sequence[Person], goals: Sequence[Goal], **kwargs):
        super().__init__(*args, **kwargs)
        self.persons = {person.pk: person for person in persons}
        self.own_goals = {goal.pk: goal for goal in goals}
        members = [(pk, str(person)) for pk, person in self.persons.items()]
        self.fields["spoken_with"].choices = members
        self.fields["interpreted_by"].choices = [("", "niemand van het gezin"), *members]
        self.fields["goals"].choices = [(pk, str(goal)) for pk, goal in self.own_goals.items()]
        if not goals:
            del self.fields["goals"]

    def talk(self) -> Talk:
        """Return what was filled in."""
        said = self.cleaned_data
        relative = said["interpreted_by"]
        return Talk(
            kind=ContactKind(said["kind"]),
            on=said["on"],
            at=said["at"],
            minutes=said["minutes"],
            note=said["note"],
            language=said["language"],
            interpreter=said["interpreter"],
            interpreted_by=self.persons[relative] if relative else None,
            is_sensitive=said["is_sensitive"],
            child_is_known=said["child_is_known"],
            spoken_with=[self.persons[pk] for pk in said["spoken_with"]],
            goals=[self.own_goals[pk] for pk in said.get("goals", ())],
        )


class QuickNoteForm(PageForm):
    """One line; the signs in it are read by the server."""

    text = forms.CharField(
        label="Snelnotitie",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="Bijvoorbeeld: @Natalia #telefoon 10m Ze vraagt naar de school. !vr bel school "
        "~gevoelig",
    )
    household = forms.CharField(label="Voor welk gezin?", max_length=20, required=False)
    picked_for = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)
