from django.urls import include, path

from eenplan.housing.urls import dwelling_pages, offer_pages
from eenplan.organisation.urls import staff_pages

urlpatterns = [
    path("account/", include("eenplan.organisation.account_urls")),
    path("", include("eenplan.core.urls")),
    path("", include("eenplan.desk.urls")),
    path("", include("eenplan.cases.urls")),
    path("", include("eenplan.people.urls")),
    path("sociale-kaart/", include("eenplan.directory.urls")),
    path("netwerk/", include("eenplan.network.urls")),
    path("agenda/", include("eenplan.agenda.urls")),
    path("plaatsen/", include("eenplan.housing.urls")),
    path("aanbod/", include(offer_pages)),
    path("", include("eenplan.benefits.urls")),
    path("panden/", include(dwelling_pages)),
    path("beheer/", include("eenplan.organisation.urls")),
    path("medewerkers/", include(staff_pages)),
    path("lijsten/", include("eenplan.guidance.urls")),
    path("", include("eenplan.insight.urls")),
]
handler400 = "eenplan.core.views.bad_request"
handler403 = "eenplan.core.views.not_allowed"
handler404 = "eenplan.core.views.not_found"
handler500 = "eenplan.core.views.failed"
