"""Mijn dag: what must happen today and why, in short lists."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.cases import selectors as cases
from eenplan.cases.forms import QuickNoteForm
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.desk import day
from eenplan.organisation.selectors.cells import overdue_evaluations


@read_page(needs=Capability.SIGN_IN)
def my_day(request: AppRequest):
    on = localdate()
    steered = request.actor.teams_with(Capability.TEAM_STEER)
    overdue = overdue_evaluations(steered, on=on) if steered else ()
    parts = day.blocks(request.actor, on=on)
    if not parts:
        return show(request, "desk/my_day.html", {"parts": parts, "overdue": overdue})
    note_page = reverse("cases:quick_note")
    page = {
        "parts": parts,
        "overdue": overdue,
        "appointments": day.appointments_of(request.actor, on=on),
        "put_off": day.put_off(request.actor, on=on).count(),
        "note_page": note_page,
        "quick": QuickNoteForm(),
    }
    return show(request, "desk/my_day.html", page)


@read_page(needs=Capability.CASE_WORK)
def block(request: AppRequest, name: str):
    """Show one list of the day whole: where "nog 9" leads."""
    page = {"part": day.block(request.actor, name, on=localdate())}
    return show(request, "desk/my_day_block.html", page)


@read_page(needs=Capability.CASE_WORK)
def put_off(request: AppRequest):
    """Show what was put off: where "uitgesteld (3)" leads."""
    return show(request, "desk/put_off.html", {"rows": day.put_off(request.actor, on=localdate())})


@read_page(needs=Capability.CASE_WORK)
def handled(request: AppRequest):
    """Show what the actor handled lately, to put back what was a mistake."""
    return show(
        request, "desk/handled.html", {"rows": cases.handled_by(request.actor, on=localdate())}
    )
