"""The end of a visit at the desk: what was said goes to the timeline, or a new file begins."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localtime, now

from eenplan.agenda.enums import VisitState
from eenplan.agenda.errors import NoLongerThere
from eenplan.agenda.forms.choosing import household_on
from eenplan.agenda.forms.queue import FinishForm
from eenplan.agenda.policies import check_next_of_visit
from eenplan.agenda.selectors.finding import hits, household_or_none
from eenplan.agenda.selectors.queue import get_visit
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.journeys.front_desk import finish_visit, writes_in
from eenplan.people.selectors import get_household, ground_of


def _page(request: AppRequest, visit, form, household, status=200):
    if household:
        note_read(request, household.pk, ground=ground_of(request.actor, household))
    text = request.GET.get("q", "")
    page = {
        "visit": visit,
        "form": form,
        "household": household,
        "writes": bool(household) and writes_in(request.actor, household),
        "is_linked": bool(visit.household_id),
        "q": text,
        "hits": hits(request.actor, text) if not visit.household_id else [],
        "called": localtime(visit.called_at) if visit.called_at else None,
    }
    return show(request, "desk/finish_visit.html", page, status=status)


def _linked(request: AppRequest, visit):
    """Return the household of a visit as far as the actor may open it."""
    if not (visit.household_id and visit.may_open):
        return None
    return get_household(request.actor, visit.household.year, visit.household.serial)


@read_page(needs=Capability.QUEUE_KEEP)
def _blank(request: AppRequest, visit_id: int):
    visit = get_visit(request.actor, visit_id)
    chosen = household_or_none(request.actor, request.GET.get("gezin", ""))
    household = _linked(request, visit) or (None if visit.household_id else chosen)
    form = form_with_draft(request, FinishForm)
    form.initial |= {"version": visit.version, "household": ""}
    if household and not visit.household_id:
        form.initial["household"] = household.number
    return _page(request, visit, form, household)


@write_page(needs=Capability.QUEUE_KEEP)
def _finish(request: AppRequest, visit_id: int):
    visit = get_visit(request.actor, visit_id)
    form = FinishForm(request.POST)
    chosen = household_on(form, request.actor) if form.is_valid() else None
    household = _linked(request, visit) or (None if visit.household_id else chosen)
    if form.is_valid():
        said = form.cleaned_data
        outcome = VisitState(said["outcome"])
        with reported_on(form):
            check_next_of_visit(visit.state, outcome)
            if visit.version != said["version"]:
                raise NoLongerThere("Iemand anders wijzigde dit bezoek net. Kijk in de wachtrij.")
            done = finish_visit(
                actor=request.actor,
                visit=visit,
                outcome=outcome,
                at=now(),
                minutes=said["minutes"],
                result=said["result"],
                household=chosen if not visit.household_id else None,
            )
            return _go_on(request, done)
    return _page(request, visit, form, household, status=422)


def _go_on(request: AppRequest, visit):
    """Go where the outcome leads: the arrival, a new appointment, or back to the queue."""
    label = visit.get_state_display()
    messages.success(request, f"Nummer {visit.number}: {label}.")
    if visit.state == VisitState.CASE and visit.household_id is None:
        return redirect_to(request, f"{reverse('desk:arrival')}?bezoek={visit.pk}")
    if visit.state == VisitState.APPOINTMENT:
        address = reverse("agenda:new_appointment", args=[visit.team_id])
        known = visit.household_id and get_visit(request.actor, visit.pk).may_open
        household = f"&gezin={visit.household.number}" if known else ""
        return redirect_to(request, f"{address}?bezoek={visit.pk}{household}")
    return go_to(request, "agenda:team_queue", visit.team_id)


finish = by_method(get=_blank, post=_finish)
