"""What must be so before something is written in a report, or before it is signed."""

from datetime import date

from eenplan.benefits.answers import Ask, accepts
from eenplan.benefits.enums import EvidenceState, FindingSource, Section
from eenplan.benefits.inquiry_errors import AlreadySigned, NotAnAnswer
from eenplan.benefits.means_kinds import COHABITANT, WORK
from eenplan.benefits.models import Finding, Investigation, Means
from eenplan.benefits.questions import as_day, is_asked, questions_of
from eenplan.benefits.reports import Report, kind_of, name_of, owner_of, told

WITHOUT_PROOF = (FindingSource.CLIENT, FindingSource.OTHER)
ROWS = Section.MEANS  # the section in which the rows are counted


def check_open(investigation: Investigation) -> None:
    """Raise AlreadySigned for a report that was signed."""
    if investigation.is_signed:
        raise AlreadySigned(
            "Dit onderzoek is ondertekend en verandert niet meer. Begin een vervolgonderzoek."
        )


def check_answer(asked: Ask, value: object, *, field: str | None = None) -> None:
    """Raise NotAnAnswer when a value is no answer to what is asked."""
    if not accepts(asked, value):
        raise NotAnAnswer(f"{asked.label}: dit antwoord kan niet.", field or asked.key)


def check_day(as_of: date, *, on: date, field: str | None = None) -> None:
    """Raise NotAnAnswer for a finding of a day that is still to come."""
    if as_of > on:
        raise NotAnAnswer("Een vaststelling is van vandaag of vroeger.", field)


# -- What is missing -------------------------------------------------------------------------------
def missing(report: Report) -> dict[Section, list[str]]:
    """Return what a report lacks, in words, per section; a section that is whole is left out."""
    lacking: dict[Section, list[str]] = {}
    for section in Section:
        found = [*_of_questions(report, section), *_of_evidence(report, section)]
        if section == ROWS:
            found += _of_rows(report)
        if section == Section.HOUSEHOLD:
            found += _of_cohabitants(report)
        if found:
            lacking[section] = found
    return lacking


def lacks(label: str, words: str) -> str:
    """Return what something lacks as a sentence that reads well after a question too."""
    if label.endswith("?"):
        return f"{label} {words[:1].upper()}{words[1:]}"
    return f"{label}: {words}"


def _of_questions(report: Report, section: Section) -> list[str]:
    lacking = []
    for question in questions_of(report.right, section):
        finding = report.findings.get(question.key)
        if finding is None:
            if question.is_required and is_asked(question, report.answers):
                lacking.append(lacks(question.label, "nog geen antwoord."))
        elif sentence := _to_confirm(question.label, finding):
            lacking.append(sentence)
    if section == Section.HOME:
        lacking += _of_visit(report)
    return lacking


def _of_visit(report: Report) -> list[str]:
    day = as_day(report.answers.get("visited_on"))
    begun = report.investigation.started_on
    if day is None or report.answers.get("visit") == "none" or (begun - day).days <= 366:
        return []
    return ["Het huisbezoek is langer dan een jaar geleden: noteer een nieuw."]


def _to_confirm(label: str, row: Finding | Means) -> str:
    """Return what must still be said about something that was copied, "" when nothing."""
    if row.is_still_valid is False:
        return lacks(label, "geldt niet meer. Noteer wat nu geldt.")
    if row.is_still_valid is None:
        return lacks(label, "kijk na of dit nog klopt.")
    return ""


def _of_evidence(report: Report, section: Section) -> list[str]:
    return [
        f"Bewijs nog niet gezien: {row.what}."
        for row in report.evidence
        if row.section == section and row.state == EvidenceState.ASKED
    ]


def _of_rows(report: Report) -> list[str]:
    lacking = []
    none = report.answers.get("no_means") is True
    if report.answers.get("means_asked") is False:
        lacking.append("Vraag eerst naar de middelen van de aanvrager en van wie meetelt.")
    if not report.resources and not none:
        lacking.append("Noteer een bestaansmiddel, of zeg dat er geen zijn.")
    if report.resources and none:
        lacking.append("Er staat dat er geen bestaansmiddelen zijn, en er staan er wel.")
    known = {owner_of(row) for row in report.cohabitants}
    for row in report.means:
        if row.kind != COHABITANT.code:
            lacking += _of_row(report, row, known)
    return lacking


def _of_row(report: Report, row: Means, known: set) -> list[str]:
    lacking = [sentence] if (sentence := _to_confirm(told(row), row)) else []
    if kind_of(row).is_resource and row.source in WITHOUT_PROOF and not row.source_note:
        lacking.append(f"{told(row)}: zeg waarom er geen bewijs is.")
    if not report.is_applicant(row) and owner_of(row) not in known:
        lacking.append(f"{told(row)}: noteer eerst dat {name_of(row)} er woont.")
    return lacking


def _of_cohabitants(report: Report) -> list[str]:
    if not report.is_reckoned:
        return []
    lacking = []
    for row in report.cohabitants:
        name = name_of(row)
        if not row.relation:
            lacking.append(f"{name}: wat is deze persoon van de aanvrager?")
        if "shares_household" not in row.data:
            lacking.append(f"{name}: deelt deze persoon het huishouden?")
        if "adult" not in row.data:
            lacking.append(f"{name}: is deze persoon meerderjarig?")
        if sentence := _to_confirm(f"{name} (wie er woont)", row):
            lacking.append(sentence)
    return lacking


def check_row(report: Report, row: Means) -> None:
    """Raise NotAnAnswer for a second row where a person has one at most."""
    if row.kind not in (COHABITANT.code, WORK.code):
        return
    same = [other for other in report.means if other.kind == row.kind and other.pk != row.pk]
    if any(owner_of(other) == owner_of(row) for other in same):
        raise NotAnAnswer(f"Dit staat al bij {name_of(row)}: wijzig die lijn.", "whose")
