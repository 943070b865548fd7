"""Which team takes a new household: cell, neighbourhood team, central team, or nobody."""

from datetime import date, timedelta

import pytest

from eenplan.organisation.errors import NoCompetentTeam
from eenplan.organisation.selectors import competent_team
from tests.factories import AreaFactory, CellStatusFactory
from tests.support.setting import TODAY


def route(area, *, target_group="RESIDENT", helped_elsewhere=False, on=TODAY):
    return competent_team(
        target_group=target_group, area=area, helped_elsewhere=helped_elsewhere, on=on
    )


def test_an_open_cell_takes_its_whole_target_group(team, central, cell, area):
    for elsewhere in (False, True):
        found, why = route(area, target_group="TEMPORARY_PROTECTION", helped_elsewhere=elsewhere)
        assert (found, why) == (cell, "Open tijdelijke cel voor: tijdelijk ontheemde.")


def test_a_cell_whose_end_is_decided_takes_nobody(team, central, cell, area):
    cell.ends_on = TODAY + timedelta(days=7)
    cell.save()

    for day in (TODAY, TODAY + timedelta(days=7)):  # from the day its end is decided
        assert route(area, target_group="TEMPORARY_PROTECTION", on=day)[0] == team


def test_a_cell_that_winds_down_takes_nobody_new(team, central, cell, area):
    status = CellStatusFactory(team=cell, state="OPENED")
    assert route(area, target_group="TEMPORARY_PROTECTION")[0] == cell
    status.ends_on = TODAY
    status.save()
    CellStatusFactory(team=cell, state="WINDING_DOWN", starts_on=TODAY)

    assert route(area, target_group="TEMPORARY_PROTECTION")[0] == team
    assert route(area, target_group="TEMPORARY_PROTECTION", helped_elsewhere=True)[0] == central


def test_a_resident_goes_to_the_neighbourhood_team_of_the_address(team, central, cell, area):
    assert route(area) == (team, "Wijkteam van het adres (Heuvelkant).")


def test_who_prefers_another_neighbourhood_goes_to_the_central_team(team, central, area):
    found, why = route(area, helped_elsewhere=True)
    assert (found, why) == (central, "Wil liever niet in de eigen wijk geholpen worden.")


def test_an_address_without_a_team_goes_to_the_central_team(team, central):
    nowhere = AreaFactory(name="Niet te lokaliseren", is_unlocated=True, geometry=None)
    assert route(nowhere) == (central, "Geen wijkteam voor dit adres (Niet te lokaliseren).")


@pytest.mark.parametrize("elsewhere", [True, False])
def test_without_any_team_the_sentence_says_whom_to_ask(db, elsewhere):
    with pytest.raises(NoCompetentTeam, match="Vraag het de beheerder"):
        route(AreaFactory(), helped_elsewhere=elsewhere)


def test_the_team_of_an_area_is_the_one_of_that_day(team, other_team, central, area):
    area.team_areas.update(ends_on=TODAY)
    area.team_areas.create(team=other_team, starts_on=TODAY)

    assert route(area, on=date(2026, 11, 22))[0] == team
    assert route(area)[0] == other_team
