from django.urls import path

from eenplan.insight.views import contingents, flows, neighbourhoods

app_name = "insight"
FLOWS = "cijfers/in-en-uitstroom"
urlpatterns = [
    path("contingent/", contingents.contingents, name="contingents"),
    path("contingent/openen/", contingents.open_contingent, name="open_contingent"),
    path("cijfers/wijken/", neighbourhoods.per_neighbourhood, name="neighbourhoods"),
    path(f"{FLOWS}/", flows.overview, name="flows"),
    path(f"{FLOWS}/lijst/", flows.listed, name="flow_list"),
    path(f"{FLOWS}/<int:team_id>/advies/", flows.answer, name="answer_advice"),
]
