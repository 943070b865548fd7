"""What the pages of the plan share: the household and its open case, forms, conflicts."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.cases.errors import CaseClosed
from eenplan.cases.permissions import check_can_work
from eenplan.cases.plan_policies import check_open
from eenplan.cases.selectors import open_case
from eenplan.core.errors import StaleVersion
from eenplan.core.pages import AppRequest, go_to, note_read, reported_on, show
from eenplan.people.selectors import get_household, ground_of, members_of

FORM = "cases/plan_form.html"


def load(request: AppRequest, year: int, serial: int):
    """Return a household in scope and its open case; a refusal in words when it is closed."""
    household = get_household(request.actor, year, serial)
    case = open_case(household)
    if case is None:
        raise CaseClosed(
            "Dit gezin heeft geen open dossier. Aan het plan van een gesloten dossier verandert "
            "niets meer."
        )
    check_can_work(request.actor, case)
    return household, case


def of_case(request: AppRequest, case):
    """Return the household of a step, goal or evaluation whose case may be worked on."""
    number = case.household
    household = get_household(request.actor, number.year, number.serial)
    check_can_work(request.actor, case)
    check_open(case)
    return household


def persons_of(household) -> list:
    """Return the present members of a household, reference person first."""
    return [member.person for member in members_of(household, on=localdate())]


def form_page(
    request: AppRequest,
    household,
    form,
    *,
    heading: str,
    submit: str,
    template: str = FORM,
    status: int | None = None,
    **more,
):
    """Show a form about the plan; a bound form was refused, so the answer is 422."""
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "household": household,
        "form": form,
        "heading": heading,
        "submit": submit,
        "back": reverse("desk:household_plan", args=[household.year, household.serial]),
        **more,
    }
    return show(request, template, page, status=status or (422 if form.is_bound else 200))


def done(request: AppRequest, household):
    """Go back to the plan."""
    return go_to(request, "desk:household_plan", household.year, household.serial)


def carried_out(form, act: Callable[[], object]) -> tuple[bool, bool]:
    """Carry out what a form asks; say whether it was done, and whether somebody was first."""
    is_stale = False
    with reported_on(form):
        try:
            act()
            return True, False
        except StaleVersion as error:
            form.add_error(None, str(error))
            is_stale = True
    return False, is_stale


def differences(form, stored: dict, typed: dict) -> list[tuple[str, str, str]]:
    """Return, per field that differs, its label, what is stored and what was typed, in words."""
    return [
        (form[name].label, _words(form, name, stored[name]), _words(form, name, typed[name]))
        for name in stored
        if name in form.fields and str(stored[name] or "") != str(typed.get(name) or "")
    ]


def _words(form, name: str, value) -> str:
    choices = {str(key): label for key, label in getattr(form.fields[name], "choices", ())}
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return str(choices.get(str(value or ""), value or "")) or "(leeg)"
