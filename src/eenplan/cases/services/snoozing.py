"""Putting something off with a reason, until a day on which it is back by itself."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from eenplan.cases import permissions
from eenplan.cases.errors import AlreadyDone, AlreadySnoozed, ImpossibleSnooze
from eenplan.cases.models import Case, Snooze, Step, WorkItem
from eenplan.cases.plan_policies import check_reason, lock_open
from eenplan.core import audit
from eenplan.core.access import Actor

LONGEST = timedelta(days=92)


@transaction.atomic
def snooze_step(*, actor: Actor, step: Step, until: date, reason: str, on: date) -> Snooze:
    """Put a step off the actor's day. Its own day stays as it is, and binds: as `_snooze`."""
    if step.done_on:
        raise AlreadyDone("Deze stap is al afgehandeld.")
    if step.is_binding and step.due_on and until > step.due_on:
        raise ImpossibleSnooze(
            f"Deze dag ligt vast ({step.get_rule_kind_display()}): {step.due_on:%d/%m/%Y}. "
            "U kunt niet uitstellen tot na die dag."
        )
    return _snooze(actor, step.case, until, reason, on, step=step)


@transaction.atomic
def snooze_item(*, actor: Actor, item: WorkItem, until: date, reason: str, on: date) -> Snooze:
    """Put a work item off the actor's day: as `_snooze`."""
    if item.done_on:
        raise AlreadyDone("Dit werd al afgehandeld.")
    return _snooze(actor, item.case, until, reason, on, item=item)


@transaction.atomic
def snooze_quiet(*, actor: Actor, case: Case, until: date, reason: str, on: date) -> Snooze:
    """Let a quiet household rest for a while: as `_snooze`."""
    return _snooze(actor, case, until, reason, on, case=case)


def _snooze(actor: Actor, of: Case, until: date, reason: str, on: date, **about) -> Snooze:
    """Raises NotAllowed, CaseClosed, ImpossibleSnooze, ReasonMissing, AlreadySnoozed."""
    permissions.check_can_work(actor, of)
    lock_open(of)
    if until <= on:
        raise ImpossibleSnooze("Kies een dag na vandaag.")
    if until > on + LONGEST:
        raise ImpossibleSnooze("Uitstellen kan hoogstens drie maanden.")
    reason = check_reason(reason, "Schrijf waarom dit later kan.")
    try:
        with transaction.atomic():
            snooze = Snooze.objects.create(
                worker_id=actor.user_id, starts_on=on, ends_on=until, reason=reason, **about
            )
    except IntegrityError as error:
        raise AlreadySnoozed("Dit staat al uitgesteld.") from error
    audit.record(actor, "cases.snoozed", snooze, until=until, reason=reason)
    return snooze


@transaction.atomic
def end_snooze(*, actor: Actor, snooze: Snooze, on: date) -> None:
    """Put something that was put off back on the actor's day. Raises NotAllowed, AlreadyDone."""
    about = snooze.step or snooze.item
    permissions.check_can_work(actor, about.case if about else snooze.case)
    ended = Snooze.objects.filter(pk=snooze.pk, worker=actor.user_id, ends_on__gt=on)
    if not ended.update(ends_on=max(on, snooze.starts_on)):
        raise AlreadyDone("Dit staat al terug op uw dag.")
    audit.record(actor, "cases.snooze-ended", snooze)
