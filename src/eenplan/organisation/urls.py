from django.urls import path

from eenplan.core.pages import by_method
from eenplan.organisation.views import (
    absences,
    areas,
    calls,
    cells,
    norms,
    qualifications,
    roles,
    teams,
    users,
    vacancies,
)

app_name = "organisation"
CELL, CALL = "cellen/<int:team_id>", "oproepen/<int:call_pk>"
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
]

#: The pages of Medewerkers, for who steers a team; addresses of their own below medewerkers/.
staff_pages = (
    [
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
        path(
            f"{CELL}/evaluaties/<int:evaluation_pk>/", cells.hold_evaluation, name="hold_evaluation"
        ),
        path(f"{CELL}/eindcriteria/nieuw/", cells.add_criterion, name="add_criterion"),
        path(
            f"{CELL}/eindcriteria/<int:criterion_pk>/",
            cells.judge_criterion,
            name="judge_criterion",
        ),
        path("bekwaamheden/", qualifications.qualifications, name="qualifications"),
        path("bekwaamheden/nieuw/", qualifications.new_qualification, name="new_qualification"),
        path(
            "bekwaamheden/<int:qualification_pk>/",
            qualifications.end_qualification,
            name="end_qualification",
        ),
        path("diplomas/", qualifications.diplomas, name="diplomas"),
        path("diplomas/nieuw/", qualifications.accept_diploma, name="accept_diploma"),
        path("diplomas/<int:acceptance_pk>/", qualifications.end_acceptance, name="end_acceptance"),
        path("oproepen/", calls.calls, name="calls"),
        path("oproepen/nieuw/", calls.new_call, name="new_call"),
        path(f"{CALL}/", calls.call, name="call"),
        path(f"{CALL}/sluiten/", calls.close_call, name="close_call"),
        path(f"{CALL}/kandidaat/", calls.answer_call, name="answer_call"),
        path(f"{CALL}/intrekken/", calls.withdraw_answer, name="withdraw_answer"),
        path(f"{CALL}/<int:answer_pk>/aannemen/", calls.accept_answer, name="accept_answer"),
        path(f"{CALL}/<int:answer_pk>/niet-aannemen/", calls.decline_answer, name="decline_answer"),
        path("vacatures/", vacancies.vacancies, name="vacancies"),
        path("vacatures/nieuw/", vacancies.new_vacancy, name="new_vacancy"),
        path("vacatures/<int:vacancy_pk>/", vacancies.settle_vacancy, name="settle_vacancy"),
        path("wervingsreserve/", vacancies.reserve, name="reserve"),
        path("wervingsreserve/nieuw/", vacancies.new_candidate, name="new_candidate"),
        path("wervingsreserve/<int:candidate_pk>/", vacancies.take_up, name="take_up"),
    ],
    "staff",
)
