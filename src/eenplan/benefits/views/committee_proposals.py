"""The proposal to decide: making it, laying it before the head, and the answer of the head."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.committee_permissions import may_in_team
from eenplan.benefits.enums import ProposalKind, Rhythm
from eenplan.benefits.forms.committee import ProposalForm
from eenplan.benefits.grounds import first_fact, first_law
from eenplan.benefits.policies.proposals import (
    HAS_AMOUNT,
    ON_APPLICATION,
    ON_DECISION,
    Basis,
    Terms,
    category_of,
)
from eenplan.benefits.register_facts import entry_facts
from eenplan.benefits.selectors.agenda_ready import what_lacks
from eenplan.benefits.selectors.decisions import get_decision, last_of_chain
from eenplan.benefits.selectors.legal_term import legal_term
from eenplan.benefits.selectors.proposals import (
    basis_of,
    came_back,
    get_proposal,
    open_proposal,
    why_back,
)
from eenplan.benefits.selectors.rights_scope import get_application
from eenplan.benefits.selectors.steps_shown import steps_of
from eenplan.benefits.services import proposals as services
from eenplan.core.access import Capability
from eenplan.core.pages import (
    AppRequest,
    go_to,
    note_read,
    read_page,
    redirect_to,
    show,
    write_page,
)
from eenplan.core.questions import Question, asking
from eenplan.people.selectors import ground_of

LAYOUT = "benefits/base_committee.html"
COPIED = (
    *("kind", "category", "rhythm", "starts_on", "ends_on", "deviation_reason", "spared"),
    *("grounds_in_law", "grounds_in_fact"),
)


def note(request: AppRequest, application) -> None:
    """Log that something of the household of an application was seen."""
    household = application.household
    note_read(request, household.pk, ground=ground_of(request.actor, household))


def page_of(proposal) -> str:
    return reverse("committee:proposal", args=[proposal.pk])


# -- Making one ------------------------------------------------------------------------------------
def _about_new(request: AppRequest, application_id: int) -> Question:
    application = get_application(request.actor, application_id)
    note(request, application)
    return _question(request, application, basis_of(application, on=request.actor.on))


def _about_next(request: AppRequest, decision_id: int) -> Question:
    decision = last_of_chain(get_decision(request.actor, decision_id))
    application = get_application(request.actor, decision.application_id)
    note(request, application)
    basis = basis_of(application, on=request.actor.on, revises=decision)
    return _question(request, application, basis)


def _question(request: AppRequest, application, basis: Basis) -> Question:
    kinds = ON_DECISION if basis.revises else ON_APPLICATION
    asked = request.GET.get("soort")
    kind = asked if asked in kinds else kinds[0]
    before = came_back(application)
    copy = before if before and before.revises == basis.revises else None
    waiting = open_proposal(application)
    back = (
        reverse("committee:decision", args=[basis.revises.pk])
        if basis.revises
        else page_of_application(application)
    )
    return Question(
        f"Voorstel bij {application.number}",
        "Bewaar het voorstel",
        back,
        subject=basis,
        layout=LAYOUT,
        tab="proposals",
        template="benefits/proposal_form.html",
        initial=_copied(copy, basis) if copy and not asked else _fresh(basis, kind),
        options={"kinds": kinds, "guidelines": basis.guidelines},
        shown={
            "basis": basis,
            "application": application,
            "steps": steps_of(basis.calculation),
            "kinds": [(one.value, one.label, one == kind) for one in kinds],
            "came_back": copy,
            "why_back": why_back(copy) if copy else "",
            "waiting": waiting,
        },
    )


def page_of_application(application) -> str:
    return reverse("register:application", args=[application.pk])


def _fresh(basis: Basis, kind: str) -> dict:
    cents = basis.calculation.amount_cents if basis.calculation else None
    if basis.revises and kind != ProposalKind.REVISE:
        cents = None
    only = basis.guidelines[0] if len(basis.guidelines) == 1 else None
    received = entry_facts(basis.application).right_starts_on
    return {
        "kind": kind,
        "category": category_of(basis.calculation) or "",
        "amount": cents if kind in HAS_AMOUNT else "",
        "rhythm": Rhythm.MONTHLY,
        "starts_on": None if basis.revises else received,
        "guideline": str(only.pk) if only else "",
        "grounds_in_law": first_law(kind, basis.right),
        "grounds_in_fact": first_fact(kind),
    }


def _copied(proposal, basis: Basis) -> dict:
    fields = {name: getattr(proposal, name) for name in COPIED}
    return {
        **fields,
        "amount": proposal.amount_cents or "",
        "guideline": str(proposal.guideline_id or ""),
        "deviates": bool(proposal.deviation_reason),
        "version": proposal.version,
    }


def _terms(said: dict, basis: Basis) -> Terms:
    chosen = {str(one.pk): one for one in basis.guidelines}
    return Terms(
        kind=said["kind"],
        category=said["category"],
        amount_cents=said["amount"] or 0,
        rhythm=said["rhythm"],
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        guideline=chosen.get(said["guideline"]),
        deviates=said["deviates"],
        deviation_reason=said["deviation_reason"],
        spared=said.get("spared", False),
        grounds_in_law=said["grounds_in_law"],
        grounds_in_fact=said["grounds_in_fact"],
    )


def _make(request: AppRequest, basis: Basis, said: dict) -> tuple[str, str]:
    proposal = services.draft_proposal(
        actor=request.actor,
        application=basis.application,
        terms=_terms(said, basis),
        at=now(),
        on=request.actor.on,
        revises=basis.revises,
    )
    return "Het voorstel is bewaard. Lees het na en leg het voor aan het hoofd.", page_of(proposal)


new_proposal = asking(
    ProposalForm, needs=Capability.RIGHTS_INVESTIGATE, about=_about_new, act=_make
)
next_proposal = asking(
    ProposalForm, needs=Capability.RIGHTS_INVESTIGATE, about=_about_next, act=_make
)


def _about_change(request: AppRequest, proposal_id: int) -> Question:
    found = load(request, proposal_id)
    basis = basis_of(found.application, on=request.actor.on, revises=found.revises)
    kinds = ON_DECISION if basis.revises else ON_APPLICATION
    return Question(
        f"Voorstel bij {found.application.number} wijzigen",
        "Bewaar het voorstel",
        page_of(found),
        subject=(found, basis),
        layout=LAYOUT,
        tab="proposals",
        template="benefits/proposal_form.html",
        initial=_copied(found, basis),
        options={"kinds": kinds, "guidelines": basis.guidelines},
        shown={
            "basis": basis,
            "application": found.application,
            "steps": steps_of(basis.calculation),
            "kinds": [],
        },
    )


def _change(request: AppRequest, subject, said: dict) -> tuple[str, str]:
    found, basis = subject
    version = said["version"] if said["version"] is not None else found.version
    services.change_proposal(
        actor=request.actor,
        proposal=found,
        version=version,
        terms=_terms(said, basis),
        on=request.actor.on,
    )
    return "Het voorstel is bewaard.", page_of(found)


change_proposal = asking(
    ProposalForm, needs=Capability.RIGHTS_INVESTIGATE, about=_about_change, act=_change
)


# -- Reading one -----------------------------------------------------------------------------------
def load(request: AppRequest, proposal_id: int):
    """Return a proposal within the scope, and log that its household was seen."""
    found = get_proposal(request.actor, proposal_id)
    note(request, found.application)
    return found


@read_page(needs=Capability.RIGHTS_VIEW)
def proposal(request: AppRequest, proposal_id: int):
    return show(request, "benefits/proposal.html", shown(request, load(request, proposal_id)))


def shown(request: AppRequest, found) -> dict:
    """Return what the page of a proposal shows."""
    actor, household = request.actor, found.application.household
    is_mine = may_in_team(actor, household, Capability.RIGHTS_INVESTIGATE)
    waits = found.submitted_at is not None and not found.head_answer
    heads = may_in_team(actor, household, Capability.PROPOSAL_CHECK)
    return {
        "proposal": found,
        "application": found.application,
        "back": page_of_application(found.application),
        "tab": "proposals",
        "steps": steps_of(found.calculation),
        "lacks": what_lacks(found),
        "term": legal_term(found.application),
        "may_change": is_mine and found.submitted_at is None,
        "may_check": heads and waits and found.made_by_id != actor.user_id,
        "may_replace": is_mine and found == came_back(found.application),
        "why_back": why_back(found),
        "items": list(found.items.select_related("session")),
        "decision": getattr(found, "decision", None),
    }


@write_page(needs=Capability.RIGHTS_INVESTIGATE)
def submit(request: AppRequest, proposal_id: int):
    found = load(request, proposal_id)
    seen = request.POST.get("version", "")
    services.submit_proposal(
        actor=request.actor,
        proposal=found,
        version=int(seen) if seen.isdecimal() and len(seen) < 9 else found.version,
        at=now(),
        on=request.actor.on,
    )
    messages.success(request, "Het voorstel ligt bij het hoofd van het team.")
    return go_to(request, "committee:proposal", found.pk)


@write_page(needs=Capability.RIGHTS_INVESTIGATE)
def discard(request: AppRequest, proposal_id: int):
    found = load(request, proposal_id)
    application = found.application
    services.discard_proposal(actor=request.actor, proposal=found)
    messages.success(request, "Het voorstel is weg.")
    return redirect_to(request, page_of_application(application))
