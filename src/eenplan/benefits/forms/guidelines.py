"""The forms of guidelines and second reading. Shape only."""

from django import forms

from eenplan.benefits.enums import AskedRight, ReadingVerdict
from eenplan.benefits.forms.committee import long_text
from eenplan.core.forms import DayField, PageForm


class VersionForm(PageForm):
    """The text of a guideline from a day on, and why it changes."""

    text = long_text("Tekst", most=20_000, rows=16, help_text="Een lege regel begint een alinea.")
    since = DayField(label="Geldt vanaf")
    why = forms.CharField(label="Wat er verandert, en waarom", max_length=400)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)


class GuidelineForm(VersionForm):
    """A new guideline with its first version."""

    title = forms.CharField(label="Titel", max_length=160)
    right = forms.ChoiceField(
        label="Over welk recht", choices=[("", "alle rechten"), *AskedRight.choices], required=False
    )
    field_order = ("title", "right", "text", "since", "why")


class GuidelineFilter(PageForm):
    """Guidelines about a right; in the address."""

    recht = forms.ChoiceField(
        label="Over welk recht", choices=[("", "om het even"), *AskedRight.choices], required=False
    )


class DifferenceForm(PageForm):
    """Which two versions stand side by side; in the address."""

    van = forms.ChoiceField(label="Versie", required=False)
    naar = forms.ChoiceField(label="naast versie", required=False)

    def __init__(self, *args, versions=(), **kwargs):
        super().__init__(*args, **kwargs)
        listed = [
            (str(one.number), f"{one.number} (vanaf {one.since:%d/%m/%Y})") for one in versions
        ]
        self.fields["van"].choices = self.fields["naar"].choices = listed


class DrawForm(PageForm):
    """Which closed week is drawn from, and how many."""

    week = DayField(label="Een dag van de week", help_text="De week loopt van maandag tot zondag.")
    size = forms.IntegerField(
        label="Hoeveel beslissingen",
        min_value=1,
        max_value=500,
        required=False,
        help_text="Leeg: het deel dat de norm bepaalt, en minstens één per groep.",
    )


class ReadingForm(PageForm):
    """What the second reader finds."""

    verdict = forms.ChoiceField(
        label="Bevinding", choices=ReadingVerdict.choices, widget=forms.RadioSelect
    )
    note = long_text("Toelichting", most=4000, required=False, rows=5)


class FindingFilter(PageForm):
    """Which findings; in the address."""

    bevinding = forms.ChoiceField(
        label="Bevinding", choices=[("", "om het even"), *ReadingVerdict.choices], required=False
    )
