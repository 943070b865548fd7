"""A session with its members, and a proposal on its way, for the tests of the committee."""

from datetime import date, timedelta

from eenplan.benefits.models import (
    AgendaItem,
    Appeal,
    CommitteeSession,
    Guideline,
    GuidelineVersion,
    ReadingDraw,
    Review,
    SecondReading,
    SessionMember,
)
from eenplan.benefits.policies.proposals import Terms
from eenplan.benefits.services.proposals import answer_proposal, draft_proposal, submit_proposal
from eenplan.benefits.services.sessions import put_on_agenda
from eenplan.organisation.models import User
from tests.factories import TODAY
from tests.support.rights import (
    agreed_proposal,
    application_of,
    at,
    calculation_of,
    decided,
    signed_report,
)

LAW = (
    "De organieke wet van 8 juli 1976, artikel 1 en 57. Toegepast: het gezin heeft tijdelijke "
    "bescherming en kan zonder steun niet menswaardig leven."
)
FACT = (
    "Uit het sociaal onderzoek blijkt dat mevrouw met twee minderjarige kinderen aankwam zonder "
    "spaargeld of inkomen; zij volgt Nederlandse les en schreef zich in bij de dienst voor "
    "arbeidsbemiddeling. Een huisbezoek op de opvangplaats bevestigt dit."
)
WAGE_CENTS = 177_695


def terms(**facts) -> Terms:
    """Return the terms of a proposal that is in order."""
    plain = {
        "kind": "GRANT",
        "category": 3,
        "amount_cents": WAGE_CENTS,
        "starts_on": TODAY,
        "grounds_in_law": LAW,
        "grounds_in_fact": FACT,
    }
    return Terms(**{**plain, **facts})


def ready_file(household, worker_id=None, **facts):
    """Return an application with a signed report and a calculation."""
    application = application_of(household, **facts)
    worker = User.objects.get(pk=worker_id) if worker_id else None
    report = signed_report(application, worker=worker)
    calculation_of(report)
    return application


def drafted(actor, application, **facts):
    """Return a proposal nobody laid before the head yet."""
    return draft_proposal(
        actor=actor, application=application, terms=terms(**facts), at=at(TODAY), on=TODAY
    )


def submitted(actor, application, **facts):
    """Return a proposal that waits for the head."""
    made = drafted(actor, application, **facts)
    return submit_proposal(actor=actor, proposal=made, version=made.version, at=at(TODAY), on=TODAY)


def agreed(actor, head, application, **facts):
    """Return a proposal the head agreed to, by the services."""
    made = submitted(actor, application, **facts)
    return answer_proposal(
        actor=head,
        proposal=made,
        version=made.version,
        answer="AGREED",
        at=at(TODAY),
        on=TODAY,
    )


def sitting(*users, on: date = TODAY, published=True, present=True) -> CommitteeSession:
    """Return a session on a day with these people (actors) in it, the first in the chair."""
    session = CommitteeSession.objects.create(
        held_on=on, published_at=at(on) if published else None
    )
    SessionMember.objects.bulk_create(
        SessionMember(
            session=session,
            user_id=user.user_id,
            is_chair=place == 0,
            was_present=True if present else None,
        )
        for place, user in enumerate(users)
    )
    return session


def item_for(secretary, session, household, **facts):
    """Return an agenda item about an agreed proposal of a household."""
    asked = agreed_proposal(application_of(household), **facts)
    return put_on_agenda(actor=secretary, session=session, subject=asked, on=TODAY)


def one_of_everything(household, other_household, worker: User) -> dict:
    """Return what the pages of committee and guidelines are about, in the care of a team."""
    draft = agreed_proposal(
        application_of(household),
        **{"head_id": None, "head_answer": "", "head_at": None, "submitted_at": None},
    )
    session = CommitteeSession.objects.create(held_on=TODAY, published_at=at(TODAY))
    item = AgendaItem.objects.create(
        session=session, position=1, proposal=agreed_proposal(application_of(household))
    )
    decision = decided(other_household, decided_on=TODAY - timedelta(days=7))
    guideline = Guideline.objects.create(title="Start van het recht")
    versions = [
        GuidelineVersion.objects.create(
            guideline=guideline,
            number=number,
            since=TODAY - timedelta(days=400 // number),
            text=f"Eerste alinea.\n\nVersie {number}.",
            why="eerste versie",
            made_at=at(TODAY),
        )
        for number in (1, 2)
    ]
    drawn = ReadingDraw.objects.create(
        week=TODAY - timedelta(days=7), seed=7, size=1, strata={}, drawn_at=at(TODAY)
    )
    return {
        "application_id": application_of(household, is_urgent=True).pk,
        "proposal_id": draft.pk,
        "session_id": session.pk,
        "item_id": item.pk,
        "kind": "voorstel",
        "subject_id": agreed_proposal(application_of(household)).pk,
        "direction": "omhoog",
        "decision_id": decision.pk,
        "review_id": Review.objects.create(
            decision=decision, reason="YEARLY", raised_on=TODAY, due_on=TODAY
        ).pk,
        "appeal_id": Appeal.objects.create(
            application=decision.application, decision=decision, filed_on=TODAY, court="Gent"
        ).pk,
        "guideline_id": guideline.pk,
        "version_id": versions[1].pk,
        "draw_id": drawn.pk,
        "reading_id": SecondReading.objects.create(
            draw=drawn, decision=decision, stratum="x", proposed_by=worker
        ).pk,
    }


def seat_everywhere(user: User) -> None:
    """Let somebody sit in every session there is."""
    for session in CommitteeSession.objects.filter(closed_at=None):
        SessionMember.objects.get_or_create(session=session, user=user)
