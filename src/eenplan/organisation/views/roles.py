"""Roles: what each may do, and who has which one in which team for how long."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.forms import PageForm
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, show, write_page
from eenplan.organisation import services
from eenplan.organisation.forms import EndForm, MembershipForm
from eenplan.organisation.roles_doc import role_rows
from eenplan.organisation.selectors import teams, users as selectors
from eenplan.organisation.views.pages import form_page


@read_page(needs=Capability.USERS_MANAGE)
def roles(request: AppRequest):
    page = {"tab": "roles", **role_rows(), "holders": selectors.holders(on=localdate())}
    return show(request, "organisation/roles.html", page)


def _role_page(request: AppRequest, found, form):
    return form_page(
        request,
        form,
        tab="users",
        heading=f"Rol geven aan {found}",
        submit="Geef deze rol",
        back=reverse("organisation:user", args=[found.pk]),
    )


@read_page(needs=Capability.USERS_MANAGE)
def new_membership(request: AppRequest, pk: int):
    on = localdate()
    said = {
        "starts_on": on,
        "case_fraction": "0",
        "team": request.GET.get("team"),
    }
    options = teams.team_options(on=on)
    form = form_with_draft(request, MembershipForm, initial=said, teams=options)
    return _role_page(request, selectors.get_user(pk), form)


@write_page(needs=Capability.USERS_MANAGE)
def add_membership(request: AppRequest, pk: int):
    found = selectors.get_user(pk)
    form = MembershipForm(request.POST, teams=teams.team_options(on=localdate()))
    if form.is_valid():
        with reported_on(form):
            given = form.cleaned_data | {"team": teams.get_any_team(form.cleaned_data["team"])}
            services.add_membership(actor=request.actor, user=found, **given)
            messages.success(request, f"{found} heeft een rol in {given['team']}.")
            return go_to(request, "organisation:user", pk)
    return _role_page(request, found, form)


def _end_page(request: AppRequest, found, membership, form):
    return form_page(
        request,
        form,
        tab="users",
        heading=f"Rol van {found} stopzetten",
        submit="Zet de rol stop",
        back=reverse("organisation:user", args=[found.pk]),
        intro=f"{membership.get_role_display().capitalize()} in {membership.team}.",
    )


@read_page(needs=Capability.USERS_MANAGE)
def ask_end_membership(request: AppRequest, pk: int, membership_pk: int):
    found = selectors.get_user(pk)
    membership = selectors.get_membership(found, membership_pk)
    form = form_with_draft(request, EndForm, initial={"ends_on": localdate()})
    return _end_page(request, found, membership, form)


@write_page(needs=Capability.USERS_MANAGE)
def end_membership(request: AppRequest, pk: int, membership_pk: int):
    found = selectors.get_user(pk)
    membership = selectors.get_membership(found, membership_pk)
    form = EndForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.end_membership(
                actor=request.actor, membership=membership, **form.cleaned_data, on=localdate()
            )
            day = f"{form.cleaned_data['ends_on']:%d/%m/%Y}"
            messages.success(request, f"De rol stopt op {day}.")
            return go_to(request, "organisation:user", pk)
    return _end_page(request, found, membership, form)


def _factor_page(request: AppRequest, found, form):
    return form_page(
        request,
        form,
        tab="users",
        heading=f"Tweede stap van {found} wissen",
        submit="Wis de tweede stap",
        back=reverse("organisation:user", args=[found.pk]),
        intro="Doe dit alleen als iemand de telefoon kwijt is, en ga na wie het u vraagt. Deze"
        " persoon meldt zich daarna aan met alleen het wachtwoord.",
    )


@read_page(needs=Capability.USERS_MANAGE)
def ask_reset_factor(request: AppRequest, pk: int):
    return _factor_page(request, selectors.get_user(pk), PageForm())


@write_page(needs=Capability.USERS_MANAGE)
def reset_factor(request: AppRequest, pk: int):
    found = selectors.get_user(pk)
    form = PageForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.reset_second_factor(actor=request.actor, user=found)
            messages.success(request, "De tweede stap is gewist.")
            return go_to(request, "organisation:user", pk)
    return _factor_page(request, found, form)
