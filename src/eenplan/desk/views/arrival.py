"""Register an arrival: one form, one save. Without JavaScript too; a draft survives a time-out."""

from django.contrib import messages
from django.utils.timezone import localdate, now

from eenplan.agenda.selectors.queue import find_visit, shown_name
from eenplan.core import drafts
from eenplan.core.access import Capability
from eenplan.core.forms import initial_from
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, show, write_page
from eenplan.desk.forms import HouseholdForm, PersonForm, PersonForms, to_household
from eenplan.desk.warnings import doubtful_numbers, possible_doubles
from eenplan.journeys.front_desk import register_visitor
from eenplan.people.enums import Relation
from eenplan.people.registration import NewPerson
from eenplan.people.selectors import may_open

TEMPLATE = "desk/arrival.html"


@read_page(needs=Capability.HOUSEHOLD_REGISTER)
def blank(request: AppRequest):
    """Show the form: empty, or with the draft this person left here."""
    draft = drafts.load(request.user.pk, request.path)
    if draft:
        data, saved_at = draft
        form = HouseholdForm(initial=initial_from(HouseholdForm, data))
        form.draft_of = saved_at
        return _page(request, form, PersonForms(prefix="p", initial=_persons_in(data)))
    visit = _visit(request)
    language = visit.language if visit else "uk"
    form = HouseholdForm(initial={"arrived_on": localdate(), "contact_language": language})
    name = shown_name(visit) if visit else ""
    first = [{"relation": Relation.REFERENCE, "given_name": name}, {"relation": Relation.CHILD}]
    return _page(request, form, PersonForms(prefix="p", initial=first))


def _visit(request: AppRequest):
    """Return the visit at the desk this arrival began with, if it did."""
    return find_visit(request.actor, request.POST.get("visit") or request.GET.get("bezoek", ""))


def _persons_in(data) -> list[dict]:
    try:
        count = min(int(data.get("p-TOTAL_FORMS", 1)), PersonForms.absolute_max)
    except ValueError:
        count = 1
    return [initial_from(PersonForm, data, prefix=f"p-{n}") for n in range(count)]


@write_page(needs=Capability.HOUSEHOLD_REGISTER)
def register(request: AppRequest):
    """Save the arrival, or show the form again with what is not right yet."""
    if request.POST.get("action") == "add_person":
        return _one_more_person(request)
    form = HouseholdForm(request.POST)
    persons = PersonForms(request.POST, prefix="p")
    doubles = ()
    if form.is_valid() & persons.is_valid():
        stated = persons.persons()
        doubles = possible_doubles(request.actor, form, stated)
        if not doubles or form.cleaned_data["not_known"]:
            with reported_on(form):
                arrival = register_visitor(
                    actor=request.actor,
                    new=to_household(form, stated),
                    visit=_visit(request),
                    at=now(),
                )
                return _registered(request, arrival, stated)
    return _page(request, form, persons, doubles=doubles, status=422)


def _one_more_person(request: AppRequest):
    data = request.POST.copy()
    shown = _persons_in(data)
    if len(shown) < PersonForms.absolute_max:
        shown.append({"relation": Relation.CHILD})
    form = HouseholdForm(initial=initial_from(HouseholdForm, data))
    return _page(request, form, PersonForms(prefix="p", initial=shown))


def _registered(request: AppRequest, arrival, stated: tuple[NewPerson, ...]):
    household = arrival.household
    for warning in doubtful_numbers(stated):
        messages.warning(request, warning)
    if not may_open(request.actor, household):
        told = f"Gezin {household.number} is geregistreerd. {arrival.team} neemt het op."
        messages.success(request, told)
        return go_to(request, "desk:my_day")
    who = arrival.assignment.worker if arrival.assignment else None
    told = f"{who} volgt het gezin op." if who else "Er is nog geen maatschappelijk werker."
    messages.success(request, f"Gezin {household.number} is geregistreerd. {arrival.team}: {told}")
    return go_to(request, "desk:household_plan", household.year, household.serial)


def _page(request: AppRequest, form, persons, *, doubles=(), status=200):
    page = {
        "form": form,
        "persons": persons,
        "doubles": doubles,
        "visit": _visit(request),
        "problems": _problems(persons) if status == 422 else (),
    }
    return show(request, TEMPLATE, page, fragment="arrival", status=status)


def _problems(persons) -> list[tuple[str, str]]:
    """Return the errors of the person blocks as (id of the field, sentence)."""
    problems = [("", str(error)) for error in persons.non_form_errors()]
    for number, form in enumerate(persons.forms, start=1):
        for name, errors in form.errors.items():
            field = form[name] if name in form.fields else None
            label = f"Persoon {number}, {field.label}" if field else f"Persoon {number}"
            target = (field.id_for_label or field.auto_id) if field else ""
            problems += [(target, f"{label}: {error}") for error in errors]
    return problems
