"""The claims on the State as lists and sums: every figure is the sum of its list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import AidNotice, Application, Decision, Grant, StateClaim
from eenplan.benefits.selectors.claim_facts import GROUND_UNKNOWN
from eenplan.benefits.selectors.rights_scope import not_from_the_own_area
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound

PARTS = {
    "paid": ("betaald", "paid_cents"),
    "claimed": ("terug te vragen", "claimed_cents"),
    "not_yet": ("nog niet", "not_yet_cents"),
    "own": ("eigen last", "own_cents"),
    "lost": ("waarvan verloren", "lost_cents"),
    "supplement": ("supplement", "supplement_cents"),
}


@dataclass(frozen=True)
class Sums:
    """The parts of some claims together, and what they are of."""

    key: object
    label: str
    paid: int = 0
    claimed: int = 0
    not_yet: int = 0
    own: int = 0
    lost: int = 0
    supplement: int = 0
    rows: int = 0

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Return every part with its name in the address of its list."""
        return [(name, getattr(self, name)) for name in PARTS]


def claims() -> QuerySet[StateClaim]:
    """Return the claims that count now, latest month first."""
    rows = StateClaim.objects.filter(corrected_by=None)
    rows = rows.select_related(
        *("grant__decision__application", "grant__household__area", "grant__beneficiary"),
        *("statement", "corrects"),
    )
    return rows.order_by("-month", "grant__decision__year", "grant__decision__serial", "pk")


def matching_claims(rows: QuerySet[StateClaim], filters: dict) -> QuerySet[StateClaim]:
    """Return the claims that meet the filters: month, right, neighbourhood, state, part, ground."""
    same = {
        "maand": "month",
        "recht": "grant__component",
        "wijk": "grant__household__area",
        "stand": "state",
        "wet": "law",
    }
    for name, column in same.items():
        if filters.get(name):
            rows = rows.filter(**{column: filters[name]})
    if part := filters.get("deel"):
        rows = rows.filter(**{f"{PARTS[part][1]}__gt": 0})
    if filters.get("grond") == "onbekend":
        rows = rows.filter(without_ground())
    elif filters.get("grond"):
        rows = rows.filter(case=filters["grond"])
    return rows


def without_ground() -> Q:
    """Return the condition of claims of which nobody said the ground."""
    return Q(case="", not_yet_cents__gt=0) & ~Q(grant__component=Component.INSTALLATION_PREMIUM)


def totals(rows: QuerySet[StateClaim], label: str = "") -> Sums:
    """Return the parts of a list together."""
    sums = {name: Sum(column) for name, (_, column) in PARTS.items()}
    found = rows.order_by().aggregate(**sums)
    return Sums(None, label, rows=rows.count(), **{name: found[name] or 0 for name in PARTS})


def per_month(rows: QuerySet[StateClaim]) -> list[Sums]:
    """Return the parts per month, latest first."""
    return [Sums(**found) for found in _grouped(rows, "month", lambda row: "")][::-1]


def per_right(rows: QuerySet[StateClaim]) -> list[Sums]:
    """Return the parts per kind of aid."""
    labels = dict(Component.choices)
    return [Sums(**found) for found in _grouped(rows, "grant__component", labels.get)]


def per_area(rows: QuerySet[StateClaim]) -> list[Sums]:
    """Return the parts per neighbourhood where the household lives now."""
    found = rows.order_by("grant__household__area__name").values(
        "grant__household__area", "grant__household__area__name"
    )
    return [
        Sums(
            row["grant__household__area"],
            row["grant__household__area__name"],
            **{name: row[name] for name in (*PARTS, "rows")},
        )
        for row in found.annotate(**_sums())
    ]


def _sums() -> dict:
    found = {name: Sum(column) for name, (_, column) in PARTS.items()}
    return {**found, "rows": Count("pk")}


