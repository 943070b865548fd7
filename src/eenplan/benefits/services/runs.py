"""A payment run: opened, frozen with a recount, approved by somebody else, exported, cancelled."""

import zlib
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from eenplan.benefits.enums_money import (
    CandidateState,
    Component,
    EntryKind,
    PaymentState,
    RunState,
)
from eenplan.benefits.lifecycle import RUN
from eenplan.benefits.models import (
    CentreDetails,
    Payment,
    PaymentRun,
    RunCandidate,
    RunFile,
)
from eenplan.benefits.money_errors import (
    FileDiffers,
    ImpossibleRun,
    NotFinished,
    RunMovedOn,
)
from eenplan.benefits.money_permissions import (
    check_can_approve,
    check_can_make,
    check_second_person,
)
from eenplan.benefits.run_periods import DAYS
from eenplan.benefits.selectors.paid_to import payees
from eenplan.benefits.selectors.run_files import bytes_of, content_of, fingerprint
from eenplan.benefits.services.bookings import book_due, book_net, reverse_run
from eenplan.benefits.services.filling import add_candidates, take_piece
from eenplan.benefits.services.refreezing import correct_old_dues, put_back_stale
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.numbering import next_numbers
from eenplan.engines.deadlines import BadDay, pay_day

FIRST = date(2002, 10, 1)  # the law on the living wage
AHEAD_DAYS, AT_THE_FREEZE = 92, 1000


@transaction.atomic
def open_run(
    *,
    actor: Actor,
    period: date,
    wished_on: date,
    on: date,
    at: datetime,
    component: Component | str = "",
) -> PaymentRun:
    """Open a run for a part of a month, with every grant that holds in it as a candidate.

    Raises NotAllowed, ImpossibleRun for a day that cannot be, or when one is open for it already.
    """
    check_can_make(actor)
    _check_days(period, wished_on, on)
    try:
        with transaction.atomic():
            run = PaymentRun.objects.create(
                year=on.year,
                serial=next_numbers("payment-runs", on.year)[0],
                component=component,
                period=period,
                wished_on=wished_on,
                pay_on=_pay_on(wished_on, on),
                made_by_id=actor.user_id or None,
                made_at=at,
            )
    except IntegrityError as error:
        raise ImpossibleRun("Er staat al een betaalrun open voor deze periode.") from error
    found = add_candidates(run)
    audit.record(actor, "benefits.run-opened", run, period=period, grants=found)
    return run


def _check_days(period: date, wished_on: date, on: date) -> None:
    if period.day not in DAYS or period < FIRST:
        raise ImpossibleRun("Kies een maand, en een deel ervan dat op 1, 8, 15 of 22 begint.")
    if (period - on).days > AHEAD_DAYS:
        raise ImpossibleRun("Deze periode ligt te ver vooruit om nu al te betalen.")
    if not 0 <= (wished_on - on).days <= AHEAD_DAYS:
        error = ImpossibleRun("Kies een betaaldag van vandaag tot drie maanden verder.")
        error.field = "wished_on"
        raise error


def _pay_on(wished_on: date, on: date) -> date:
    try:
        day = pay_day(wished_on)
    except BadDay as error:
        raise ImpossibleRun(str(error)) from error
    if day < on:
        error = ImpossibleRun("De laatste bankdag voor deze dag is al voorbij: kies een later dag.")
        error.field = "wished_on"
        raise error
    return day


def take_run(run_id: int, *states: RunState) -> PaymentRun:
    """Return a run, held for whoever asks; everybody else waits. Raises RunMovedOn."""
    run = PaymentRun.objects.select_for_update().get(pk=run_id)
    if run.state not in states:
        raise RunMovedOn(
            f"Betaalrun {run.number} is intussen {run.get_state_display()}: kijk de stand na."
        )
    return run


def move(run: PaymentRun, state: RunState, **facts) -> None:
    """Take a run that is held to its next state."""
    if state not in RUN[RunState(run.state)]:
        raise RunMovedOn(f"Betaalrun {run.number} is {run.get_state_display()}.")
    run.state, run.version = state, run.version + 1
    for name, value in facts.items():
        setattr(run, name, value)
    run.save(update_fields=["state", "version", *facts])


@transaction.atomic
def freeze(*, actor: Actor, run: PaymentRun, on: date, at: datetime) -> PaymentRun:
    """Freeze a run: wait for every piece under way, count again, make the bytes, book what is due.

    What came or changed since is reckoned first. Raises NotAllowed, RunMovedOn, NotFinished when
    more waits than fits in here, ImpossibleRun when nothing is to be paid.
    """
    check_can_make(actor)
    held = take_run(run.pk, RunState.OPEN)
    add_candidates(held)
    _count_what_was_filled()
    put_back_stale(held)
    _finish(held)
    correct_old_dues(actor=actor, run=held, on=on, at=at)
    held.debtor, held.frozen_at = _debtor(on), at
    content = bytes_of(held)
    payments = list(Payment.objects.filter(run=held).values_list("net_cents", flat=True))
    RunFile.objects.create(
        run=held, content=zlib.compress(content, 1), size=len(content), made_at=at
    )
    move(
        held,
        RunState.FROZEN,
        debtor=held.debtor,
        frozen_at=at,
        sha256=fingerprint(content),
        payments_count=len(payments),
        total_cents=sum(payments),
    )
    book_due(actor=actor, run=held, on=on, at=at)
    audit.record(
        actor,
        "benefits.run-frozen",
        held,
        payments=held.payments_count,
        cents=held.total_cents,
        sha256=held.sha256,
    )
    return held


