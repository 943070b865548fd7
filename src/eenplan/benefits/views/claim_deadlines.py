"""What must be sent when, soonest first, and what it costs when nobody does."""

from datetime import timedelta

from eenplan.benefits.forms.claims import DeadlineFilter
from eenplan.benefits.selectors.claim_deadlines import deadlines as deadlines_of
from eenplan.benefits.views.claim_pages import CAN
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page

AHEAD = timedelta(days=60)
FARTHEST = timedelta(days=3 * 366)
COLUMNS = (
    Column("Uiterlijk", lambda row: row.due_on),
    Column("Soort", lambda row: row.label),
    Column("Wat", lambda row: row.what),
    Column("Gezin", lambda row: row.household),
    Column("Te laat", lambda row: row.is_late),
    Column("Verliest vanaf", lambda row: row.loses_from),
    Column("Hangt eraan (euro)", lambda row: row.at_stake / 100),
    Column("Al verloren (euro)", lambda row: row.lost / 100),
    Column("Verlies tegen de gekozen dag (euro)", lambda row: row.lost_by / 100),
    Column("Bron", lambda row: row.source),
)


@read_page(needs=CAN)
def deadlines(request: AppRequest):
    on = request.actor.on
    form = DeadlineFilter(request.GET or {"tegen": (on + AHEAD).isoformat()})
    said = form.cleaned_data if form.is_valid() else {}
    by = min(max(said.get("tegen") or on + AHEAD, on), on + FARTHEST)
    rows = deadlines_of(on=on, by=by, kind=said.get("soort") or "")
    page = {
        "form": form,
        "by": by,
        "late": sum(row.is_late for row in rows),
        "at_stake": sum(row.at_stake for row in rows),
        "lost": sum(row.lost for row in rows),
        "lost_by": sum(row.lost_by for row in rows),
    }
    return show_list(
        request,
        "benefits/claim_deadlines.html",
        page,
        name="terugvraag-termijnen",
        rows=rows,
        columns=COLUMNS,
        filters=form,
    )
