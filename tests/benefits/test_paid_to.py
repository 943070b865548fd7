"""Somebody else is paid than who has the right: on what ground, by two people, and told as such."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from lxml import etree

from eenplan.benefits.enums_money import CandidateState
from eenplan.benefits.models import PaidTo, Payment, RunCandidate
from eenplan.benefits.money_errors import (
    AccountSettled,
    ImpossibleAccount,
    ImpossiblePayee,
    SamePerson,
    UnreadableHolder,
)
from eenplan.benefits.selectors.letter_facts import paid_in
from eenplan.benefits.selectors.run_files import content_of
from eenplan.benefits.services import paid_to as services, runs
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from tests.factories import TODAY, HouseholdFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.money import MONTH, NOW, SYSTEM, exported, filled, granted
from tests.support.money_pages import LANDLORD, other_payee
from tests.support.rights import IBAN, at, decided

pytestmark = pytest.mark.django_db
EARLY = at(date(2026, 11, 2))


@pytest.fixture
def yara(join, central):
    return join("yara", "FINANCE", central)


@pytest.fixture
def grant(household):
    return granted(household)


def to_landlord(actor, grant, **facts) -> PaidTo:
    return services.pay_somebody_else(
        **{
            "actor": actor,
            "application": grant.decision.application,
            "kind": "LANDLORD",
            "iban": LANDLORD,
            "holder": "Immo De Linde",
            "basis": "CONSENT",
            "consent_on": TODAY,
            "decision": None,
            "proof": "huurcontract en toestemming",
            "starts_on": TODAY,
            "on": TODAY,
            "at": EARLY,
            **facts,
        }
    )


def confirmed(actor, second, grant, **facts) -> PaidTo:
    row = to_landlord(actor, grant, **facts)
    return services.confirm_paid_to(actor=second, row=row, at=EARLY)


# -- Paid, filed and told -------------------------------------------------------------------------
def test_the_bank_file_names_the_third_party_and_the_right_stays_of_the_client(
    amira, yara, grant, household
):
    confirmed(amira, yara, grant)
    run = exported()
    payment = Payment.objects.get(run=run)

    assert (payment.holder, payment.iban) == ("Immo De Linde", LANDLORD)
    assert (payment.grant.beneficiary, payment.snapshot["to"]) == (grant.beneficiary, "LANDLORD")
    root = etree.fromstring(content_of(run))
    assert root.findtext(".//{*}Cdtr/{*}Nm") == "Immo De Linde"
    assert root.findtext(".//{*}CdtrAcct//{*}IBAN") == LANDLORD
    assert [row.to for row in paid_in(household, MONTH.year)] == ["Immo De Linde"]


def test_the_statement_of_the_client_tells_who_was_paid(amira, yara, grant, household, login):
    confirmed(amira, yara, grant)
    exported()
    at = f"/rechten/brieven/overzicht/{household.year}/{household.serial}/"
    page = soup(login(amira).get(at)).text
    assert "Wij betaalden het aan Immo De Linde" in page and "november" in page


def test_a_revision_of_the_decision_does_not_bring_the_money_elsewhere(amira, yara, grant):
    confirmed(amira, yara, grant)
    type(grant).objects.filter(pk=grant.pk).update(ends_on=date(2026, 11, 16))
    granted(
        grant.household,
        since=date(2026, 11, 16),
        application=grant.decision.application,
        revises=grant.decision,
        kind="REVISE",
        starts_on=date(2026, 11, 16),
    )
    holders = Payment.objects.filter(run=filled()).values_list("holder", flat=True)
    assert list(holders) == ["Immo De Linde", "Immo De Linde"]


def test_other_aid_of_another_application_still_goes_to_the_client(amira, yara, grant, household):
    confirmed(amira, yara, grant)
    decided(household, received_on=MONTH, right="OTHER_AID", amount_cents=5_000, rhythm="ONCE")
    run = filled()
    assert Payment.objects.get(run=run, component="OTHER_AID").iban == IBAN


def test_what_ends_before_the_pay_day_goes_to_the_client_again_also_at_the_freeze(
    amira, yara, grant
):
    row = confirmed(amira, yara, grant)
    run = filled()
    assert Payment.objects.get(run=run).holder == "Immo De Linde"
    services.end_paid_to(actor=amira, row=row, why="ingetrokken", ends_on=TODAY, on=TODAY)
    run = runs.freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    assert Payment.objects.get(run=run).iban == IBAN


def test_what_is_confirmed_while_the_run_is_open_is_seen_by_the_freeze(amira, yara, grant):
    run = filled()
    assert Payment.objects.get(run=run).iban == IBAN
    confirmed(amira, yara, grant)
    run = runs.freeze(actor=SYSTEM, run=run, on=TODAY, at=NOW)
    assert Payment.objects.get(run=run).holder == "Immo De Linde"


def test_until_a_second_person_confirms_it_nothing_is_paid(amira, grant):
    to_landlord(amira, grant)
    candidate = RunCandidate.objects.get(run=filled())
    assert (candidate.state, candidate.reason) == (CandidateState.HELD, "NOT_CONFIRMED")


def test_an_account_entered_just_before_the_run_is_released_by_a_second_person(
    amira, yara, hana, grant
):
    row = to_landlord(amira, grant, at=NOW)
    services.confirm_paid_to(actor=yara, row=row, at=NOW)
    candidate = RunCandidate.objects.get(run=filled())
    assert candidate.reason == "JUST_CHANGED"
    runs.release(actor=hana, candidate=candidate, at=NOW)
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.WAITING


# -- Who, and on what ground ----------------------------------------------------------------------
def test_who_entered_it_does_not_confirm_it_and_it_is_confirmed_once(yara, hana, household, grant):
    row = other_payee(household, entered_by_id=yara.user_id)
    with pytest.raises(SamePerson):
        services.confirm_paid_to(actor=yara, row=row, at=NOW)
    services.confirm_paid_to(actor=hana, row=row, at=NOW)
    with pytest.raises(AccountSettled):
        services.refuse_paid_to(actor=hana, row=row, reason="x", on=TODAY)
    assert AuditEvent.objects.filter(event="benefits.paid-to-confirmed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"consent_on": None}, ImpossiblePayee),
        ({"consent_on": TODAY + timedelta(days=1)}, ImpossiblePayee),
        ({"basis": "DECISION"}, ImpossiblePayee),
        ({"basis": "DECISION", "consent_on": None}, ImpossiblePayee),
        ({"starts_on": TODAY - timedelta(days=1)}, ImpossiblePayee),
        ({"starts_on": date(2099, 1, 1)}, ImpossiblePayee),
        ({"iban": "BE00 1234"}, ImpossibleAccount),
        ({"iban": "US12345678901234567"}, ImpossibleAccount),
        ({"holder": "房东"}, UnreadableHolder),
    ],
)
def test_without_consent_decision_or_a_right_account_it_is_refused(amira, grant, wrong, error):
    with pytest.raises(error):
        to_landlord(amira, grant, **wrong)
    assert not PaidTo.objects.exists()


def test_a_decision_about_this_client_is_ground_enough_and_one_about_another_is_not(
    amira, grant, team, area
):
    about = {"basis": "DECISION", "consent_on": None}
    assert to_landlord(amira, grant, decision=grant.decision, **about).decision == grant.decision
    other = decided(HouseholdFactory(team=team, area=area))
    with pytest.raises(ImpossiblePayee, match="iemand anders"):
        to_landlord(amira, grant, decision=other, iban=IBAN, **about)
    with (
        pytest.raises(IntegrityError, match="paid_to_by_a_decision_on_them"),
        transaction.atomic(),
    ):
        other_payee(grant.household, decision=other, ends_on=TODAY, **about)


def test_another_account_replaces_the_one_before(amira, grant):
    first = to_landlord(amira, grant)
    with pytest.raises(ImpossiblePayee, match="al naar deze rekening"):
        to_landlord(amira, grant)
    second = to_landlord(amira, grant, iban=IBAN, kind="BUDGET", holder="Budgetbeheer")
    first.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (TODAY, None)


@pytest.mark.parametrize("who", ["dirk", "celine", "hana", "bram"])
def test_only_who_investigates_for_this_household_enters_it(grant, who, request):
    with pytest.raises(NotAllowed):
        to_landlord(request.getfixturevalue(who), grant)


def test_the_account_and_its_ground_stay_as_they_were_written(amira, grant):
    row = to_landlord(amira, grant)
    for change in ({"iban": IBAN}, {"holder": "x"}, {"basis": "DECISION"}, {"starts_on": MONTH}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PaidTo.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError, match="somebody_else"), transaction.atomic():
        PaidTo.objects.filter(pk=row.pk).update(confirmed_at=NOW, confirmed_by=amira.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.delete()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_confirm_once(hana, yara, household, grant):
    row = other_payee(household)

    def job(actor):
        try:
            return str(services.confirm_paid_to(actor=actor, row=row, at=NOW).pk > 0)
        except AccountSettled as error:
            return type(error).__name__

    assert sorted(at_once([lambda: job(hana), lambda: job(yara)])) == ["AccountSettled", "True"]


# -- Pages ----------------------------------------------------------------------------------------
FORM = {
    "kind": "LANDLORD",
    "holder": "Immo De Linde",
    "iban": "BE72 0961 2349 9916",
    "starts_on": "2026-11-23",
    "basis": "CONSENT",
    "consent_on": "2026-11-20",
    "proof": "huurcontract",
}


def test_from_the_application_to_the_second_person_and_back(amira, yara, grant, login):
    application = grant.decision.application
    page = f"/betalingen/aanvraag/{application.pk}/derden/"
    browser = login(amira)
    assert soup(browser.get(f"/rechten/aanvraag/{application.pk}/")).select(f"a[href='{page}']")
    assert browser.post(f"{page}nieuw/", {**FORM, "iban": "BE1"}).status_code == 422
    assert browser.post(f"{page}nieuw/", {**FORM, "consent_on": ""}).status_code == 422
    assert browser.post(f"{page}nieuw/", FORM).status_code == 303
    assert "wacht op een tweede persoon" in soup(browser.get(page)).text
    assert FileRead.objects.filter(screen="money:paid_to").exists()

    row = PaidTo.objects.get()
    second = login(yara)
    assert "Immo De Linde" in soup(second.get("/betalingen/derden/")).text
    assert second.post(f"/betalingen/derden/{row.pk}/bevestigen/").status_code == 303
    assert "Geen enkele betaling" in soup(second.get("/betalingen/derden/")).text

    browser = login(amira)
    end = f"/betalingen/derden/{row.pk}/einde/"
    assert browser.post(end, {"ends_on": "2026-11-01", "why": "x"}).status_code == 422
    assert browser.post(end, {"ends_on": "2026-12-01", "why": "ingetrokken"}).status_code == 303
    assert "ingetrokken" in soup(browser.get(page)).text


def test_a_refused_one_leaves_the_client_paid(yara, household, grant, login):
    row = other_payee(household)
    at = f"/betalingen/derden/{row.pk}/weigeren/"
    assert login(yara).post(at, {"reason": ""}).status_code == 422
    assert login(yara).post(at, {"reason": "geen handtekening"}).status_code == 303
    assert Payment.objects.get(run=filled()).iban == IBAN


def test_out_of_scope_there_is_nothing(bram, household, grant, login):
    row, browser = other_payee(household), login(bram)
    application = grant.decision.application_id
    for address in (
        f"/betalingen/aanvraag/{application}/derden/",
        f"/betalingen/aanvraag/{application}/derden/nieuw/",
        f"/betalingen/derden/{row.pk}/einde/",
    ):
        assert browser.get(address).status_code == 404
