from django.urls import path

from eenplan.directory.views import (
    exports,
    offers,
    partners,
    service_forms,
    sitting_forms,
    sittings,
)

app_name = "directory"
urlpatterns = [
    path("", offers.services, name="services"),
    path("dienst/<int:pk>/", offers.service, name="service"),
    path("dienst/<int:pk>/wijzigen/", service_forms.edit_service, name="edit_service"),
    path("dienst/<int:pk>/nagekeken/", service_forms.confirm_service, name="confirm_service"),
    path("dienst/<int:pk>/stopzetten/", service_forms.end_service, name="end_service"),
    path("partners/", partners.partners, name="partners"),
    path("partner/nieuw/", partners.new_partner, name="new_partner"),
    path("partner/<int:pk>/", partners.partner, name="partner"),
    path("partner/<int:pk>/wijzigen/", partners.edit_partner, name="edit_partner"),
    path("partner/<int:pk>/nagekeken/", partners.confirm_partner, name="confirm_partner"),
    path("partner/<int:pk>/stopzetten/", partners.end_partner, name="end_partner"),
    path("partner/<int:pk>/dienst-toevoegen/", service_forms.new_service, name="new_service"),
    path("partner/<int:pk>/zitdag-toevoegen/", sitting_forms.new_sitting, name="new_sitting"),
    path("zitdagen/", sittings.sittings, name="sittings"),
    path("zitdagen/rooster/", sittings.rota, name="rota"),
    path("zitdag/<int:pk>/", sittings.sitting, name="sitting"),
    path("zitdag/<int:pk>/wijzigen/", sitting_forms.edit_sitting, name="edit_sitting"),
    path("zitdag/<int:pk>/stopzetten/", sitting_forms.end_sitting, name="end_sitting"),
    path("zitdag/<int:pk>/wegvallen/", sitting_forms.skip_sitting, name="skip_sitting"),
    path("zitdag/<int:pk>/doorgaan/", sitting_forms.hold_sitting, name="hold_sitting"),
    path("uitvoer/", exports.export, name="export"),
    path("uitvoer/hsds.json", exports.hsds_file, name="hsds_file"),
]
