from django.urls import path

from eenplan.core.pages import by_method
from eenplan.desk.views import (
    arrival,
    boards,
    closing,
    handover,
    handover_runs,
    household,
    households,
    leaving,
    my_day,
    proposal,
    search,
)

app_name = "desk"
FILE = "gezin/<int:year>/<int:serial>"
urlpatterns = [
    path("", my_day.my_day, name="my_day"),
    path("mijn-dag/<slug:name>/", my_day.block, name="my_day_block"),
    path("zoeken/", search.search, name="search"),
    path("aankomst/", by_method(get=arrival.blank, post=arrival.register), name="arrival"),
    path("gezinnen/", households.households, name="households"),
    path("team/", boards.boards, name="team_boards"),
    path("team/<int:team_id>/", boards.board, name="team_board"),
    path(f"{FILE}/", household.timeline, name="household"),
    path(f"{FILE}/plan/", household.plan, name="household_plan"),
    path(f"{FILE}/wonen/", household.home, name="household_housing"),
    path(f"{FILE}/personen/", household.persons, name="household_persons"),
    path("voorstellen/", proposal.proposals, name="proposals"),
    path(f"{FILE}/voorstel/", proposal.proposal, name="proposal"),
    path(f"{FILE}/plaats-geven/", proposal.accept_place, name="accept_place"),
    path(f"{FILE}/verblijf-beeindigen/", leaving.end_stay, name="end_stay"),
    path(f"{FILE}/dossier-sluiten/", closing.close_case, name="close_case"),
    path(f"{FILE}/dossier-heropenen/", closing.open_again, name="open_again"),
    path(f"{FILE}/overdragen/", handover.offer, name="offer_handover"),
    path("overdrachten/", handover.handovers, name="handovers"),
    path("overdrachten/<int:handover_id>/", handover.handover, name="handover"),
    path("overdrachten/<int:handover_id>/nee/", handover.no_handover, name="no_handover"),
    path("team/<int:team_id>/overdragen/", handover_runs.plan_run, name="plan_run"),
    path("overdrachten/reeks/<int:run_id>/", handover_runs.run, name="handover_run"),
    path("overdrachten/reeks/<int:run_id>/stop/", handover_runs.stop, name="stop_run"),
    path("overdrachten/reeks/<int:run_id>/door/", handover_runs.go_on, name="go_on_with_run"),
    path(f"{FILE}/documenten/", household.documents, name="household_documents"),
]
