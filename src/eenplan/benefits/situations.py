"""A report as a described situation: the facts the engine reads, and how a reader finds them back.

No name, origin or nationality goes along: they change nothing, so that the file of facts can be
given to somebody to check without telling who it is about.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eenplan.benefits.enums import AskedRight
from eenplan.benefits.means_kinds import COHABITANT, KINDS, SANCTION, STAY_ABROAD, UNDUE, WORK
from eenplan.benefits.models import Means
from eenplan.benefits.questions import BY_KEY, is_asked
from eenplan.benefits.reports import Report, kind_of, name_of, owner_of, told

RIGHTS = {
    AskedRight.OTHER_AID: "equivalent_living_wage",
    AskedRight.LIVING_WAGE: "living_wage",
    AskedRight.EQUIVALENT: "equivalent_living_wage",
    AskedRight.INSTALLATION_PREMIUM: "living_wage",
}
LISTS = {
    STAY_ABROAD.code: ("payment", "stays_abroad"),
    SANCTION.code: ("payment", "sanctions"),
    UNDUE.code: ("recovery", "undue"),
}


@dataclass
class Described:
    """The facts, and for each place in them the words by which the screen calls it."""

    facts: dict[str, Any]
    places: dict[str, str] = field(default_factory=dict)

    def as_text(self) -> str:
        """Return the facts as the file that `eenplan entitlement` reads."""
        return json.dumps(self.facts, ensure_ascii=False, indent=2)

    def in_words(self, where: str) -> str:
        """Return what the screen calls a place the engine points at."""
        if where in self.places:
            return self.places[where]
        head, _, tail = where.rpartition(".")
        if head in self.places:
            code = self.places.get(f"{head}#kind", "")
            asked = {ask.key: ask.label for ask in KINDS[code].asks} if code else {}
            return f"{self.places[head]}: {asked.get(tail, tail)}"
        return where


def described(report: Report, *, on: date) -> Described:
    """Return the situation a report describes, for a day."""
    facts: dict[str, Any] = {
        "on": on.isoformat(),
        "requested_on": report.entry.right_starts_on.isoformat(),
        "right": RIGHTS[AskedRight(report.right)],
    }
    found = Described(facts, {"requested_on": "de dag van de aanvraag", "on": "de dag"})
    found.places |= {q.fact: f"“{q.label}”" for q in BY_KEY.values() if q.fact}
    _put_findings(report, found)
    facts["applicant"] = _person(report, None, found, "applicant")
    found.places["applicant"] = "de aanvrager"
    if others := report.cohabitants:
        facts["cohabitants"] = [
            _cohabitant(report, row, found, f"cohabitants[{at}]") for at, row in enumerate(others)
        ]
        found.places["cohabitants"] = "wie er woont"
    _put_lists(report, found)
    return found


def _put_findings(report: Report, found: Described) -> None:
    answers = report.answers
    for key, value in answers.items():
        question = BY_KEY.get(key)
        if not question or not question.fact or not is_asked(question, answers):
            continue
        if report.right not in question.rights:
            continue
        *heads, last = question.fact.split(".")
        holder = found.facts
        for head in heads:
            holder = holder.setdefault(head, {})
        holder[last] = int(value) if key == "category" else value


def _resource(row: Means, found: Described, where: str) -> dict[str, Any]:
    found.places[where] = told(row)
    found.places[f"{where}#kind"] = row.kind
    return {"kind": row.kind, **row.data}


def _person(report: Report, who: Means | None, found: Described, where: str) -> dict[str, Any]:
    """Return what is known of one person: the applicant (None), or somebody who lives in."""
    rows = [
        row
        for row in report.means
        if (report.is_applicant(row) if who is None else owner_of(row) == owner_of(who))
    ]
    person: dict[str, Any] = {}
    if owned := [row for row in rows if kind_of(row).is_resource]:
        person["resources"] = [
            _resource(row, found, f"{where}.resources[{at}]") for at, row in enumerate(owned)
        ]
    for row in rows:
        if row.kind == WORK.code:
            person["work_exemption"] = row.data
            found.places[f"{where}.work_exemption"] = told(row)
            found.places[f"{where}.work_exemption#kind"] = WORK.code
    return person


def _cohabitant(report: Report, row: Means, found: Described, where: str) -> dict[str, Any]:
    found.places[where] = name_of(row)
    found.places[f"{where}.relation"] = f"wat {name_of(row)} van de aanvrager is"
    found.places[f"{where}#kind"] = COHABITANT.code
    return {"relation": row.relation, **row.data, **_person(report, row, found, where)}


def _put_lists(report: Report, found: Described) -> None:
    """Put stays abroad, sanctions and months to recover where the situation has them."""
    for row in report.means:
        if row.kind not in LISTS:
            continue
        head, key = LISTS[row.kind]
        rows = found.facts.setdefault(head, {}).setdefault(key, [])
        where = f"{head}.{key}[{len(rows)}]"
        found.places[where] = kind_of(row).label
        found.places[f"{where}#kind"] = row.kind
        rows.append(row.data)
