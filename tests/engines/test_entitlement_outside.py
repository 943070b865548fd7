"""What somebody outside would try on `eenplan entitlement`, with files of their own."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from eenplan.engines.entitlement import ImpossibleInput, NotInForce, answer, read

SINGLE = {
    "on": "2025-03-15",
    "requested_on": "2024-01-02",
    "category": 2,
    "category_reason": "Woont alleen.",
    "applicant": {},
}


def asked(on=None, **fields):
    return answer(read(json.dumps({**SINGLE, **fields}), on=on))


def amount(key, **fields):
    return {part.key: part.outcome.amount for part in asked(**fields).parts}[key]


def refusal(**fields):
    with pytest.raises(ImpossibleInput) as refused:
        asked(**fields)
    return str(refused.value)


@pytest.mark.parametrize(
    ("month", "cents"),
    [("2025-01", 128846), ("2025-02", 131420), ("2025-03", 131420), ("2026-04", 134047)],
)
def test_a_month_is_paid_at_the_amount_of_that_month(month, cents):
    assert amount("payment", payment={"month": month}) == cents


def test_the_right_in_another_month_is_explained_too():
    keys = [part.key for part in asked(payment={"month": "2025-01"}).parts]
    assert keys == ["right", "right_then", "payment"]
    assert [part.key for part in asked(payment={}).parts] == ["right", "payment"]


def test_a_month_before_the_right_began_pays_nothing():
    assert amount("payment", payment={"month": "2023-12"}) == 0


PROTECTED = {"right": "equivalent_living_wage", "conditions": {"title": "temporary_protection"}}


@pytest.mark.parametrize(
    ("right", "label"),
    [("living_wage", "Leefloon"), ("equivalent_living_wage", "Gelijkgesteld leefloon")],
)
def test_the_last_step_names_the_right_that_was_asked(right, label):
    last = asked(right=right).parts[0].outcome.steps[-1]
    assert (last.label, last.amount) == (f"{label} per maand", 131420)


@pytest.mark.parametrize(("signed", "cents"), [("2025-03-31", 144562), ("2025-04-01", 131420)])
def test_a_project_adds_nothing_before_the_month_it_is_signed_in(signed, cents):
    state = {"project": "once", "project_signed_on": signed}
    assert amount("state", **PROTECTED, state=state) == cents


@pytest.mark.parametrize("project", ["student", "vulnerable"])
def test_a_project_without_a_limit_begins_when_it_is_signed(project):
    plain = amount("state", state={})
    later = {"project": project, "project_signed_on": "2025-04-01"}
    assert amount("state", state=later) == plain
    assert amount("state", state={"project": project}) == plain + 13142


def test_the_state_pays_no_case_that_begins_later():
    homeless = {"case": "homeless", "since": "2025-04-01"}
    assert refusal(state=homeless).startswith("state.since: ")
    aid = {"first_aid_on": "2025-04-01"}
    assert refusal(**PROTECTED, state=aid).startswith("state.first_aid_on: ")
    assert amount("state", state={**homeless, "since": "2025-03-31"}) == 131420


def shortage(**more):
    job = {"kind": "shortage_job", "entitled_before": True, "first_day": "2024-12-15"}
    return {
        "resources": [{"kind": "wage", "amount": "1000"}],
        "work_exemption": {**job, "attested": True, "contract_months": 6, **more},
    }


def test_the_months_of_a_shortage_job_are_told_once_they_may_be_over():
    assert "months_used: ontbreekt" in refusal(applicant=shortage())
    with_it = amount("right", applicant=shortage(months_used=2))
    assert with_it - amount("right", applicant=shortage(months_used=3)) == 44352 - 30948
    assert amount("right", applicant=shortage(first_day="2024-12-16")) == with_it


SANCTION = {
    "fault": "fraud",
    "months": 2,
    "fact_on": "2025-01-02",
    "notified_on": "2025-02-01",
    "starts_on": "2025-03-01",
}
NO_NUMBER = {"kind": "wage", "amount": float("nan")}
UNDUE = {"month": "2025-01", "paid": "10", "due": "0"}
RECOVERY = {"undue": [UNDUE], "notified_on": "2025-02-01", "within_article_24": True}


def sanctioned(**more):
    return {"payment": {"sanctions": [{**SANCTION, **more}]}}


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("payment.sanctions[0]", sanctioned(months=13)),
        ("payment.sanctions[0]", sanctioned(starts_on="2025-01-01")),
        ("payment.sanctions[0]", sanctioned(earlier_on="2025-01-03")),
        ("recovery", {"recovery": {**RECOVERY, "within_article_24": False}}),
        ("recovery", {"recovery": {**RECOVERY, "undue": [{**UNDUE, "month": "2025-03"}]}}),
        ("category", {"category": "2"}),
        ("category", {"category": True}),
        ("applicant.resources[0].amount", {"applicant": {"resources": [NO_NUMBER]}}),
        ("category_reason", {"category_reason": "\x9b31m"}),
    ],
)
def test_a_refusal_names_the_field(field, fields):
    assert refusal(**fields).startswith(f"{field}: ")


def test_before_the_first_amount_the_missing_day_is_told():
    with pytest.raises(NotInForce, match="2018-08-31"):
        asked(on=date(2018, 8, 31))


def run(path, **options):
    told = StringIO()
    call_command("entitlement", path, stdout=told, **options)
    return told.getvalue()


def test_a_file_of_notepad_is_read(tmp_path):
    file = tmp_path / "met kenteken.json"
    file.write_text(json.dumps(SINGLE), encoding="utf-8-sig")
    assert "1.314,20 euro" in run(file)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Het bestand is leeg"),
        (b"[]", "het bestand: moet een object"),
        (json.dumps(SINGLE).encode("utf-16"), "geen tekst in UTF-8"),
        (b"{", "geen leesbare JSON"),
    ],
)
def test_what_is_no_situation_is_told_in_words(tmp_path, content, sentence):
    file = tmp_path / "situatie.json"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run(file)


def test_a_folder_and_a_file_that_is_not_there_are_told_in_words(tmp_path):
    with pytest.raises(CommandError, match="een map"):
        run(tmp_path)
    with pytest.raises(CommandError, match="bestaat niet"):
        run(tmp_path / "weg.json")


@pytest.mark.parametrize(
    ("fields", "kind", "about"),
    [
        ({"on": "2018-08-31"}, "NotInForce", {"day": "2018-08-31", "parameter": "living_wage_2"}),
        ({"category": 4}, "ImpossibleInput", {"where": "category"}),
        ({"state": {"project": "once"}}, "NotCovered", {"code": "claim_without_signed_on"}),
    ],
)
def test_a_refusal_is_data_for_a_program(tmp_path, fields, kind, about):
    file = tmp_path / "situatie.json"
    file.write_text(json.dumps({**SINGLE, **fields}))
    told = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("entitlement", file, format="json", stdout=told)
    found = json.loads(told.getvalue())["refused"]
    assert found == {"kind": kind, "sentence": str(refused.value), **about}


@pytest.mark.parametrize("written", ["20250315", "2025-W11-6", "2025-02-30", "0001-01-01"])
def test_a_day_is_written_one_way(tmp_path, written):
    file = tmp_path / "situatie.json"
    file.write_text(json.dumps(SINGLE))
    with pytest.raises(CommandError, match=written):
        call_command("entitlement", file, "--on", written)
