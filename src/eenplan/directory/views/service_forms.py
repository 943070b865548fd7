"""Writing down a service, changing it, checking that it is still right, stopping it."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import StaleVersion
from eenplan.core.pages import AppRequest, by_method, go_to, read_page, reported_on, write_page
from eenplan.directory import selectors, services
from eenplan.directory.forms import EndForm, ServiceForm
from eenplan.directory.hours import written
from eenplan.directory.views.pages import again, differences, form_page
from eenplan.directory.views.partners import seen_version

MANAGE = Capability.DIRECTORY_MANAGE


def _new_page(request: AppRequest, partner, form: ServiceForm):
    return form_page(
        request,
        form,
        heading=f"Nieuwe dienst van {partner}",
        submit="Voeg de dienst toe",
        back=reverse("directory:partner", args=[partner.pk]),
    )


@read_page(needs=MANAGE)
def _show_new(request: AppRequest, pk: int):
    fresh = {"starts_on": request.actor.on, "languages": ["nl"]}
    form = form_with_draft(request, ServiceForm, initial=fresh, is_new=True)
    return _new_page(request, selectors.get_partner(pk), form)


@write_page(needs=MANAGE)
def _add(request: AppRequest, pk: int):
    partner = selectors.get_partner(pk)
    form = ServiceForm(request.POST, is_new=True)
    if form.is_valid():
        with reported_on(form):
            added = services.add_service(
                actor=request.actor,
                partner=partner,
                facts=form.facts(services.OFFER_FACTS),
                hours=form.cleaned_data["hours"],
                starts_on=form.cleaned_data["starts_on"],
                on=request.actor.on,
            )
            messages.success(request, f"{added.name} staat op de sociale kaart.")
            return go_to(request, "directory:service", added.pk)
    return _new_page(request, partner, form)


def _edit_page(request: AppRequest, found, form: ServiceForm, conflict: list | None = None):
    return form_page(
        request,
        form,
        heading=f"{found.name} wijzigen",
        submit="Bewaar",
        back=reverse("directory:service", args=[found.pk]),
        conflict=conflict,
    )


def _stored(found) -> dict:
    return {name: getattr(found, name) for name in services.OFFER_FACTS}


def _hours(found) -> list:
    return selectors.hours_of([found]).get(found.pk, [])


@read_page(needs=MANAGE)
def _show_edit(request: AppRequest, pk: int):
    found = selectors.get_service(pk)
    more = {"hours": written(_hours(found)), "version": found.version}
    form = form_with_draft(request, ServiceForm, initial={**_stored(found), **more})
    return _edit_page(request, found, form)


@write_page(needs=MANAGE)
def _change(request: AppRequest, pk: int):
    found = selectors.get_service(pk)
    form = ServiceForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        facts = form.facts(services.OFFER_FACTS)
        with reported_on(form):
            try:
                services.change_service(
                    actor=request.actor,
                    service=found,
                    version=said["version"] or 0,
                    facts=facts,
                    hours=said["hours"],
                    is_checked=said["is_checked"],
                    on=request.actor.on,
                )
            except StaleVersion:
                return _conflict(request, found, form, {**facts, "hours": said["hours"]})
            messages.success(request, f"{facts['name']} is bewaard.")
            return go_to(request, "directory:service", pk)
    return _edit_page(request, found, form)


def _conflict(request: AppRequest, found, form: ServiceForm, typed: dict):
    stored = {**_stored(found), "hours": _hours(found)}
    anew = again(request, ServiceForm, version=found.version)
    return _edit_page(request, found, anew, differences(form, stored, typed))


@write_page(needs=MANAGE)
def confirm_service(request: AppRequest, pk: int):
    found = selectors.get_service(pk)
    services.confirm_service(
        actor=request.actor, service=found, version=seen_version(request), on=request.actor.on
    )
    messages.success(request, f"{found.name} is vandaag nagekeken.")
    return go_to(request, "directory:service", pk)


def _end_page(request: AppRequest, found, form: EndForm):
    return form_page(
        request,
        form,
        heading=f"{found.name} stopzetten",
        submit="Zet de dienst stop",
        back=reverse("directory:service", args=[found.pk]),
        intro="De zitdagen van deze dienst stoppen mee.",
    )


@read_page(needs=MANAGE)
def _ask_end(request: AppRequest, pk: int):
    found = selectors.get_service(pk)
    fresh = {"ends_on": request.actor.on, "version": found.version}
    return _end_page(request, found, form_with_draft(request, EndForm, initial=fresh))


@write_page(needs=MANAGE)
def _end(request: AppRequest, pk: int):
    found = selectors.get_service(pk)
    form = EndForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.end_service(
                actor=request.actor,
                service=found,
                version=said["version"] or 0,
                ends_on=said["ends_on"],
                reason=said["reason"],
                on=request.actor.on,
            )
            messages.success(request, f"{found.name} stopt op {said['ends_on']:%d/%m/%Y}.")
            return go_to(request, "directory:service", pk)
    return _end_page(request, found, form)


new_service = by_method(get=_show_new, post=_add)
edit_service = by_method(get=_show_edit, post=_change)
end_service = by_method(get=_ask_end, post=_end)
