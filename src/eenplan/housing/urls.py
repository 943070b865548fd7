from django.urls import path

from eenplan.housing.views import (
    new_place,
    places,
    presence,
    rehousing,
    safety,
    states,
    stays,
    visits,
)

app_name = "housing"
urlpatterns = [
    path("", places.places, name="places"),
    path("nieuw/", new_place.new_place, name="new_place"),
    path("<int:pk>/", places.place, name="place"),
    path("<int:pk>/toestand/", states.change_state, name="change_state"),
    path("<int:pk>/melding/", safety.report_place, name="report_place"),
    path("<int:pk>/stop/", safety.stop_place, name="stop_place"),
    path("verblijven/", stays.stays, name="stays"),
    path("verblijven/bezoeken/", visits.visits, name="follow_up_visits"),
    path("verblijven/bezoeken/<int:follow_up_id>/", visits.visit, name="follow_up_visit"),
    path(
        "verblijven/bezoeken/<int:follow_up_id>/verbeteren/",
        visits.correct,
        name="correct_follow_up",
    ),
    path("verblijven/aanwezigheid/", presence.presence_sites, name="presence_sites"),
    path("verblijven/aanwezigheid/<int:dwelling_id>/", presence.presence, name="presence"),
    path("verblijven/herhuisvesting/", rehousing.rehousings, name="rehousings"),
    path("verblijven/herhuisvesting/<int:rehousing_id>/", rehousing.rehousing, name="rehousing"),
    path("verblijven/meldingen/", safety.incidents, name="incidents"),
    path("verblijven/meldingen/<int:incident_id>/", safety.incident, name="incident"),
    path("verblijven/te-bekijken/", safety.patterns, name="patterns"),
    path("verblijven/stilgelegd/", safety.stops, name="stops"),
    path("verblijven/stilgelegd/<int:stop_id>/vrijgeven/", safety.lift, name="lift_stop"),
    path("verblijven/cijfers/", rehousing.figures, name="stay_figures"),
    path("verblijven/<int:stay_id>/", stays.stay, name="stay"),
    path("verblijven/<int:stay_id>/verlengen/", stays.extend, name="extend_stay"),
    path("verblijven/<int:stay_id>/herbekijken/", stays.review, name="review_stay"),
    path("verblijven/<int:stay_id>/extra-bezoek/", visits.extra_visit, name="extra_visit"),
    path("verblijven/<int:stay_id>/gastheer/", visits.host_talk, name="host_talk"),
    path("verblijven/<int:stay_id>/melding/", safety.report, name="report_incident"),
    path("verblijven/<int:stay_id>/afwezig/", presence.absence, name="note_absence"),
    path("verblijven/<int:stay_id>/terug/", presence.back, name="note_return"),
    path("verblijven/<int:stay_id>/andere-woning/", stays.ask_rehousing, name="ask_rehousing"),
]
