from django.urls import path

from eenplan.cases.views import assignments, contacts, rebalancing, steps
from eenplan.core.pages import by_method

app_name = "cases"
urlpatterns = [
    path(
        "stap/<int:step_id>/klaar/",
        by_method(get=steps.finish_form, post=steps.finish),
        name="finish_step",
    ),
    path("werkpunt/<int:item_id>/klaar/", steps.finish_work_item, name="finish_work_item"),
    path(
        "gezin/<int:year>/<int:serial>/contact/",
        by_method(get=contacts.blank, post=contacts.note),
        name="new_contact",
    ),
    path(
        "dossier/<int:case_id>/toewijzen/",
        by_method(get=assignments.choose, post=assignments.assign),
        name="assign",
    ),
    path("team/<int:team_id>/herverdelen/", rebalancing.rebalancing, name="rebalancing"),
    path("team/<int:team_id>/herverdelen/nieuw/", rebalancing.propose, name="propose_rebalancing"),
    path("herverdeling/<int:proposal_id>/aanvaarden/", rebalancing.accept, name="accept_moves"),
]
