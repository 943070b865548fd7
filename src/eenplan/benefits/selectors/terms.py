"""The legal terms of an application: when each is due, whether it was met, what is not certain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.timezone import localtime

from eenplan.benefits.enums import AskedRight, ProposalKind
from eenplan.benefits.models import Application, RegisterCorrection, Suspension
from eenplan.benefits.register_facts import EntryFacts, entry_facts
from eenplan.benefits.stages import TermKind
from eenplan.engines import deadlines
from eenplan.engines.deadlines import Due, due, terms

SOON_DAYS = 7
RMI_RIGHTS = (AskedRight.LIVING_WAGE, AskedRight.INSTALLATION_PREMIUM)
RMI = {
    TermKind.REGISTER: "register",
    TermKind.RECEIPT: "receipt",
    TermKind.TRANSFER: "transfer_incompetent",
    TermKind.DECISION: "decision",
    TermKind.NOTIFICATION: "notification",
    TermKind.FIRST_PAYMENT: "first_payment",
    TermKind.GPMI: "gpmi",
}
AID = {  # social services outside the RMI: the same days, another law (OCMW-wet)
    TermKind.REGISTER: "aid_register",
    TermKind.RECEIPT: "aid_register",
    TermKind.TRANSFER: "aid_transfer",
    TermKind.DECISION: "aid_decision",
    TermKind.NOTIFICATION: "aid_notification",
}
UNVERIFIED = "Deze termijn is niet nagekeken in een officiële bron."
NO_TERM = "Voor deze steun vonden we geen wettelijke termijn voor de eerste betaling."
GRANTS = (ProposalKind.GRANT, ProposalKind.REVISE)


def term_key(right: str, kind: TermKind) -> str | None:
    """Return which term of the law counts for a right, or None when no source of ours has one."""
    return (RMI if right in RMI_RIGHTS else AID).get(kind)


def decision_due(right: str, started: date, suspensions: Iterable[Suspension]) -> Due:
    """Return when has to be decided, moved by the days really suspended.

    Raises TermExpired for a suspension of a term that was over, BadDay for impossible days.
    """
    pauses = [deadlines.Suspension(row.starts_on, row.ends_on) for row in suspensions]
    return due(term_key(right, TermKind.DECISION), started, pauses)


@dataclass(frozen=True)
class RunningTerm:
    """One term of an application as a screen shows it. No day while it stands still."""

    kind: TermKind
    label: str
    source: str
    due_on: date | None
    met_on: date | None
    on: date
    suspended_days: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.met_on is not None

    @property
    def is_late(self) -> bool:
        """Whether it was met after the last day."""
        return self.is_met and self.due_on is not None and self.met_on > self.due_on

    @property
    def is_overdue(self) -> bool:
        """Whether the last day is over and nothing was done."""
        return not self.is_met and self.due_on is not None and self.on > self.due_on

    @property
    def stands_still(self) -> bool:
        return not self.is_met and self.due_on is None

    @property
    def days_left(self) -> int | None:
        """Days until the last day; below zero when it is over; None when met or standing still."""
        return None if self.is_met or self.due_on is None else (self.due_on - self.on).days

    @property
    def colour(self) -> str:
        """The colour of its badge: never the only sign, the words say the same."""
        if self.is_late or self.is_overdue:
            return "late"
        if self.is_met:
            return "good"
        return "warn" if self.stands_still or self.days_left <= SOON_DAYS else "info"

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        if self.is_met:
            days = (self.met_on - self.due_on).days if self.due_on else 0
            return f"{days} {'dag' if days == 1 else 'dagen'} te laat" if days > 0 else "op tijd"
        if self.stands_still:
            return "staat stil"
        left = self.days_left
        if left < 0:
            return f"{-left} {'dag' if left == -1 else 'dagen'} te laat"
        return "vandaag" if left == 0 else f"nog {left} {'dag' if left == 1 else 'dagen'}"


def terms_of(application: Application, *, on: date) -> list[RunningTerm]:
    """Return the terms that run or ran for an application with its stage, in order.

    Asks nothing of the database when the corrections and suspensions came along (`with_terms`).
    """
    facts = entry_facts(application)
    found = [
        _plain(application, TermKind.REGISTER, facts.received_on, _registered_on(application), on),
        _plain(application, TermKind.RECEIPT, facts.received_on, application.receipt_on, on),
        *_transfer(application, facts, on),
        *_deciding(application, facts, on),
        *_after_decision(application, on),
    ]
    return [term for term in found if term is not None]


def decision_term(application: Application, *, on: date) -> RunningTerm | None:
    """Return the term to decide of an application, while it must be decided on or once it was."""
    return next(iter(_deciding(application, entry_facts(application), on)), None)


def _registered_on(application: Application) -> date:
    return localtime(application.registered_at).date()


def _plain(
    application: Application, kind: TermKind, started: date, met_on: date | None, on: date
) -> RunningTerm | None:
    key = term_key(application.right, kind)
    if key is None or (application.withdrawn_on and met_on is None):
        return None
    term = terms()[key]
    notes = () if term.verified else (UNVERIFIED,)
    last = due(term, started).day
    return RunningTerm(kind, kind.label, term.source, last, met_on, on, notes=notes)


def _transfer(application: Application, facts: EntryFacts, on: date) -> list[RunningTerm | None]:
    if application.is_competent is not False:
        return []
    return [_plain(application, TermKind.TRANSFER, facts.received_on, application.forwarded_on, on)]


def _deciding(application: Application, facts: EntryFacts, on: date) -> list[RunningTerm]:
    """Return the term to decide: not for what was forwarded or withdrawn before a decision."""
    if application.decided_on is None and (application.withdrawn_on or application.forwarded_on):
        return []
    term = terms()[term_key(application.right, TermKind.DECISION)]
    found = deciding_by(application, facts.term_starts_on)
    notes = [*found.notes, *(() if term.verified else (UNVERIFIED,))]
    return [
        RunningTerm(
            TermKind.DECISION,
            TermKind.DECISION.label,
            term.source,
            found.day,
            application.decided_on,
            on,
            found.suspended_days,
            tuple(notes),
        )
    ]


def deciding_by(application: Application, started: date) -> Due:
    """Return when was to be decided; a suspension after the last day moved nothing."""
    pauses = sorted(application.suspensions.all(), key=lambda row: row.starts_on)
    while True:
        try:
            return decision_due(application.right, started, pauses)
        except deadlines.TermExpired:
            pauses = pauses[:-1]


def _after_decision(application: Application, on: date) -> list[RunningTerm | None]:
    decided = application.decided_on
    if decided is None:
        return []
    found = [_plain(application, TermKind.NOTIFICATION, decided, application.notified_on, on)]
    if application.decision_kind in GRANTS and application.has_grant:
        paid = _plain(application, TermKind.FIRST_PAYMENT, decided, application.first_paid_on, on)
        found.append(paid)
        if application.right == AskedRight.LIVING_WAGE:
            signed = application.project_signed_on
            found.append(_plain(application, TermKind.GPMI, decided, signed, on))
    return found


# -- The same in SQL, for filters and worklists ----------------------------------------------------
def last_correction(field: str) -> Subquery:
    """Return the day a correction gave to a field of an entry, the last one."""
    rows = RegisterCorrection.objects.filter(application=OuterRef("pk"), field=field)
    rows = rows.exclude(becomes="").order_by("-made_at", "-pk")
    return Subquery(rows.annotate(day=Cast("becomes", DateField())).values("day")[:1])


def with_decision_due(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Annotate applications with `counts_on`, `decision_due_on` and whether the term stands still.

    The same arithmetic as the engine's, for calendar days; a test holds the two together.
    """
    paused = Suspension.objects.filter(application=OuterRef("pk"))
    since = Greatest(F("starts_on"), OuterRef("term_started"))
    days = Greatest(_days(F("ends_on"), since), Value(0))
    lost = (
        paused.exclude(ends_on=None)
        .order_by()
        .values("application")
        .annotate(lost=Sum(days, output_field=IntegerField()))
        .values("lost")
    )
    rows = rows.annotate(
        counts_on=Coalesce(last_correction("received_on"), F("received_on")),
    ).annotate(
        term_started=Coalesce(last_correction("sent_on"), F("sent_on"), F("counts_on")),
    )
    return rows.annotate(
        stands_still=Exists(paused.filter(ends_on=None)),
        lost_days=Cast(Coalesce(Subquery(lost), Value(0)), IntegerField()),
    ).annotate(
        decision_due_on=Func(
            F("term_started"),
            _length(),
            F("lost_days"),
            template="(%(expressions)s)",
            arg_joiner=" + ",
            output_field=DateField(),
        )
    )


def _days(until, since) -> Func:
    return Func(
        until,
        since,
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


def _length() -> Case:
    """Return the days to decide by the right that is asked."""
    length = terms()[RMI[TermKind.DECISION]].length
    other = terms()[AID[TermKind.DECISION]].length
    return Case(
        When(right__in=RMI_RIGHTS, then=Value(length)),
        default=Value(other),
        output_field=IntegerField(),
    )
