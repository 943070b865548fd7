"""The feed of a worker's own calendar: its secret address, and what it gives."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now

from eenplan.agenda.selectors import feed
from eenplan.agenda.services import feed as services
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, go_to, read_page, show, write_page
from eenplan.core.token_pages import token_page


@read_page(needs=Capability.AGENDA_USE)
def calendar(request: AppRequest):
    return show(request, "agenda/calendar.html", {"link": feed.present_link(request.actor)})


@write_page(needs=Capability.AGENDA_USE)
def new_address(request: AppRequest):
    """Make a new address. It is told once, to who asked; only its fingerprint is kept."""
    token = services.new_address(actor=request.actor, at=now())
    address = request.build_absolute_uri(reverse("agenda:feed", args=[token]))
    messages.success(request, f"Dit is uw agenda-adres. U ziet het alleen nu: {address}")
    return go_to(request, "agenda:calendar")


@write_page(needs=Capability.AGENDA_USE)
def revoke(request: AppRequest):
    services.revoke_address(actor=request.actor, at=now())
    messages.success(request, "Het agenda-adres werkt niet meer.")
    return go_to(request, "agenda:calendar")


@token_page()
def read_feed(request, token: str):
    """Give somebody's calendar program what is planned, without names or household numbers."""
    reader = feed.reader_of(token, on=localdate())
    response = HttpResponse(feed.feed_of(reader, at=now()), content_type="text/calendar")
    response["Content-Disposition"] = 'inline; filename="eenplan.ics"'
    return response
