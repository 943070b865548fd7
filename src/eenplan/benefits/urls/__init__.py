"""The pages of rights and money, a module and a namespace for each part of the way of a file."""

from django.urls import include, path

from eenplan.benefits.urls import (
    claims,
    committee,
    guidelines,
    hindrances,
    inquiry,
    letters,
    money,
    parameters,
    register,
)

urlpatterns = [
    path("rechten/", include(parameters.pages)),
    path("rechten/", include(register.pages)),
    path("rechten/onderzoek/", include(inquiry.pages)),
    path("rechten/brieven/", include(letters.pages)),
    path("rechten/buitenland/", include(hindrances.pages)),
    path("comite/", include(committee.pages)),
    path("richtlijnen/", include(guidelines.pages)),
    path("betalingen/", include(money.pages)),
    path("terugvraag/", include(claims.pages)),
]
