from django.urls import path

from eenplan.benefits.views import guidelines as views

pages = (
    [
        path("", views.guidelines, name="guidelines"),
        path("nieuw/", views.new_guideline, name="new_guideline"),
        path("<int:guideline_id>/", views.guideline, name="guideline"),
        path("<int:guideline_id>/versie/", views.new_version, name="new_version"),
        path("<int:guideline_id>/verschil/", views.difference, name="difference"),
        path("versie/<int:version_id>/beslissingen/", views.touched, name="touched"),
        path("tweede-lezing/", views.draws, name="draws"),
        path("tweede-lezing/trekken/", views.new_draw, name="new_draw"),
        path("tweede-lezing/<int:draw_id>/", views.draw, name="draw"),
        path("tweede-lezing/lezing/<int:reading_id>/", views.reading, name="reading"),
        path("tweede-lezing/bevindingen/", views.findings, name="findings"),
    ],
    "guidelines",
)
