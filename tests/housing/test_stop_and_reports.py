"""Reports, the stop and patterns (safeguards 20, 21, 23, 26 and 27)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.models import Incident, IncidentNote, OfferHold, Rehousing, Stay, Stop
from eenplan.housing.selectors import safety
from eenplan.housing.selectors.stay_figures import stay_figures
from eenplan.housing.selectors.stay_lists import has_open_report
from eenplan.housing.stay_errors import (
    AlreadyStopped,
    NotStopped,
    ReportRefused,
    Stopped,
)
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory
from tests.factories.stays import FollowUpVisitFactory, IncidentFactory, StopFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY

SECRET = "de man staat 's nachts in de kamer"
SAID = {
    "kind": "GUEST",
    "subject": "SEXUAL",
    "seriousness": "ACUTE",
    "happened_on": TODAY,
    "what": SECRET,
}


@pytest.fixture
def omar(join, central):
    return join("omar", "SAFEGUARDING_LEAD", central)


@pytest.fixture
def stay(household, area):
    return StayFactory(household=household, place=PlaceFactory(area=area, reference="GAST-1"))


@pytest.fixture
def stop(amira, stay):
    return services.stop_offer(actor=amira, offer=stay.place.offer, reason="onveilig", on=TODAY)


# -- 20: who reads a complaint ---------------------------------------------------------------------
def test_a_complaint_is_read_by_safeguarding_only_not_by_who_wrote_it_or_matched(
    amira, els, dirk, omar, stay, login
):
    services.report_incident(actor=amira, place=stay.place, stay=stay, said=SAID, on=TODAY)
    number = Incident.objects.get().pk

    for actor in (amira, els, dirk):
        browser = login(actor)
        assert browser.get("/plaatsen/verblijven/meldingen/").status_code == 403
        assert browser.get(f"/plaatsen/verblijven/meldingen/{number}/").status_code == 403
        page = browser.get(f"/plaatsen/verblijven/{stay.pk}/").content.decode()
        assert SECRET not in page and "loopt een melding" in page
    page = login(omar).get(f"/plaatsen/verblijven/meldingen/{number}/").content.decode()
    assert "staat &#x27;s nachts" in page
    assert SECRET not in str(list(AuditEvent.objects.values("detail")))


def test_a_report_may_hide_that_it_is_there(amira, stay):
    said = SAID | {"is_hidden": True}
    services.report_incident(actor=amira, place=stay.place, stay=stay, said=said, on=TODAY)

    assert not has_open_report(stay)


def test_the_host_can_complain_too_without_a_household(nele_page, omar, login, stay):
    answer = nele_page.post(
        f"/plaatsen/{stay.place_id}/melding/",
        {
            "kind": "HOST",
            "seriousness": "LOW",
            "subject": "CONFLICT",
            "happened_on": "2026-11-23",
            "what": "de huisregels",
        },
    )

    assert answer.status_code == 303
    assert Incident.objects.get().stay is None
    assert (
        "conflict of huisregels"
        in login(omar).get("/plaatsen/verblijven/meldingen/").content.decode()
    )


@pytest.fixture
def nele_page(join, central, login):
    return login(join("nele", "INSPECTOR", central))


def test_a_report_of_tomorrow_is_refused(amira, stay):
    said = SAID | {"happened_on": TODAY + timedelta(days=1)}
    with pytest.raises(ReportRefused):
        services.report_incident(actor=amira, place=stay.place, stay=stay, said=said, on=TODAY)


def test_following_up_adds_a_note_and_changes_no_word(omar, els, stay):
    incident = IncidentFactory(stay=stay)
    said = {"incident": incident, "text": "gebeld", "version": 1, "on": TODAY}
    with pytest.raises(NotAllowed):
        services.note_on_incident(actor=els, **said)

    services.note_on_incident(actor=omar, closes=True, **said)

    with pytest.raises(StaleVersion):
        services.note_on_incident(actor=omar, **said)
    for change in (
        lambda: Incident.objects.update(what="niets gebeurd"),
        lambda: IncidentNote.objects.update(text="niet gebeld"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    incident.refresh_from_db()
    assert (incident.closed_on, incident.what) == (TODAY, "de sleutel werkt niet")


# -- 21: patterns are worth a look -----------------------------------------------------------------
def test_patterns_are_facts_to_look_at_and_no_verdict(norms, clock):
    place = PlaceFactory()
    place.offer.provider.phone = "+32478123456"
    place.offer.provider.save()
    guest = HouseholdFactory(phone="0478 12 34 56")
    stay = StayFactory(household=guest, place=place)
    FollowUpVisitFactory(stay=stay, tried=2, last_tried_on=TODAY)
    facts = {"lives_there": "NO", "has_papers": "NO", "works_for_host": "YES"}
    FollowUpVisitFactory(
        stay=stay,
        kind="EXTRA",
        held_on=TODAY,
        interpreter="PHONE",
        language="uk",
        spoken_alone=True,
        **facts,
    )
    other = PlaceFactory()
    for day in (1, 20):
        start = date(2026, 10, day)
        StayFactory(place=other, starts_on=start, ends_on=start + timedelta(days=5))

    words = [line.what for line in safety.patterns(on=TODAY)]

    assert words == [
        "2 keer geen antwoord bij een bezoek",
        "1 keer genoteerd dat het gezin er niet echt woont",
        "1 keer genoteerd dat het gezin zijn papieren niet zelf heeft",
        "1 keer genoteerd dat een gast voor de gastheer werkt",
        "1 gezin(nen) met hetzelfde telefoonnummer als de aanbieder",
        "2 korte verblijven in een jaar",
    ]


def test_only_safeguarding_sees_patterns(els, omar, login):
    assert login(els).get("/plaatsen/verblijven/te-bekijken/").status_code == 403
    page = soup(login(omar).get("/plaatsen/verblijven/te-bekijken/"))
    assert "Geen oordeel en geen score" in page.text


# -- 26: the stop ----------------------------------------------------------------------------------
def test_a_stop_freezes_the_offer_moves_everybody_urgently_and_tells_the_lead(
    amira, team, stay, stop
):
    offer = stay.place.offer
    hold = OfferHold.objects.get(offer=offer)
    assert (hold.kind, hold.starts_on, hold.ends_on) == ("FROZEN", TODAY, None)
    entry = Rehousing.objects.get(household=stay.household)
    assert (entry.reason, entry.is_urgent, entry.stay) == ("STOPPED", True, stay)
    assert sorted(WorkItem.objects.values_list("kind", flat=True)) == ["COORDINATION", "NEWS"]
    assert Stay.objects.get().ends_on is None  # nobody is put out
    assert AuditEvent.objects.filter(event="housing.offer-stopped").exists()


def test_a_stopped_offer_takes_nobody_and_no_stay_there_goes_on_longer(
    amira, stay, stop, team, area
):
    other = HouseholdFactory(team=team, area=area)
    with pytest.raises(Stopped, match="stilgelegd"):
        services.place_household(actor=amira, household=other, place=stay.place, on=TODAY)
    with pytest.raises(Stopped):
        services.extend_stay(actor=amira, stay=stay, until=date(2027, 6, 1), reason="x", on=TODAY)
    with pytest.raises(IntegrityError, match="is stopped|no_stay_while_held"), transaction.atomic():
        StayFactory(place=PlaceFactory(dwelling=stay.place.dwelling))


def test_a_hold_that_was_there_gives_way_and_stopping_twice_is_refused(els, stay):
    offer = stay.place.offer
    OfferHold.objects.create(offer=offer, kind="PAUSED", starts_on=date(2026, 11, 1))

    services.stop_offer(actor=els, offer=offer, reason="x", on=TODAY)

    with pytest.raises(AlreadyStopped):
        services.stop_offer(actor=els, offer=offer, reason="x", on=TODAY)
    kinds = OfferHold.objects.order_by("starts_on").values_list("kind", "ends_on")
    assert list(kinds) == [("PAUSED", TODAY), ("FROZEN", None)]


@pytest.mark.parametrize("who", ["bram", "celine", "hana"])
def test_who_has_nothing_to_do_with_it_does_not_stop(who, request, stay):
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed, match="112"):
        services.stop_offer(actor=actor, offer=stay.place.offer, reason="x", on=TODAY)
    assert not Stop.objects.exists() and not OfferHold.objects.exists()


def test_only_safeguarding_lifts_a_stop_with_a_reason(els, amira, omar, stop):
    for actor in (els, amira):
        with pytest.raises(NotAllowed):
            services.lift_stop(actor=actor, stop=stop, reason="toch goed", on=TODAY)
    with pytest.raises(IntegrityError, match="is not lifted"), transaction.atomic():
        OfferHold.objects.update(ends_on=TODAY)

    services.lift_stop(actor=omar, stop=stop, reason="onderzocht", on=TODAY)

    assert OfferHold.objects.get().ends_on == TODAY
    with pytest.raises(NotStopped):
        services.lift_stop(actor=omar, stop=stop, reason="nog eens", on=TODAY)


def test_the_button_asks_a_reason_and_says_what_happens(amira, stay, login):
    address = f"/plaatsen/{stay.place_id}/stop/"
    browser = login(amira)
    assert "Niemand wordt buitengezet" in soup(browser.get(address)).text
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "onveilig"}).status_code == 303
    assert Stop.objects.exists()


# -- 23 and 27 -------------------------------------------------------------------------------------
def test_the_address_is_for_who_gives_or_keeps_places(join, amira, central, stay, login):
    stay.place.dwelling.address = "Geheimstraat 7"
    stay.place.dwelling.save()
    ilse = join("ilse", "LINE_MONITOR", central)

    assert "Geheimstraat" in login(amira).get(f"/plaatsen/verblijven/{stay.pk}/").content.decode()
    assert (
        "Geheimstraat" not in login(ilse).get(f"/plaatsen/verblijven/{stay.pk}/").content.decode()
    )


def test_work_items_around_a_stay_carry_no_names(stop, household):
    assert all(household.name not in item.text for item in WorkItem.objects.all())


def test_small_numbers_are_hidden_from_who_may_not_open_the_stays(
    join, els, central, norms, household
):
    hana = join("hana", "FINANCE", central)
    StayFactory(
        household=household, ends_on=date(2026, 11, 1), end_kind="CONFLICT", exit_to="FAMILY"
    )
    since = date(2026, 1, 1)

    def told(actor):
        found = stay_figures(actor, since=since, on=TODAY)
        return {f.what: (f.shown, bool(f.filters)) for f in found}

    assert told(els)["waarvan misgelopen"] == (1, True)
    assert told(hana)["waarvan misgelopen"] == ("minder dan 5", False)
    assert told(hana)["meldingen en klachten"] == (0, False)


def test_a_stop_and_a_drill_are_told_apart_in_the_figures(els, norms):
    StopFactory(is_drill=True)

    told = {f.what: f.number for f in stay_figures(els, since=date(2026, 1, 1), on=TODAY)}

    assert told["keer stilgelegd (zonder oefeningen)"] == 0
