"""What the pages of the map share: one layout for its forms, and both texts when two saved."""

from datetime import date, time

from eenplan.core.forms import PageForm, initial_from
from eenplan.core.pages import AppRequest, show
from eenplan.directory.hours import hour, written


def form_page(
    request: AppRequest,
    form: PageForm,
    *,
    heading: str,
    submit: str,
    back: str,
    intro: str = "",
    conflict: list | None = None,
):
    """Show a form on its own page; one that was refused answers 422, a conflict 409."""
    page = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "back": back,
        "intro": intro,
        "conflict": conflict,
    }
    status = 409 if conflict is not None else 422 if form.is_bound else 200
    return show(request, "directory/form.html", page, status=status)


def again(request: AppRequest, form_class: type[PageForm], *, version: int, **more) -> PageForm:
    """Return the form with what was typed, ready to be saved over what is stored now."""
    typed = initial_from(form_class, request.POST)
    return form_class(initial={**typed, "version": version}, **more)


def differences(form: PageForm, stored: dict, typed: dict) -> list[tuple[str, str, str]]:
    """Return label, stored text and typed text of every field in which the two differ."""
    pairs = [
        (form[name].label, _words(form, name, stored[name]), _words(form, name, value))
        for name, value in typed.items()
        if name in stored and name in form.fields
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _words(form: PageForm, name: str, value) -> str:
    match value:
        case None | "" | []:
            return "(leeg)"
        case bool():
            return "ja" if value else "nee"
        case time():
            return hour(value)
        case date():
            return f"{value:%d/%m/%Y}"
        case list() if name == "hours":
            return written(value)
        case list():
            choices = dict(form.fields[name].choices)
            return ", ".join(str(choices.get(code, code)) for code in value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value)).strip()
