from django.urls import path

from eenplan.housing.views import (
    contracts,
    costs,
    dwellings,
    inspections,
    new_place,
    photos,
    places,
    states,
    units,
    visits,
    works,
)

app_name = "housing"
urlpatterns = [
    path("", places.places, name="places"),
    path("nieuw/", new_place.new_place, name="new_place"),
    path("<int:pk>/", places.place, name="place"),
    path("<int:pk>/toestand/", states.change_state, name="change_state"),
]

DWELLING, WORK = "<int:dwelling_id>", "werk/<int:work_id>"
INSPECTION, CONTRACT = "controle/<int:inspection_id>", "contract/<int:contract_id>"
dwelling_pages = (
    [
        path("", dwellings.dwellings, name="dwellings"),
        path(f"{DWELLING}/", dwellings.dwelling, name="dwelling"),
        path(f"{DWELLING}/wijzigen/", dwellings.edit_dwelling, name="edit_dwelling"),
        path(f"{DWELLING}/plaats-erbij/", units.new_unit, name="new_unit"),
        path(f"{DWELLING}/samenvoegen/", units.merge_units, name="merge_units"),
        path("plaats/<int:place_id>/wijzigen/", units.edit_unit, name="edit_unit"),
        path("plaats/<int:place_id>/splitsen/", units.split_unit, name="split_unit"),
        path("controles/", visits.visits, name="visits"),
        path("controles/lijst/", visits.checklist, name="checklist"),
        path(f"{DWELLING}/controle/plannen/", visits.plan, name="plan_inspection"),
        path(f"{DWELLING}/controle/overnemen/", visits.take_over, name="take_over"),
        path(f"{DWELLING}/controle/beginnen/", inspections.begin, name="begin_inspection"),
        path(f"{INSPECTION}/", inspections.inspection, name="inspection"),
        path(f"{INSPECTION}/vraag/<int:question_id>/", inspections.answer, name="answer"),
        path(f"{INSPECTION}/oordeel/", inspections.decide, name="decide"),
        path(f"{INSPECTION}/afgelasten/", visits.cancel, name="cancel_inspection"),
        path(f"{INSPECTION}/foto/", photos.add_photo, name="add_photo"),
        path("foto/<str:name>/", photos.photo, name="photo"),
        path("foto/<str:name>/weg/", photos.remove_photo, name="remove_photo"),
        path("werken/", works.works, name="works"),
        path(f"{DWELLING}/werk/", works.new_work, name="new_work"),
        path(f"{WORK}/", works.change_work, name="change_work"),
        path(f"{WORK}/gedaan/", works.finish_work, name="finish_work"),
        path(f"{WORK}/schrappen/", works.drop_work, name="drop_work"),
        path("vooruitzicht/", contracts.forecast, name="forecast"),
        path("afloop/", contracts.ending, name="ending"),
        path(f"{DWELLING}/contract/", contracts.new_contract, name="new_contract"),
        path(f"{CONTRACT}/", contracts.change_contract, name="change_contract"),
        path(f"{CONTRACT}/waarborg/", contracts.settle_deposit, name="settle_deposit"),
        path("kosten/", costs.costs, name="costs"),
        path("kosten/huur/", costs.book_rents, name="book_rents"),
        path(f"{DWELLING}/kost/", costs.new_cost, name="new_cost"),
        path("kost/<int:cost_id>/terugnemen/", costs.take_back, name="take_back"),
    ],
    "dwellings",
)
