"""The contingent meter: three conditions, each from the rows behind it, and the sum of the plan."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError

from eenplan.core.errors import StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing.models import Contingent
from eenplan.housing.selectors import free, places_on
from eenplan.housing.services import open_contingent
from eenplan.journeys import contingents as selectors
from eenplan.organisation.models import Membership, Norm
from tests.factories import (
    AssignmentFactory,
    ContingentFactory,
    HouseholdFactory,
    MembershipFactory,
    NormFactory,
    PlaceFactory,
    StayFactory,
    TeamFactory,
)
from tests.support.htmx import HTMX, same, soup
from tests.support.setting import TODAY

URL = "/contingent/"


def text(response) -> str:
    return " ".join(soup(response).get_text(" ").split())


def held_by(worker, team, area, number=1):
    for _ in range(number):
        household = HouseholdFactory(team=team, area=area)
        AssignmentFactory(case=household.cases.get(), worker_id=worker.user_id)


def test_the_meter_counts_places_workers_and_budget(amira, team, area):
    PlaceFactory(area=area)
    PlaceFactory(area=area, state="NOT_INSPECTED")
    PlaceFactory(area=area, form="HOST_FAMILY")  # closed by the municipality
    StayFactory(place=PlaceFactory(area=area), household__team=team, household__area=area)
    held_by(amira, team, area, 2)

    meter = selectors.meter(on=TODAY)

    places, workers, budget = meter.block.lines
    assert (places.available, places.needed, places.short) == (1, 40, 39)
    assert (workers.available, workers.needed) == (Decimal(1), Decimal("1.1"))
    assert (budget.available, budget.needed, budget.short) == (165_000, 165_000, 0)
    assert meter.sentence == (
        "Het volgende contingent van 40 gezinnen kan nog niet open. Er ontbreekt: 39 plaatsen en"
        " 0,1 voltijdse maatschappelijk werker."
    )


def test_an_opened_contingent_asks_budget_for_itself_and_the_next(norms):
    ContingentFactory(serial=1)
    ContingentFactory(serial=2, opened_on=TODAY + timedelta(days=1))

    meter = selectors.meter(on=TODAY)

    assert (meter.serial, meter.block.budget.needed, meter.block.budget.short) == (
        2,
        330_000,
        165_000,
    )


def test_with_everything_there_the_block_can_open(team, area, amira):
    MembershipFactory(team=team)
    for _ in range(40):
        PlaceFactory(area=area)

    meter = selectors.meter(on=TODAY)

    assert meter.block.can_open
    assert "kan open" in meter.sentence


def test_an_open_cell_takes_these_families_so_only_its_workers_count(amira, oksana, team, cell):
    assert [room.team for room in selectors.meter(on=TODAY).teams] == [cell]
    cell.ends_on = TODAY
    cell.save()
    assert [room.team for room in selectors.meter(on=TODAY).teams] == [cell, team]


def test_households_of_a_worker_in_two_teams_are_counted_once(amira, team, other_team, area):
    Membership.objects.filter(user=amira.user_id).update(case_fraction=Decimal("0.6"))
    MembershipFactory(user_id=amira.user_id, team=other_team, case_fraction=Decimal("0.4"))
    held_by(amira, team, area, 3)

    rooms = selectors.meter(on=TODAY).teams

    assert [(room.team, room.capacity, room.held, room.room) for room in rooms] == [
        (team, 24, 3, 21),
        (other_team, 16, 0, 16),
    ]


def test_part_time_and_blocked_workers(team, norms):
    MembershipFactory(team=team, case_fraction=Decimal("0.5"))
    MembershipFactory(team=team, user__is_active=False)
    MembershipFactory(team=team, role="RECEPTION", case_fraction=0)
    assert selectors.meter(on=TODAY).block.workers.available == Decimal("0.5")


def test_three_hundred_persons_ask_what_the_plan_of_kortrijk_says(login, joris):
    shown = text(login(joris).get(URL))
    for figure in ("Personen 300", "gezinnen of 60 personen 5", "Gezinnen 200", "€ 825.000"):
        assert figure in shown.replace("\xa0", " ")
    assert "1 per 40 5" in shown


@pytest.mark.parametrize(
    ("persons", "contingents", "budget"),
    [("61", 2, "330.000"), ("60", 1, "165.000"), ("0", 0, "0")],
)
def test_what_if_is_in_the_address(login, joris, persons, contingents, budget):
    page = login(joris).get(URL, {"personen": persons})
    figures = [figure.get_text() for figure in soup(page).select("#wat-als dd")]
    assert figures[1] == str(contingents)
    assert figures[4].replace("\xa0", " ") == f"€ {budget}"
    assert soup(page).select_one("[name=personen]")["value"] == persons


@pytest.mark.parametrize("persons", ["-1", "veel", "12.5", ""])
def test_an_impossible_number_is_kept_and_refused_in_words(login, joris, persons):
    page = soup(login(joris).get(URL, {"personen": persons}))
    assert page.select_one("#id_personen_error").get_text().strip()
    assert not page.select("#wat-als dd")


def test_changed_norms_change_the_arithmetic(login, joris):
    Norm.objects.filter(key="contingent_families").update(value=20)
    assert "van 20 gezinnen" in text(login(joris).get(URL))
    need = selectors.expected_need(300, selectors.norms_on(TODAY))
    assert (need.families, need.workers) == (100, 3)


def test_the_number_of_places_leads_to_the_list_of_as_many(login, els, area):
    PlaceFactory(area=area)
    PlaceFactory(area=area, state="TO_CLEAN")
    client = login(els)

    link = soup(client.get(URL)).select_one('a[href*="situatie="]')

    assert int(link.get_text()) == free(places_on(TODAY), on=TODAY).count() == 1
    listed = soup(client.get(link["href"]))
    assert listed.select_one(".list-foot [role=status]").get_text().startswith("1 ")


def test_who_may_not_open_places_reads_the_number(login, joris):
    assert not soup(login(joris).get(URL)).select('a[href*="situatie="]')


@pytest.mark.parametrize("who", ["amira", "celine", "femke"])
def test_without_the_capability_there_is_no_meter(who, request, login):
    assert login(request.getfixturevalue(who)).get(URL).status_code == 403


def test_a_norm_nobody_set_is_said_in_words(login, joris):
    Norm.objects.filter(key="contingent_budget").delete()
    response = login(joris).get(URL)
    assert response.status_code == 200
    assert "“Budget per contingent” was nog niet bepaald" in text(response)


def test_a_norm_of_tomorrow_does_not_count_yet(login, joris):
    NormFactory(key="contingent_families", value=10, starts_on=TODAY + timedelta(days=1))
    assert "van 40 gezinnen" in text(login(joris).get(URL))


def test_the_table_is_exported_as_it_is_shown(login, joris):
    content = login(joris).get(URL, {"formaat": "csv"}).content.decode("utf-8-sig")
    lines = [line.split(";") for line in content.splitlines()]
    assert lines[0] == ["Voorwaarde", "Nodig", "Beschikbaar", "Tekort", "In woorden"]
    assert lines[1][:4] == ["Plaatsen", "40", "0", "40"]
    assert lines[3][:4] == ["Budget in euro", "165000", "165000", "0"]


def test_a_fragment_equals_a_fresh_load(login, joris):
    client = login(joris)
    [fresh] = soup(client.get(URL)).select("#rows")
    assert same(fresh, soup(client.get(URL, headers=HTMX)).select_one("#rows"))


def test_the_meter_costs_the_same_queries_whatever_it_counts(
    login, joris, area, django_assert_max_num_queries
):
    client = login(joris)
    client.get(URL)

    def cost():
        with django_assert_max_num_queries(20) as captured:
            client.get(URL)
        return len(captured)

    MembershipFactory(team=TeamFactory())
    few = cost()
    for _ in range(3):
        MembershipFactory(team=TeamFactory())
        PlaceFactory(area=area)
        ContingentFactory()
    assert cost() == few


# -- Opening the next one --------------------------------------------------------------------------
OPENING = "/contingent/openen/"


def test_a_blocked_contingent_says_which_of_the_three_blocks_and_by_how_much(els, amira, login):
    page = text(login(els).get(OPENING))

    assert "Plaatsen: 0 van 40 plaatsen klaar. Er ontbreken 40 plaatsen." in page
    assert "Waarom gaat het toch open?" in page


def test_a_blocked_contingent_does_not_open_without_a_reason(els, amira, login):
    response = login(els).post(OPENING, {"serial": 1, "reason": ""})

    assert response.status_code == 422
    assert "Schrijf waarom dit contingent toch open gaat" in text(response)
    assert not Contingent.objects.exists()


def test_a_reasoned_overrule_is_recorded_with_what_was_short(els, amira, login):
    response = login(els).post(OPENING, {"serial": 1, "reason": "De bus komt vannacht."})

    assert response.status_code == 303
    [opened] = Contingent.objects.all()
    assert (opened.serial, opened.families, opened.budget_cents) == (1, 40, 16_500_000)
    assert (opened.decided_by_id, opened.overrule_reason) == (els.user_id, "De bus komt vannacht.")
    assert opened.shortfall == {"places": "40"}
    assert "Te weinig: 40 plaatsen. Toch geopend omdat: De bus komt vannacht." in text(
        login(els).get(URL)
    )
    assert AuditEvent.objects.filter(event="housing.contingent-opened").count() == 1


def test_with_everything_there_it_opens_without_a_reason(els, team, area, amira, login):
    for _ in range(40):
        PlaceFactory(area=area)

    page = soup(login(els).get(OPENING))
    assert not page.select("[name=reason]")
    login(els).post(OPENING, {"serial": 1})

    assert Contingent.objects.get().shortfall == {}


def test_an_old_screen_does_not_open_the_one_after(els, login, norms):
    ContingentFactory(serial=1)

    response = login(els).post(OPENING, {"serial": 1, "reason": "nodig"})

    assert response.status_code == 409
    assert "Contingent 1 is al open. Kijk opnieuw." in text(response)
    assert Contingent.objects.count() == 1


def test_two_who_open_the_same_one_open_it_once(els, norms):
    ContingentFactory(serial=1)
    with pytest.raises(StaleVersion):
        open_contingent(
            actor=els, serial=1, families=40, budget_cents=1, shortfall={}, reason="", on=TODAY
        )


def test_the_database_wants_a_reason_for_a_shortfall(db):
    with pytest.raises(IntegrityError, match="short_contingent_has_reason"):
        ContingentFactory(shortfall={"places": "3"})


def test_only_who_manages_places_opens_one(celine, joris, login):
    for actor in (celine, joris):
        assert login(actor).get(OPENING).status_code == 403
        assert login(actor).post(OPENING, {"serial": 1, "reason": "x"}).status_code == 403
