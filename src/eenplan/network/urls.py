from django.urls import path

from eenplan.network.views import (
    acting,
    asking,
    helpdesks,
    partner,
    questions,
    received,
    referrals,
    reusing,
    sending,
    ties,
)

app_name = "network"
FILE = "gezin/<int:year>/<int:serial>"
ONE = "doorverwijzingen/<int:pk>"
MINE = "gestelde-vragen/<int:pk>"
urlpatterns = [
    path("doorverwijzingen/", referrals.referrals, name="referrals"),
    path(f"{ONE}/", referrals.referral, name="referral"),
    path(f"{ONE}/intrekken/", acting.withdraw, name="withdraw_referral"),
    path(f"{ONE}/toestemming/", acting.withdraw_consent, name="withdraw_consent"),
    path(f"{ONE}/antwoord/", acting.note_answer, name="note_answer"),
    path(f"{ONE}/link/", acting.make_link, name="make_link"),
    path(f"{ONE}/link/intrekken/", acting.revoke_link, name="revoke_link"),
    path(f"{FILE}/doorverwijzen/", sending.choose, name="refer"),
    path(
        f"{FILE}/doorverwijzen/dienst/<int:service_id>/",
        sending.refer_to_service,
        name="refer_to_service",
    ),
    path(
        f"{FILE}/doorverwijzen/team/<int:receiver_id>/", sending.refer_to_team, name="refer_to_team"
    ),
    path("ontvangen/", received.received, name="received"),
    path("ontvangen/<int:pk>/", received.received_one, name="received_one"),
    path("bij-ons/", received.expert_received, name="expert_received"),
    path("bij-ons/<int:pk>/", received.expert_received_one, name="expert_received_one"),
    path("antwoord/<str:token>/", partner.answer, name="partner_answer"),
    path("vragen/", questions.questions, name="questions"),
    path("vragen/<int:pk>/", questions.question, name="question"),
    path("vragen/<int:pk>/hergebruik/", reusing.make_reusable, name="make_reusable"),
    path("vragen/<int:pk>/niet-meer-juist/", reusing.withdraw_reusable, name="withdraw_reusable"),
    path("gestelde-vragen/", asking.asked, name="asked"),
    path("gestelde-vragen/nieuw/", asking.ask, name="ask"),
    path(f"{FILE}/vraag/", asking.ask, name="ask_about"),
    path(f"{MINE}/", asking.asked_question, name="asked_question"),
    path(f"{MINE}/vervolg/", asking.follow_up, name="follow_up"),
    path(f"{MINE}/intrekken/", asking.withdraw, name="withdraw_question"),
    path(f"{MINE}/gelezen/", asking.mark_read, name="mark_read"),
    path("eerdere-antwoorden/", reusing.reusable, name="reusable"),
    path(f"{FILE}/band/", ties.new_tie, name="new_tie"),
    path("banden/<int:pk>/einde/", ties.end_tie, name="end_tie"),
    path("banden/<int:pk>/toestemming/", ties.withdraw_consent, name="withdraw_tie_consent"),
    path("helpdesks/", helpdesks.helpdesks, name="helpdesks"),
    path("helpdesks/<slug:code>/", helpdesks.helpdesk, name="helpdesk"),
]
