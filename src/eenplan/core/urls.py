from django.urls import path

from eenplan.core import views

app_name = "core"
urlpatterns = [
    path("leeft/", views.alive, name="alive"),
    path("concept/", views.autosave, name="autosave"),
    path("concept/weg/", views.discard_draft, name="discard_draft"),
]
