"""Planning inspections, answering the checklist, the verdict, and taking over what others saw."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions
from eenplan.housing.enums import PlaceState
from eenplan.housing.enums_dwellings import Answer, InspectionKind, Verdict
from eenplan.housing.errors import (
    ImpossiblePlan,
    ImpossibleValidity,
    InspectionClosed,
    InspectionIncomplete,
)
from eenplan.housing.lifecycle import WORK
from eenplan.housing.models import Dwelling, Inspection, InspectionAnswer, PlaceStatus
from eenplan.housing.selectors.inspections import (
    checklist_on,
    findings_of,
    is_approval,
    items_for,
    reasons_against,
    valid_until_from,
)
from eenplan.organisation.models import User

LATEST = date(2100, 1, 1)
SEEN = {*WORK, PlaceState.READY}


@transaction.atomic
def plan_inspection(
    *,
    actor: Actor,
    dwelling: Dwelling,
    on: date,
    planned_on: date | None,
    inspector: User | None = None,
    note: str = "",
) -> Inspection:
    """Plan a look at a dwelling, or move the one that is planned. Raises NotAllowed."""
    permissions.check_can_inspect(actor)
    held = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    if planned_on and planned_on < on:
        raise ImpossiblePlan("Kies vandaag of een latere dag.")
    found = held.inspections.filter(verdict="", cancelled_on=None).first()
    inspection = found or Inspection(dwelling=held)
    inspection.planned_on, inspection.inspector = planned_on, inspector
    inspection.note = note
    inspection.version += 1 if found else 0
    inspection.save()
    audit.record(actor, "housing.inspection-planned", inspection, planned_on=planned_on or "?")
    return inspection


@transaction.atomic
def begin_inspection(*, actor: Actor, dwelling: Dwelling, on: date) -> Inspection:
    """Start looking: lay today's checklist ready, once. Who came a moment later joins in.

    Raises NotAllowed, NotFound when there is no checklist.
    """
    permissions.check_can_inspect(actor)
    held = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    inspection = held.inspections.filter(verdict="", cancelled_on=None).first()
    if inspection and inspection.begun_on:
        return inspection
    inspection = inspection or Inspection(dwelling=held)
    inspection.checklist = checklist_on(on)
    inspection.begun_on = on
    inspection.inspector_id = actor.user_id or None
    inspection.save()
    InspectionAnswer.objects.bulk_create(
        InspectionAnswer(inspection=inspection, item=item)
        for item in items_for(inspection.checklist, held.places.all())
    )
    audit.record(actor, "housing.inspection-begun", inspection, checklist=inspection.checklist)
    return inspection


@transaction.atomic
def answer_item(
    *,
    actor: Actor,
    inspection: Inspection,
    item_id: int,
    at: datetime,
    answer: Answer | str | None = None,
    note: str | None = None,
) -> InspectionAnswer:
    """Keep what was seen for one question; None leaves the answer or the remark as it was.

    Raises NotAllowed, InspectionClosed.
    """
    permissions.check_can_inspect(actor)
    _hold_open(inspection)
    said = InspectionAnswer.objects.select_for_update().filter(
        inspection=inspection, item_id=item_id
    )
    row = said.select_related("item").get()
    before = (row.answer, row.note)
    row.answer = row.answer if answer is None else answer
    row.note = row.note if note is None else note
    if (row.answer, row.note) == before:
        return row
    row.answered_by_id, row.answered_at = actor.user_id or None, at
    row.save()
    audit.record(
        actor, "housing.inspection-answered", inspection, item=row.item.code, answer=row.answer
    )
    return row


@transaction.atomic
def decide_inspection(
    *,
    actor: Actor,
    inspection: Inspection,
    on: date,
    verdict: Verdict,
    valid_until: date | None,
    note: str = "",
    floor_m2: int | None = None,
) -> Inspection:
    """Give the verdict; from then on nothing of the inspection changes.

    Raises NotAllowed, InspectionClosed, InspectionIncomplete, ImpossibleValidity.
    """
    permissions.check_can_inspect(actor)
    Dwelling.objects.select_for_update().get(pk=inspection.dwelling_id)
    held = _hold_open(inspection)
    if held.begun_on is None:
        raise InspectionIncomplete("Deze controle is nog niet begonnen.")
    if is_approval(verdict):
        _check_can_approve(held, verdict)
        _check_validity(valid_until, on)
    held.verdict, held.decided_on = verdict, on
    held.valid_until = valid_until if is_approval(verdict) else None
    held.note, held.floor_m2 = note, floor_m2
    held.inspector_id = actor.user_id or None
    held.version += 1
    _save(held)
    audit.record(
        actor, "housing.inspection-decided", held, verdict=verdict, until=held.valid_until or ""
    )
    return held


def _check_can_approve(inspection: Inspection, verdict: Verdict) -> None:
    against = reasons_against(findings_of(inspection))
    if missing := against["missing"]:
        number = "1 vraag" if len(missing) == 1 else f"{len(missing)} vragen"
        raise InspectionIncomplete(
            f"Er is nog geen antwoord op {number}. Zonder alle antwoorden kunt u niet goedkeuren."
        )
    if danger := against["danger"]:
        raise InspectionIncomplete(
            f"“{danger[0].item.question}”: {danger[0].get_answer_display()}. Dat is gevaar of niet "
            "nagekeken: dit pand kan nu alleen geweigerd worden. Kijk na de werken opnieuw."
        )
    if verdict == Verdict.APPROVED and (serious := against["serious"]):
        raise InspectionIncomplete(
            f"“{serious[0].item.question}”: {serious[0].get_answer_display()}. "
            "Kies “goedgekeurd na werken” of “geweigerd”."
        )
    if verdict == Verdict.AFTER_WORKS and not inspection.works.filter(dropped_on=None).exists():
        raise InspectionIncomplete("Schrijf eerst op welke werken nodig zijn.")


def _check_validity(valid_until: date | None, on: date) -> None:
    if valid_until is None or not on < valid_until < LATEST:
        raise ImpossibleValidity(f"Kies een dag na {dutch_day(on)}.")


def _save(inspection: Inspection) -> None:
    """Save a verdict; an answer that changed meanwhile is seen by the trigger."""
    try:
        with transaction.atomic():
            inspection.save()
    except IntegrityError as error:
        if "approval_" in str(error):
            raise InspectionIncomplete("Een antwoord veranderde net. Kijk de lijst na.") from None
        raise


def _hold_open(inspection: Inspection) -> Inspection:
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if not held.is_open:
        raise InspectionClosed("Deze controle is afgesloten. U kunt er niets meer aan wijzigen.")
    return held


@transaction.atomic
def cancel_inspection(*, actor: Actor, inspection: Inspection, on: date, note: str) -> Inspection:
    """Call off an inspection without verdict; its answers are kept. Raises InspectionClosed."""
    permissions.check_can_inspect(actor)
    held = _hold_open(inspection)
    held.cancelled_on, held.note = on, note
    held.version += 1
    held.save()
    audit.record(actor, "housing.inspection-cancelled", held, note=note)
    return held


@transaction.atomic
def take_over_inspection(
    *, actor: Actor, dwelling: Dwelling, on: date, valid_until: date, note: str
) -> Inspection:
    """Write down an approval that somebody else gave; `note` says who, and on what paper.

    Raises NotAllowed, ImpossibleValidity.
    """
    permissions.check_can_manage(actor)
    held = Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    _check_validity(valid_until, on)
    [row] = taken_over_rows([held], on=on, valid_until=valid_until, note=note)
    row.inspector_id = actor.user_id or None
    row.save()
    audit.record(actor, "housing.inspection-taken-over", row, until=valid_until, note=note)
    return row


def taken_over_rows(
    dwellings: Iterable[Dwelling], *, on: date, valid_until: date, note: str
) -> list[Inspection]:
    """Return unsaved approvals taken over for dwellings: for imports, which write many at once."""
    return [
        Inspection(
            dwelling=dwelling,
            kind=InspectionKind.TAKEN_OVER,
            decided_on=on,
            verdict=Verdict.APPROVED,
            valid_until=valid_until,
            note=note,
        )
        for dwelling in dwellings
    ]


def take_over_approvals(
    *, actor: Actor, statuses: Iterable[PlaceStatus], on: date, note: str
) -> int:
    """Take over an approval for the dwellings that an imported list calls seen, if they have none.

    `statuses` are the written states; one beyond "not inspected" says that somebody looked. The
    approval counts from the day of the list, for the months of the norm from today on. Returns how
    many were written. Raises NotAllowed.
    """
    permissions.check_can_manage(actor)
    seen = {row.place.dwelling_id: row.place.dwelling for row in statuses if row.state in SEEN}
    known = set(
        Inspection.objects.filter(dwelling__in=seen, decided_on__isnull=False).values_list(
            "dwelling", flat=True
        )
    )
    fresh = [dwelling for pk, dwelling in seen.items() if pk not in known]
    if not fresh:
        return 0
    rows = taken_over_rows(
        fresh,
        on=on,
        valid_until=valid_until_from(max(on, actor.on)),
        note=f"Overgenomen van {note}: niet door ons nagekeken."[:500],
    )
    return len(Inspection.objects.bulk_create(rows, batch_size=1000))
