from django.urls import path

from eenplan.benefits.views import (
    committee_appeals as appeals,
    committee_decisions as decisions,
    committee_heads as heads,
    committee_proposals as proposals,
    committee_sessions as sessions,
    committee_urgent as urgent,
    committee_voting as voting,
)

pages = (
    [
        path("", sessions.sessions, name="sessions"),
        path("klaar/", sessions.ready, name="ready"),
        path("zitting/nieuw/", sessions.new_session, name="new_session"),
        path("zitting/<int:session_id>/", sessions.session, name="session"),
        path("zitting/<int:session_id>/wijzigen/", sessions.change_session, name="change_session"),
        path(
            "zitting/<int:session_id>/punt/<slug:kind>/<int:subject_id>/",
            sessions.put_on,
            name="put_on",
        ),
        path("zitting/<int:session_id>/versturen/", sessions.publish, name="publish"),
        path("zitting/<int:session_id>/aanwezig/", voting.presence, name="presence"),
        path("zitting/<int:session_id>/sluiten/", voting.close, name="close"),
        path("zitting/<int:session_id>/notulen/", voting.minutes, name="minutes"),
        path("punt/<int:item_id>/", voting.item, name="item"),
        path("punt/<int:item_id>/stemming/", voting.vote, name="vote"),
        path("punt/<int:item_id>/verlaten/", voting.leave, name="leave"),
        path("punt/<int:item_id>/weg/", sessions.take_off, name="take_off"),
        path("punt/<int:item_id>/<slug:direction>/", sessions.move, name="move"),
        path("voorstellen/", heads.listed_to_check, name="to_check"),
        path("voorstel/nieuw/<int:application_id>/", proposals.new_proposal, name="new_proposal"),
        path("voorstel/<int:proposal_id>/", proposals.proposal, name="proposal"),
        path(
            "voorstel/<int:proposal_id>/wijzigen/",
            proposals.change_proposal,
            name="change_proposal",
        ),
        path("voorstel/<int:proposal_id>/voorleggen/", proposals.submit, name="submit"),
        path("voorstel/<int:proposal_id>/weg/", proposals.discard, name="discard"),
        path("voorstel/<int:proposal_id>/nakijken/", heads.check, name="check"),
        path("dringend/", urgent.urgent, name="urgent"),
        path("dringend/<int:application_id>/", urgent.give, name="give_urgent"),
        path("te-bekrachtigen/", urgent.to_ratify, name="to_ratify"),
        path("beslissing/<int:decision_id>/", decisions.decision, name="decision"),
        path(
            "beslissing/<int:decision_id>/voorstel/", proposals.next_proposal, name="next_proposal"
        ),
        path("beslissing/<int:decision_id>/nieuwe-feiten/", decisions.new_facts, name="new_facts"),
        path("beslissing/<int:decision_id>/beroep/", decisions.appeal, name="appeal"),
        path("beroep/<int:appeal_id>/uitkomst/", appeals.end_appeal, name="end_appeal"),
        path(
            "aanvraag/<int:application_id>/beroep/", appeals.appeal_absence, name="appeal_absence"
        ),
        path("herzieningen/", decisions.reviews, name="reviews"),
        path("herziening/<int:review_id>/", decisions.review, name="review"),
    ],
    "committee",
)
