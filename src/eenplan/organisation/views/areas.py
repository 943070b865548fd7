"""Divisions, areas and which neighbourhood team serves which area."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, show, write_page
from eenplan.organisation import services
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.forms import ServeAreaForm
from eenplan.organisation.selectors import teams as selectors

AREAS = (
    Column("Wijk", lambda area: area.name),
    Column("Code", lambda area: area.code),
)
SERVED = (
    *AREAS,
    Column("Wijkteam", lambda area: area.team_name),
    Column("Sinds", lambda area: area.team_since),
    Column("Gezinnen", lambda area: area.household_count),
)


@read_page(needs=Capability.AREAS_MANAGE)
def areas(request: AppRequest):
    divisions = selectors.division_lines()
    chosen = next(
        (d for d in divisions if d.code == request.GET.get("indeling")),
        divisions[0] if divisions else None,
    )
    rows = selectors.area_lines(chosen, on=localdate())
    return show_list(
        request,
        "organisation/areas.html",
        {"tab": "areas", "divisions": divisions, "chosen": chosen},
        name="wijken",
        rows=rows,
        columns=SERVED if chosen and chosen.is_primary else AREAS,
    )


def _area_page(request: AppRequest, area, form):
    page = {
        "tab": "areas",
        "area": area,
        "history": selectors.area_history(area),
        "form": form,
    }
    return show(request, "organisation/area.html", page, status=422 if form.is_bound else 200)


def _teams():
    return selectors.team_options(on=localdate(), kind=TeamKind.NEIGHBOURHOOD)


@read_page(needs=Capability.AREAS_MANAGE)
def area(request: AppRequest, pk: int):
    fresh = {"starts_on": localdate()}
    form = form_with_draft(request, ServeAreaForm, initial=fresh, teams=_teams())
    return _area_page(request, selectors.get_area(pk), form)


@write_page(needs=Capability.AREAS_MANAGE)
def serve_area(request: AppRequest, pk: int):
    found = selectors.get_area(pk)
    form = ServeAreaForm(request.POST, teams=_teams())
    if form.is_valid():
        with reported_on(form):
            said = form.cleaned_data | {"team": selectors.get_any_team(form.cleaned_data["team"])}
            services.serve_area(actor=request.actor, area=found, **said, on=localdate())
            day = f"{said['starts_on']:%d/%m/%Y}"
            messages.success(request, f"{said['team']} bedient {found} vanaf {day}.")
            return go_to(request, "organisation:area", pk)
    return _area_page(request, found, form)
