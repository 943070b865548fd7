"""Decisions to suspend or to pay on abroad, as the committee took them, and their notification."""

from datetime import date, timedelta

from eenplan.benefits.models import Decision, Notification, Sanction, StayAbroad
from eenplan.engines.deadlines import add_months
from tests.factories import TODAY
from tests.support.letters import kept_letter
from tests.support.money import granted
from tests.support.rights import REASONS, at, decided


def suspending(grant, *, since: date, months: int = 1, decided_on: date | None = None, **facts):
    """Return a decision of the committee to suspend a living wage for whole months."""
    return _besides(
        grant, "SANCTION", since, add_months(since, months), decided_on or since - timedelta(14),
        **facts,
    )  # fmt: skip


def allowing(grant, *, since: date, decided_on: date | None = None, **facts):
    """Return a decision of the committee to go on paying somebody abroad."""
    return _besides(grant, "ABROAD", since, None, decided_on or since, **facts)


def _besides(grant, kind, since, until, decided_on, **facts) -> Decision:
    application = grant.decision.application
    return decided(
        grant.household,
        **{
            "application": application,
            "decided_on": decided_on,
            "kind": kind,
            "right": grant.component,
            "category": None,
            "amount_cents": 0,
            "starts_on": since,
            "ends_on": until,
            "revises": grant.decision,
            **facts,
        },
    )


def reasons(percent: int) -> dict:
    """Return reasons that name a part."""
    return {**REASONS, "grounds_in_fact": f"De betaling wordt voor {percent} % geschorst."}


def notified(decision: Decision, on: date) -> Decision:
    """Let the letter of a decision have gone out on a day."""
    letter = kept_letter(decision, made_at=at(on))
    Notification.objects.create(letter=letter, how="REGISTERED", sent_on=on)
    return decision


def one_of_each(household) -> dict[str, int]:
    """Return a stay abroad, a sanction and the decision it rests on, by their name in addresses."""
    grant = granted(household, right="LIVING_WAGE", account=None)
    person, on = grant.beneficiary, TODAY
    decision = notified(suspending(grant, since=on), on - timedelta(7))
    stay = StayAbroad.objects.create(
        household=household, person=person, starts_on=on, reported_on=on, noted_at=at(on)
    )
    sanction = Sanction.objects.create(
        household=household,
        person=person,
        decision=decision,
        fault="FRAUD",
        months=1,
        starts_on=on,
        ends_on=add_months(on, 1),
        fact_on=date(2026, 9, 1),
        notified_on=on - timedelta(7),
        heard="HEARD",
        heard_on=date(2026, 10, 1),
        noted_at=at(on),
    )
    return {
        "year": household.year,
        "serial": household.serial,
        "abroad_id": stay.pk,
        "sanction_id": sanction.pk,
        "sanction_decision_id": decision.pk,
    }
