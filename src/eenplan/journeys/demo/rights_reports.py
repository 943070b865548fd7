"""The demo's social investigations: signed ones, ones under way, and what was reckoned on them."""

import json
from datetime import date, timedelta

from eenplan.benefits.enums import AskedRight, EvidenceState, FindingSource, Section
from eenplan.benefits.models import Calculation, Evidence, Finding, Investigation, Means
from eenplan.engines.entitlement import answer, as_data, described, law
from eenplan.journeys.demo.rights_words import LIVING, WORK
from eenplan.organisation.enums import StaffAct
from eenplan.organisation.models import AcceptedDiploma, StaffQualification
from eenplan.people.enums import Relation

EARNS_SHARE = 0.2
WAGES = ("310.00", "425.00", "560.00")
DAY = timedelta(days=1)


def draw_reports(files: list, *, on: date) -> None:
    """Write the investigations of the files that came so far, and the calculations on them."""
    begun = [file for file in files if _begins(file)]
    for file in begun:
        file.wage = file.rng.choice(WAGES) if file.rng.random() < EARNS_SHARE else ""
        file.report = Investigation(
            application=file.application,
            started_on=file.days["begun"],
            worker=file.worker,
        )
    Investigation.objects.bulk_create(file.report for file in begun)
    signed = [file for file in begun if file.reaches("signed", "begun", 3, 9)]
    _write_findings(begun)
    _sign(signed)
    _reckon([file for file in signed if file.right != AskedRight.OTHER_AID])


def _begins(file) -> bool:
    return file.ends not in ("withdrawn", "forwarded") and file.reaches("begun", "competence", 0, 3)


# -- What was found --------------------------------------------------------------------------------
def _write_findings(files: list) -> None:
    findings, means, evidence = [], [], []
    for file in files:
        findings += _findings(file)
        evidence += _evidence(file)
        means += _living_in(file)
        if file.wage:
            means.append(_wage(file))
    Finding.objects.bulk_create(findings, batch_size=2000)
    Means.objects.bulk_create(means)
    Evidence.objects.bulk_create(evidence)


def _findings(file) -> list[Finding]:
    """Return the fields of a report, each kept as the engine reads it."""
    person, rng, day = file.applicant, file.rng, file.days["begun"]
    found = [
        (Section.IDENTITY, "name", str(person)[:200], FindingSource.FILE),
        (Section.IDENTITY, "birth_date", _day(person.birth_date), FindingSource.FILE),
        (Section.IDENTITY, "national_number", person.national_number or "nog niet", "REGISTER"),
        (Section.IDENTITY, "nationality", person.nationality or "onbekend", FindingSource.FILE),
        (Section.IDENTITY, "civil_status", "unknown", FindingSource.CLIENT),
        (Section.HOUSEHOLD, "members", _members(file), FindingSource.FILE),
        (Section.HOUSEHOLD, "category", str(file.category), FindingSource.HOME_VISIT),
        (Section.HOUSEHOLD, "category_reason", REASONS[file.category], FindingSource.HOME_VISIT),
        (Section.STAY, "address", "Zie het dossier.", FindingSource.FILE),
        (Section.STAY, "residence", True, FindingSource.HOME_VISIT),
        (Section.STAY, "title", title_of(file), FindingSource.DOCUMENT),
        (Section.STAY, "register", "foreigners", FindingSource.REGISTER),
        (Section.REQUEST, "asked", file.application.words, FindingSource.CLIENT),
        (Section.HOME, "home_kind", file.household.sleeps, FindingSource.FILE),
        (Section.HOME, "housing", "Zie het tabblad Wonen.", FindingSource.FILE),
        (Section.HOME, "living", rng.choice(LIVING), FindingSource.HOME_VISIT),
        (Section.HOME, "visit", "announced", FindingSource.HOME_VISIT),
        (Section.HOME, "visited_on", day.isoformat(), FindingSource.HOME_VISIT),
        (Section.HOME, "visited_by", str(file.worker), FindingSource.HOME_VISIT),
        (Section.HOME, "visit_found", rng.choice(LIVING), FindingSource.HOME_VISIT),
        (Section.WORK, "willing", True, FindingSource.CLIENT),
        (Section.WORK, "work", rng.choice(WORK), FindingSource.CLIENT),
        (Section.MEANS, "means_asked", True, FindingSource.CLIENT),
        (Section.MEANS, "no_means", not file.wage, FindingSource.CLIENT),
        (Section.OTHER_RIGHTS, "claims_rights", True, FindingSource.REGISTER),
        (Section.OTHER_RIGHTS, "other_rights", "Groeipakket en ziekteverzekering.", "REGISTER"),
        (Section.CONCLUSION, "conclusion", "Er zijn te weinig middelen.", FindingSource.OTHER),
        (Section.CONCLUSION, "proposal", "Toekennen vanaf de aanvraag.", FindingSource.OTHER),
    ]
    if file.right == AskedRight.OTHER_AID:
        found = [row for row in found if row[1] not in ONLY_RECKONED]
    if file.right != AskedRight.EQUIVALENT:
        found = [row for row in found if row[1] != "register"]
    return [
        Finding(
            investigation=file.report,
            section=section,
            key=key,
            value=value,
            source=source,
            as_of=day,
            is_still_valid=True,
            noted_by=file.worker,
        )
        for section, key, value, source in found
        if value not in ("", None)
    ]


