from django.urls import path

from eenplan.housing.views import new_place, places, states

app_name = "housing"
urlpatterns = [
    path("", places.places, name="places"),
    path("nieuw/", new_place.new_place, name="new_place"),
    path("<int:pk>/", places.place, name="place"),
    path("<int:pk>/toestand/", states.change_state, name="change_state"),
]
