import re

from bs4 import BeautifulSoup
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from eenplan.territory.maps import area_map
from eenplan.territory.selectors import areas_of, primary_division
from tests.territory.drawing import collection, feature, imported, square, town_of
from tests.territory.real_borders import NEIGHBOURHOODS, needs_real_borders


def drawn(values=(), **options):
    areas = list(areas_of(primary_division()))
    by_id = {area.pk: value for area, value in zip(areas, values, strict=False)}
    return area_map(areas, by_id, **{"label": "Open dossiers per wijk"} | options)


def html(picture) -> str:
    source = CottonCompiler().process('<c-area-map :map="picture" />')
    return engines["django"].from_string(source).render({"picture": picture})


def page(picture) -> BeautifulSoup:
    return BeautifulSoup(html(picture), "html.parser")


def test_the_darkest_area_is_the_one_with_most(db):
    town_of("A", "B", "C", "D", "E")
    picture = drawn([0, 1, 4, 5, 12])
    assert [(area.name, area.shade) for area in picture.areas] == [
        *(("A", "k0"), ("B", "k1"), ("C", "k2"), ("D", "k2"), ("E", "k4"))
    ]
    assert picture.legend == (
        *(("k0", "0"), ("k1", "1–3"), ("k2", "4–6"), ("k3", "7–9"), ("k4", "10–12")),
    )


def test_few_cases_take_no_more_shades_than_there_are_numbers(db):
    town_of("A", "B", "C")
    assert drawn([0, 1, 2]).legend == (("k0", "0"), ("k3", "1"), ("k4", "2"))
    assert drawn([]).legend == (("k0", "0"),)


def test_an_area_without_figure_says_so(db):
    town_of("A", "B")
    picture = drawn([3], unit="dossiers")
    assert [area.title for area in picture.areas] == ["A 3 dossiers", "B geen cijfer"]


def test_what_cannot_be_located_is_not_on_the_map(db):
    town_of("A")
    assert [area.name for area in drawn([1, 9]).areas] == ["A"]


def test_an_empty_division_draws_an_empty_sheet(db):
    picture = area_map([], {}, label="Leeg")
    assert (picture.areas, picture.view_box) == ((), "0 0 1000 500")


def test_a_picture_without_links_is_an_image_with_a_name(db):
    town_of("A", "B")
    svg = page(drawn([1, 2])).svg
    assert (svg["role"], svg["aria-label"]) == ("img", "Open dossiers per wijk")
    assert svg.find_all("a") == []
    assert [title.text for title in svg.find_all("title")] == ["A 1", "B 2"]


def test_every_area_and_point_with_a_page_is_a_named_link(db):
    town_of("A", "B")
    picture = drawn(
        [1, 2],
        url=lambda area: f"/wijken/{area.code}/?a=1&b=2",
        points=[(0.5, 0.5, "Kaaistraat <1>", "/plaatsen/1/"), (1.5, 0.5, "Zonder pagina", "")],
    )
    svg = page(picture).svg
    assert svg["role"] == "group"  # an image may not hold links
    assert [(link["href"], link["aria-label"]) for link in svg.find_all("a")] == [
        ("/wijken/W1/?a=1&b=2", "A 1"),
        ("/wijken/W2/?a=1&b=2", "B 2"),
        ("/plaatsen/1/", "Kaaistraat <1>"),
    ]


def test_the_drawing_is_plain_numbers_and_classes_in_any_language(db):
    town_of("Een wijk", "B")
    source = html(drawn([0.5, 2.25]))
    assert "style=" not in source
    for name in ("x", "y", "cx", "cy"):
        assert re.findall(rf'\b{name}="[^"]*,', source) == []
    assert "2,2" in page(drawn([0.5, 2.25])).svg.text


def test_neighbours_still_share_their_border_after_simplifying(db):
    imported(collection(feature("A", "A", square(0)), feature("B", "B", square(1))))
    first, second = ([*re.findall(r"[\d.]+,[\d.]+", area.d)] for area in drawn().areas)
    assert len(set(first) & set(second)) == 2


def test_a_hole_stays_a_hole(db):
    ring = square(0, size=3)["coordinates"] + square(1, 1)["coordinates"]
    imported(collection(feature("A", "Rand", {"type": "Polygon", "coordinates": ring})))
    assert drawn().areas[0].d.count("M") == 2


@needs_real_borders
def test_a_real_map_is_light_enough_to_send(db):
    imported(NEIGHBOURHOODS)
    picture = drawn(range(25))
    points = [area.d.count("L") + 1 for area in picture.areas]
    assert (len(points), max(points) <= 300, sum(points) / 25 <= 200) == (25, True, True)
    assert len(html(picture)) < 60_000
