"""Add, change, put off, drop, keep and finish a step; finish a work item."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import services
from eenplan.cases.enums import StepOwner
from eenplan.cases.errors import AlreadyDone
from eenplan.cases.forms import DropForm, FinishStepForm, PostponeForm, StepForm
from eenplan.cases.plan_policies import check_to_do
from eenplan.cases.selectors import get_step, get_work_item, open_goals
from eenplan.cases.views.plan_pages import (
    carried_out,
    differences,
    done,
    form_page,
    load,
    of_case,
    persons_of,
)
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, write_page

NEW = {"heading": "Stap toevoegen", "submit": "Zet op het plan", "template": "cases/step.html"}
CHANGE = {"heading": "Stap wijzigen", "submit": "Bewaar", "template": "cases/step.html"}


def _choices(household, case) -> dict:
    return {"persons": persons_of(household), "goals": list(open_goals(case))}


# -- A new step ------------------------------------------------------------------------------------
@read_page(needs=Capability.CASE_WORK)
def blank(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    start = {"owner": StepOwner.CASE_MANAGER, "goal": request.GET.get("doel", "")}
    form = form_with_draft(request, StepForm, initial=start, **_choices(household, case))
    return form_page(request, household, form, **NEW)


@write_page(needs=Capability.CASE_WORK)
def add(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = StepForm(request.POST, **_choices(household, case))
    if form.is_valid():
        with reported_on(form):
            step = services.add_step(actor=request.actor, case=case, on=localdate(), **form.facts())
            messages.success(request, f"“{step.title}” staat op het plan.")
            return done(request, household)
    return form_page(request, household, form, **NEW)


# -- Changing --------------------------------------------------------------------------------------
def _load_step(request: AppRequest, step_id: int):
    step = get_step(request.actor, step_id)
    return step, of_case(request, step.case)


def _named(step) -> tuple[list, list]:
    """Return who and which goal a step names already, to keep them among the choices."""
    persons = [person for person in (step.person, step.responsible) if person]
    return persons, [step.goal] if step.goal else []


def _choices_for(step, household) -> dict:
    choices = _choices(household, step.case)
    persons, goals = _named(step)
    choices["persons"] += [person for person in persons if person not in choices["persons"]]
    choices["goals"] += [goal for goal in goals if goal not in choices["goals"]]
    return {**choices, "has_day": step.due_on is not None}


def _stored(step) -> dict:
    return {
        "title": step.title,
        "goal": step.goal_id or "",
        "person": step.person_id or "",
        "owner": step.owner,
        "responsible": step.responsible_id or "",
        "owner_name": step.owner_name,
        "due_on": step.due_on,
    }


@read_page(needs=Capability.CASE_WORK)
def change_form(request: AppRequest, step_id: int):
    step, household = _load_step(request, step_id)
    check_to_do(step)
    start = {**_stored(step), "version": step.version}
    form = form_with_draft(request, StepForm, initial=start, **_choices_for(step, household))
    return form_page(request, household, form, step=step, **CHANGE)


@write_page(needs=Capability.CASE_WORK)
def change(request: AppRequest, step_id: int):
    step, household = _load_step(request, step_id)
    form = StepForm(request.POST, **_choices_for(step, household))
    if form.is_valid():
        ok, is_stale = carried_out(
            form,
            lambda: services.change_step(
                actor=request.actor,
                step=step,
                version=form.cleaned_data["version"] or 0,
                on=localdate(),
                **form.facts(),
            ),
        )
        if ok:
            messages.success(request, "De stap is gewijzigd.")
            return done(request, household)
        if is_stale:
            return _conflict(request, step_id, form.cleaned_data)
    return form_page(request, household, form, step=step, **CHANGE)


def _conflict(request: AppRequest, step_id: int, typed: dict):
    """Show both texts: what is stored now, and what was typed, ready to be saved over it."""
    step, household = _load_step(request, step_id)
    start = {**typed, "version": step.version}
    form = StepForm(initial=start, **_choices_for(step, household))
    differ = differences(form, _stored(step), typed) or [("", "", "")]
    return form_page(request, household, form, step=step, conflict=differ, status=409, **CHANGE)


# -- Putting off and dropping ----------------------------------------------------------------------
POSTPONE = {"heading": "Stap uitstellen", "submit": "Stel uit", "template": "cases/step_rule.html"}
DROP = {"heading": "Stap schrappen", "submit": "Schrap de stap", "template": "cases/step_rule.html"}


def _rule_form(request: AppRequest, step_id: int, form_class, words: dict):
    step, household = _load_step(request, step_id)
    check_to_do(step)
    start = {"version": step.version}
    form = form_with_draft(request, form_class, initial=start, is_binding=step.is_binding)
    form.initial["version"] = step.version
    return form_page(request, household, form, step=step, **words)


def _rule_change(request: AppRequest, step_id: int, form_class, words: dict, service, said: str):
    step, household = _load_step(request, step_id)
    form = form_class(request.POST, is_binding=step.is_binding)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        ok, is_stale = carried_out(
            form, lambda: service(actor=request.actor, step=step, on=localdate(), **facts)
        )
        if ok:
            messages.success(request, f"“{step.title}”: {said}.")
            return done(request, household)
        if is_stale:  # the step as it is now stands above the form; what was typed is kept
            step = get_step(request.actor, step_id)
            form = form_class(
                initial={**facts, "version": step.version}, is_binding=step.is_binding
            )
            return form_page(
                request, household, form, step=step, is_stale=True, status=409, **words
            )
    return form_page(request, household, form, step=step, **words)


@read_page(needs=Capability.CASE_WORK)
def postpone_form(request: AppRequest, step_id: int):
    return _rule_form(request, step_id, PostponeForm, POSTPONE)


@write_page(needs=Capability.CASE_WORK)
def postpone(request: AppRequest, step_id: int):
    service = services.postpone_step
    return _rule_change(request, step_id, PostponeForm, POSTPONE, service, "uitgesteld")


@read_page(needs=Capability.CASE_WORK)
def drop_form(request: AppRequest, step_id: int):
    return _rule_form(request, step_id, DropForm, DROP)


@write_page(needs=Capability.CASE_WORK)
def drop(request: AppRequest, step_id: int):
    return _rule_change(request, step_id, DropForm, DROP, services.drop_step, "geschrapt")


@write_page(needs=Capability.CASE_WORK)
def keep(request: AppRequest, step_id: int):
    step, household = _load_step(request, step_id)
    services.keep_step(actor=request.actor, step=step, version=step.version, on=localdate())
    messages.success(request, f"“{step.title}” blijft op het plan.")
    return done(request, household)


# -- Finishing -------------------------------------------------------------------------------------
FINISH = {"submit": "Stap is gedaan", "template": "cases/step_rule.html"}


@read_page(needs=Capability.CASE_WORK)
def finish_form(request: AppRequest, step_id: int):
    step, household = _load_step(request, step_id)
    form = form_with_draft(request, FinishStepForm, initial={"version": step.version})
    return form_page(request, household, form, step=step, heading=step.title, **FINISH)


@write_page(needs=Capability.CASE_WORK)
def finish(request: AppRequest, step_id: int):
    step, household = _load_step(request, step_id)
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
            return done(request, household)
    return form_page(request, household, form, step=step, heading=step.title, **FINISH)


@write_page(needs=Capability.CASE_WORK)
def finish_work_item(request: AppRequest, item_id: int):
    item = get_work_item(request.actor, item_id)
    try:
        services.finish_work_item(actor=request.actor, item=item, on=localdate())
        messages.success(request, "Afgehandeld.")
    except AlreadyDone as error:  # two colleagues of one team, one list
        messages.info(request, str(error))
    return go_to(request, "desk:my_day")
