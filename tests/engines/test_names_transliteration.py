"""Ukrainian passports follow resolution 55 of 2010; so do we, letter by letter."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from eenplan.engines.names import transliterate

OFFICIAL = Path(__file__).parents[3] / "shared/data/names/kmu55_2010_official_examples.csv"


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official examples are not here")
def test_all_74_official_examples_are_written_as_the_law_writes_them() -> None:
    with OFFICIAL.open(encoding="utf-8", newline="") as lines:
        pairs = [(row["uk"], row["latin"]) for row in csv.DictReader(lines)]
    assert len(pairs) == 74
    assert [(uk, transliterate(uk)) for uk, _ in pairs] == pairs


@pytest.mark.parametrize(
    ("written", "passport"),
    [
        ("Щербань", "Shcherban"),
        ("Юрій", "Yurii"),
        ("ЮРІЙ", "YURII"),
        ("Згурський", "Zghurskyi"),
        ("Розгін", "Rozghin"),
        ("Їжак", "Yizhak"),
        ("Наїм", "Naim"),
        ("Ґудзь", "Gudz"),
        ("Хоменко", "Khomenko"),
        ("Нечуй-Яворський", "Nechui-Yavorskyi"),
        ("Шевченко Юлія Євгенівна", "Shevchenko Yuliia Yevhenivna"),
        ("Я. Шевченко", "Ya. Shevchenko"),
    ],
)
def test_names_are_written_as_in_a_passport(written: str, passport: str) -> None:
    assert transliterate(written) == passport


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", "\u02bc"])
def test_each_sign_for_the_apostrophe_is_dropped(apostrophe: str) -> None:
    assert transliterate(f"Мар{apostrophe}яна") == "Mariana"
    assert transliterate(f"МАР{apostrophe}ЯНА") == "MARIANA"


@pytest.mark.parametrize("text", ["", "O'Brien", "Yılmaz", "Van den Broeck", "'t Hooft 2a", "محمد"])
def test_text_without_cyrillic_is_left_alone(text: str) -> None:
    assert transliterate(text) == text


@given(st.text())
def test_no_text_is_refused_and_a_second_time_changes_nothing(text: str) -> None:
    once = transliterate(text)
    assert transliterate(once) == once


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_latin_text_never_changes(text: str) -> None:
    assert transliterate(text) == text
