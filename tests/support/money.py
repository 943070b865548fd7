"""Grants with an account, and a run that goes as far as a test wants."""

from datetime import UTC, datetime, timedelta

from eenplan.benefits.models import Grant, PaymentRun
from eenplan.benefits.services.filling import take_piece
from eenplan.benefits.services.runs import approve, export, freeze, open_run
from eenplan.core.access import Actor, Capability, system_actor
from tests.factories import TODAY, HouseholdFactory, UserFactory
from tests.support.rights import IBAN, applicant_of, decided, paid_on, the_centre

MONTH = TODAY.replace(day=1)
WISHED = TODAY + timedelta(days=5)  # a Saturday: paid on the Friday before
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SYSTEM = system_actor(TODAY)


def finance(user) -> Actor:
    """Return somebody of finance as the one who acts."""
    may = {Capability.PAYMENTS_VIEW, Capability.PAYMENTS_MAKE, Capability.PAYMENTS_APPROVE}
    return Actor(user.pk, str(user), TODAY, capabilities=frozenset(may))


def granted(household, *, since=MONTH, account: str | None = IBAN, **facts) -> Grant:
    """Return a grant that holds in the month of the tests, with a confirmed account."""
    decision = decided(household, received_on=since, **facts)
    person = applicant_of(household)
    if account and not person.bank_details.exists():
        paid_on(person, iban=account)
    return decision.grant


def households(team, area, count: int) -> list:
    """Return households that each have a grant."""
    made = []
    for number in range(count):
        found = HouseholdFactory(name=f"Gezin {number}", team=team, area=area)
        granted(found)
        made.append(found)
    return made


def opened(*, actor=SYSTEM, period=MONTH, **facts) -> PaymentRun:
    """Return a run that was opened today."""
    the_centre()
    return open_run(
        **{"actor": actor, "period": period, "wished_on": WISHED, "on": TODAY, "at": NOW, **facts}
    )


def filled(**facts) -> PaymentRun:
    """Return a run of which every candidate was reckoned."""
    run = opened(**facts)
    while take_piece(run.pk):
        pass
    return run


def frozen(*, actor=SYSTEM, **facts) -> PaymentRun:
    return freeze(actor=actor, run=filled(actor=actor, **facts), on=TODAY, at=NOW)


def approved(run: PaymentRun, *, second: Actor | None = None) -> PaymentRun:
    """Return a frozen run that somebody of finance approved."""
    return approve(actor=second or finance(UserFactory()), run=run, on=TODAY, at=NOW)


def exported(*, actor=SYSTEM, second=None, **facts) -> PaymentRun:
    """Return a run that left for the bank."""
    run = approved(frozen(actor=actor, **facts), second=second)
    return export(actor=actor, run=run, on=TODAY, at=NOW)
