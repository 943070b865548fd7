"""The main menu: what the acting person may use, in the order of a working day."""

from eenplan.core.access import Capability as Can

MENU = (
    ("desk:my_day", "Mijn dag", "home", Can.SIGN_IN),
    ("desk:search", "Zoeken", "search", Can.HOUSEHOLD_SEARCH),
    ("desk:arrival", "Nieuwe aankomst", "user-plus", Can.HOUSEHOLD_REGISTER),
    ("desk:households", "Gezinnen", "users-group", Can.HOUSEHOLD_VIEW),
    ("desk:team_boards", "Teambord", "layout-kanban", Can.TEAM_VIEW),
    ("housing:places", "Plaatsen", "bed", Can.HOUSING_VIEW),
    ("desk:proposals", "Voorstellen", "home-heart", Can.HOUSING_PLACE),
    ("insight:contingents", "Contingentmeter", "gauge", Can.FIGURES_VIEW),
    ("organisation:norms", "Beheer", "settings", Can.NORMS_VIEW),
    ("organisation:users", "Gebruikers", "users", Can.USERS_MANAGE),
)


def menu(request):
    """Return the menu entries and the day for every template."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "actor": None, "today": None}
    actor = request.actor
    match = request.resolver_match
    here = match.view_name if match else ""
    entries = [
        {"url": url, "label": label, "icon": icon, "here": url == here}
        for url, label, icon, needs in MENU
        if actor.can(needs)
    ]
    return {"menu": entries, "actor": actor, "today": actor.on}
