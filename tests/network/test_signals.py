"""A signal: given by anybody, read by few, answered always."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent, FileRead
from eenplan.network import services
from eenplan.network.errors import Recognisable
from eenplan.network.models import Signal
from eenplan.network.selectors.signals import get_signal, given_by, listed_signals, triaged
from eenplan.network.signal_errors import (
    ImpossibleDay,
    NoOpenCase,
    SaidNothing,
    SignalClosed,
    SignalMoved,
)
from eenplan.network.signal_kinds import SignalState, SignalTheme, Urgency
from eenplan.organisation.models import User
from tests.factories import HouseholdFactory
from tests.factories.network import SignalFactory
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def milan(join, central):
    return join("milan", "PARTNER", central)


@pytest.fixture
def mira(join, other_team):
    """Coordinator of the other neighbourhood."""
    return join("mira", "TEAM_COORDINATOR", other_team)


@pytest.fixture
def signal(area, team, milan):
    return SignalFactory(
        area=area,
        text="Olena klaagt over schimmel",
        about="de familie Kovalchuk",
        reach="0470 00 00 00",
        given_by_id=milan.user_id,
    )


@pytest.fixture
def hidden(area, central):
    """A household of Heuvelkant that the central team helps."""
    return HouseholdFactory(name="Liever Elders", team=central, area=area, helped_elsewhere=True)


def give(actor, area, **changes):
    facts = {"theme": SignalTheme.HOUSING, "urgency": Urgency.NORMAL, "text": "Schimmel"}
    return services.give_signal(actor=actor, area=area, on=TODAY, **{**facts, **changes})


def take(actor, signal, **changes):
    facts = {
        "version": signal.version,
        "owner": User.objects.get(pk=actor.user_id),
        "due_on": TODAY,
        "summary": "",
    }
    return services.take_signal(actor=actor, signal=signal, on=TODAY, **{**facts, **changes})


def close(actor, signal, **changes):
    facts = {
        "version": signal.version,
        "state": SignalState.ANSWERED,
        "feedback": "We gingen langs.",
        "reason": "",
    }
    return services.close_signal(actor=actor, signal=signal, on=TODAY, **{**facts, **changes})


def link(actor, signal, household):
    return services.link_signal(
        actor=actor, signal=signal, version=signal.version, household=household, on=TODAY
    )


# -- Giving ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("urgency", "days"), [("TODAY", 0), ("SOON", 7), ("NORMAL", 14)])
def test_a_signal_is_looked_at_within_the_norm_and_sooner_when_it_cannot_wait(
    urgency, days, milan, area
):
    given = give(milan, area, urgency=Urgency(urgency))

    assert (given.state, given.due_on) == ("NEW", TODAY + timedelta(days=days))
    assert AuditEvent.objects.filter(event="network.signal-given").count() == 1


def test_a_signal_says_something(milan, area):
    with pytest.raises(SaidNothing):
        give(milan, area, text="   ")
    assert not Signal.objects.exists()


def test_who_only_looks_over_files_gives_no_signal(ilse, area):
    with pytest.raises(NotAllowed):
        give(ilse, area)


def test_a_partner_gives_a_signal_on_the_page_and_reads_what_was_done(milan, dirk, area, login):
    browser = login(milan)
    typed = {"text": "Zij huilt elke dag", "theme": "LONELINESS", "urgency": "SOON"}
    refused = browser.post("/netwerk/signaal/", typed)
    assert refused.status_code == 422
    assert soup(refused).textarea.text.strip() == "Zij huilt elke dag"

    sent = browser.post("/netwerk/signaal/", {**typed, "area": area.pk, "about": "mevrouw van 14"})
    assert (sent.status_code, sent["Location"]) == (303, "/netwerk/mijn-signalen/")
    close(dirk, Signal.objects.get(), feedback="Een collega ging op bezoek.")
    text = browser.get("/netwerk/mijn-signalen/").content.decode()
    assert "Een collega ging op bezoek." in text and "beantwoord" in text
    assert not FileRead.objects.exists()


def test_without_neighbourhood_a_signal_falls_to_whoever_follows_up(milan, dirk, mira, login, area):
    typed = {"text": "x", "theme": "OTHER", "urgency": "NORMAL", "area": "geen"}
    assert login(milan).post("/netwerk/signaal/", typed).status_code == 303
    assert triaged(dirk).count() == triaged(mira).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"area": "999"}, {"theme": "NIETS"}, {"urgency": ""}, {"text": "\x00"}, {"text": "x" * 4001}],
)
def test_a_strange_signal_is_refused_with_the_field(wrong, milan, area, login):
    typed = {"text": "x", "theme": "OTHER", "urgency": "NORMAL", "area": area.pk}
    response = login(milan).post("/netwerk/signaal/", {**typed, **wrong})
    assert response.status_code == 422
    assert not Signal.objects.exists()


def test_who_gave_a_signal_sees_the_own_ones_only_and_nothing_of_the_household(
    milan, celine, dirk, household, signal, login
):
    link(dirk, signal, household)
    SignalFactory(text="Van een ander", given_by_id=celine.user_id)

    assert [row.pk for row in given_by(milan)] == [signal.pk]
    for page in ("/netwerk/mijn-signalen/", "/netwerk/mijn-signalen/?formaat=csv"):
        text = login(milan).get(page).content.decode()
        assert "Olena klaagt" in text  # the own words
        assert "Van een ander" not in text and household.number not in text
    assert login(milan).get(f"/netwerk/signalen/{signal.pk}/").status_code == 403


# -- Who reads what --------------------------------------------------------------------------------
def test_a_signal_is_read_in_the_team_of_its_neighbourhood_only(signal, dirk, mira):
    assert get_signal(dirk, signal.pk).may_read
    with pytest.raises(NotFound):
        get_signal(mira, signal.pk)


def test_an_analyst_sees_every_signal_without_words_giver_or_household(
    signal, joris, dirk, household, login
):
    link(dirk, signal, household)
    browser = login(joris)
    pages = [
        "/netwerk/signalen/",
        f"/netwerk/signalen/{signal.pk}/",
        "/netwerk/signalen/?formaat=csv",
        "/netwerk/beleidspunten/nieuw/",
    ]
    for page in pages:
        text = browser.get(page).content.decode()
        for secret in ("Olena", "Kovalchuk", "schimmel", "0470", "Milan", household.number):
            assert secret not in text, (page, secret)
    assert not browser.get("/netwerk/signalen/?q=schimmel").context["page"].object_list
    take(dirk, Signal.objects.get(), summary="Vocht in een huurwoning")
    assert "Vocht in een huurwoning" in browser.get("/netwerk/signalen/").content.decode()
    assert not FileRead.objects.exists()


def test_an_analyst_handles_no_signal(signal, joris, login):
    with pytest.raises(NotAllowed):
        take(joris, signal)
    browser = login(joris)
    assert browser.get(f"/netwerk/signalen/{signal.pk}/opnemen/").status_code == 303
    typed = {"version": 1, "state": "ANSWERED", "feedback": "x"}
    answer = browser.post(f"/netwerk/signalen/{signal.pk}/afsluiten/", typed)
    assert answer.status_code == 404
    assert Signal.objects.get().state == "NEW"


# -- Following up ----------------------------------------------------------------------------------
def test_a_signal_taken_up_has_an_owner_and_a_day(signal, dirk):
    take(dirk, signal, due_on=TODAY + timedelta(days=3), summary="Vocht in een woning")

    assert (signal.state, signal.owner_id) == ("IN_HAND", dirk.user_id)
    assert AuditEvent.objects.filter(event="network.signal-taken").count() == 1


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_in_the_past_or_far_away_is_no_deadline(days, signal, dirk):
    with pytest.raises(ImpossibleDay):
        take(dirk, signal, due_on=TODAY + timedelta(days=days))
    signal.refresh_from_db()
    assert signal.state == "NEW"


def test_late_signals_are_marked(dirk, area, login):
    SignalFactory(area=area, given_on="2026-11-01", due_on="2026-11-22", text="Te laat dus")
    SignalFactory(area=area)
    rows = soup(login(dirk).get("/netwerk/signalen/?stand=te-laat")).select("tbody tr")
    assert len(rows) == 1 and "Te laat dus" in rows[0].text and "te laat" in rows[0].text


def test_a_closed_signal_has_feedback_and_without_action_a_reason(signal, dirk):
    with pytest.raises(SaidNothing) as refused:
        close(dirk, signal, feedback=" ")
    assert refused.value.field == "feedback"
    with pytest.raises(SaidNothing) as refused:
        close(dirk, signal, state=SignalState.NO_ACTION)
    assert refused.value.field == "reason"
    with pytest.raises(SaidNothing):
        close(dirk, signal, state=SignalState.TO_POLICY)  # only with its point
    close(dirk, signal, state=SignalState.NO_ACTION, reason="Al bekend")

    assert (signal.state, signal.closed_on) == ("NO_ACTION", TODAY)


def test_the_database_itself_keeps_no_closed_signal_without_feedback(signal):
    rows = Signal.objects.filter(pk=signal.pk)
    with pytest.raises(IntegrityError, match="closed_signal_has_feedback"), transaction.atomic():
        rows.update(state="ANSWERED", closed_on=TODAY)


def test_a_closed_signal_stays_closed(signal, dirk):
    close(dirk, signal)
    with pytest.raises(SignalClosed):
        take(dirk, signal)


def test_somebody_of_another_team_does_not_close_it(signal, mira):
    with pytest.raises(NotAllowed):
        close(mira, signal)


def test_who_read_an_older_version_does_not_write_over_it(signal, dirk):
    take(dirk, Signal.objects.get())
    with pytest.raises(SignalMoved):
        take(dirk, signal)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_once_one_closes_it_and_both_texts_are_shown(
    signal, dirk, join, team, login
):
    dora = join("dora", "TEAM_COORDINATOR", team)
    page = f"/netwerk/signalen/{signal.pk}/afsluiten/"
    browsers, texts = [login(dirk), login(dora)], ["Tekst van Dirk", "Tekst van Dora"]
    said = {"version": 1, "state": "ANSWERED"}

    responses = at_once(
        [
            lambda b=b, t=t: b.post(page, {**said, "feedback": t})
            for b, t in zip(browsers, texts, strict=True)
        ]
    )

    assert sorted(r.status_code for r in responses) == [303, 409]
    loser = next(i for i, r in enumerate(responses) if r.status_code == 409)
    shown = soup(responses[loser])
    assert shown.textarea.text.strip() == texts[loser]
    assert texts[1 - loser] in shown.main.text
    assert Signal.objects.get().feedback == texts[1 - loser]


# -- A household ----------------------------------------------------------------------------------
def test_a_linked_signal_becomes_a_work_item_of_the_case_manager(
    signal, dirk, amira, case, household
):
    link(dirk, signal, household)

    item = WorkItem.objects.get()
    assert (item.worker_id, item.case) == (amira.user_id, case)
    assert "schimmel" in item.text and "04/12/2026" in item.text
    assert AuditEvent.objects.filter(event="network.signal-linked").count() == 1


def test_a_household_out_of_sight_is_neither_found_nor_linked(signal, dirk, hidden, login):
    with pytest.raises(NotFound):
        link(dirk, signal, hidden)
    browser, page = login(dirk), f"/netwerk/signalen/{signal.pk}/koppelen/"
    assert "Elders" not in browser.get(f"{page}?q=Elders").content.decode().replace(
        'value="Elders"', ""
    )
    typed = {"version": 1, "year": hidden.year, "serial": hidden.serial}
    assert browser.post(page, typed).status_code == 404
    assert Signal.objects.get().household is None
    assert not WorkItem.objects.exists()


def test_a_signal_linked_out_of_sight_says_so_and_nothing_more(signal, dirk, hidden, login):
    Signal.objects.filter(pk=signal.pk).update(household=hidden)
    browser = login(dirk)
    for page in (
        f"/netwerk/signalen/{signal.pk}/",
        "/netwerk/signalen/",
        "/netwerk/signalen/?formaat=csv",
        "/netwerk/beleidspunten/nieuw/",
    ):
        text = browser.get(page).content.decode()
        assert "Elders" not in text and "schimmel" not in text and "Kovalchuk" not in text
    assert "gekoppeld" in browser.get(f"/netwerk/signalen/{signal.pk}/").content.decode()
    with pytest.raises(NotAllowed):
        close(dirk, signal)
    assert not FileRead.objects.exists()


def test_on_the_page_a_household_is_looked_for_linked_and_let_go(signal, dirk, household, login):
    browser, page = login(dirk), f"/netwerk/signalen/{signal.pk}/"
    found = soup(browser.get(f"{page}koppelen/?q=Kovalchuk")).select(".day-list li form")
    typed = {i["name"]: i["value"] for i in found[0].select("input[name]") if i["name"] != "x"}
    assert browser.post(f"{page}koppelen/", typed).status_code == 303
    assert household.number in browser.get(page).content.decode()
    assert [row.household_id for row in FileRead.objects.all()] == [household.pk]
    assert browser.post(f"{page}losmaken/", {"version": 2}).status_code == 303
    assert Signal.objects.get().household is None


def test_to_a_household_without_open_case_nothing_is_linked(signal, dirk, household):
    close_cases(household.cases.all(), TODAY)
    with pytest.raises(NoOpenCase):
        link(dirk, signal, household)


def test_feedback_does_not_name_the_linked_household(signal, dirk, household):
    link(dirk, signal, household)
    with pytest.raises(Recognisable, match="gekoppelde gezin"):
        close(dirk, signal, feedback="We bezochten mevrouw Kovalchuk.")
    with pytest.raises(Recognisable):
        take(dirk, signal, summary="Olena heeft vocht")


# -- The list --------------------------------------------------------------------------------------
def test_the_list_is_as_long_as_its_export(dirk, area, login, signal):
    SignalFactory.create_batch(3, area=area)
    SignalFactory(area=None)
    browser = login(dirk)
    shown = browser.get("/netwerk/signalen/").context["page"].paginator.count
    rows = browser.get("/netwerk/signalen/?formaat=csv").content.decode().strip().split("\r\n")
    assert shown == 5 == len(rows) - 1


def test_filters_narrow_and_a_strange_one_lists_nothing(dirk, area, login, signal):
    SignalFactory(area=area, theme="SAFETY", given_on="2026-10-01", due_on="2026-11-01")
    assert listed_signals(dirk, {"thema": "SAFETY"}, on=TODAY).count() == 1
    assert listed_signals(dirk, {"q": "schimmel"}, on=TODAY).count() == 1
    browser = login(dirk)
    for filters in ("wijk=9999", "van=gisteren", "punt=x", "thema=GEEN"):
        page = browser.get(f"/netwerk/signalen/?{filters}")
        assert (page.status_code, page.context["page"].paginator.count) == (200, 0)


@pytest.mark.parametrize("page", ["/netwerk/signalen/", "/netwerk/mijn-signalen/"])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    page, dirk, area, login, django_assert_max_num_queries
):
    browser, counts = login(dirk), []
    for number in (1, 2):
        SignalFactory.create_batch(number, area=area, given_by_id=dirk.user_id)
        with django_assert_max_num_queries(60) as found:
            browser.get(page)
        counts.append(len(found))
    assert counts[0] == counts[1]
