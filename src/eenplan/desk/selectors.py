"""Bringing together what the worker's screens show of several apps. Reads only."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from eenplan.cases import selectors as cases
from eenplan.cases.models import Assignment, Case
from eenplan.core.access import Actor, Capability
from eenplan.housing import selectors as housing
from eenplan.people import selectors as people
from eenplan.people.enums import SEEKS_A_PLACE, Language
from eenplan.people.models import Household

LANGUAGES = dict(Language.choices)


@dataclass(frozen=True)
class Alert:
    """Something the header says before anything else."""

    text: str
    kind: str  # good, warn, late, info


@dataclass(frozen=True)
class Header:
    """The top of every page of a household: who, which languages, where, with whom."""

    household: Household
    members: list
    needs: dict[int, list[str]]
    address: object
    case: object
    former_case: object  # the latest closed one, while none is open
    manager: Assignment | None
    stay: object
    alerts: tuple[Alert, ...]
    may_work: bool  # note contacts and finish steps: the pages behind the buttons check it again
    may_edit: bool
    may_open_again: bool

    @property
    def languages(self) -> str:
        codes = dict.fromkeys(code for m in self.members for code in m.person.speaks)
        return ", ".join(LANGUAGES.get(code, code) for code in codes) or "onbekend"

    @property
    def needs_interpreter(self) -> bool:
        return any(member.person.needs_interpreter for member in self.members)


def header_of(actor: Actor, household: Household, *, on: date) -> Header:
    """Return the header of a household on a day; needs only for who may see them."""
    case = cases.open_case(household)
    stay = housing.stay_on(household, on)
    members = people.members_of(household, on=on)
    return Header(
        household=household,
        members=members,
        needs=people.needs_of(household, actor, on=on),
        address=household.addresses.on(on).first(),
        case=case,
        former_case=None if case else cases.former_case(household),
        manager=cases.case_manager(case) if case else None,
        stay=stay,
        alerts=tuple(_alerts(household, members, case, stay, on)),
        may_work=bool(case) and _of_own_team(actor, household, Capability.CASE_WORK),
        may_edit=_of_own_team(actor, household, Capability.HOUSEHOLD_EDIT),
        may_open_again=not case and _of_own_team(actor, household, Capability.CASE_WORK),
    )


def _of_own_team(actor: Actor, household: Household, capability: Capability) -> bool:
    return household.team_id in actor.teams_with(capability)


def _alerts(household: Household, members, case, stay, on: date):
    if case is None:
        yield Alert("Dit dossier is gesloten.", "info")
    if household.sleeps in SEEKS_A_PLACE and stay is None:
        text = "Geen dak vannacht" if household.sleeps == "NONE" else "Zoekt een plaats"
        yield Alert(text, "late" if household.sleeps == "NONE" else "warn")
    if members and all(member.person.is_minor_on(on) for member in members):
        yield Alert("Niet-begeleide minderjarige: verwittig de dienst Voogdij", "late")
    if household.helped_elsewhere:
        yield Alert("Geholpen buiten de eigen wijk: niet bespreken met het wijkteam", "quiet")
    if any(member.person.national_number_doubted for member in members):
        yield Alert("Een rijksregister- of BIS-nummer klopt niet", "warn")


def listed_households(actor: Actor, filters: dict) -> QuerySet[Household]:
    """Return the households the actor may open, narrowed by the filters, latest number first."""
    rows = Household.objects.visible_to(actor).order_by("-year", "-serial")
    if filters.get("q"):
        rows = rows.filter(name__icontains=filters["q"])
    for name in ("target_group", "sleeps"):
        if filters.get(name):
            rows = rows.filter(**{name: filters[name]})
    if filters.get("team"):
        rows = rows.filter(care__team=filters["team"], care__ends_on=None)
    if filters.get("worker") == "none":
        held = Assignment.objects.open().filter(case=OuterRef("pk"))
        alone = Case.objects.filter(~Exists(held), closed_on=None)
        rows = rows.filter(pk__in=alone.values("household"))
    elif filters.get("worker"):
        held = Assignment.objects.open().filter(worker=filters["worker"]).values("case")
        rows = rows.filter(cases__in=held, cases__closed_on=None)
    return rows


def with_columns(rows: QuerySet[Household]) -> QuerySet[Household]:
    """Add to listed households the names of their area, team and case manager."""
    holder = Assignment.objects.open().filter(case__household=OuterRef("pk"), case__closed_on=None)
    return (
        rows.with_team()
        .select_related("area")
        .defer("area__geometry")
        .annotate(
            worker_id=Subquery(holder.values("worker")[:1]),
            worker_first=Subquery(holder.values("worker__first_name")[:1]),
            worker_last=Subquery(holder.values("worker__last_name")[:1]),
        )
        .order_by("-year", "-serial")
    )


@dataclass(frozen=True)
class Event:
    """One line of the timeline: something said, decided or moved."""

    on: date
    title: str
    text: str = ""
    by: str = ""
    icon: str = "notes"
    is_sensitive: bool = False


def timeline(actor: Actor, household: Household, case) -> list[Event]:
    """Return what happened with a household, latest first, out of the dated rows of all apps."""
    events = [_moved(address) for address in people.addresses_of(household)]
    events += [_stayed(stay) for stay in housing.stays_of(household)]
    events += [_cared(care) for care in people.care_of(household)]
    if case:
        events += [_said(contact) for contact in cases.timeline(case, actor)]
        events += [_assigned(row) for row in cases.assignments_of(case)]
        without = cases.hidden_domains(household, actor)
        settled = cases.steps_of(case).filter(done_on__isnull=False)
        events += [_finished(step) for step in settled.exclude(goal__domain__in=without)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def _moved(address) -> Event:
    return Event(address.starts_on, f"Adres: {address}", str(address.area), icon="map-pin")


def _stayed(stay) -> Event:
    who = str(stay.decided_by or "")
    return Event(stay.starts_on, f"Opvangplaats {stay.place}", by=who, icon="bed")


def _cared(care) -> Event:
    return Event(care.starts_on, f"Bevoegd: {care.team}", care.reason, icon="users-group")


def _said(contact) -> Event:
    minutes = f", {contact.minutes} minuten" if contact.minutes else ""
    return Event(
        contact.on,
        f"{contact.get_kind_display().capitalize()}{minutes}",
        contact.note,
        str(contact.by or ""),
        "message",
        contact.is_sensitive,
    )


def _assigned(row: Assignment) -> Event:
    why = " ".join(filter(None, [row.reason, row.overrule_reason]))
    return Event(row.starts_on, f"Maatschappelijk werker: {row.worker}", why, icon="user-check")


def _finished(step) -> Event:
    who = str(step.done_by or "")
    if step.is_dropped:
        return Event(step.done_on, f"Geschrapt: {step.title}", step.dropped_because, who, "x")
    return Event(step.done_on, f"Gedaan: {step.title}", step.result, who, "check")


def worker_name(household: Household) -> str:
    """Return the case manager's name of a listed household, or nothing."""
    return f"{household.worker_first or ''} {household.worker_last or ''}".strip()
