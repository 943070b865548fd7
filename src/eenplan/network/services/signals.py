"""Giving a signal, following it up, bringing it to a household, answering who gave it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from eenplan.cases.selectors import open_case
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.network import policies
from eenplan.network.errors import Recognisable
from eenplan.network.models import Signal
from eenplan.network.services.telling import tell_case_manager
from eenplan.network.signal_access import check_can_handle
from eenplan.network.signal_errors import (
    ImpossibleDay,
    NoOpenCase,
    SaidNothing,
    SignalClosed,
    SignalMoved,
)
from eenplan.network.signal_kinds import (
    CLOSED_BY_HAND,
    OPEN,
    SignalState,
    SignalTheme,
    Urgency,
)
from eenplan.organisation.models import User
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household
from eenplan.people.selectors import may_open
from eenplan.territory.models import Area

SOON_DAYS = 7
FURTHEST = timedelta(days=366)
SEES_NO_FILES = (
    "In uw tekst staat een naam of het nummer van het gekoppelde gezin. Wie dit leest, ziet geen "
    "dossiers: schrijf het zonder."
)


@transaction.atomic
def give_signal(
    *,
    actor: Actor,
    theme: SignalTheme,
    area: Area | None,
    urgency: Urgency,
    text: str,
    on: date,
    about: str = "",
    reach: str = "",
) -> Signal:
    """Write down what somebody noticed; the norm says by when somebody looks at it.

    What cannot wait has to be looked at sooner. Raises NotAllowed, SaidNothing.
    """
    actor.must(Capability.SIGNAL_GIVE)
    signal = Signal.objects.create(
        theme=theme,
        area=area,
        urgency=urgency,
        text=check_said(text, "text", "Schrijf wat u hebt gemerkt."),
        about=about.strip(),
        reach=reach.strip(),
        given_by_id=actor.user_id or None,
        given_on=on,
        due_on=on + timedelta(days=_days(urgency, on)),
    )
    audit.record(actor, "network.signal-given", signal, theme=theme, area=area and area.pk)
    return signal


def _days(urgency: Urgency, on: date) -> int:
    days = int(norm("signal_days", on=on))
    sooner = {Urgency.TODAY: 0, Urgency.SOON: SOON_DAYS}
    return min(days, sooner.get(urgency, days))


@transaction.atomic
def take_signal(
    *,
    actor: Actor,
    signal: Signal,
    version: int,
    owner: User,
    due_on: date,
    summary: str,
    on: date,
) -> Signal:
    """Say who follows up a signal and by when; again when somebody else takes it over.

    Raises NotAllowed, ImpossibleDay, Recognisable, SignalMoved, SignalClosed.
    """
    check_can_handle(actor, signal)
    if not on <= due_on <= on + FURTHEST:
        raise ImpossibleDay("Kies een dag vanaf vandaag, hoogstens een jaar ver.", "due_on")
    check_without_names(signal, summary, "summary")
    changes = {"owner": owner, "due_on": due_on, "summary": summary.strip()}
    _change(signal, version, state=SignalState.IN_HAND, **changes)
    audit.record(actor, "network.signal-taken", signal, owner=owner.pk, due=due_on)
    return signal


@transaction.atomic
def close_signal(
    *,
    actor: Actor,
    signal: Signal,
    version: int,
    state: SignalState,
    feedback: str,
    reason: str,
    on: date,
) -> Signal:
    """Answer who gave the signal; without any action it says why.

    Raises NotAllowed, SaidNothing, Recognisable, SignalMoved, SignalClosed.
    """
    check_can_handle(actor, signal)
    if state not in CLOSED_BY_HAND:
        raise SaidNothing("Kies wat er met het signaal gebeurde.", "state")
    feedback = check_said(feedback, "feedback", "Schrijf wat u terugkoppelt aan wie dit meldde.")
    if state == SignalState.NO_ACTION:
        check_said(reason, "reason", "Schrijf waarom er geen gevolg komt.")
    check_without_names(signal, feedback, "feedback")
    changes = {"feedback": feedback, "reason": reason.strip(), "closed_on": on}
    _change(signal, version, state=state, owner_id=actor.user_id or None, **changes)
    audit.record(actor, "network.signal-closed", signal, state=state, feedback=feedback)
    return signal


@transaction.atomic
def link_signal(
    *, actor: Actor, signal: Signal, version: int, household: Household, on: date
) -> Signal:
    """Bring a signal to a household: its case manager gets it as a work item.

    Only to a household the actor may open. Raises NotAllowed, NotFound, NoOpenCase, SignalMoved,
    SignalClosed.
    """
    check_can_handle(actor, signal)
    if not may_open(actor, household):
        raise NotFound(household.pk)
    case = open_case(household)
    if case is None:
        raise NoOpenCase(f"Gezin {household.number} heeft geen open dossier.")
    _change(signal, version, household=household)
    text = f"Signaal over {signal.get_theme_display()} van {signal.given_on:%d/%m/%Y}, opvolgen"
    tell_case_manager(actor, case, f"{text} tegen {signal.due_on:%d/%m/%Y}: {signal.text}", on=on)
    audit.record(actor, "network.signal-linked", signal, household=household.pk)
    return signal


@transaction.atomic
def unlink_signal(*, actor: Actor, signal: Signal, version: int) -> Signal:
    """Take a signal off the household it was linked to by mistake.

    Raises NotAllowed, SignalMoved, SignalClosed.
    """
    check_can_handle(actor, signal)
    former = signal.household_id
    _change(signal, version, household=None)
    audit.record(actor, "network.signal-unlinked", signal, household=former)
    return signal


def _change(signal: Signal, version: int, **changes) -> None:
    """Write on a signal as it was read. Raises SignalMoved, SignalClosed."""
    row = Signal.objects.filter(pk=signal.pk, version=version, state__in=OPEN)
    if not row.update(**changes, version=F("version") + 1):
        signal.refresh_from_db()
        if not signal.is_open:
            raise SignalClosed("Een collega sloot dit signaal net af.")
        raise SignalMoved("Een collega wijzigde dit signaal net.")
    signal.refresh_from_db()


def check_said(text: str, field: str, sentence: str) -> str:
    """Return the text without spaces around it, or raise SaidNothing when nothing is left."""
    if not text.strip():
        raise SaidNothing(sentence, field)
    return text.strip()


def check_without_names(signal: Signal, text: str, field: str) -> None:
    """Raise Recognisable when a text for somebody without files names the linked household."""
    if signal.household is None:
        return
    try:
        policies.check_unrecognisable(text, signal.household, field=field)
    except Recognisable:
        raise Recognisable(SEES_NO_FILES, field) from None
