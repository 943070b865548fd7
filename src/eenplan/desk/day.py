"""The lists of a worker's day. The count of each is the length of its list."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, QuerySet, Window

from eenplan.benefits.models import Application
from eenplan.benefits.selectors.register import terms_of_the_day
from eenplan.cases import selectors as cases
from eenplan.cases.models import Case, Step, WorkItem
from eenplan.cases.selectors import CaseHeld
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import DomainError, NotFound
from eenplan.housing.models import FollowUpVisit
from eenplan.housing.selectors.follow_up import visits_of_the_day
from eenplan.organisation.selectors import substituting_for
from eenplan.people.models import Household

SHOWN = 8  # of each list: who has more opens the list itself
AHEAD = timedelta(days=7)  # visits and promises of the coming week
UNCOUNTED = "Dit kon niet berekend worden. Vertrouw niet op een lege lijst: probeer het opnieuw."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """Whose day it is, and for whom this person steps in today."""

    actor: Actor
    on: date
    names: dict[int, str] = field(default_factory=dict)  # of the absent colleagues

    @property
    def holders(self) -> list[int]:
        return [self.actor.user_id, *self.names]

    @cached_property
    def own(self) -> dict[int, CaseHeld]:
        """Return the cases of the day by their key: asked once, for all lists."""
        return cases.who_holds(cases.own_cases(self.actor, holders=self.holders), self.actor)

    @cached_property
    def by_household(self) -> dict[int, CaseHeld]:
        """Return the cases of the day by the key of their household."""
        return {held.household: held for held in self.own.values()}

    @cached_property
    def steps(self) -> dict[str, list[Step]]:
        """Return the steps of the day by the part of the day they stand in: asked once for all."""
        return cases.steps_of_the_day(self.actor, cases=self.own, on=self.on, until=self.on + AHEAD)


def desk_of(actor: Actor, *, on: date) -> Desk:
    """Return somebody's desk of today: the own cases, and those of who is absent."""
    absent = substituting_for(actor.user_id, on=on)
    return Desk(actor, on, {user.pk: str(user) for user in absent if user.pk != actor.user_id})


@dataclass
class Block:
    """One list of the day. `failure` says loudly that it could not be made."""

    name: str
    title: str
    icon: str
    empty: str
    template: str
    rows: list = field(default_factory=list)
    count: int = 0
    failure: str = ""

    @property
    def more(self) -> int:
        return max(0, self.count - len(self.rows))


@dataclass(frozen=True)
class Maker:
    """How a list of the day is found, and what it says of itself."""

    title: str
    icon: str
    empty: str
    template: str
    rows: Callable[[Desk], QuerySet | list]


def _steps(part: str) -> Callable[[Desk], list[Step]]:
    return lambda desk: desk.steps[part]


def _waiting(desk: Desk) -> QuerySet:
    rows = cases.waiting_for(desk.actor, holders=desk.holders)
    return cases.without_snoozed(rows, desk.actor, "item", on=desk.on)


def _quiet(desk: Desk) -> QuerySet:
    rows = cases.quiet_cases(desk.own, on=desk.on)
    return cases.without_snoozed(rows, desk.actor, "case", on=desk.on)


def _follow_up(desk: Desk) -> QuerySet:
    return visits_of_the_day(desk.by_household, on=desk.on)


def _deciding(desk: Desk) -> QuerySet:
    return terms_of_the_day(desk.actor, households=desk.by_household, on=desk.on)


STEPS = "desk/day_steps.html"
MAKERS: dict[str, Maker] = {
    "verplicht": Maker(
        "Vandaag verplicht",
        "alert-circle",
        "Niets verplicht vandaag.",
        STEPS,
        _steps("verplicht"),
    ),
    "verblijven": Maker(
        "Opvolgbezoeken",
        "bed",
        "Geen opvolgbezoek te doen bij een verblijf.",
        "desk/day_follow_up.html",
        _follow_up,
    ),
    "beslissen": Maker(
        "Aanvragen: bijna tijd om te beslissen",
        "scale",
        "Van geen aanvraag loopt de termijn om te beslissen deze week af.",
        "desk/day_deciding.html",
        _deciding,
    ),
    "huisbezoeken": Maker(
        "Huisbezoeken deze week",
        "home-check",
        "Geen huisbezoeken te doen deze week.",
        STEPS,
        _steps("huisbezoeken"),
    ),
    "wacht": Maker(
        "Wacht op mij",
        "hourglass",
        "Niets wacht op u.",
        "desk/day_waiting.html",
        _waiting,
    ),
    "beloftes": Maker(
        "Beloftes",
        "heart-handshake",
        "Geen beloftes tegen de komende week.",
        STEPS,
        _steps("beloftes"),
    ),
    "stappen": Maker(
        "Andere stappen tegen vandaag",
        "list-check",
        "Geen andere stappen tegen vandaag.",
        STEPS,
        _steps("stappen"),
    ),
    "stil": Maker(
        "Stille gezinnen",
        "moon-stars",
        "Met elk gezin is er onlangs contact geweest.",
        "desk/day_quiet.html",
        _quiet,
    ),
}


