"""A social investigation: begun from the file, filled in, signed by who may."""

from datetime import date, timedelta

import pytest

from eenplan.benefits.enums import AskedRight, EvidenceState, FindingSource, Section
from eenplan.benefits.inquiry_errors import (
    AlreadyFollowed,
    AlreadySigned,
    EvidenceAsked,
    Incomplete,
    InvestigationOpen,
    NotAnAnswer,
    NothingToInvestigate,
    NotQualified,
)
from eenplan.benefits.models import Application, Finding, Investigation, Means
from eenplan.benefits.policies.inquiry import lacks, missing
from eenplan.benefits.questions import BY_KEY, QUESTIONS, questions_of
from eenplan.benefits.seen import seen_of
from eenplan.benefits.selectors.inquiry import (
    get_application,
    get_report,
    inquiry_of,
    lines_of,
    report_of,
)
from eenplan.benefits.selectors.prefill import known_of
from eenplan.benefits.services.evidence import ask_evidence, settle_evidence
from eenplan.benefits.services.findings import Said, note_finding, note_findings
from eenplan.benefits.services.inquiry import begin_investigation, begin_next, sign
from eenplan.benefits.services.means import Row, add_means, change_means, remove_means
from eenplan.core.errors import NotAllowed, NotFound, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import AcceptedDiploma, Diploma, StaffQualification
from eenplan.people.models import Address
from tests.benefits.inquiries import ANSWERS, begun, whole
from tests.support.at_once import at_once
from tests.support.rights import application_of, qualified, signed_report
from tests.support.setting import TODAY


@pytest.fixture
def application(household):
    return application_of(household, words="Wij hebben niets om van te leven.")


@pytest.fixture
def report(application, amira):
    return begun(application, amira)


def said(key, value, **more):
    return Said(key, value, as_of=TODAY, **more)


# -- The questions ---------------------------------------------------------------------------------
def test_every_section_of_the_minimum_content_has_a_required_question():
    for right in AskedRight:
        asked = {q.section for q in questions_of(right) if q.is_required}
        assert asked == set(Section)


def test_the_category_is_never_prefilled_from_anything():
    assert BY_KEY["category"].prefill == BY_KEY["category_reason"].prefill == ""


@pytest.mark.parametrize("street", ["", "Grote Markt", "Zelfde straat als de broer"])
def test_an_address_and_a_household_give_no_category(household, amira, street):
    Address.objects.filter(household=household).update(street=street)
    report = begun(application_of(household), amira)
    assert "category" not in report_of(report).findings
    assert "Categorie: nog geen antwoord." in missing(report_of(report))[Section.HOUSEHOLD]


def test_no_question_is_filled_in_from_specific_needs(application, household):
    known = known_of(application, on=TODAY)
    assert not {"needs", "health"} & set(known)
    assert {q.prefill for q in QUESTIONS if q.prefill} <= {
        *known,
        *("birth_date", "national_number", "documents", "title", "address", "words", "housing"),
        *("visited_on", "visited_by", "nationality"),
    }


def test_every_question_names_its_source_of_law():
    assert [q.key for q in QUESTIONS if not q.law] == []


# -- Beginning -------------------------------------------------------------------------------------
def test_what_the_file_knows_is_there_and_waits_to_be_confirmed(report, household):
    found = report_of(report).findings
    assert found["name"].value == str(household.members.get(relation="REFERENCE").person)
    assert found["asked"].value == "Wij hebben niets om van te leven."
    assert {row.source for row in found.values()} == {FindingSource.FILE}
    assert {row.as_of for row in found.values()} == {TODAY}
    assert {row.is_still_valid for row in found.values()} == {None}
    assert any(
        "kijk na of dit nog klopt" in line for line in missing(report_of(report))["IDENTITY"]
    )


def test_a_long_and_odd_question_of_the_file_can_be_saved_as_it_is(household, amira):
    words = " Wij hebben\r\nniets.\x07 " + "x" * 3000
    report = begun(application_of(household, words=words), amira)
    row = report.findings.get(key="asked")
    assert row.value.startswith("Wij hebben\nniets. xxx") and len(row.value) == 2000
    assert note_finding(
        actor=amira,
        investigation=report,
        said=said("asked", row.value, source="FILE", is_still_valid=True),
        on=TODAY,
    )


