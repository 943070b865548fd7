"""The forms about a referral: sending it, withdrawing it, its answer, the filters of the list."""

from django import forms

from eenplan.core.forms import PageForm
from eenplan.network.enums import DataBlock, ReferralState
from eenplan.network.forms.consent import ConsentForm
from eenplan.network.lifecycle import ANSWERS, NEXT

WHOLE_TEXT = forms.Textarea(attrs={"rows": 4})


class ReceiverFilter(PageForm):
    q = forms.CharField(label="Dienst of partner", max_length=80, required=False)


class ReferralForm(ConsentForm):
    reason = forms.CharField(label="Waarom verwijst u door?", max_length=2000, widget=WHOLE_TEXT)
    asked = forms.CharField(label="Wat vraagt u?", max_length=2000, widget=WHOLE_TEXT)
    shared = forms.MultipleChoiceField(
        label="Wat deelt u?",
        choices=DataBlock,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één gegeven om te delen."},
    )
    needs_consent = forms.BooleanField(
        label="Het gezin stemde apart in met het delen van de noden", required=False
    )
    field_order = ["reason", "asked", "shared", "needs_consent"]

    def __init__(self, *args, blocks, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = [(block.value, block.label) for block in DataBlock if block in blocks]
        self.fields["shared"].choices = allowed
        self.blocks = blocks

    def previews(self):
        """Yield each block that may be shared: value, label, the lines, and if it is chosen."""
        chosen = self["shared"].value() or []
        for value, label in self.fields["shared"].choices:
            yield value, label, self.blocks[value], value in chosen


class WhyForm(PageForm):
    """A reason; `version` is that of the referral when the page was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Waarom?", max_length=1000, widget=WHOLE_TEXT)


class ConsentGoneForm(PageForm):
    why = forms.CharField(label="Wat zei het gezin?", max_length=200)


WORDS = {
    ReferralState.ACCEPTED: "Ja, we helpen dit gezin",
    ReferralState.REFUSED: "Nee, we kunnen dit gezin niet helpen",
    ReferralState.DONE: "We hielpen het gezin al: dit is klaar",
}


def _answers(present: ReferralState) -> list[tuple[str, str]]:
    possible = [state for state in ReferralState if state in ANSWERS and state in NEXT[present]]
    return [(state.value, WORDS[state]) for state in possible]


class AnswerForm(PageForm):
    """The answer of a team inside; `present` leaves out what the state does not allow any more."""

    state = forms.ChoiceField(
        label="Uw antwoord",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een antwoord."},
    )
    why = forms.CharField(
        label="Uitleg",
        max_length=2000,
        required=False,
        widget=WHOLE_TEXT,
        help_text="Bij “nee”: schrijf waarom.",
    )

    def __init__(self, *args, present=ReferralState.SENT, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = _answers(ReferralState(present))

    def clean(self):
        said = super().clean()
        if said.get("state") == ReferralState.REFUSED and not said.get("why"):
            self.add_error("why", "Schrijf waarom u niet kunt helpen.")
        return said


class PartnerAnswerForm(AnswerForm):
    """The answer of somebody without account."""

    by_name = forms.CharField(label="Uw naam", max_length=100)
    field_order = ["state", "why", "by_name"]


class NotedAnswerForm(AnswerForm):
    """An answer somebody gave on the phone."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    by_name = forms.CharField(label="Wie zei dat?", max_length=100)
    field_order = ["state", "why", "by_name"]


class ReferralFilter(PageForm):
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "alle"),
            ("open", "nog niet afgerond"),
            ("te-laat", "te laat"),
            *ReferralState.choices,
        ],
    )
    team = forms.ChoiceField(label="Team", required=False)
    van = forms.ChoiceField(
        label="Van", required=False, choices=[("", "alle collega's"), ("mij", "mij")]
    )
    q = forms.CharField(label="Dienst, partner of gezin", max_length=80, required=False)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "alle teams"), *teams]
