from django.urls import path

from eenplan.cases.plan_urls import PLAN
from eenplan.cases.views import assignments, contacts, quick_notes, rebalancing, snoozing, steps
from eenplan.core.pages import by_method

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
