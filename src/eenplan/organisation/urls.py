from django.urls import path

from eenplan.core.pages import by_method
from eenplan.organisation.views import areas, norms, roles, teams, users

app_name = "organisation"
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
    path("teams/nieuw/", by_method(get=teams.new_team, post=teams.add_team), name="new_team"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path(
        "teams/<int:pk>/wijzigen/",
        by_method(get=teams.edit_team, post=teams.change_team),
        name="edit_team",
    ),
    path(
        "teams/<int:pk>/stopzetten/",
        by_method(get=teams.ask_end_team, post=teams.end_team),
        name="end_team",
    ),
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
]
