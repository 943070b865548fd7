from django.urls import path

from eenplan.housing.views import calls, host_people, new_offer, new_place, offers, places, states

app_name = "housing"
urlpatterns = [
    path("", places.places, name="places"),
    path("nieuw/", new_place.new_place, name="new_place"),
    path("<int:pk>/", places.place, name="place"),
    path("<int:pk>/toestand/", states.change_state, name="change_state"),
]

#: The pages of the offers, with addresses and names of their own.
offer_pages = (
    [
        path("", offers.offers, name="offers"),
        path("nieuw/", new_offer.new_offer, name="new_offer"),
        path("belronde/", calls.call_list, name="call_list"),
        path("controles/", host_people.check_types, name="check_types"),
        path("controles/nieuw/", host_people.add_check_type, name="add_check_type"),
        path("controles/<int:type_id>/einde/", host_people.end_check_type, name="end_check_type"),
        path("mensen/<int:member_id>/controle/", host_people.check_member, name="check_member"),
        path("mensen/<int:member_id>/vertrokken/", host_people.end_member, name="end_member"),
        path("oordeel/<int:check_id>/reden/", host_people.explain_check, name="explain_check"),
        path("<int:pk>/", offers.offer, name="offer"),
        path("<int:pk>/wijzigen/", new_offer.change_terms, name="change_terms"),
        path("<int:pk>/gesprek/", calls.call, name="call"),
        path("<int:pk>/onderbreken/", calls.hold, name="hold"),
        path("<int:pk>/weer-meetellen/", calls.release, name="release"),
        path("<int:pk>/mensen/", offers.people, name="people"),
        path("<int:pk>/mensen/nieuw/", host_people.add_member, name="add_member"),
    ],
    "offers",
)
