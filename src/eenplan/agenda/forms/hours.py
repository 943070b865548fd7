from django import forms

from eenplan.agenda.enums import BlockKind, Weekday
from eenplan.agenda.forms.fields import ClockField, LineField
from eenplan.core.forms import DayField, PageForm


class HoursForm(PageForm):
    """Hours for files or for walk-in: every week, or on one day."""

    team = forms.ChoiceField(label="Team", choices=())
    kind = forms.ChoiceField(
        label="Waarvoor?",
        choices=BlockKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarvoor deze uren zijn."},
    )
    weekday = forms.TypedChoiceField(
        label="Elke week op",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *Weekday.choices],
    )
    day = DayField(label="Of op één dag", required=False)
    from_ = ClockField(label="Van")
    until = ClockField(label="Tot")
    note = LineField(label="Opmerking", required=False, max_length=120)

    def __init__(self, *args, teams=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(str(team.pk), team.name) for team in teams]


class FiguresFilter(PageForm):
    """Which weeks of which desk."""

    team = forms.ChoiceField(label="Team", required=False, choices=())
    vanaf = DayField(label="Week van", required=False)
    weken = forms.IntegerField(label="Aantal weken", required=False, min_value=1, max_value=26)

    def __init__(self, *args, teams=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "alle"), *((str(t.pk), t.name) for t in teams)]


class StretchFilter(PageForm):
    """Which stretches of walk-in and file hours of a team to list."""

    van = DayField(label="Van", required=False)
    tot = DayField(label="Tot en met", required=False)
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "alle"), *BlockKind.choices]
    )

    def clean(self):
        said = super().clean()
        first, last = said.get("van"), said.get("tot")
        if first and last and not 0 <= (last - first).days <= 366:
            raise forms.ValidationError("Kies een periode van hoogstens een jaar.")
        return said
