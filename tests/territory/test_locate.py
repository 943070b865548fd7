import json

import shapely
from pytest import mark

from eenplan.territory.borders import all_borders
from eenplan.territory.models import Area, Division
from eenplan.territory.selectors import (
    area_named,
    areas_of,
    divisions,
    locate,
    locate_all,
    locate_in,
)
from eenplan.territory.services import import_streets, prepare_territory
from eenplan.territory.streets import first_number, street_key
from tests.territory.drawing import (
    ACTOR,
    DAY,
    Address,
    collection,
    feature,
    imported,
    row_of_squares,
    square,
    town_of,
)
from tests.territory.real_borders import NEIGHBOURHOODS, SECTORS, needs_real_borders


def streets(text: str):
    report = import_streets(actor=ACTOR, source=text.encode(), dry_run=False, name="straten.csv")
    assert report.lines()[:-1] == []


def located(**address) -> str:
    return locate(Address(**address), on=DAY).name


def test_a_point_lies_in_the_area_around_it(db):
    town_of("Kaai", "Kouter")
    assert located(longitude=0.5, latitude=0.5) == "Kaai"
    assert located(longitude=1.5, latitude=0.5) == "Kouter"


def test_a_point_outside_all_areas_is_not_located(db):
    town_of("Kaai")
    area = locate(Address(longitude=9.5, latitude=0.5), on=DAY)
    assert (area.name, area.is_unlocated) == ("Niet te lokaliseren", True)


def test_a_point_on_a_shared_border_or_an_overlap_has_one_answer(db):
    imported(
        collection(
            feature("B", "Tweede", square(1)),
            feature("A", "Eerste", square(0)),
            feature("C", "Erover", square(0.5)),
        )
    )
    assert located(longitude=1.0, latitude=0.5) == "Eerste"
    assert located(longitude=0.75, latitude=0.5) == "Eerste"
    assert located(longitude=1.25, latitude=0.5) == "Tweede"


def test_coordinates_go_before_the_street_list(db):
    town_of("Kaai", "Kouter")
    streets("straat;wijk\nLindestraat;W1")
    assert located(street="Lindestraat", house_number="3") == "Kaai"
    assert located(street="Lindestraat", longitude=1.5, latitude=0.5) == "Kouter"


def test_coordinates_that_are_no_place_on_earth_do_not_count(db):
    town_of("Kaai")
    streets("straat;wijk\nLindestraat;W1")
    for longitude, latitude in ((150000.0, 170000.0), (float("nan"), 0.5), (0.5, None)):
        address = {"longitude": longitude, "latitude": latitude}
        assert located(street="Lindestraat", house_number="3", **address) == "Kaai"


def test_odd_and_even_house_numbers_may_lie_in_different_areas(db):
    town_of("Kaai", "Kouter", "Meers")
    streets(
        "straat;van;tot;kant;wijk\n"
        "Grensstraat;1;99;oneven;Kaai\n"
        "Grensstraat;1;99;even;Kouter\n"
        "Grensstraat;100;;;Meers\n"
    )
    assert located(street="Grensstraat", house_number="13") == "Kaai"
    assert located(street="grensstr.", house_number="12A") == "Kouter"
    assert located(street="Grensstraat", house_number="12 bus 4") == "Kouter"
    assert located(street="Grensstraat 12/3") == "Kouter"
    assert located(street="Grensstraat", house_number="250") == "Meers"
    assert located(street="Grensstraat") == "Niet te lokaliseren"
    assert located(street="Elders", house_number="1") == "Niet te lokaliseren"


def test_a_street_in_one_area_needs_no_house_number(db):
    town_of("Kaai")
    streets("straat;van;tot;kant;wijk\nLindestraat;1;9;oneven;Kaai\nLindestraat;2;8;even;Kaai")
    assert located(street="Lindestraat") == "Kaai"
    assert located(street="Lindestraat", house_number="bus 2") == "Kaai"
    assert located(street="Lindestraat", house_number="11") == "Niet te lokaliseren"


def test_the_postcode_tells_two_streets_of_one_name_apart(db):
    town_of("Kaai", "Kouter")
    streets("straat;wijk;postcode\nKerkstraat;Kaai;9898\nKerkstraat;Kouter;9899\nDreef;Kaai;")
    assert located(street="Kerkstraat", postcode="9898") == "Kaai"
    assert located(street="Kerkstraat", postcode="9899") == "Kouter"
    assert located(street="Kerkstraat") == "Niet te lokaliseren"
    assert located(street="Dreef", postcode="9899") == "Kaai"


@mark.parametrize(
    "spelling",
    [
        "Sint-Pietersnieuwstraat",
        "St.-Pietersnieuwstr.",
        "SINT PIETERS NIEUWSTRAAT",
        "st pietersnieuwstraat ",
        "Sint\u2011Pietersnieuwstraat",
    ],
)
def test_a_street_has_one_key_however_it_is_written(spelling):
    assert street_key(spelling) == "sintpietersnieuwstraat"


@mark.parametrize(
    ("one", "other"),
    [
        ("O.L.V.-straat", "Onze-Lieve-Vrouwestraat"),
        ("Kortrijkse Stwg.", "Kortrijksesteenweg"),
        ("Café de la Régence", "Cafe de la Regence"),
        ("Dr. Hubertstraat", "Doctor Hubertstraat"),
    ],
)
def test_abbreviations_and_accents_make_no_difference(one, other):
    assert street_key(one) == street_key(other)


