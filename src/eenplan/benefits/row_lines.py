"""The rows of a report as they are read: each person with what was found of them."""

from eenplan.benefits.answers import in_words
from eenplan.benefits.means_kinds import COHABITANT, RELATIONS
from eenplan.benefits.models import Means
from eenplan.benefits.reports import Report, kind_of, name_of, owner_of


def row_lines(report: Report) -> list[dict]:
    """Return the rows of each person: the applicant first, then who lives in, then others."""
    application = report.investigation.application
    people = {(application.applicant_id, ""): {"name": str(application.applicant), "who": None}}
    for row in report.means:
        known = people.setdefault(owner_of(row), {"name": name_of(row), "who": None})
        if row.kind == COHABITANT.code:
            known["who"] = row
    for owner, known in people.items():
        mine = [row for row in report.means if owner_of(row) == owner]
        known["is_applicant"] = owner[0] == application.applicant_id
        known["relation"] = dict(RELATIONS).get(known["who"].relation, "") if known["who"] else ""
        known["rows"] = [_line(row) for row in mine if row.kind != COHABITANT.code]
        known["facts"] = _facts(known["who"]) if known["who"] else []
    return list(people.values())


def _line(row: Means) -> dict:
    return {"row": row, "kind": kind_of(row), "facts": _facts(row)}


def _facts(row: Means) -> list[tuple[str, str]]:
    """Return what is known of a row, in the order it is asked."""
    return [
        (ask.label.rstrip("?"), in_words(ask, row.data[ask.key]))
        for ask in kind_of(row).asks
        if ask.key in row.data
    ]
