"""How far each application is. Nothing here is stored: it is read from the rows of its way."""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate
from django.utils.timezone import localtime

from eenplan.benefits.enums import HeadAnswer, LetterKind, Outcome, ProposalKind
from eenplan.benefits.enums_money import PaymentState
from eenplan.benefits.main_decisions import first_decisions
from eenplan.benefits.models import (
    AgendaItem,
    Application,
    Calculation,
    DecisionProposal,
    Grant,
    IntegrationProject,
    Investigation,
    Letter,
    Notification,
    Payment,
    StateClaim,
)
from eenplan.benefits.stages import Stage, Way

OUT = (PaymentState.SENT, PaymentState.SETTLED)


def with_stage(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Annotate applications with their stage and the days it was read from, in one query.

    The way is that of the first decision; what comes after it (a revision) is a way of its own.
    """
    rows = _with_decision(_with_work(rows))
    return rows.annotate(
        stage=Case(
            When(withdrawn_on__isnull=False, then=Value(Stage.WITHDRAWN)),
            When(is_competent=False, forwarded_on__isnull=False, then=Value(Stage.FORWARDED)),
            When(is_competent=False, then=Value(Stage.TO_FORWARD)),
            When(first_paid_on__isnull=False, then=Value(Stage.PAID)),
            When(notified_on__isnull=False, then=Value(Stage.NOTIFIED)),
            When(decided_on__isnull=False, then=Value(Stage.DECIDED)),
            When(outcome=Outcome.REJECTED, then=Value(Stage.REJECTED)),
            When(is_on_agenda=True, then=Value(Stage.ON_AGENDA)),
            When(head_answer=HeadAnswer.AGREED, then=Value(Stage.AGREED)),
            When(head_answer=HeadAnswer.BACK, then=Value(Stage.BACK)),
            When(submitted_on__isnull=False, then=Value(Stage.AT_HEAD)),
            When(proposal_pk__isnull=False, then=Value(Stage.PROPOSING)),
            When(signed_on__isnull=False, then=Value(Stage.REPORTED)),
            When(begun_on__isnull=False, then=Value(Stage.INVESTIGATING)),
            When(is_competent=True, then=Value(Stage.COMPETENT)),
            default=Value(Stage.RECEIVED),
            output_field=CharField(),
        )
    )


def _with_work(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Add receipt, competence, investigation and proposal."""
    receipt = Letter.objects.filter(application=OuterRef("pk"), kind=LetterKind.RECEIPT)
    report = Investigation.objects.filter(application=OuterRef("pk")).order_by("pk")
    asked = DecisionProposal.objects.filter(
        application=OuterRef("pk"), revises=None, replaced_by=None
    ).order_by("-made_at", "-pk")
    rows = rows.annotate(
        receipt_on=Subquery(
            receipt.order_by("made_at", "pk").annotate(day=TruncDate("made_at")).values("day")[:1]
        ),
        is_competent=F("competence__is_competent"),
        competence_on=F("competence__decided_on"),
        forwarded_on=F("competence__forwarded_on"),
        report_pk=Subquery(report.order_by("-pk").values("pk")[:1]),
        begun_on=Subquery(report.values("started_on")[:1]),
        signed_on=Subquery(report.exclude(signed_on=None).values("signed_on")[:1]),
        proposal_pk=Subquery(asked.values("pk")[:1]),
        submitted_on=Subquery(asked.annotate(day=TruncDate("submitted_at")).values("day")[:1]),
        head_answer=Subquery(asked.values("head_answer")[:1]),
    )
    item = AgendaItem.objects.filter(proposal=OuterRef("proposal_pk"))
    return rows.annotate(
        is_on_agenda=Exists(item.filter(outcome="")),
        outcome=Subquery(item.exclude(outcome="").order_by("-pk").values("outcome")[:1]),
    )


def _with_decision(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Add the first decision and what followed on it."""
    first = first_decisions().filter(application=OuterRef("pk"))
    rows = rows.annotate(
        decision_pk=Subquery(first.values("pk")[:1]),
        decided_on=Subquery(first.values("decided_on")[:1]),
        decision_kind=Subquery(first.values("kind")[:1]),
    )
    letter = Letter.objects.filter(decision=OuterRef("decision_pk"), kind=LetterKind.DECISION)
    told = Notification.objects.filter(
        letter__decision=OuterRef("decision_pk"), letter__kind=LetterKind.DECISION
    )
    paid = Payment.objects.filter(grant__decision=OuterRef("decision_pk"), state__in=OUT)
    project = IntegrationProject.objects.filter(person=OuterRef("applicant")).exclude(
        ends_on__lte=OuterRef("decided_on")
    )
    return rows.annotate(
        lettered_on=Subquery(
            letter.order_by("made_at", "pk").annotate(day=TruncDate("made_at")).values("day")[:1]
        ),
        notified_on=_first(told, "letter__decision", "sent_on"),
        has_grant=Exists(Grant.objects.filter(decision=OuterRef("decision_pk"))),
        first_paid_on=_first(paid, "grant__decision", "run__pay_on"),
        project_signed_on=_first(project, "person", "signed_on"),
    )


def _first(rows: QuerySet, group: str, field: str) -> Subquery:
    """Return the earliest day of rows that hang on one row."""
    found = rows.order_by().values(group).annotate(first=Min(field)).values("first")
    return Subquery(found, output_field=DateField())


def with_rest_of_way(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Add what only the page of one application shows of its way."""
    reckoned = Calculation.objects.filter(investigation__application=OuterRef("pk"))
    claim = StateClaim.objects.filter(grant__decision__application=OuterRef("pk"))
    letter = Letter.objects.filter(application=OuterRef("pk"))
    return rows.annotate(
        has_forwarding=Exists(letter.filter(kind=LetterKind.FORWARDED)),
        has_notice=Exists(letter.filter(kind=LetterKind.FORWARDED_TOLD)),
        has_calculation=Cast(Exists(reckoned), BooleanField()),
        has_claim=Cast(Exists(claim), BooleanField()),
    )


# -- The way, for the page of one application ------------------------------------------------------
@dataclass(frozen=True)
class WayStep:
    """One step of the way: done, now or later; the day it was done if there is one."""

    way: Way
    is_done: bool
    done_on: date | None = None
    is_now: bool = False

    @property
    def label(self) -> str:
        return self.way.label

    @property
    def stands(self) -> str:
        return "gedaan" if self.is_done else "nu" if self.is_now else "later"

    @property
    def colour(self) -> str:
        return "good" if self.is_done else "info" if self.is_now else "plain"


def way_of(application: Application) -> list[WayStep]:
    """Return the steps of the way of an application with its stage, the first undone one as now.

    What is refused, withdrawn or forwarded goes no further: only its own steps are shown.
    """
    found = application
    agreed = found.head_answer == HeadAnswer.AGREED
    steps = [
        (Way.REGISTER, True, localtime(found.registered_at).date()),
        (Way.RECEIPT, found.receipt_on is not None, found.receipt_on),
        (Way.COMPETENCE, found.is_competent is not None, found.competence_on),
        (Way.INQUIRY, found.signed_on is not None, found.signed_on),
        (Way.CALCULATION, found.has_calculation, None),
        (Way.PROPOSAL, found.submitted_on is not None, found.submitted_on),
        (Way.HEAD, agreed, None),
        (Way.COMMITTEE, found.decided_on is not None, None),
        (Way.DECISION, found.decided_on is not None, found.decided_on),
        (Way.LETTER, found.lettered_on is not None, found.lettered_on),
        (Way.NOTIFICATION, found.notified_on is not None, found.notified_on),
        (Way.GRANT, found.has_grant, None),
        (Way.PAYMENT, found.first_paid_on is not None, found.first_paid_on),
        (Way.CLAIM, found.has_claim, None),
    ]
    return _marked([step for step in steps if step[0] in _parts(found) or step[1]], found)


def _parts(application: Application) -> set[Way]:
    """Return the steps that belong to the way: less when it ended early or gives nothing."""
    if application.stage in (Stage.WITHDRAWN, Stage.FORWARDED, Stage.TO_FORWARD):
        return set()
    gives = (ProposalKind.GRANT, ProposalKind.REVISE)
    if application.decision_kind and application.decision_kind not in gives:
        return set(Way) - {Way.GRANT, Way.PAYMENT, Way.CLAIM}
    return set(Way)


def _marked(steps: list[tuple[Way, bool, date | None]], application) -> list[WayStep]:
    """Return the steps with what is to do now: the next one, and what was passed over."""
    ended = application.stage in (Stage.WITHDRAWN, Stage.FORWARDED)
    reached = max(number for number, step in enumerate(steps) if step[1])
    found, is_next_known = [], ended
    for number, (way, is_done, day) in enumerate(steps):
        is_now = False
        if not is_done and not ended:
            is_now = number < reached or not is_next_known
            is_next_known = is_next_known or number > reached
        found.append(WayStep(way, is_done, day, is_now))
    return found


def waits_for_decision() -> Q:
    """Return the condition that an application still has to be decided on."""
    decided = first_decisions().filter(application=OuterRef("pk"))
    return Q(withdrawn_on=None, competence__forwarded_on=None) & ~Q(Exists(decided))
