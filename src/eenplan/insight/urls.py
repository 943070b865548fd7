from django.urls import path

from eenplan.insight.views import contingents

app_name = "insight"
urlpatterns = [path("contingent/", contingents.contingents, name="contingents")]
