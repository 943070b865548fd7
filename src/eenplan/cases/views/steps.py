"""Finish a step or a work item."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import services
from eenplan.cases.errors import AlreadyDone
from eenplan.cases.forms import FinishStepForm
from eenplan.cases.permissions import check_can_work
from eenplan.cases.selectors import get_step, get_work_item
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import (
    AppRequest,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.people.selectors import get_household, ground_of


def _page(request: AppRequest, step, form, status=200):
    number = step.case.household
    household = get_household(request.actor, number.year, number.serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {"step": step, "household": household, "form": form}
    return show(request, "cases/finish_step.html", page, status=status)


@read_page(needs=Capability.CASE_WORK)
def finish_form(request: AppRequest, step_id: int):
    step = get_step(request.actor, step_id)
    check_can_work(request.actor, step.case)
    form = form_with_draft(request, FinishStepForm, initial={"version": step.version})
    return _page(request, step, form)


@write_page(needs=Capability.CASE_WORK)
def finish(request: AppRequest, step_id: int):
    step = get_step(request.actor, step_id)
    form = FinishStepForm(request.POST)
    if form.is_valid():
        step.version = form.cleaned_data["version"]
        with reported_on(form):
            services.finish_step(
                actor=request.actor,
                step=step,
                result=form.cleaned_data["result"],
                on=localdate(),
            )
            messages.success(request, f"“{step.title}” is gedaan.")
            household = step.case.household
            return go_to(request, "desk:household_plan", household.year, household.serial)
    return _page(request, step, form, status=422)


@write_page(needs=Capability.CASE_WORK)
def finish_work_item(request: AppRequest, item_id: int):
    item = get_work_item(request.actor, item_id)
    try:
        services.finish_work_item(actor=request.actor, item=item, on=localdate())
        messages.success(request, "Afgehandeld.")
    except AlreadyDone as error:  # two colleagues of one team, one list
        messages.info(request, str(error))
    return go_to(request, "desk:my_day")
