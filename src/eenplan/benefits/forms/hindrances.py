"""The forms of stays abroad and sanctions. Shape only."""

from django import forms

from eenplan.benefits.enums_hindrances import Fault, Heard
from eenplan.core.forms import DayField, PageForm

WHY = 400


class _StayFields(PageForm):
    """The days of a stay, and what is known of it."""

    starts_on = DayField(label="Weg vanaf", help_text="De eerste dag in het buitenland.")
    ends_on = DayField(
        label="Terug op",
        required=False,
        help_text="De eerste dag terug. Leeg: nog niet terug, de dagen blijven tellen.",
    )
    reported_on = DayField(
        label="Gemeld op", help_text="Een verblijf van een week of langer meldt men vooraf."
    )
    exceptional_by = forms.ChoiceField(
        label="Beslissing om te blijven betalen",
        required=False,
        help_text="Na vier weken in een kalenderjaar betalen wij niet, tenzij het comité "
        "uitzonderlijke omstandigheden aanvaardde.",
    )
    note = forms.CharField(label="Toelichting", max_length=WHY, required=False)

    def __init__(self, *args, decisions=(), **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.number} van {one.decided_on:%d/%m/%Y}") for one in decisions]
        self.fields["exceptional_by"].choices = [("", "geen"), *named]


class StayForm(_StayFields):
    """A stay abroad of somebody."""

    person = forms.ChoiceField(label="Wie")

    field_order = ("person",)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people


class CorrectStayForm(_StayFields):
    """A stay written down anew, and what was wrong."""

    why = forms.CharField(label="Wat klopte er niet?", max_length=WHY)

    field_order = ("why",)


class BackForm(PageForm):
    """The first day back."""

    ends_on = DayField(label="Terug op", help_text="De eerste dag terug.")


class AllowForm(PageForm):
    """The decision that lets the payment go on."""

    exceptional_by = forms.ChoiceField(label="Beslissing van het comité")

    def __init__(self, *args, decisions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["exceptional_by"].choices = [
            (str(one.pk), f"{one.number} van {one.decided_on:%d/%m/%Y}") for one in decisions
        ]


class WithdrawForm(PageForm):
    """Why a stay or a sanction should not be there."""

    why = forms.CharField(label="Waarom trekt u dit in?", max_length=WHY)


class SanctionForm(PageForm):
    """What a sanction is for, how much it suspends, and what came before it."""

    fault = forms.ChoiceField(label="Waarvoor", choices=Fault.choices, widget=forms.RadioSelect)
    percent = forms.IntegerField(
        label="Hoeveel procent wordt geschorst",
        min_value=1,
        max_value=100,
        help_text="100 is alles. Een deel staat in geen van onze bronnen: niet nagekeken.",
    )
    starts_on = DayField(
        label="Geschorst vanaf",
        help_text="Niet voor de dag die het comité koos. Bij een GPMI na de kennisgeving.",
    )
    fact_on = DayField(label="Dag van de feiten")
    heard = forms.ChoiceField(
        label="Hoorrecht (RMI art. 20)", choices=Heard.choices, widget=forms.RadioSelect
    )
    heard_on = DayField(label="Gehoord of uitgenodigd op")
    notice_on = DayField(label="Aangemaand op", required=False, help_text="Alleen bij een GPMI.")
    advice_on = DayField(
        label="Advies van de maatschappelijk werker van",
        required=False,
        help_text="Alleen bij een GPMI.",
    )
    conditional = forms.BooleanField(
        label="Met uitstel: de betaling loopt door",
        required=False,
        help_text="Wordt de sanctie later toch uitgevoerd, dan is dat een nieuwe beslissing.",
    )
    note = forms.CharField(label="Toelichting", max_length=WHY, required=False)
