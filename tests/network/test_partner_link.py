"""A partner without account answers by a link: it shows what was agreed, and counts once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from eenplan.core.token_pages import MOST_MISSES
from eenplan.network import services
from eenplan.network.errors import LinkRefused
from eenplan.network.models import HouseholdTie, Referral, ReferralLink
from eenplan.network.selectors.links import hash_of
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

YES = {"state": "ACCEPTED", "why": "Maandag om 9 uur", "by_name": "Jo Peeters"}


@pytest.fixture(autouse=True)
def no_misses(db):
    cache.clear()


@pytest.fixture
def referral(send):
    return send(shared=["NAMES", "LANGUAGES"])


@pytest.fixture
def link(referral, amira):
    """Make a link and return its address."""
    return address_of(referral, amira)


def address_of(referral, actor):
    _, token = services.make_link(actor=actor, referral=referral, on=TODAY)
    return f"/netwerk/antwoord/{token}/"


def on_day(days: int):
    return time_machine.travel(f"{(TODAY + timedelta(days=days)).isoformat()}T10:00:00+01:00")


def said(response) -> str:
    return " ".join(soup(response).main.text.split())


# -- The link itself -------------------------------------------------------------------------------
def test_the_token_is_long_told_once_and_only_its_hash_is_kept(amira, referral, login):
    browser = login(amira)
    page = soup(browser.post(f"/netwerk/doorverwijzingen/{referral.pk}/link/"))
    address = page.select_one("#link-address")["value"]
    token = address.rstrip("/").rsplit("/", 1)[1]

    assert len(token) == 43  # 256 bits
    link = ReferralLink.objects.get()
    assert link.token_hash == hash_of(token)
    for row in (*ReferralLink.objects.values(), *AuditEvent.objects.values()):
        assert token not in str(row)
    again = browser.get(f"/netwerk/doorverwijzingen/{referral.pk}/").content.decode()
    assert token not in again


def test_a_link_lives_no_longer_than_the_norm_and_the_consent(referral, amira):
    link, _ = services.make_link(actor=amira, referral=referral, on=TODAY)
    assert link.expires_on == TODAY + timedelta(days=14)

    Referral.objects.update(consent_until=TODAY + timedelta(days=3))
    link, _ = services.make_link(actor=amira, referral=referral, on=TODAY)
    assert link.expires_on == TODAY + timedelta(days=3)


def test_there_is_one_living_link_at_a_time(referral, amira, client, link):
    newer = address_of(referral, amira)

    assert client.get(link).status_code == 410
    assert "werkt niet meer" in said(client.get(link))
    assert client.get(newer).status_code == 200
    living = ReferralLink.objects.get(revoked_on=None)
    with pytest.raises(IntegrityError, match="one_living_link"), transaction.atomic():
        ReferralLink.objects.create(
            referral=referral, token_hash="x", made_on=TODAY, expires_on=living.expires_on
        )


def test_a_colleague_of_another_team_makes_no_link(referral, bram, login):
    with pytest.raises(NotAllowed):
        services.make_link(actor=bram, referral=referral, on=TODAY)
    assert login(bram).post(f"/netwerk/doorverwijzingen/{referral.pk}/link/").status_code == 404


def test_for_what_is_over_or_without_consent_no_link_is_made(referral, amira):
    Referral.objects.update(consent_until=TODAY, consent_on=TODAY - timedelta(days=2))
    with pytest.raises(LinkRefused, match="toestemming"):
        services.make_link(actor=amira, referral=referral, on=TODAY)
    services.withdraw_referral(actor=amira, referral=referral, why="x", on=TODAY)
    with pytest.raises(LinkRefused, match="ingetrokken"):
        services.make_link(actor=amira, referral=referral, on=TODAY)


# -- What it shows ---------------------------------------------------------------------------------
def test_it_shows_what_was_agreed_and_nothing_else(link, client, household):
    text = said(client.get(link))

    assert "Olena Kovalchuk" in text and "Oekraïens" in text and "Een gesprek, snel" in text
    assert household.number not in text
    assert "1988" not in text and "amira" not in text.lower()


def test_the_browser_keeps_nothing_tells_nobody_and_is_not_indexed(link, client):
    for response in (client.get(link), client.get("/netwerk/antwoord/verzonnen/")):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
    assert "Location" not in client.get(link)
    assert not client.cookies


def test_opening_changes_nothing_but_leaves_a_line_in_the_read_log(link, client, household):
    before = list(Referral.objects.values()), list(ReferralLink.objects.values())

    for _ in range(3):
        assert client.get(link).status_code == 200
    client.head(link)

    assert before == (list(Referral.objects.values()), list(ReferralLink.objects.values()))
    lines = FileRead.objects.values_list("household_id", "actor_id", "screen").distinct()
    assert list(lines) == [(household.pk, 0, "network:partner_answer")]
    assert FileRead.objects.first().ground.startswith("link ")


def test_who_is_signed_in_gets_no_more_by_it(link, login, bram):
    text = said(login(bram).get(link))
    assert "Olena" in text
    assert FileRead.objects.get().actor_id == 0


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (lambda a, r: services.withdraw_consent(actor=a, referral=r, why="nee", on=TODAY),
         "trok zijn toestemming in"),
        (lambda a, r: services.withdraw_referral(actor=a, referral=r, why="nee", on=TODAY),
         "ingetrokken"),
        (lambda a, r: services.revoke_link(actor=a, referral=r, on=TODAY), "werkt niet meer"),
        (lambda a, r: Referral.objects.update(
            consent_until=TODAY, consent_on=TODAY - timedelta(days=2)), "verlopen"),
    ],
)  # fmt: skip
def test_when_it_is_over_it_shows_one_sentence_and_takes_no_answer(
    ends, sentence, referral, link, amira, client
):
    ends(amira, referral)

    response = client.get(link)
    assert response.status_code == 410
    assert sentence in said(response)
    for hidden in ("Olena", "Schulden", "gesprek"):
        assert hidden not in response.content.decode()
    state = Referral.objects.get().state
    refused = client.post(link, YES)
    assert refused.status_code == 409
    assert "niet bewaard" in said(refused) and "Olena" not in said(refused)
    assert Referral.objects.get().state == state
    assert not FileRead.objects.exists()


def test_after_its_last_day_it_shows_nothing(link, client):
    with on_day(13):
        assert client.get(link).status_code == 200
    with on_day(14):
        response = client.get(link)
    assert response.status_code == 410 and "verlopen" in said(response)


# -- The answer ------------------------------------------------------------------------------------
def test_an_answer_counts_is_told_and_stands_in_the_timeline(
    link, client, amira, household, login, service
):
    response = client.post(link, YES)

    assert (response.status_code, response["Location"]) == (303, link)
    referral = Referral.objects.get()
    assert referral.state == "ACCEPTED"
    item = WorkItem.objects.get()
    assert item.worker_id == amira.user_id
    assert "aanvaard door Jo Peeters: Maandag om 9 uur" in item.text
    file = login(amira).get(f"/gezin/{household.year}/{household.serial}/")
    assert "Doorverwijzing aanvaard: Budgethulp" in said(file)
    assert "Jo Peeters (CAW De Brug)" in said(file)
    assert AuditEvent.objects.filter(event="network.answered-by-link", actor_id=0).exists()
    tie = HouseholdTie.objects.get()
    assert (tie.service, tie.starts_on, tie.consent_by) == (service, TODAY, "Olena Kovalchuk")


def test_once_answered_it_shows_only_that(link, client):
    client.post(link, YES)

    response = client.get(link)
    assert response.status_code == 200
    assert "Antwoord ontvangen" in said(response)
    assert "Olena" not in response.content.decode()
    assert client.post(link, {**YES, "state": "REFUSED", "why": "toch niet"}).status_code == 409
    assert Referral.objects.get().state == "ACCEPTED"


def test_a_new_link_after_accepting_takes_the_word_that_it_is_done(link, client, referral, amira):
    client.post(link, YES)
    referral.refresh_from_db()
    again = address_of(referral, amira)

    assert client.post(again, {**YES, "state": "DONE"}).status_code == 303
    assert Referral.objects.get().state == "DONE"
    assert HouseholdTie.objects.get().ends_on == TODAY


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": ""}, "Kies een antwoord"),
        ({"state": "WITHDRAWN"}, "geen beschikbare keuze"),
        ({"state": "REFUSED", "why": ""}, "Schrijf waarom"),
        ({"by_name": ""}, "verplicht"),
        ({"why": "x" * 2001}, "2000"),
        ({"why": "a\x00b"}, "niet kunnen lezen"),
    ],
)
def test_a_wrong_answer_is_refused_in_words_and_the_text_stays(changes, sentence, link, client):
    response = client.post(link, {**YES, **changes})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Referral.objects.get().state == "SENT"
    assert not WorkItem.objects.exists()
    assert client.post(link, YES).status_code == 303


def test_the_form_needs_no_cookie_and_no_key(link, referral):
    strict = Client(enforce_csrf_checks=True)
    page = soup(strict.get(link))
    assert page.form["method"] == "post"
    assert strict.post(link, YES, headers={"origin": "null"}).status_code == 303


def test_wrong_links_are_not_found_and_after_many_of_them_one_waits(client, link):
    first = client.get("/netwerk/antwoord/fout/")
    assert first.status_code == 404 and "bestaat niet" in said(first)
    for number in range(MOST_MISSES):
        client.get(f"/netwerk/antwoord/{'é' if number % 2 else 'x' * 500}/")

    assert client.get(link).status_code == 429
    assert Client(REMOTE_ADDR="10.1.2.3").get(link).status_code == 200


def test_the_log_of_the_server_never_holds_a_token(link, client, caplog):
    client.post(link, {})
    client.post(link, YES)
    client.post(link, YES)
    client.get("/netwerk/antwoord/verzonnen/")

    assert "antwoord/" not in caplog.text


def test_only_reading_and_answering_exist(link, client):
    assert client.put(link).status_code == 405
    assert client.delete(link).status_code == 405


# -- Two at once -----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_and_exactly_one_wins(link, referral):
    no = {"state": "REFUSED", "why": "volzet", "by_name": "An"}
    for _ in range(1):
        responses = at_once([lambda form=form: Client().post(link, form) for form in [YES, no] * 6])
        codes = sorted(response.status_code for response in responses)
        assert codes == [303] + [409] * 11
    referral.refresh_from_db()
    events = list(referral.events.values_list("state", flat=True))
    assert events == ["SENT", referral.state]
    assert WorkItem.objects.count() == 1
    losers = [r.content.decode() for r in responses if r.status_code == 409]
    assert all(
        "niet bewaard" in text and re.search("telde niet|ontvangen", text) for text in losers
    )


@pytest.mark.django_db(transaction=True)
def test_a_partner_accepts_while_we_withdraw_and_exactly_one_wins(link, referral, amira, login):
    browser = login(amira)
    take_back = {"version": referral.version, "why": "niet meer nodig"}
    page = f"/netwerk/doorverwijzingen/{referral.pk}/intrekken/"

    responses = at_once([lambda: Client().post(link, YES), lambda: browser.post(page, take_back)])

    codes = [response.status_code for response in responses]
    assert sorted(codes)[0] == 303 and sorted(codes)[1] in (409, 422)
    winner = "ACCEPTED" if codes[0] == 303 else "WITHDRAWN"
    referral.refresh_from_db()
    assert referral.state == winner
    assert list(referral.events.values_list("state", flat=True)) == ["SENT", winner]
