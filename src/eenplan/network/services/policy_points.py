"""Putting signals together for the policy makers, and their answer."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F

from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.network.models import PolicyPoint, Signal
from eenplan.network.selectors.signals import triaged
from eenplan.network.services.signals import check_said, check_without_names
from eenplan.network.signal_access import check_makes_policy
from eenplan.network.signal_errors import NotChosen, PointAnswered
from eenplan.network.signal_kinds import OPEN, SignalState


@transaction.atomic
def make_point(
    *,
    actor: Actor,
    title: str,
    text: str,
    signals: Collection[int],
    feedback: str,
    on: date,
) -> PolicyPoint:
    """Put signals to the policy makers as one point, in words without persons.

    Who gave a signal that was still open, hears `feedback`. Raises NotAllowed, SaidNothing,
    NotChosen, Recognisable.
    """
    actor.must(Capability.SIGNAL_TRIAGE)
    chosen = _lock(actor, signals)
    title = check_said(title, "title", "Geef het punt een titel.")
    text = check_said(text, "text", "Schrijf wat er aan de hand is.")
    for signal in chosen:
        check_without_names(signal, f"{title} {text}", "text")
    point = PolicyPoint.objects.create(
        title=title, text=text, made_on=on, made_by_id=actor.user_id or None
    )
    _collect(actor, point, chosen, feedback, on)
    audit.record(actor, "network.policy-point-made", point, signals=len(chosen))
    return point


@transaction.atomic
def add_to_point(
    *, actor: Actor, point: PolicyPoint, signals: Collection[int], feedback: str, on: date
) -> PolicyPoint:
    """Add signals to a point that waits for an answer.

    Raises NotAllowed, NotChosen, PointAnswered, SaidNothing, Recognisable.
    """
    actor.must(Capability.SIGNAL_TRIAGE)
    chosen = _lock(actor, signals)
    waiting = PolicyPoint.objects.select_for_update().filter(pk=point.pk, answered_on=None)
    if not waiting.exists():
        raise PointAnswered("Op dit punt is al geantwoord. Maak een nieuw punt.")
    _collect(actor, point, chosen, feedback, on)
    audit.record(actor, "network.policy-point-added-to", point, signals=len(chosen))
    return point


def _lock(actor: Actor, signals: Collection[int]) -> list[Signal]:
    """Return the chosen signals, locked; each the actor may list, none in a point already."""
    if not signals:
        raise NotChosen("Kies minstens één signaal.")
    seen = triaged(actor).filter(pk__in=signals).values("pk")
    rows = Signal.objects.select_for_update(of=("self",)).filter(pk__in=seen, point=None)
    chosen = list(rows.select_related("household").order_by("pk"))
    if len(chosen) != len(set(signals)):
        raise NotChosen("Een collega nam net een van deze signalen op in een ander punt.")
    return chosen


def _collect(
    actor: Actor, point: PolicyPoint, chosen: list[Signal], feedback: str, on: date
) -> None:
    """Bind signals to a point. Those that were open are closed by it; others keep their state."""
    waiting = [signal for signal in chosen if signal.state in OPEN]
    if waiting:
        sentence = "Schrijf wat u terugkoppelt aan wie dit meldde."
        feedback = check_said(feedback, "feedback", sentence)
        for signal in waiting:
            check_without_names(signal, feedback, "feedback")
    changed = {"point": point, "version": F("version") + 1}
    Signal.objects.filter(pk__in=[s.pk for s in chosen]).exclude(state__in=OPEN).update(**changed)
    Signal.objects.filter(pk__in=[s.pk for s in waiting], state__in=OPEN).update(
        state=SignalState.TO_POLICY, feedback=feedback, closed_on=on, **changed
    )


@transaction.atomic
def answer_point(*, actor: Actor, point: PolicyPoint, answer: str, on: date) -> PolicyPoint:
    """Answer a point for the policy makers; who gave its signals reads it with the own signal.

    Of two answers at once one counts. Raises NotAllowed, SaidNothing, PointAnswered.
    """
    check_makes_policy(actor)
    answer = check_said(answer, "answer", "Schrijf het antwoord van het beleid.")
    waiting = PolicyPoint.objects.filter(pk=point.pk, answered_on=None)
    changes = {"answer": answer, "answered_on": on, "answered_by_id": actor.user_id or None}
    if not waiting.update(**changes, version=F("version") + 1):
        raise PointAnswered("Een collega antwoordde net op dit punt.")
    point.refresh_from_db()
    audit.record(actor, "network.policy-point-answered", point)
    return point
