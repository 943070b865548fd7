"""The main menu: what the acting person may use, in groups, in the order of a working day."""

from eenplan.core.access import Actor, Capability as Can

#: Each group has a name, but the first: what everybody begins the day with.
GROUPS = (
    (
        "",
        (
            ("desk:my_day", "Mijn dag", "home", Can.SIGN_IN),
            ("cases:quick_note", "Snelnotitie", "notes", Can.CASE_WORK),
            ("agenda:queue", "Balie", "door", Can.QUEUE_KEEP),
            ("agenda:week", "Agenda", "calendar", Can.AGENDA_USE),
            ("desk:search", "Zoeken", "search", Can.HOUSEHOLD_SEARCH),
            ("desk:arrival", "Nieuwe aankomst", "user-plus", Can.HOUSEHOLD_REGISTER),
        ),
    ),
    (
        "Gezinnen",
        (
            ("desk:households", "Gezinnen", "users-group", Can.HOUSEHOLD_VIEW),
            ("desk:team_boards", "Teambord", "layout-kanban", Can.TEAM_VIEW),
            ("staff:absences", "Medewerkers", "users", Can.TEAM_STEER),
            ("cases:activations", "Activering en school", "briefcase", Can.HOUSEHOLD_VIEW),
            ("guidance:lists", "Stappenlijsten", "list-check", Can.PLAN_TEMPLATES),
        ),
    ),
    (
        "Rechten",
        (
            ("register:applications", "Aanvragen", "file-text", Can.RIGHTS_VIEW),
            ("register:entries", "Register", "files", Can.APPLICATION_REGISTER),
            ("committee:to_check", "Voorstellen nakijken", "check", Can.PROPOSAL_CHECK),
            ("committee:sessions", "Comité", "users-group", Can.COMMITTEE_SIT),
            ("committee:reviews", "Te herzien", "refresh", Can.RIGHTS_VIEW),
            ("letters:to_send", "Brieven", "mail", Can.RIGHTS_VIEW),
            ("letters:session_to_send", "Brieven van het comité", "mail", Can.COMMITTEE_KEEP),
            ("claims:missing_projects", "GPMI", "list-check", Can.RIGHTS_VIEW),
            ("guidelines:guidelines", "Richtlijnen", "route", Can.GUIDELINES_VIEW),
            ("benefits:parameters", "Parameters", "scale", Can.NORMS_VIEW),
        ),
    ),
    (
        "Geld",
        (
            ("money:runs", "Betalingen", "building-bank", Can.PAYMENTS_VIEW),
            ("claims:overview", "Terugvraag", "chart-bar", Can.CLAIMS_MANAGE),
        ),
    ),
    (
        "Wonen",
        (
            ("desk:proposals", "Plaats voor vannacht", "moon-stars", Can.HOUSING_PLACE),
            ("desk:match_table", "Matchtafel", "home-heart", Can.HOUSING_PLACE),
            ("desk:placings", "Voorstellen", "heart-handshake", Can.HOUSEHOLD_VIEW),
            ("desk:what_if", "Wat als", "route", Can.HOUSING_MANAGE),
            ("offers:offers", "Aanbod", "heart-handshake", Can.HOUSING_VIEW),
            ("housing:places", "Plaatsen", "bed", Can.HOUSING_VIEW),
            ("housing:stays", "Verblijven", "home-check", Can.HOUSEHOLD_VIEW),
            ("dwellings:dwellings", "Panden", "building", Can.HOUSING_VIEW),
            ("dwellings:visits", "Controles", "list-check", Can.HOUSING_INSPECT),
        ),
    ),
    (
        "Netwerk",
        (
            ("network:referrals", "Netwerk", "external-link", Can.REFERRAL_SEND),
            ("network:questions", "Vragen", "question-mark", Can.QUESTION_ANSWER),
            ("network:give_signal", "Signaal geven", "bell", Can.SIGNAL_GIVE),
            ("directory:services", "Sociale kaart", "map", Can.DIRECTORY_VIEW),
        ),
    ),
    (
        "Cijfers",
        (
            ("insight:contingents", "Contingentmeter", "gauge", Can.FIGURES_VIEW),
            ("insight:neighbourhoods", "Cijfers per wijk", "map", Can.FIGURES_VIEW),
            ("insight:flows", "In- en uitstroom", "chart-bar", Can.FIGURES_VIEW),
            ("network:signal_clusters", "Signalen", "chart-bar", Can.FIGURES_VIEW),
        ),
    ),
    (
        "Beheer",
        (
            ("organisation:norms", "Beheer", "settings", Can.NORMS_VIEW),
            ("organisation:users", "Gebruikers", "users", Can.USERS_MANAGE),
            ("network:helpdesks", "Helpdesks", "question-mark", Can.USERS_MANAGE),
        ),
    ),
)
MENU = tuple(entry for _, entries in GROUPS for entry in entries)


