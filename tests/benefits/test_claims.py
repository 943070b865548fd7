"""What the State pays back of a month: paid = claimed + not yet claimable + own burden."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from eenplan.benefits.claims_errors import ClaimAnswered, NothingNew, QuarterNotOver
from eenplan.benefits.enums_claims import UNDER_RMI, ClaimCase
from eenplan.benefits.models import (
    CentreDetails,
    ClaimGround,
    CostStatement,
    Finding,
    Grant,
    IntegrationProject,
    Investigation,
    StateClaim,
)
from eenplan.benefits.services.claims import answer_claim, reckon_claims
from eenplan.benefits.services.cost_statements import make_statement
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.engines.entitlement import Case
from tests.factories import TODAY, HouseholdFactory, UserFactory
from tests.support.at_once import at_once
from tests.support.claims import granted, ground, noticed, paid, protected
from tests.support.rights import application_of, decided, qualified

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
LATER = date(2027, 1, 10)
FULL = 177_695


def reckon(on=TODAY):
    return reckon_claims(actor=system_actor(on), on=on, at=now(), since=date(2020, 1, 1))


def claim_of(grant, month=SEPTEMBER):
    return StateClaim.objects.get(grant=grant, month=month, corrected_by=None)


def parts(claim):
    names = ("paid_cents", "claimed_cents", "not_yet_cents", "own_cents", "supplement_cents")
    return tuple(getattr(claim, name) for name in names)


def export(actor=None, quarter=date(2026, 7, 1), on=TODAY):
    return make_statement(actor=actor or system_actor(on), quarter=quarter, on=on, at=now())


@pytest.fixture
def olena(household):
    """A household under temporary protection, noticed in time, without a project."""
    grant = granted(household, since=SEPTEMBER)
    protected(grant.beneficiary, first_aid_on=SEPTEMBER)
    noticed(grant, SEPTEMBER + timedelta(days=20))
    paid(grant, SEPTEMBER)
    return grant


# -- The parts of a month -------------------------------------------------------------------------
def test_temporary_protection_comes_back_whole_and_without_a_project_nothing_more(olena):
    reckon()

    assert parts(claim_of(olena)) == (FULL, FULL, 0, 0, 0)
    assert claim_of(olena).due_on == date(2027, 9, 30)


def test_with_a_project_ten_percent_comes_on_top_and_outside_the_sum(olena):
    a_project(olena, signed_on=SEPTEMBER + timedelta(days=10))
    reckon()

    claim = claim_of(olena)
    assert parts(claim) == (FULL, FULL, 0, 0, 17_770)
    assert "supplement" in claim.why
    used = [version["name"] for step in claim.steps for version in step["versions"]]
    assert "state_protection_gpmi@2023-10-01" in used
    assert all(step["source"] for step in claim.steps) and claim.is_verified


def test_a_project_signed_in_the_next_month_gives_nothing_for_this_one(olena):
    a_project(olena, signed_on=OCTOBER)
    paid(olena, OCTOBER)
    reckon()

    assert claim_of(olena).supplement_cents == 0
    assert claim_of(olena, OCTOBER).supplement_cents == 17_770


def a_project(grant, *, signed_on, **facts):
    return IntegrationProject.objects.create(
        **{
            "household": grant.household,
            "person": grant.beneficiary,
            "kind": "ONCE",
            "signed_on": signed_on,
            "starts_on": signed_on,
            **facts,
        }
    )


@pytest.mark.parametrize(
    "month, supplement",
    [
        (date(2022, 4, 1), 62_193),
        (date(2022, 7, 1), 62_193),
        (date(2022, 8, 1), 44_424),
        (date(2023, 9, 1), 44_424),
        (date(2023, 10, 1), 0),
    ],
)
def test_l1965_art_5_2ter_the_supplement_of_2022_per_month(household, month, supplement):
    """A day back then, so that the terms of that time are not over yet."""
    first = date(2022, 4, 22)
    grant = granted(household, since=first)
    protected(grant.beneficiary, first_aid_on=first, starts_on=first)
    noticed(grant, first + timedelta(days=5))
    paid(grant, month)
    reckon(on=month + timedelta(days=40))

    assert claim_of(grant, month).supplement_cents == supplement


@pytest.mark.parametrize("percent, claimed", [(55, 97_732), (65, 115_502), (70, 124_387)])
def test_rmi_art_32_a_living_wage_by_the_bracket_of_the_centre(household, percent, claimed):
    grant = granted(household, right="LIVING_WAGE")
    CentreDetails.objects.update(state_percent=percent)
    ground(grant.beneficiary, "ORDINARY")
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    reckon()

    assert parts(claim_of(grant)) == (FULL, claimed, 0, FULL - claimed, 0)


def test_rmi_art_32_5_a_centre_that_fell_below_loses_a_point_a_year(household):
    grant = granted(household, right="LIVING_WAGE")
    centre = CentreDetails.objects.get()
    CentreDetails.objects.update(state_percent=65, ends_on=date(2026, 1, 1))
    centre.pk, centre.starts_on, centre.state_percent = None, date(2026, 1, 1), 55
    centre.save(force_insert=True)
    ground(grant.beneficiary, "ORDINARY")
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    reckon()

    assert claim_of(grant).claimed_cents == round(FULL * 0.64)


@pytest.mark.parametrize("since, claimed", [(date(2021, 9, 2), FULL), (date(2021, 9, 1), 97_732)])
def test_rmi_art_43_the_foreigners_register_for_five_years(household, since, claimed):
    grant = granted(household, right="LIVING_WAGE")
    ground(grant.beneficiary, "FOREIGNERS_REGISTER", since=since)
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    reckon()

    assert claim_of(grant).claimed_cents == claimed


def test_an_installation_premium_comes_back_whole_without_anybody_saying_a_ground(household):
    once = {"right": "INSTALLATION_PREMIUM", "rhythm": "ONCE", "category": None}
    grant = granted(household, **once)
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    reckon()

    assert parts(claim_of(grant)) == (FULL, FULL, 0, 0, 0)


def test_the_cases_on_the_screen_are_those_of_the_engine():
    assert {case for case in ClaimCase.values if case != "NONE"} <= set(Case.__members__)
    assert set(Case.__members__) - set(ClaimCase.values) == {"INSTALLATION_PREMIUM"}
    assert {Case[case] for case in UNDER_RMI} == set(Case) - {
        *(Case.INSTALLATION_PREMIUM, Case.NON_BELGIAN, Case.ASYLUM_ELSEWHERE, Case.DISSUASION)
    }


# -- What is not known is not guessed -------------------------------------------------------------
def test_without_a_ground_nothing_is_claimed_and_the_screen_asks_for_it(household):
    grant = granted(household)
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    reckon()

    claim = claim_of(grant)
    assert parts(claim) == (FULL, 0, FULL, 0, 0)
    assert "Nog niet terug te vragen: de grond is onbekend" in claim.why
    assert not claim.is_verified


def test_who_somebody_is_says_nothing_of_the_ground(household):
    """Nationality and target group are no finding: the same answer for all."""
    grant = granted(household)
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    for nationality, group in (("UA", "TEMPORARY_PROTECTION"), ("BE", "RESIDENT")):
        type(grant.beneficiary).objects.filter(pk=grant.beneficiary_id).update(
            nationality=nationality
        )
        type(household).objects.filter(pk=household.pk).update(target_group=group)
        reckon()
        assert parts(claim_of(grant)) == (FULL, 0, FULL, 0, 0)


def reported(household, right="EQUIVALENT", **said):
    """A grant on an application whose signed report says this."""
    application = application_of(household, received_on=SEPTEMBER, right=right)
    worker = UserFactory()
    report = Investigation.objects.create(
        application=application, started_on=SEPTEMBER, worker=worker
    )
    for key, value in said.items():
        Finding.objects.create(
            investigation=report,
            section="STAY",
            key=key,
            value=value,
            source="DOCUMENT",
            as_of=SEPTEMBER,
        )
    Investigation.objects.filter(pk=report.pk).update(
        signed_on=SEPTEMBER, signed_by=worker, qualification=qualified(worker)
    )
    grant = granted(household, application=application, right=right)
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    reckon()
    return claim_of(grant)


@pytest.mark.parametrize(
    "right, said, case",
    [
        ("EQUIVALENT", {"state_case": "non_belgian"}, "NON_BELGIAN"),
        ("EQUIVALENT", {"title": "temporary_protection", "register": "waiting"}, "NON_BELGIAN"),
        ("EQUIVALENT", {"title": "temporary_protection", "register": "population"}, ""),
        ("EQUIVALENT", {"title": "belgian", "register": "none"}, ""),
        ("EQUIVALENT", {"title": "temporary_protection"}, ""),
        ("EQUIVALENT", {"state_case": "ordinary"}, ""),
        ("EQUIVALENT", {"state_case": "iets"}, ""),
        ("LIVING_WAGE", {"state_case": "ordinary"}, "ORDINARY"),
        ("LIVING_WAGE", {"title": "recognised_refugee"}, ""),
    ],
)
def test_a_signed_report_may_say_the_ground(household, right, said, case):
    claim = reported(household, right, **said)

    assert claim.case == case
    assert (claim.claimed_cents > 0) is bool(case)


def test_who_claims_goes_before_the_report(household):
    claim = reported(household, title="temporary_protection", register="none")
    ground(claim.grant.beneficiary, "NONE")
    reckon()

    assert claim_of(claim.grant).case == "NONE"


def test_without_the_details_of_the_centre_a_living_wage_waits(household):
    grant = granted(household, right="LIVING_WAGE")
    CentreDetails.objects.update(starts_on=OCTOBER)
    ground(grant.beneficiary, "ORDINARY")
    noticed(grant, OCTOBER)
    paid(grant, SEPTEMBER)
    reckon()

    claim = claim_of(grant)
    assert claim.not_yet_cents == FULL and "01/09/2026" in claim.why


def test_a_missing_parameter_is_named_with_its_date_and_never_nought(household):
    grant = granted(household, right="LIVING_WAGE", since=date(2030, 1, 1))
    ground(grant.beneficiary, "EXCLUDED_2026", requested_on=date(2026, 3, 2))
    noticed(grant, date(2030, 1, 20))
    paid(grant, date(2030, 1, 1))
    reckon(on=date(2030, 2, 2))

    claim = claim_of(grant, date(2030, 1, 1))
    assert claim.not_yet_cents == FULL and claim.claimed_cents == 0
    assert "Geen waarde op 2030-01-01" in claim.why


def test_aid_of_which_the_state_pays_nothing_is_an_own_burden(household):
    grant = granted(household)
    ground(grant.beneficiary, "NONE")
    paid(grant, SEPTEMBER)
    reckon()

    assert parts(claim_of(grant)) == (FULL, 0, 0, FULL, 0)
    assert claim_of(grant).lost_cents == 0


def test_an_advance_is_of_the_law_of_its_aid_and_is_claimed_once(household):
    """Ahead 300 euro; the wage after it is paid less that: together one month of aid."""
    wage = granted(household, right="LIVING_WAGE")
    ahead = Grant.objects.create(
        decision=decided(household, received_on=SEPTEMBER, right="LIVING_WAGE", kind="REFUSE"),
        household=household,
        beneficiary=wage.beneficiary,
        component="ADVANCE",
        amount_cents=30_000,
        rhythm="ONCE",
        starts_on=SEPTEMBER,
    )
    ground(wage.beneficiary, "ORDINARY")
    for grant in (wage, ahead):
        noticed(grant, OCTOBER)
    paid(ahead, SEPTEMBER)
    paid(wage, SEPTEMBER, FULL, withheld_cents=30_000, net_cents=FULL - 30_000)
    reckon()

    assert claim_of(ahead).law == "RMI"
    assert claim_of(ahead).paid_cents + claim_of(wage).paid_cents == FULL
    assert claim_of(ahead).claimed_cents == 16_500
    assert claim_of(ahead).claimed_cents + claim_of(wage).claimed_cents == 97_732


# -- Payments -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "state, counts",
    [
        *(("SENT", True), ("SETTLED", True), ("PLANNED", False), ("RETURNED", False)),
        *(("REJECTED", False), ("CANCELLED", False)),
    ],
)
def test_only_what_left_counts(household, state, counts):
    grant = granted(household)
    paid(grant, SEPTEMBER, state=state)
    reckon()

    assert StateClaim.objects.exists() is counts


def test_weeks_of_one_month_are_one_claim(household):
    grant = granted(household)
    for day in (1, 8, 15, 22):
        paid(grant, SEPTEMBER.replace(day=day), 10_000)
    reckon()

    assert StateClaim.objects.get().paid_cents == 40_000


def test_reckoning_again_changes_nothing(olena):
    assert reckon().made == 1
    before = StateClaim.objects.values().get()

    assert reckon().total == 0
    assert StateClaim.objects.values().get() == before


def test_a_payment_that_comes_back_before_the_export_takes_its_claim_away(olena):
    reckon()
    olena.payments.update(state="RETURNED")

    assert reckon().gone == 1
    assert not StateClaim.objects.exists()


# -- After the export -----------------------------------------------------------------------------
def test_what_was_exported_stays_and_a_difference_becomes_a_correction(olena, hana):
    reckon()
    first = export(hana)
    olena.payments.update(state="RETURNED")
    reckon()

    sent, corrected = StateClaim.objects.order_by("number")
    assert (sent.statement, parts(sent)) == (first, (FULL, FULL, 0, 0, 0))
    assert (corrected.corrects, parts(corrected)) == (sent, (0, 0, 0, 0, 0))
    second = export(hana)
    assert (second.number, second.lines, second.claimed_cents) == (2, 1, -FULL)
    assert reckon().total == 0


def test_a_correction_that_is_undone_before_it_went_out_goes(olena, hana):
    reckon()
    export(hana)
    grounds = ClaimGround.objects.filter(person=olena.beneficiary)
    found = grounds.values("case", "is_protected", "first_aid_on").get()
    grounds.update(case="NONE", is_protected=False, first_aid_on=None)
    reckon()
    assert StateClaim.objects.count() == 2
    grounds.update(**found)
    reckon()

    assert StateClaim.objects.count() == 1
    with pytest.raises(NothingNew):
        export(hana)


def test_a_second_statement_of_a_quarter_holds_only_what_is_new(olena, household, team, area, hana):
    reckon()
    export(hana)
    other = granted(HouseholdFactory(team=team, area=area), since=SEPTEMBER)
    ground(other.beneficiary)
    noticed(other, OCTOBER)
    paid(other, SEPTEMBER, 50_000)
    second = export(hana)

    assert (second.lines, second.claimed_cents) == (1, 50_000)
    assert other.household.number in second.content
    assert household.number not in second.content


def test_the_database_keeps_what_went_out(olena, hana):
    reckon()
    statement = export(hana)
    claim = StateClaim.objects.filter(statement=statement)

    for act in (
        lambda: claim.update(claimed_cents=0, own_cents=FULL),
        lambda: claim.update(statement=None),
        lambda: claim.delete(),
        lambda: CostStatement.objects.update(content="anders"),
        lambda: CostStatement.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_database_keeps_the_sum(olena):
    reckon()
    with pytest.raises(IntegrityError, match="every_euro"), transaction.atomic():
        StateClaim.objects.update(claimed_cents=1)


def test_a_statement_is_the_same_bytes_for_the_same_claims_and_has_its_fingerprint(olena, hana):
    reckon()
    with transaction.atomic():
        once = export(hana)
        content, data = once.content, once.data
        transaction.set_rollback(True)
    again = export(hana)

    assert (again.content, again.data) == (content, data)
    assert again.sha256 == sha256(content.encode()).hexdigest()
    told = json.loads(again.data)
    assert told["sha256_csv"] == again.sha256
    assert sum(line["verschil_cent"] for line in told["lijnen"]) == again.claimed_cents == FULL
    assert again.name == "2026-K3-1"


def test_a_quarter_that_is_not_over_is_not_exported(olena, hana):
    with pytest.raises(QuarterNotOver, match="31/12/2026"):
        export(hana, quarter=OCTOBER)
    assert not CostStatement.objects.exists()


def test_what_the_state_refuses_becomes_an_own_burden_and_is_not_sent_again(olena, hana):
    reckon()
    export(hana)
    answer_claim(
        actor=hana, claim=claim_of(olena), accepted=False, answer="geen attest", on=TODAY, at=now()
    )

    claim = claim_of(olena)
    assert parts(claim) == (FULL, 0, 0, FULL, 0)
    assert (claim.lost_cents, claim.state) == (FULL, "REFUSED")
    assert "geen attest" in claim.why
    assert reckon().total == 0
    with pytest.raises(NothingNew):
        export(hana)
    with pytest.raises(ClaimAnswered):
        answer_claim(actor=hana, claim=claim, accepted=True, answer="", on=TODAY, at=now())


def test_a_claim_the_state_accepts_says_so(olena, hana):
    reckon()
    export(hana)
    answer_claim(actor=hana, claim=claim_of(olena), accepted=True, answer="", on=TODAY, at=now())

    assert claim_of(olena).state == "ACCEPTED"
    assert AuditEvent.objects.filter(event="benefits.claim-answered").count() == 1


@pytest.mark.parametrize("act", [reckon_claims, make_statement])
def test_only_who_claims_reckons_and_exports(act, olena, amira):
    more = {"quarter": date(2026, 7, 1)} if act is make_statement else {}
    with pytest.raises(NotAllowed):
        act(actor=amira, on=TODAY, at=now(), **more)
    assert not StateClaim.objects.exists()


# -- Too late -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "sent_on, lost",
    [
        (SEPTEMBER + timedelta(days=45), 0),
        (SEPTEMBER + timedelta(days=46), round(FULL / 30)),
        (SEPTEMBER + timedelta(days=75), FULL),
    ],
)
def test_l1965_art_9_a_late_notice_loses_the_days_of_more_than_45_days_before(
    household, sent_on, lost
):
    grant = granted(household)
    ground(grant.beneficiary)
    noticed(grant, sent_on)
    paid(grant, SEPTEMBER)
    reckon()

    claim = claim_of(grant)
    assert claim.lost_cents == claim.own_cents == lost
    assert claim.claimed_cents == FULL - lost


def test_l1965_art_9_without_a_notice_more_is_lost_every_night(household):
    grant = granted(household)
    ground(grant.beneficiary)
    paid(grant, SEPTEMBER)
    seen = []
    for ahead in (45, 46, 60, 75, 80):
        reckon(on=SEPTEMBER + timedelta(days=ahead))
        seen.append((claim_of(grant).not_yet_cents, claim_of(grant).lost_cents))

    assert seen[0] == (FULL, 0)
    assert seen[1] == (FULL - 5_923, 5_923)
    assert [lost for _, lost in seen] == sorted(lost for _, lost in seen)
    assert seen[3] == seen[4] == (0, FULL)
    assert claim_of(grant).state == "LOST"


def test_l1965_art_10_forty_days_of_silence_accept(household):
    grant = granted(household)
    ground(grant.beneficiary)
    sent = SEPTEMBER + timedelta(days=10)
    noticed(grant, sent, reference="K1")
    paid(grant, SEPTEMBER)
    reckon(on=sent + timedelta(days=40))
    waiting = parts(claim_of(grant))
    reckon(on=sent + timedelta(days=41))

    assert waiting == (FULL, 0, FULL, 0, 0)
    assert parts(claim_of(grant)) == (FULL, FULL, 0, 0, 0)


@pytest.mark.parametrize(
    "on, claimed, lost", [(date(2027, 9, 30), FULL, 0), (date(2027, 10, 1), 0, FULL)]
)
def test_l1965_art_12_a_quarter_is_forfeited_after_twelve_months(olena, on, claimed, lost):
    reckon(on=on)

    assert (claim_of(olena).claimed_cents, claim_of(olena).lost_cents) == (claimed, lost)


def test_l1965_art_12_what_was_sent_in_time_stays_claimed(olena, hana):
    reckon()
    export(hana)

    assert reckon(on=date(2027, 10, 1)).total == 0
    assert claim_of(olena).claimed_cents == FULL


@pytest.mark.parametrize(
    "told_on, lost",
    [
        (date(2026, 10, 8), 0),
        (date(2026, 11, 14), 0),
        (date(2026, 11, 16), round(97_732 * 2 / 30)),
    ],
)
def test_rmi_art_21_6_unreported_decisions_lose_from_day_45_until_they_are_told(
    household, told_on, lost
):
    """Decided on 8 September: day 45 after that month is 14 November."""
    grant = granted(household, right="LIVING_WAGE")
    ground(grant.beneficiary, "ORDINARY")
    noticed(grant, told_on)
    paid(grant, SEPTEMBER)
    paid(grant, NOVEMBER)
    reckon()

    assert claim_of(grant).lost_cents == 0
    assert abs(claim_of(grant, NOVEMBER).lost_cents - lost) <= 1
    assert claim_of(grant, NOVEMBER).claimed_cents > 0


def test_rmi_art_21_6_what_nobody_told_waits_and_what_is_past_is_lost(household):
    grant = granted(household, right="LIVING_WAGE")
    ground(grant.beneficiary, "ORDINARY")
    paid(grant, SEPTEMBER)
    paid(grant, NOVEMBER)
    reckon()

    september, november = claim_of(grant), claim_of(grant, NOVEMBER)
    assert (september.claimed_cents, september.not_yet_cents) == (0, 97_732)
    assert 0 < november.lost_cents < 97_732
    assert "Nog niet meegedeeld" in november.why


# -- Two at once ----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_exports_at_once_make_one_statement(olena, hana):
    reckon()

    def job():
        try:
            return export(hana).number
        except NothingNew:
            return "niets"

    assert sorted(map(str, at_once([job, job]))) == ["1", "niets"]
    assert CostStatement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_reckonings_at_once_make_one_row(olena):
    at_once([reckon, reckon])

    assert StateClaim.objects.count() == 1


def test_a_ground_is_of_its_law_by_the_database(olena):
    with pytest.raises(IntegrityError, match="claim_ground_of_its_law"), transaction.atomic():
        ClaimGround.objects.update(law="RMI")
