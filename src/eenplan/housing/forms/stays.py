"""The forms around a stay: visits, reports, the stop, presence, longer stays. Shape only."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.housing.enums import ReceptionForm
from eenplan.housing.stay_kinds import (
    AbsenceReason,
    EndKind,
    ExitTo,
    GuestInterpreter,
    IncidentKind,
    IncidentSubject,
    RehousingOutcome,
    RehousingReason,
    Seriousness,
    Tried,
    WrongInterpreter,
    YesNo,
)
from eenplan.people.enums import Language

HELD, NO_ANSWER = "gehouden", "geen-antwoord"


def _choice(label: str, choices, *, required=True, help_text="") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", "kies"), *choices], required=required, help_text=help_text
    )


def _long(label: str, *, required=True, help_text="") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, max_length=4000, required=required, help_text=help_text, widget=widget
    )


def _short(label: str, *, most=200, required=True, help_text="") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


class StayFilter(PageForm):
    """The filters of the list of stays; all in the address."""

    stand = forms.ChoiceField(
        label="Welke verblijven",
        choices=[
            ("", "lopend"),
            ("eindigt", "eindigt of te herbekijken binnenkort"),
            ("voorbij", "voorbij"),
            ("misgelopen", "misgelopen"),
            ("nu", "lopend"),
        ],
        required=False,
    )
    vorm = _choice("Opvangvorm", ReceptionForm.choices, required=False)
    einde = _choice("Waarom geëindigd", EndKind.choices, required=False)
    naar = _choice("Waar naartoe", ExitTo.choices, required=False)
    vanaf = DayField(label="Geëindigd vanaf", required=False)
    tot = DayField(label="Geëindigd voor", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand"].widget.choices = self.fields["stand"].choices[:-1]


class ListFilter(PageForm):
    """Which part of a list is shown; in the address."""

    stand = forms.ChoiceField(label="Toon", required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand"].choices = choices


class TalkForm(PageForm):
    """A talk with the host or owner."""

    held_on = DayField(label="Gesproken op")
    findings = _long(
        "Wat vertelde de gastheer of eigenaar",
        help_text="Ook: gaat het nog, tot wanneer? Pauzeren mag altijd.",
    )


class GuestVisitForm(PageForm):
    """A visit to the guests: who interpreted and whether they were spoken to alone comes first."""

    held_on = DayField(label="Bezoek gedaan op")
    interpreter = forms.ChoiceField(
        label="Wie tolkte?",
        choices=[
            ("", "kies"),
            *GuestInterpreter.choices,
            ("Kan niet", WrongInterpreter.choices),
        ],
    )
    language = _choice("In welke taal sprak u met het gezin?", Language.choices)
    spoken_alone = forms.TypedChoiceField(
        label="Sprak u een volwassen gast alleen?",
        choices=[("", "kies"), ("ja", "ja"), ("nee", "nee")],
        coerce=lambda value: value == "ja",
        empty_value=None,
        help_text="Zonder gastheer, eigenaar, werkgever of partner erbij.",
    )
    not_alone_why = _short(
        "Waarom niet alleen?", required=False, help_text="Alleen als u nee koos."
    )
    host_spoken = forms.BooleanField(label="Ik sprak ook de gastheer of eigenaar", required=False)
    lives_there = forms.ChoiceField(
        label="Woont het gezin er echt?", choices=YesNo.choices, required=False
    )
    has_papers = forms.ChoiceField(
        label="Heeft het gezin zijn papieren en telefoon zelf?",
        choices=YesNo.choices,
        required=False,
    )
    works_for_host = forms.ChoiceField(
        label="Werkt iemand voor de gastheer of eigenaar?", choices=YesNo.choices, required=False
    )
    findings = _long(
        "Wat zag en hoorde u?",
        required=False,
        help_text="Feiten. Is er iets mis, maak dan ook een melding.",
    )


class OutcomeMixin(forms.Form):
    """Whether a planned visit took place."""

    outcome = forms.ChoiceField(
        label="Ging het bezoek door?",
        choices=[(HELD, "ja"), (NO_ANSWER, "nee: niemand thuis of geen antwoord")],
        widget=forms.RadioSelect,
        initial=HELD,
    )

    def _clean_fields(self):
        """When nobody answered there is nothing to tell of the visit."""
        if self.data.get("outcome") == NO_ANSWER:
            for name, field in self.fields.items():
                field.required = field.required and name == "outcome"
        super()._clean_fields()


class PlannedVisitForm(OutcomeMixin, GuestVisitForm):
    """A visit to the guests that was planned."""

    field_order = ["outcome"]


class PlannedTalkForm(OutcomeMixin, TalkForm):
    """A talk with the host that was planned."""

    field_order = ["outcome"]


class CorrectVisitForm(GuestVisitForm):
    """A visit as it was written down, to put right."""

    held_on = None
    version = forms.IntegerField(min_value=1, max_value=9999, widget=forms.HiddenInput)


class IncidentForm(PageForm):
    """An incident or complaint, in the words of who tells it."""

    kind = _choice("Wie meldt?", IncidentKind.choices)
    seriousness = _choice("Hoe erg is het?", Seriousness.choices)
    subject = _choice("Waarover?", IncidentSubject.choices)
    happened_on = DayField(label="Gebeurd op")
    what = _long("Wat gebeurde er?", help_text="In de woorden van wie het vertelt.")
    who_knows = _short("Wie weet hiervan?", most=300, required=False)
    done = _short("Wat is al gedaan?", most=300, required=False)
    is_hidden = forms.BooleanField(
        label="Niemand anders mag weten dat dit gemeld is",
        required=False,
        help_text="Dan staat ook nergens dat er een melding loopt.",
    )


class IncidentNoteForm(PageForm):
    """What was done about a report."""

    text = _long("Wat deed u, wat werd afgesproken?")
    follow_up_on = DayField(label="Opnieuw bekijken op", required=False)
    closes = forms.BooleanField(label="Deze melding is hiermee afgesloten", required=False)
    version = forms.IntegerField(min_value=1, max_value=9999, widget=forms.HiddenInput)


class StopForm(PageForm):
    """Why an offer is stopped."""

    reason = _short("Reden", help_text="Kort, zonder namen of details. Die horen in een melding.")
    is_drill = forms.BooleanField(
        label="Dit is een oefening",
        required=False,
        help_text="Alles gebeurt zoals bij een echte stop; in de cijfers telt het niet mee.",
    )


class LiftForm(PageForm):
    """Why a stop is lifted."""

    reason = _short("Waarom mag deze opvang weer open?")


class ExtendForm(PageForm):
    """Until when a stay goes on."""

    until = DayField(
        label="Verblijf tot",
        required=False,
        help_text="De eerste dag niet meer. Leeg: zonder einde, met een dag om het te herbekijken.",
    )
    reason = _short("Reden")


class ReviewForm(PageForm):
    """When a stay without an end is looked at again."""

    review_on = DayField(label="Herbekijken op")


class AbsenceForm(PageForm):
    """Since when and why a household is away."""

    away_from = DayField(label="Eerste nacht weg")
    reason = _choice("Reden", AbsenceReason.choices)
    expected_on = DayField(label="Terug verwacht op", required=False)
    note = _short("Toelichting", required=False, help_text="Geen medische gegevens.")


class AskRehousingForm(PageForm):
    """Why a household needs another home."""

    reason = _choice(
        "Waarom", [c for c in RehousingReason.choices if c[0] in ("ENDS_SOON", "UNSUITED")]
    )
    is_urgent = forms.BooleanField(label="Dringend", required=False)


class TryForm(PageForm):
    """What was tried to find another home, or what became of it."""

    tried = _choice("Wat probeerde u?", Tried.choices, required=False)
    note = _short("Wat kwam ervan?", required=False)
    outcome = _choice(
        "Van de lijst halen omdat het gezin",
        RehousingOutcome.choices,
        required=False,
        help_text="Krijgt het gezin een plaats van ons, dan gaat het vanzelf van de lijst.",
    )

    def clean(self):
        said = super().clean()
        if not said.get("tried") and not said.get("outcome") and not self.errors:
            self.add_error("tried", "Zeg wat u probeerde, of waarom het gezin van de lijst mag.")
        return said


class PeriodFilter(PageForm):
    """From which day the figures count."""

    vanaf = DayField(label="Vanaf", required=False)
