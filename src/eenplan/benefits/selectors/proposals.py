"""Proposals to decide: what one may rest on, which wait for a head, who sees them."""

from datetime import date

from django.db.models import Q, QuerySet

from eenplan.benefits.enums import AskedRight, HeadAnswer, Outcome
from eenplan.benefits.models import (
    Application,
    Calculation,
    Decision,
    DecisionProposal,
    GuidelineVersion,
    Investigation,
)
from eenplan.benefits.policies.proposals import Basis
from eenplan.benefits.selectors.inquiry import still_holds
from eenplan.benefits.selectors.rights_scope import households_with_rights
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.people.models import Household, TeamCare


def right_of(application: Application) -> str:
    """Return the right that was asked for, as it was last corrected in the register."""
    said = application.corrections.filter(field="right").order_by("-made_at", "-pk")
    corrected = said.values_list("becomes", flat=True).first()
    return corrected if corrected in AskedRight.values else application.right


def guidelines_on(day: date, right: str) -> list[GuidelineVersion]:
    """Return the versions in force on a day of the guidelines for a right, and for all rights."""
    rows = GuidelineVersion.objects.filter(since__lte=day, guideline__right__in=("", right))
    latest = rows.order_by("guideline_id", "-since", "-number").distinct("guideline_id")
    return list(latest.select_related("guideline"))


def signed_report(application: Application) -> Investigation | None:
    """Return the last signed social investigation of an application."""
    signed = application.investigations.filter(signed_on__isnull=False)
    return signed.order_by("-signed_on", "-pk").first()


def basis_of(application: Application, *, on: date, revises: Decision | None = None) -> Basis:
    """Return what a proposal made on a day would rest on."""
    report = signed_report(application)
    right = revises.right if revises else right_of(application)
    return Basis(
        application=application,
        right=right,
        investigation=report,
        calculation=latest_calculation(report),
        revises=revises,
        guidelines=tuple(guidelines_on(on, right)),
    )


def latest_calculation(report: Investigation | None) -> Calculation | None:
    """Return the last calculation on a report, if it was made of what the report says now."""
    made = report.calculations.order_by("-made_at", "-pk").first() if report else None
    return made if made and still_holds(report, made) else None


def _seen(actor: Actor) -> QuerySet[DecisionProposal]:
    rows = DecisionProposal.objects.filter(application__household__in=households_with_rights(actor))
    return rows.select_related(
        "application__household",
        "application__applicant",
        "investigation__worker",
        "calculation",
        "guideline__guideline",
        "made_by",
        "head",
        "revises",
        "replaces",
    ).defer("application__household__area__geometry")


def get_proposal(actor: Actor, pk: int) -> DecisionProposal:
    """Return a proposal within the actor's scope. Raises NotFound."""
    found = _seen(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    household = Household.objects.with_team().get(pk=found.application.household_id)
    found.application.household = household
    return found


def to_check(actor: Actor) -> QuerySet[DecisionProposal]:
    """Return the proposals that wait for this head, oldest first; never the own ones."""
    teams = actor.teams_with(Capability.PROPOSAL_CHECK)
    care = TeamCare.objects.open().filter(team__in=teams).values("household")
    rows = _seen(actor).filter(
        application__household__in=care, submitted_at__isnull=False, head_answer=""
    )
    return rows.exclude(made_by=actor.user_id).order_by("submitted_at", "pk")


def waiting_for_head(actor: Actor) -> int:
    """Return how many proposals wait for this head; none for who is no head."""
    return to_check(actor).count() if actor.can(Capability.PROPOSAL_CHECK) else 0


def open_proposal(application: Application) -> DecisionProposal | None:
    """Return the proposal of an application nobody answered yet: a draft, or with the head."""
    return application.proposals.filter(head_answer="").first()


def undecided(application: Application) -> DecisionProposal | None:
    """Return the proposal the head agreed to that still waits for the committee."""
    rows = application.proposals.filter(head_answer=HeadAnswer.AGREED, decision=None)
    return rows.exclude(items__outcome=Outcome.REJECTED).first()


def came_back(application: Application) -> DecisionProposal | None:
    """Return the last proposal that came back, from head or committee, and was not replaced."""
    back = Q(head_answer=HeadAnswer.BACK) | Q(items__outcome=Outcome.REJECTED)
    return application.proposals.filter(back, replaced_by=None).order_by("-pk").first()


def why_back(proposal: DecisionProposal) -> str:
    """Return who sent a proposal back, and why."""
    if proposal.head_answer == HeadAnswer.BACK:
        return f"{proposal.head}: {proposal.head_note}"
    item = proposal.items.filter(outcome=Outcome.REJECTED).select_related("session").first()
    return f"{item.session}: {item.note}" if item else ""
