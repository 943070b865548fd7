"""What a household wants in a home: written by its team, asked by the engine."""

import pytest
from django.db import IntegrityError

from eenplan.core.models import AuditEvent
from eenplan.engines import placement
from eenplan.engines.placement import Link
from eenplan.housing.models import AreaWish, HomeWishes, HouseholdBond, Place
from eenplan.housing.selectors import household_facts, place_facts, policy_on
from tests.factories import AreaFactory, HouseholdFactory, PlaceFactory, StayFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def page(household):
    return f"/gezin/{household.year}/{household.serial}/woonwensen/"


def said(**changes):
    return {"version": 0, **changes}


def text(response) -> str:
    return " ".join(soup(response).get_text(" ").split())


def facts(household):
    return household_facts([household], on=TODAY)[0]


def test_wishes_are_written_and_shown_again(amira, household, page, area, login):
    other = AreaFactory(name="Kouterwijk", division=area.division)

    response = login(amira).post(
        page,
        said(no_host_family="on", needs=["QUIET"], first_area=area.pk, unwanted=[other.pk]),
    )

    assert response.status_code == 303
    known = facts(household)
    assert known.vetoes == {"form:HOST_FAMILY"}
    assert known.wishes == (f"area:{area.name}",)
    assert known.avoid_areas == {"Kouterwijk"}
    assert known.needs == {"QUIET"}
    shown = soup(login(amira).get(page))
    assert shown.select_one("[name=no_host_family]").has_attr("checked")
    assert shown.select_one("[name=first_area] option[selected]").text == area.name
    assert AuditEvent.objects.filter(event="housing.wishes-noted").count() == 1


def test_two_who_write_at_once_lose_nothing(amira, household, page, login):
    client = login(amira)
    client.post(page, said(smoke_free="on"))

    response = client.post(page, said(secret_address="on"))

    assert response.status_code == 409
    assert soup(response).select_one("[name=secret_address]").has_attr("checked")
    wishes = HomeWishes.objects.get()
    assert (wishes.smoke_free, wishes.secret_address, wishes.version) == (True, False, 1)
    again = soup(response).select_one("[name=version]")["value"]
    assert client.post(page, {"version": again, "secret_address": "on"}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_area": "AREA", "second_area": "AREA"}, "Kies elke wijk maar één keer."),
        ({"first_area": "AREA", "unwanted": ["AREA"]}, "niet gewenst en ongewenst zijn"),
        ({"bedrooms_needed": "0"}, "slaapkamers_needed"),
        ({"needs": ["BLOND"]}, "BLOND"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(amira, page, area, login, typed, sentence):
    filled = {
        key: [area.pk] if value == ["AREA"] else area.pk if value == "AREA" else value
        for key, value in typed.items()
    }

    response = login(amira).post(page, said(**filled))

    assert response.status_code == 422
    assert "Fout" in soup(response).title.text
    if "_" not in sentence:
        assert sentence in text(response)
    assert not HomeWishes.objects.exists()


def test_who_does_not_follow_the_household_writes_nothing(
    ilse, els, celine, bram, household, page, login
):
    assert login(bram).get(page).status_code == 404
    assert login(ilse).get(page).status_code == 403
    assert login(celine).post(page, said()).status_code == 404
    assert login(els).post(page, said(smoke_free="on")).status_code == 303


# -- Together or apart -----------------------------------------------------------------------------
def test_a_bond_is_a_pair_seen_from_both_sides(amira, household, team, area, page, login):
    sister = HouseholdFactory(name="Iryna Bondar", team=team, area=area)

    response = login(amira).post(
        f"{page}band/", {"number": sister.number, "kind": "NEAR", "reason": "Zussen."}
    )

    assert response.status_code == 303
    assert facts(household).links == (Link(sister.number, "area", None),)
    assert facts(sister).links == (Link(household.number, "area", None),)
    assert f"Gezin {sister.number}" in text(login(amira).get(page))


def test_who_lives_somewhere_says_where_the_other_must_come(amira, household, team, area):
    sister = HouseholdFactory(team=team, area=area)
    stay = StayFactory(household=sister)
    bind(household, sister, "SAME_HOUSE")

    assert facts(household).links == (Link(sister.number, "dwelling", str(stay.place.dwelling_id)),)


def test_a_household_out_of_sight_is_not_named(amira, household, other_team, page, login):
    hidden = HouseholdFactory(name="Zora Verborgen", team=other_team)
    bind(household, hidden, "APART")

    shown = text(login(amira).get(page))

    assert "een gezin buiten uw zicht" in shown
    assert hidden.number not in shown
    assert "Zora" not in shown


def test_only_a_household_one_may_open_can_be_chosen(amira, household, other_team, page, login):
    hidden = HouseholdFactory(team=other_team)

    for number in (hidden.number, "2099/0001", "geen nummer", household.number):
        response = login(amira).post(
            f"{page}band/", {"number": number, "kind": "APART", "reason": "x"}
        )
        assert response.status_code == 422
    assert not HouseholdBond.objects.exists()


def test_one_bond_per_pair_whatever_order(household, team, area):
    other = HouseholdFactory(team=team, area=area)
    bind(household, other, "NEAR")

    with pytest.raises(IntegrityError):
        bind(other, household, "APART")


def test_a_bond_ends(amira, household, team, area, page, login):
    bond = bind(household, HouseholdFactory(team=team, area=area), "NEAR")

    assert login(amira).post(f"{page}band/{bond.pk}/einde/").status_code == 303
    assert facts(household).links == ()
    assert login(amira).post(f"{page}band/{bond.pk}/einde/").status_code == 404


def bind(one, other, kind):
    first, second = sorted((one, other), key=lambda household: household.pk)
    return HouseholdBond.objects.create(
        first=first, second=second, kind=kind, reason="x", starts_on=TODAY
    )


# -- What the engine makes of it -------------------------------------------------------------------
def blocked_by(household) -> set[str]:
    [place] = place_facts(Place.objects.all(), on=TODAY)
    ranking = placement.match_now(facts(household), [place], policy_on(TODAY), TODAY)
    return {rule for place in ranking.blocked for rule in place.rules}


def test_who_must_not_meet_is_not_put_in_one_house(amira, household, team, area):
    house = PlaceFactory(kind="SHARED_HOUSE", max_persons=8, max_households=3, area=area)
    other = HouseholdFactory(team=team, area=area)
    StayFactory(household=other, place=house, persons=1)
    before = blocked_by(household)

    bind(household, other, "APART")

    assert blocked_by(household) - before == {"kept-apart"}


def test_a_secret_address_is_not_in_a_shared_house(amira, household, area):
    PlaceFactory(kind="SHARED_HOUSE", max_persons=8, max_households=3, area=area)
    before = blocked_by(household)

    HomeWishes.objects.create(household=household, secret_address=True, version=1)

    assert len(blocked_by(household) - before) == 1


def test_ranks_and_areas_are_kept_apart_by_the_database(household, area):
    AreaWish.objects.create(household=household, area=area, rank=1)
    with pytest.raises(IntegrityError):
        AreaWish.objects.create(household=household, area=area)
