"""What may be supposed of the months ahead; all in the address."""

from decimal import Decimal

from django import forms

from eenplan.core.forms import MonthField, PageForm

MOST_PERCENT, MOST_MONTHS = 20, 24


class ForecastForm(PageForm):
    """How many months, and how much the amounts go up from which month."""

    maanden = forms.IntegerField(
        label="Hoeveel maanden", min_value=1, max_value=MOST_MONTHS, required=False
    )
    procent = forms.DecimalField(
        label="Stel: de bedragen stijgen met (%)",
        min_value=Decimal(0),
        max_value=Decimal(MOST_PERCENT),
        decimal_places=2,
        required=False,
        help_text="Een index is 2 %.",
    )
    vanaf = MonthField(label="Vanaf", required=False)

    def clean_maanden(self) -> int:
        """Return a year when nothing was asked."""
        return self.cleaned_data["maanden"] or 12
