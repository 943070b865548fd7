"""A form field for every kind of answer, and the way between what is typed and what is kept."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from eenplan.benefits.answers import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_COUNT,
    MOST_EURO,
    NO_LETTER,
    WHOLE,
    Ask,
    Kind,
)
from eenplan.core.forms import UNREADABLE, DayField, MonthField

AMOUNT = re.compile(r"\d{1,12}(\.\d{3})*([.,]\d{1,2})?")
YES_NO = (("ja", "ja"), ("nee", "nee"))


class PlainField(forms.CharField):
    """Text without signs that are no letter; the ends of its lines as one sign."""

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        if NO_LETTER.search(text):
            raise forms.ValidationError(UNREADABLE)
        return text


class NumberField(forms.CharField):
    """An amount or a share as people write it (1.234,56), kept as the engine reads it (1234.56)."""

    def __init__(self, *, most: int, **kwargs):
        self.most = most
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=24, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        text = super().to_python(value).replace(" ", "").replace("€", "")
        if not text:
            return ""
        if not AMOUNT.fullmatch(text):
            raise forms.ValidationError("Schrijf een bedrag in cijfers, zoals 876,13.")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        elif re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
            text = text.replace(".", "")
        amount = Decimal(text)
        if amount > self.most:
            raise forms.ValidationError(f"Dit kan niet meer zijn dan {self.most}.")
        return f"{amount:.2f}"


def field_of(ask: Ask) -> forms.Field:
    """Return the field of a question; it may stay empty: what must be there is a rule."""
    words = {"label": ask.label, "required": False, "help_text": ask.help}
    match ask.kind:
        case Kind.YES_NO:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **words)
        case Kind.CHOICE:
            return forms.ChoiceField(choices=[("", "kies"), *ask.choices], **words)
        case Kind.DAY:
            return DayField(**words)
        case Kind.MONTH:
            return MonthField(**words)
        case Kind.COUNT:
            return forms.IntegerField(min_value=0, max_value=MOST_COUNT, **words)
        case Kind.AMOUNT | Kind.SHARE:
            most = WHOLE if ask.kind == Kind.SHARE else MOST_EURO
            return NumberField(most=most, **words)
        case Kind.TEXT:
            box = forms.Textarea(attrs={"rows": 3})
            return PlainField(max_length=LONGEST_TEXT, widget=box, **words)
    return PlainField(max_length=LONGEST_LINE, **words)


def to_keep(ask: Ask, typed: Any) -> Any:
    """Return what was typed (and is clean) as it is kept; None when nothing was."""
    if typed in (None, ""):
        return None
    if ask.kind == Kind.YES_NO:
        return typed == "ja"
    if ask.kind == Kind.MONTH:
        return f"{typed:%Y-%m}"
    return typed.isoformat() if isinstance(typed, date) else typed


def to_type(ask: Ask, kept: Any) -> Any:
    """Return what is kept as a form starts from it."""
    if kept is None:
        return ""
    match ask.kind:
        case Kind.YES_NO:
            return "ja" if kept else "nee"
        case Kind.DAY:
            return date.fromisoformat(kept)
        case Kind.AMOUNT | Kind.SHARE:
            return str(kept).replace(".", ",")
    return kept
