"""The forms of contracts, deposits and costs. Shape only."""

from django import forms

from eenplan.core.forms import DayField, MonthField, PageForm
from eenplan.housing.enums_dwellings import CostKind
from eenplan.housing.forms.dwellings import AmountField


class ContractForm(PageForm):
    """What was agreed about a dwelling."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    starts_on = DayField(label="Begint op")
    ends_on = DayField(
        label="Eindigt op", required=False, help_text="De eerste dag zonder contract. Leeg: geen."
    )
    rent = AmountField(label="Huur per maand (euro)", required=False, max_value=99_999)
    deposit = AmountField(label="Waarborg (euro)", required=False, max_value=99_999)
    notice_months = forms.IntegerField(
        label="Opzegtermijn (maanden)", min_value=0, max_value=36, initial=0
    )
    signed_on = DayField(label="Getekend op", required=False)
    signed_by = forms.CharField(label="Getekend door", max_length=200, required=False)
    note = forms.CharField(label="Opmerking", max_length=300, required=False)

    def clean(self):
        said = super().clean()
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "Het contract eindigt voor het begint.")
        return said


def contract_facts(said: dict) -> dict:
    """Return the facts of a contract out of what was filled in."""
    kept = ("starts_on", "ends_on", "notice_months", "signed_on", "signed_by", "note")
    facts = {name: said[name] for name in kept}
    return {**facts, "rent_cents": said["rent"], "deposit_cents": said["deposit"]}


class DepositForm(PageForm):
    deposit = DayField(label="Op welke dag?")


class CostForm(PageForm):
    """One amount that was paid or came back."""

    kind = forms.ChoiceField(label="Soort", choices=CostKind)
    amount = AmountField(
        label="Bedrag (euro)", min_value=-9_999_999, help_text="Met een min als geld terugkomt."
    )
    booked_on = DayField(label="Datum")
    what = forms.CharField(label="Wat", max_length=200)
    place = forms.ChoiceField(label="Waar", required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(unit.pk), unit.reference) for unit in units]
        self.fields["place"].choices = [("", "het hele pand"), *names]


class TakeBackForm(PageForm):
    why = forms.CharField(label="Waarom klopt deze lijn niet?", max_length=200)


class RentForm(PageForm):
    month = MonthField(label="Maand")


class CostFilter(PageForm):
    """The filters of the list of costs; all in the address."""

    soort = forms.ChoiceField(
        label="Soort", choices=[("", "alle soorten"), *CostKind.choices], required=False
    )
    maand = MonthField(label="Maand", required=False)
    contingent = forms.ChoiceField(label="Contingent", required=False)

    def __init__(self, *args, contingents, **kwargs):
        super().__init__(*args, **kwargs)
        numbers = [(str(row.pk), f"contingent {row.serial}") for row in contingents]
        self.fields["contingent"].choices = [
            ("", "alle"),
            *numbers,
            ("geen", "zonder contingent"),
        ]
