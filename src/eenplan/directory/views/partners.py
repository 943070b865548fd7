"""The partners: the list, the page of one, and writing them down."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import StaleVersion
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.directory import selectors, services
from eenplan.directory.forms import EndForm, PartnerFilter, PartnerForm
from eenplan.directory.views.offers import freshness
from eenplan.directory.views.pages import again, differences, form_page

VIEW, MANAGE = Capability.DIRECTORY_VIEW, Capability.DIRECTORY_MANAGE
COLUMNS = (
    Column("Partner", lambda row: row.name),
    Column("Soort", lambda row: row.get_kind_display()),
    Column("Omschrijving", lambda row: row.description),
    Column("Telefoon", lambda row: row.phone),
    Column("E-mail", lambda row: row.email),
    Column("Website", lambda row: row.website),
    Column("Adres", lambda row: row.address),
    Column("Wijk", lambda row: row.area.name if row.area else ""),
    Column("Afspraak over gegevens", lambda row: row.agreement_on),
    Column("Nagekeken op", lambda row: row.confirmed_on),
)


@read_page(needs=VIEW)
def partners(request: AppRequest):
    on = request.actor.on
    form = PartnerFilter(request.GET)
    form.is_valid()
    said = form.cleaned_data
    rows = selectors.partners(on=on, words=said.get("q", ""), kind=said.get("soort", ""))
    page = {
        "form": form,
        "tab": "partners",
        "fresh_since": selectors.fresh_since(on),
        "is_filtered": any(said.values()),
    }
    return show_list(
        request,
        "directory/partners.html",
        page,
        name="partners",
        rows=rows,
        columns=COLUMNS,
        filters=form,
    )


@read_page(needs=VIEW)
def partner(request: AppRequest, pk: int):
    on = request.actor.on
    found = selectors.get_partner(pk)
    rows = selectors.sitting_days(partner=found)
    page = {
        "partner": found,
        "services": list(selectors.services_of(found, on=on)),
        "held": selectors.next_of_each(rows, on),
        "has_ended": bool(found.ends_on and found.ends_on <= on),
        "fresh_since": selectors.fresh_since(on),
        **freshness(found, on),
    }
    return show(request, "directory/partner.html", page)


def _choices(request: AppRequest) -> dict:
    return {
        "areas": selectors.areas_to_choose(),
        "teams": list(selectors.own_teams(on=request.actor.on)),
    }


def _new_page(request: AppRequest, form: PartnerForm):
    return form_page(
        request,
        form,
        heading="Nieuwe partner",
        submit="Zet op de kaart",
        back=reverse("directory:partners"),
    )


@read_page(needs=MANAGE)
def _show_new(request: AppRequest):
    fresh = {"starts_on": request.actor.on}
    more = _choices(request)
    form = form_with_draft(request, PartnerForm, initial=fresh, is_new=True, **more)
    return _new_page(request, form)


@write_page(needs=MANAGE)
def _add(request: AppRequest):
    form = PartnerForm(request.POST, is_new=True, **_choices(request))
    if form.is_valid():
        with reported_on(form):
            added = services.add_partner(
                actor=request.actor,
                facts=form.facts(services.PARTNER_FACTS),
                starts_on=form.cleaned_data["starts_on"],
                on=request.actor.on,
            )
            messages.success(request, f"{added} staat op de sociale kaart. Voeg nu diensten toe.")
            return go_to(request, "directory:partner", added.pk)
    return _new_page(request, form)


def _edit_page(request: AppRequest, found, form: PartnerForm, conflict: list | None = None):
    return form_page(
        request,
        form,
        heading=f"{found} wijzigen",
        submit="Bewaar",
        back=reverse("directory:partner", args=[found.pk]),
        conflict=conflict,
    )


def _stored(found) -> dict:
    return {name: getattr(found, name) for name in services.PARTNER_FACTS}


@read_page(needs=MANAGE)
def _show_edit(request: AppRequest, pk: int):
    found = selectors.get_partner(pk)
    ids = {"area": found.area_id, "team": found.team_id, "version": found.version}
    form = form_with_draft(
        request, PartnerForm, initial={**_stored(found), **ids}, **_choices(request)
    )
    return _edit_page(request, found, form)


@write_page(needs=MANAGE)
def _change(request: AppRequest, pk: int):
    found = selectors.get_partner(pk)
    more = _choices(request)
    form = PartnerForm(request.POST, **more)
    if form.is_valid():
        facts = form.facts(services.PARTNER_FACTS)
        with reported_on(form):
            try:
                services.change_partner(
                    actor=request.actor,
                    partner=found,
                    version=form.cleaned_data["version"] or 0,
                    facts=facts,
                    is_checked=form.cleaned_data["is_checked"],
                    on=request.actor.on,
                )
            except StaleVersion:
                anew = again(request, PartnerForm, version=found.version, **more)
                return _edit_page(request, found, anew, differences(form, _stored(found), facts))
            messages.success(request, f"{facts['name']} is bewaard.")
            return go_to(request, "directory:partner", pk)
    return _edit_page(request, found, form)


@write_page(needs=MANAGE)
def confirm_partner(request: AppRequest, pk: int):
    found = selectors.get_partner(pk)
    services.confirm_partner(
        actor=request.actor, partner=found, version=seen_version(request), on=request.actor.on
    )
    messages.success(request, f"{found} is vandaag nagekeken.")
    return go_to(request, "directory:partner", pk)


def seen_version(request: AppRequest) -> int:
    """Return the version of the page a button was pressed on; 0 fits none."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _end_page(request: AppRequest, found, form: EndForm):
    return form_page(
        request,
        form,
        heading=f"{found} stopzetten",
        submit="Haal van de kaart",
        back=reverse("directory:partner", args=[found.pk]),
        intro="De diensten en de zitdagen van deze partner stoppen mee.",
    )


@read_page(needs=MANAGE)
def _ask_end(request: AppRequest, pk: int):
    found = selectors.get_partner(pk)
    fresh = {"ends_on": request.actor.on, "version": found.version}
    return _end_page(request, found, form_with_draft(request, EndForm, initial=fresh))


@write_page(needs=MANAGE)
def _end(request: AppRequest, pk: int):
    found = selectors.get_partner(pk)
    form = EndForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.end_partner(
                actor=request.actor,
                partner=found,
                version=said["version"] or 0,
                ends_on=said["ends_on"],
                reason=said["reason"],
                on=request.actor.on,
            )
            messages.success(request, f"{found} stopt op {said['ends_on']:%d/%m/%Y}.")
            return go_to(request, "directory:partner", pk)
    return _end_page(request, found, form)


new_partner = by_method(get=_show_new, post=_add)
edit_partner = by_method(get=_show_edit, post=_change)
end_partner = by_method(get=_ask_end, post=_end)