REASONS = {
    1: "Woont met een andere volwassene en regelt het huishouden samen.",
    2: "Woont alleen: er is een eigen keuken en een eigen rekening.",
    3: "Heeft een minderjarig kind ten laste, dat in huis woont.",
}
TITLES = {"BE": "belgian", "RO": "eu_more_than_three_months", "SY": "recognised_refugee"}
RIGHTS = {
    AskedRight.EQUIVALENT: "equivalent_living_wage",
    AskedRight.LIVING_WAGE: "living_wage",
}
ONLY_RECKONED = (
    *("category", "category_reason", "residence", "title", "willing", "claims_rights"),
    "register",
)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _members(file) -> str:
    return ", ".join(str(member.person) for member in file.members)[:2000]


def _living_in(file) -> list[Means]:
    """Return who lives in besides the applicant."""
    return [
        Means(
            investigation=file.report,
            person=person,
            relation=relation,
            kind="cohabitant",
            data=data,
            source=FindingSource.HOME_VISIT,
            as_of=file.days["begun"],
            is_still_valid=True,
            noted_by=file.worker,
        )
        for person, relation, data in _others(file)
    ]


RELATIONS = {Relation.PARTNER: "partner", Relation.CHILD: "first_degree"}


def _others(file) -> list[tuple]:
    return [
        (
            member.person,
            RELATIONS.get(member.relation, "other"),
            {
                "adult": not member.person.is_minor_on(file.application.received_on),
                "shares_household": True,
            },
        )
        for member in sorted(file.members, key=lambda member: member.pk)
        if member.person_id != file.applicant.pk
    ]


def _wage(file) -> Means:
    return Means(
        investigation=file.report,
        person=file.applicant,
        relation="applicant",
        kind="wage",
        data={"amount": file.wage, "per": "month"},
        source=FindingSource.DOCUMENT,
        source_note="loonbrief",
        as_of=file.days["begun"],
        is_still_valid=True,
        noted_by=file.worker,
    )


def _evidence(file) -> list[Evidence]:
    """Return what was asked for: seen before the report was signed, else still awaited."""
    day = file.days["begun"]
    facts = {"investigation": file.report, "asked_on": day, "noted_by": file.worker}
    is_signed = "signed" in file.days
    state = EvidenceState.SEEN if is_signed else EvidenceState.ASKED
    done = day + 2 * DAY if is_signed else None
    found = [
        Evidence(
            **facts,
            section=Section.IDENTITY,
            what="identiteitsdocument",
            state="SEEN",
            settled_on=day,
        ),
        Evidence(
            **facts,
            section=Section.MEANS,
            what="rekeninguittreksels van drie maanden",
            state=state,
            settled_on=done,
        ),
    ]
    return found


# -- Signing and reckoning -------------------------------------------------------------------------
def _sign(files: list) -> None:
    """Sign by who has an accepted diploma on the day: the worker, else a colleague who has one."""
    accepted = AcceptedDiploma.objects.filter(act=StaffAct.SOCIAL_INVESTIGATION, ends_on=None)
    diplomas = {row.diploma_id: row.starts_on for row in accepted}
    held: dict[int, StaffQualification] = {}
    for row in StaffQualification.objects.filter(diploma__in=diplomas).order_by("-pk"):
        held[row.user_id] = row
    lasting = next(row for row in reversed(held.values()) if row.ends_on is None)
    for file in files:
        day = file.days["signed"]
        own = held.get(file.worker.pk)
        by = own if own and (own.ends_on is None or own.ends_on > day) else lasting
        file.report.signed_on, file.report.qualification = day, by
        file.report.signed_by_id = by.user_id
    fields = ["signed_on", "signed_by", "qualification"]
    Investigation.objects.bulk_update([file.report for file in files], fields, batch_size=500)


def _reckon(files: list) -> None:
    """Let the engine reckon each file; the same question of one month is asked once."""
    known: dict[tuple, dict] = {}
    for file in files:
        facts = facts_of(file)
        conditions = {k: v for k, v in facts["conditions"].items() if k != "birth_date"}
        asked = {**facts, "on": "", "requested_on": "", "conditions": conditions}
        key = (facts["on"][:7], json.dumps(asked, sort_keys=True))
        if key not in known:
            known[key] = as_data(answer(described(facts)))
        found = {**known[key], "on": facts["on"]}
        right = found["parts"]["right"]
        file.calculation = Calculation(
            investigation=file.report,
            on=date.fromisoformat(facts["on"]),
            facts=facts,
            outcome=found,
            amount_cents=right["amount_cents"],
            is_verified=right["verified"],
            law=law().fingerprint,
            made_at=file.moment(file.days["signed"]),
            made_by=file.worker,
        )
    Calculation.objects.bulk_create(file.calculation for file in files)


def title_of(file) -> str:
    """Return on what ground the applicant stays here, from the right asked and the nationality."""
    if file.right == AskedRight.EQUIVALENT:
        return "temporary_protection"
    return TITLES.get(file.applicant.nationality, "population_register")


def facts_of(file, *, on: date | None = None, category: int | None = None) -> dict:
    """Return the situation of a file as the engine reads it, as `eenplan entitlement` does."""
    day = on or file.application.received_on
    applicant: dict = {}
    if file.wage:
        applicant["resources"] = [{"kind": "wage", "amount": file.wage, "per": "month"}]
    conditions: dict = {
        "residence": True,
        "title": title_of(file),
        "willing_to_work": True,
        "claims_other_rights": True,
    }
    if file.applicant.birth_date:
        conditions["birth_date"] = file.applicant.birth_date.isoformat()
    others = [{"relation": relation, **data} for _, relation, data in _others(file)]
    return {
        "on": day.isoformat(),
        "requested_on": file.application.received_on.isoformat(),
        "right": RIGHTS[file.right],
        "category": category or file.category,
        "category_reason": REASONS[category or file.category],
        "applicant": applicant,
        "conditions": conditions,
        **({"cohabitants": others} if others else {}),
    }