def test_who_lives_in_is_taken_from_the_file_without_saying_who_shares(report):
    others = report_of(report).cohabitants
    assert len(others) == 2
    assert all("shares_household" not in row.data for row in others)
    assert any("deelt deze persoon" in line for line in missing(report_of(report))["HOUSEHOLD"])


def test_an_investigation_is_begun_once(application, report, amira):
    with pytest.raises(InvestigationOpen, match="collega"):
        begin_investigation(actor=amira, application=application, on=TODAY)
    assert Investigation.objects.count() == 1


def test_a_signed_investigation_is_followed_and_not_begun_again(application, amira):
    signed_report(application)
    with pytest.raises(InvestigationOpen, match="vervolgonderzoek"):
        begin_investigation(actor=amira, application=application, on=TODAY)


def test_nothing_is_investigated_of_what_was_withdrawn(household, amira):
    gone = application_of(household, withdrawn_on=TODAY, withdrawn_why="Vond werk.")
    with pytest.raises(NothingToInvestigate, match="ingetrokken"):
        begin_investigation(actor=amira, application=gone, on=TODAY)
    assert not Investigation.objects.exists()


def test_only_the_team_in_charge_investigates(application, report, bram, dirk, ilse):
    for actor in (bram, dirk, ilse):
        with pytest.raises(NotAllowed):
            begin_investigation(actor=actor, application=application, on=TODAY)
        with pytest.raises(NotAllowed):
            note_finding(
                actor=actor, investigation=report, said=said("living", "Rustig."), on=TODAY
            )


def test_a_report_is_read_by_the_team_and_by_the_line_monitor(report, amira, dirk, ilse, bram):
    for actor in (amira, dirk, ilse):
        assert get_report(actor, report.pk).investigation == report
        assert get_application(actor, report.application_id)
    with pytest.raises(NotFound):
        get_report(bram, report.pk)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_one_begins(application, amira):
    def press():
        try:
            begin_investigation(
                actor=amira, application=Application.objects.get(pk=application.pk), on=TODAY
            )
        except InvestigationOpen as error:
            return str(error)

    answers = at_once([press, press])
    assert sorted(answer or "" for answer in answers) == ["", "Een collega begon dit onderzoek al."]


# -- Findings --------------------------------------------------------------------------------------
def test_a_finding_has_a_value_a_source_and_a_day(report, amira):
    [row] = note_finding(
        actor=amira,
        investigation=report,
        said=said("category", "3", source="HOME_VISIT", source_note="huisbezoek"),
        on=TODAY,
    )
    assert (row.value, row.source, row.as_of, row.is_still_valid) == (
        "3",
        "HOME_VISIT",
        TODAY,
        True,
    )
    assert row.noted_by_id == amira.user_id
    assert AuditEvent.objects.filter(event="benefits.finding-noted").count() == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("category", "4"),
        ("category", 3),
        ("birth_date", "2026-02-30"),
        ("birth_date", "1800-01-01"),
        ("children", -1),
        ("children", True),
        ("residence", "ja"),
        ("living", ""),
        ("living", "x" * 2001),
        ("undue_waived", "1e3000"),
        ("undue_waived", "-5"),
        ("title", "ukrainian"),
    ],
)
def test_what_is_no_answer_is_refused(report, amira, key, value):
    with pytest.raises(NotAnAnswer) as refused:
        note_finding(actor=amira, investigation=report, said=said(key, value), on=TODAY)
    assert refused.value.field == key
    assert not Finding.objects.filter(key=key, source="CLIENT").exists()


def test_a_finding_of_a_day_to_come_is_refused(report, amira):
    later = Said("living", "Rustig.", as_of=TODAY + timedelta(days=1))
    with pytest.raises(NotAnAnswer, match="vandaag of vroeger"):
        note_finding(actor=amira, investigation=report, said=later, on=TODAY)


def test_what_differs_from_the_file_names_another_source(report, amira):
    with pytest.raises(NotAnAnswer, match="waar u het vandaan hebt"):
        note_finding(
            actor=amira, investigation=report, said=said("name", "Olha", source="FILE"), on=TODAY
        )
    assert report_of(report).findings["name"].source == "FILE"


