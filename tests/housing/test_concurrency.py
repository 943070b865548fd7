"""Many desks at once, through the real pages: the last place goes to one household."""

import re
from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse

from eenplan.core import submissions
from eenplan.housing.models import Stay
from eenplan.people.enums import NightShelter
from tests.factories import HouseholdFactory, PlaceFactory
from tests.support.at_once import at_once

THREADS, ROUNDS = 25, 8
TAKEN = 409


def accept(browser, actor, household, place):
    """Return a job that presses “Neem deze plaats” for a household; its answer is the response."""
    address = reverse("desk:accept_place", args=[household.year, household.serial])
    form = {
        "place": place.pk,
        "rank": 1,
        "submission": submissions.new_key(actor.user_id),
    }
    return lambda: browser.post(address, form)


def said(response) -> str:
    """Return what the refusal says on top of the page."""
    found = re.search(r'class="error-summary".*?<li>(.*?)</li>', response.content.decode(), re.S)
    return found[1] if found else ""


def roofless(number: int, **facts) -> list:
    with transaction.atomic():  # a household and its reference person are written together
        return [HouseholdFactory(sleeps=NightShelter.NONE, **facts) for _ in range(number)]


@pytest.mark.django_db(transaction=True)
def test_two_hundred_desks_want_the_last_place_and_one_household_gets_it(login, amira, team, area):
    last = PlaceFactory(reference="LAATSTE")
    households = roofless(THREADS * ROUNDS, team=team, area=area)
    browsers = [login(amira) for _ in range(THREADS)]

    responses = []
    for round_ in range(ROUNDS):
        these = households[round_ * THREADS : (round_ + 1) * THREADS]
        responses += at_once(
            [accept(b, amira, h, last) for b, h in zip(browsers, these, strict=True)]
        )

    assert Counter(r.status_code for r in responses) == {303: 1, TAKEN: THREADS * ROUNDS - 1}
    assert Stay.objects.filter(place=last).count() == Stay.objects.count() == 1
    refusals = [said(r) for r in responses if r.status_code == TAKEN]
    assert all("LAATSTE is niet meer vrij" in text for text in refusals)


@pytest.mark.django_db(transaction=True)
def test_desks_that_place_one_household_in_different_places_give_it_one(login, amira, team, area):
    [household] = roofless(1, team=team, area=area)
    places = PlaceFactory.create_batch(THREADS)

    responses = at_once([accept(login(amira), amira, household, place) for place in places])

    assert Counter(r.status_code for r in responses) == {303: 1, TAKEN: THREADS - 1}
    assert Stay.objects.count() == 1
    assert all("al een opvangplaats" in said(r) for r in responses if r.status_code == TAKEN)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_many_times_at_once_places_once_and_always_leads_to_the_same_page(
    login, amira, team, area
):
    [household] = roofless(1, team=team, area=area)
    place = PlaceFactory()
    key = submissions.new_key(amira.user_id)
    address = reverse("desk:accept_place", args=[household.year, household.serial])
    browsers = [login(amira) for _ in range(THREADS)]

    form = {"place": place.pk, "rank": 1, "submission": key}
    responses = at_once([lambda b=browser: b.post(address, form) for browser in browsers])

    home = reverse("desk:household_housing", args=[household.year, household.serial])
    assert {(r.status_code, r.headers.get("Location")) for r in responses} == {(303, home)}
    assert Stay.objects.count() == 1
