"""The forms from proposal to decision. Shape only."""

from django import forms

from eenplan.benefits.enums import HeadAnswer, ProposalKind, ReviewReason, Rhythm
from eenplan.core.forms import DayField, EuroField, PageForm


def long_text(label: str, *, most: int, required=True, help_text="", rows=5) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=widget
    )


def number(label: str, *, required=True) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=99, required=required)


class ProposalForm(PageForm):
    """What is proposed to decide, with its reasons."""

    kind = forms.ChoiceField(label="Wat stelt u voor?")
    category = forms.TypedChoiceField(
        label="Categorie",
        choices=[("", "geen"), ("1", "categorie 1"), ("2", "categorie 2"), ("3", "categorie 3")],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="De bevinding van het sociaal onderzoek.",
    )
    amount = EuroField(
        label="Bedrag in euro",
        required=False,
        help_text="Per maand, of het hele bedrag van wat één keer betaald wordt.",
    )
    rhythm = forms.ChoiceField(label="Betaald", choices=Rhythm.choices)
    starts_on = DayField(label="Vanaf")
    ends_on = DayField(
        label="Tot", required=False, help_text="De eerste dag zonder. Leeg: zonder einddatum."
    )
    guideline = forms.ChoiceField(label="Richtlijn", required=False)
    deviates = forms.BooleanField(label="Ik wijk af van de richtlijn", required=False)
    deviation_reason = long_text(
        "Waarom u afwijkt",
        most=1000,
        required=False,
        rows=2,
        help_text="Van de richtlijn, van het berekende bedrag, of van de dag van de aanvraag.",
    )
    spared = forms.BooleanField(
        label="Het gezin krijgt minder door een vergissing van het centrum die het niet kon kennen",
        required=False,
        help_text="Dan gaat de herziening in vanaf de maand na de kennisgeving (RMI art. 22 §2).",
    )
    grounds_in_law = long_text("Redenen in rechte", most=4000, rows=4)
    grounds_in_fact = long_text(
        "Redenen in feite",
        most=8000,
        rows=8,
        help_text="De feiten van dit gezin, volledig genoeg om de beslissing te begrijpen.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kinds=(), guidelines=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        listed = [(str(one.pk), f"{one} (vanaf {one.since:%d/%m/%Y})") for one in guidelines]
        self.fields["guideline"].choices = [("", "geen richtlijn over dit recht"), *listed]
        if ProposalKind.REVISE not in kinds:
            del self.fields["spared"]


class HeadForm(PageForm):
    """The answer of the head."""

    answer = forms.ChoiceField(
        label="Uw antwoord", choices=HeadAnswer.choices, widget=forms.RadioSelect
    )
    note = long_text("Toelichting", most=1000, required=False, rows=3)


class SessionForm(PageForm):
    """A session and who sits in it."""

    held_on = DayField(label="Dag van de zitting")
    begins_at = forms.TimeField(
        label="Om",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Schrijf een uur, bijvoorbeeld 14:00."},
    )
    place = forms.CharField(label="Plaats", max_length=160, required=False)
    members = forms.MultipleChoiceField(label="Leden", widget=forms.CheckboxSelectMultiple)
    chair = forms.ChoiceField(label="Voorzitter")

    def __init__(self, *args, people=(), chairs=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = people
        self.fields["chair"].choices = [("", "kies"), *chairs]


class PresenceForm(PageForm):
    """Which members are there."""

    present = forms.MultipleChoiceField(
        label="Aanwezig", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = people


VOTED, POSTPONED = "stemming", "uitgesteld"


class VoteForm(PageForm):
    """The vote on an item, or that it was put off."""

    what = forms.ChoiceField(
        label="Wat gebeurde er?",
        choices=[(VOTED, "er is gestemd"), (POSTPONED, "uitgesteld naar een volgende zitting")],
        widget=forms.RadioSelect,
        initial=VOTED,
    )
    votes_for = number("Voor", required=False)
    votes_against = number("Tegen", required=False)
    abstained = number("Onthouding", required=False)
    note = long_text(
        "Opmerking of reden",
        most=900,
        required=False,
        rows=3,
        help_text="Verplicht bij verwerpen, bij staking van stemmen en bij uitstel.",
    )


class LeaveForm(PageForm):
    """A member leaves an item."""

    user = forms.ChoiceField(label="Wie verlaat het punt?")
    reason = forms.CharField(
        label="Waarom", max_length=300, help_text="Bijvoorbeeld: verwant van de aanvrager."
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = people


class UrgentForm(PageForm):
    """Urgent aid of the chair."""

    amount = EuroField(label="Bedrag in euro, één keer")
    reason = long_text("Waarom het niet kan wachten", most=4000, rows=4)


class ReviewFilter(PageForm):
    """The filters of the list of reviews; all in the address."""

    stand = forms.ChoiceField(
        label="Toon",
        choices=[
            ("", "te bekijken"),
            ("te-laat", "over de datum"),
            ("afgehandeld", "afgehandeld"),
        ],
        required=False,
    )
    reden = forms.ChoiceField(
        label="Omdat", choices=[("", "om het even"), *ReviewReason.choices], required=False
    )
    verschil = forms.ChoiceField(
        label="Verschil",
        choices=[
            ("", "om het even"),
            ("meer", "gezin krijgt meer"),
            ("minder", "gezin krijgt minder"),
        ],
        required=False,
    )


class NoteForm(PageForm):
    """One text: what was found, or what is new."""

    note = long_text("Wat u vond", most=400, rows=3)


class NewFactsForm(PageForm):
    """What is new about a household since a decision."""

    detail = long_text("Wat is er nieuw?", most=400, rows=3)


class AppealForm(PageForm):
    """Somebody went to the labour court."""

    filed_on = DayField(label="Ingesteld op")
    court = forms.CharField(label="Rechtbank", max_length=160)
    roll_number = forms.CharField(label="Rolnummer", max_length=40, required=False)
    note = long_text("Toelichting", most=800, required=False, rows=3)


class AppealEndForm(PageForm):
    """What became of an appeal."""

    outcome = forms.ChoiceField(label="Uitkomst")
    outcome_on = DayField(label="Op")
    note = long_text("Toelichting", most=180, required=False, rows=3)

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", "kies"), *choices]
