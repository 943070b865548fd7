"""Mijn dag: what must happen today and why, in four short lists."""

from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.desk import day


@read_page(needs=Capability.SIGN_IN)
def my_day(request: AppRequest):
    page = {"parts": day.blocks(request.actor, on=localdate())}
    return show(request, "desk/my_day.html", page)


@read_page(needs=Capability.CASE_WORK)
def block(request: AppRequest, name: str):
    """Show one list of the day whole: where "nog 9" leads."""
    page = {"part": day.block(request.actor, name, on=localdate())}
    return show(request, "desk/my_day_block.html", page)
