"""The case manager asks to talk about a household at the next meeting of its neighbourhood."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.network import services
from eenplan.network.forms.meetings import WishForm
from eenplan.network.meeting_access import check_own_case
from eenplan.network.views.loading import household_shown


def _load(request: AppRequest, year: int, serial: int):
    household = household_shown(request, year, serial)
    check_own_case(request.actor, household)
    return household


def _page(request: AppRequest, household, form, status=200):
    page = {"household": household, "form": form}
    return show(request, "network/wish_to_discuss.html", page, status=status)


@read_page(needs=Capability.MEETING_HOLD)
def _blank(request: AppRequest, year: int, serial: int):
    return _page(request, _load(request, year, serial), form_with_draft(request, WishForm))


@write_page(needs=Capability.MEETING_HOLD)
def _ask(request: AppRequest, year: int, serial: int):
    household = _load(request, year, serial)
    form = WishForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.ask_to_discuss(
                actor=request.actor,
                household=household,
                why=form.cleaned_data["why"],
                on=request.actor.on,
            )
            messages.success(request, "Gevraagd: u vindt dit gezin terug bij het volgende overleg.")
            return go_to(request, "desk:household_network", year, serial)
    return _page(request, household, form, status=422)


wish_to_discuss = by_method(get=_blank, post=_ask)
