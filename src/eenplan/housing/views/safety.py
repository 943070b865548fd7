"""Reports, for safeguarding; the stop; and patterns that are worth a look."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.core.questions import Question, asking
from eenplan.housing import permissions, services
from eenplan.housing.forms.stays import (
    IncidentForm,
    IncidentNoteForm,
    LiftForm,
    ListFilter,
    StopForm,
)
from eenplan.housing.selectors import safety
from eenplan.housing.views.stays import LAYOUT, about_stay, address_of
from eenplan.people.selectors import ground_of

ALARM = (
    "Is er nu gevaar? Bel eerst 112. Wat u hier schrijft, leest alleen de vertrouwenspersoon "
    "veiligheid: niet wie de plaats toewees, ook u later niet."
)
RECEIVED = "De melding ligt bij de vertrouwenspersoon veiligheid."
REPORTS = [("", "open"), ("nu", "open en nu te bekijken"), ("afgesloten", "afgesloten")]
STOPS = [("", "nu stilgelegd"), ("alles", "ook wat is vrijgegeven")]
REPORT_COLUMNS = (
    Column("Nummer", lambda row: row.pk),
    Column("Gemeld op", lambda row: row.noted_on),
    Column("Soort", lambda row: row.get_kind_display()),
    Column("Hoe erg", lambda row: row.get_seriousness_display()),
    Column("Waarover", lambda row: row.get_subject_display()),
    Column("Plaatsen", lambda row: safety.references_of(row.offer)),
    Column("Opvolgen tegen", lambda row: row.follow_up_on),
    Column("Afgesloten", lambda row: row.closed_on),
)
STOP_COLUMNS = (
    Column("Plaatsen", lambda row: safety.references_of(row.offer)),
    Column("Aanbieder", lambda row: row.offer.provider.name),
    Column("Stilgelegd op", lambda row: row.stopped_on),
    Column("Door", lambda row: row.stopped_by),
    Column("Reden", lambda row: row.reason),
    Column("Oefening", lambda row: row.is_drill),
    Column("Vrijgegeven op", lambda row: row.lifted_on),
    Column("Reden van vrijgave", lambda row: row.lift_reason),
)
PATTERN_COLUMNS = (
    Column("Aanbieder", lambda row: row.offer.provider.name),
    Column("Plaatsen", lambda row: row.places),
    Column("Bekijk", lambda row: row.what),
)


# -- Reporting: anybody on the staff ---------------------------------------------------------------
def _about_report(request: AppRequest, stay_id: int) -> Question:
    return about_stay(
        request,
        stay_id,
        heading="Melding of klacht",
        submit="Verstuur de melding",
        intro=ALARM,
        initial={"happened_on": request.actor.on},
    )


def _report(request: AppRequest, stay, said: dict) -> tuple[str, str]:
    services.report_incident(
        actor=request.actor, place=stay.place, stay=stay, said=said, on=request.actor.on
    )
    return RECEIVED, address_of(stay)


report = asking(IncidentForm, needs=Capability.HOUSEHOLD_VIEW, about=_about_report, act=_report)


def _about_place(request: AppRequest, pk: int) -> Question:
    place = safety.place_with_offer(pk)
    return Question(
        f"Melding of klacht: {place.reference}",
        "Verstuur de melding",
        reverse("housing:place", args=[pk]),
        subject=place,
        intro=ALARM,
        layout=LAYOUT,
        initial={"happened_on": request.actor.on},
    )


def _report_place(request: AppRequest, place, said: dict) -> tuple[str, str]:
    services.report_incident(
        actor=request.actor, place=place, stay=None, said=said, on=request.actor.on
    )
    return RECEIVED, reverse("housing:place", args=[place.pk])


report_place = asking(
    IncidentForm, needs=Capability.HOUSING_VIEW, about=_about_place, act=_report_place
)


# -- Following up: safeguarding only ---------------------------------------------------------------
@read_page(needs=Capability.SAFEGUARDING)
def incidents(request: AppRequest):
    form = ListFilter(request.GET, choices=REPORTS)
    form.is_valid()
    which = form.cleaned_data.get("stand") or ""
    return show_list(
        request,
        "housing/incidents.html",
        {"form": form, "tab": "incidents"},
        name="meldingen",
        rows=safety.incidents_for(request.actor, which, on=request.actor.on),
        columns=REPORT_COLUMNS,
        filters=form,
    )


def _about_incident(request: AppRequest, incident_id: int) -> Question:
    incident = safety.get_incident(request.actor, incident_id, on=request.actor.on)
    if incident.stay:
        household = incident.stay.household
        note_read(request, household.pk, ground=ground_of(request.actor, household))
    return Question(
        f"Melding {incident.pk}: {incident.get_subject_display()}",
        "Bewaar de opvolging",
        reverse("housing:incidents"),
        subject=incident,
        layout=LAYOUT,
        tab="incidents",
        template="housing/incident.html",
        initial={"version": incident.version, "follow_up_on": incident.follow_up_on},
        shown={
            "incident": incident,
            "notes": list(safety.notes_of(incident)),
            "places": safety.references_of(incident.offer),
        },
    )


def _follow(request: AppRequest, incident, said: dict) -> tuple[str, str]:
    services.note_on_incident(actor=request.actor, incident=incident, on=request.actor.on, **said)
    return "De opvolging is bewaard.", reverse("housing:incident", args=[incident.pk])


incident = asking(
    IncidentNoteForm, needs=Capability.SAFEGUARDING, about=_about_incident, act=_follow
)


@read_page(needs=Capability.SAFEGUARDING)
def patterns(request: AppRequest):
    return show_list(
        request,
        "housing/patterns.html",
        {"tab": "patterns"},
        name="te-bekijken",
        rows=safety.patterns(on=request.actor.on),
        columns=PATTERN_COLUMNS,
    )


# -- Stop ------------------------------------------------------------------------------------------
@read_page(needs=Capability.HOUSING_VIEW)
def stops(request: AppRequest):
    form = ListFilter(request.GET, choices=STOPS)
    form.is_valid()
    return show_list(
        request,
        "housing/stops.html",
        {"form": form, "tab": "stops"},
        name="stilgelegd",
        rows=safety.stops(form.cleaned_data.get("stand") or ""),
        columns=STOP_COLUMNS,
        filters=form,
    )


def _stop_page(request: AppRequest, place, form, *, status: int = 200):
    offer, actor = place.offer, request.actor
    there = safety.living_there(offer.pk, on=actor.on)
    page = {
        "place": place,
        "form": form,
        "tab": "stops",
        "households": len(there),
        "may_stop": permissions.can_stop(actor, there),
        "stop": safety.running_stop(offer.pk),
    }
    return show(request, "housing/stop.html", page, status=status)


@read_page(needs=Capability.HOUSING_VIEW)
def _stop_form(request: AppRequest, pk: int):
    place = safety.place_with_offer(pk)
    return _stop_page(request, place, form_with_draft(request, StopForm))


@write_page(needs=Capability.HOUSING_VIEW)
def _stop(request: AppRequest, pk: int):
    place = safety.place_with_offer(pk)
    form = StopForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.stop_offer(
                actor=request.actor, offer=place.offer, on=request.actor.on, **form.cleaned_data
            )
            messages.success(
                request,
                "De opvang is stilgelegd. Wie de gezinnen opvolgt, kreeg een bericht. Zoek nu voor "
                "elk gezin een andere plaats.",
            )
            return go_to(request, "housing:stops")
    return _stop_page(request, place, form, status=422)


stop_place = by_method(get=_stop_form, post=_stop)


def _about_lift(request: AppRequest, stop_id: int) -> Question:
    stop = safety.get_stop(stop_id)
    return Question(
        f"Stop opheffen: {safety.references_of(stop.offer)}",
        "Hef de stop op",
        reverse("housing:stops"),
        subject=stop,
        intro="Wie op de lijst voor herhuisvesting staat, blijft daar tot iemand beslist.",
        layout=LAYOUT,
        tab="stops",
    )


def _lift(request: AppRequest, stop, said: dict) -> tuple[str, str]:
    services.lift_stop(actor=request.actor, stop=stop, reason=said["reason"], on=request.actor.on)
    return "De stop is opgeheven.", reverse("housing:stops")


lift = asking(LiftForm, needs=Capability.SAFEGUARDING, about=_about_lift, act=_lift)