def menu(request):
    """Return the menu entries and the day for every template."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "actor": None, "today": None}
    actor = request.actor
    here = _here(request)
    groups = [(name, _entries(actor, entries, here)) for name, entries in GROUPS]
    shown = [(name, entries) for name, entries in groups if entries]
    return {"menu": shown, "actor": actor, "today": actor.on}


def _entries(actor: Actor, entries: tuple, here: str) -> list[dict]:
    return [
        {"url": url, "label": label, "icon": icon, "here": url == here}
        for url, label, icon, needs in entries
        if actor.can(needs)
    ]


# Pages below a menu entry light up that entry.
BELOW = {
    **dict.fromkeys(
        ("staff", "desk:cell", "desk:owned", "desk:end_team", "desk:unfollowed"), "staff:absences"
    ),
    "organisation": "organisation:norms",
    **dict.fromkeys(
        (
            *("housing:stay", "housing:follow_up", "housing:correct_follow_up"),
            *("housing:presence", "housing:rehousing", "housing:incident", "housing:patterns"),
            *("housing:stop", "housing:lift_stop", "housing:extend_stay", "housing:review_stay"),
            *("housing:extra_visit", "housing:host_talk", "housing:report_", "housing:note_"),
            *("housing:ask_rehousing", "desk:move_place", "desk:correct_end"),
        ),
        "housing:stays",
    ),
    "money": "money:runs",
    "housing": "housing:places",
    "offers": "offers:offers",
    **dict.fromkeys(
        ("dwellings:inspection", "dwellings:decide", "dwellings:add_photo", "dwellings:answer"),
        "dwellings:visits",
    ),
    "dwellings": "dwellings:dwellings",
    "network:question": "network:questions",
    "network:expert": "network:questions",
    "network:make_reusable": "network:questions",
    "network:helpdesk": "network:helpdesks",
    "network:my_signals": "network:give_signal",
    "network:signal": "network:signal_clusters",
    "network:take_signal": "network:signal_clusters",
    "network:close_signal": "network:signal_clusters",
    "network:link_signal": "network:signal_clusters",
    "network:policy": "network:signal_clusters",
    "network:new_policy": "network:signal_clusters",
    "network": "network:referrals",
    "guidance": "guidance:lists",
    "cases:update_plans": "guidance:lists",
    "cases:schools": "cases:activations",
    **dict.fromkeys(
        ("agenda:team_queue", "agenda:enlist", "agenda:paper", "agenda:visits"), "agenda:queue"
    ),
    "desk:finish_visit": "agenda:queue",
    "agenda:figures": "agenda:queue",
    "agenda:team_figures": "agenda:queue",
    "agenda:stretches": "agenda:queue",
    "agenda": "agenda:week",
    "directory": "directory:services",
    **dict.fromkeys(("letters:session", "letters:print"), "letters:session_to_send"),
    "letters": "letters:to_send",
    "desk:household": "desk:households",
    **dict.fromkeys(("register:new_application", "register:correct_entry"), "register:entries"),
    **dict.fromkeys(("register", "inquiry"), "register:applications"),
    "desk:proposal": "desk:proposals",
    "desk:falls_away": "desk:what_if",
    "desk:found_stay": "offers:offers",
    **dict.fromkeys(("desk:match_household", "desk:propose_place"), "desk:match_table"),
    **dict.fromkeys(
        (
            *("desk:placing", "desk:answer_", "desk:meeting", "desk:second_look"),
            *("desk:safety_look", "desk:agreement", "desk:make_agreement", "desk:signed"),
            *("desk:withdraw_placing", "desk:overrides", "desk:stay_look"),
        ),
        "desk:placings",
    ),
    "desk:team_board": "desk:team_boards",
    "cases:rebalancing": "desk:team_boards",
    "insight:flow_list": "insight:flows",
    **dict.fromkeys(("committee:proposal", "committee:check"), "committee:to_check"),
    **dict.fromkeys(("committee:decision", "committee:review"), "committee:reviews"),
    "committee": "committee:sessions",
    "guidelines": "guidelines:guidelines",
    **dict.fromkeys(
        ("claims:projects", "claims:new_project", "claims:end_project"), "claims:missing_projects"
    ),
    "claims": "claims:overview",
    "hindrances": "register:applications",
    "desk:my_day_": "desk:my_day",
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
