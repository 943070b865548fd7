"""Presence in collective sites: the list to take, on a phone or on paper, and who is away."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    note_read,
    read_page,
    redirect_to,
    show,
    write_page,
)
from eenplan.core.questions import Question, asking
from eenplan.housing import services
from eenplan.housing.forms.stays import AbsenceForm, ListFilter
from eenplan.housing.selectors import stay_lists
from eenplan.housing.stay_kinds import AbsenceReason
from eenplan.housing.views.stays import about_stay, address_of
from eenplan.people.selectors import ground_of

AWAY = [("", "iedereen die weg is"), ("te-lang", "te lang weg of niet gezien")]
COLUMNS = (
    Column("Gezin", lambda row: row.stay.household.number),
    Column("Naam", lambda row: row.stay.household.name),
    Column("Plaats", lambda row: row.stay.place.reference),
    Column("Weg sinds", lambda row: row.starts_on),
    Column("Reden", lambda row: row.get_reason_display()),
    Column("Terug verwacht op", lambda row: row.expected_on),
    Column("Te lang", lambda row: row.is_late),
)


@read_page(needs=Capability.HOUSING_PLACE)
def presence_sites(request: AppRequest):
    """Show the collective sites, and who is away from any place."""
    form = ListFilter(request.GET, choices=AWAY)
    form.is_valid()
    on, only_late = request.actor.on, form.cleaned_data.get("stand") == "te-lang"
    sites = stay_lists.collective_sites(request.actor, on=on)
    return show_list(
        request,
        "housing/presence_sites.html",
        {"form": form, "tab": "presence", "sites": sites},
        name="afwezig",
        rows=stay_lists.absences_seen_by(request.actor, on=on, only_late=only_late),
        columns=COLUMNS,
        filters=form,
    )


def _site_page(request: AppRequest, site, people, *, error: str = "", status: int = 200):
    for stay in people:
        note_read(request, stay.household_id, ground=ground_of(request.actor, stay.household))
    page = {
        "site": site,
        "people": people,
        "reasons": dict(AbsenceReason.choices),
        "hidden": stay_lists.hidden_in_site(request.actor, site, on=request.actor.on),
        "error": error,
        "tab": "presence",
    }
    return show(request, "housing/presence.html", page, status=status)


@read_page(needs=Capability.HOUSING_PLACE)
def _list(request: AppRequest, dwelling_id: int):
    site = stay_lists.get_site(request.actor, dwelling_id, on=request.actor.on)
    return _site_page(request, site, _people(request, site))


@write_page(needs=Capability.HOUSING_PLACE)
def _take(request: AppRequest, dwelling_id: int):
    site = stay_lists.get_site(request.actor, dwelling_id, on=request.actor.on)
    people = _people(request, site)
    if "taken" not in request.POST or not people:
        told = "Duid aan wie er is, en bewaar de lijst."
        return _site_page(request, site, people, error=told, status=422)
    ticked = set(request.POST.getlist("present"))
    present = [stay.pk for stay in people if str(stay.pk) in ticked]
    services.take_presence(
        actor=request.actor, dwelling=site, stays=people, present=present, on=request.actor.on
    )
    away = len(people) - len(present)
    messages.success(request, f"Lijst bewaard: {len(present)} aanwezig, {away} niet gezien.")
    return redirect_to(request, reverse("housing:presence_sites"))


def _people(request: AppRequest, site):
    return stay_lists.people_of_site(request.actor, site, on=request.actor.on)


presence = by_method(get=_list, post=_take)


# -- Away ------------------------------------------------------------------------------------------
def _about_absence(request: AppRequest, stay_id: int) -> Question:
    return about_stay(
        request,
        stay_id,
        heading="Afwezig",
        submit="Bewaar de afwezigheid",
        intro="Het verblijf loopt door. Alleen een mens beëindigt het.",
        initial={"away_from": request.actor.on},
    )


def _absent(request: AppRequest, stay, said: dict) -> tuple[str, str]:
    services.note_absence(
        actor=request.actor,
        stay=stay,
        reason=AbsenceReason(said["reason"]),
        note=said["note"],
        away_from=said["away_from"],
        expected_on=said["expected_on"],
        on=request.actor.on,
    )
    return "De afwezigheid is genoteerd.", address_of(stay)


absence = asking(AbsenceForm, needs=Capability.HOUSING_PLACE, about=_about_absence, act=_absent)


@write_page(needs=Capability.HOUSING_PLACE)
def back(request: AppRequest, stay_id: int):
    question = about_stay(request, stay_id, heading="Terug", submit="")
    services.note_return(actor=request.actor, stay=question.subject, on=request.actor.on)
    messages.success(request, "Het gezin is terug.")
    return redirect_to(request, question.back)
