"""The timeline of a household: what was said, decided or moved, month by month."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from eenplan.cases import selectors as cases
from eenplan.cases.enums import ContactKind
from eenplan.cases.talk import interpreted
from eenplan.core.access import Actor
from eenplan.housing import selectors as housing
from eenplan.network import selectors as network
from eenplan.people import selectors as people
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household

AT_ONCE = 60  # events on a page, in whole months
OTHER_KINDS = (
    ("wonen", "adres en verblijf"),
    ("dossier", "team en maatschappelijk werker"),
    ("plan", "stappen die gedaan zijn"),
)


@dataclass(frozen=True)
class Earlier:
    """What a contact said before it was corrected."""

    note: str
    facts: tuple[tuple[str, str], ...]
    on: date
    by: str


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    on: date
    title: str
    text: str = ""
    by: str = ""
    icon: str = "notes"
    kind: str = "wonen"
    at: time | None = None
    author: int | None = None
    persons: tuple[tuple[int, str], ...] = ()
    details: tuple[str, ...] = ()
    warning: str = ""
    is_sensitive: bool = False
    earlier: tuple[Earlier, ...] = ()
    contact: int | None = None  # to correct, by who wrote it


@dataclass(frozen=True)
class History:
    """A page of the timeline, and what it can be narrowed to."""

    events: list[Event]
    months: tuple[tuple[str, date, int], ...]  # "2026-05", its first day, how many
    month: str  # the one the page begins with
    newer: str
    older: str
    total: int
    authors: tuple[tuple[str, str], ...]
    persons: tuple[tuple[str, str], ...]


def kind_choices() -> list[tuple[str, str]]:
    """Return what the timeline can be narrowed to: the kinds of contact, and the rest."""
    return [*ContactKind.choices, *OTHER_KINDS]


def history_of(actor: Actor, household: Household, *, on: date, filters: dict[str, str]) -> History:
    """Return what happened with a household, latest first, out of the dated rows of all apps."""
    every = _every_event(actor, household, on)
    wanted = [event for event in every if _is_wanted(event, filters)]
    months = _months(wanted)
    shown, month, newer, older = _page(wanted, [key for key, *_ in months], filters.get("maand"))
    return History(
        shown,
        months,
        month,
        newer,
        older,
        len(wanted),
        _choices((str(event.author), event.by) for event in every if event.author),
        _choices((str(pk), name) for event in every for pk, name in event.persons),
    )


def _every_event(actor: Actor, household: Household, on: date) -> list[Event]:
    events = [_moved(address) for address in people.addresses_of(household)]
    for stay in housing.stays_of(household):
        events += _stayed(stay, on)
    events += [_cared(care) for care in people.care_of(household)]
    events += [_referred(event) for event in network.history_of(household)]
    hides_goals = bool(cases.hidden_domains(household, actor))
    events += [
        _said(contact, hides_goals=hides_goals) for contact in cases.contacts_of(household, actor)
    ]
    events += [_assigned(row) for row in cases.assignments_in(household)]
    events += [_finished(step) for step in cases.settled_steps_of(household, actor)]
    return sorted(events, key=lambda event: (event.on, event.at or time.min), reverse=True)


def _is_wanted(event: Event, filters: dict[str, str]) -> bool:
    asked: Sequence[tuple[str, Callable[[str], bool]]] = (
        ("soort", lambda value: event.kind == value),
        ("lid", lambda value: value in {str(pk) for pk, _ in event.persons}),
        ("door", lambda value: value == str(event.author)),
    )
    return all(test(filters[name]) for name, test in asked if filters.get(name))


def _months(events: Iterable[Event]) -> tuple[tuple[str, date, int], ...]:
    numbers = Counter(event.on.replace(day=1) for event in events)
    return tuple((f"{day:%Y-%m}", day, numbers[day]) for day in sorted(numbers, reverse=True))


def _page(events: list[Event], months: list[str], wanted: str | None):
    """Return whole months from the wanted one on, and the months a page earlier and later."""
    if not months:
        return [], "", "", ""
    start = months.index(wanted) if wanted in months else 0
    shown: list[Event] = []
    taken = start
    while taken < len(months) and (taken == start or len(shown) < AT_ONCE):
        shown += [event for event in events if f"{event.on:%Y-%m}" == months[taken]]
        taken += 1
    older = months[taken] if taken < len(months) else ""
    newer = months[start - 1] if start else ""
    return shown, months[start], newer, older


def _choices(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict(pairs).items(), key=lambda pair: pair[1].casefold()))


# -- What each dated row says ----------------------------------------------------------------------
def _moved(address) -> Event:
    return Event(address.starts_on, f"Adres: {address}", str(address.area), icon="map-pin")


def _stayed(stay, on: date) -> list[Event]:
    who = {"by": str(stay.decided_by or ""), "author": stay.decided_by_id}
    events = [Event(stay.starts_on, f"Opvangplaats {stay.place}", icon="bed", **who)]
    if stay.ends_on and stay.ends_on <= on:
        sleeps = NightShelter(stay.leaves_for).label if stay.leaves_for else ""
        told = [f"slaapt daarna: {sleeps}" if sleeps else "", stay.end_reason]
        why = " · ".join(filter(None, told))
        events.append(Event(stay.ends_on, f"Verliet {stay.place}", why, icon="door"))
    return events


def _cared(care) -> Event:
    title = f"Bevoegd: {care.team}"
    return Event(care.starts_on, title, care.reason, icon="users-group", kind="dossier")


def _referred(event) -> Event:
    title = f"Doorverwijzing {event.get_state_display()}: {event.referral.receiver}"
    return Event(event.on, title, event.why, event.by_name, "external-link")


def _said(contact, *, hides_goals: bool) -> Event:
    minutes = f", {contact.minutes} minuten" if contact.minutes else ""
    told = interpreted(contact.interpreter, contact.interpreted_by)
    spoken_with = list(contact.spoken_with.all())
    persons = [*spoken_with, *filter(None, [contact.interpreted_by])]
    details = [
        f"met {', '.join(map(str, spoken_with))}" if spoken_with else "",
        f"in het {contact.get_language_display()}" if contact.language else "",
        f"tolk: {told}" if told and contact.interpreter != "NONE" else "",
        *(f"doel: {goal}" for goal in contact.goal_texts),
    ]
    return Event(
        contact.on,
        f"{contact.get_kind_display().capitalize()}{minutes}",
        contact.note,
        str(contact.by or ""),
        "message",
        kind=contact.kind,
        at=contact.at,
        author=contact.by_id,
        persons=tuple((person.pk, str(person)) for person in persons),
        details=tuple(filter(None, details)),
        warning="een kind tolkte" if contact.child_interpreted else "",
        is_sensitive=contact.is_sensitive,
        earlier=tuple(_earlier(row, hides_goals) for row in contact.before),
        contact=contact.pk,
    )


def _earlier(row, hides_goals: bool) -> Earlier:
    """Return an earlier text; its goals only to who reads all, for no domain was kept."""
    told = {name: words for name, words in row.facts.items() if words}
    if hides_goals:
        told.pop("Doelen", None)
    facts = tuple(told.items())
    return Earlier(row.note, facts, row.replaced_on, str(row.replaced_by or ""))


def _assigned(row) -> Event:
    why = " ".join(filter(None, [row.reason, row.overrule_reason]))
    title = f"Maatschappelijk werker: {row.worker}"
    return Event(row.starts_on, title, why, icon="user-check", kind="dossier")


def _finished(step) -> Event:
    who = {"by": str(step.done_by or ""), "author": step.done_by_id}
    person = ((step.person_id, str(step.person)),) if step.person_id else ()
    if step.dropped_because:
        return Event(
            step.done_on,
            f"Geschrapt: {step.title}",
            step.dropped_because,
            icon="x",
            kind="plan",
            persons=person,
            **who,
        )
    return Event(
        step.done_on,
        f"Gedaan: {step.title}",
        step.result,
        icon="check",
        kind="plan",
        persons=person,
        **who,
    )
