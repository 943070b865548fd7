"""What is ready for an agenda: what it still lacks, and the day the legal term ends."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from eenplan.benefits.enums import EvidenceState, HeadAnswer, Outcome, ProposalKind
from eenplan.benefits.models import (
    AgendaItem,
    CompetenceCheck,
    Decision,
    DecisionProposal,
    Evidence,
)
from eenplan.benefits.policies.proposals import is_wage
from eenplan.benefits.selectors.legal_term import LegalTerm, legal_term
from eenplan.benefits.selectors.rights_scope import not_from_the_own_area
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound


@dataclass(frozen=True)
class Ready:
    """One line of the list: a proposal the head agreed to, or what must be ratified."""

    kind: str  # of the act behind the button: "voorstel", "dringend", "onbevoegd"
    pk: int
    application: object
    what: str
    cents: int
    term: LegalTerm
    lacks: tuple[str, ...] = ()
    postponed: str = ""

    @property
    def is_complete(self) -> bool:
        return not self.lacks


def ready_for_agenda(actor: Actor) -> list[Ready]:
    """Return all that may be put on an agenda, the soonest legal term first."""
    lines = [
        *map(_of_proposal, proposals_ready(actor)),
        *map(_of_urgent, urgent_not_ratified(actor)),
        *map(_of_competence, incompetence_not_ratified(actor)),
    ]
    return sorted(lines, key=lambda line: (line.term.order, line.application.pk, line.kind))


def _free(path: str):
    """Return the condition that something is on no agenda, or was postponed there."""
    on_agenda = AgendaItem.objects.filter(**{path: OuterRef("pk")})
    return ~Exists(on_agenda.exclude(outcome=Outcome.POSTPONED))


def proposals_ready(actor: Actor) -> QuerySet[DecisionProposal]:
    """Return the proposals a head agreed to that stand on no agenda."""
    postponed = AgendaItem.objects.filter(outcome=Outcome.POSTPONED).select_related("session")
    asked = Evidence.objects.filter(state=EvidenceState.ASKED)
    rows = DecisionProposal.objects.filter(
        not_from_the_own_area(actor, "application__household"),
        _free("proposal"),
        head_answer=HeadAnswer.AGREED,
        replaced_by=None,
        application__withdrawn_on=None,
    )
    return (
        rows.select_related(
            "application__household",
            "application__applicant",
            "application__competence",
            "investigation",
            "calculation",
        )
        .defer("application__household__area__geometry")
        .prefetch_related(
            "application__suspensions",
            "application__corrections",
            Prefetch("items", postponed, to_attr="postponed"),
            Prefetch("investigation__evidence", asked, to_attr="still_asked"),
        )
    )


def urgent_not_ratified(actor: Actor) -> QuerySet[Decision]:
    """Return the urgent aid of the chair that stands on no agenda and was never voted on."""
    rows = Decision.objects.filter(
        not_from_the_own_area(actor, "application__household"),
        _free("ratifies"),
        urgent_by__isnull=False,
    )
    return (
        rows.select_related("application__household", "application__applicant", "urgent_by")
        .defer("application__household__area__geometry")
        .prefetch_related("application__suspensions", "application__corrections")
    )


def incompetence_not_ratified(actor: Actor) -> QuerySet[CompetenceCheck]:
    """Return the findings of incompetence that stand on no agenda and were never voted on."""
    rows = CompetenceCheck.objects.filter(
        not_from_the_own_area(actor, "application__household"),
        _free("competence"),
        is_competent=False,
    )
    return (
        rows.select_related("application__household", "application__applicant")
        .defer("application__household__area__geometry")
        .prefetch_related("application__suspensions", "application__corrections")
    )


def _of_proposal(proposal: DecisionProposal) -> Ready:
    last = max(proposal.postponed, key=lambda item: item.pk, default=None)
    return Ready(
        kind="voorstel",
        pk=proposal.pk,
        application=proposal.application,
        what=f"{proposal.get_kind_display()}: {proposal.get_right_display()}",
        cents=proposal.amount_cents,
        term=legal_term(proposal.application),
        lacks=tuple(what_lacks(proposal)),
        postponed=f"uitgesteld op {last.session.held_on:%d/%m/%Y}: {last.note}" if last else "",
    )


def _of_urgent(decision: Decision) -> Ready:
    return Ready(
        kind="dringend",
        pk=decision.pk,
        application=decision.application,
        what=f"bekrachtigen: dringende steun van {decision.decided_on:%d/%m/%Y}",
        cents=decision.amount_cents,
        term=LegalTerm(decision.decided_on, "de eerstvolgende zitting"),
    )


def _of_competence(check: CompetenceCheck) -> Ready:
    return Ready(
        kind="onbevoegd",
        pk=check.pk,
        application=check.application,
        what=f"bekrachtigen: onbevoegd, naar {check.to_centre}",
        cents=0,
        term=LegalTerm(check.decided_on, "de eerstvolgende zitting"),
    )


def what_lacks(proposal: DecisionProposal) -> list[str]:
    """Return in words what a proposal still lacks before a session can decide on it well."""
    found = []
    competence = getattr(proposal.application, "competence", None)
    if proposal.kind == ProposalKind.INCOMPETENT:
        return found
    if competence is None:
        found.append("de bevoegdheid is nog niet nagegaan")
    elif not competence.is_competent:
        found.append("dit centrum vond zich niet bevoegd")
    if proposal.investigation is None or not proposal.investigation.is_signed:
        found.append("er is geen ondertekend sociaal onderzoek")
    elif asked := _still_asked(proposal.investigation):
        found.append("bewijs nog gevraagd: " + ", ".join(asked))
    if is_wage(proposal.kind, proposal.right) and proposal.calculation is None:
        found.append("er is geen berekening")
    return found


def _still_asked(investigation) -> list[str]:
    rows = getattr(investigation, "still_asked", None)
    if rows is None:
        rows = investigation.evidence.filter(state=EvidenceState.ASKED)
    return [row.what for row in rows]


def get_ready(actor: Actor, kind: str, pk: int):
    """Return what a line of the list is about, if it is still there. Raises NotFound."""
    lists = {
        "voorstel": proposals_ready,
        "dringend": urgent_not_ratified,
        "onbevoegd": incompetence_not_ratified,
    }
    found = lists[kind](actor).filter(pk=pk).first() if kind in lists else None
    if found is None:
        raise NotFound(pk)
    return found


def days_late(term: LegalTerm, on: date) -> int:
    """Return by how many days a term is over."""
    return max((on - term.day).days, 0) if term.day else 0
