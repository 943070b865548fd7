"""The filters of the parameters of the rights; all in the address."""

from django import forms

from eenplan.core.forms import DayField, PageForm

DOUBTFUL, CERTAIN = "nee", "ja"


class ParameterFilter(PageForm):
    """Words, a day, and whether the value was verified."""

    q = forms.CharField(label="Woorden of artikel", max_length=100, required=False)
    op = DayField(label="Geldt op", required=False)
    nagekeken = forms.ChoiceField(
        label="Nagekeken",
        choices=[("", "maakt niet uit"), (CERTAIN, "nagekeken"), (DOUBTFUL, "niet nagekeken")],
        required=False,
    )
