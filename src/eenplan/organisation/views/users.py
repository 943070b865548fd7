"""Accounts: the list, a new one, a change of name, password, blocking. Roles: roles.py."""

from django.contrib import messages
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, show, write_page
from eenplan.organisation import services
from eenplan.organisation.forms import NewUserForm, PasswordForm, ReasonForm, UserFilter, UserForm
from eenplan.organisation.languages import spoken
from eenplan.organisation.selectors import users as selectors
from eenplan.organisation.selectors.teams import team_options
from eenplan.organisation.views.pages import form_page

READABLE = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
COLUMNS = (
    Column("Naam", lambda user: str(user)),
    Column("Gebruikersnaam", lambda user: user.username),
    Column(
        "Rollen",
        lambda user: "; ".join(f"{m.get_role_display()} ({m.team})" for m in user.roles_now),
    ),
    Column("Talen", lambda user: spoken(user.languages)),
    Column("Tweede stap", lambda user: user.has_second_factor),
    Column("Kan aanmelden", lambda user: user.is_active),
)


@read_page(needs=Capability.USERS_MANAGE)
def users(request: AppRequest):
    on = localdate()
    form = UserFilter(request.GET, initial={"active": selectors.ACTIVE})
    form.fields["team"].choices = [("", "alle"), *team_options(on=on)]
    form.is_valid()
    filters = dict(form.cleaned_data)
    filters["active"] = filters.get("active") or selectors.ACTIVE
    return show_list(
        request,
        "organisation/users.html",
        {"tab": "users", "form": form},
        name="gebruikers",
        rows=selectors.users(on=on, **filters),
        columns=COLUMNS,
        filters=form,
    )


@read_page(needs=Capability.USERS_MANAGE)
def user(request: AppRequest, pk: int):
    found = selectors.get_user(pk)
    page = {
        "tab": "users",
        "account": found,
        "speaks": spoken(found.languages),
        "memberships": selectors.memberships_of(found),
        "held": selectors.held_households(found),
        "is_self": found.pk == request.actor.user_id,
    }
    return show(request, "organisation/user.html", page)


def _random_password() -> str:
    """Return sixteen letters and digits in four groups, without those that look alike."""
    return "-".join(get_random_string(4, READABLE) for _ in range(4))


def _new_page(request: AppRequest, form):
    return form_page(
        request,
        form,
        tab="users",
        heading="Nieuwe gebruiker",
        submit="Maak het account",
        back=reverse("organisation:users"),
        intro="Het eerste wachtwoord is willekeurig gekozen. U geeft het persoonlijk door; de"
        " collega kiest daarna zelf een ander bij “Beveiliging”.",
    )


@read_page(needs=Capability.USERS_MANAGE)
def new_user(request: AppRequest):
    suggestion = {"languages": ["nl"], "password": _random_password()}
    return _new_page(request, form_with_draft(request, NewUserForm, initial=suggestion))


@write_page(needs=Capability.USERS_MANAGE)
def add_user(request: AppRequest):
    form = NewUserForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            added = services.add_user(actor=request.actor, **form.cleaned_data)
            messages.success(request, f"Het account van {added} is gemaakt. Geef nu een rol.")
            return go_to(request, "organisation:user", added.pk)
    return _new_page(request, form)


def _edit_page(request: AppRequest, found, form):
    return form_page(
        request,
        form,
        tab="users",
        heading=f"{found} wijzigen",
        submit="Bewaar",
        back=reverse("organisation:user", args=[found.pk]),
    )


@read_page(needs=Capability.USERS_MANAGE)
def edit_user(request: AppRequest, pk: int):
    found = selectors.get_user(pk)
    said = {name: getattr(found, name) for name in UserForm.base_fields}
    return _edit_page(request, found, form_with_draft(request, UserForm, initial=said))


@write_page(needs=Capability.USERS_MANAGE)
def change_user(request: AppRequest, pk: int):
    found = selectors.get_user(pk)
    form = UserForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.change_user(actor=request.actor, user=found, **form.cleaned_data)
            messages.success(request, "De gegevens zijn bewaard.")
            return go_to(request, "organisation:user", pk)
    return _edit_page(request, found, form)


def _password_page(request: AppRequest, found, form):
    return form_page(
        request,
        form,
        tab="users",
        heading=f"Nieuw wachtwoord voor {found}",
        submit="Stel het wachtwoord in",
        back=reverse("organisation:user", args=[found.pk]),
        intro="Wie nu met dit account aangemeld is, wordt afgemeld.",
    )


@read_page(needs=Capability.USERS_MANAGE)
def ask_password(request: AppRequest, pk: int):
    form = PasswordForm(initial={"password": _random_password()})
    return _password_page(request, selectors.get_user(pk), form)


@write_page(needs=Capability.USERS_MANAGE)
def set_password(request: AppRequest, pk: int):
    found = selectors.get_user(pk)
    form = PasswordForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.set_password(actor=request.actor, user=found, **form.cleaned_data)
            messages.success(request, f"{found} heeft een nieuw wachtwoord. Geef het door.")
            return go_to(request, "organisation:user", pk)
    return _password_page(request, found, form)


def _block_page(request: AppRequest, found, form):
    doing = "blokkeren" if found.is_active else "weer toelaten"
    return form_page(
        request,
        form,
        tab="users",
        heading=f"{found} {doing}",
        submit="Blokkeer het account" if found.is_active else "Laat weer toe",
        back=reverse("organisation:user", args=[found.pk]),
        intro="Wie geblokkeerd is, kan niet meer aanmelden. Wat deze persoon deed, blijft bewaard."
        if found.is_active
        else "De rollen van vandaag gelden weer.",
    )


@read_page(needs=Capability.USERS_MANAGE)
def ask_block(request: AppRequest, pk: int):
    return _block_page(request, selectors.get_user(pk), form_with_draft(request, ReasonForm))


def _told(user) -> str:
    """Return what blocking came to: what this person held is not forgotten."""
    if user.is_active:
        return f"{user} kan weer aanmelden."
    held = selectors.held_households(user)
    if not held:
        return f"{user} is geblokkeerd."
    many = "1 gezin" if held == 1 else f"{held} gezinnen"
    return f"{user} is geblokkeerd. De coördinator vindt {many} bij “Zonder opvolging”."


@write_page(needs=Capability.USERS_MANAGE)
def block(request: AppRequest, pk: int):
    """Block an account, or let a blocked one in again."""
    found = selectors.get_user(pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            change = services.block_user if found.is_active else services.unblock_user
            change(actor=request.actor, user=found, **form.cleaned_data, on=localdate())
            messages.success(request, _told(found))
            return go_to(request, "organisation:user", pk)
    return _block_page(request, found, form)
