"""The short forms of offers: the filters of the list, a call, a hold, the purpose of a file."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.housing.enums import CallChannel, CallResult, HoldKind, OfferStage, ReceptionForm

LATE = [
    ("", "alles"),
    ("gesprek", "te laat voor een eerste gesprek"),
    ("bezoek", "te laat voor een bezoek"),
]


class OfferFilter(PageForm):
    """The filters of the list of offers; all in the address."""

    q = forms.CharField(label="Kenmerk of aanbieder", max_length=80, required=False)
    fase = forms.ChoiceField(
        label="Fase", choices=[("", "alle lopende"), *OfferStage.choices], required=False
    )
    vorm = forms.ChoiceField(
        label="Opvangvorm", choices=[("", "alle vormen"), *ReceptionForm.choices], required=False
    )
    wijk = forms.ChoiceField(label="Wijk", required=False)
    bevestigd = forms.ChoiceField(
        label="Laatst bevestigd",
        choices=[("", "alles"), ("vers", "nog vers"), ("oud", "opnieuw te bevestigen")],
        required=False,
    )
    laat = forms.ChoiceField(label="Te laat", choices=LATE, required=False)
    bekijk = forms.BooleanField(label="met een signaal", required=False)
    alle = forms.BooleanField(label="ook ingetrokken en beëindigde", required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(area.pk), area.name) for area in areas]
        self.fields["wijk"].choices = [("", "alle wijken"), *choices]


class CallForm(PageForm):
    """One attempt to speak to a provider."""

    result = forms.ChoiceField(
        label="Wat kwam eruit?", choices=CallResult, widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(label="Via", choices=CallChannel)
    called_on = DayField(label="Op")
    agreed = forms.CharField(
        label="Wat spraken we af?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    call_back_on = DayField(
        label="Terugbellen op",
        required=False,
        help_text="Bij een pauze: de dag waarop het aanbod weer telt.",
    )


class HoldForm(PageForm):
    """A provider wants to stop for a while, or for good. Nobody asks for an excuse."""

    kind = forms.ChoiceField(
        label="Wat wil de aanbieder?",
        choices=[
            (HoldKind.PAUSED.value, "een pauze"),
            (HoldKind.WITHDRAWN.value, "stoppen: het aanbod intrekken"),
        ],
        widget=forms.RadioSelect,
    )
    until = DayField(
        label="Weer vrij vanaf",
        required=False,
        help_text="Alleen bij een pauze. Leeg: tot iemand het weer laat tellen.",
    )
    reason = forms.CharField(
        label="Reden", max_length=200, required=False, help_text="Mag leeg blijven."
    )


class PurposeForm(PageForm):
    """Why somebody takes a list of offers out of the system."""

    doel = forms.CharField(
        label="Waarvoor dient dit bestand?",
        min_length=5,
        max_length=120,
        help_text="Staat in het bestand, met uw naam en het uur, en in het logboek.",
        error_messages={"min_length": "Schrijf in een paar woorden waarvoor u het nodig hebt."},
    )
