"""What grants pay in one part of a month, reckoned together and explained one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from eenplan.benefits.enums import Rhythm
from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import Grant
from eenplan.benefits.run_periods import Part
from eenplan.benefits.selectors.hindrances import NOTHING, Standing, standing_of
from eenplan.engines.entitlement import (
    EntitlementError,
    Lost,
    Months,
    lost_in,
    payable,
    steps_of,
)

PARTS_SOURCE = "beslissing; hoe een maand in delen gaat, is onze keuze"
WAGES = (Component.LIVING_WAGE, Component.EQUIVALENT)
NONE_LOST = Lost()


@dataclass(frozen=True)
class Due:
    """What one grant pays for a part of a month, with the steps that lead there.

    `marks` names the stays and sanctions it rests on.
    """

    cents: int
    period: date
    steps: tuple[dict, ...]
    verified: bool
    refused: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Row:
    """One grant in a month: the days it holds, what stands in its way, what that takes."""

    grant: Grant
    span: tuple[date, date]
    standing: Standing = NOTHING
    lost: Lost = NONE_LOST
    refused: str = ""

    @property
    def served(self) -> int:
        return (self.span[1] - self.span[0]).days - self.lost.days


def dues(
    grants: Sequence[Grant], period: date, *, known: Mapping[int, Sequence[str]] | None = None
) -> list[Due]:
    """Return what each grant pays for the part of a month that begins on a day.

    Days too long abroad and suspended days are not served. With `known`, per grant the marks of a
    payment that was made, only what that payment rested on counts.
    """
    part = Part(period)
    standing = standing_of({grant.beneficiary_id for grant in grants}, part.after)
    rows = [
        _row(grant, part, standing.get(grant.beneficiary_id, NOTHING), known) for grant in grants
    ]
    monthly = [at for at, grant in enumerate(grants) if grant.rhythm != Rhythm.ONCE]
    found = [_once(grant) for grant in grants]
    for at, due in zip(monthly, _prorated([rows[at] for at in monthly], part), strict=True):
        found[at] = due
    return found


def _row(grant: Grant, part: Part, standing: Standing, known) -> _Row:
    span = _span(grant, part)
    if grant.component not in WAGES or not standing.marks:
        return _Row(grant, span)
    if known is not None:
        standing = standing.only(known.get(grant.pk, ()))
    sanctions = standing.sanctions if grant.component == Component.LIVING_WAGE else ()
    try:
        lost = lost_in(*span, standing.stays, sanctions)
    except EntitlementError as error:
        return _Row(grant, span, standing, refused=str(error))
    return _Row(grant, span, standing, lost)


def less(due: Due, cents: int) -> Due:
    """Return what is left to pay when a part was paid on an earlier decision."""
    if not cents:
        return due
    step = _step("Al betaald op een vorige beslissing voor deze periode", -cents, "vorige betaling")
    return replace(due, cents=due.cents - cents, steps=(*due.steps, step))


def _span(grant: Grant, part: Part) -> tuple[date, date]:
    start = max(part.first, grant.starts_on)
    return start, max(start, min(part.after, grant.ends_on or part.after))


def _once(grant: Grant) -> Due:
    step = _step("Eenmalig bedrag", grant.amount_cents, "de beslissing")
    return Due(grant.amount_cents, grant.starts_on.replace(day=1), (step,), True)


def _prorated(rows: list[_Row], part: Part) -> list[Due]:
    if not rows:
        return []
    first = np.full(len(rows), part.first.toordinal(), dtype=np.int64)
    columns = [
        np.array(column, dtype=np.int64)
        for column in zip(
            *((row.grant.amount_cents, row.served, row.lost.partly) for row in rows), strict=True
        )
    ]
    paid, tape = payable(Months(first, *columns))
    made = []
    for at, row in enumerate(rows):
        try:
            due = _part_of(tape.outcome(at, paid), row, part)
        except EntitlementError as error:
            due = Due(0, part.period, (), False, refused=str(error))
        made.append(replace(due, cents=0, refused=row.refused) if row.refused else due)
    return made


def _part_of(outcome, row: _Row, part: Part) -> Due:
    grant, (amount, *rest) = row.grant, outcome.steps
    is_equivalent = grant.component == Component.EQUIVALENT
    taken = steps_of(row.lost, part.first, is_equivalent=is_equivalent)
    told = (amount, *taken, *rest)
    steps = [
        _step(step.label, step.amount, step.source, step.verified, [v.name for v in step.versions])
        for step in told
    ]
    cents, verified = outcome.amount, all(step.verified for step in told)
    if grant.rhythm != Rhythm.MONTHLY:
        cents, verified = part.share(cents, grant.rhythm, *row.span), False
        words = f"Deel van de maand vanaf {part.period.isoformat()}"
        steps.append(_step(words, cents, PARTS_SOURCE, False))
    return Due(cents, part.period, tuple(steps), verified, marks=row.standing.marks)


def _step(label: str, cents: int | None, source: str, verified=True, versions=()) -> dict:
    return {
        "label": label,
        "cents": cents,
        "source": source,
        "verified": verified,
        "versions": list(versions),
    }
