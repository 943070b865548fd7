"""What the page of an application says between proposal and decision, and what it offers whom."""

import pytest
from django.template.loader import render_to_string

from eenplan.benefits.selectors.committee import committee_of
from eenplan.benefits.services.proposals import answer_proposal
from eenplan.benefits.services.sessions import put_on_agenda
from eenplan.benefits.services.voting import note_vote, postpone_item
from eenplan.people.models import Household
from tests.factories import TODAY
from tests.support.committee import drafted, ready_file, sitting, submitted
from tests.support.rights import application_of, at

pytestmark = pytest.mark.django_db


def told(application, actor=None):
    application.household = Household.objects.with_team().get(pk=application.household_id)
    part = committee_of(application, on=TODAY, actor=actor)
    shown = render_to_string("benefits/part_committee.html", {"committee": part, "actor": actor})
    return part.stand, [act.label for act in part.actions], shown


def test_without_a_report_nothing_is_offered(household, amira):
    assert told(application_of(household), amira)[:2] == ("nog geen voorstel", [])


def test_the_state_in_words_and_the_next_act_for_who_may(
    household, amira, dirk, bram, guy, pieter, rita
):
    application = ready_file(household, amira.user_id)
    assert told(application, amira)[1] == ["Stel een beslissing voor"]
    assert told(application, dirk)[1] == told(application, bram)[1] == []
    assert told(application)[1] == []

    made = submitted(amira, application)
    assert told(application, amira)[:2] == ("voorstel bij het hoofd", ["Open het voorstel"])
    assert "Kijk het voorstel na" in told(application, dirk)[1]

    def answer(said, note=""):
        found = application.proposals.order_by("-pk").first()
        answer_proposal(
            actor=dirk,
            proposal=found,
            version=found.version,
            answer=said,
            note=note,
            at=at(TODAY),
            on=TODAY,
        )
        found.refresh_from_db()
        return found

    answer("BACK", "categorie nakijken")
    stand, acts, shown = told(application, amira)
    assert (stand, acts[-1]) == ("terug van het hoofd", "Stel een beslissing voor")
    assert "categorie nakijken" in shown

    drafted_again = drafted(amira, application)
    assert told(application, amira)[0] == "voorstel in voorbereiding"
    drafted_again.delete()
    submitted(amira, application)
    made = answer("AGREED")
    assert told(application, amira)[0] == "klaar voor het comité"

    session = sitting(pieter, rita)
    item = put_on_agenda(actor=guy, session=session, subject=made, on=TODAY)
    assert told(application, amira)[0] == "op de agenda van het comité"
    postpone_item(actor=guy, item=item, note="later", at=at(TODAY), on=TODAY)
    assert told(application, amira)[0] == "uitgesteld door het comité"

    again = put_on_agenda(actor=guy, session=session, subject=made, on=TODAY)
    note_vote(
        actor=guy, item=again, votes_for=2, votes_against=0, abstained=0, at=at(TODAY), on=TODAY
    )
    stand, acts, shown = told(application, amira)
    assert (stand, acts[-1]) == ("beslist", "Stel een volgende beslissing voor")
    assert "1.776,95" in shown and "/comite/beslissing/" in shown
