"""The road to work per adult and to school per child."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from eenplan.cases import permissions, plan_policies as policies
from eenplan.cases.enums import ActivationStage, SchoolKind, SchoolState
from eenplan.cases.errors import AlreadySo, ImpossibleDay
from eenplan.cases.models import Activation, Case, Schooling
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.people.models import Person
from eenplan.territory.models import Area
from eenplan.territory.selectors import locate_in, middle_of, primary_division


@dataclass(frozen=True)
class SchoolPlace:
    """Where a school lies: the exact point, or the neighbourhood only."""

    area: Area | None = None
    longitude: float | None = None
    latitude: float | None = None
    is_exact: bool = False

    def columns(self) -> dict:
        """Return the facts as the row keeps them."""
        names = ("area", "longitude", "latitude", "is_exact")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def set_stage(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    stage: ActivationStage,
    starts_on: date,
    on: date,
    note: str = "",
) -> Activation:
    """Write where an adult stands on the road to work from a day on; the stage before it ends.

    Language coaching runs beside the others. Raises NotAllowed, CaseClosed, NotInHousehold,
    WrongPerson, ImpossibleDay, AlreadySo.
    """
    _check(actor, case, person, starts_on, on)
    policies.check_adult(person, on)
    rows = _track(case, person, stage)
    present = rows.open().first()
    if present and present.stage == stage:
        raise AlreadySo(
            f"{person} staat al op {present.get_stage_display()} sinds "
            f"{present.starts_on:%d/%m/%Y}.",
            "stage",
        )
    _follow(rows, starts_on)
    row = Activation.objects.create(
        case=case,
        person=person,
        stage=stage,
        note=note.strip(),
        starts_on=starts_on,
        by_id=actor.user_id or None,
    )
    audit.record(actor, "cases.activation-set", row, person=person.pk, stage=stage, since=starts_on)
    return row


def _track(case: Case, person: Person, stage: ActivationStage):
    """Return a person's rows that cannot hold together with a stage."""
    rows = Activation.objects.filter(case=case, person=person)
    if stage == ActivationStage.LANGUAGE:
        return rows.filter(stage=ActivationStage.LANGUAGE)
    return rows.exclude(stage=ActivationStage.LANGUAGE)


def _check(actor: Actor, case: Case, person: Person, starts_on: date, on: date) -> None:
    permissions.check_can_work(actor, case)
    policies.lock_open(case)
    policies.check_members(case, person)
    policies.check_past(case, starts_on, on=on, field="starts_on")


def _follow(rows, starts_on: date) -> None:
    """End the present row on a day; raise ImpossibleDay when rows lie on or after that day."""
    last = rows.order_by("-starts_on", "-pk").first()
    if last is None:
        return
    if starts_on < last.starts_on or (last.ends_on and starts_on < last.ends_on):
        day = last.ends_on or last.starts_on
        raise ImpossibleDay(
            f"Er is al iets genoteerd tot {day:%d/%m/%Y}. Kies die dag of een latere.", "starts_on"
        )
    if last.ends_on is None:
        rows.filter(pk=last.pk).update(ends_on=starts_on)


@transaction.atomic
def end_stage(*, actor: Actor, row: Activation, ends_on: date, on: date) -> Activation:
    """Say that a stage is over without a next one. Raises NotAllowed, CaseClosed, ImpossibleDay,
    AlreadySo.
    """
    permissions.check_can_work(actor, row.case)
    policies.lock_open(row.case)
    policies.check_past(row.case, ends_on, on=on, field="ends_on")
    if ends_on < row.starts_on:
        raise ImpossibleDay(f"Dit begon op {row.starts_on:%d/%m/%Y}.", "ends_on")
    if not Activation.objects.filter(pk=row.pk, ends_on=None).update(ends_on=ends_on):
        raise AlreadySo("Dit was al afgelopen.", "ends_on")
    audit.record(actor, "cases.activation-ended", row, person=row.person_id, ends=ends_on)
    row.refresh_from_db()
    return row


@transaction.atomic
def set_school(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    state: SchoolState,
    kind: SchoolKind,
    school: str,
    starts_on: date,
    on: date,
    where: SchoolPlace | None = None,
) -> Schooling:
    """Write where a child goes to school from a day on, or that a school is looked for.

    Without `where` the school lies where it did for another child. The same school with another
    place is written down anew, so that what counted before can still be told.

    Raises NotAllowed, CaseClosed, NotInHousehold, ImpossibleDay, TextMissing, AlreadySo.
    """
    _check(actor, case, person, starts_on, on)
    school = "" if state == SchoolState.LOOKING else school.strip()
    if state != SchoolState.LOOKING:
        policies.check_text(school, "school", "Schrijf de naam van de school.")
    rows = Schooling.objects.filter(case=case, person=person)
    lies = _place(where, school) if school else SchoolPlace()
    said = {"state": state, "kind": kind, "school": school, **lies.columns()}
    if rows.open().filter(**said).exists():
        raise AlreadySo("Dit staat er al zo.", "state")
    _follow(rows, starts_on)
    row = Schooling.objects.create(
        case=case, person=person, starts_on=starts_on, by_id=actor.user_id or None, **said
    )
    audit.record(
        actor,
        "cases.school-set",
        row,
        person=person.pk,
        since=starts_on,
        state=state,
        kind=kind,
        school=school,
        area=row.area_id or "?",
    )
    return row


def _place(where: SchoolPlace | None, school: str) -> SchoolPlace:
    """Return where a school lies: as it was said, or else as it was said for another child."""
    if where is None:
        known = Schooling.objects.filter(school__iexact=school, longitude__isnull=False)
        last = known.order_by("-starts_on", "-pk").first()
        if last is None:
            return SchoolPlace()
        return SchoolPlace(last.area, last.longitude, last.latitude, is_exact=last.is_exact)
    if where.longitude is not None and where.latitude is not None:
        area = locate_in(primary_division(), where.longitude, where.latitude)
        return replace(where, area=area, is_exact=True)
    middle = middle_of(where.area) if where.area else None
    return replace(where, longitude=middle[0], latitude=middle[1]) if middle else where
