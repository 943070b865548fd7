from django.urls import path

from eenplan.benefits.views import parameters

pages = ([path("parameters/", parameters.listed, name="parameters")], "benefits")