def blocks(desk: Desk) -> list[Block]:
    """Return the lists of a day; none for who follows no cases."""
    if not desk.actor.can(Capability.CASE_WORK):
        return []
    return [_made(name, maker, desk, SHOWN) for name, maker in MAKERS.items()]


def block(desk: Desk, name: str) -> Block:
    """Return one whole list by its name in the address, or raise NotFound."""
    if name not in MAKERS:
        raise NotFound(name)
    return _made(name, MAKERS[name], desk, None)


def _made(name: str, maker: Maker, desk: Desk, most: int | None) -> Block:
    """Return a list with its rows, or with why it could not be made: never an empty one then."""
    made = Block(name, maker.title, maker.icon, maker.empty, maker.template)
    try:
        rows, count = _first_and_number(maker.rows(desk), most)
        _say_whose(rows, desk)
        if name == "verplicht" and not rows:
            made.empty += _next_required(desk)
    except DomainError as error:
        made.failure = f"{UNCOUNTED} {error}"
    except Exception:  # one list that fails must not take the others with it, nor look empty
        log.exception("Block %s of the day of user %s failed", name, desk.actor.user_id)
        made.failure = UNCOUNTED
    else:
        made.rows, made.count = rows, count
    return made


def _first_and_number(found: QuerySet | list, most: int | None) -> tuple[list, int]:
    """Return the first rows, and how many there are in all: of a query, asked in one go."""
    if isinstance(found, list):
        return found[:most], len(found)
    rows = list(found.annotate(in_all=Window(Count("pk")))[:most])
    return rows, rows[0].in_all if rows else 0


def _say_whose(rows: Sequence, desk: Desk) -> None:
    """Say of each row if the actor may work in the case, and whose it is: "voor Bram"."""
    elsewhere = [r.case_id for r in rows if isinstance(r, WorkItem) and r.case_id not in desk.own]
    others = cases.who_holds(Case.objects.filter(pk__in=elsewhere), desk.actor) if elsewhere else {}
    for row in rows:
        held = _own_case(row, desk) or others[row.case_id]
        row.may_work, row.instead_of = held.may_work, desk.names.get(held.holder, "")


def _own_case(row, desk: Desk) -> CaseHeld | None:
    """Return the case of a row; none for a message about another's case."""
    match row:
        case Case():
            return desk.own[row.pk]
        case Step() | WorkItem():
            return desk.own.get(row.case_id)
    return desk.by_household[household_of(row).pk]


def _next_required(desk: Desk) -> str:
    day = cases.next_binding_day(desk.own, after=desk.on)
    return f" Eerstvolgende: {day:%d/%m/%Y}." if day else ""


# -- A row as a line of a file ---------------------------------------------------------------------
def household_of(row) -> Household:
    """Return the household of a row, whatever list of the day it stands in."""
    return (
        row.household if isinstance(row, Case | FollowUpVisit | Application) else row.case.household
    )


def what_of(row) -> str:
    """Return what a row asks: the step, the news, or to get in touch."""
    match row:
        case WorkItem():
            return row.text
        case Case():
            return "Geen contact sinds"
        case Application():
            return f"Beslissen over {row.get_right_display()} ({row.number})"
        case FollowUpVisit():
            return f"{row.get_kind_display()} in {row.stay.place}"
    return row.title


def day_of(row) -> date | None:
    """Return the day a row is about: due by, waiting since, quiet since."""
    match row:
        case WorkItem():
            return row.since
        case Case():
            return row.quiet_since
        case Application():
            return row.decision_due_on
    return row.due_on


def put_off_household(snooze) -> Household:
    """Return the household of what was put off: a step, a message or a quiet case."""
    about = snooze.step or snooze.item
    return about.case.household if about else snooze.case.household


def put_off(desk: Desk) -> QuerySet:
    """Return what the actor put off and would otherwise stand on the day, first back first."""
    return cases.snoozed_by(desk.actor, cases=desk.own, on=desk.on, holders=desk.holders)
