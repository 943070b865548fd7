"""From a report to an amount: every situation the engine reads, kept with every step."""

import io
import json
import random
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from eenplan.benefits.inquiry_errors import NeedsNoReckoning, NotReckoned
from eenplan.benefits.means_kinds import KINDS
from eenplan.benefits.models import Calculation, Finding, Means, RegisterCorrection
from eenplan.benefits.questions import BY_KEY, QUESTIONS
from eenplan.benefits.selectors.inquiry import is_up_to_date, report_of
from eenplan.benefits.selectors.proposals import basis_of
from eenplan.benefits.services.calculations import calculate, reckoned
from eenplan.benefits.services.inquiry import sign
from eenplan.benefits.situations import described
from eenplan.config.cli import main
from eenplan.core.errors import NotAllowed
from eenplan.engines import entitlement
from eenplan.engines.entitlement import EntitlementError, answer, as_data, law
from tests.benefits.inquiries import begun, report_of_facts, whole
from tests.support.rights import application_of, at, qualified
from tests.support.setting import REPOSITORY, TODAY

EXAMPLES = REPOSITORY / "docs" / "reference" / "entitlement"
FILES = [path for path in sorted(EXAMPLES.rglob("*.json")) if path.name != "schema.json"]
NOW = at(TODAY)


def outcome_of(report, on=TODAY) -> dict | str:
    """Return what comes out, or why nothing does."""
    try:
        return as_data(reckoned(described(report_of(report), on=on)))
    except NotReckoned as error:
        return error.sentence


def outcome_outside(path) -> dict | str:
    try:
        return as_data(answer(entitlement.read(path.read_text())))
    except EntitlementError as error:
        return str(error)


def made(report, actor, on=TODAY) -> Calculation:
    return calculate(actor=actor, investigation=report, on=on, at=NOW)


# -- Everything the engine reads -------------------------------------------------------------------
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_report_expresses_every_example_of_the_documentation(path, household):
    facts = json.loads(path.read_text())
    report = report_of_facts(household, facts)

    on = date.fromisoformat(facts["on"])
    assert outcome_of(report, on=on) == outcome_outside(path)


def test_every_kind_of_resource_and_every_field_of_the_schema_has_a_place():
    schema = json.loads((EXAMPLES / "schema.json").read_text())
    for one in schema["$defs"]["resource"]["oneOf"]:
        fields = set(one["properties"]) - {"kind"}
        kind = one["properties"]["kind"]
        for code in kind.get("enum", [kind.get("const")]):
            assert {ask.key for ask in KINDS[code].asks} == fields, code
    rows = {
        "work_exemption": schema["$defs"]["work_exemption"],
        "stay_abroad": schema["$defs"]["payment"]["properties"]["stays_abroad"]["items"],
        "sanction": schema["$defs"]["payment"]["properties"]["sanctions"]["items"],
        "undue": schema["$defs"]["recovery"]["properties"]["undue"]["items"],
    }
    for code, described_row in rows.items():
        assert {ask.key for ask in KINDS[code].asks} == set(described_row["properties"]), code
    person = {"relation", "name", "origin", "nationality", "resources", "work_exemption"}
    asked = set(schema["$defs"]["cohabitant"]["properties"]) - person
    assert {ask.key for ask in KINDS["cohabitant"].asks} == asked


def test_every_fact_of_the_schema_is_a_question():
    schema = json.loads((EXAMPLES / "schema.json").read_text())
    told = {question.fact for question in QUESTIONS if question.fact}
    for head in ("conditions", "payment", "recovery", "state"):
        fields = set(schema["$defs"][head]["properties"]) - {"stays_abroad", "sanctions", "undue"}
        assert {fact for fact in told if fact.startswith(f"{head}.")} == {
            f"{head}.{name}" for name in fields
        }
    whole_file = set(schema["properties"]) - {
        *("$schema", "on", "requested_on", "applicant", "cohabitants", "account"),
        *("conditions", "payment", "recovery", "state", "installation_premium"),
    }
    assert whole_file <= told


def test_the_choices_of_questions_and_rows_are_those_of_the_schema():
    schema = json.loads((EXAMPLES / "schema.json").read_text())
    for question in QUESTIONS:
        *heads, last = question.fact.split(".") if question.fact else ["", ""]
        holder = schema["$defs"][heads[0]] if heads and heads[0] in schema["$defs"] else schema
        wanted = holder["properties"].get(last, {}).get("enum")
        if wanted:
            assert [code for code, _ in question.choices] == [str(one) for one in wanted]
    for kind in KINDS.values():
        for ask in kind.asks:
            assert len({code for code, _ in ask.choices}) == len(ask.choices)


