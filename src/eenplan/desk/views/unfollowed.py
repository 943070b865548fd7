"""Zonder opvolging: what was with somebody who is blocked or left, for the coordinator."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import services as cases
from eenplan.cases.selectors import get_work_item
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, write_page
from eenplan.desk.team_forms import LeftFilter
from eenplan.journeys import unfollowed as journeys
from eenplan.organisation.selectors.cells import steered_choices

COLUMNS = (
    Column("Gezin", lambda row: f"{row['file_year']}/{row['file_serial']:04}"),
    Column("Naam", lambda row: row["file_name"]),
    Column("Wat", lambda row: row["what_it_is"]),
    Column("Sinds of tegen", lambda row: row["from_day"]),
    Column("Lag bij", lambda row: row["held_by"]),
)


@read_page(needs=Capability.TEAM_STEER)
def unfollowed(request: AppRequest):
    on = localdate()
    choices = steered_choices(request.actor)
    form = LeftFilter(request.GET, teams=choices)
    kind, team = "dossiers", ""
    if form.is_valid():
        kind = form.cleaned_data["soort"] or kind
        team = form.cleaned_data["team"]
    teams = [int(team)] if team else [int(pk) for pk, _ in choices]
    page = {
        "tab": "unfollowed",
        "form": form,
        "kind": kind,
        "left": journeys.left_behind(request.actor, teams, on=on),
        "sees_files": request.actor.can(Capability.HOUSEHOLD_VIEW),
    }
    return show_list(
        request,
        "desk/unfollowed.html",
        page,
        name=f"zonder-opvolging-{kind}",
        rows=journeys.left_rows(request.actor, teams, kind, on=on),
        columns=COLUMNS,
        filters=form,
    )


@write_page(needs=Capability.CASE_ASSIGN)
def pass_on(request: AppRequest, item_id: int):
    """Put an item of somebody who left before the case manager of now, or before the team."""
    item = get_work_item(request.actor, item_id)
    cases.pass_on_work_item(actor=request.actor, item=item)
    messages.success(request, "Het werkpunt ligt nu bij wie het dossier opvolgt, of bij het team.")
    return go_to(request, "desk:unfollowed")
