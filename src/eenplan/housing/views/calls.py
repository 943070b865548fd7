"""Speaking to providers: the call list, one call, a pause and what ends it."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, write_page
from eenplan.core.questions import Question, asking
from eenplan.housing import services
from eenplan.housing.enums import CallResult, HoldKind, OfferStage
from eenplan.housing.forms import CallForm, HoldForm
from eenplan.housing.selectors import call_list as rows_to_call, get_offer
from eenplan.housing.selectors.calls import CHANCES, LEAST_CHANCE
from eenplan.housing.views.guarded_exports import export_of
from eenplan.housing.views.offers import COLOURS, LABELS

MANAGE = Capability.HOUSING_MANAGE
TEMPLATE = "housing/offers/form.html"
COLUMNS = (
    Column("Aanbieder", lambda row: row.offer.provider.name),
    Column("Waarom", lambda row: row.reason),
    Column("Fase", lambda row: OfferStage(row.offer.stage).label),
    Column("Verwachte persoonsnachten", lambda row: row.expected),
    Column("Berekend uit", lambda row: row.formula),
    Column("Laatst bevestigd", lambda row: row.offer.confirmed_on),
    Column("Keer geen antwoord", lambda row: row.silent),
    Column("Eerste gesprek voor", lambda row: row.targets.call_by),
    Column("Te laat", lambda row: row.targets.call_is_late or row.targets.visit_is_late),
)


@read_page(needs=MANAGE)
def call_list(request: AppRequest):
    export = export_of(request, COLUMNS, back=reverse("offers:call_list"))
    if export.question:
        return export.question
    rows = rows_to_call(request.actor.on)
    page = {
        "colours": COLOURS,
        "labels": LABELS,
        "chances": CHANCES,
        "least": LEAST_CHANCE,
        "late": sum(row.targets.call_is_late or row.targets.visit_is_late for row in rows),
        "tab": "calls",
    }
    return show_list(
        request,
        "housing/offers/calls.html",
        page,
        name="belronde",
        rows=rows,
        columns=export.columns,
    )


def _about_call(request: AppRequest, pk: int) -> Question:
    offer = get_offer(pk, on=request.actor.on)
    fresh = {"called_on": request.actor.on, "channel": offer.provider.channel}
    return Question(
        heading=f"Gesprek met {offer.provider}",
        submit="Bewaar het gesprek",
        back=reverse("offers:offer", args=[pk]),
        subject=offer,
        initial=fresh,
        template=TEMPLATE,
        shown={"phone": offer.provider.phone, "email": offer.provider.email},
    )


def _call(request: AppRequest, offer, said: dict) -> tuple[str, str]:
    result = CallResult(said["result"])
    services.record_call(
        actor=request.actor, offer=offer, on=request.actor.on, **{**said, "result": result}
    )
    return f"Genoteerd: {result.label}.", reverse("offers:offer", args=[offer.pk])


def _about_hold(request: AppRequest, pk: int) -> Question:
    offer = get_offer(pk, on=request.actor.on)
    return Question(
        heading=f"Aanbod {offer.reference} onderbreken",
        submit="Onderbreek het aanbod",
        back=reverse("offers:offer", args=[pk]),
        subject=offer,
        intro=(
            "Een pauze mag altijd, zonder uitleg. Wie er woont, blijft er wonen. "
            "Een slapend of gepauzeerd aanbod kan weer meetellen."
        ),
        template=TEMPLATE,
    )


def _hold(request: AppRequest, offer, said: dict) -> tuple[str, str]:
    kind = HoldKind(said["kind"])
    services.hold_offer(
        actor=request.actor,
        offer=offer,
        kind=kind,
        reason=said["reason"],
        until=said["until"] if kind == HoldKind.PAUSED else None,
        on=request.actor.on,
    )
    return f"Het aanbod is nu {kind.label}.", reverse("offers:offer", args=[offer.pk])


call = asking(CallForm, needs=MANAGE, about=_about_call, act=_call)
hold = asking(HoldForm, needs=MANAGE, about=_about_hold, act=_hold)


@write_page(needs=MANAGE)
def release(request: AppRequest, pk: int):
    offer = get_offer(pk, on=request.actor.on)
    services.release_hold(actor=request.actor, offer=offer, on=request.actor.on)
    messages.success(request, "Het aanbod telt weer mee.")
    return go_to(request, "offers:offer", pk)
