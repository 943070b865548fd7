"""Two written names: one person or not, and why, in words a worker can check."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from benchmarks.names import decoys_of, records_of, search
from eenplan.engines.names import (
    SAME,
    WORTH_A_LOOK,
    Name,
    Person,
    compare,
    may_be_worth_a_look,
    same_person,
)

VARIANTS = Path(__file__).parents[3] / "shared/data/names/ukrainian_name_variants.csv"
BORN = date(1986, 4, 7)

ONE_PERSON = [
    ("Шевченко Сергій Ілліч", "Sjevtsjenko Sergey Il'ich"),
    ("Шевченко Сергій", "Chevtchenko Serge"),
    ("Андрійчук Пилип Олегович", "Andreichuk Filipp Olegovich"),
    ("Гнатюк Ілля Олексійович", "Gnatiuk Ilya Alexeevich"),
    ("Ковальська Ганна", "Kowalski Anna"),
    ("Чорний Микола", "Cherny Nikolai"),
    ("Яремків Юрій", "Yaremkov Yuri"),
    ("Захаренко Емілія", "Zaharenko Ehmilija"),
    ("Бондар Лукʼян Миколайович", "Bondar Lukyan Nikolaevich"),
    ("Shevchenko Yuliia", "Julia Schewtschenko"),
    ("Шевченко Сергій", "Sergey Sjevtsjenko"),
    ("Коваль-Бондар Марія", "Bondar Mariia"),
    ("Van den Broeck Jan", "Vandenbroeck J."),
    ("El Amrani Yousra", "Elamrani Yousra"),
    ("YILMAZ Ayşe", "Yılmaz Ayse"),
]
TWO_PEOPLE = [
    ("Шевченко Сергій", "Шевчук Сергій"),
    ("Шевченко Олександр Іванович", "Шевченко Олександра Іванівна"),
    ("Шевченко Валерій", "Shevchenko Valeriia"),
    ("Коваль Андрій Петрович", "Koval Anton Petrovych"),
    ("Коваль Іван Петрович", "Koval Petro Ivanovych"),
    ("Коваль Олег Ігорович", "Koval Oleh Olehovych"),
    ("Ткач Марія Іванівна", "Tkachenko Mariia Ivanivna"),
    ("Peeters Jan", "Janssens Jan"),
]


def written(text: str) -> Name:
    return Name.from_text(text)


@pytest.mark.parametrize(("left", "right"), ONE_PERSON)
def test_spellings_of_one_name_are_the_same(left: str, right: str) -> None:
    assert compare(written(left), written(right)).score >= SAME


@pytest.mark.parametrize(("left", "right"), TWO_PEOPLE)
def test_relatives_and_look_alikes_are_not_the_same(left: str, right: str) -> None:
    assert compare(written(left), written(right)).score < SAME


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Шевченко Юрій", "Шевченко Юрій", "zelfde naam"),
        (
            "Шевченко Юрій",
            "Sjevtsjenko Yurii",
            "zelfde familienaam, andere spelling (Шевченко / Sjevtsjenko)",
        ),
        (
            "Koval Serhii",
            "Koval Sergey",
            "andere vorm van dezelfde voornaam (Serhii / Sergey)",
        ),
        ("Koval Liza", "Koval Yelyzaveta", "roepnaam of verwante voornaam (Liza / Yelyzaveta)"),
        ("Koval Serhii", "Koval S.", "voorletter past (Serhii / S.)"),
        ("Koval Serhii", "Serhii Koval", "voornaam en familienaam omgewisseld"),
        ("Koval Anton", "Koval Andrii", "andere voornaam (Anton / Andrii)"),
    ],
)
def test_the_reason_says_what_was_seen(left: str, right: str, reason: str) -> None:
    assert reason in compare(written(left), written(right)).reasons


def test_a_call_name_is_worth_a_look_and_an_equal_birth_date_settles_it() -> None:
    liza, yelyzaveta = written("Коваль Ліза"), written("Koval Yelyzaveta")
    assert WORTH_A_LOOK <= compare(liza, yelyzaveta).score < SAME
    assert same_person(Person(liza, BORN), Person(yelyzaveta, BORN)).probably_the_same


@pytest.mark.parametrize(
    ("other", "reason", "same"),
    [
        (date(1986, 4, 7), "zelfde geboortedatum", True),
        (date(1986, 7, 4), "dag en maand van geboorte omgewisseld", True),
        (date(1986, 4, 8), "geboortedatum verschilt één cijfer", True),
        (date(1986, 1, 1), "zelfde geboortejaar, dag niet gekend", True),
        (date(1986, 11, 23), "enkel hetzelfde geboortejaar", False),
        (date(1971, 11, 23), "andere geboortedatum", False),
    ],
)
def test_the_birth_date_decides_between_namesakes(other: date, reason: str, same: bool) -> None:
    name = written("Шевченко Юрій")
    match = same_person(Person(name, BORN), Person(name, other))
    assert reason in match.reasons
    assert match.probably_the_same is same


DAYS = st.none() | st.dates(date(1980, 1, 1), date(1990, 12, 31))
PHONES = st.sampled_from(["", "+32 470 12 34 56", "0470123456", "0470123457"])


@settings(max_examples=400)
@given(DAYS, PHONES, DAYS, PHONES)
def test_the_quick_look_at_dates_and_phones_passes_over_nobody_worth_a_look(
    born: date | None, phone: str, other_born: date | None, other_phone: str
) -> None:
    name = Name("Шевченко", "Тарас")  # equal names score highest
    left, right = Person(name, born, phone), Person(name, other_born, other_phone)

    assert may_be_worth_a_look(left, right) == same_person(left, right).worth_a_look


def test_twins_stay_two_people() -> None:
    left, right = written("Коваль Андрій Петрович"), written("Коваль Антон Петрович")
    assert not same_person(Person(left, BORN), Person(right, BORN)).worth_a_look


def test_an_equal_telephone_number_is_a_reason_in_any_notation() -> None:
    left = Person(written("Коваль Ліза"), phone="0470 12 34 56")
    right = Person(written("Koval Yelyzaveta"), phone="+32 470/12.34.56")
    match = same_person(left, right)
    assert "zelfde telefoonnummer" in match.reasons
    assert match.probably_the_same


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Шевченко Юрій Ілліч", Name("Шевченко", "Юрій", "Ілліч")),
        ("Юрій Ілліч Шевченко", Name("Шевченко", "Юрій", "Ілліч")),
        ("Van den Broeck Jan Piet", Name("Van den Broeck", "Jan Piet")),
        ("Shevchenko", Name("Shevchenko", "")),
        ("", Name("", "")),
    ],
)
def test_a_name_on_one_line_is_taken_apart(text: str, name: Name) -> None:
    assert Name.from_text(text) == name


NAMES = st.builds(
    Name,
    family=st.text(max_size=12),
    given=st.text(alphabet="абєіїйьщюя'-. aeoucshzjyšâ", max_size=12),
    patronymic=st.text(max_size=8),
)


@settings(max_examples=200)
@given(NAMES, NAMES)
def test_any_two_texts_compare_the_same_in_both_directions(left: Name, right: Name) -> None:
    score = compare(left, right).score
    assert 0 <= score <= 1
    assert score == pytest.approx(compare(right, left).score)


@given(NAMES.filter(lambda name: name.family.strip() != ""))
def test_a_name_always_matches_itself(name: Name) -> None:
    assert compare(name, name).score == 1


def test_nothing_written_matches_nobody() -> None:
    assert compare(Name("", ""), Name("", "")).score == 0


@pytest.mark.skipif(not VARIANTS.exists(), reason="the spelling variants are not here")
def test_searching_a_sample_of_real_spellings_stays_precise_and_complete() -> None:
    with VARIANTS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if int(row["person"]) % 8 == 0]
    rng = random.Random(1)
    variants = records_of(rows, rng)
    decoys = [record for kind in decoys_of(rows, rng).values() for record in kind]
    for with_birth_date in (False, True):
        figures, _ = search(variants + decoys, variants, with_birth_date=with_birth_date)
        assert figures.shown()["precision"] >= 0.99
        assert figures.shown()["f1"] >= 0.97
