"""The term to decide stands still for a time, and runs again."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.benefits import register_permissions as permissions
from eenplan.benefits.models import Application, Suspension
from eenplan.benefits.policies import register as policies
from eenplan.benefits.register_errors import ImpossibleEntry, ImpossibleSuspension
from eenplan.benefits.register_facts import EntryFacts, entry_facts
from eenplan.benefits.selectors.terms import decision_due
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.deadlines import BadDay, TermExpired


@transaction.atomic
def suspend(
    *, actor: Actor, application: Application, since: date, reason: str, on: date
) -> Suspension:
    """Let the term to decide stand still from a day. A term that is over is not suspended.

    Raises NotAllowed, NotFound, ApplicationOver, ImpossibleSuspension.
    """
    permissions.check_can_work_on(actor, application)
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    policies.check_open(held)
    if not reason.strip():
        raise ImpossibleSuspension("Schrijf waarom.", "reason")
    _check_since(held, since, on=on)
    try:
        with transaction.atomic():
            row = Suspension.objects.create(
                application=held,
                starts_on=since,
                reason=reason,
                noted_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "one_suspension_at_a_time" not in str(error):
            raise
        raise ImpossibleSuspension("De termijn is in die periode al geschorst.", "since") from None
    audit.record(actor, "benefits.term-suspended", held, since=since, reason=reason)
    return row


def _check_since(held: Application, since: date, *, on: date) -> None:
    start = entry_facts(held).term_starts_on
    if since > on:
        raise ImpossibleSuspension("Deze dag moet nog komen.", "since")
    if since < start:
        raise ImpossibleSuspension(f"De termijn begon pas op {start:%d/%m/%Y} te lopen.", "since")
    found = decision_due(held.right, start, held.suspensions.all())
    if found.standing:
        raise ImpossibleSuspension("De termijn staat al stil.", "since")
    if found.expired(on) or found.expired(since):
        raise ImpossibleSuspension(
            f"De termijn om te beslissen liep af op {found.day:%d/%m/%Y}: ze kan niet meer "
            "geschorst worden.",
            "since",
        )


@transaction.atomic
def resume(*, actor: Actor, application: Application, until: date, on: date) -> Suspension:
    """Let the term run again from a day; the due day moves by the days it really stood still.

    Raises NotAllowed, NotFound, ImpossibleSuspension.
    """
    permissions.check_can_work_on(actor, application)
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    row = held.suspensions.open().first()
    if row is None:
        raise ImpossibleSuspension("De termijn loopt: ze is niet geschorst.")
    if until > on:
        raise ImpossibleSuspension("Deze dag moet nog komen.", "until")
    if until < row.starts_on:
        raise ImpossibleSuspension(
            f"De termijn staat stil sinds {row.starts_on:%d/%m/%Y}; ze loopt niet eerder weer.",
            "until",
        )
    if not Suspension.objects.filter(pk=row.pk, ends_on=None).update(ends_on=until):
        raise ImpossibleSuspension("Iemand anders liet de termijn net weer lopen.")
    audit.record(actor, "benefits.term-resumed", held, until=until)
    row.ends_on = until
    return row


def check_suspensions_fit(application: Application, after: EntryFacts) -> None:
    """Raise ImpossibleEntry when with other days a term was suspended that was over by then."""
    try:
        decision_due(application.right, after.term_starts_on, application.suspensions.all())
    except TermExpired as error:
        raise ImpossibleEntry(
            f"Met deze dag klopt een schorsing niet meer. {error}", "becomes"
        ) from None
    except BadDay as error:
        raise ImpossibleEntry(str(error), "becomes") from None
