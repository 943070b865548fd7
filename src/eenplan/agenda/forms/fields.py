"""Times of day as people type them."""

import re

from django import forms

CLOCK = re.compile(r"^([01]?\d|2[0-4])\s*[:.uh]\s*([0-5]\d)?$", re.IGNORECASE)
UNREADABLE = "Dit is geen uur. Schrijf bijvoorbeeld 9:30."


class ClockField(forms.CharField):
    """A time of day, as minutes after midnight: 9:30, 9u30, 14.00, 24:00."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 8)
        widget = forms.TextInput(attrs={"placeholder": "9:30", "inputmode": "numeric"})
        kwargs.setdefault("widget", widget)
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if text in self.empty_values:
            return None
        found = CLOCK.match(f"{text}:" if text.isdigit() else text)
        minute = int(found[1]) * 60 + int(found[2] or 0) if found else None
        if minute is None or minute > 24 * 60:
            raise forms.ValidationError(UNREADABLE)
        return minute


class LineField(forms.CharField):
    """One line of text, without the marks that turn text around."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())
