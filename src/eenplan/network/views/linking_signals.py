"""Bringing a signal to a household: looked for in the actor's own scope only."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.forms import PageForm
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    write_page,
)
from eenplan.network import services
from eenplan.network.forms.signals import LinkForm, VersionForm
from eenplan.network.signal_errors import SignalClosed, SignalMoved
from eenplan.network.views.signals import beaten, handled, read_by, signal_page
from eenplan.people import searching
from eenplan.people.selectors import get_household

TEMPLATE = "network/link_signal.html"


@read_page(needs=Capability.SIGNAL_TRIAGE)
def _look(request: AppRequest, pk: int):
    found = handled(request, pk)
    if found is None:
        return go_to(request, "network:signal", pk)
    words = request.GET.get("q", "").replace("\x00", "")[:80]
    hits = ()
    if words.strip():
        hits = searching.find(request.actor, searching.parse(words)).hits
    households = list({hit.member.household_id: hit.member.household for hit in hits}.values())
    more = {"q": words, "households": households, "form": PageForm()}
    return signal_page(request, found, TEMPLATE, more)


@write_page(needs=Capability.SIGNAL_TRIAGE)
def _link(request: AppRequest, pk: int):
    found = read_by(request, pk)
    form = LinkForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        household = get_household(request.actor, said["year"], said["serial"])
        with reported_on(form):
            try:
                services.link_signal(
                    actor=request.actor,
                    signal=found,
                    version=said["version"],
                    household=household,
                    on=request.actor.on,
                )
            except (SignalMoved, SignalClosed) as error:
                return beaten(request, pk, TEMPLATE, LinkForm(), error)
            messages.success(request, f"Gekoppeld aan gezin {household.number}.")
            return go_to(request, "network:signal", pk)
    return signal_page(request, found, TEMPLATE, {"form": form, "q": ""}, status=422)


link_signal = by_method(get=_look, post=_link)


@write_page(needs=Capability.SIGNAL_TRIAGE)
def unlink_signal(request: AppRequest, pk: int):
    found = read_by(request, pk)
    form = VersionForm(request.POST)
    if form.is_valid():
        services.unlink_signal(
            actor=request.actor, signal=found, version=form.cleaned_data["version"]
        )
        messages.success(request, "Het signaal is losgemaakt van dat gezin.")
    return go_to(request, "network:signal", pk)
