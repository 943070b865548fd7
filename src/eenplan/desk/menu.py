"""The main menu: what the acting person may use, in the order of a working day."""

from eenplan.core.access import Capability as Can

MENU = (
    ("desk:my_day", "Mijn dag", "home", Can.SIGN_IN),
    ("desk:search", "Zoeken", "search", Can.HOUSEHOLD_SEARCH),
    ("desk:arrival", "Nieuwe aankomst", "user-plus", Can.HOUSEHOLD_REGISTER),
    ("desk:households", "Gezinnen", "users-group", Can.HOUSEHOLD_VIEW),
    ("desk:team_boards", "Teambord", "layout-kanban", Can.TEAM_VIEW),
    ("cases:activations", "Activering en school", "briefcase", Can.HOUSEHOLD_VIEW),
    ("guidance:lists", "Stappenlijsten", "list-check", Can.PLAN_TEMPLATES),
    ("staff:absences", "Medewerkers", "users", Can.TEAM_STEER),
    ("housing:places", "Plaatsen", "bed", Can.HOUSING_VIEW),
    ("desk:proposals", "Voorstellen", "home-heart", Can.HOUSING_PLACE),
    ("directory:services", "Sociale kaart", "map", Can.DIRECTORY_VIEW),
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
    here = _here(request)
    entries = [
        {"url": url, "label": label, "icon": icon, "here": url == here}
        for url, label, icon, needs in MENU
        if actor.can(needs)
    ]
    return {"menu": entries, "actor": actor, "today": actor.on}


# Pages below a menu entry light up that entry.
BELOW = {
    **dict.fromkeys(
        ("staff", "desk:cell", "desk:owned", "desk:end_team", "desk:unfollowed"), "staff:absences"
    ),
    "organisation": "organisation:norms",
    "housing": "housing:places",
    "guidance": "guidance:lists",
    "cases:update_plans": "guidance:lists",
    "cases:schools": "cases:activations",
    "directory": "directory:services",
    "desk:household": "desk:households",
    "desk:proposal": "desk:proposals",
    "desk:team_board": "desk:team_boards",
    "desk:my_day_block": "desk:my_day",
    "desk:close_case": "desk:households",
    "desk:offer_handover": "desk:households",
    "desk:handover": "desk:team_boards",
    "desk:no_handover": "desk:team_boards",
    "desk:plan_run": "desk:team_boards",
}
OF_THEIR_OWN = {url for url, *_ in MENU}


def _here(request) -> str:
    match = request.resolver_match
    if match is None or match.view_name in OF_THEIR_OWN:
        return match.view_name if match else ""
    found = (entry for start, entry in BELOW.items() if match.view_name.startswith(start))
    return next(found, "")