# -- Kept ------------------------------------------------------------------------------------------
def test_a_calculation_keeps_facts_steps_amount_and_the_law(household, amira):
    report = whole(application_of(household), amira)
    kept = made(report, amira)

    assert kept.amount_cents == kept.outcome["parts"]["right"]["amount_cents"] > 0
    assert kept.law == law().fingerprint
    assert kept.is_verified is all(p["verified"] for p in kept.outcome["parts"].values())
    assert kept.facts["category"] == 3 and kept.facts["right"] == "equivalent_living_wage"
    steps = kept.outcome["parts"]["right"]["steps"]
    assert steps and all({"label", "source", "verified", "parameters"} <= set(s) for s in steps)


def test_a_calculation_is_never_changed(household, amira):
    kept = made(whole(application_of(household), amira), amira)
    with pytest.raises(IntegrityError, match="stays_as_written"), transaction.atomic():
        Calculation.objects.filter(pk=kept.pk).update(amount_cents=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.delete()


def test_the_facts_given_outside_give_the_same_outcome(household, amira, tmp_path, monkeypatch):
    kept = made(whole(application_of(household), amira), amira)
    kept.refresh_from_db()
    path = Path(tmp_path) / "feiten.json"
    path.write_text(json.dumps(kept.facts))
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    code = main(["entitlement", str(path), "--format", "json"])

    assert code in (0, None)
    assert json.loads(out.getvalue()) == kept.outcome


def test_the_facts_hold_no_name_and_no_number(household, amira):
    kept = made(whole(application_of(household), amira), amira)
    told = json.dumps(kept.facts)
    for member in household.members.select_related("person"):
        assert member.person.family_name not in told
        assert member.person.given_name not in told


def test_a_change_of_the_report_is_seen_beside_an_older_calculation(household, amira):
    report = whole(application_of(household), amira)
    kept = made(report, amira)
    assert is_up_to_date(report_of(report), kept)
    Finding.objects.filter(investigation=report, key="category").update(value="2")
    assert not is_up_to_date(report_of(report), kept)
    assert Calculation.objects.get(pk=kept.pk).facts["category"] == 3


def test_a_proposal_does_not_rest_on_a_calculation_of_what_the_report_no_longer_says(
    household, amira
):
    application = application_of(household)
    report = whole(application, amira)
    qualified(report.worker)
    draft = made(report, amira)
    Finding.objects.filter(investigation=report, key="category").update(value="2")
    report.refresh_from_db()
    sign(actor=amira, investigation=report, version=report.version, on=TODAY)
    assert basis_of(application, on=TODAY).calculation is None
    again = made(report, amira)
    assert basis_of(application, on=TODAY).calculation == again != draft


def test_the_installation_premium_is_the_amount_of_its_own_application(household, amira):
    report = whole(application_of(household, right="INSTALLATION_PREMIUM"), amira, register=None)
    with pytest.raises(NotReckoned, match="dakloos was"):
        made(report, amira)
    _found(report, "was_homeless", True)
    _found(report, "premium_before", 0)
    kept = made(report, amira)
    assert kept.amount_cents == kept.outcome["parts"]["installation_premium"]["amount_cents"] > 0


def _found(report, key, value):
    Finding.objects.create(
        investigation=report,
        section=BY_KEY[key].section,
        key=key,
        value=value,
        source="CLIENT",
        as_of=TODAY,
        is_still_valid=True,
    )


def test_other_aid_is_not_reckoned(household, amira):
    report = whole(application_of(household, right="OTHER_AID"), amira)
    with pytest.raises(NeedsNoReckoning):
        made(report, amira)


def test_only_who_investigates_in_the_team_in_charge_reckons(household, amira, bram, dirk, ilse):
    report = whole(application_of(household), amira)
    for actor in (bram, dirk, ilse):
        with pytest.raises(NotAllowed):
            made(report, actor)
    assert not Calculation.objects.exists()


# -- No amount: never nought -----------------------------------------------------------------------
def test_a_day_without_a_parameter_says_so_and_keeps_nothing(household, amira):
    report = whole(application_of(household, received_on=date(1999, 5, 3)), amira)
    with pytest.raises(NotReckoned, match="ook geen nul") as refused:
        made(report, amira, on=date(1999, 5, 3))
    assert refused.value.kind == "not-in-force"
    assert not Calculation.objects.exists()


def test_what_no_source_covers_says_what_to_do(household, amira):
    report = whole(application_of(household), amira)
    partner = report.means.first()
    Means.objects.filter(pk=partner.pk).update(
        relation="partner", data={"adult": True, "shares_household": True}
    )
    Means.objects.create(
        investigation=report,
        person=partner.person,
        kind="wage",
        data={"amount": "1500.00"},
        source="DOCUMENT",
        as_of=TODAY,
    )
    with pytest.raises(NotReckoned, match="partner_in_category_3") as refused:
        made(report, amira)
    assert refused.value.kind == "not-covered"


def test_a_contradiction_is_told_in_the_words_of_the_screen(household, amira):
    report = whole(application_of(household), amira, category="2")
    partner = report.means.first()
    Means.objects.filter(pk=partner.pk).update(
        relation="partner", data={"adult": True, "shares_household": True}
    )
    with pytest.raises(NotReckoned, match="“Categorie”: wie samenwoont met een partner"):
        made(report, amira)


def test_a_report_without_a_category_gives_no_amount(household, amira):
    report = begun(application_of(household), amira)
    with pytest.raises(NotReckoned) as refused:
        made(report, amira)
    assert refused.value.kind == "input"
    assert not Calculation.objects.exists()


# -- Who somebody is changes nothing ---------------------------------------------------------------
NATIONS = ("UA", "BE", "MA", "SY", "RU", "FR", "CD", "")
NAMES = ("Olena", "Jan", "Fatima", "Оксана", "Nguyen", "O'Brien")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_other_names_origins_and_nationalities_change_no_outcome(path, household):
    facts = json.loads(path.read_text())
    report = report_of_facts(household, facts)
    on = date.fromisoformat(facts["on"])
    before = outcome_of(report, on=on)
    chance = random.Random(path.stem)
    for _ in range(20):
        for person in [m.person for m in household.members.select_related("person")]:
            person.nationality = chance.choice(NATIONS)
            person.given_name, person.family_name = chance.choice(NAMES), chance.choice(NAMES)
            person.speaks, person.sex = [chance.choice(("uk", "nl"))], chance.choice("FMX")
            person.save()
        for at_row, row in enumerate(report.means.filter(kind="cohabitant", person=None)):
            name = f"{chance.choice(NAMES)} {at_row}"
            report.means.filter(other_name=row.other_name).update(other_name=name)
        for key, value in (("name", chance.choice(NAMES)), ("nationality", chance.choice(NATIONS))):
            Finding.objects.update_or_create(
                investigation=report,
                key=key,
                defaults={
                    "value": value or "onbekend",
                    "section": "IDENTITY",
                    "source": "CLIENT",
                    "as_of": TODAY,
                },
            )
        assert outcome_of(report, on=on) == before


def test_the_title_of_stay_is_the_rule_that_does_change_the_outcome(household, amira):
    application = application_of(household, right="LIVING_WAGE")
    report = whole(application, amira, title="recognised_refugee")
    entitled = made(report, amira)
    Finding.objects.filter(investigation=report, key="title").update(value="temporary_protection")
    assert entitled.amount_cents > 0
    assert made(report, amira).amount_cents == 0
    steps = made(report, amira).outcome["parts"]["right"]["steps"]
    assert any("art. 3" in step["source"] for step in steps)


def test_more_income_in_the_report_is_never_more_support(household, amira):
    report = whole(application_of(household), amira)
    wage = Means.objects.create(
        investigation=report,
        person=report.application.applicant,
        kind="wage",
        data={"amount": "0.00"},
        source="DOCUMENT",
        as_of=TODAY,
    )
    amounts = []
    for euros in range(0, 2500, 125):
        Means.objects.filter(pk=wage.pk).update(data={"amount": f"{euros}.00"})
        amounts.append(outcome_of(report)["parts"]["right"]["amount_cents"])
    assert amounts == sorted(amounts, reverse=True) and amounts[0] > amounts[-1]


# -- The register --------------------------------------------------------------------------------
def test_the_day_of_the_application_is_the_one_the_register_was_put_right_to(household, amira):
    application = application_of(household)
    RegisterCorrection.objects.create(
        application=application,
        field="received_on",
        was=TODAY.isoformat(),
        becomes="2026-11-02",
        reason="Verkeerd ingeschreven.",
        made_at=NOW,
    )
    kept = made(whole(application, amira), amira)
    assert kept.facts["requested_on"] == "2026-11-02"


def test_of_a_forwarded_application_the_first_day_counts(household, amira):
    application = application_of(
        household,
        channel="OTHER_CENTRE",
        other_centre="OCMW Elders",
        first_received_on=date(2026, 11, 9),
    )
    kept = made(whole(application, amira), amira)
    assert kept.facts["requested_on"] == "2026-11-09"
