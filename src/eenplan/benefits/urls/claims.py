from django.urls import path

from eenplan.benefits.views import (
    claim_acts,
    claim_deadlines,
    claims,
    cost_statements as statements,
    projects,
)

pages = (
    [
        path("", claims.overview, name="overview"),
        path("lijst/", claims.claims, name="claims"),
        path("beslissingen/", claims.decisions, name="decisions"),
        path("berekenen/", claims.reckon, name="reckon"),
        path("termijnen/", claim_deadlines.deadlines, name="deadlines"),
        path("<int:claim_id>/", claims.claim, name="claim"),
        path("<int:claim_id>/opnieuw/", claims.send_again, name="send_again"),
        path("<int:claim_id>/antwoord/", claims.answer_claim, name="answer_claim"),
        path("beslissing/<int:decision_id>/grond/", claim_acts.ground, name="ground"),
        path("beslissing/<int:decision_id>/melding/", claim_acts.notice, name="notice"),
        path(
            "beslissing/<int:decision_id>/antwoord/",
            claim_acts.answer_notice,
            name="answer_notice",
        ),
        path("kostenstaten/", statements.statements, name="statements"),
        path("kostenstaten/nieuw/", statements.new_statement, name="new_statement"),
        path("kostenstaten/<int:statement_id>/", statements.statement, name="statement"),
        path(
            "kostenstaten/<int:statement_id>/csv/", statements.statement_csv, name="statement_csv"
        ),
        path(
            "kostenstaten/<int:statement_id>/json/",
            statements.statement_json,
            name="statement_json",
        ),
        path("gpmi/", projects.missing, name="missing_projects"),
        path("gpmi/gezin/<int:year>/<int:serial>/", projects.projects, name="projects"),
        path("gpmi/gezin/<int:year>/<int:serial>/nieuw/", projects.new_project, name="new_project"),
        path("gpmi/<int:project_id>/einde/", projects.end_project, name="end_project"),
    ],
    "claims",
)
