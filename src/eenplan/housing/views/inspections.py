"""Inspecting a dwelling, made for a phone: one tap is one answer, and each answer is kept."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.housing import first_checklist, services
from eenplan.housing.enums_dwellings import Answer, Verdict, WorkKind
from eenplan.housing.forms.inspections import AnswerForm, PhotoForm, VerdictForm
from eenplan.housing.selectors import (
    findings_of,
    get_inspection,
    reasons_against,
    valid_until_from,
)
from eenplan.housing.views.dwelling_pages import dwelling_of


@write_page(needs=Capability.HOUSING_INSPECT)
def begin(request: AppRequest, dwelling_id: int):
    inspection = services.begin_inspection(
        actor=request.actor, dwelling=dwelling_of(request, dwelling_id), on=request.actor.on
    )
    return go_to(request, "dwellings:inspection", inspection.pk)


@read_page(needs=Capability.HOUSING_INSPECT)
def inspection(request: AppRequest, inspection_id: int):
    return show_inspection(request, get_inspection(inspection_id))


def show_inspection(
    request: AppRequest,
    found,
    *,
    form: VerdictForm | None = None,
    photo_form: PhotoForm | None = None,
    wrong: list | None = None,
    typed: tuple[int, str] | None = None,
    status: int = 200,
):
    """Show the checklist with what was answered, the photos, and the form for the verdict."""
    answers = findings_of(found)
    for row in answers:
        if typed and row.item_id == typed[0]:
            row.note = typed[1]
    page = {
        "inspection": found,
        "wrong": wrong or [],
        "dwelling": found.dwelling,
        "units": list(found.dwelling.places.order_by("reference")),
        "answers": answers,
        "against": reasons_against(answers),
        "done": sum(bool(answer.answer) for answer in answers),
        "choices": Answer.choices,
        "photos": list(found.photos.all()),
        "works": list(found.works.filter(dropped_on=None).select_related("place")),
        "kinds": WorkKind.choices,
        "occupancy_verified": first_checklist.occupancy_is_verified(),
        "form": form or _verdict_form(request, found),
        "photo_form": photo_form or PhotoForm(),
    }
    return show(request, "housing/inspection.html", page, status=status)


def _verdict_form(request: AppRequest, found) -> VerdictForm:
    fresh = {"valid_until": valid_until_from(request.actor.on), "note": found.note}
    page = reverse("dwellings:inspection", args=[found.pk])
    return form_with_draft(request, VerdictForm, page=page, initial=fresh)


@write_page(needs=Capability.HOUSING_INSPECT)
def answer(request: AppRequest, inspection_id: int, question_id: int):
    """Keep one answer or one remark; with HTMX only that question is shown anew."""
    found = get_inspection(inspection_id)
    rows = {row.item_id: row for row in findings_of(found)}
    if question_id not in rows:
        raise NotFound(question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _not_understood(request, found, rows[question_id], form)
    said = form.cleaned_data
    services.answer_item(
        actor=request.actor,
        inspection=found,
        item_id=question_id,
        at=now(),
        answer=said["answer"] or None,
        note=said["note"] if "note" in request.POST else None,
    )
    if not request.htmx:
        page = reverse("dwellings:inspection", args=[inspection_id])
        return redirect_to(request, f"{page}#vraag-{question_id}")
    answers = findings_of(found)
    row = next(row for row in answers if row.item_id == question_id)
    page = {
        "row": row,
        "inspection": found,
        "choices": Answer.choices,
        "against": reasons_against(answers),
        "answers": answers,
        "done": sum(bool(row.answer) for row in answers),
    }
    return show(request, "housing/inspection_answered.html", page)


def _not_understood(request: AppRequest, found, row, form: AnswerForm):
    """Show the page with what was typed for a question, and what is wrong with it."""
    [told, *_] = [error for errors in form.errors.values() for error in errors]
    wrong = [(f"vraag-{row.item_id}", f"{row.item.question} {told}")]
    typed = (row.item_id, request.POST.get("note", row.note))
    return show_inspection(request, found, wrong=wrong, typed=typed, status=422)


# -- The verdict -----------------------------------------------------------------------------------
@write_page(needs=Capability.HOUSING_INSPECT)
def _decide(request: AppRequest, inspection_id: int):
    found = get_inspection(inspection_id)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return show_inspection(request, found, form=form, status=422)
    said = form.cleaned_data
    with reported_on(form):
        services.decide_inspection(
            actor=request.actor,
            inspection=found,
            on=request.actor.on,
            verdict=Verdict(said["verdict"]),
            valid_until=said["valid_until"],
            note=said["note"],
            floor_m2=said["floor_m2"],
        )
        words = Verdict(said["verdict"]).label
        messages.success(request, f"Het oordeel is bewaard: {words}.")
        return go_to(request, "dwellings:dwelling", found.dwelling_id)
    return show_inspection(request, get_inspection(inspection_id), form=form, status=422)


decide = by_method(get=inspection, post=_decide)
