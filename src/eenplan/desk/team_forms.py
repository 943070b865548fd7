"""The filters of what nobody looks after any more."""

from django import forms

from eenplan.core.forms import PageForm
from eenplan.journeys.unfollowed import LISTS


class LeftFilter(PageForm):
    team = forms.ChoiceField(label="Team", required=False)
    soort = forms.ChoiceField(
        label="Wat",
        choices=[(name, label.lower()) for name, (label, _) in LISTS.items()],
        required=False,
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "alle"), *teams]
