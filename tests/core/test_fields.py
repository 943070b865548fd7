"""What the fields of every form read, and what they refuse in words."""

from datetime import date

import pytest
from django.forms import ValidationError

from eenplan.core.forms import EuroField, MonthField


@pytest.mark.parametrize("typed", ["2026-11", "11/2026", "11-2026", " 11/2026 "])
def test_a_month_is_its_first_day(typed):
    assert MonthField().clean(typed) == date(2026, 11, 1)


@pytest.mark.parametrize("typed", ["13/2026", "2026", "november", "2026-11-05", "99/9999"])
def test_what_is_no_month_is_said(typed):
    with pytest.raises(ValidationError, match="geen maand"):
        MonthField().clean(typed)


def test_a_month_far_away_is_a_slip_of_the_hand():
    with pytest.raises(ValidationError, match="Kijk het jaar na"):
        MonthField().clean("01/1026")
    assert MonthField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.250,00", 125_000),
        ("1250", 125_000),
        ("€ 0,5", 50),
        ("12.50", 1_250),
        ("1 250,05", 125_005),
    ],
)
def test_an_amount_is_read_the_belgian_way(typed, cents):
    assert EuroField().clean(typed) == cents


@pytest.mark.parametrize("typed", ["1,250", "-5", "1.25.00", "twaalf", "1e3", "12,345"])
def test_what_is_no_amount_is_said(typed):
    with pytest.raises(ValidationError, match=r"Schrijf een bedrag"):
        EuroField().clean(typed)


def test_an_amount_has_its_limits():
    with pytest.raises(ValidationError, match="van 0,01 tot 10,00 euro"):
        EuroField(least=1, most=1_000).clean("0")
    assert EuroField(required=False).clean("") is None
    assert EuroField().prepare_value(125_005) == "1250,05"