def test_what_is_confirmed_keeps_its_source(report, amira):
    before = report_of(report).findings["name"]
    note_finding(
        actor=amira,
        investigation=report,
        said=said("name", before.value, source="FILE", is_still_valid=True),
        on=TODAY,
    )
    after = report_of(report).findings["name"]
    assert (after.source, after.is_still_valid) == ("FILE", True)


def test_an_unknown_question_and_one_of_another_section_are_refused(report, amira):
    with pytest.raises(NotAnAnswer):
        note_finding(actor=amira, investigation=report, said=said("iets", "x"), on=TODAY)
    with pytest.raises(NotAnAnswer):
        note_findings(
            actor=amira,
            investigation=report,
            section=Section.HOME,
            said=[said("category", "1")],
            on=TODAY,
        )


def test_whoever_did_not_see_the_last_answers_does_not_write_over_them(report, amira):
    rows = report.findings.filter(section=Section.HOME)
    seen = seen_of(rows)
    note_finding(actor=amira, investigation=report, said=said("living", "Rustig."), on=TODAY)
    with pytest.raises(StaleVersion):
        note_findings(
            actor=amira,
            investigation=report,
            section=Section.HOME,
            said=[said("living", "Druk.")],
            seen=seen,
            on=TODAY,
        )
    assert report.findings.get(key="living").value == "Rustig."


# -- Rows ------------------------------------------------------------------------------------------
def test_means_are_noted_changed_and_taken_away(report, amira, application):
    row = add_means(
        actor=amira,
        investigation=report,
        kind="wage",
        row=Row({"amount": "980.00"}, application.applicant, source="DOCUMENT"),
        on=TODAY,
    )
    assert row.relation == "applicant"
    change_means(
        actor=amira,
        investigation=report,
        means=row,
        row=Row({"amount": "1000.00"}, application.applicant, source="DOCUMENT"),
        seen=seen_of([row]),
        on=TODAY,
    )
    with pytest.raises(StaleVersion):
        change_means(
            actor=amira,
            investigation=report,
            means=row,
            row=Row({"amount": "5.00"}, application.applicant),
            seen="oud",
            on=TODAY,
        )
    assert report.means.get(kind="wage").data == {"amount": "1000.00"}
    remove_means(actor=amira, investigation=report, means=row)
    assert not report.means.filter(kind="wage").exists()
    events = AuditEvent.objects.filter(event__startswith="benefits.means").order_by("pk")
    assert [e.event.split("-")[1] for e in events] == ["added", "changed", "removed"]


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("wage", {}, "amount"),
        ("wage", {"amount": "-1.00"}, "amount"),
        ("wage", {"amount": "NaN"}, "amount"),
        ("wage", {"amount": "1.00", "per": "week"}, "per"),
        ("capital", {"amount": "1.00", "share": "101"}, "share"),
        ("real_estate", {"built": True}, "cadastral_income"),
        ("transfer", {"market_value": "1.00"}, "on"),
        ("work_exemption", {"kind": "general"}, "first_day"),
        ("stay_abroad", {"since": "2026-03-01", "until": "2026-02-01"}, "until"),
    ],
)
def test_an_impossible_row_is_refused_at_its_field(report, amira, application, kind, data, field):
    with pytest.raises(NotAnAnswer) as refused:
        add_means(
            actor=amira,
            investigation=report,
            kind=kind,
            row=Row(data, application.applicant),
            on=TODAY,
        )
    assert refused.value.field == field
    assert not report.means.filter(kind=kind).exists()


def test_somebody_lives_in_once_and_is_not_the_applicant(report, amira, application):
    other = report_of(report).cohabitants[0]
    facts = {"adult": True, "shares_household": True}
    with pytest.raises(NotAnAnswer, match="staat al bij"):
        add_means(
            actor=amira,
            investigation=report,
            kind="cohabitant",
            row=Row(facts, other.person, relation="partner"),
            on=TODAY,
        )
    with pytest.raises(NotAnAnswer, match="aanvrager"):
        add_means(
            actor=amira,
            investigation=report,
            kind="cohabitant",
            row=Row(facts, application.applicant, relation="partner"),
            on=TODAY,
        )
    with pytest.raises(NotAnAnswer, match="Wat is deze persoon"):
        add_means(
            actor=amira,
            investigation=report,
            kind="cohabitant",
            row=Row(facts, other_name="Tante Vera", relation=""),
            on=TODAY,
        )


