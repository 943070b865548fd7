"""Nothing was decided in time: the appeal against it, and what waits for the head of the team."""

from datetime import date, timedelta

import pytest

from eenplan.benefits.committee_errors import AppealRefused
from eenplan.benefits.models import Appeal, DecisionProposal
from eenplan.benefits.selectors.absence import absence_of
from eenplan.benefits.selectors.register import get_application
from eenplan.benefits.services.reviews import end_appeal, note_appeal_of_absence
from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from tests.factories import TODAY
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.rights import (
    REASONS,
    WAGE,
    application_of,
    at,
    calculation_of,
    decided,
    signed_report,
)

pytestmark = pytest.mark.django_db
ASKED = date(2026, 9, 1)
LAST, UNTIL = date(2026, 10, 1), date(2027, 1, 1)  # thirty days, and three months from there


@pytest.fixture
def waits(household):
    """An application for a living wage of which the last day to decide is over."""
    return application_of(household, received_on=ASKED, right="LIVING_WAGE")


def appealed(actor, application, *, filed_on=TODAY, **facts):
    found = get_application(actor, application.pk)
    facts = {"court": "arbeidsrechtbank Gent", "on": TODAY, **facts}
    return note_appeal_of_absence(actor=actor, application=found, filed_on=filed_on, **facts)


def test_after_thirty_days_without_a_decision_three_months_run(amira, waits):
    absence = absence_of(get_application(amira, waits.pk), on=TODAY)
    assert (absence.decide_by, absence.appeal_by, absence.is_there) == (LAST, UNTIL, True)
    assert absence.is_verified
    before = absence_of(get_application(amira, waits.pk), on=LAST)
    assert not before.is_there


def test_under_social_aid_the_term_is_said_not_to_be_verified(amira, household):
    asked = application_of(household, received_on=ASKED)
    assert not absence_of(get_application(amira, asked.pk), on=TODAY).is_verified


@pytest.mark.parametrize(
    ("filed_on", "words"),
    [(LAST, "nog niet voorbij"), (LAST + timedelta(days=1), ""), (TODAY, "")],
)
def test_an_appeal_against_the_absence_is_noted_and_warned_of(amira, waits, filed_on, words):
    appeal, warning = appealed(amira, waits, filed_on=filed_on)
    assert (appeal.decision, appeal.application) == (None, waits)
    assert words in warning and bool(warning) is bool(words)
    assert AuditEvent.objects.filter(event="benefits.appeal-noted").count() == 1


def test_a_late_appeal_is_noted_with_a_warning(amira, waits):
    _, warning = appealed(amira, waits, filed_on=date(2027, 1, 2), on=date(2027, 1, 5))
    assert "01/01/2027" in warning


def test_what_cannot_be_is_refused_and_there_is_one_open_appeal(amira, waits, household):
    for day in (ASKED - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(AppealRefused, match="Kies een dag"):
            appealed(amira, waits, filed_on=day)
    assert not Appeal.objects.exists()
    appealed(amira, waits)
    with pytest.raises(AppealRefused, match="loopt al"):
        appealed(amira, waits)
    decision = decided(household, received_on=ASKED, right="LIVING_WAGE")
    with pytest.raises(AppealRefused, match="al beslist"):
        appealed(amira, decision.application)


@pytest.mark.parametrize("who", ["dirk", "celine", "hana"])
def test_only_who_investigates_notes_it(amira, waits, who, request):
    found = get_application(amira, waits.pk)
    with pytest.raises(NotAllowed):
        note_appeal_of_absence(
            actor=request.getfixturevalue(who),
            application=found,
            filed_on=TODAY,
            court="Gent",
            on=TODAY,
        )


def test_the_court_that_decides_instead_is_told_to_the_case_manager(amira, waits):
    appeal, _ = appealed(amira, waits)
    ended = {"outcome": "CHANGED", "outcome_on": TODAY, "on": TODAY, "note": "leefloon vanaf 1/9"}
    end_appeal(actor=amira, appeal=appeal, **ended)
    assert Appeal.objects.get().outcome == "CHANGED"


def test_the_page_of_the_application_says_it_and_leads_to_the_form(amira, waits, login):
    browser, page = login(amira), f"/rechten/aanvraag/{waits.pk}/"
    form = f"/comite/aanvraag/{waits.pk}/beroep/"
    found = soup(browser.get(page))
    assert "niet op tijd beslist" in found.text and found.select(f"a[href='{form}']")
    assert "1 januari 2027" in found.text
    wrong = {"filed_on": "31/02/2026", "court": "Gent"}
    assert browser.post(form, wrong).status_code == 422
    assert browser.post(form, {"filed_on": "2026-11-20", "court": "Gent"}).status_code == 303
    found = soup(browser.get(page))
    assert "beroep omdat niet beslist is" in found.text
    end = f"/comite/beroep/{Appeal.objects.get().pk}/uitkomst/"
    assert browser.get(end).status_code == 200
    told = {"outcome": "WITHDRAWN", "outcome_on": "2026-11-22"}
    assert browser.post(end, told).status_code == 303
    assert FileRead.objects.filter(screen="committee:appeal_absence").exists()


def test_out_of_scope_there_is_no_such_form(bram, waits, login):
    assert login(bram).get(f"/comite/aanvraag/{waits.pk}/beroep/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_at_once_note_one_appeal(amira, waits):
    def job():
        try:
            return str(appealed(amira, waits)[0].pk > 0)
        except AppealRefused as error:
            return type(error).__name__

    assert sorted(at_once([job, job])) == ["AppealRefused", "True"]


# -- The day of the head --------------------------------------------------------------------------
def proposal_of(application, user_id) -> DecisionProposal:
    report = signed_report(application)
    return DecisionProposal.objects.create(
        application=application,
        investigation=report,
        calculation=calculation_of(report),
        starts_on=ASKED,
        made_by_id=user_id,
        made_at=at(ASKED),
        submitted_at=at(ASKED),
        **{**WAGE, **REASONS, "right": "LIVING_WAGE"},
    )


def waiting_on(page) -> list[str]:
    return [link.text for link in soup(page).select("[data-figure=proposals-to-check]")]


def test_a_head_sees_on_the_day_how_many_proposals_wait(amira, dirk, waits, login):
    assert waiting_on(login(dirk).get("/")) == []
    proposal_of(waits, amira.user_id)
    browser = login(dirk)
    assert waiting_on(browser.get("/")) == ["1"]
    rows = soup(browser.get("/comite/voorstellen/")).select("tbody tr")
    assert len(rows) == 1
    assert waiting_on(login(amira).get("/")) == []


def test_an_own_proposal_waits_for_somebody_else(dirk, waits, login):
    proposal_of(waits, dirk.user_id)
    assert waiting_on(login(dirk).get("/")) == []
    assert not WorkItem.objects.filter(text__contains="Voorstel").exists()
