"""Closing a case, and helping a household that comes back."""

from datetime import date

from django.db import transaction
from django.db.models import F

from eenplan.cases import permissions
from eenplan.cases.enums import ClosingReason, WorkItemKind
from eenplan.cases.errors import CaseClosed, ImpossibleClosing, StillOpen
from eenplan.cases.models import Case, Step
from eenplan.cases.services.pending import lapse_pending
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion


@transaction.atomic
def close_case(
    *, actor: Actor, case: Case, because: ClosingReason, note: str, closed_on: date, on: date
) -> Case:
    """Close a case from a day on, `closed_on`: nobody holds it any more, nothing waits for anybody.

    Only what somebody asked and what ends with it is still told to who asked.
    The team keeps the file in its care: it can still be read there. The case is locked, so that
    nobody adds a step meanwhile. Raises NotAllowed, CaseClosed, StaleVersion, ImpossibleClosing,
    and StillOpen with the list while steps are open.
    """
    permissions.check_can_work(actor, case)
    now = Case.objects.select_for_update().get(pk=case.pk)
    if now.closed_on:
        raise CaseClosed(f"Dit dossier is al gesloten op {now.closed_on:%d/%m/%Y}.")
    if now.version != case.version:
        raise StaleVersion("Iemand anders wijzigde dit dossier net. Kijk het eerst na.")
    _check_day(now, closed_on, on)
    _check_nothing_to_do(now)
    lapse_pending(
        actor=actor,
        case=case,
        why="Het dossier is gesloten.",
        kind=WorkItemKind.CLOSING,
        on=on,
    )
    case.assignments.filter(starts_on__gt=closed_on).update(ends_on=F("starts_on"))
    case.assignments.open().update(ends_on=closed_on)
    case.work_items.filter(done_on=None).exclude(kind=WorkItemKind.CLOSING).update(done_on=on)
    case.closed_on, case.closed_by_id = closed_on, actor.user_id or None
    case.closed_because, case.closing_note = because, note
    case.version += 1
    case.save()
    audit.record(actor, "cases.case-closed", case, because=because, on=closed_on)
    return case


def _check_day(case: Case, closed_on: date, on: date) -> None:
    if closed_on > on:
        raise ImpossibleClosing("Een dossier sluit vandaag of vroeger, niet later.")
    if closed_on < case.opened_on:
        raise ImpossibleClosing(f"Dit dossier is pas geopend op {case.opened_on:%d/%m/%Y}.")
    changed = case.assignments.filter(starts_on__gt=closed_on).exclude(starts_on=F("ends_on"))
    if later := changed.order_by("-starts_on").first():
        raise ImpossibleClosing(
            f"{later.worker} volgt dit gezin pas op sinds {later.starts_on:%d/%m/%Y}. "
            "Kies die dag of een latere."
        )
    if contact := case.contacts.filter(on__gt=closed_on).order_by("-on").first():
        raise ImpossibleClosing(
            f"Er was nog een contact op {contact.on:%d/%m/%Y}. Kies die dag of een latere."
        )


def _check_nothing_to_do(case: Case) -> None:
    titles = list(Step.objects.filter(case=case, done_on=None).values_list("title", flat=True))
    if titles:
        many = "Er is nog 1 open stap" if len(titles) == 1 else f"Er zijn nog {len(titles)} stappen"
        raise StillOpen(f"{many}: {'; '.join(titles[:5])}{' …' if len(titles) > 5 else ''}")