def test_what_is_said_of_who_lives_in_is_not_of_the_file(report, amira):
    other = report_of(report).cohabitants[0]

    def change(source):
        stored = report.means.get(pk=other.pk)
        return change_means(
            actor=amira,
            investigation=report,
            means=stored,
            row=Row(
                {**stored.data, "shares_household": True},
                stored.person,
                relation="first_degree",
                source=source,
                is_still_valid=None,
            ),
            seen=seen_of([stored]),
            on=TODAY,
        )

    with pytest.raises(NotAnAnswer, match="staat zo niet in het dossier") as refused:
        change("FILE")
    assert refused.value.field == "source"
    assert change("HOME_VISIT").is_still_valid is True


# -- Proofs ----------------------------------------------------------------------------------------
def test_a_proof_is_asked_once_and_settled_with_a_reason(report, amira):
    proof = ask_evidence(
        actor=amira, investigation=report, section=Section.MEANS, what="Loonbrief", on=TODAY
    )
    with pytest.raises(EvidenceAsked):
        ask_evidence(
            actor=amira, investigation=report, section=Section.MEANS, what="Loonbrief", on=TODAY
        )
    assert "Bewijs nog niet gezien: Loonbrief." in missing(report_of(report))[Section.MEANS]

    def settle(state, note="", seen=None):
        return settle_evidence(
            actor=amira,
            investigation=report,
            evidence=proof,
            state=state,
            note=note,
            seen=seen or seen_of([report.evidence.get()]),
            on=TODAY,
        )

    with pytest.raises(NotAnAnswer, match="waarom"):
        settle(EvidenceState.NOT_NEEDED)
    with pytest.raises(StaleVersion):
        settle(EvidenceState.SEEN, seen="oud")
    settle(EvidenceState.NOT_TO_BE_HAD, "De werkgever bestaat niet meer.")
    assert "Bewijs" not in "".join(missing(report_of(report)).get(Section.MEANS, []))


# -- Whole or not ----------------------------------------------------------------------------------
def test_a_report_that_is_filled_in_lacks_nothing(application, amira):
    report = whole(application, amira)
    assert missing(report_of(report)) == {}
    assert all(line.answered == line.asked for line in lines_of(report_of(report)))


@pytest.mark.parametrize(
    "key",
    [q.key for q in questions_of(AskedRight.EQUIVALENT) if q.is_required and q.key in ANSWERS],
)
def test_each_required_answer_is_missed_by_name(application, amira, key):
    report = whole(application, amira)
    Finding.objects.filter(investigation=report, key=key).delete()
    lines = missing(report_of(report)).get(BY_KEY[key].section, [])
    assert lacks(BY_KEY[key].label, "nog geen antwoord.") in lines


def test_means_of_somebody_who_does_not_live_in_are_missed(application, amira):
    report = whole(application, amira)
    Means.objects.create(
        investigation=report,
        other_name="Oom Petro",
        kind="wage",
        data={"amount": "500.00"},
        source="DOCUMENT",
        as_of=TODAY,
        is_still_valid=True,
    )
    assert any("Oom Petro er woont" in line for line in missing(report_of(report))["MEANS"])


def test_a_home_visit_of_more_than_a_year_ago_is_asked_anew(application, amira):
    report = whole(application, amira, visited_on="2025-11-01")
    assert missing(report_of(report)) == {
        Section.HOME: ["Het huisbezoek is langer dan een jaar geleden: noteer een nieuw."]
    }


# -- Signing ---------------------------------------------------------------------------------------
def signed(report, actor, **more):
    report.refresh_from_db()
    version = more.pop("version", report.version)
    return sign(actor=actor, investigation=report, version=version, on=more.pop("on", TODAY))


def test_a_whole_report_is_signed_by_who_holds_a_diploma(application, amira):
    report = whole(application, amira)
    diploma = qualified(report.worker)
    done = signed(report, amira)
    assert (done.signed_on, done.signed_by_id, done.qualification) == (
        TODAY,
        amira.user_id,
        diploma,
    )
    assert AuditEvent.objects.filter(event="benefits.investigation-signed").count() == 1


