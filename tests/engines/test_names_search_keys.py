"""People are found by equal keys, whatever the script, the country or the order they typed in."""

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

from eenplan.engines.names import part_keys, search_keys

SHEVCHENKO = [
    "Шевченко", "Shevchenko", "Sjevtsjenko", "Chevtchenko", "Schewtschenko", "Ševčenko",
    "Szewczenko", "Shevchenco", "SHEVCHENKO", "Шевченкo",
]  # fmt: skip
MEETING = [
    ("Щербань", ["Shcherban", "Chtcherban", "Schtscherban", "Ščerban", "Ŝerban", "Sjtsjerban"]),
    ("Цимбалюк", ["Tsymbaliuk", "Zymbaljuk", "Cymbalûk", "Tsymbaliouk", "T͡symbali͡uk"]),
    ("Захаренко", ["Zakharenko", "Sacharenko", "Zaharenko", "Zaxarenko"]),
    ("Андрійчук", ["Andriichuk", "Andreychuk", "Andrijtschuk", "Андрейчук"]),
    ("Євтушок", ["Yevtushok", "Evtushok", "Jewtuschok", "Ievtouchok", "Êvtušok"]),
    ("Ковальський", ["Kovalskyi", "Kowalski", "Kovalskaya", "Ковальська", "Ковальская"]),
    ("Соловйов", ["Solovyov", "Soloviov", "Solovev", "Соловьёв"]),
    ("Сергій", ["Serhii", "Sergey", "Serge", "Серёжа"]),
    ("Євген", ["Yevhen", "Evgeny", "Eugene", "Женя"]),
    ("Кирило", ["Kyrylo", "Kirill", "Cyril"]),
    ("Микола", ["Mykola", "Nikolai", "Николай", "Nicolas"]),
    ("Пилип", ["Pylyp", "Filipp", "Philippe"]),
    ("Олена", ["Olena", "Elena", "Helena", "Lena"]),
    ("Ганна", ["Hanna", "Anna", "Аня"]),
    ("Володимир", ["Volodymyr", "Vladimir", "Wladimir"]),
    ("Григорій", ["Hryhorii", "Grigoriy", "Grigory", "Григорий"]),
    ("Юрій", ["Yurii", "Iouri", "Jurij", "Joeri"]),
    ("Оксана", ["Oksana", "Oxana"]),
    ("Yılmaz", ["Yilmaz", "YILMAZ"]),
    ("El Amrani", ["Elamrani", "El-Amrani", "Amrani"]),
    ("Van den Broeck", ["Vandenbroeck", "van den broeck"]),
    ("De Smet", ["Desmet", "DE SMET"]),
    ("Коваль-Бондар", ["Koval Bondar", "Bondar", "Koval"]),
]
APART = [
    ("Шевченко", "Шевчук"), ("Коваль", "Коваленко"), ("Мельник", "Мороз"), ("Ткач", "Ткаченко"),
    ("Бойко", "Бондар"), ("Сергій", "Андрій"), ("Janssens", "Peeters"), ("Лис", "Лях"),
]  # fmt: skip


def test_every_spelling_of_shevchenko_shares_a_key_with_every_other() -> None:
    for left, right in combinations(SHEVCHENKO, 2):
        assert part_keys(left) & part_keys(right), (left, right)


@pytest.mark.parametrize(("name", "spellings"), MEETING)
def test_spellings_of_one_name_meet(name: str, spellings: list[str]) -> None:
    assert [other for other in spellings if not part_keys(name) & part_keys(other)] == []


@pytest.mark.parametrize(("left", "right"), APART)
def test_different_names_do_not_meet(left: str, right: str) -> None:
    assert not part_keys(left) & part_keys(right)


def test_a_name_typed_in_the_wrong_order_has_the_same_keys() -> None:
    assert search_keys(family="Шевченко", given="Юлія") == search_keys(
        family="Юлія", given="Шевченко"
    )


def test_an_initial_gives_no_key() -> None:
    assert search_keys(family="Shevchenko", given="S.") == search_keys(
        family="Shevchenko", given=""
    )


def test_a_name_in_a_script_we_cannot_hear_still_meets_itself() -> None:
    assert part_keys("محمد") & part_keys("محمد")


def test_keys_are_few_and_plain() -> None:
    for name in [*SHEVCHENKO, *(spelling for _, others in MEETING for spelling in others)]:
        keys = part_keys(name)
        assert 1 <= len(keys) <= 8, name
        assert all(key.isascii() and key == key.lower() for key in keys)


@settings(max_examples=150)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_gives_the_same_keys_each_time(family: str, given: str) -> None:
    keys = search_keys(family=family, given=given)
    part_keys.cache_clear()
    assert search_keys(family=family, given=given) == keys
    assert "" not in keys
