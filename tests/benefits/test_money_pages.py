"""The pages of finance: who makes, who approves, and who may do nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eenplan.benefits.models import BankDetails, BankFile, Payment, PaymentRun, Recovery
from eenplan.benefits.selectors.money import money_of
from eenplan.benefits.selectors.run_files import content_of
from eenplan.core.models import AuditEvent, FileRead
from tests.factories import TODAY, HouseholdFactory
from tests.support.bank import status_report
from tests.support.htmx import soup
from tests.support.money import NOW, SYSTEM, exported, filled, frozen, granted, households
from tests.support.rights import applicant_of, application_of, decided, paid_on, the_centre

pytestmark = pytest.mark.django_db
NEW = {"month": "2026-11", "part": "1", "component": "", "wished_on": "2026-11-28"}


@pytest.fixture
def yara(join, central):
    return join("yara", "FINANCE", central)


def test_hana_makes_a_run_yara_approves_it_and_the_file_is_always_the_same(
    household, hana, yara, login
):
    the_centre()
    granted(household)
    maker, checker = login(hana), login(yara)
    answer = maker.post("/betalingen/nieuw/", NEW)
    run = PaymentRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/betalingen/{run.pk}/")
    assert run.pay_on.isoformat() == "2026-11-27"
    page = f"/betalingen/{run.pk}/"
    assert maker.post(f"{page}bevries/").status_code == 303
    assert maker.post(f"{page}goedkeuren/").status_code == 409
    assert maker.get(f"{page}bestand/").status_code == 409
    assert "U maakte deze run" in soup(maker.get(page)).text
    assert checker.post(f"{page}goedkeuren/").status_code == 303
    assert maker.post(f"{page}naar-de-bank/").status_code == 303
    assert maker.post(f"{page}naar-de-bank/").status_code == 409
    first, second = maker.get(f"{page}bestand/"), checker.get(f"{page}bestand/")
    run.refresh_from_db()
    assert first.content == second.content == content_of(run)
    assert first["Content-Disposition"] == 'attachment; filename="EENPLAN-2026-00001.xml"'
    assert AuditEvent.objects.filter(event="benefits.run-file-taken").count() == 2
    assert run.made_by_id == hana.user_id
    assert run.approved_by_id == yara.user_id


@pytest.mark.parametrize("who", ["amira", "dirk", "celine", "guy", "ilse", "karim", "els"])
def test_every_other_role_is_refused(who, household, request, login):
    granted(household)
    run = frozen()
    browser, page = login(request.getfixturevalue(who)), f"/betalingen/{run.pk}/"
    for address in ("/betalingen/", page, f"{page}betalingen/", "/betalingen/grootboek/"):
        assert browser.get(address).status_code == 403
    for act in ("bevries", "goedkeuren", "naar-de-bank", "annuleren", "opnieuw"):
        assert browser.post(f"{page}{act}/", {"reason": "x"}).status_code == 403
    run.refresh_from_db()
    assert run.state == "FROZEN"


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": ""},
        {"month": "november"},
        {"month": "2026-13"},
        {"month": "99999-01"},
        {"part": "3"},
        {"component": "X"},
        {"wished_on": "2026-02-30"},
        {"wished_on": "2026-11-22"},
        {"wished_on": "9999-12-31"},
        {"wished_on": ""},
        {"month": "1999-01"},
    ],
)
def test_a_run_that_cannot_be_comes_back_with_why(wrong, hana, norms, login):
    answer = login(hana).post("/betalingen/nieuw/", {**NEW, **wrong})
    assert answer.status_code == 422
    assert soup(answer).select(".error-summary, .invalid-feedback")
    assert not PaymentRun.objects.exists()


def test_the_list_of_payments_its_count_and_its_file_agree(team, area, hana, login):
    households(team, area, 3)
    run = exported()
    browser = login(hana)
    for address in ("/betalingen/alle/", f"/betalingen/{run.pk}/betalingen/"):
        assert len(soup(browser.get(address)).select("#rows tbody tr")) == 3
        assert browser.get(f"{address}?formaat=json").json()["count"] == 3
    one = Payment.objects.first()
    number = one.grant.household.number
    for words in (one.end_to_end, number, one.iban):
        assert browser.get("/betalingen/alle/", {"q": words}).status_code == 200
    assert browser.get("/betalingen/alle/", {"q": number, "formaat": "json"}).json()["count"] == 1
    assert browser.get("/betalingen/alle/?stand=RETURNED&formaat=json").json()["count"] == 0
    assert browser.get("/betalingen/alle/?stand=x&formaat=json").json()["count"] == 0


def test_lists_take_the_same_number_of_queries_for_one_row_and_three(
    team, area, hana, login, django_assert_max_num_queries
):
    browser = login(hana)
    addresses = (
        *("/betalingen/", "/betalingen/alle/", "/betalingen/grootboek/"),
        *("/betalingen/rekeningen/", "/betalingen/bank/", "/betalingen/terugvorderingen/"),
    )

    def counted() -> list[int]:
        seen = []
        for address in addresses:
            browser.get(address)
            with django_assert_max_num_queries(100) as queries:
                assert browser.get(address).status_code == 200
            seen.append(len(queries))
        return seen

    def more(count: int) -> None:
        for found in households(team, area, count):
            other = HouseholdFactory(team=team, area=area)
            paid_on(applicant_of(other), confirmed_at=None, confirmed_by=None)
            decided(found, application=application_of(found), kind="RECOVER", amount_cents=500)
        exported()

    more(1)
    first = counted()
    more(3)
    assert counted() == first


def test_a_message_of_the_bank_is_read_in_once(household, hana, login):
    granted(household)
    run = exported()
    browser, content = login(hana), status_report(run.message_id)

    def send(content=content):
        file = SimpleUploadedFile("bericht.xml", content, content_type="text/xml")
        return browser.post("/betalingen/bank/", {"file": file}, follow=True)

    assert "1 herkend" in soup(send()).text
    assert "al ingelezen" in soup(send()).text
    for wrong in (b"geen xml", b"", b"<!DOCTYPE x []><x/>"):
        answer = send(wrong)
        assert answer.status_code == 422
    assert BankFile.objects.count() == 1
    assert browser.post("/betalingen/bank/", {}).status_code == 422


def test_a_case_manager_enters_an_account_in_the_own_household_only(amira, bram, household, login):
    person = applicant_of(household)
    page = f"/betalingen/gezin/{household.year}/{household.serial}/rekening/{person.pk}/"
    said = {"iban": "BE71 0961 2345 6769", "holder": "Olena", "proof": "bankkaart"}
    assert login(bram).get(page).status_code == 404
    assert login(bram).post(page, said).status_code == 404
    browser = login(amira)
    wrong = browser.post(page, {**said, "iban": "BE71 0961 2345 6768"})
    assert wrong.status_code == 422
    assert "BE71 0961 2345 6768" in wrong.content.decode()
    assert browser.post(page, said).status_code == 303
    assert BankDetails.objects.get().iban == "BE71096123456769"
    assert FileRead.objects.filter(household_id=household.pk, actor_id=amira.user_id).exists()


def test_a_second_person_confirms_on_the_page(household, hana, yara, login):
    granted(household, account=None)
    person = applicant_of(household)
    said = {"iban": "BE71096123456769", "holder": "Olena", "proof": "attest"}
    assert login(hana).post(f"/betalingen/rekening/{person.pk}/", said).status_code == 303
    row = BankDetails.objects.get()
    page = f"/betalingen/rekeningen/{row.pk}/bevestigen/"
    assert login(hana).post(page).status_code == 409
    assert login(yara).post(page).status_code == 303
    row.refresh_from_db()
    assert row.confirmed_by_id == yara.user_id


def test_finance_finds_nobody_who_is_not_paid(household, hana, login):
    person = applicant_of(household)
    assert login(hana).get(f"/betalingen/rekening/{person.pk}/").status_code == 404
    page = f"/betalingen/grootboek/gezin/{household.year}/{household.serial}/"
    assert login(hana).get(page).status_code == 404


def test_the_ledger_of_a_household_shows_its_number_and_not_its_name(household, hana, login):
    granted(household)
    exported()
    page = f"/betalingen/grootboek/gezin/{household.year}/{household.serial}/"
    text = soup(login(hana).get(page)).text
    assert household.number in text
    assert "Kovalchuk" not in text
    assert "1.776,95" in text
    assert FileRead.objects.filter(household_id=household.pk, ground="betalingen").exists()


def test_the_held_back_are_listed_with_their_reason(household, hana, login):
    granted(household, account=None)
    run = filled()
    page = soup(login(hana).get(f"/betalingen/{run.pk}/"))
    assert "geen rekening gekend" in page.text
    assert login(hana).get(f"/betalingen/{run.pk}/tegengehouden/?formaat=json").json()["count"] == 1


def test_a_recovery_is_begun_and_repaid_on_the_pages(household, hana, login):
    decision = decided(household, kind="RECOVER", amount_cents=12_345)
    browser = login(hana)
    page = f"/betalingen/terugvorderingen/beslissing/{decision.pk}/"
    for wrong in ("", "0", "-5", "123,46", "abc", "1e9", "12,345"):
        assert browser.post(page, {"instalment": wrong}).status_code == 422
    assert browser.post(page, {"instalment": "50,00"}).status_code == 303
    found = Recovery.objects.get()
    own = f"/betalingen/terugvorderingen/{found.pk}/"
    said = {"amount": "23,45", "reference": "uittreksel 7"}
    assert browser.post(f"{own}terugbetaald/", said).status_code == 303
    assert "100,00" in soup(browser.get(own)).text
    assert browser.post(f"{own}afzien/", {"amount": "200", "reason": "x"}).status_code == 422
    assert browser.post(f"{own}afzien/", {"amount": "100", "reason": "B2026/1"}).status_code == 303
    assert browser.get(page).status_code == 404


def test_an_application_says_how_far_its_money_is(household):
    application = application_of(household)
    assert money_of(application, on=TODAY).words == "Nog niets toegekend"
    grant = decided(household, application=application).grant
    found = money_of(application, on=TODAY)
    assert found.needs_account
    paid_on(grant.beneficiary)
    run = exported(actor=SYSTEM, at=NOW)
    found = money_of(application, on=TODAY)
    assert (found.words, found.payments[0].run) == ("Naar de bank", run)
    assert found.months[0].due == found.payments[0].gross_cents
