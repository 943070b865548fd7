"""What dwellings cost: the lines, the months, and the budget of each contingent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Sum
from django.db.models.functions import TruncMonth

from eenplan.core.errors import NotFound
from eenplan.housing.enums_dwellings import CostKind
from eenplan.housing.models import Contingent, Contract, CostLine, Dwelling, Place, Work
from eenplan.housing.selectors.inspections import months_after


@dataclass(frozen=True)
class Month:
    """What was spent in a month, by kind."""

    first: date
    by_kind: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


@dataclass(frozen=True)
class BudgetLine:
    """The budget of a contingent beside what is spent and what is promised already."""

    contingent: Contingent | None
    budget: int
    spent: int
    committed: int

    @property
    def left(self) -> int:
        return self.budget - self.spent - self.committed


def costs(*, dwelling: Dwelling | None = None) -> QuerySet[CostLine]:
    """Return cost lines, latest first, each saying if it was taken back."""
    taken_back = CostLine.objects.filter(corrects=OuterRef("pk"))
    rows = CostLine.objects.select_related("dwelling", "place", "written_by", "corrects")
    rows = rows.annotate(is_taken_back=Exists(taken_back)).order_by("-booked_on", "-pk")
    return rows.filter(dwelling=dwelling) if dwelling else rows


def matching_costs(rows: QuerySet[CostLine], filters: dict) -> QuerySet[CostLine]:
    """Return the lines that meet the filters: kind, month, contingent (0: none)."""
    if kind := filters.get("soort"):
        rows = rows.filter(kind=kind)
    if month := filters.get("maand"):
        rows = rows.filter(booked_on__gte=month, booked_on__lt=months_after(month, 1))
    if contingent := filters.get("contingent"):
        rows = rows.filter(dwelling__in=_dwellings_of(contingent))
    return rows


def get_cost(pk: int) -> CostLine:
    """Return a cost line, or raise NotFound."""
    found = CostLine.objects.select_related("dwelling", "place").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def get_contract(pk: int) -> Contract:
    """Return a contract with its dwelling, or raise NotFound."""
    found = Contract.objects.select_related("dwelling").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def months(rows: QuerySet[CostLine]) -> list[Month]:
    """Return the totals per month of some lines, latest month first."""
    grouped = rows.order_by().annotate(first=TruncMonth("booked_on")).values("first", "kind")
    found: dict[date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(CostKind.values, 0))
    for row in grouped.annotate(total=Sum("amount_cents")):
        found[row["first"]][row["kind"]] = row["total"]
    return [Month(first, by_kind) for first, by_kind in sorted(found.items(), reverse=True)]


def contingent_of_dwellings() -> dict[int, int]:
    """Return which contingent each dwelling belongs to: that of its units, when it is only one."""
    rows = Place.objects.filter(contingent__isnull=False).order_by().values("dwelling")
    counted = rows.annotate(n=Count("contingent", distinct=True), one=Max("contingent"))
    return {row["dwelling"]: row["one"] for row in counted if row["n"] == 1}


def _dwellings_of(contingent: str) -> list[int]:
    owners = contingent_of_dwellings()
    if contingent == "geen":
        return list(Dwelling.objects.exclude(pk__in=owners).values_list("pk", flat=True))
    return [pk for pk, owner in owners.items() if str(owner) == contingent]


def budgets(*, on: date) -> list[BudgetLine]:
    """Return per contingent its budget, what was spent and what is promised; the rest last.

    Promised is what still has to be paid: works that are open, deposits not paid yet, and the rent
    of running contracts from the next month until their end, or for their notice when none is set.
    """
    owner = contingent_of_dwellings()
    spent: dict[int | None, int] = defaultdict(int)
    rows = CostLine.objects.order_by().values("dwelling").annotate(total=Sum("amount_cents"))
    for row in rows:
        spent[owner.get(row["dwelling"])] += row["total"]
    committed: dict[int | None, int] = defaultdict(int)
    undone = Work.objects.filter(done_on=None, dropped_on=None).order_by().values("dwelling")
    for row in undone.annotate(total=Sum("cost_cents")):
        committed[owner.get(row["dwelling"])] += row["total"]
    for contract in Contract.objects.lasting_beyond(on):
        committed[owner.get(contract.dwelling_id)] += promised(contract, on=on)
    lines = [
        BudgetLine(row, row.budget_cents, spent[row.pk], committed[row.pk])
        for row in Contingent.objects.all()
    ]
    return [*lines, BudgetLine(None, 0, spent[None], committed[None])]


def promised(contract: Contract, *, on: date) -> int:
    """Return what a contract still commits to: rent to come, and a deposit not paid."""
    deposit = 0 if contract.deposit_paid_on else contract.deposit_cents
    next_month = months_after(on.replace(day=1), 1)
    begins = max(next_month, contract.starts_on)
    ends = contract.ends_on or months_after(begins, contract.notice_months)
    days = max(0, (ends - begins).days)
    return deposit + round(contract.rent_cents * 12 * days / 365)


def per_unit(dwelling: Dwelling) -> list[tuple[str, int]]:
    """Return what each unit of a dwelling cost so far, and the dwelling as a whole ("")."""
    rows = CostLine.objects.filter(dwelling=dwelling).order_by("place__reference")
    totals = rows.values(reference=F("place__reference")).annotate(total=Sum("amount_cents"))
    return [(row["reference"] or "", row["total"]) for row in totals]
