"""Mijn dag: what must happen today and why, in four short lists."""

from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.desk import day
from eenplan.organisation.selectors.cells import overdue_evaluations


@read_page(needs=Capability.SIGN_IN)
def my_day(request: AppRequest):
    on = localdate()
    steered = request.actor.teams_with(Capability.TEAM_STEER)
    page = {
        "parts": day.blocks(request.actor, on=on),
        "overdue": overdue_evaluations(steered, on=on) if steered else (),
    }
    return show(request, "desk/my_day.html", page)


@read_page(needs=Capability.CASE_WORK)
def block(request: AppRequest, name: str):
    """Show one list of the day whole: where "nog 9" leads."""
    page = {"part": day.block(request.actor, name, on=localdate())}
    return show(request, "desk/my_day_block.html", page)
