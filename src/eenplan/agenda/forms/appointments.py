from datetime import datetime, timedelta

from django import forms
from django.utils.timezone import get_current_timezone

from eenplan.agenda.enums import MeetingPlace
from eenplan.agenda.forms.fields import ClockField, LineField
from eenplan.core.forms import DayField, NameField, PageForm
from eenplan.engines.timetable import local_moment, moment_exists
from eenplan.people.enums import Language

NO_CHOICE = {"invalid_choice": "Kies een van de mogelijkheden."}
SKIPPED = "Dat uur bestaat die nacht niet: de klok wordt vooruitgezet. Kies een ander uur."


class AppointmentForm(PageForm):
    """When, where and with whom. The household is chosen by searching, never typed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    household = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    visit = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = NameField(label="Met wie (als er geen dossier is)", required=False, max_length=60)
    subject = LineField(label="Waarover?", required=False, max_length=200)
    place = forms.ChoiceField(
        label="Hoe of waar?",
        choices=MeetingPlace,
        initial=MeetingPlace.CENTRE,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe of waar.", **NO_CHOICE},
    )
    on = DayField(label="Dag")
    at = ClockField(label="Om")
    minutes = forms.IntegerField(label="Duur (minuten)", min_value=5, max_value=600, initial=45)
    worker = forms.ChoiceField(
        label="Medewerker",
        required=False,
        choices=(),
        error_messages={"invalid_choice": "Deze collega werkt niet in dit team."},
    )
    room = LineField(label="Lokaal", required=False, max_length=40)
    travel_before = forms.IntegerField(
        label="Heen (minuten)", required=False, min_value=0, max_value=180
    )
    travel_after = forms.IntegerField(
        label="Terug (minuten)", required=False, min_value=0, max_value=180
    )
    interpreter = forms.ChoiceField(
        label="Tolk voor",
        required=False,
        choices=[("", "geen tolk nodig"), *Language.choices],
        error_messages=NO_CHOICE,
    )
    interpreter_arranged = forms.BooleanField(label="De tolk is geregeld", required=False)
    questions = forms.CharField(
        label="Wat wilt u vragen? (één vraag per regel)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Staat op het blad voor het huisbezoek.",
    )

    def __init__(self, *args, workers=(), rooms=(), **kwargs):
        super().__init__(*args, **kwargs)
        nobody = ("", "geen: alleen een lokaal")
        self.fields["worker"].choices = [nobody, *((str(w.pk), str(w)) for w in workers)]

    def clean(self):
        said = super().clean()
        day, minute = said.get("on"), said.get("at")
        if day and minute is not None and not moment_exists(day, minute, get_current_timezone()):
            self.add_error("at", SKIPPED)
        return said

    def moments(self) -> tuple[datetime, datetime]:
        """Return when it begins and ends."""
        said = self.cleaned_data
        start = local_moment(said["on"], said["at"], get_current_timezone())
        return start, start + timedelta(minutes=said["minutes"])


class SlotForm(PageForm):
    """What is looked for: how long, from when, for whom, in which language."""

    team = forms.ChoiceField(label="Team", required=False, choices=())
    wie = forms.ChoiceField(label="Medewerker", required=False, choices=())
    vanaf = DayField(label="Vanaf", required=False)
    duur = forms.IntegerField(label="Duur (minuten)", required=False, min_value=5, max_value=480)
    reistijd = forms.IntegerField(
        label="Heen en terug, elk (minuten)", required=False, min_value=0, max_value=180
    )
    taal = forms.ChoiceField(
        label="Taal", required=False, choices=[("", "eender welke"), *Language.choices]
    )
    zonder_tolk = forms.BooleanField(label="Alleen wie de taal spreekt", required=False)
    gezin = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, teams=(), workers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "–"), *((str(t.pk), t.name) for t in teams)]
        self.fields["wie"].choices = [("", "iedereen"), *((str(w.pk), str(w)) for w in workers)]


class CancelForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = LineField(
        label="Waarom gaat de afspraak niet door?",
        max_length=200,
        error_messages={"required": "Schrijf waarom de afspraak niet doorgaat."},
    )


class LeaveForm(PageForm):
    """Somebody leaves for a home visit."""

    appointment = forms.IntegerField(required=False, widget=forms.HiddenInput)
    expected = ClockField(
        label="Terug verwacht om", error_messages={"required": "Wanneer verwacht u terug te zijn?"}
    )


class SafetyForm(PageForm):
    text = LineField(
        label="Waar moet een collega op letten?",
        max_length=300,
        error_messages={"required": "Schrijf waar een collega op moet letten."},
    )
    until = DayField(label="Geldt tot (laatste dag niet meegerekend)", required=False)
