"""Who lives with a host, and the outcome of each check."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, go_to, read_page, show, write_page
from eenplan.core.questions import Question, asking
from eenplan.housing import services
from eenplan.housing.enums import CheckVerdict, MemberRole
from eenplan.housing.forms import CheckForm, CheckTypeForm, MemberForm, ReasonForm
from eenplan.housing.selectors import get_offer
from eenplan.housing.selectors.people import (
    check_types as all_check_types,
    get_check,
    get_check_type,
    get_member,
    remembered_member,
    types_on,
)

MANAGE, SAFEGUARDING = Capability.HOUSING_MANAGE, Capability.SAFEGUARDING
TEMPLATE = "housing/offers/form.html"


def _about_member(request: AppRequest, pk: int) -> Question:
    offer = get_offer(pk, on=request.actor.on)
    return Question(
        heading=f"Wie woont of verblijft er bij {offer.provider}?",
        submit="Voeg toe",
        back=reverse("offers:people", args=[pk]),
        subject=offer,
        intro=(
            "Noteer elke volwassene, ook wie er vaak verblijft, en wie 13 tot 17 jaar is. "
            "Elke volwassene krijgt een eigen controle."
        ),
        template=TEMPLATE,
    )


def _add_member(request: AppRequest, offer, said: dict) -> tuple[str, str]:
    facts = {name: said[name] for name in ("name", "birth_date", "is_minor")}
    member = services.add_member(
        actor=request.actor,
        offer=offer,
        role=MemberRole(said["role"]),
        on=request.actor.on,
        **facts,
    )
    told = f"{member.name} is toegevoegd."
    if remembered_member(member, on=request.actor.on):
        told += (
            " Let op: deze persoon hoorde eerder bij een ingetrokken of afgewezen aanbod."
            " Vraag het de vertrouwenspersoon veiligheid."
        )
    return told, reverse("offers:people", args=[offer.pk])


def _about_check(request: AppRequest, member_id: int) -> Question:
    member = get_member(member_id)
    return Question(
        heading=f"Controle van {member.name}",
        submit="Bewaar het oordeel",
        back=reverse("offers:people", args=[member.offer_id]),
        subject=member,
        intro=(
            "De persoon toont het papier en houdt het zelf. U noteert alleen het oordeel. "
            "Is het niet in orde? De reden schrijft alleen de vertrouwenspersoon veiligheid."
        ),
        initial={"shown_on": request.actor.on},
        options={"types": list(types_on(request.actor.on))},
        template=TEMPLATE,
    )


def _check(request: AppRequest, member, said: dict) -> tuple[str, str]:
    verdict = CheckVerdict(said["verdict"])
    services.record_check(
        actor=request.actor,
        member=member,
        on=request.actor.on,
        **{**said, "verdict": verdict},
    )
    told = f"{member.name}: {verdict.label}."
    if verdict == CheckVerdict.NEGATIVE:
        told += (
            " Zeg tegen het gezin: “We kunnen uw aanbod nu niet gebruiken. U kunt vragen om het"
            " opnieuw te bekijken bij de vertrouwenspersoon veiligheid.”"
        )
    return told, reverse("offers:people", args=[member.offer_id])


def _about_reason(request: AppRequest, check_id: int) -> Question:
    check = get_check(check_id)
    return Question(
        heading=f"Waarom niet in orde: {check.member.name}",
        submit="Bewaar de reden",
        back=reverse("offers:people", args=[check.member.offer_id]),
        subject=check,
        intro="Alleen de vertrouwenspersoon veiligheid leest dit. Schrijf zo weinig mogelijk.",
        initial={"reason": check.reason},
        template=TEMPLATE,
    )


def _explain(request: AppRequest, check, said: dict) -> tuple[str, str]:
    services.explain_check(actor=request.actor, check=check, reason=said["reason"])
    return "De reden is bewaard.", reverse("offers:people", args=[check.member.offer_id])


add_member = asking(MemberForm, needs=MANAGE, about=_about_member, act=_add_member)
check_member = asking(CheckForm, needs=MANAGE, about=_about_check, act=_check)
explain_check = asking(ReasonForm, needs=SAFEGUARDING, about=_about_reason, act=_explain)


@write_page(needs=MANAGE)
def end_member(request: AppRequest, member_id: int):
    member = get_member(member_id)
    services.end_member(actor=request.actor, member=member, on=request.actor.on)
    messages.success(request, f"{member.name} telt vanaf vandaag niet meer mee.")
    return go_to(request, "offers:people", member.offer_id)


@read_page(needs=Capability.HOUSING_VIEW)
def check_types(request: AppRequest):
    page = {"types": list(all_check_types()), "tab": "checks"}
    return show(request, "housing/offers/check_types.html", page)


def _about_type(request: AppRequest) -> Question:
    return Question(
        heading="Nieuwe soort controle",
        submit="Laat deze controle tellen",
        back=reverse("offers:check_types"),
        intro=(
            "De wet hierachter is niet nagekeken: dat staat er ook bij. Een verplichte controle "
            "geldt vanaf die dag voor elke volwassene van elk gastgezin."
        ),
        initial={"starts_on": request.actor.on},
        template=TEMPLATE,
    )


def _add_type(request: AppRequest, _, said: dict) -> tuple[str, str]:
    kind = services.add_check_type(actor=request.actor, on=request.actor.on, **said)
    return f"{kind.label} telt vanaf {kind.starts_on:%d/%m/%Y}.", reverse("offers:check_types")


add_check_type = asking(CheckTypeForm, needs=SAFEGUARDING, about=_about_type, act=_add_type)


@write_page(needs=SAFEGUARDING)
def end_check_type(request: AppRequest, type_id: int):
    kind = get_check_type(type_id)
    services.end_check_type(actor=request.actor, kind=kind, on=request.actor.on)
    messages.success(request, f"{kind.label} telt vanaf vandaag niet meer.")
    return go_to(request, "offers:check_types")
