"""The lists of steps: what is in force, what each version holds, how two versions differ."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, show, write_page
from eenplan.guidance import selectors, services
from eenplan.guidance.errors import AlreadyInForce, NotADraft
from eenplan.guidance.forms import CompareForm, InForceForm, NewListForm
from eenplan.guidance.views.pages import form_page

NEEDS = Capability.PLAN_TEMPLATES


@read_page(needs=NEEDS)
def lists(request: AppRequest):
    page = {"lists": selectors.step_lists(on=localdate())}
    return show(request, "guidance/lists.html", page)


NEW = {"heading": "Nieuw sjabloon", "submit": "Maak het sjabloon", "back": ("guidance:lists",)}


@read_page(needs=NEEDS)
def new_form(request: AppRequest):
    return form_page(request, form_with_draft(request, NewListForm), **NEW)


@write_page(needs=NEEDS)
def new(request: AppRequest):
    form = NewListForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            draft = services.add_template_list(
                actor=request.actor, on=localdate(), **form.cleaned_data
            )
            messages.success(request, "Het sjabloon is gemaakt. Zet er nu doelen en stappen in.")
            return go_to(request, "guidance:version", draft.list.code, draft.number)
    return form_page(request, form, **NEW)


@read_page(needs=NEEDS)
def one(request: AppRequest, list_code: str):
    step_list = selectors.get_list(list_code)
    versions = selectors.versions_of(step_list)
    today = localdate()
    page = {
        "step_list": step_list,
        "versions": versions,
        "present": selectors.version_in_force(step_list, on=today),
        "draft": next((version for version in versions if version.is_draft), None),
    }
    return show(request, "guidance/list.html", page)


@write_page(needs=NEEDS)
def start_draft(request: AppRequest, list_code: str):
    draft = services.start_draft(
        actor=request.actor, step_list=selectors.get_list(list_code), on=localdate()
    )
    messages.success(request, f"Concept {draft.number} is klaar om te wijzigen.")
    return go_to(request, "guidance:version", list_code, draft.number)


def _version_page(request: AppRequest, version, form, *, status=200):
    page = {
        "version": version,
        "step_list": version.list,
        "contents": selectors.contents_of(version),
        "translations": selectors.translations_of(version),
        "form": form,
    }
    return show(request, "guidance/version.html", page, status=status)


@read_page(needs=NEEDS)
def version(request: AppRequest, list_code: str, number: int):
    row = selectors.get_version(list_code, number)
    start = {"version": row.version, "starts_on": localdate()}
    form = form_with_draft(request, InForceForm, initial=start)
    form.initial["version"] = row.version
    return _version_page(request, row, form)


@write_page(needs=NEEDS)
def put_in_force(request: AppRequest, list_code: str, number: int):
    row = selectors.get_version(list_code, number)
    form = InForceForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            row = services.put_in_force(
                actor=request.actor, draft=row, on=localdate(), **form.cleaned_data
            )
            messages.success(request, f"Versie {row.number} geldt vanaf {row.starts_on:%d/%m/%Y}.")
            return go_to(request, "guidance:list", list_code)
    return _version_page(request, selectors.get_version(list_code, number), form, status=422)


@write_page(needs=NEEDS)
def withdraw(request: AppRequest, list_code: str, number: int):
    row = selectors.get_version(list_code, number)
    try:
        services.withdraw_version(actor=request.actor, version=row, on=localdate())
        messages.success(request, f"Versie {number} is ingetrokken.")
    except AlreadyInForce as error:
        messages.info(request, str(error))
    return go_to(request, "guidance:list", list_code)


@write_page(needs=NEEDS)
def discard(request: AppRequest, list_code: str, number: int):
    row = selectors.get_version(list_code, number)
    try:
        services.discard_draft(actor=request.actor, draft=row)
        messages.success(request, "Het concept is weg. Wat geldt, bleef wat het was.")
    except NotADraft as error:
        messages.info(request, str(error))
    return go_to(request, "guidance:list", list_code)


@read_page(needs=NEEDS)
def compare(request: AppRequest, list_code: str):
    step_list = selectors.get_list(list_code)
    versions = selectors.versions_of(step_list)
    numbers = [row.number for row in versions]
    start = {"van": numbers[1] if len(numbers) > 1 else numbers[0], "tot": numbers[0]}
    form = CompareForm(request.GET if "van" in request.GET else start, versions=versions)
    found = None
    if form.is_valid():
        by_number = {row.number: row for row in versions}
        said = form.cleaned_data
        found = selectors.compare(by_number[said["van"]], by_number[said["tot"]])
    page = {"step_list": step_list, "form": form, "found": found}
    return show(request, "guidance/compare.html", page)
