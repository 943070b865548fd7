"""The steps and goals of a draft: added, changed, moved, taken out; and their translations."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound, StaleVersion
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, write_page
from eenplan.guidance import selectors, services
from eenplan.guidance.enums import Evidence, ForWhom, ListKind
from eenplan.guidance.forms import ListedGoalForm, ListedStepForm, StepTextForm
from eenplan.guidance.policies import check_is_draft
from eenplan.guidance.views.pages import form_page

NEEDS = Capability.PLAN_TEMPLATES
FIELDS = ("title", "explanation", "owner", "per", "days", "rule", "rule_kind", "source", "evidence")


def _back(version) -> tuple:
    return "guidance:version", version.list.code, version.number


def _words(version, heading: str, submit: str = "Bewaar") -> dict:
    return {
        "heading": heading,
        "submit": submit,
        "back": _back(version),
        "pretitle": f"{version.list.title}, concept {version.number}",
    }


def _goals(version) -> list:
    return list(version.goals.all())


def _conflict(form, stored: dict) -> list[tuple[str, str, str]]:
    """Return both texts of what differs between what is stored and what was typed."""
    typed = form.cleaned_data
    return [
        (form.fields[name].label, str(stored[name]), str(typed[name]))
        for name in stored
        if name in typed and str(stored[name] or "") != str(typed[name] or "")
    ] or [("", "", "")]


# -- Steps -----------------------------------------------------------------------------------------
@read_page(needs=NEEDS)
def new_step_form(request: AppRequest, list_code: str, number: int):
    version = selectors.get_version(list_code, number)
    check_is_draft(version)
    start = {
        "version": version.version,
        "evidence": Evidence.OWN,
        "per": ForWhom.HOUSEHOLD,
        "source": "eigen voorstel, zonder bron",
        "goal": request.GET.get("doel", ""),
    }
    form = form_with_draft(request, ListedStepForm, initial=start, goals=_goals(version))
    form.initial["version"] = version.version
    return form_page(request, form, **_words(version, "Stap toevoegen", "Zet in de lijst"))


@write_page(needs=NEEDS)
def new_step(request: AppRequest, list_code: str, number: int):
    version = selectors.get_version(list_code, number)
    form = ListedStepForm(request.POST, goals=_goals(version))
    words = _words(version, "Stap toevoegen", "Zet in de lijst")
    if form.is_valid():
        with reported_on(form):
            try:
                services.add_listed_step(actor=request.actor, draft=version, **form.facts())
            except StaleVersion:  # something else of the draft changed; a new step adds to it
                return _again(request, form, version, words, {})
            messages.success(request, "De stap staat in het concept.")
            return go_to(request, *_back(version))
    return form_page(request, form, **words)


def _again(request: AppRequest, form, version, words: dict, stored: dict):
    """Show both texts, with what was typed ready to be saved on the draft as it is now."""
    fresh = selectors.get_version(version.list.code, version.number)
    more = {"goals": _goals(fresh)} if isinstance(form, ListedStepForm) else {}
    again = type(form)(initial={**form.cleaned_data, "version": fresh.version}, **more)
    conflict = _conflict(form, stored)
    return form_page(request, again, conflict=conflict, status=409, **words)


def _stored_step(step) -> dict:
    return {**{name: getattr(step, name) for name in FIELDS}, "goal": step.goal_id or ""}


@read_page(needs=NEEDS)
def step_form(request: AppRequest, listed_id: int):
    step = selectors.get_listed_step(listed_id)
    version = step.list_version
    check_is_draft(version)
    start = {**_stored_step(step), "version": version.version}
    form = form_with_draft(request, ListedStepForm, initial=start, goals=_goals(version))
    form.initial["version"] = version.version
    return form_page(request, form, **_words(version, "Stap wijzigen"))


@write_page(needs=NEEDS)
def change_step(request: AppRequest, listed_id: int):
    step = selectors.get_listed_step(listed_id)
    version = step.list_version
    form = ListedStepForm(request.POST, goals=_goals(version))
    if form.is_valid():
        with reported_on(form):
            try:
                services.change_listed_step(actor=request.actor, step=step, **form.facts())
            except StaleVersion:
                stored = _stored_step(selectors.get_listed_step(listed_id))
                return _again(request, form, version, _words(version, "Stap wijzigen"), stored)
            messages.success(request, "De stap in het concept is gewijzigd.")
            return go_to(request, *_back(version))
    return form_page(request, form, **_words(version, "Stap wijzigen"))


@write_page(needs=NEEDS)
def remove_step(request: AppRequest, listed_id: int):
    step = selectors.get_listed_step(listed_id)
    version = step.list_version
    services.remove_listed_step(actor=request.actor, step=step, version=version.version)
    messages.success(request, f"“{step.title}” is uit het concept gehaald.")
    return go_to(request, *_back(version))


@write_page(needs=NEEDS)
def move_step(request: AppRequest, listed_id: int, direction: str):
    step = selectors.get_listed_step(listed_id)
    version = step.list_version
    if direction not in ("omhoog", "omlaag"):
        raise NotFound(direction)
    services.move_listed_step(
        actor=request.actor, step=step, version=version.version, up=direction == "omhoog"
    )
    return go_to(request, *_back(version))


# -- Goals -----------------------------------------------------------------------------------------
@read_page(needs=NEEDS)
def new_goal_form(request: AppRequest, list_code: str, number: int):
    version = selectors.get_version(list_code, number)
    _check_template(version)
    start = {"version": version.version, "per": ForWhom.HOUSEHOLD}
    form = form_with_draft(request, ListedGoalForm, initial=start)
    form.initial["version"] = version.version
    return form_page(request, form, **_words(version, "Doel toevoegen", "Zet in het sjabloon"))


def _check_template(version) -> None:
    if version.list.kind != ListKind.GOALS:
        raise NotFound(version.list.code)
    check_is_draft(version)


@write_page(needs=NEEDS)
def new_goal(request: AppRequest, list_code: str, number: int):
    version = selectors.get_version(list_code, number)
    _check_template(version)
    form = ListedGoalForm(request.POST)
    words = _words(version, "Doel toevoegen", "Zet in het sjabloon")
    if form.is_valid():
        with reported_on(form):
            try:
                services.add_listed_goal(actor=request.actor, draft=version, **form.cleaned_data)
            except StaleVersion:
                return _again(request, form, version, words, {})
            messages.success(request, "Het doel staat in het concept. Zet er stappen onder.")
            return go_to(request, *_back(version))
    return form_page(request, form, **words)


def _stored_goal(goal) -> dict:
    return {"title": goal.title, "domain": goal.domain, "per": goal.per}


@read_page(needs=NEEDS)
def goal_form(request: AppRequest, listed_goal_id: int):
    goal = selectors.get_listed_goal(listed_goal_id)
    version = goal.list_version
    check_is_draft(version)
    start = {**_stored_goal(goal), "version": version.version}
    form = form_with_draft(request, ListedGoalForm, initial=start)
    form.initial["version"] = version.version
    return form_page(request, form, **_words(version, "Doel wijzigen"))


@write_page(needs=NEEDS)
def change_goal(request: AppRequest, listed_goal_id: int):
    goal = selectors.get_listed_goal(listed_goal_id)
    version = goal.list_version
    form = ListedGoalForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            try:
                services.change_listed_goal(actor=request.actor, goal=goal, **form.cleaned_data)
            except StaleVersion:
                stored = _stored_goal(selectors.get_listed_goal(listed_goal_id))
                return _again(request, form, version, _words(version, "Doel wijzigen"), stored)
            messages.success(request, "Het doel in het concept is gewijzigd.")
            return go_to(request, *_back(version))
    return form_page(request, form, **_words(version, "Doel wijzigen"))


@write_page(needs=NEEDS)
def remove_goal(request: AppRequest, listed_goal_id: int):
    goal = selectors.get_listed_goal(listed_goal_id)
    version = goal.list_version
    services.remove_listed_goal(actor=request.actor, goal=goal, version=version.version)
    messages.success(request, f"“{goal.title}” is uit het concept gehaald.")
    return go_to(request, *_back(version))


# -- Translations ----------------------------------------------------------------------------------
def _text(listed_id: int, language: str):
    step = selectors.get_listed_step(listed_id)
    rows = selectors.translations_of(step.list_version)[step.code]
    row = next((row for row in rows if row.language == language), None)
    if row is None:
        raise NotFound(language)
    return step, row


def _text_words(step, row) -> dict:
    version = step.list_version
    return {
        "heading": f"{row.label}: {step.title}",
        "submit": "Bewaar de vertaling",
        "back": _back(version),
        "pretitle": f"{version.list.title}, versie {version.number}",
        "row": row,
    }


@read_page(needs=NEEDS)
def text_form(request: AppRequest, listed_id: int, language: str):
    step, row = _text(listed_id, language)
    start = {"version": 0}
    if row.text:
        start = {
            "version": row.text.version,
            "title": row.text.title,
            "explanation": row.text.explanation,
            "is_checked": row.text.is_checked and not row.is_stale,
        }
    form = form_with_draft(request, StepTextForm, initial=start)
    form.initial["version"] = start["version"]
    return form_page(request, form, **_text_words(step, row))


@write_page(needs=NEEDS)
def set_text(request: AppRequest, listed_id: int, language: str):
    step, row = _text(listed_id, language)
    form = StepTextForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            try:
                services.set_text(
                    actor=request.actor,
                    made_from=step.list_version,
                    code=step.code,
                    language=language,
                    **form.cleaned_data,
                )
            except StaleVersion:
                return _other_text(request, form, listed_id, language)
            messages.success(request, "De vertaling is bewaard.")
            return go_to(request, *_back(step.list_version))
    return form_page(request, form, **_text_words(step, row))


def _other_text(request: AppRequest, form, listed_id: int, language: str):
    step, row = _text(listed_id, language)
    stored = {"title": row.text.title, "explanation": row.text.explanation} if row.text else {}
    conflict = _conflict(form, stored)
    version = row.text.version if row.text else 0
    again = StepTextForm(initial={**form.cleaned_data, "version": version})
    return form_page(request, again, conflict=conflict, status=409, **_text_words(step, row))