@mark.parametrize(
    ("written", "number"),
    [
        *(("12", 12), ("12A", 12), ("12/3", 12), ("12 bus 4", 12), ("12-14", 12), (" nr. 7 ", 7)),
        *(("bus 4", None), ("z/n", None), ("", None), ("1234567", None)),
    ],
)
def test_the_house_number_is_the_first_number(written, number):
    assert first_number(written) == number


def test_a_town_without_borders_counts_every_address_as_not_located(db):
    area = locate(Address(street="Lindestraat", longitude=3.7, latitude=51.0), on=DAY)
    assert (area.is_unlocated, area.division.is_primary) == (True, True)
    assert locate(Address(), on=DAY) == area == prepare_territory(actor=ACTOR)
    assert Area.objects.count() == 1


def test_the_first_imported_division_takes_over_what_was_not_located_before(db):
    before = prepare_territory(actor=ACTOR)
    imported(row_of_squares("Kaai"), code="buurten", name="Buurten")
    assert Division.objects.get(is_primary=True).code == "buurten"
    assert locate(Address(), on=DAY) == before


def test_locating_asks_one_query_by_point_and_two_by_street(db, django_assert_num_queries):
    town_of("Kaai", "Kouter")
    streets("straat;wijk\nLindestraat;W1")
    by_point, by_street = Address(longitude=0.5, latitude=0.5), Address(street="Lindestraat")
    locate(by_point, on=DAY)
    with django_assert_num_queries(1):
        locate(by_point, on=DAY)
    with django_assert_num_queries(2):
        locate(by_street, on=DAY)
    with django_assert_num_queries(2):
        found = locate_all([by_point, by_street, Address()] * 100, on=DAY)
    assert [area.name for area in found[:3]] == ["Kaai", "Kaai", "Niet te lokaliseren"]


def test_changed_borders_count_at_once_whoever_changed_them(db):
    town_of("Kaai", "Kouter")
    assert located(longitude=2.5, latitude=0.5) == "Niet te lokaliseren"
    Area.objects.filter(name="Kouter").update(geometry=square(2))
    assert located(longitude=2.5, latitude=0.5) == "Kouter"
    Area.objects.filter(name="Kouter").update(geometry=square(3))
    assert located(longitude=2.5, latitude=0.5) == "Niet te lokaliseren"
    Area.objects.filter(name="Kaai").delete()
    assert located(longitude=0.5, latitude=0.5) == "Niet te lokaliseren"


def test_a_caller_that_changes_its_area_does_not_change_the_next_answer(db):
    town_of("Kaai")
    locate(Address(longitude=0.5, latitude=0.5), on=DAY).name = "Iets anders"
    assert located(longitude=0.5, latitude=0.5) == "Kaai"


def test_a_second_division_has_its_own_answer_and_its_own_remainder(db):
    town_of("Kaai", "Kouter")
    imported(
        collection(feature("P1", "Zone Noord", square(0.5))),
        code="zones",
        name="Zones",
        primary=False,
    )
    zones = Division.objects.get(code="zones")
    assert locate_in(zones, 1.2, 0.5).name == "Zone Noord"
    assert located(longitude=1.2, latitude=0.5) == "Kouter"
    outside = locate_in(zones, 0.2, 0.5)
    assert (outside.is_unlocated, outside.division) == (True, zones)
    assert locate_in(zones, None, None) == outside
    assert [division.code for division in divisions()] == ["wijken", "zones"]
    assert [area.name for area in areas_of(zones)] == ["Zone Noord", "Niet te lokaliseren"]


def test_an_area_is_found_by_its_name_or_code_in_any_spelling(db):
    town = town_of("Bissegem (Kortrijk)", "Sint-Amandsberg", "Centrum (Gent)", "Centrum (Heule)")
    assert area_named("bissegem").code == "W1"
    assert area_named("St. Amandsberg").code == "W2"
    assert area_named("w2").code == "W2"
    assert area_named("Centrum (Heule)", division=town).code == "W4"
    assert area_named("Centrum") is None
    assert area_named("Niet te lokaliseren") is None
    assert area_named("") is None


@needs_real_borders
def test_every_sector_of_gent_lies_in_the_neighbourhood_whose_number_it_carries(db):
    imported(NEIGHBOURHOODS)
    imported(SECTORS, code="sectoren", name="Sectoren", primary=False)
    sectors = Division.objects.get(code="sectoren")
    wanted = real_neighbourhood_numbers()
    right = 0
    for area in all_borders()[sectors.pk].areas:
        middle = shapely.geometry.shape(area.geometry).representative_point()
        assert locate_in(sectors, middle.x, middle.y) == area
        found = locate(Address(longitude=middle.x, latitude=middle.y), on=DAY)
        right += found.code == wanted[area.code]
    assert right == len(wanted) == 254


def real_neighbourhood_numbers() -> dict[str, str]:
    features = json.loads(SECTORS.read_bytes())["features"]
    properties = [feature["properties"] for feature in features]
    return {each["nis9_code"]: str(each["wijknr"]) for each in properties}
