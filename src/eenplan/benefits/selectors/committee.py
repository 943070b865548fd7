"""What proposal, head, committee and reviews have to say of an application, for its page."""

from dataclasses import dataclass, field
from datetime import date

from eenplan.benefits.committee_permissions import may_in_team
from eenplan.benefits.enums import HeadAnswer, Outcome
from eenplan.benefits.models import Appeal, Application, Decision, DecisionProposal, Review
from eenplan.benefits.selectors.absence import appeals_without_decision
from eenplan.benefits.selectors.decisions import decisions_of
from eenplan.benefits.selectors.proposals import signed_report, why_back
from eenplan.core.access import Actor, Capability


@dataclass(frozen=True)
class Act:
    """A button: the name of the page, what it is about, and what it says."""

    url: str
    pk: int
    label: str


@dataclass(frozen=True)
class CommitteePart:
    """Where an application is between proposal and decision."""

    stand: str
    colour: str
    detail: str = ""
    proposal: DecisionProposal | None = None
    decisions: list[Decision] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    actions: list[Act] = field(default_factory=list)
    may_read: bool = False
    appeals: list[Appeal] = field(default_factory=list)  # because nothing was decided
    may_appeal: bool = False


def committee_of(
    application: Application, *, on: date, actor: Actor | None = None
) -> CommitteePart:
    """Return the state of an application in words, its decisions, what is open, and who may act.

    Without an actor no buttons are offered.
    """
    rows = application.proposals.select_related("head", "made_by").order_by("-made_at", "-pk")
    proposal = rows.first()
    decisions = decisions_of(application)
    stand, colour, detail = _stand(proposal, decisions)
    reviews = Review.objects.filter(decision__application=application, settled_on=None)
    return CommitteePart(
        stand=stand,
        colour=colour,
        detail=detail,
        proposal=proposal,
        decisions=decisions,
        reviews=list(reviews.order_by("due_on", "pk")),
        actions=_acts(application, proposal, decisions, actor) if actor else [],
        may_read=bool(actor and actor.can(Capability.RIGHTS_VIEW)),
        appeals=appeals_without_decision(application),
        may_appeal=bool(actor)
        and may_in_team(actor, application.household, Capability.RIGHTS_INVESTIGATE),
    )


def _stand(proposal: DecisionProposal | None, decisions: list[Decision]) -> tuple[str, str, str]:
    if proposal is None:
        return ("beslist", "st-good", "") if decisions else ("nog geen voorstel", "st-quiet", "")
    if any(one.proposal_id == proposal.pk for one in decisions):
        return "beslist", "st-good", ""
    if proposal.submitted_at is None:
        return "voorstel in voorbereiding", "st-quiet", f"door {proposal.made_by}"
    if not proposal.head_answer:
        return "voorstel bij het hoofd", "st-info", ""
    if proposal.head_answer == HeadAnswer.BACK:
        return "terug van het hoofd", "st-warn", why_back(proposal)
    return _in_committee(proposal)


def _in_committee(proposal: DecisionProposal) -> tuple[str, str, str]:
    item = proposal.items.select_related("session").order_by("-pk").first()
    if item is None:
        return "klaar voor het comité", "st-info", f"akkoord van {proposal.head}"
    if item.outcome == Outcome.REJECTED:
        return "verworpen door het comité", "st-warn", f"{item.session}: {item.note}"
    if item.outcome == Outcome.POSTPONED:
        return "uitgesteld door het comité", "st-warn", f"{item.session}: {item.note}"
    return "op de agenda van het comité", "st-info", str(item.session)


def _acts(
    application: Application,
    proposal: DecisionProposal | None,
    decisions: list[Decision],
    actor: Actor,
) -> list[Act]:
    acts = []
    household = application.household
    works = may_in_team(actor, household, Capability.RIGHTS_INVESTIGATE)
    heads = may_in_team(actor, household, Capability.PROPOSAL_CHECK)
    taken = [one for one in decisions if one.urgent_by_id is None]
    if proposal and actor.can(Capability.RIGHTS_VIEW):
        acts.append(Act("committee:proposal", proposal.pk, "Open het voorstel"))
    if heads and proposal and _waits_for(proposal, actor):
        acts.append(Act("committee:check", proposal.pk, "Kijk het voorstel na"))
    if works and not taken and _may_propose(application, proposal):
        acts.append(Act("committee:new_proposal", application.pk, "Stel een beslissing voor"))
    if works and taken:
        acts.append(
            Act("committee:next_proposal", taken[0].pk, "Stel een volgende beslissing voor")
        )
    return acts


def _waits_for(proposal: DecisionProposal, actor: Actor) -> bool:
    waits = proposal.submitted_at is not None and not proposal.head_answer
    return waits and proposal.made_by_id != actor.user_id


def _may_propose(application: Application, proposal: DecisionProposal | None) -> bool:
    if application.withdrawn_on:
        return False
    if proposal is None:
        return signed_report(application) is not None
    sent_back = proposal.head_answer == HeadAnswer.BACK
    return sent_back or proposal.items.filter(outcome=Outcome.REJECTED).exists()
