from dataclasses import dataclass
from random import Random

import pytest
import shapely

from eenplan.core.models import AuditEvent
from eenplan.territory.errors import TerritoryRefused
from eenplan.territory.models import Area, Division, StreetSegment
from eenplan.territory.selectors import areas_of, locate_all
from eenplan.territory.town import drawn_town, make_town, random_address
from tests.territory.drawing import ACTOR, DAY, Address, town_of


def made() -> Division:
    return make_town(actor=ACTOR, on=DAY)


def test_the_town_has_twelve_neighbourhoods_without_gap_or_overlap():
    borders = list(drawn_town().neighbourhoods.values())
    whole = shapely.union_all(borders)
    assert len(borders) == 12
    assert {border.geom_type for border in borders} == {whole.geom_type} == {"Polygon"}
    assert len(whole.interiors) == 0
    assert shapely.coverage_is_valid(borders)


def test_the_police_zones_cover_the_same_town_and_do_not_nest():
    town = drawn_town()
    zones, neighbourhoods = town.zones.values(), town.neighbourhoods.values()
    both = [shapely.union_all(list(borders)) for borders in (zones, neighbourhoods)]
    assert both[0].symmetric_difference(both[1]).area < 1e-12
    cut = [n for n in neighbourhoods if not any(z.buffer(1e-6).covers(n) for z in zones)]
    assert len(cut) >= 8


def test_making_the_town_again_changes_nothing(db):
    division = made()
    before = Area.objects.count(), StreetSegment.objects.count(), AuditEvent.objects.count()
    assert made() == division
    after = Area.objects.count(), StreetSegment.objects.count(), AuditEvent.objects.count()
    assert before == after == (12 + 5 + 2, 12 * 8 + 7, 3)


def test_a_house_lies_in_its_neighbourhood_by_its_coordinates_and_by_its_street(db):
    areas = [area for area in areas_of(made()) if not area.is_unlocated]
    rng = Random(7)
    wanted = areas * 40
    addresses = [Address(**random_address(rng, area)) for area in wanted]
    assert locate_all(addresses, on=DAY) == wanted
    by_street = [Address(a.street, a.house_number, a.postcode, a.place) for a in addresses]
    assert locate_all(by_street, on=DAY) == wanted


def test_the_same_seed_gives_the_same_address():
    @dataclass
    class Neighbourhood:
        code: str = "W03"

    first, second = (random_address(Random(5), Neighbourhood()) for _ in range(2))
    assert first == second
    assert (first["place"], first["postcode"]) == ("Leiemonde", "9899")


def test_a_municipality_with_its_own_neighbourhoods_does_not_become_the_demo(db):
    division = town_of("Kaai")
    Division.objects.filter(pk=division.pk).update(code="echt")
    with pytest.raises(TerritoryRefused, match="is al die van de wijkteams"):
        made()
    assert list(Division.objects.values_list("code", flat=True)) == ["echt"]
