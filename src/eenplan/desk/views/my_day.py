"""Mijn dag: what must happen today and why, in short lists."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.agenda.selectors.appointments import today_of
from eenplan.agenda.selectors.hours import walk_in_of
from eenplan.benefits.selectors.proposals import waiting_for_head
from eenplan.cases import selectors as cases
from eenplan.cases.forms import QuickNoteForm
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.desk import day
from eenplan.desk.housing_day import housing_day
from eenplan.housing.selectors.watching import stays_to_watch
from eenplan.network.selectors import unread_answers
from eenplan.organisation.selectors.cells import overdue_evaluations


@read_page(needs=Capability.SIGN_IN)
def my_day(request: AppRequest):
    on = localdate()
    steered = request.actor.teams_with(Capability.TEAM_STEER)
    overdue = overdue_evaluations(steered, on=on) if steered else ()
    desk = day.desk_of(request.actor, on=on)
    parts = day.blocks(desk)
    watched, housing = stays_to_watch(request.actor, on=on), housing_day(request.actor, on=on)
    shown = {"parts": parts, "overdue": overdue, "watched": watched, "housing": housing}
    shown["to_check"] = waiting_for_head(request.actor)
    if not parts:
        return show(request, "desk/my_day.html", shown)
    note_page = reverse("cases:quick_note")
    page = {
        **shown,
        "today_agenda": today_of(request.actor, on),
        "own_walk_in": walk_in_of(request.actor),
        "to_answer": cases.handovers_to_answer(request.actor).count(),
        "new_answers": unread_answers(request.actor).count(),
        "put_off": day.put_off(desk).count(),
        "note_page": note_page,
        "quick": QuickNoteForm(),
    }
    return show(request, "desk/my_day.html", page)


COLUMNS = (
    Column("Nummer", lambda row: day.household_of(row).number),
    Column("Naam", lambda row: day.household_of(row).name),
    Column("Wat", day.what_of),
    Column("Dag", day.day_of),
    Column("Voor", lambda row: row.instead_of),
)


PUT_OFF = (
    Column("Nummer", lambda snooze: day.put_off_household(snooze).number),
    Column("Naam", lambda snooze: day.put_off_household(snooze).name),
    Column("Terug op", lambda snooze: snooze.ends_on),
    Column("Reden", lambda snooze: snooze.reason),
)


@read_page(needs=Capability.CASE_WORK)
def block(request: AppRequest, name: str):
    """Show one list of the day whole: where "nog 9" leads."""
    part = day.block(day.desk_of(request.actor, on=localdate()), name)
    if part.failure:
        return show(request, "desk/my_day_block.html", {"part": part})
    return show_list(
        request,
        "desk/my_day_block.html",
        {"part": part},
        name=f"mijn-dag-{name}",
        rows=part.rows,
        columns=COLUMNS,
    )


@read_page(needs=Capability.CASE_WORK)
def put_off(request: AppRequest):
    """Show what was put off: where "uitgesteld (3)" leads."""
    return show_list(
        request,
        "desk/put_off.html",
        {},
        name="uitgesteld",
        rows=day.put_off(day.desk_of(request.actor, on=localdate())),
        columns=PUT_OFF,
    )


@read_page(needs=Capability.CASE_WORK)
def handled(request: AppRequest):
    """Show what the actor handled lately, to put back what was a mistake."""
    return show(
        request, "desk/handled.html", {"rows": cases.handled_by(request.actor, on=localdate())}
    )
