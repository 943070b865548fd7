"""The rows of a report: who lives in, what somebody has or gets, exemptions, stays abroad."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from eenplan.benefits.enums import FindingSource
from eenplan.benefits.inquiry_errors import NotAnAnswer
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.means_kinds import COHABITANT, KINDS, RELATIONS, RowKind
from eenplan.benefits.models import Investigation, Means
from eenplan.benefits.policies.inquiry import check_answer, check_day, check_row
from eenplan.benefits.reports import APPLICANT
from eenplan.benefits.seen import seen_of
from eenplan.benefits.selectors.inquiry import report_of
from eenplan.benefits.services.inquiry import grown, hold
from eenplan.benefits.trying import refusal_of
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.people.models import Person


@dataclass(frozen=True)
class Row:
    """A row as it is told: of whom, what, and where that comes from."""

    data: dict[str, Any]
    person: Person | None = None
    other_name: str = ""
    relation: str = ""
    source: str = FindingSource.CLIENT
    source_note: str = ""
    as_of: date | None = None
    is_still_valid: bool | None = True


@transaction.atomic
def add_means(
    *, actor: Actor, investigation: Investigation, kind: str, row: Row, on: date
) -> Means:
    """Add a row of a kind. Raises NotAllowed, AlreadySigned, NotAnAnswer with the field."""
    check_can_investigate(actor, investigation.application.household)
    held = hold(investigation)
    if kind not in KINDS:
        raise NotAnAnswer("Deze soort kennen we niet.")
    made = Means(investigation=held, kind=kind)
    _write(actor, investigation, made, row, on=on)
    grown(held)
    audit.record(actor, "benefits.means-added", held, kind=kind, source=row.source)
    return made


@transaction.atomic
def change_means(
    *, actor: Actor, investigation: Investigation, means: Means, row: Row, seen: str, on: date
) -> Means:
    """Change a row that nobody else changed meanwhile. Raises also StaleVersion."""
    check_can_investigate(actor, investigation.application.household)
    held = hold(investigation)
    stored = held.means.select_related("person").filter(pk=means.pk).first()
    if stored is None or seen != seen_of([stored]):
        raise StaleVersion("Een collega wijzigde deze lijn intussen.")
    _write(actor, investigation, stored, row, on=on)
    grown(held)
    audit.record(actor, "benefits.means-changed", held, kind=stored.kind, source=row.source)
    return stored


@transaction.atomic
def remove_means(*, actor: Actor, investigation: Investigation, means: Means) -> None:
    """Take a row away. Raises NotAllowed, AlreadySigned. Whoever is second finds it gone."""
    check_can_investigate(actor, investigation.application.household)
    held = hold(investigation)
    gone, _ = held.means.filter(pk=means.pk).delete()
    if gone:
        grown(held)
        audit.record(actor, "benefits.means-removed", held, kind=means.kind)


def _write(actor: Actor, investigation: Investigation, made: Means, row: Row, *, on: date) -> None:
    kind = KINDS[made.kind]
    as_of = row.as_of or on
    check_day(as_of, on=on, field="as_of")
    _check_data(kind, row.data, on=on)
    is_applicant = bool(row.person and row.person.pk == investigation.application.applicant_id)
    before = (made.pk, made.data, made.relation)
    made.person, made.other_name = row.person, "" if row.person else row.other_name.strip()
    _check_owner(kind, made, is_applicant=is_applicant)
    made.relation, made.data = _relation(kind, row, is_applicant=is_applicant), row.data
    is_new = before != (made.pk, made.data, made.relation) or not made.pk
    if is_new and row.source == FindingSource.FILE:
        raise NotAnAnswer(
            "Dit staat zo niet in het dossier. Zeg waar u het vandaan hebt.", "source"
        )
    made.source, made.source_note = row.source, row.source_note
    made.as_of, made.is_still_valid = as_of, True if is_new else row.is_still_valid
    made.noted_by_id = actor.user_id or None
    check_row(report_of(investigation), made)
    made.save()


def _check_owner(kind: RowKind, made: Means, *, is_applicant: bool) -> None:
    if made.person is None and not made.other_name:
        raise NotAnAnswer("Van wie is dit?", "whose")
    if kind is COHABITANT and is_applicant:
        raise NotAnAnswer("Kies iemand anders dan de aanvrager.", "whose")
    if kind.of_applicant and not is_applicant:
        raise NotAnAnswer("Dit hoort bij de aanvrager.", "whose")


def _relation(kind: RowKind, row: Row, *, is_applicant: bool) -> str:
    if kind is not COHABITANT:
        return APPLICANT if is_applicant else ""
    if row.relation not in dict(RELATIONS):
        raise NotAnAnswer("Wat is deze persoon van de aanvrager?", "relation")
    return row.relation


def _check_data(kind: RowKind, data: dict[str, Any], *, on: date) -> None:
    asked = {ask.key: ask for ask in kind.asks}
    if unknown := sorted(set(data) - set(asked)):
        raise NotAnAnswer(f"Dit hoort niet bij {kind.label.lower()}: {unknown[0][:40]}.")
    for key, value in data.items():
        check_answer(asked[key], value)
    for ask in kind.asks:
        if ask.is_required and ask.key not in data:
            raise NotAnAnswer(f"{ask.label}: vul dit in.", ask.key)
    if problem := refusal_of(kind, data, on=on):
        raise NotAnAnswer(problem[1], problem[0])
