from django.urls import path

from eenplan.benefits.views import calculations, inquiry, inquiry_rows

REPORT = "<int:report_id>"
CALCULATION = "berekening/<int:calculation_id>"
pages = (
    [
        path(f"{REPORT}/", inquiry.overview, name="report"),
        path(f"{REPORT}/deel/<slug:section>/", inquiry.section, name="section"),
        path(f"{REPORT}/middelen/", inquiry_rows.means, name="means"),
        path(f"{REPORT}/middelen/nieuw/<slug:kind>/", inquiry_rows.add_row, name="add_row"),
        path("middel/<int:means_id>/", inquiry_rows.change_row, name="change_row"),
        path("middel/<int:means_id>/weg/", inquiry_rows.remove_row, name="remove_row"),
        path(f"{REPORT}/bewijzen/", inquiry_rows.evidence, name="evidence"),
        path(
            "bewijs/<int:evidence_id>/",
            inquiry_rows.settle_evidence,
            name="settle_evidence",
        ),
        path(f"{REPORT}/ondertekenen/", inquiry.sign, name="sign"),
        path(f"{REPORT}/vervolg/", inquiry.begin_next, name="begin_next"),
        path(f"{REPORT}/afdruk/", inquiry.printed, name="printed"),
        path(f"{REPORT}/berekenen/", calculations.calculate, name="calculate"),
        path(f"{CALCULATION}/", calculations.calculation, name="calculation"),
        path(f"{CALCULATION}/feiten.json", calculations.facts, name="facts"),
    ],
    "inquiry",
)
