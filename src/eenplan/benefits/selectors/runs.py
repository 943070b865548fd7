"""Payment runs and payments, as finance reads them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from eenplan.benefits.enums_money import CandidateState, Component, HeldReason, RunState
from eenplan.benefits.models import GONE, Payment, PaymentRun, RunCandidate, Withholding
from eenplan.core.errors import NotFound

STAGES = (
    (RunState.OPEN, "Open"),
    (RunState.FROZEN, "Bevroren"),
    (RunState.APPROVED, "Goedgekeurd"),
    (RunState.EXPORTED, "Naar de bank"),
    (RunState.ACKNOWLEDGED, "Ontvangen"),
    (RunState.SETTLED, "Afgerond"),
)


def unfinished_runs() -> QuerySet[PaymentRun]:
    """Return the open runs in which something waits to be reckoned."""
    waiting = RunCandidate.objects.filter(state=CandidateState.WAITING).values("run")
    return PaymentRun.objects.filter(state=RunState.OPEN, pk__in=waiting).order_by("pk")


def runs() -> QuerySet[PaymentRun]:
    """Return every run, the newest first."""
    return PaymentRun.objects.order_by("-year", "-serial")


def with_sums(rows: QuerySet[PaymentRun]) -> QuerySet[PaymentRun]:
    """Return runs with how many payments they have, what these come to, and what is held back."""
    live = ~Q(payments__state__in=GONE) | Q(state=RunState.CANCELLED)
    held = RunCandidate.objects.filter(state=CandidateState.HELD)
    sums = rows.annotate(
        many=Count("payments", filter=live),
        cents=Coalesce(Sum("payments__net_cents", filter=live), 0),
    ).select_related("made_by", "approved_by")
    listed = list(sums)
    many = dict(
        held.filter(run__in=listed).order_by().values_list("run").annotate(many=Count("pk"))
    )
    for run in listed:
        run.held_back = many.get(run.pk, 0)
    return listed


def get_run(pk: int) -> PaymentRun:
    """Return a run. Raises NotFound."""
    rows = PaymentRun.objects.select_related("made_by", "approved_by", "exported_by")
    run = rows.filter(pk=pk).first()
    if run is None:
        raise NotFound
    return run


@dataclass(frozen=True)
class Totals:
    """What a run comes to at this moment."""

    payments: int
    gross: int
    withheld: int
    net: int
    waiting: int
    held: int
    nothing: int
    returned: int


def totals_of(run: PaymentRun) -> Totals:
    """Return the figures of a run, counted from its rows."""
    paid = Payment.objects.filter(run=run).aggregate(
        many=Count("pk"),
        gross=Coalesce(Sum("gross_cents"), 0),
        withheld=Coalesce(Sum("withheld_cents"), 0),
        net=Coalesce(Sum("net_cents"), 0),
        back=Count("pk", filter=Q(state__in=("REJECTED", "RETURNED"))),
    )
    rows = RunCandidate.objects.filter(run=run).order_by().values_list("state")
    states = dict(rows.annotate(many=Count("pk")))
    return Totals(
        payments=paid["many"],
        gross=paid["gross"],
        withheld=paid["withheld"],
        net=paid["net"],
        waiting=states.get(CandidateState.WAITING, 0),
        held=states.get(CandidateState.HELD, 0),
        nothing=states.get(CandidateState.NOTHING, 0),
        returned=paid["back"],
    )


def per_component(run: PaymentRun) -> list[tuple[str, int, int]]:
    """Return what a run pays per kind of aid: name, payments, cents."""
    rows = Payment.objects.filter(run=run).order_by().values_list("component")
    sums = rows.annotate(many=Count("pk"), cents=Sum("net_cents")).order_by("component")
    return [(Component(kind).label, many, cents) for kind, many, cents in sums]


def held_back(run: PaymentRun | None = None) -> QuerySet[RunCandidate]:
    """Return the grants that are held back, in one run or in all that are open."""
    rows = RunCandidate.objects.filter(state=CandidateState.HELD)
    rows = rows.filter(run=run) if run else rows.filter(run__state=RunState.OPEN)
    return rows.order_by("run", "reason", "grant")


def dressed_candidates(rows: QuerySet[RunCandidate]) -> QuerySet[RunCandidate]:
    """Return candidates with what a list shows of them."""
    return rows.select_related(
        "run", "grant__beneficiary", "grant__household", "grant__decision"
    ).order_by("run", "reason", "grant")


def get_candidate(run: PaymentRun, pk: int) -> RunCandidate:
    """Return a candidate of a run. Raises NotFound."""
    found = RunCandidate.objects.select_related("run", "grant").filter(run=run, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def payments(run: PaymentRun | None = None) -> QuerySet[Payment]:
    """Return payments, of one run or all, the newest first."""
    rows = Payment.objects.all() if run is None else Payment.objects.filter(run=run)
    return rows.order_by("-run__year", "-run__serial", "end_to_end")


def dressed_payments(rows: QuerySet[Payment]) -> QuerySet[Payment]:
    """Return payments with what a list shows of them."""
    rows = rows.select_related("run", "grant__household", "grant__decision")
    return rows.order_by("-run__year", "-run__serial", "end_to_end")


def can_be_released(candidate: RunCandidate) -> bool:
    """Say whether a second person may let this one be paid."""
    return candidate.reason == HeldReason.JUST_CHANGED


def get_payment(pk: int) -> Payment:
    """Return a payment with what its page shows. Raises NotFound."""
    found = dressed_payments(Payment.objects.filter(pk=pk)).first()
    if found is None:
        raise NotFound
    return found


def kept_of(payment: Payment) -> list[Withholding]:
    """Return what is withheld of a payment, and for what."""
    rows = payment.withholdings.select_related("recovery__decision", "advance__decision")
    return list(rows.order_by("pk"))
