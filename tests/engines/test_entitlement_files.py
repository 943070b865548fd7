"""The parameter files, the described situations, and the examples somebody outside starts from."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from eenplan.engines.entitlement import (
    Case,
    Centre,
    Counting,
    Exemption,
    ImpossibleInput,
    NotCovered,
    Ownership,
    Project,
    Relation,
    Right,
    Title,
    answer,
    as_data,
    as_text,
    described,
    law,
    read,
    read_law,
)
from eenplan.engines.entitlement.columns import INCOMES
from eenplan.engines.entitlement.law import CERTAIN, FOLDER, BadParameters
from eenplan.engines.entitlement.page import parameters_page
from tests.support.setting import REPOSITORY

EXAMPLES = REPOSITORY / "docs" / "reference" / "entitlement"
SCHEMA = json.loads((EXAMPLES / "schema.json").read_text())
FILES = sorted(set(EXAMPLES.rglob("*.json")) - {EXAMPLES / "schema.json"})
REFUSED = {"neighbourhood_work"}  # no source says which part counts


def values():
    return [(parameter, value) for parameter in law() for value in parameter.values]


def test_what_is_not_certain_is_not_verified():
    assert [p.key for p, v in values() if v.verified and v.evidence not in CERTAIN] == []
    doubtful = {p.key for p, v in values() if v.evidence in CERTAIN and not v.verified}
    assert {"state_excluded", "spi_student_equal", "income_volunteer"} <= doubtful


def test_every_value_names_its_source():
    assert [p.key for p, v in values() if not v.source or not p.label or not p.article] == []


def test_the_page_shows_every_value_with_its_mark():
    lines = [line for line in parameters_page().splitlines() if line.startswith("| 20")]
    assert len(lines) == len(values())
    assert sum("**no**" in line for line in lines) == sum(not v.verified for _, v in values())


BAD = [
    ('evidence = "B"', 'evidence = "E"', "geen graad"),
    ('evidence = "B"', 'evidence = "C"', "kan niet nagekeken zijn"),
    ('value = "6200"', 'value = "6200.001"', "is geen EUR"),
    ("since = 2002-10-01", "since = 2002-10-01\nuntil = 2002-10-01", "eindigt"),
]


@pytest.mark.parametrize("right, wrong, words", BAD)
def test_a_slip_in_a_file_is_found_when_it_is_read(right, wrong, words, tmp_path):
    text = (FOLDER / "resources.toml").read_text()
    start = text.index("[capital_first]")
    text = text[:start] + text[start:].replace(right, wrong, 1)
    (tmp_path / "resources.toml").write_text(text)
    with pytest.raises(BadParameters, match=words):
        read_law(tmp_path)


def test_another_file_is_another_version_of_the_parameters(tmp_path):
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert read_law(tmp_path).fingerprint == law().fingerprint
    file = tmp_path / "living_wage.toml"
    file.write_text(file.read_text().replace("876.13", "876.14"))
    assert read_law(tmp_path).fingerprint != law().fingerprint


def test_the_schema_is_a_schema_and_has_the_names_of_the_engine():
    Draft202012Validator.check_schema(SCHEMA)
    shapes = SCHEMA["$defs"]
    income, *others = shapes["resource"]["oneOf"]
    assert income["properties"]["kind"]["enum"] == list(INCOMES)
    transfer = next(one for one in others if one["properties"]["kind"]["const"] == "transfer")
    people, state = shapes["cohabitant"]["properties"], shapes["state"]["properties"]
    for enum, named in (
        (Right, SCHEMA["properties"]["right"]),
        (Title, shapes["conditions"]["properties"]["title"]),
        (Exemption, shapes["work_exemption"]["properties"]["kind"]),
        (Ownership, transfer["properties"]["ownership"]),
        (Counting, people["counting"]),
    ):
        assert named["enum"] == [kind.value for kind in enum]
    assert people["relation"]["enum"] == [kind.value for kind in Relation][1:]
    for code, key in ((Case, "case"), (Centre, "centre"), (Project, "project")):
        assert state[key]["enum"] == [kind.name.lower() for kind in code]


def test_there_is_an_example_for_every_kind_of_resource():
    shown = {path.stem for path in (EXAMPLES / "resources").glob("*.json")}
    assert {*INCOMES, "capital", "real_estate", "transfer", "housing_costs"} <= shown
    for path in (EXAMPLES / "resources").glob("*.json"):
        kind = path.stem.removesuffix("_land").removesuffix("_abroad")
        assert f'"kind": "{kind}"' in path.read_text(), path.name


def test_the_page_for_somebody_outside_names_every_kind_of_resource():
    told = (EXAMPLES / "README.md").read_text()
    kinds = {*INCOMES, "capital", "real_estate", "transfer", "housing_costs"}
    assert [kind for kind in kinds if f"| `{kind}` |" not in told] == []
    labels = [law()[f"income_{kind}"].label for kind in INCOMES]
    assert [label for label in labels if label not in told] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_fits_the_schema_and_runs(path: Path):
    Draft202012Validator(SCHEMA).validate(json.loads(path.read_text()))
    if path.stem in REFUSED:
        with pytest.raises(NotCovered):
            answer(read(path.read_text()))
        return
    found = answer(read(path.read_text()))
    assert found.parts[0].outcome.amount >= 0
    assert as_text(found) and json.dumps(as_data(found))


def test_the_example_of_temporary_protection_is_paid_back_at_135_percent():
    found = answer(read((EXAMPLES / "temporary-protection.json").read_text()))
    amounts = {part.key: part.outcome.amount for part in found.parts}
    assert amounts["right"] == 147_821
    assert amounts["payment"] == round(147_821 * 27 / 30)
    assert amounts["state"] == round(amounts["payment"] * 1.35)


PLAIN = {"on": "2025-03-01", "requested_on": "2025-02-01", "category": 2, "applicant": {}}


def with_resource(**fields):
    resource = {"kind": "wage", "amount": "100.00", **fields}
    return {**PLAIN, "applicant": {"resources": [resource]}}


IMPOSSIBLE = [
    (with_resource(amount="-1"), "onder nul"),
    (with_resource(amount="1.005"), "hoogstens twee cijfers"),
    (with_resource(amount="1,50"), "geen bedrag"),
    (with_resource(amount="1e9"), "geen bedrag"),
    (with_resource(amount="1_000"), "geen bedrag"),
    (with_resource(amount="１２"), "geen bedrag"),
    (with_resource(amount=" 12"), "geen bedrag"),
    (with_resource(amount="99999999.00"), "tien miljoen"),
    (with_resource(amount="NaN"), "geen bedrag"),
    (with_resource(amount="Infinity"), "geen bedrag"),
    (with_resource(amount=True), "geen bedrag"),
    (with_resource(amount=None), "ontbreekt"),
    (with_resource(amount=[1]), "geen bedrag"),
    (with_resource(kind="lottery"), "geen soort inkomst"),
    (with_resource(kind=7), "geen soort inkomst"),
    (with_resource(per="week"), "kennen we niet"),
    (with_resource(surprise=1), "dit veld kennen we niet"),
    (with_resource(description="a\x00b"), "geen letter"),
    (with_resource(description="a" * 2_001), "hoogstens 2000"),
    ({**PLAIN, "on": "2025-02-30"}, "geen datum die bestaat"),
    ({**PLAIN, "on": "0025-02-03"}, "tussen 1900 en 2100"),
    ({**PLAIN, "on": 20250301}, "geen datum"),
    ({**PLAIN, "on": "20250301"}, "geen datum"),
    ({**PLAIN, "on": "2025-W10-6"}, "geen datum"),
    ({**PLAIN, "category_reason": "\ud800"}, "geen letter"),
    ({**PLAIN, "cohabitants": [{"relation": "other"}] * 201}, "hoogstens 200"),
    (
        {**PLAIN, "payment": {"stays_abroad": [{"since": "1999-01-01", "until": "2025-01-01"}]}},
        "tien jaar",
    ),
    ({**PLAIN, "category": 4}, "moet 1, 2 of 3"),
    ({**PLAIN, "category": "2"}, "moet 1, 2 of 3 zijn"),
    ({**PLAIN, "children": -1}, "geheel getal"),
    ({**PLAIN, "account": "BE68 5390 0754 7035"}, "geen geldig IBAN"),
    ({**PLAIN, "account": "BE68"}, "geen geldig IBAN"),
    ({**PLAIN, "account": 5}, "geen rekeningnummer"),
    ({**PLAIN, "applicant": []}, "object"),
    ({**PLAIN, "applicant": None}, "ontbreekt"),
    ({**PLAIN, "cohabitants": {}}, "lijst"),
    ({**PLAIN, "conditions": {"birth_date": "2030-01-01"}}, "ligt na"),
    ({**PLAIN, "conditions": {"residence": "ja"}}, "true of false"),
    ({**PLAIN, "payment": {"month": "2025-13"}}, "geen datum die bestaat"),
    ({**PLAIN, "payment": {"month": "maart"}}, "geen maand"),
    ({**PLAIN, "state": {"case": "non_belgian"}}, "hoort niet bij dit recht"),
    ([PLAIN], "object"),
]


@pytest.mark.parametrize("value, words", IMPOSSIBLE)
def test_what_cannot_be_is_refused_in_words(value, words):
    with pytest.raises(ImpossibleInput, match=words):
        described(value)


@pytest.mark.parametrize(
    "text, words",
    [
        ("{", "regel 1"),
        ("", "leeg"),
        ('{"on": NaN}', "^on: "),
        ('{"category": 1, "category": 3}', "twee keer"),
        (json.dumps(with_resource()).replace('"100.00"', "1e999999999"), "geen bedrag"),
        ("[" * 200_000, "te diep"),
        ('{"category": ' + "9" * 10_000 + "}", "te lang"),
        (" " * 1_000_001, "groter dan"),
    ],
)
def test_what_is_no_json_is_refused_in_words(text, words):
    with pytest.raises(ImpossibleInput, match=words):
        read(text)


def test_amounts_may_be_strings_whole_euros_or_decimals():
    for written in ('"100.00"', "100", "100.0"):
        text = json.dumps(with_resource()).replace('"100.00"', written)
        assert answer(read(text)).parts[0].outcome.amount == 123_503


def test_the_state_pays_the_whole_premium_when_it_is_described():
    value = {**PLAIN, "state": {"case": "installation_premium"}}
    with pytest.raises(ImpossibleInput, match="beschrijf dan ook"):
        answer(described(value))
    parts = answer(described({**value, "installation_premium": {"was_homeless": True}})).parts
    assert parts[-1].outcome.amount == 177_607


def run(*arguments, **options):
    out = StringIO()
    call_command("entitlement", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_the_command_prints_amount_steps_and_sources():
    text = run(EXAMPLES / "resources" / "capital.json")
    assert "Leefloon per maand: 1.199,37 euro" in text
    assert "KB2002 art. 27" in text and "capital_low_rate@2002-10-01" in text
    assert "NIET NAGEKEKEN" in text


def test_the_command_answers_for_another_day():
    plain = EXAMPLES / "resources" / "child_benefit.json"
    assert "Geen waarde" not in run(plain)
    found = json.loads(run(plain, on=date(2026, 3, 1), format="json"))
    assert found["on"] == "2026-03-01"
    assert found["parts"]["right"]["amount_cents"] == 134_047
    assert found["parts"]["right"]["verified"] is False


@pytest.mark.parametrize(
    "content, words",
    [
        ("{", "geen leesbare JSON"),
        (json.dumps({**PLAIN, "on": "2012-01-01", "requested_on": "2012-01-01"}), "Geen waarde"),
        (json.dumps(with_resource(kind="neighbourhood_work")), "Niet gedekt"),
    ],
)
def test_the_command_refuses_with_one_sentence(content, words, tmp_path):
    file = tmp_path / "x.json"
    file.write_text(content)
    with pytest.raises(CommandError, match=words):
        run(file)


def test_the_command_says_when_a_file_cannot_be_read(tmp_path):
    with pytest.raises(CommandError, match="bestaat niet"):
        run(tmp_path / "away.json")
    (tmp_path / "x.json").write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="UTF-8"):
        run(tmp_path / "x.json")
