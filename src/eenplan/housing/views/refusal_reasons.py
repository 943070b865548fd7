"""The reasons to say no: the list, a new one, another name, and stopping."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.errors import DomainError
from eenplan.core.pages import AppRequest, go_to, read_page, show, write_page
from eenplan.core.questions import Question, asking
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import services
from eenplan.housing.enums import RefusalEffect, Side
from eenplan.housing.forms.reasons import ReasonToRefuseForm, RenameForm, StopReasonForm
from eenplan.housing.selectors.refusal_reasons import all_reasons, get_reason

MANAGE = Capability.HOUSING_MANAGE
TEMPLATE, LIST = "housing/offers/form.html", "offers:refusal_reasons"


@read_page(needs=Capability.HOUSING_VIEW)
def refusal_reasons(request: AppRequest):
    """Show every reason per side, what follows from it, and how often it was given."""
    rows = list(all_reasons())
    sides = [(side, [row for row in rows if row.side == side]) for side in Side]
    page = {"sides": sides, "tab": "reasons"}
    return show(request, "housing/offers/refusal_reasons.html", page)


def _question(heading: str, submit: str, **facts) -> Question:
    return Question(heading, submit, reverse(LIST), template=TEMPLATE, **facts)


def _about_new(request: AppRequest) -> Question:
    return _question(
        "Nieuwe reden van een nee",
        "Voeg de reden toe",
        intro="De reden staat vandaag nog in de lijst bij elk antwoord van die kant.",
    )


def _add(request: AppRequest, _, said: dict) -> tuple[str, str]:
    reason = services.add_refusal_reason(
        actor=request.actor,
        side=Side(said["side"]),
        label=said["label"],
        effect=RefusalEffect(said["effect"]),
        days=said["days"],
        on=request.actor.on,
    )
    return f"“{reason.label}” kan nu gekozen worden.", reverse(LIST)


def _about_name(request: AppRequest, reason_id: int) -> Question:
    reason = get_reason(reason_id)
    return _question(
        f"Andere naam voor “{reason.label}”",
        "Bewaar de naam",
        subject=reason,
        initial={"label": reason.label, "seen": reason.label},
        intro="Ook antwoorden van vroeger tonen dan de nieuwe naam. Verandert de betekenis? Voeg "
        "dan een nieuwe reden toe en laat deze stoppen.",
    )


def _rename(request: AppRequest, reason, said: dict) -> tuple[str, str]:
    renamed = services.rename_refusal_reason(actor=request.actor, reason=reason, **said)
    return f"De reden heet nu “{renamed.label}”.", reverse(LIST)


def _about_stop(request: AppRequest, reason_id: int) -> Question:
    reason = get_reason(reason_id)
    return _question(
        f"Stop met “{reason.label}”",
        "Laat de reden stoppen",
        subject=reason,
        initial={"ends_on": request.actor.on},
        intro="Vanaf die dag kiest niemand deze reden nog. Antwoorden van vroeger houden hun reden "
        "en hun gevolg.",
    )


def _stop(request: AppRequest, reason, said: dict) -> tuple[str, str]:
    stopped = services.stop_refusal_reason(
        actor=request.actor, reason=reason, ends_on=said["ends_on"], on=request.actor.on
    )
    told = f"“{stopped.label}” kan niet meer gekozen worden vanaf {dutch_day(stopped.ends_on)}."
    return told, reverse(LIST)


new_reason = asking(ReasonToRefuseForm, needs=MANAGE, about=_about_new, act=_add)
rename_reason = asking(RenameForm, needs=MANAGE, about=_about_name, act=_rename)
stop_reason = asking(StopReasonForm, needs=MANAGE, about=_about_stop, act=_stop)


@write_page(needs=MANAGE)
def resume_reason(request: AppRequest, reason_id: int):
    """Let a reason be chosen again."""
    try:
        reason = services.resume_refusal_reason(actor=request.actor, reason=get_reason(reason_id))
        messages.success(request, f"“{reason.label}” kan weer gekozen worden.")
    except DomainError as error:
        messages.error(request, str(error))
    return go_to(request, LIST)
