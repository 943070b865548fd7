"""How every form looks and what it accepts: one place, so that all screens agree."""

import re
import unicodedata
from datetime import date, datetime

from django import forms

JOINERS = "\u200c\u200d"  # part of the spelling in Farsi and other scripts
UNREADABLE = "Dit veld bevat een teken dat we niet kunnen lezen."
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)  # outside these it is a slip of the hand
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0?[1-9]|1[0-2])")
MONTH_FIRST = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/-](?P<year>\d{4})")
EURO = re.compile(r"(?P<euro>\d{1,9}|\d{1,3}(?:[. ]\d{3})+)(?:[,.](?P<cents>\d{1,2}))?")
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"]


class DayField(forms.DateField):
    """A day, picked or typed: 2026-03-14, 14/03/2026, 14-03-2026."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault(
            "error_messages",
            {"invalid": "Dit is geen bestaande datum. Schrijf bijvoorbeeld 14/03/2026."},
        )
        super().__init__(input_formats=DATE_FORMATS, **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and not FIRST_DAY <= value < LAST_DAY:
            raise forms.ValidationError("Kijk het jaar na: het ligt voor 1900 of na 2099.")


class MonthField(forms.CharField):
    """A month, picked or typed: 2026-11 or 11/2026. Gives its first day."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "month"}))
        super().__init__(max_length=10, **kwargs)

    def prepare_value(self, value):
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def clean(self, value) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        found = MONTH.fullmatch(text) or MONTH_FIRST.fullmatch(text)
        if not found:
            raise forms.ValidationError("Dit is geen maand. Schrijf bijvoorbeeld 11/2026.")
        if not FIRST_DAY.year <= int(found["year"]) < LAST_DAY.year:
            raise forms.ValidationError("Kijk het jaar na: het ligt voor 1900 of na 2099.")
        return date(int(found["year"]), int(found["month"]), 1)


class EuroField(forms.CharField):
    """An amount of euro, typed the Belgian way: 1.250,00. Gives whole cents."""

    def __init__(self, *, least: int = 0, most: int = 99_999_999_999, **kwargs):
        self.least, self.most = least, most
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def prepare_value(self, value):
        return f"{value // 100},{value % 100:02}" if isinstance(value, int) else value

    def clean(self, value) -> int | None:
        text = super().clean(value).replace("€", "").strip()
        if not text:
            return None
        found = EURO.fullmatch(text)
        if not found:
            raise forms.ValidationError("Schrijf een bedrag in euro, bijvoorbeeld 1.250,00.")
        cents = int(re.sub(r"[. ]", "", found["euro"])) * 100
        cents += int((found["cents"] or "0").ljust(2, "0"))
        if not self.least <= cents <= self.most:
            least, most = self.prepare_value(self.least), self.prepare_value(self.most)
            raise forms.ValidationError(f"Schrijf een bedrag van {least} tot {most} euro.")
        return cents


class NameField(forms.CharField):
    """A name somebody can read: not signs only, and without the marks that turn text around."""

    def to_python(self, value):
        text = super().to_python(value)
        kept = (c for c in text if c in JOINERS or unicodedata.category(c) != "Cf")
        return "".join(kept).strip()

    def validate(self, value):
        super().validate(value)
        if value and not any(c.isalnum() for c in value):
            raise forms.ValidationError("Schrijf een naam met letters.")


class PageForm(forms.Form):
    """A form with the classes of the design on its widgets. Checks shape only, never rules."""

    use_required_attribute = False  # the server's Dutch sentences instead of the browser's
    draft_of: datetime | None = None  # when what is shown was typed, if it was never saved

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field.widget)
            field.error_messages.setdefault("null_characters_not_allowed", UNREADABLE)


def dress(widget: forms.Widget) -> None:
    """Give a widget the class its kind has in the design."""
    match widget:
        case forms.CheckboxInput() | forms.CheckboxSelectMultiple() | forms.RadioSelect():
            css = "form-check-input"
        case forms.Select():
            css = "form-select"
        case forms.HiddenInput():
            return
        case _:
            css = "form-control"
    widget.attrs["class"] = f"{css} {widget.attrs.get('class', '')}".strip()


def initial_from(form_class: type[forms.Form], data, prefix: str = "") -> dict:
    """Return typed text (a draft) as initial values of a form, without judging it."""
    initial = {}
    for name, field in form_class.base_fields.items():
        key = f"{prefix}-{name}" if prefix else name
        if isinstance(field, forms.MultipleChoiceField):
            initial[name] = data.getlist(key)
        elif key in data:
            initial[name] = data[key]
    return initial
