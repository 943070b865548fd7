"""The forms of what a household wants in a home. Shape only."""

from django import forms

from eenplan.core.forms import DayField, PageForm
from eenplan.housing.enums import BondKind, HomeNeed

MOST_BEDROOMS = 20
RANKS = ("first_area", "second_area", "third_area")
LABELS = ("Liefst in de wijk", "Anders in de wijk", "Of in de wijk")


class WishesForm(PageForm):
    """Refusals, needs and neighbourhoods; all may stay empty."""

    no_host_family = forms.BooleanField(
        label="Liever niet bij een gezin", required=False, help_text="Geen reden nodig."
    )
    smoke_free = forms.BooleanField(label="Heeft een rookvrij huis nodig", required=False)
    secret_address = forms.BooleanField(
        label="Het adres moet geheim blijven",
        required=False,
        help_text="Dan stellen we geen gedeeld huis en geen gastgezin voor.",
    )
    needs = forms.MultipleChoiceField(
        label="Wat zou helpen?",
        choices=HomeNeed,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bedrooms_needed = forms.IntegerField(
        label="Slaapkamers nodig", min_value=1, max_value=MOST_BEDROOMS, required=False
    )
    stays_until = DayField(
        label="Heeft een plaats nodig tot", required=False, help_text="Leeg: niet gekend."
    )
    unwanted = forms.MultipleChoiceField(
        label="Niet in deze wijken", required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        choices = [(key, area.name) for key, area in self.areas.items()]
        self.fields["unwanted"].choices = choices
        for name, label in zip(RANKS, LABELS, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[("", "geen voorkeur"), *choices], required=False
            )

    def clean(self):
        said = super().clean()
        wanted = [said[name] for name in RANKS if said.get(name)]
        twice = [name for name in RANKS if said.get(name) and wanted.count(said[name]) > 1]
        if twice:
            self.add_error(twice[-1], "Kies elke wijk maar één keer.")
        if set(wanted) & set(said.get("unwanted", ())):
            self.add_error("unwanted", "Een wijk kan niet gewenst en ongewenst zijn.")
        return said

    def facts(self) -> dict:
        """Return what was said, as the service writes it."""
        said = self.cleaned_data
        kept = "no_host_family smoke_free secret_address needs bedrooms_needed stays_until version"
        return {
            **{name: said[name] for name in kept.split()},
            "wanted": [self.areas[said[name]] for name in RANKS if said[name]],
            "unwanted": [self.areas[key] for key in said["unwanted"]],
        }


class BondForm(PageForm):
    """Another household, by its number, and how the two go together."""

    number = forms.CharField(
        label="Nummer van het andere gezin", max_length=20, help_text="Bijvoorbeeld 2026/0012."
    )
    kind = forms.ChoiceField(label="Deze gezinnen", choices=[("", "kies"), *BondKind.choices])
    reason = forms.CharField(label="Reden", max_length=200)
