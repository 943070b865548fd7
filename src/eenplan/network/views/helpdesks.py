"""Which team answers the questions on which theme."""

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
from eenplan.network.forms.questions import HelpdeskForm
from eenplan.network.selectors import questions as reading


@read_page(needs=Capability.USERS_MANAGE)
def helpdesks(request: AppRequest):
    page = {"desks": reading.desks(on=request.actor.on)}
    return show(request, "network/helpdesks.html", page)


def _page(request: AppRequest, theme, form, status=200):
    page = {"theme": theme, "form": form}
    return show(request, "network/helpdesk.html", page, status=status)


@read_page(needs=Capability.USERS_MANAGE)
def _blank(request: AppRequest, code: str):
    theme, on = reading.get_theme(code), request.actor.on
    team = reading.helpdesk_of(theme, on=on)
    initial = {"team": str(team.pk) if team else ""}
    teams = reading.helpdesk_teams(on=on)
    form = form_with_draft(request, HelpdeskForm, initial=initial, teams=teams)
    return _page(request, theme, form)


@write_page(needs=Capability.USERS_MANAGE)
def _save(request: AppRequest, code: str):
    theme, on = reading.get_theme(code), request.actor.on
    teams = {str(team.pk): team for team in reading.helpdesk_teams(on=on)}
    form = HelpdeskForm(request.POST, teams=teams.values())
    if form.is_valid():
        with reported_on(form):
            team = teams.get(form.cleaned_data["team"])
            services.set_helpdesk(actor=request.actor, theme=theme, team=team, on=on)
            messages.success(request, f"Vragen over {theme.label}: {team or 'niemand'}.")
            return go_to(request, "network:helpdesks")
    return _page(request, theme, form, status=422)


helpdesk = by_method(get=_blank, post=_save)