def _count_what_was_filled() -> None:
    """Tell the planner how many rows the workers wrote a moment ago.

    It believes the tables are as small as at its last look, and then compares every payment of
    the run with every other: 10 000 grants took three times as long as twice as many.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE benefits_runcandidate, benefits_payment, benefits_withholding")


def _finish(run: PaymentRun) -> None:
    """Reckon what little still waits. Nobody else does while the run is held.

    A worker that found nothing to take may have looked while another held the last piece: only a
    count under the lock tells that none is left.
    """
    waiting = RunCandidate.objects.filter(run=run, state=CandidateState.WAITING)
    if waiting.count() <= AT_THE_FREEZE:
        while take_piece(run.pk):
            pass
    left = waiting.count()
    if left:
        raise NotFinished(f"Nog {left} toekenningen te berekenen: wacht tot ze klaar zijn.")


def _debtor(on: date) -> dict:
    centre = CentreDetails.objects.on(on).first()
    if centre is None:
        raise ImpossibleRun("De gegevens van het centrum (naam, rekening) zijn niet ingevuld.")
    return {
        "name": centre.name,
        "iban": centre.iban.replace(" ", "").upper(),
        "bic": centre.bic.replace(" ", "").upper(),
    }


@transaction.atomic
def approve(*, actor: Actor, run: PaymentRun, on: date, at: datetime) -> PaymentRun:
    """Approve a frozen run, by somebody else than who made it; its bytes are made again first.

    Raises NotAllowed, SamePerson, RunMovedOn, FileDiffers.
    """
    check_can_approve(actor)
    held = take_run(run.pk, RunState.FROZEN)
    check_second_person(
        actor, held.made_by_id, "U maakte deze betaalrun zelf: iemand anders keurt ze goed."
    )
    if bytes_of(held) != content_of(held):
        raise FileDiffers("De betalingen geven niet meer hetzelfde bestand. Roep hulp in.")
    move(held, RunState.APPROVED, approved_by_id=actor.user_id or None, approved_at=at)
    audit.record(actor, "benefits.run-approved", held, sha256=held.sha256)
    return held


@transaction.atomic
def export(*, actor: Actor, run: PaymentRun, on: date, at: datetime) -> PaymentRun:
    """Let an approved run leave for the bank, once: from then on its payments are sent.

    Raises NotAllowed, RunMovedOn.
    """
    check_can_make(actor)
    held = take_run(run.pk, RunState.APPROVED)
    content_of(held)
    move(held, RunState.EXPORTED, exported_by_id=actor.user_id or None, exported_at=at)
    payments = Payment.objects.filter(run=held, state=PaymentState.PLANNED)
    payments.filter(net_cents=0).update(state=PaymentState.SETTLED, settled_on=held.pay_on)
    sent = list(payments.values_list("pk", flat=True))
    payments.update(state=PaymentState.SENT)
    book_net(actor=actor, payments=sent, kind=EntryKind.SENT, run=held, on=on, at=at)
    audit.record(actor, "benefits.run-exported", held, sha256=held.sha256)
    return held


@transaction.atomic
def cancel(*, actor: Actor, run: PaymentRun, reason: str, on: date, at: datetime) -> PaymentRun:
    """Cancel a run that did not leave yet; what its freeze booked is reversed.

    Raises NotAllowed, RunMovedOn.
    """
    check_can_make(actor)
    held = take_run(run.pk, RunState.OPEN, RunState.FROZEN, RunState.APPROVED)
    was_frozen = held.state != RunState.OPEN
    Payment.objects.filter(run=held).update(state=PaymentState.CANCELLED)
    move(held, RunState.CANCELLED)
    if was_frozen:
        reverse_run(actor=actor, run=held, on=on, at=at)
    audit.record(actor, "benefits.run-cancelled", held, reason=reason)
    return held


@transaction.atomic
def look_again(*, actor: Actor, run: PaymentRun) -> int:
    """Put the held back candidates of an open run to be reckoned once more; return how many."""
    check_can_make(actor)
    held = take_run(run.pk, RunState.OPEN)
    rows = RunCandidate.objects.filter(run=held, state=CandidateState.HELD)
    count = rows.update(state=CandidateState.WAITING, reason="", note="")
    audit.record(actor, "benefits.run-looked-again", held, grants=count)
    return count


@transaction.atomic
def release(*, actor: Actor, candidate: RunCandidate, at: datetime) -> RunCandidate:
    """Let somebody be paid on an account that was changed shortly before; a second person does.

    Raises NotAllowed, SamePerson, RunMovedOn.
    """
    check_can_approve(actor)
    take_run(candidate.run_id, RunState.OPEN)
    held = RunCandidate.objects.select_for_update().get(pk=candidate.pk)
    day = candidate.run.pay_on
    other = payees([held.grant], day).get(held.grant_id)
    account = other or held.grant.beneficiary.bank_details.on(day).first()
    check_second_person(
        actor,
        account and account.entered_by_id,
        "U voerde deze rekening zelf in: iemand anders geeft ze vrij.",
    )
    if held.state != CandidateState.HELD or held.reason != "JUST_CHANGED":
        raise RunMovedOn("Deze toekenning wordt niet meer tegengehouden voor haar rekening.")
    held.released_by_id, held.released_at = actor.user_id or None, at
    held.state, held.reason, held.note = CandidateState.WAITING, "", ""
    held.save()
    audit.record(actor, "benefits.candidate-released", held, account=account and account.pk)
    return held
