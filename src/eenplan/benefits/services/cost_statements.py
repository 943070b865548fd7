"""The statement of costs of a quarter: what is new or corrected, once, with its fingerprint."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import Max

from eenplan.benefits import claims_permissions
from eenplan.benefits.claims_errors import NothingNew, QuarterNotOver
from eenplan.benefits.enums_money import ClaimState
from eenplan.benefits.models import CostStatement, StateClaim
from eenplan.benefits.selectors.quarters import next_quarter, quarter_of
from eenplan.benefits.services.claims import lock_claims, reckon
from eenplan.core import audit
from eenplan.core.access import Actor

COLUMNS = (
    *("kostenstaat", "lijn", "wet", "grond", "beslissing", "beslist_op", "toekenning", "gezin"),
    *("begunstigde", "rijksregisternummer", "soort_steun", "maand", "verbetert_lijn_van"),
    *("betaald_cent", "teruggevraagd_cent", "supplement_cent", "eerder_teruggevraagd_cent"),
    *("eerder_supplement_cent", "verschil_cent", "verschil_supplement_cent", "nagekeken"),
)


@dataclass(frozen=True)
class Line:
    """A claim that goes into a statement, beside what an earlier statement held of it."""

    claim: StateClaim
    before: StateClaim | None

    @property
    def earlier(self) -> tuple[int, int]:
        """What the State has in hand of this month; nothing of what it refused.

        A correction that was refused leaves what was sent before it in hand.
        """
        held = self.before
        while held is not None and held.state == ClaimState.REFUSED:
            held = held.corrects
        return (held.claimed_cents, held.supplement_cents) if held else (0, 0)

    @property
    def difference(self) -> tuple[int, int]:
        aid, extra = self.earlier
        return self.claim.claimed_cents - aid, self.claimed_extra - extra

    @property
    def claimed_extra(self) -> int:
        """The supplement, once the aid itself can be claimed."""
        return 0 if self.claim.not_yet_cents else self.claim.supplement_cents


@transaction.atomic
def make_statement(*, actor: Actor, quarter: date, on: date, at: datetime) -> CostStatement:
    """Export what is new or corrected in a quarter that is over.

    Raises NotAllowed, QuarterNotOver, NothingNew.
    """
    claims_permissions.check_can_claim(actor)
    first = quarter_of(quarter)
    if on < next_quarter(first):
        last = next_quarter(first) - timedelta(days=1)
        raise QuarterNotOver(f"Dit kwartaal loopt nog tot en met {last:%d/%m/%Y}.")
    lock_claims()
    reckon(on=on, at=at, since=first, until=next_quarter(first))
    lines = lines_to_send(first)
    if not lines:
        raise NothingNew("Voor dit kwartaal is er niets nieuws of verbeterds in te dienen.")
    statement = _written(actor, first, lines, at)
    sent = [line.claim.pk for line in lines]
    StateClaim.objects.filter(pk__in=sent).update(statement=statement, state=ClaimState.CLAIMED)
    audit.record(
        actor,
        "benefits.statement-made",
        statement,
        number=statement.name,
        lines=statement.lines,
        sha256=statement.sha256,
    )
    return statement


def lines_to_send(quarter: date) -> list[Line]:
    """Return what a statement of a quarter would hold now, in a fixed order."""
    rows = (
        StateClaim.objects.filter(
            statement=None,
            corrected_by=None,
            month__gte=quarter,
            month__lt=next_quarter(quarter),
        )
        .select_related("grant__decision", "grant__household", "grant__beneficiary")
        .select_related("corrects__corrects")
        .order_by("month", "grant__decision__year", "grant__decision__serial", "grant_id")
    )
    lines = [Line(row, row.corrects) for row in rows]
    return [line for line in lines if line.difference != (0, 0)]


def _written(actor: Actor, quarter: date, lines: list[Line], at: datetime) -> CostStatement:
    taken = CostStatement.objects.filter(quarter=quarter).aggregate(top=Max("number"))["top"]
    statement = CostStatement(
        quarter=quarter,
        number=(taken or 0) + 1,
        lines=len(lines),
        claimed_cents=sum(line.difference[0] for line in lines),
        supplement_cents=sum(line.difference[1] for line in lines),
        made_at=at,
        made_by_id=actor.user_id or None,
    )
    rows = [_cells(statement, at, line) for at, line in enumerate(lines, start=1)]
    statement.content = as_csv(rows)
    statement.sha256 = sha256(statement.content.encode()).hexdigest()
    statement.data = as_json(statement, rows)
    try:
        with transaction.atomic():
            statement.save(force_insert=True)
    except IntegrityError as error:
        if "one_statement_per_number" in str(error):
            raise NothingNew("Iemand anders maakte deze kostenstaat net. Kijk opnieuw.") from None
        raise
    return statement


def _cells(statement: CostStatement, at: int, line: Line) -> list:
    claim, grant = line.claim, line.claim.grant
    before = line.before.statement.name if line.before and line.before.statement else ""
    return [
        *(statement.name, at, claim.law, claim.case, grant.decision.number),
        *(grant.decision.decided_on.isoformat(), grant.pk, grant.household.number),
        *(str(grant.beneficiary), grant.beneficiary.national_number or "", grant.component),
        *(claim.month.isoformat()[:7], before, claim.paid_cents, claim.claimed_cents),
        *(line.claimed_extra, *line.earlier, *line.difference),
        "ja" if claim.is_verified else "nee",
    ]


def as_csv(rows: list[list]) -> str:
    """Return the lines as CSV: the same claims give the same bytes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def _harmless(cell: object) -> object:
    """Return a cell; a text that a spreadsheet would run is made harmless."""
    runs = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if runs else cell


def as_json(statement: CostStatement, rows: list[list]) -> str:
    """Return the same lines for a program, with the totals and the fingerprint of the CSV."""
    told = {
        "kostenstaat": statement.name,
        "kwartaal": statement.quarter.isoformat(),
        "nummer": statement.number,
        "sha256_csv": statement.sha256,
        "verschil_cent": statement.claimed_cents,
        "verschil_supplement_cent": statement.supplement_cents,
        "lijnen": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)
