"""Agreeing on a sitting day, changing it from a day on, stopping it, one date that falls away."""

from datetime import date

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound, StaleVersion
from eenplan.core.pages import AppRequest, by_method, go_to, read_page, reported_on, write_page
from eenplan.directory import selectors, services
from eenplan.directory.forms import SittingEndForm, SittingForm, SkipForm
from eenplan.directory.views.pages import again, differences, form_page

MANAGE = Capability.DIRECTORY_MANAGE


def _choices(request: AppRequest, partner) -> dict:
    return {
        "areas": selectors.areas_to_choose(),
        "services": list(selectors.services_of(partner, on=request.actor.on)),
    }


def _new_page(request: AppRequest, partner, form: SittingForm):
    return form_page(
        request,
        form,
        heading=f"Nieuwe zitdag van {partner}",
        submit="Voeg de zitdag toe",
        back=reverse("directory:partner", args=[partner.pk]),
    )


@read_page(needs=MANAGE)
def _show_new(request: AppRequest, pk: int):
    partner = selectors.get_partner(pk)
    fresh = {"every_weeks": 1}
    more = _choices(request, partner)
    form = form_with_draft(request, SittingForm, initial=fresh, is_new=True, **more)
    return _new_page(request, partner, form)


@write_page(needs=MANAGE)
def _add(request: AppRequest, pk: int):
    partner = selectors.get_partner(pk)
    form = SittingForm(request.POST, is_new=True, **_choices(request, partner))
    if form.is_valid():
        with reported_on(form):
            added = services.add_sitting_day(
                actor=request.actor,
                partner=partner,
                facts=form.facts(services.SITTING_FACTS),
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
                on=request.actor.on,
            )
            messages.success(request, "De zitdag staat in het rooster.")
            return go_to(request, "directory:sitting", added.pk)
    return _new_page(request, partner, form)


def _edit_page(request: AppRequest, found, form: SittingForm, conflict: list | None = None):
    return form_page(
        request,
        form,
        heading=f"Zitdag van {found.partner} wijzigen",
        submit="Bewaar",
        back=reverse("directory:sitting", args=[found.pk]),
        intro="Verandert de plaats, de dag of het uur? Kies dan als eerste zitdag de dag waarop dat"
        " ingaat: tot dan blijft de vroegere afspraak staan.",
        conflict=conflict,
    )


def _stored(found) -> dict:
    facts = {name: getattr(found, name) for name in services.SITTING_FACTS}
    return {**facts, "starts_on": found.starts_on}


@read_page(needs=MANAGE)
def _show_edit(request: AppRequest, pk: int):
    found = selectors.get_sitting_day(pk)
    ids = {"area": found.area_id, "service": found.service_id, "version": found.version}
    more = _choices(request, found.partner)
    form = form_with_draft(request, SittingForm, initial={**_stored(found), **ids}, **more)
    return _edit_page(request, found, form)


@write_page(needs=MANAGE)
def _change(request: AppRequest, pk: int):
    found = selectors.get_sitting_day(pk)
    more = _choices(request, found.partner)
    form = SittingForm(request.POST, **more)
    if form.is_valid():
        said = form.cleaned_data
        facts = form.facts(services.SITTING_FACTS)
        with reported_on(form):
            try:
                kept = services.change_sitting_day(
                    actor=request.actor,
                    row=found,
                    version=said["version"] or 0,
                    facts=facts,
                    starts_on=said["starts_on"],
                    on=request.actor.on,
                )
            except StaleVersion:
                typed = {**facts, "starts_on": said["starts_on"]}
                anew = again(request, SittingForm, version=found.version, **more)
                return _edit_page(request, found, anew, differences(form, _stored(found), typed))
            messages.success(request, "De zitdag is bewaard.")
            return go_to(request, "directory:sitting", kept.pk)
    return _edit_page(request, found, form)


def _end_page(request: AppRequest, found, form: SittingEndForm):
    return form_page(
        request,
        form,
        heading=f"Zitdag van {found.partner} stopzetten",
        submit="Zet de zitdag stop",
        back=reverse("directory:sitting", args=[found.pk]),
    )


@read_page(needs=MANAGE)
def _ask_end(request: AppRequest, pk: int):
    found = selectors.get_sitting_day(pk)
    fresh = {"ends_on": request.actor.on, "version": found.version}
    return _end_page(request, found, form_with_draft(request, SittingEndForm, initial=fresh))


@write_page(needs=MANAGE)
def _end(request: AppRequest, pk: int):
    found = selectors.get_sitting_day(pk)
    form = SittingEndForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.end_sitting_day(
                actor=request.actor,
                row=found,
                version=said["version"] or 0,
                ends_on=said["ends_on"],
                on=request.actor.on,
            )
            messages.success(request, f"De zitdag stopt op {said['ends_on']:%d/%m/%Y}.")
            return go_to(request, "directory:sitting", pk)
    return _end_page(request, found, form)


def _skip_page(request: AppRequest, found, form: SkipForm):
    return form_page(
        request,
        form,
        heading=f"Een zitdag van {found.partner} valt weg",
        submit="Laat deze zitdag wegvallen",
        back=reverse("directory:sitting", args=[found.pk]),
    )


@read_page(needs=MANAGE)
def _ask_skip(request: AppRequest, pk: int):
    found = selectors.get_sitting_day(pk)
    fresh = {"day": request.GET.get("dag", "")[:10]}
    return _skip_page(request, found, form_with_draft(request, SkipForm, initial=fresh))


@write_page(needs=MANAGE)
def _skip(request: AppRequest, pk: int):
    found = selectors.get_sitting_day(pk)
    form = SkipForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.skip_sitting(
                actor=request.actor,
                row=found,
                day=said["day"],
                reason=said["reason"],
                on=request.actor.on,
            )
            messages.success(request, f"De zitdag van {said['day']:%d/%m/%Y} valt weg.")
            return go_to(request, "directory:sitting", pk)
    return _skip_page(request, found, form)


@write_page(needs=MANAGE)
def hold_sitting(request: AppRequest, pk: int):
    found = selectors.get_sitting_day(pk)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise NotFound(pk) from None
    services.hold_sitting(actor=request.actor, row=found, day=day, on=request.actor.on)
    messages.success(request, f"De zitdag van {day:%d/%m/%Y} gaat door.")
    return go_to(request, "directory:sitting", pk)


new_sitting = by_method(get=_show_new, post=_add)
edit_sitting = by_method(get=_show_edit, post=_change)
end_sitting = by_method(get=_ask_end, post=_end)
skip_sitting = by_method(get=_ask_skip, post=_skip)
