"""The checklist of inspections: the versions, and making the next one."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.errors import DomainError
from eenplan.core.pages import AppRequest, go_to, read_page, redirect_to, show, write_page
from eenplan.core.questions import Question, asking
from eenplan.engines.placement.words import dutch_day
from eenplan.guidance.enums import Evidence
from eenplan.housing import services
from eenplan.housing.enums import PlaceKind, ReceptionForm
from eenplan.housing.forms.checklists import InForceForm, QuestionForm, asked_of
from eenplan.housing.selectors import checklist_on
from eenplan.housing.selectors.checklists import (
    get_question,
    get_version,
    signature,
    versions,
)

MANAGE, VIEW = Capability.HOUSING_MANAGE, Capability.HOUSING_VIEW
TEMPLATE = "housing/offers/form.html"
GRADES = {grade[0]: grade for grade in Evidence.values if len(grade) == 1}


def _page_of(version) -> str:
    return reverse("dwellings:checklist_version", args=[version.pk])


@read_page(needs=VIEW)
def checklist(request: AppRequest):
    """Show the version in use, with the source of every question, and the other versions."""
    return _show(request, checklist_on(request.actor.on))


@read_page(needs=VIEW)
def checklist_version(request: AppRequest, version_id: int):
    """Show one version: of before, to come, or in the making."""
    return _show(request, get_version(version_id))


def _show(request: AppRequest, found):
    on = request.actor.on
    everything = list(versions())
    page = {
        "checklist": found,
        "items": list(found.items.all()),
        "versions": everything,
        "in_use": checklist_on(on),
        "draft": next((row for row in everything if row.starts_on is None), None),
        "may_open": bool(found.starts_on and found.starts_on > on),
        "forms": dict(ReceptionForm.choices),
        "kinds": dict(PlaceKind.choices),
    }
    return show(request, "housing/checklist.html", page)


# -- In the making ---------------------------------------------------------------------------------
@write_page(needs=MANAGE)
def begin_checklist(request: AppRequest):
    """Start the next version with the questions of the last one."""
    try:
        fresh = services.begin_checklist(actor=request.actor, on=request.actor.on)
    except DomainError as error:
        messages.error(request, str(error))
        return go_to(request, "dwellings:checklist")
    messages.success(
        request, f"Versie {fresh.number} is in de maak, met de vragen van de vorige versie."
    )
    return redirect_to(request, _page_of(fresh))


def _about_new(request: AppRequest, version_id: int) -> Question:
    version = get_version(version_id)
    return Question(
        f"Nieuwe vraag in versie {version.number}",
        "Voeg de vraag toe",
        _page_of(version),
        subject=version,
        template=TEMPLATE,
        initial={"defect": ["NO", "UNKNOWN"], "evidence": Evidence.OWN},
    )


def _add(request: AppRequest, version, said: dict) -> tuple[str, str]:
    services.add_question(
        actor=request.actor, version=version, asked=asked_of(said), position=said["position"]
    )
    return "De vraag is toegevoegd.", _page_of(version)


def _about_question(request: AppRequest, checked_id: int) -> Question:
    item = get_question(checked_id)
    kept = ("question", "hint", "category", "defect", "kinds", "source", "position")
    return Question(
        f"Vraag {item.position} van versie {item.checklist.number}",
        "Bewaar de vraag",
        _page_of(item.checklist),
        subject=item,
        template=TEMPLATE,
        initial={
            **{name: getattr(item, name) for name in kept},
            "forms_": item.forms,
            "evidence": GRADES.get(item.evidence[:1], Evidence.OWN),
            "seen": signature(item),
        },
    )


def _change(request: AppRequest, item, said: dict) -> tuple[str, str]:
    services.change_question(
        actor=request.actor,
        item=item,
        asked=asked_of(said),
        position=said["position"],
        seen=said["seen"],
    )
    return "De vraag is bewaard.", _page_of(item.checklist)


def _about_force(request: AppRequest, version_id: int) -> Question:
    version = get_version(version_id)
    return Question(
        f"Versie {version.number} in gebruik nemen",
        "Neem in gebruik",
        _page_of(version),
        subject=version,
        template=TEMPLATE,
        initial={
            "starts_on": request.actor.on,
            "source": version.source,
            "evidence": GRADES.get(version.evidence[:1], Evidence.OWN),
        },
        intro="Vanaf die dag begint elke nieuwe controle met deze vragen, en verandert de versie "
        "niet meer. Een controle die al begonnen is, houdt haar eigen vragen.",
    )


def _put_in_force(request: AppRequest, version, said: dict) -> tuple[str, str]:
    used = services.put_checklist_in_force(
        actor=request.actor, version=version, on=request.actor.on, **said
    )
    return f"Versie {used.number} is in gebruik vanaf {dutch_day(used.starts_on)}.", _page_of(used)


add_question = asking(QuestionForm, needs=MANAGE, about=_about_new, act=_add)
change_question = asking(QuestionForm, needs=MANAGE, about=_about_question, act=_change)
put_in_force = asking(InForceForm, needs=MANAGE, about=_about_force, act=_put_in_force)


@write_page(needs=MANAGE)
def remove_question(request: AppRequest, checked_id: int):
    """Leave a question out of the version in the making."""
    item = get_question(checked_id)
    return _done(
        request,
        lambda: services.remove_question(actor=request.actor, item=item),
        "De vraag is geschrapt.",
        _page_of(item.checklist),
    )


@write_page(needs=MANAGE)
def take_back(request: AppRequest, version_id: int):
    """Open a version again that has not begun."""
    version = get_version(version_id)
    return _done(
        request,
        lambda: services.take_checklist_back(
            actor=request.actor, version=version, on=request.actor.on
        ),
        "U kunt deze versie weer wijzigen.",
        _page_of(version),
    )


@write_page(needs=MANAGE)
def throw_away(request: AppRequest, version_id: int):
    """Throw the version in the making away."""
    version = get_version(version_id)
    return _done(
        request,
        lambda: services.throw_checklist_away(actor=request.actor, version=version),
        "De versie in de maak is weggegooid.",
        reverse("dwellings:checklist"),
    )


def _done(request: AppRequest, act, told: str, address: str):
    try:
        act()
        messages.success(request, told)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect_to(request, address)
