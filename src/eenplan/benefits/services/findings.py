"""What is found: one section at a time, each answer with where it comes from and of which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from eenplan.benefits.enums import FindingSource, Section
from eenplan.benefits.inquiry_errors import NotAnAnswer
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.models import Finding, Investigation
from eenplan.benefits.policies.inquiry import check_answer, check_day
from eenplan.benefits.questions import BY_KEY, Question
from eenplan.benefits.seen import seen_of
from eenplan.benefits.services.inquiry import grown, hold
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion


@dataclass(frozen=True)
class Said:
    """An answer to one question; None takes an earlier answer away."""

    key: str
    value: Any
    source: str = FindingSource.CLIENT
    source_note: str = ""
    as_of: date | None = None
    is_still_valid: bool | None = None


@transaction.atomic
def note_findings(
    *,
    actor: Actor,
    investigation: Investigation,
    section: Section,
    said: Sequence[Said],
    on: date,
    seen: str | None = None,
) -> list[Finding]:
    """Note the answers to questions of a section; return those that changed.

    `seen` tells what the writer saw (`seen_of`): somebody else's answers are not written over.
    Raises NotAllowed, AlreadySigned, StaleVersion, NotAnAnswer.
    """
    check_can_investigate(actor, investigation.application.household)
    held = hold(investigation)
    before = {row.key: row for row in held.findings.filter(section=section)}
    if seen is not None and seen != seen_of(before.values()):
        raise StaleVersion("Een collega bewaarde dit deel intussen.")
    changed = []
    for one in said:
        question = _question(one, section, investigation.application.right)
        if row := _noted(actor, held, before.get(one.key), question, one, on):
            changed.append(row)
    if changed:
        grown(held)
    return changed


def note_finding(
    *, actor: Actor, investigation: Investigation, said: Said, on: date
) -> list[Finding]:
    """Note the answer to one question. Raises as `note_findings`."""
    if said.key not in BY_KEY:
        raise NotAnAnswer("Deze vraag staat niet in het onderzoek.")
    section = BY_KEY[said.key].section
    return note_findings(
        actor=actor, investigation=investigation, section=section, said=[said], on=on
    )


def _question(one: Said, section: Section, right: str) -> Question:
    question = BY_KEY.get(one.key)
    if question is None or question.section != section or right not in question.rights:
        raise NotAnAnswer("Deze vraag staat niet in dit deel van het onderzoek.")
    return question


def _noted(
    actor: Actor,
    held: Investigation,
    before: Finding | None,
    question: Question,
    one: Said,
    on: date,
) -> Finding | None:
    if one.value is None:
        if before is None:
            return None
        audit.record(actor, "benefits.finding-dropped", held, key=one.key, was=before.source)
        before.delete()
        return before
    check_answer(question, one.value, field=one.key)
    as_of = one.as_of or on
    check_day(as_of, on=on, field=f"{one.key}__as_of")
    is_new = before is None or before.value != one.value
    if is_new and one.source == FindingSource.FILE:
        raise NotAnAnswer(
            f"{question.label}: dit staat zo niet in het dossier. Zeg waar u het vandaan hebt.",
            f"{one.key}__source",
        )
    row = before or Finding(investigation=held, section=question.section, key=one.key)
    told = (one.value, one.source, one.source_note, as_of, True if is_new else one.is_still_valid)
    if before and told == _told(before):
        return None
    row.value, row.source, row.source_note, row.as_of, row.is_still_valid = told
    row.noted_by_id = actor.user_id or None
    row.save()
    audit.record(actor, "benefits.finding-noted", held, key=one.key, source=row.source)
    return row


def _told(row: Finding) -> tuple:
    return row.value, row.source, row.source_note, row.as_of, row.is_still_valid
