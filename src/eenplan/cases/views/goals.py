"""Put a goal on the plan, change it, close it; choose a template."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import services
from eenplan.cases.enums import GoalState, LifeDomain
from eenplan.cases.forms import CloseGoalForm, GoalForm, TemplateForm
from eenplan.cases.plan_policies import check_goal_to_reach
from eenplan.cases.selectors import get_goal
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
from eenplan.core.errors import NotFound
from eenplan.core.pages import (
    AppRequest,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.guidance.selectors import templates
from eenplan.people.selectors import ground_of

NEW = {"heading": "Doel toevoegen", "submit": "Zet op het plan", "template": "cases/goal.html"}
CHANGE = {"heading": "Doel wijzigen", "submit": "Bewaar", "template": "cases/goal.html"}


@read_page(needs=Capability.CASE_WORK)
def blank(request: AppRequest, year: int, serial: int):
    household, _ = load(request, year, serial)
    domain = request.GET.get("domein", "")
    start = {
        "domain": domain if domain in LifeDomain.values else "",
        "language": household.contact_language,
    }
    form = form_with_draft(request, GoalForm, initial=start, persons=persons_of(household))
    return form_page(request, household, form, **NEW)


@write_page(needs=Capability.CASE_WORK)
def add(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = GoalForm(request.POST, persons=persons_of(household))
    if form.is_valid():
        with reported_on(form):
            services.add_goal(actor=request.actor, case=case, on=localdate(), **form.facts())
            messages.success(request, "Het doel staat op het plan.")
            return done(request, household)
    return form_page(request, household, form, **NEW)


# -- Changing --------------------------------------------------------------------------------------
def _load_goal(request: AppRequest, goal_id: int):
    goal = get_goal(request.actor, goal_id)
    return goal, of_case(request, goal.case)


def _persons(goal, household) -> list:
    persons = persons_of(household)
    return persons if goal.person in (None, *persons) else [*persons, goal.person]


def _stored(goal) -> dict:
    return {
        "domain": goal.domain,
        "person": goal.person_id or "",
        "words": goal.words,
        "language": goal.language,
        "text": goal.text,
    }


@read_page(needs=Capability.CASE_WORK)
def change_form(request: AppRequest, goal_id: int):
    goal, household = _load_goal(request, goal_id)
    check_goal_to_reach(goal)
    start = {**_stored(goal), "version": goal.version}
    start["language"] = goal.language or household.contact_language
    more = {"persons": _persons(goal, household), "is_new": False}
    form = form_with_draft(request, GoalForm, initial=start, **more)
    return form_page(request, household, form, goal=goal, **CHANGE)


@write_page(needs=Capability.CASE_WORK)
def change(request: AppRequest, goal_id: int):
    goal, household = _load_goal(request, goal_id)
    form = GoalForm(request.POST, persons=_persons(goal, household), is_new=False)
    if form.is_valid():
        said = form.cleaned_data
        ok, is_stale = carried_out(
            form,
            lambda: services.change_goal(
                actor=request.actor,
                goal=goal,
                version=said["version"] or 0,
                text_still_right=said["text_still_right"],
                on=localdate(),
                **form.facts(),
            ),
        )
        if ok:
            messages.success(request, "Het doel is gewijzigd.")
            return done(request, household)
        if is_stale:
            return _conflict(request, goal_id, said)
    return form_page(request, household, form, goal=goal, **CHANGE)


def _conflict(request: AppRequest, goal_id: int, typed: dict):
    """Show both texts: what is stored now, and what was typed, ready to be saved over it."""
    goal, household = _load_goal(request, goal_id)
    start = {**typed, "version": goal.version}
    form = GoalForm(initial=start, persons=_persons(goal, household), is_new=False)
    differ = differences(form, _stored(goal), typed) or [("", "", "")]
    return form_page(request, household, form, goal=goal, conflict=differ, status=409, **CHANGE)


# -- Closing ---------------------------------------------------------------------------------------
CLOSE = {
    "heading": "Doel bereikt of losgelaten",
    "submit": "Sluit het doel af",
    "template": "cases/close_goal.html",
}


def _open_steps(goal) -> list:
    return list(goal.steps.to_do())


@read_page(needs=Capability.CASE_WORK)
def close_form(request: AppRequest, goal_id: int):
    goal, household = _load_goal(request, goal_id)
    check_goal_to_reach(goal)
    steps = _open_steps(goal)
    start = {"version": goal.version}
    form = form_with_draft(request, CloseGoalForm, initial=start, has_steps=bool(steps))
    form.initial["version"] = goal.version
    return form_page(request, household, form, goal=goal, steps=steps, **CLOSE)


@write_page(needs=Capability.CASE_WORK)
def close(request: AppRequest, goal_id: int):
    goal, household = _load_goal(request, goal_id)
    steps = _open_steps(goal)
    form = CloseGoalForm(request.POST, has_steps=bool(steps))
    if form.is_valid():
        said = dict(form.cleaned_data)
        said["state"] = GoalState(said["state"])
        ok, is_stale = carried_out(
            form,
            lambda: services.close_goal(actor=request.actor, goal=goal, on=localdate(), **said),
        )
        if ok:
            messages.success(request, f"Het doel is {said['state'].label}.")
            return done(request, household)
        if is_stale:
            goal = get_goal(request.actor, goal_id)
            form = CloseGoalForm(initial={**said, "version": goal.version}, has_steps=bool(steps))
            more = {"goal": goal, "steps": steps, "is_stale": True}
            return form_page(request, household, form, status=409, **more, **CLOSE)
    return form_page(request, household, form, goal=goal, steps=steps, **CLOSE)


# -- Templates -------------------------------------------------------------------------------------
@read_page(needs=Capability.CASE_WORK)
def choose_template(request: AppRequest, year: int, serial: int):
    household, _ = load(request, year, serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    lists = templates(household.target_group, on=localdate())
    page = {"household": household, "lists": lists}
    return show(request, "cases/templates.html", page)


def _template(household, list_code: str):
    lists = templates(household.target_group, on=localdate())
    version = next((v for v in lists if v.list.code == list_code), None)
    if version is None:
        raise NotFound(list_code)
    return version


def _template_words(version) -> dict:
    return {
        "heading": version.list.title,
        "submit": "Zet op het plan",
        "template": "cases/template.html",
        "version": version,
    }


@read_page(needs=Capability.CASE_WORK)
def template_form(request: AppRequest, year: int, serial: int, list_code: str):
    household, _ = load(request, year, serial)
    version = _template(household, list_code)
    goals = version.goals.all()
    start = {"template": [str(goal.pk) for goal in goals]}
    more = {"goals": goals, "persons": persons_of(household)}
    form = form_with_draft(request, TemplateForm, initial=start, **more)
    return form_page(request, household, form, **_template_words(version))


@write_page(needs=Capability.CASE_WORK)
def add_template(request: AppRequest, year: int, serial: int, list_code: str):
    household, case = load(request, year, serial)
    version = _template(household, list_code)
    form = TemplateForm(request.POST, goals=version.goals.all(), persons=persons_of(household))
    if form.is_valid():
        goals, persons = form.chosen()
        with reported_on(form):
            added = services.add_template(
                actor=request.actor, case=case, goals=goals, persons=persons, on=localdate()
            )
            _tell(request, added)
            return done(request, household)
    return form_page(request, household, form, **_template_words(version))


def _tell(request: AppRequest, added) -> None:
    goals, steps = len(added.goals), len(added.steps)
    text = f"{goals} {'doel' if goals == 1 else 'doelen'} en {steps} "
    text += f"{'stap' if steps == 1 else 'stappen'} staan nu op het plan."
    messages.success(request, text)
    if added.already:
        messages.info(
            request, f"Stond er al en kwam er niet dubbel op: {'; '.join(added.already)}."
        )
    if added.linked:
        titles = ", ".join(f"“{step.title}”" for step in added.linked)
        messages.info(request, f"Stond al op het plan en hoort nu bij het doel: {titles}.")
