"""Stays abroad and sanctions, of a household."""

from django.urls import path

from eenplan.benefits.views import hindrances as views

STAY = "verblijf/<int:abroad_id>"
OF_A_HOUSEHOLD = "gezin/<int:year>/<int:serial>/"
pages = (
    [
        path(OF_A_HOUSEHOLD, views.hindrances, name="hindrances"),
        path(f"{OF_A_HOUSEHOLD}verblijf/", views.new_stay, name="new_stay"),
        path(f"{STAY}/verbeteren/", views.correct_stay, name="correct_stay"),
        path(f"{STAY}/terug/", views.end_stay, name="end_stay"),
        path(f"{STAY}/doorbetalen/", views.allow_stay, name="allow_stay"),
        path(f"{STAY}/intrekken/", views.withdraw_stay, name="withdraw_stay"),
        path(
            "beslissing/<int:sanction_decision_id>/uitvoeren/",
            views.carry_out,
            name="carry_out_sanction",
        ),
        path(
            "sanctie/<int:sanction_id>/intrekken/",
            views.withdraw_sanction,
            name="withdraw_sanction",
        ),
    ],
    "hindrances",
)
