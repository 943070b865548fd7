from django.urls import path

from eenplan.agenda.views import appointments, feed, figures, home_visits, hours, queue, week

app_name = "agenda"
urlpatterns = [
    path("", week.week, name="week"),
    path("vrij/", week.slots, name="slots"),
    # the desk
    path("balie/", queue.first_queue, name="queue"),
    path("balie/<int:team_id>/", queue.team_queue, name="team_queue"),
    path("balie/<int:team_id>/inschrijven/", queue.enlist, name="enlist"),
    path("balie/<int:team_id>/scherm/", queue.screen, name="screen"),
    path("balie/<int:team_id>/papier/", queue.paper, name="paper"),
    path("balie/<int:team_id>/inloop-aan/", hours.walk_in_on, name="walk_in_on"),
    path("balie/inloop-uit/", hours.walk_in_off, name="walk_in_off"),
    path("bezoek/<int:visit_id>/roep/", queue.call, name="call"),
    path("bezoek/<int:visit_id>/terug/", queue.put_back, name="put_back"),
    path("bezoek/<int:visit_id>/weg/", queue.left, name="left"),
    # hours and figures
    path("uren/", hours.plan_hours, name="hours"),
    path("uren/<int:block_id>/stop/", hours.end_hours, name="end_hours"),
    path("cijfers/", figures.all_figures, name="figures"),
    path("cijfers/bezoeken/", figures.visits, name="visits"),
    path("cijfers/<int:team_id>/", figures.team_figures, name="team_figures"),
    path("cijfers/<int:team_id>/uren/", figures.stretches, name="stretches"),
    # appointments
    path("afspraak/nieuw/", appointments.make_in_first_team, name="new_appointment_anywhere"),
    path("team/<int:team_id>/afspraak/", appointments.make, name="new_appointment"),
    path("afspraak/<int:appointment_id>/", appointments.appointment, name="appointment"),
    path("afspraak/<int:appointment_id>/verplaats/", appointments.move, name="move"),
    path("afspraak/<int:appointment_id>/afzeggen/", appointments.cancel, name="cancel"),
    path("afspraak/<int:appointment_id>/doorgegaan/", appointments.held, name="held"),
    path("afspraak/<int:appointment_id>/niet-gekomen/", appointments.no_show, name="no_show"),
    path("gezin/<int:year>/<int:serial>/", appointments.of_household, name="of_household"),
    # home visits
    path("gezin/<int:year>/<int:serial>/huisbezoek/", home_visits.pack, name="pack"),
    path("gezin/<int:year>/<int:serial>/vertrek/", home_visits.leave, name="leave"),
    path("gezin/<int:year>/<int:serial>/veiligheid/", home_visits.note_safety, name="note_safety"),
    path("veiligheid/<int:note_id>/stop/", home_visits.end_safety_note, name="end_safety_note"),
    path("onderweg/", home_visits.away, name="away"),
    path("onderweg/<int:home_visit_id>/terug/", home_visits.back, name="back"),
    path("onderweg/<int:home_visit_id>/later/", home_visits.expect_later, name="expect_later"),
    path("onderweg/<int:home_visit_id>/niet-vertrokken/", home_visits.not_left, name="not_left"),
    # the feed
    path("kalender/", feed.calendar, name="calendar"),
    path("kalender/nieuw/", feed.new_address, name="new_address"),
    path("kalender/intrekken/", feed.revoke, name="revoke_address"),
    path("kalender/<slug:token>.ics", feed.read_feed, name="feed"),
]
