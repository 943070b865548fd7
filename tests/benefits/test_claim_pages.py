"""The pages of the claims: what finance sees, what each figure leads to, and who is refused."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from eenplan.benefits.models import AidNotice, ClaimGround, CostStatement, StateClaim
from eenplan.benefits.selectors.claim_deadlines import deadlines
from eenplan.benefits.selectors.claim_status import statuses
from eenplan.benefits.selectors.claims import claims_of
from eenplan.benefits.services.claims import reckon_claims
from eenplan.benefits.services.cost_statements import make_statement
from eenplan.benefits.tasks import reckon_state_claims
from eenplan.core.access import system_actor
from eenplan.core.models import AuditEvent, FileRead
from tests.factories import TODAY, AreaFactory, HouseholdFactory
from tests.support.claims import granted, ground, noticed, paid, protected
from tests.support.htmx import soup

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
FULL = 177_695


def reckon(on=TODAY):
    return reckon_claims(actor=system_actor(on), on=on, at=now(), since=date(2020, 1, 1))


@pytest.fixture
def olena(household):
    grant = granted(household, since=SEPTEMBER)
    protected(grant.beneficiary, first_aid_on=SEPTEMBER)
    noticed(grant, SEPTEMBER + timedelta(days=20))
    paid(grant, SEPTEMBER)
    reckon()
    return grant


@pytest.fixture
def town(olena, team):
    """Three households: in two neighbourhoods, under two laws, one without a ground."""
    other = HouseholdFactory(team=team, area=AreaFactory(name="Molenwijk"))
    wage = granted(other, since=SEPTEMBER, right="LIVING_WAGE")
    ground(wage.beneficiary, "ORDINARY")
    noticed(wage, OCTOBER)
    paid(wage, SEPTEMBER)
    paid(wage, OCTOBER)
    unknown = granted(HouseholdFactory(team=team, area=other.area), since=OCTOBER)
    paid(unknown, OCTOBER)
    reckon()
    return olena, wage, unknown


def claim_of(grant):
    return StateClaim.objects.filter(grant=grant, corrected_by=None).earliest("month")


def exported(browser, address):
    body = browser.get(f"{address}{'&' if '?' in address else '?'}formaat=csv").content
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def cents(text):
    return round(float(text) * 100)


def shown(text):
    return int(text.replace("€", "").replace(".", "").replace(",", "").strip())


def test_every_figure_of_the_overview_is_the_sum_of_the_list_it_leads_to(hana, town, login):
    browser = login(hana)
    page = soup(browser.get("/terugvraag/"))
    links = list(page.select("main td a[href*='deel=']"))
    assert len(links) >= 6 * 6
    names = {
        "paid": "Betaald (euro)",
        "claimed": "Terug te vragen (euro)",
        "not_yet": "Nog niet terug te vragen (euro)",
        "own": "Eigen last (euro)",
        "lost": "Waarvan verloren (euro)",
        "supplement": "Supplement (euro)",
    }
    for link in links:
        part = link["href"].rsplit("deel=", 1)[1]
        listed = exported(browser, link["href"])
        total = sum(cents(row[names[part]]) for row in listed)
        assert total == shown(link.get_text()), link["href"]


def test_paid_is_what_is_claimed_not_yet_and_own_in_every_row(hana, town, login):
    for row in exported(login(hana), "/terugvraag/"):
        parts = ("Terug te vragen (euro)", "Nog niet terug te vragen (euro)", "Eigen last (euro)")
        assert cents(row["Betaald (euro)"]) == sum(cents(row[part]) for part in parts)


def test_the_list_its_count_and_its_export_are_one(hana, town, login):
    browser = login(hana)
    page = soup(browser.get("/terugvraag/lijst/"))
    told = browser.get("/terugvraag/lijst/?formaat=json").json()

    assert len(page.select("#rows tbody tr")) == told["count"] == 4
    assert len(exported(browser, "/terugvraag/lijst/")) == 4
    assert "PK" in browser.get("/terugvraag/lijst/?formaat=xlsx").content[:2].decode()


@pytest.mark.parametrize(
    "query, rows",
    [
        *(("maand=2026-09", 2), ("recht=LIVING_WAGE", 2), ("grond=onbekend", 1)),
        *(("wet=RMI", 2), ("stand=LOST", 0), ("deel=claimed", 3), ("grond=NON_BELGIAN", 1)),
        *(("maand=2026-13", 0), ("recht=x", 0), ("wijk=999999", 0), ("maand=0000-01", 0)),
    ],
)
def test_the_filters_of_the_list(hana, town, login, query, rows):
    assert len(exported(login(hana), f"/terugvraag/lijst/?{query}")) == rows


@pytest.mark.parametrize(
    "page",
    [
        *("/terugvraag/", "/terugvraag/lijst/", "/terugvraag/termijnen/"),
        *("/terugvraag/beslissingen/", "/terugvraag/kostenstaten/"),
    ],
)
@pytest.mark.parametrize("who", ["amira", "dirk", "guy", "joris", "els", "ilse", "karim", "celine"])
def test_every_other_role_is_refused(page, who, olena, request, login):
    assert login(request.getfixturevalue(who)).get(page).status_code == 403


def test_the_same_number_of_questions_for_one_row_and_for_three(hana, town, login):
    browser = login(hana)
    pages = ("lijst/?maand=2026-10", "lijst/", "beslissingen/", "termijnen/", "")
    counts = {}
    for page in pages:
        browser.get(f"/terugvraag/{page}")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get(f"/terugvraag/{page}")
        counts[page] = len(seen)
    assert counts["lijst/?maand=2026-10"] == counts["lijst/"]
    StateClaim.objects.filter(grant=town[1]).delete()
    for page in pages[2:]:
        with CaptureQueriesContext(connection) as seen:
            browser.get(f"/terugvraag/{page}")
        assert len(seen) <= counts[page] + 2, page


def test_the_page_of_a_claim_shows_its_steps_and_is_read_in_the_log(hana, olena, login):
    claim = claim_of(olena)
    page = soup(login(hana).get(f"/terugvraag/{claim.pk}/"))

    assert "L1965 art. 5 §1, 2°" in page.text and "state_non_belgian@2002-10-01" in page.text
    assert FileRead.objects.get().household_id == olena.household_id


def test_who_is_helped_elsewhere_has_no_name_for_finance_of_the_own_neighbourhood(
    hana, join, team, olena, login
):
    type(olena.household).objects.update(helped_elsewhere=True)
    neighbour = join("buur", "FINANCE", team)
    page = f"/terugvraag/{claim_of(olena).pk}/"
    name = str(olena.beneficiary)

    assert name in soup(login(hana).get(page)).text
    assert name not in soup(login(neighbour).get(page)).text


def test_a_claim_that_is_not_there_is_not_found(hana, login):
    assert login(hana).get("/terugvraag/999999/").status_code == 404


# -- Grounds and notices --------------------------------------------------------------------------
def ground_form(**more):
    return {
        "case": "NON_BELGIAN",
        "starts_on": "2026-10-01",
        "source": "DOCUMENT",
        "source_note": "bijlage 15",
        **more,
    }


def test_the_ground_is_asked_and_makes_the_claim_anew(hana, town, login):
    unknown = town[2]
    noticed(unknown, OCTOBER + timedelta(days=8))
    browser = login(hana)
    address = f"/terugvraag/beslissing/{unknown.decision_id}/grond/"
    assert "onbekend" in soup(browser.get(f"/terugvraag/{claim_of(unknown).pk}/")).text
    said = ground_form(is_protected="on", first_aid_on="2026-10-01")
    assert browser.post(address, said).status_code == 303

    claim = claim_of(unknown)
    assert (claim.claimed_cents, claim.case) == (FULL, "NON_BELGIAN")
    assert AuditEvent.objects.filter(event="benefits.claim-ground-noted").count() == 1
    assert ClaimGround.objects.get(person=unknown.beneficiary).noted_by_id == hana.user_id


@pytest.mark.parametrize(
    "wrong",
    [
        {"case": "ORDINARY"},
        {"case": ""},
        {"is_protected": "on"},
        {"starts_on": "2026-13-40"},
        {"starts_on": "2026-12-24"},
        {"is_protected": "on", "first_aid_on": "2027-01-01"},
        {"source": "x"},
        {"source_note": "\x00"},
        {"source_note": "x" * 5000},
    ],
)
def test_a_wrong_ground_is_refused_with_everything_kept(hana, town, login, wrong):
    unknown = town[2]
    address = f"/terugvraag/beslissing/{unknown.decision_id}/grond/"
    answer = login(hana).post(address, ground_form(**wrong))

    assert answer.status_code == 422
    assert soup(answer).select(".error-summary li")
    assert not ClaimGround.objects.filter(person=unknown.beneficiary).exists()


def test_a_limited_ground_asks_its_first_day(hana, town, login):
    wage = town[1]
    address = f"/terugvraag/beslissing/{wage.decision_id}/grond/"
    answer = login(hana).post(address, ground_form(case="FOREIGNERS_REGISTER"))

    assert answer.status_code == 422 and "sinds wanneer" in soup(answer).text


def test_another_ground_from_a_day_ends_the_one_before(hana, town, login):
    """In October in the population register: from then on the ordinary part."""
    wage = town[1]
    ClaimGround.objects.filter(person=wage.beneficiary).update(
        case="FOREIGNERS_REGISTER", since=date(2024, 1, 1)
    )
    address = f"/terugvraag/beslissing/{wage.decision_id}/grond/"
    login(hana).post(address, ground_form(case="ORDINARY"))

    months = StateClaim.objects.filter(grant=wage).order_by("month")
    assert [row.claimed_cents for row in months] == [FULL, 97_732]


def test_a_notice_is_noted_once_corrected_and_answered(hana, town, login):
    unknown = town[2]
    browser = login(hana)
    address = f"/terugvraag/beslissing/{unknown.decision_id}/melding/"
    assert browser.post(address, {"sent_on": "2026-11-20"}).status_code == 303
    again = browser.post(address, {"sent_on": "2026-11-21"})
    assert again.status_code == 422 and "al" in soup(again).select_one(".error-summary").text
    slip = {"sent_on": "2026-10-10", "reference": "K-7", "was": "2026-11-20"}
    assert browser.post(address, slip).status_code == 303
    assert browser.post(address, slip).status_code == 422
    answer = f"/terugvraag/beslissing/{unknown.decision_id}/antwoord/"
    said = {"accepted": "nee", "answered_on": "2026-11-01", "answer": ""}
    assert browser.post(answer, said).status_code == 422
    assert browser.post(answer, {**said, "answer": "geen attest"}).status_code == 303

    notice = AidNotice.objects.get(decision=unknown.decision)
    assert (notice.sent_on, notice.refused_on) == (date(2026, 10, 10), date(2026, 11, 1))
    assert browser.post(address, {"sent_on": "2026-11-22"}).status_code == 303


@pytest.mark.parametrize("sent_on", ["2026-11-24", "2026-08-31", "", "gisteren"])
def test_a_notice_of_an_impossible_day_is_refused(hana, olena, login, sent_on):
    AidNotice.objects.all().delete()
    address = f"/terugvraag/beslissing/{olena.decision_id}/melding/"

    assert login(hana).post(address, {"sent_on": sent_on}).status_code == 422
    assert not AidNotice.objects.exists()


# -- Statements -----------------------------------------------------------------------------------
def test_a_statement_is_made_and_comes_down_as_it_was_sent(hana, olena, login):
    browser = login(hana)
    made = browser.post("/terugvraag/kostenstaten/nieuw/", {"quarter": "2026-07-01"})
    assert made.status_code == 303
    statement = CostStatement.objects.get()
    page = soup(browser.get(f"/terugvraag/kostenstaten/{statement.pk}/"))
    body = browser.get(f"/terugvraag/kostenstaten/{statement.pk}/csv/")
    data = json.loads(browser.get(f"/terugvraag/kostenstaten/{statement.pk}/json/").content)

    assert statement.sha256 in page.text
    assert body.content.decode() == statement.content
    assert data["verschil_cent"] == FULL
    assert AuditEvent.objects.filter(event="core.list-exported").count() == 2
    again = browser.post("/terugvraag/kostenstaten/nieuw/", {"quarter": "2026-07-01"})
    assert again.status_code == 422 and "niets nieuws" in soup(again).text


@pytest.mark.parametrize("quarter", ["2026-10-01", "", "x", "2026-02-30"])
def test_a_quarter_that_cannot_be_is_refused(hana, olena, login, quarter):
    answer = login(hana).post("/terugvraag/kostenstaten/nieuw/", {"quarter": quarter})

    assert answer.status_code == 422
    assert not CostStatement.objects.exists()


def test_the_answer_to_a_claim_is_noted_on_its_page(hana, olena, login):
    make_statement(actor=hana, quarter=date(2026, 7, 1), on=TODAY, at=now())
    claim = claim_of(olena)
    address = f"/terugvraag/{claim.pk}/antwoord/"
    assert login(hana).post(address, {"accepted": "ja"}).status_code == 303
    assert login(hana).post(address, {"accepted": "ja"}).status_code == 422

    assert claim_of(olena).state == "ACCEPTED"


# -- Deadlines ------------------------------------------------------------------------------------
def of_kind(kind, *, on=TODAY, by=None):
    return deadlines(on=on, by=by or on, kind=kind)


def test_what_nobody_told_comes_soonest_first_with_what_it_costs(town, hana, login):
    unknown = town[2]
    [line] = of_kind("NOTICE", by=date(2026, 12, 6))
    assert line.due_on == OCTOBER + timedelta(days=45)
    assert line.loses_from == line.due_on + timedelta(days=1)
    assert line.is_late and line.decision == unknown.decision
    # Told on 23 November: eight of the 31 days of October are lost already.
    assert line.lost == round(FULL * 8 / 31)
    assert line.at_stake == FULL - line.lost
    assert line.lost_by == round(FULL * 21 / 31) - line.lost
    page = soup(login(hana).get("/terugvraag/termijnen/?soort=NOTICE&tegen=2026-12-06"))
    assert len(page.select("#rows tbody tr")) == 1 and "te laat" in page.text


def test_a_decision_on_a_living_wage_is_told_within_eight_days_after_its_month(household):
    granted(household, since=OCTOBER, right="LIVING_WAGE")
    [line] = of_kind("REPORT")

    assert (line.due_on, line.loses_from) == (date(2026, 11, 8), date(2026, 12, 15))
    assert line.source == "RMI art. 21 §6"


def test_a_quarter_has_twelve_months_and_then_all_is_lost(olena):
    [line] = of_kind("STATEMENT", by=date(2027, 10, 1))

    assert (line.due_on, line.at_stake, line.lost_by) == (date(2027, 9, 30), FULL, FULL)
    assert of_kind("STATEMENT", by=date(2027, 9, 30))[0].lost_by == 0


def test_after_the_export_nothing_is_left_to_send(olena, hana):
    make_statement(actor=hana, quarter=date(2026, 7, 1), on=TODAY, at=now())

    assert of_kind("STATEMENT") == []


def test_temporary_protection_without_a_project_costs_a_tenth_every_month(olena):
    [line] = of_kind("PROJECT", by=date(2027, 1, 23))

    assert (line.at_stake, line.lost_by) == (17_770, 2 * 17_770)


def test_the_deadlines_come_soonest_first_and_are_exported_as_shown(town, hana, login):
    days = [line.due_on for line in deadlines(on=TODAY, by=TODAY)]
    assert days == sorted(days)
    assert len(exported(login(hana), "/terugvraag/termijnen/")) == len(days) >= 4


@pytest.mark.parametrize("query", ["tegen=2026-13-01", "soort=x", "tegen=9999-01-01"])
def test_a_wrong_filter_lists_no_deadlines(hana, town, login, query):
    answer = login(hana).get(f"/terugvraag/termijnen/?{query}")
    assert answer.status_code == 200 and "Deze filter bestaat niet" in soup(answer).text


# -- Status, hub, night ---------------------------------------------------------------------------
def test_where_each_decision_stands(town, hana):
    olena, wage, unknown = town
    assert {one.grant: one.state for one in statuses(on=TODAY)} == {
        olena: "aanvaard",
        wage: "aanvaard",
        unknown: "grond onbekend",
    }
    make_statement(actor=hana, quarter=date(2026, 7, 1), on=TODAY, at=now())
    now_is = {one.grant: one.state for one in statuses(on=TODAY)}
    assert now_is[olena] == "ingediend" and now_is[wage] == "deels ingediend"


def test_the_hub_shows_what_comes_back(olena, amira):
    found = claims_of(olena.decision.application, on=TODAY)
    assert [part.sums.claimed for part in found.grants] == [FULL]
    told = render_to_string(
        "benefits/part_claims.html",
        {"claims": found, "actor": amira, "application": olena.decision.application},
    )
    assert "komt € 1.776,95 terug" in told
    assert "/terugvraag/gpmi/gezin/" in told and "/terugvraag/beslissingen/" not in told


def test_the_claims_are_reckoned_at_night(olena, clock):
    StateClaim.objects.all().delete()

    assert reckon_state_claims(timestamp=0) == 1
    assert reckon_state_claims(timestamp=0) == 0


def test_a_button_reckons_again(olena, hana, login):
    StateClaim.objects.all().delete()

    assert login(hana).post("/terugvraag/berekenen/").status_code == 303
    assert StateClaim.objects.count() == 1