def _grouped(rows: QuerySet[StateClaim], by: str, label) -> Iterable[dict]:
    for row in rows.order_by(by).values(by).annotate(**_sums()):
        key = row.pop(by)
        yield {"key": key, "label": label(key) or "", **row}


def get_claim(pk: int) -> StateClaim:
    """Return a claim with what stands around it, or raise NotFound."""
    rows = StateClaim.objects.select_related(
        *("grant__decision__application", "grant__household__area", "grant__beneficiary"),
        *("statement", "corrects__statement"),
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def shows_name(actor: Actor, claim: StateClaim) -> bool:
    """Say whether the actor may read whose claim it is: not of who is helped elsewhere."""
    rows = StateClaim.objects.filter(pk=claim.pk)
    return rows.filter(not_from_the_own_area(actor, "grant__household")).exists()


def history_of(claim: StateClaim) -> list[StateClaim]:
    """Return all that was said of the month of a claim, first to last."""
    rows = StateClaim.objects.filter(grant=claim.grant_id, month=claim.month)
    return list(rows.select_related("statement", "sent_again").order_by("number"))


def last_sent(claim: StateClaim) -> StateClaim | None:
    """Return the last row of the month of a claim that went out in a statement."""
    rows = StateClaim.objects.filter(grant=claim.grant_id, month=claim.month)
    rows = rows.filter(statement__isnull=False).select_related("sent_again")
    return rows.order_by("-number").first()


def may_be_sent_again(claim: StateClaim) -> bool:
    """Say whether the State refused the month of a claim and nobody decided to send it again."""
    last = last_sent(claim)
    return last is not None and last.state == "REFUSED" and not hasattr(last, "sent_again")


def payments_of(claim: StateClaim) -> list:
    """Return the payments of the month of a claim, those that came back as well."""
    month = claim.month
    rows = claim.grant.payments.filter(period__year=month.year, period__month=month.month)
    return list(rows.select_related("run").order_by("period", "pk"))


def get_decision(pk: int) -> Decision:
    """Return a decision with its grant, or raise NotFound when it grants nothing."""
    rows = Decision.objects.select_related("application__household", "application__applicant")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


@dataclass(frozen=True)
class ClaimsOfGrant:
    """What a hub shows of one grant: its sums, what it waits for, its months."""

    grant: Grant
    sums: Sums
    months: list[StateClaim]
    asks_ground: bool
    notice: object = None


@dataclass(frozen=True)
class ClaimsOf:
    """What the hub of an application shows of the State's part."""

    grants: list[ClaimsOfGrant] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.grants)


def claims_of(application: Application, *, on: date) -> ClaimsOf:
    """Return the State's part of all that was granted on an application, latest month first."""
    rows = claims().filter(grant__decision__application=application, month__lte=on)
    grants = Grant.objects.filter(decision__application=application).select_related("decision")
    by_grant: dict[int, list[StateClaim]] = {grant.pk: [] for grant in grants}
    for row in rows:
        by_grant[row.grant_id].append(row)
    notices = notices_of(grant.decision_id for grant in grants)
    return ClaimsOf(
        [
            ClaimsOfGrant(
                grant,
                _sum_of(by_grant[grant.pk]),
                by_grant[grant.pk],
                any(asks_ground(row) for row in by_grant[grant.pk]),
                notices.get(grant.decision_id),
            )
            for grant in grants
        ]
    )


def notices_of(decisions: Iterable[int]) -> dict[int, AidNotice]:
    """Return the last notice of each decision that has one."""
    rows = AidNotice.objects.filter(decision__in=list(decisions)).order_by("pk")
    return {row.decision_id: row for row in rows}


def asks_ground(row: StateClaim) -> bool:
    """Say whether a claim waits for somebody to say the ground."""
    return not row.case and GROUND_UNKNOWN in row.why


def _sum_of(rows: list[StateClaim]) -> Sums:
    found = {name: sum(getattr(row, column) for row in rows) for name, (_, column) in PARTS.items()}
    return Sums(None, "", rows=len(rows), **found)
