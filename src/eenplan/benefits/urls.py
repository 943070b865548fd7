from django.urls import path

from eenplan.benefits.views import parameters

app_name = "benefits"
urlpatterns = [
    path("parameters/", parameters.listed, name="parameters"),
]
