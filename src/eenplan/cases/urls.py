from django.urls import path

from eenplan.cases.views import (
    activation,
    assignments,
    contacts,
    goals,
    quick_notes,
    rebalancing,
    reviews,
    snoozing,
    steps,
    updates,
)
from eenplan.core.pages import by_method

FILE = "gezin/<int:year>/<int:serial>"
PLAN = [
    path(f"{FILE}/stap/", by_method(get=steps.blank, post=steps.add), name="new_step"),
    path(
        "stap/<int:step_id>/klaar/",
        by_method(get=steps.finish_form, post=steps.finish),
        name="finish_step",
    ),
    path(
        "stap/<int:step_id>/wijzigen/",
        by_method(get=steps.change_form, post=steps.change),
        name="change_step",
    ),
    path(
        "stap/<int:step_id>/uitstellen/",
        by_method(get=steps.postpone_form, post=steps.postpone),
        name="postpone_step",
    ),
    path(
        "stap/<int:step_id>/schrappen/",
        by_method(get=steps.drop_form, post=steps.drop),
        name="drop_step",
    ),
    path("stap/<int:step_id>/behouden/", steps.keep, name="keep_step"),
    path(f"{FILE}/doel/", by_method(get=goals.blank, post=goals.add), name="new_goal"),
    path(
        "doel/<int:goal_id>/wijzigen/",
        by_method(get=goals.change_form, post=goals.change),
        name="change_goal",
    ),
    path(
        "doel/<int:goal_id>/afsluiten/",
        by_method(get=goals.close_form, post=goals.close),
        name="close_goal",
    ),
    path(f"{FILE}/plan/sjablonen/", goals.choose_template, name="templates"),
    path(
        f"{FILE}/plan/sjablonen/<slug:list_code>/",
        by_method(get=goals.template_form, post=goals.add_template),
        name="template",
    ),
    path(
        f"{FILE}/plan/evaluatie/",
        by_method(get=reviews.plan_form, post=reviews.plan),
        name="plan_review",
    ),
    path(
        "evaluatie/<int:review_id>/",
        by_method(get=reviews.hold_form, post=reviews.hold),
        name="hold_review",
    ),
    path(
        f"{FILE}/plan/stand/",
        by_method(get=reviews.measure_form, post=reviews.measure),
        name="measure",
    ),
    path(f"{FILE}/plan/afdruk/", reviews.printed, name="printed_plan"),
    path(
        f"{FILE}/plan/ondertekening/",
        by_method(get=reviews.sign_form, post=reviews.sign),
        name="sign_plan",
    ),
    path(
        f"{FILE}/plan/activering/",
        by_method(get=activation.stage_form, post=activation.set_stage),
        name="set_stage",
    ),
    path(
        "activering/<int:activation_id>/beeindigen/",
        by_method(get=activation.end_form, post=activation.end_stage),
        name="end_stage",
    ),
    path(
        f"{FILE}/plan/school/",
        by_method(get=activation.school_form, post=activation.set_school),
        name="set_school",
    ),
    path(
        f"{FILE}/plan/bijwerken/",
        by_method(get=updates.preview_case, post=updates.update_case),
        name="update_plan",
    ),
    path("activering/", activation.stages, name="activations"),
    path("activering/scholen/", activation.schools, name="schools"),
    path(
        "plannen-bijwerken/<slug:list_code>/",
        by_method(get=updates.preview_team, post=updates.update_team),
        name="update_plans",
    ),
]

app_name = "cases"
urlpatterns = [
    *PLAN,
    path("werkpunt/<int:item_id>/klaar/", steps.finish_work_item, name="finish_work_item"),
    path(
        "gezin/<int:year>/<int:serial>/contact/",
        by_method(get=contacts.blank, post=contacts.note),
        name="new_contact",
    ),
    path(
        "contact/<int:contact_id>/verbeteren/",
        by_method(get=contacts.correct_form, post=contacts.correct),
        name="correct_contact",
    ),
    path(
        "snelnotitie/",
        by_method(get=quick_notes.blank, post=quick_notes.save),
        name="quick_note",
    ),
    path(
        "gezin/<int:year>/<int:serial>/snelnotitie/",
        by_method(get=quick_notes.blank_of, post=quick_notes.save_of),
        name="quick_note_of",
    ),
    path("stap/<int:step_id>/later/", snoozing.step, name="snooze_step"),
    path("werkpunt/<int:item_id>/later/", snoozing.item, name="snooze_item"),
    path("werkpunt/<int:item_id>/terug/", snoozing.put_back, name="put_back_work_item"),
    path("dossier/<int:case_id>/stil-later/", snoozing.quiet, name="snooze_quiet"),
    path("uitstel/<int:snooze_id>/terug/", snoozing.bring_back, name="end_snooze"),
    path(
        "dossier/<int:case_id>/toewijzen/",
        by_method(get=assignments.choose, post=assignments.assign),
        name="assign",
    ),
    path("team/<int:team_id>/herverdelen/", rebalancing.rebalancing, name="rebalancing"),
    path("team/<int:team_id>/herverdelen/nieuw/", rebalancing.propose, name="propose_rebalancing"),
    path("herverdeling/<int:proposal_id>/aanvaarden/", rebalancing.accept, name="accept_moves"),
]
