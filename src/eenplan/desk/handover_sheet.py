"""What the next worker must know, gathered from every room: the body of a handover."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from eenplan.agenda.selectors.appointments import still_to_come
from eenplan.cases import selectors as cases
from eenplan.cases.enums import StepKind
from eenplan.cases.models import Case
from eenplan.cases.selectors.goals import DELICATE
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import selectors as housing
from eenplan.housing.selectors.follow_up import open_visits_of
from eenplan.housing.selectors.stay_lists import open_rehousing_of
from eenplan.network import selectors as network
from eenplan.people import selectors as people
from eenplan.people.enums import Language

CONTACTS = 3
LANGUAGES = dict(Language.choices)


@dataclass(frozen=True)
class Part:
    """One subject of the sheet, with its lines and the words when there are none."""

    title: str
    lines: tuple[str, ...]
    none: str


def _family(case: Case, on: date) -> Iterator[Part]:
    members = people.members_of(case.household, on=on)
    lines = []
    for member in members:
        age = member.person.age_on(on)
        years = "leeftijd onbekend" if age is None else f"{age} jaar"
        lines.append(f"{member.person}, {member.get_relation_display()}, {years}")
    yield Part("Gezin", tuple(lines), "Geen gezinsleden.")
    spoken = sorted({language for m in members for language in m.person.speaks})
    interpreter = any(member.person.needs_interpreter for member in members)
    words = "Tolk nodig." if interpreter else "Geen tolk gevraagd."
    talk = f"Spreekt: {_spoken(spoken)}. {words}"
    yield Part("Talen en tolk", (talk,), "")


def _spoken(codes: list[str]) -> str:
    return ", ".join(LANGUAGES.get(code, code) for code in codes) or "onbekend"


def _steps(case: Case, on: date) -> Iterator[Part]:
    to_do = list(cases.steps_of(case).filter(done_on=None).exclude(goal__domain__in=DELICATE))
    promises = [step for step in to_do if step.kind == StepKind.PROMISE]
    with_rule = [s for s in to_do if s.rule and s.due_on and s not in promises]
    yield Part("Termijnen", tuple(map(_with_rule, with_rule)), "Geen termijn loopt.")
    yield Part("Beloften", tuple(map(_line, promises)), "Geen belofte staat open.")
    other = [step for step in to_do if step not in promises and step not in with_rule]
    yield Part("Andere open stappen", tuple(map(_line, other)), "Geen.")


def _line(step) -> str:
    return f"{step.title} ({dutch_day(step.due_on) if step.due_on else 'zonder datum'})"


def _with_rule(step) -> str:
    checked = "" if step.rule_verified else ", niet nagekeken"
    return f"{_line(step)}: {step.rule}{checked}"


def _stay(case: Case, on: date) -> Iterator[Part]:
    stays = [
        stay for stay in housing.stays_of(case.household) if not stay.ends_on or stay.ends_on > on
    ]
    lines = tuple(
        f"{stay.place} vanaf {dutch_day(stay.starts_on)}"
        + (f" tot {dutch_day(stay.ends_on)}" if stay.ends_on else "")
        for stay in stays
    )
    yield Part("Verblijf", lines, f"Geen opvangplaats van ons. Adres: {_address(case, on)}.")


def _follow_up(case: Case, on: date) -> Iterator[Part]:
    """What is to be done around the stay. Of a report not even that there is one: see 0017."""
    visits = tuple(
        f"{visit.get_kind_display()}, uiterlijk {dutch_day(visit.due_on)}"
        + (f", {visit.tried} keer geen antwoord" if visit.tried else "")
        for visit in open_visits_of(case.household_id, on=on)
    )
    yield Part("Opvolgbezoeken", visits, "Geen bezoek gepland.")
    entry = open_rehousing_of(case.household_id)
    if entry:
        urgent = "dringend, " if entry.is_urgent else ""
        line = f"{urgent}sinds {dutch_day(entry.opened_on)}: {entry.get_reason_display()}"
        yield Part("Zoekt een andere woning", (line,), "")


def _address(case: Case, on: date) -> str:
    return str(case.household.addresses.on(on).first() or "niet gekend")


def _contacts(case: Case, on: date) -> Iterator[Part]:
    last = [
        f"{dutch_day(contact.on)}, {contact.get_kind_display()}: {contact.note[:200]}"
        for contact in case.contacts.filter(is_sensitive=False).order_by("-on", "-pk")[:CONTACTS]
    ]
    yield Part("Laatste contacten", tuple(last), "Nog geen contact.")
    waiting = case.work_items.filter(done_on=None).order_by("since", "pk")
    yield Part("Wacht op iemand", tuple(item.text for item in waiting), "Niets.")


def _goals(case: Case, on: date) -> Iterator[Part]:
    goals = list(cases.open_goals(case))
    shown = [
        f"{goal} ({goal.get_domain_display()})" for goal in goals if goal.domain not in DELICATE
    ]
    if len(shown) < len(goals):
        shown.append("Ook doelen over gezondheid of veiligheid: te lezen na het aanvaarden.")
    yield Part("Doelen", tuple(shown), "Nog geen doelen.")


def _network(case: Case, on: date) -> Iterator[Part]:
    waiting = tuple(
        f"{referral.receiver}, verstuurd {dutch_day(referral.sent_on)}: "
        f"{referral.get_state_display()}"
        for referral in network.pending_of(case)
    )
    yield Part("Doorverwijzingen", waiting, "Geen doorverwijzing wacht op antwoord.")
    ties = tuple(
        f"{tie.provider}: {tie.role}"
        for tie in network.ties_of(case.household)
        if tie.ends_on is None or tie.ends_on > on
    )
    yield Part("Wie werkt nog met dit gezin", ties, "Niemand genoteerd.")


def _appointments(case: Case, on: date) -> Iterator[Part]:
    lines = tuple(
        f"{localtime(meeting.starts_at):%d/%m/%Y om %H:%M}"
        + (f", met {meeting.worker}" if meeting.worker else "")
        for meeting in still_to_come(on=on).filter(household=case.household_id)
    )
    yield Part("Afspraken", lines, "Geen afspraak gepland.")


#: The rooms of the house that know something of a household, in the order of the sheet.
ROOMS: tuple[Callable[[Case, date], Iterator[Part]], ...] = (
    _family,
    _goals,
    _steps,
    _appointments,
    _stay,
    _follow_up,
    _network,
    _contacts,
)


def sheet(case: Case, *, on: date) -> list[Part]:
    """Return the parts of the sheet of a case, as they are today."""
    return [part for room in ROOMS for part in room(case, on)]
