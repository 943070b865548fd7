"""Reading inspections: what may be lived in and until when, and what is to be looked at."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Least

from eenplan.core.errors import NotFound
from eenplan.housing.enums import PlaceState
from eenplan.housing.enums_dwellings import Verdict
from eenplan.housing.models import (
    Checklist,
    ChecklistItem,
    Dwelling,
    Inspection,
    InspectionAnswer,
    InspectionPhoto,
    Place,
    PlaceStatus,
    Work,
)
from eenplan.organisation.selectors import norm

FAR = date(2100, 1, 1)


def inspected_until(place_pks: Iterable[int], on: date) -> dict[int, date | None]:
    """Return per place the first day its approval no longer counts; None: no approval on the day.

    Says what `housing_inspected_until` says, with which a trigger refuses a stay without approval;
    for thousands of places at once.
    """
    until = {dwelling: day for dwelling, day in last_approvals(on).items() if day > on}
    places = Place.objects.filter(pk__in=list(place_pks)).values_list("pk", "dwelling_id")
    return {pk: until.get(dwelling) for pk, dwelling in places}


def last_approvals(on: date) -> dict[int, date]:
    """Return per dwelling (by id) of which the last verdict was good until when that counts.

    Also of those that do not count any more on the day.
    """
    verdicts = Inspection.objects.filter(decided_on__lte=on)
    last = verdicts.order_by("dwelling_id", "-decided_on", "-pk").distinct("dwelling_id")
    undone = Work.objects.filter(inspection=OuterRef("pk"), done_on=None)
    counts = Q(verdict=Verdict.APPROVED) | Q(verdict=Verdict.AFTER_WORKS) & ~Exists(undone)
    rows = last.annotate(counts=counts).values_list("dwelling_id", "valid_until", "counts")
    return {dwelling: day for dwelling, day, counted in rows if counted}


def approved_until(on: date) -> Func:
    """Return until when a dwelling's approval counts, to annotate dwellings with."""
    return Func(
        F("pk"), Value(on), function="housing_inspected_until", output_field=DateField(null=True)
    )


def valid_until_from(day: date) -> date:
    """Return until when an approval given on a day counts: the norm, in months."""
    return months_after(day, int(norm("inspection_months", on=day)))


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    later = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, later.day))


def checklist_on(day: date) -> Checklist:
    """Return the version of the checklist in use on a day, or raise NotFound."""
    found = Checklist.objects.filter(starts_on__lte=day).order_by("-starts_on", "-number").first()
    if found is None:
        raise NotFound("checklist")
    return found


def items_for(checklist: Checklist, places: Iterable[Place]) -> list[ChecklistItem]:
    """Return the questions that apply to a dwelling with these units."""
    places = list(places)
    forms, kinds = {place.form for place in places}, {place.kind for place in places}
    return [
        item
        for item in checklist.items.all()
        if (not item.forms or forms & set(item.forms))
        and (not item.kinds or kinds & set(item.kinds))
    ]


def get_inspection(pk: int) -> Inspection:
    """Return one inspection with its dwelling, or raise NotFound."""
    rows = Inspection.objects.select_related(
        "dwelling__area", "dwelling__offer__provider", "inspector", "checklist"
    ).defer("dwelling__area__geometry")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def get_photo(name) -> InspectionPhoto:
    """Return a photo by its name, or raise NotFound."""
    found = InspectionPhoto.objects.filter(name=name).first()
    if found is None:
        raise NotFound(name)
    return found


def findings_of(inspection: Inspection) -> list[InspectionAnswer]:
    """Return the questions of an inspection with what was answered, in order."""
    return list(inspection.answers.select_related("item", "answered_by").order_by("item__position"))


def inspections_of(dwelling: Dwelling) -> QuerySet[Inspection]:
    """Return the inspections of a dwelling, the one under way first, then the latest verdict."""
    rows = dwelling.inspections.select_related("inspector").annotate(
        unknown=Count("answers", filter=Q(answers__answer="UNKNOWN")), photo_count=_photos()
    )
    return rows.order_by(F("decided_on").desc(nulls_first=True), "-pk")


def _photos() -> Coalesce:
    rows = InspectionPhoto.objects.filter(inspection=OuterRef("pk")).order_by()
    return Coalesce(Subquery(rows.values("inspection").annotate(n=Count("pk")).values("n")), 0)


def to_inspect(on: date) -> QuerySet[Dwelling]:
    """Return the dwellings somebody must look at, those that are late first.

    That is: an inspection is planned or under way, a unit waits for a first look, or the approval
    of a dwelling in use ends within the norm. `due_on` is the day it should be done by, `planned`
    the appointment, `open_inspection` its id.
    """
    soon = on + timedelta(days=int(norm("inspection_warning_days", on=on)))
    busy = Inspection.objects.filter(dwelling=OuterRef("pk"), verdict="", cancelled_on=None)
    states = PlaceStatus.objects.on(on).filter(place__dwelling=OuterRef("pk"))
    waiting = states.filter(state=PlaceState.NOT_INSPECTED).order_by("starts_on")
    term = timedelta(days=int(norm("inspection_visit_days", on=on)))
    rows = Dwelling.objects.select_related("area", "offer__provider").defer("area__geometry")
    return (
        rows.annotate(
            approved=approved_until(on),
            open_inspection=Subquery(busy.values("pk")[:1]),
            planned=Subquery(busy.values("planned_on")[:1]),
            planned_for=Subquery(busy.values("inspector")[:1]),
            waits_since=Subquery(waiting.values("starts_on")[:1]),
            is_used=Exists(
                states.exclude(
                    state__in=[PlaceState.OFFERED, PlaceState.NOT_INSPECTED, PlaceState.CLOSED]
                )
            ),
        )
        .filter(
            Q(open_inspection__isnull=False)
            | Q(waits_since__isnull=False, approved=None)
            | (Q(is_used=True) & (Q(approved=None) | Q(approved__lte=soon)))
        )
        .annotate(
            due_on=Case(
                When(planned__isnull=False, then=F("planned")),
                default=Least(
                    Coalesce(Cast(F("waits_since") + term, DateField()), Value(FAR)),
                    Coalesce(F("approved"), Value(FAR)),
                    output_field=DateField(),
                ),
                output_field=DateField(),
            )
        )
        .order_by("due_on", "pk")
    )


def reasons_against(answers: Iterable[InspectionAnswer]) -> dict[str, list[InspectionAnswer]]:
    """Return what stands in the way of an approval: not answered, danger, serious, and the rest."""
    said = list(answers)
    defects = [answer for answer in said if answer.answer and answer.is_defect]
    return {
        "missing": [answer for answer in said if not answer.answer],
        "danger": [answer for answer in defects if answer.item.category == "III"],
        "serious": [answer for answer in defects if answer.item.category == "II"],
        "minor": [answer for answer in defects if answer.item.category == "I"],
        "unknown": [answer for answer in said if answer.answer == "UNKNOWN"],
    }


def is_approval(verdict: str) -> bool:
    """Return whether a verdict lets people in, now or after works."""
    return verdict in (Verdict.APPROVED, Verdict.AFTER_WORKS)
