"""Accounts: checked in words, entered by one person and confirmed by another."""

from datetime import timedelta

import pytest

from eenplan.benefits.models import BankDetails
from eenplan.benefits.money_errors import (
    AccountSettled,
    ImpossibleAccount,
    SamePerson,
    UnreadableHolder,
)
from eenplan.benefits.policies.accounts import checked_iban
from eenplan.benefits.services.accounts import confirm_account, enter_account, reject_account
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from tests.factories import TODAY
from tests.support.money import NOW
from tests.support.rights import IBAN, applicant_of

pytestmark = pytest.mark.django_db
OTHER = "NL91ABNA0417164300"


@pytest.fixture
def yara(join, central):
    return join("yara", "FINANCE", central)


@pytest.fixture
def enter(household):
    def _enter(actor, iban=IBAN, on=TODAY, **facts):
        said = {"holder": "Olena Kovalchuk", "proof": "bankkaart", **facts}
        person = applicant_of(household)
        return enter_account(actor=actor, person=person, iban=iban, on=on, at=NOW, **said)

    return _enter


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("BE71 0961 2345 6769", IBAN),
        ("be71-0961-2345-6769", IBAN),
        ("NL91 ABNA 0417 1643 00", OTHER),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("LT121000011101001000", "LT121000011101001000"),
    ],
)
def test_an_account_of_the_payments_area_is_kept_without_spaces(written, kept):
    assert checked_iban(written) == kept


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("BE71 0961 2345 6768", "fout"),
        ("BE71 0961 2345 676", "fout"),
        ("BE71", "geen rekeningnummer"),
        ("123-4567890-12", "geen rekeningnummer|valt buiten"),
        ("", "geen rekeningnummer"),
        ("UA213223130000026007233566001", "buiten de Europese betaalzone"),
        ("Олена Ковальчук 12345", "geen rekeningnummer"),
        ("BE71\u0000096123456769", "rekeningnummer"),
        ("ZZ71096123456769", "buiten"),
        ("BE" + "9" * 60, "fout"),
    ],
)
def test_a_wrong_account_is_refused_in_words(written, why):
    with pytest.raises(ImpossibleAccount, match=why):
        checked_iban(written)


@pytest.mark.parametrize("holder", ["محمد", "გიორგი", "王小明", "😀"])
def test_a_name_no_bank_reads_is_refused_before_it_stops_a_run(hana, enter, household, holder):
    with pytest.raises(UnreadableHolder, match="Latijnse letters"):
        enter(hana, holder=holder)
    assert not applicant_of(household).bank_details.exists()


@pytest.mark.parametrize("holder", ["Олена Ковальчук", 'Ann "Bo" O’Neill', "Ł" * 70])
def test_a_name_that_can_be_written_out_is_kept_as_it_is(hana, enter, holder):
    assert enter(hana, holder=holder).holder == holder


def test_an_account_waits_for_another_person_of_finance(amira, hana, yara, enter):
    made = enter(hana)
    assert made.confirmed_at is None
    with pytest.raises(SamePerson):
        confirm_account(actor=hana, account=made, at=NOW)
    with pytest.raises(NotAllowed):
        confirm_account(actor=amira, account=made, at=NOW)
    confirm_account(actor=yara, account=made, at=NOW)
    made.refresh_from_db()
    assert made.confirmed_by_id == yara.user_id
    with pytest.raises(AccountSettled):
        confirm_account(actor=yara, account=made, at=NOW)
    events = list(AuditEvent.objects.values_list("event", flat=True).order_by("pk"))
    assert events == ["benefits.account-entered", "benefits.account-confirmed"]


@pytest.mark.parametrize("who", ["amira", "hana"])
def test_a_case_manager_and_finance_may_enter(who, request, enter):
    assert enter(request.getfixturevalue(who)).iban == IBAN


@pytest.mark.parametrize("who", ["celine", "guy", "karim", "els"])
def test_nobody_else_may_enter(who, request, enter):
    with pytest.raises(NotAllowed):
        enter(request.getfixturevalue(who))
    assert not BankDetails.objects.exists()


def test_a_new_account_ends_the_one_before(hana, enter, household):
    enter(hana)
    later = TODAY + timedelta(days=3)
    enter(hana, OTHER, on=later)
    person = applicant_of(household)
    rows = person.bank_details.order_by("starts_on").values_list("iban", "starts_on", "ends_on")
    assert list(rows) == [(IBAN, TODAY, later), (OTHER, later, None)]


def test_the_same_account_again_is_refused(hana, enter):
    enter(hana)
    with pytest.raises(ImpossibleAccount, match="al zo"):
        enter(hana)


def test_a_slip_is_put_right_on_the_same_day(hana, enter):
    enter(hana)
    enter(hana, OTHER)
    assert [row.iban for row in BankDetails.objects.open()] == [OTHER]


def test_a_refused_account_is_not_paid_on(hana, yara, enter):
    made = enter(hana)
    reject_account(actor=yara, account=made, reason="andere naam", on=TODAY)
    assert not BankDetails.objects.open().exists()
    with pytest.raises(AccountSettled):
        confirm_account(actor=yara, account=made, at=NOW)
