from django.urls import path

from eenplan.cases.plan_urls import PLAN
from eenplan.cases.views import assignments, contacts, steps
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
        "dossier/<int:case_id>/toewijzen/",
        by_method(get=assignments.choose, post=assignments.assign),
        name="assign",
    ),
]
