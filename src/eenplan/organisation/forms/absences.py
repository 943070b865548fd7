"""Forms about who is away."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.organisation.enums import AbsenceKind
from eenplan.organisation.forms.accounts import DutchDecimalField

WHEN = (("", "nu en later"), ("nu", "vandaag"), ("komt", "komt nog"), ("voorbij", "voorbij"))


class AbsenceFilter(PageForm):
    team = forms.ChoiceField(label="Team", required=False)
    kind = forms.ChoiceField(
        label="Soort", choices=[("", "alle"), *AbsenceKind.choices], required=False
    )
    when = forms.ChoiceField(label="Wanneer", choices=[*WHEN, ("alle", "alle")], required=False)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "alle"), *teams]


class AbsenceChangeForm(PageForm):
    """What may change of an absence: until when, who steps in, what was agreed."""

    ends_on = DayField(label="Eerste dag terug", required=False, help_text="Leeg: nog niet bekend.")
    substitute = forms.TypedChoiceField(
        label="Vervangen door", coerce=int, empty_value=None, required=False
    )
    note = forms.CharField(
        label="Afspraken over het werk",
        max_length=200,
        required=False,
        help_text="Niets over de gezondheid of de reden: alleen wat collega’s moeten weten.",
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = [("", "niemand"), *colleagues]


class AbsenceForm(AbsenceChangeForm):
    user = forms.TypedChoiceField(label="Wie", coerce=int)
    kind = forms.ChoiceField(label="Soort", choices=AbsenceKind, widget=forms.RadioSelect)
    share = DutchDecimalField(
        label="Deel van de werktijd",
        max_digits=3,
        decimal_places=2,
        help_text="1 is helemaal afwezig, 0,5 is halftijds.",
    )
    starts_on = DayField(label="Eerste dag afwezig")
    field_order = ["user", "kind", "share", "starts_on", "ends_on", "substitute", "note"]

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, colleagues=colleagues, **kwargs)
        self.fields["user"].choices = [("", "kies een medewerker"), *colleagues]
