"""The screens from proposal to decision, of guidelines and of second reading, for who uses them."""

from datetime import timedelta

from eenplan.benefits.models import (
    AgendaItem,
    Appeal,
    CommitteeSession,
    Decision,
    Guideline,
    GuidelineVersion,
    ReadingDraw,
    Review,
    SecondReading,
    SessionMember,
)
from eenplan.organisation.models import User
from eenplan.people.models import Household
from tests.support.rights import agreed_proposal, application_of, at, signed_report
from tests.support.setting import TODAY

OLENA_LAW = "Organieke wet van 8 juli 1976, artikel 1 en 57: menswaardig leven."


def _of_amiras_team() -> list[Household]:
    team = User.objects.get(username="amira").memberships.first().team
    return list(Household.objects.filter(care__team=team, care__ends_on=None).order_by("pk")[:6])


def _sitting() -> tuple[CommitteeSession, list[AgendaItem]]:
    """Return a session of today with Pieter and Rita in it, and two items nobody voted on."""
    session, _ = CommitteeSession.objects.get_or_create(held_on=TODAY)
    CommitteeSession.objects.filter(pk=session.pk).update(published_at=at(TODAY))
    for name in ("pieter", "rita"):
        SessionMember.objects.update_or_create(
            session=session,
            user=User.objects.get(username=name),
            defaults={"is_chair": name == "pieter", "was_present": True},
        )
    last = session.items.count()
    items = [
        AgendaItem.objects.create(
            session=session,
            position=last + place,
            proposal=agreed_proposal(application_of(household)),
        )
        for place, household in enumerate(_of_amiras_team()[:2], start=1)
    ]
    return session, items


def guys_committee() -> dict:
    session, items = _sitting()
    agreed_proposal(application_of(_of_amiras_team()[2]))
    one, item = f"/comite/zitting/{session.pk}", f"/comite/punt/{items[0].pk}"
    return {
        "committee-sessions": "/comite/",
        "committee-ready": "/comite/klaar/",
        "committee-new-session": "/comite/zitting/nieuw/",
        "committee-session": f"{one}/",
        "committee-change-session": f"{one}/wijzigen/",
        "committee-presence": f"{one}/aanwezig/",
        "committee-minutes": f"{one}/notulen/",
        "committee-item": f"{item}/",
        "committee-vote": f"{item}/stemming/",
        "committee-leave": f"{item}/verlaten/",
        "committee-to-ratify": "/comite/te-bekrachtigen/",
        "committee-guidelines": "/richtlijnen/",
    }


def pieters_committee() -> dict:
    session, items = _sitting()
    urgent = application_of(_of_amiras_team()[3], is_urgent=True, words="Geen eten vanavond.")
    return {
        "member-sessions": "/comite/",
        "member-session": f"/comite/zitting/{session.pk}/",
        "member-item": f"/comite/punt/{items[1].pk}/",
        "urgent-aid": "/comite/dringend/",
        "give-urgent-aid": f"/comite/dringend/{urgent.pk}/",
    }


def ritas_committee() -> dict:
    session, items = _sitting()
    guideline, _ = _guideline()
    return {
        "rita-session": f"/comite/zitting/{session.pk}/",
        "rita-item": f"/comite/punt/{items[0].pk}/",
        "rita-leave": f"/comite/punt/{items[0].pk}/verlaten/",
        "rita-guideline": f"/richtlijnen/{guideline.pk}/",
    }


def _guideline() -> tuple[Guideline, GuidelineVersion]:
    guideline = Guideline.objects.create(title="Begin van de steun bij aankomst")
    versions = [
        GuidelineVersion.objects.create(
            guideline=guideline,
            number=number,
            since=TODAY - timedelta(days=400 // number),
            text=f"De steun begint op de dag van de aanvraag.\n\nVersie {number} zegt dit zo.",
            why="eerste versie" if number == 1 else "duidelijker gezegd",
            made_at=at(TODAY),
        )
        for number in (1, 2)
    ]
    return guideline, versions[1]


def ilses_guidelines() -> dict:
    guideline, version = _guideline()
    decision = Decision.objects.order_by("pk").last()
    drawn = ReadingDraw.objects.create(
        week=TODAY - timedelta(days=7),
        seed=271828,
        size=1,
        strata={"equivalent leefloon · toekennen · zonder afwijking · Wijkteam": [1, 4]},
        drawn_at=at(TODAY),
    )
    reading = SecondReading.objects.create(draw=drawn, decision=decision, stratum="leefloon")
    review, _ = Review.objects.get_or_create(
        decision=decision,
        reason="RATE_CHANGED",
        defaults={"raised_on": TODAY, "old_cents": 100_000, "new_cents": 102_000},
    )
    page = f"/richtlijnen/{guideline.pk}"
    return {
        "guidelines": "/richtlijnen/",
        "guideline": f"{page}/",
        "new-guideline": "/richtlijnen/nieuw/",
        "new-guideline-version": f"{page}/versie/",
        "guideline-difference": f"{page}/verschil/",
        "guideline-touched": f"/richtlijnen/versie/{version.pk}/beslissingen/",
        "draws": "/richtlijnen/tweede-lezing/",
        "new-draw": "/richtlijnen/tweede-lezing/trekken/",
        "draw": f"/richtlijnen/tweede-lezing/{drawn.pk}/",
        "second-reading": f"/richtlijnen/tweede-lezing/lezing/{reading.pk}/",
        "reviews": "/comite/herzieningen/",
        "review": f"/comite/herziening/{review.pk}/",
        "decision-of-others": f"/comite/beslissing/{decision.pk}/",
    }


def amiras_proposals() -> dict:
    """The proposals and decisions of a case manager."""
    household = _of_amiras_team()[4]
    fresh = application_of(household)
    signed_report(fresh)
    draft = agreed_proposal(
        application_of(household),
        head_id=None,
        head_answer="",
        head_at=None,
        submitted_at=None,
        grounds_in_law=OLENA_LAW,
    )
    rows = Decision.objects.filter(application__household__in=_of_amiras_team())
    decision = rows.filter(next_decision=None).order_by("pk").first()
    found = {
        "new-proposal": f"/comite/voorstel/nieuw/{fresh.pk}/",
        "decision-proposal": f"/comite/voorstel/{draft.pk}/",
        "change-proposal": f"/comite/voorstel/{draft.pk}/wijzigen/",
    }
    if decision is None:
        return found
    appeal = Appeal.objects.create(
        application=decision.application, decision=decision, filed_on=TODAY, court="Gent"
    )
    page = f"/comite/beslissing/{decision.pk}"
    return {
        **found,
        "decision": f"{page}/",
        "next-proposal": f"{page}/voorstel/",
        "new-facts": f"{page}/nieuwe-feiten/",
        "appeal": f"{page}/beroep/",
        "end-appeal": f"/comite/beroep/{appeal.pk}/uitkomst/",
    }


def dirks_checks() -> dict:
    """What waits for the head of the team."""
    waits = agreed_proposal(
        application_of(_of_amiras_team()[5]), head_id=None, head_answer="", head_at=None
    )
    return {
        "proposals-to-check": "/comite/voorstellen/",
        "check-proposal": f"/comite/voorstel/{waits.pk}/nakijken/",
        "findings": "/richtlijnen/tweede-lezing/bevindingen/",
    }