def test_a_report_that_is_not_whole_is_not_signed(report, amira):
    qualified(report.worker)
    with pytest.raises(Incomplete) as refused:
        signed(report, amira)
    assert len(refused.value.missing) > 10
    report.refresh_from_db()
    assert report.signed_on is None


def test_without_a_diploma_nobody_signs(application, amira):
    report = whole(application, amira)
    with pytest.raises(NotQualified, match="geen aanvaard diploma"):
        signed(report, amira)


def test_a_diploma_that_lapsed_or_begins_tomorrow_does_not_sign(application, amira):
    report = whole(application, amira)
    held = qualified(report.worker, since=TODAY + timedelta(days=1))
    with pytest.raises(NotQualified):
        signed(report, amira)
    held.starts_on, held.ends_on = date(2020, 1, 1), TODAY
    held.save()
    with pytest.raises(NotQualified):
        signed(report, amira)


def test_what_changed_after_it_was_seen_is_not_signed(application, amira):
    report = whole(application, amira)
    qualified(report.worker)
    report.refresh_from_db()
    with pytest.raises(StaleVersion):
        signed(report, amira, version=report.version - 1)


def test_a_signed_report_is_not_written_in(application, amira):
    report = whole(application, amira)
    qualified(report.worker)
    done = signed(report, amira)
    with pytest.raises(AlreadySigned):
        signed(report, amira)
    with pytest.raises(AlreadySigned):
        note_finding(actor=amira, investigation=done, said=said("living", "Anders."), on=TODAY)
    with pytest.raises(AlreadySigned):
        ask_evidence(actor=amira, investigation=done, section=Section.HOME, what="Foto", on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_signs(application, amira):
    report = whole(application, amira)
    diploma = Diploma.objects.create(name="Bachelor sociaal werk")
    AcceptedDiploma.objects.create(
        act="SOCIAL_INVESTIGATION", diploma=diploma, starts_on=date(2019, 1, 1), source="proef"
    )
    StaffQualification.objects.create(
        user=report.worker, diploma=diploma, starts_on=date(2020, 1, 1), seen_on=TODAY
    )

    def press():
        own = get_report(amira, report.pk).investigation
        try:
            return signed(own, amira).signed_by_id
        except AlreadySigned as error:
            return str(error)

    answers = at_once([press, press])
    assert sorted(map(str, answers))[0] == str(amira.user_id)
    assert sum("verandert niet meer" in str(answer) for answer in answers) == 1
    assert AuditEvent.objects.filter(event="benefits.investigation-signed").count() == 1


# -- The next one ----------------------------------------------------------------------------------
def test_the_next_investigation_copies_and_asks_does_it_still_hold(application, amira):
    first = whole(application, amira)
    qualified(first.worker)
    done = signed(first, amira)
    after = begin_next(actor=amira, investigation=done, on=TODAY + timedelta(days=300))

    report = report_of(after)
    assert after.follows == done
    assert report.answers["category"] == "3"
    assert report.findings["category"].is_still_valid is None
    assert report.answers["reviewed_on"] == (TODAY + timedelta(days=300)).isoformat()
    assert "visited_on" not in report.answers and "conclusion" not in report.answers
    assert len(report.means) == len(report_of(done).means)
    assert "Categorie: kijk na of dit nog klopt." in missing(report)[Section.HOUSEHOLD]
    with pytest.raises(AlreadyFollowed):
        begin_next(actor=amira, investigation=done, on=TODAY + timedelta(days=300))


def test_an_open_investigation_has_no_next_one(report, amira):
    with pytest.raises(InvestigationOpen):
        begin_next(actor=amira, investigation=report, on=TODAY)


# -- For the page of the application ---------------------------------------------------------------
def test_an_application_tells_how_far_its_investigation_is(application, amira, dirk, household):
    before = inquiry_of(application, on=TODAY, actor=amira)
    assert (before.current, before.may_write, before.may_open) == (None, True, True)
    report = begun(application, amira)
    found = inquiry_of(application, on=TODAY, actor=dirk)
    assert (found.current, found.may_write, found.may_open) == (report, False, True)
    assert found.lacking > 10 and found.calculation is None
