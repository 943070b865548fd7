"""Reports for the tests: begun, and filled in until nothing is missing."""

from datetime import date

from eenplan.benefits.answers import Kind, accepts
from eenplan.benefits.enums import FindingSource
from eenplan.benefits.means_kinds import KINDS
from eenplan.benefits.models import Application, Finding, Investigation, Means
from eenplan.benefits.questions import BY_KEY, QUESTIONS, questions_of
from eenplan.benefits.selectors.inquiry import get_application
from eenplan.benefits.services.inquiry import begin_investigation
from tests.factories import UserFactory
from tests.support.rights import application_of
from tests.support.setting import TODAY

ANSWERS = {
    "name": "Olena Kovalchuk",
    "birth_date": "1990-05-17",
    "national_number": "nog niet",
    "nationality": "UA",
    "civil_status": "married",
    "members": "Olena en twee kinderen",
    "category": "3",
    "category_reason": "Moeder met twee minderjarige kinderen.",
    "address": "Grote Markt 1, 9990 Voorbeeldstad",
    "residence": True,
    "title": "temporary_protection",
    "register": "foreigners",
    "asked": "Geen inkomen.",
    "as_right": "living_wage",
    "home_kind": "RECEPTION",
    "housing": "Collectieve opvang, de stad betaalt.",
    "living": "Drie personen in twee kamers.",
    "visit": "announced",
    "visited_on": "2026-11-20",
    "visited_by": "Amira",
    "visit_found": "De kinderen gaan naar school.",
    "willing": True,
    "work": "Volgt Nederlands.",
    "means_asked": True,
    "no_means": True,
    "claims_rights": True,
    "other_rights": "Groeipakket aangevraagd.",
    "conclusion": "Het gezin heeft geen middelen.",
    "proposal": "Equivalent leefloon, categorie 3.",
}


def begun(application: Application, actor) -> Investigation:
    """Return the investigation of an application, as it begins."""
    own = get_application(actor, application.pk)
    return begin_investigation(actor=actor, application=own, on=TODAY)


def answer_all(report: Investigation, **answers) -> None:
    """Write an answer to every question that is asked, straight into the database."""
    said = {**ANSWERS, **answers}
    right = report.application.right
    asked = {question.key for question in questions_of(right)}
    Finding.objects.filter(investigation=report).delete()
    Finding.objects.bulk_create(
        Finding(
            investigation=report,
            section=BY_KEY[key].section,
            key=key,
            value=value,
            source=FindingSource.CLIENT,
            as_of=TODAY,
            is_still_valid=True,
        )
        for key, value in said.items()
        if key in asked and value is not None
    )


def whole(application: Application, actor, **answers) -> Investigation:
    """Return a report in which nothing is missing."""
    report = begun(application, actor)
    answer_all(report, **answers)
    Means.objects.filter(investigation=report).update(
        is_still_valid=True,
        relation="first_degree",
        data={"adult": False, "shares_household": True},
    )
    return report


# -- A report that says what a described situation says --------------------------------------------
NUMBERS = (Kind.AMOUNT, Kind.SHARE)
ROWS = {
    "payment": (("stays_abroad", "stay_abroad"), ("sanctions", "sanction")),
    "recovery": (("undue", "undue"),),
}


def report_of_facts(household, facts: dict) -> Investigation:
    """Return a report in which somebody found what a situation of docs/reference describes.

    What changes nothing (names, origin, nationality, an account) has no place in it.
    """
    equivalent = facts.get("right") == "equivalent_living_wage"
    application = application_of(
        household,
        right="EQUIVALENT" if equivalent else "LIVING_WAGE",
        received_on=date.fromisoformat(facts["requested_on"]),
    )
    report = Investigation.objects.create(
        application=application, started_on=application.received_on, worker=UserFactory()
    )
    for question in QUESTIONS:
        holder: object = facts
        for step in question.fact.split(".") if question.fact else ["-"]:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if holder is None or question.key == "as_right":
            continue
        value = str(holder) if question.key == "category" else holder
        _find(report, question.key, value)
    _person(report, facts["applicant"], application.applicant, "")
    for at, other in enumerate(facts.get("cohabitants", ())):
        told = {k: v for k, v in other.items() if k not in APART}
        _row(report, "cohabitant", told, None, f"Iemand {at}", relation=other["relation"])
        _person(report, other, None, f"Iemand {at}")
    for head, kinds in ROWS.items():
        for key, kind in kinds:
            for row in facts.get(head, {}).get(key, ()):
                _row(report, kind, row, application.applicant, "")
    return report


APART = ("relation", "resources", "work_exemption", "name", "origin", "nationality")


def _find(report: Investigation, key: str, value) -> None:
    assert accepts(BY_KEY[key], value), (key, value)
    Finding.objects.create(
        investigation=report,
        section=BY_KEY[key].section,
        key=key,
        value=value,
        source=FindingSource.CLIENT,
        as_of=report.started_on,
    )


def _person(report: Investigation, told: dict, person, name: str) -> None:
    for resource in told.get("resources", ()):
        data = {k: v for k, v in resource.items() if k != "kind"}
        _row(report, resource["kind"], data, person, name)
    if work := told.get("work_exemption"):
        _row(report, "work_exemption", work, person, name)


def _row(report: Investigation, kind: str, data: dict, person, name: str, relation="") -> None:
    asked = {ask.key: ask for ask in KINDS[kind].asks}
    data = {k: str(v) if asked[k].kind in NUMBERS else v for k, v in data.items()}
    for key, value in data.items():
        assert accepts(asked[key], value), (kind, key, value)
    Means.objects.create(
        investigation=report,
        person=person,
        other_name=name,
        relation=relation,
        kind=kind,
        data=data,
        source=FindingSource.CLIENT,
        as_of=report.started_on,
    )
