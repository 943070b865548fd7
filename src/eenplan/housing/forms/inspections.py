"""The forms of inspections and works. Shape only."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.housing.enums_dwellings import Answer, Verdict, WorkBy, WorkKind
from eenplan.housing.forms.dwellings import AmountField


class PlanForm(PageForm):
    """When a dwelling is looked at, and by whom."""

    planned_on = DayField(label="Op", required=False, help_text="Leeg: nog geen afspraak.")
    inspector = forms.ChoiceField(label="Woningcontroleur", required=False)
    note = forms.CharField(
        label="Opmerking",
        max_length=500,
        required=False,
        help_text="Bijvoorbeeld: sleutel bij de buren. Schrijf niets over een gezin.",
    )

    def __init__(self, *args, inspectors, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(user.pk), str(user)) for user in inspectors]
        self.fields["inspector"].choices = [("", "nog niemand"), *choices]


class AnswerForm(PageForm):
    """One answer of the checklist, or only the remark beside it."""

    answer = forms.ChoiceField(choices=[("", ""), *Answer.choices], required=False)
    note = forms.CharField(max_length=300, required=False)


class PhotoForm(PageForm):
    photo = forms.FileField(label="Foto", error_messages={"required": "Kies een foto."})
    caption = forms.CharField(label="Bijschrift", max_length=120, required=False)


class VerdictForm(PageForm):
    """The verdict on a dwelling."""

    verdict = forms.ChoiceField(label="Oordeel", choices=Verdict, widget=forms.RadioSelect)
    valid_until = DayField(
        label="Geldig tot", required=False, help_text="De eerste dag niet meer geldig."
    )
    floor_m2 = forms.IntegerField(
        label="Vloeroppervlakte (m²)",
        min_value=1,
        max_value=9999,
        required=False,
        help_text="Woon-, kook- en slaapruimte samen, als u die gemeten hebt.",
    )
    note = forms.CharField(
        label="Opmerking",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf niets over een gezin.",
    )


class TakeOverForm(PageForm):
    """An approval that somebody else gave."""

    valid_until = DayField(label="Geldig tot", help_text="De eerste dag niet meer geldig.")
    note = forms.CharField(
        label="Wie keurde het pand goed, wanneer, en op welk papier?", max_length=500
    )


class CancelForm(PageForm):
    note = forms.CharField(label="Waarom gaat de controle niet door?", max_length=500)


class WorkForm(PageForm):
    """A work: what, by whom, for how much and ready by when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Soort", choices=WorkKind)
    what = forms.CharField(label="Wat moet er gebeuren?", max_length=200)
    place = forms.ChoiceField(label="Waar", required=False)
    by = forms.ChoiceField(label="Door", choices=WorkBy)
    who = forms.CharField(
        label="Wie", max_length=120, required=False, help_text="Naam van de ploeg of de firma."
    )
    cost = AmountField(label="Geraamde kost (euro)", required=False)
    planned_on = DayField(label="Begint op", required=False)
    ready_on = DayField(label="Klaar op", required=False, help_text="Voor het vooruitzicht.")

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        names = [(pk, unit.reference) for pk, unit in self.units.items()]
        self.fields["place"].choices = [("", "het hele pand"), *names]

    def facts(self) -> dict:
        """Return the facts of the work, as the service writes them."""
        return work_facts(self.cleaned_data, self.units)


def work_facts(said: dict, units: dict) -> dict:
    """Return the facts of a work out of what was filled in."""
    kept = ("kind", "what", "by", "who", "planned_on", "ready_on")
    facts = {name: said[name] for name in kept}
    return {**facts, "cost_cents": said["cost"], "place": units.get(said["place"])}


class FinishWorkForm(PageForm):
    done_on = DayField(label="Gedaan op")
    cost = AmountField(
        label="Kost (euro)", required=False, help_text="Komt meteen bij de kosten. Leeg: geen."
    )


class DropWorkForm(PageForm):
    why = forms.CharField(label="Waarom is dit werk niet nodig?", max_length=200)


class WorkFilter(PageForm):
    welke = forms.ChoiceField(
        label="Welke",
        choices=[
            ("", "te doen"),
            ("laat", "te laat"),
            ("zonder-dag", "zonder dag"),
            ("gedaan", "gedaan"),
            ("geschrapt", "geschrapt"),
        ],
        required=False,
    )
