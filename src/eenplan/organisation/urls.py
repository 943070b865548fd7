from django.urls import path

from eenplan.core.pages import by_method
from eenplan.organisation.views import absences, areas, cells, norms, roles, teams, users

app_name = "organisation"
CELL = "cellen/<int:team_id>"
urlpatterns = [
    path("", norms.norms, name="norms"),
    path("normen/<str:key>/", by_method(get=norms.norm, post=norms.set_norm), name="norm"),
    path("normen/<str:key>/<int:pk>/intrekken/", norms.withdraw_norm, name="withdraw_norm"),
    path("opvangvormen/", norms.reception_forms, name="forms"),
    path(
        "opvangvormen/<str:code>/",
        by_method(get=norms.reception_form, post=norms.set_reception_form),
        name="form",
    ),
    path("teams/", teams.teams, name="teams"),
    path("teams/nieuw/", teams.new_team, name="new_team"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/wijzigen/", teams.edit_team, name="edit_team"),
    path("gebruikers/", users.users, name="users"),
    path("gebruikers/nieuw/", by_method(get=users.new_user, post=users.add_user), name="new_user"),
    path("gebruikers/<int:pk>/", users.user, name="user"),
    path(
        "gebruikers/<int:pk>/wijzigen/",
        by_method(get=users.edit_user, post=users.change_user),
        name="edit_user",
    ),
    path(
        "gebruikers/<int:pk>/wachtwoord/",
        by_method(get=users.ask_password, post=users.set_password),
        name="password",
    ),
    path(
        "gebruikers/<int:pk>/blokkeren/",
        by_method(get=users.ask_block, post=users.block),
        name="block",
    ),
    path(
        "gebruikers/<int:pk>/tweede-stap/",
        by_method(get=roles.ask_reset_factor, post=roles.reset_factor),
        name="second_factor",
    ),
    path(
        "gebruikers/<int:pk>/rollen/nieuw/",
        by_method(get=roles.new_membership, post=roles.add_membership),
        name="new_role",
    ),
    path(
        "gebruikers/<int:pk>/rollen/<int:membership_pk>/stopzetten/",
        by_method(get=roles.ask_end_membership, post=roles.end_membership),
        name="end_role",
    ),
    path("rollen/", roles.roles, name="roles"),
    path("wijken/", areas.areas, name="areas"),
    path("wijken/<int:pk>/", by_method(get=areas.area, post=areas.serve_area), name="area"),
    path("afwezigheden/", absences.absences, name="absences"),
    path("afwezigheden/nieuw/", absences.new_absence, name="new_absence"),
    path("afwezigheden/<int:absence_pk>/", absences.edit_absence, name="edit_absence"),
    path("cellen/", cells.cells, name="cells"),
    path("cellen/nieuw/", cells.new_cell, name="new_cell"),
    path(f"{CELL}/besluit/", cells.mandate, name="mandate"),
    path(f"{CELL}/toestand/", cells.state, name="cell_state"),
    path(f"{CELL}/omvang/", cells.size, name="size_step"),
    path(f"{CELL}/omvang/<int:step_pk>/intrekken/", cells.withdraw_size, name="withdraw_size"),
    path(f"{CELL}/evaluaties/nieuw/", cells.plan_evaluation, name="plan_evaluation"),
    path(f"{CELL}/evaluaties/<int:evaluation_pk>/", cells.hold_evaluation, name="hold_evaluation"),
    path(f"{CELL}/eindcriteria/nieuw/", cells.add_criterion, name="add_criterion"),
    path(f"{CELL}/eindcriteria/<int:criterion_pk>/", cells.judge_criterion, name="judge_criterion"),
]
