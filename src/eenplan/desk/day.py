"""The four lists of a worker's day. Each is one queryset: its count is the length of its list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from eenplan.cases import selectors as cases
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.people.models import TeamCare

SHOWN = 12
VISITS_AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Block:
    """One list of the day, at most twelve rows of it on the start page."""

    name: str
    title: str
    icon: str
    empty: str
    template: str
    rows: QuerySet

    @cached_property
    def count(self) -> int:
        return self.rows.count()

    @cached_property
    def first(self) -> list:
        return list(self.rows[:SHOWN])

    @property
    def more(self) -> int:
        return max(0, self.count - SHOWN)


def _with_may_work(rows: QuerySet, actor: Actor, *, household: str) -> QuerySet:
    """Annotate whether the actor may do what the row asks: its household is in an own team."""
    teams = actor.teams_with(Capability.CASE_WORK)
    care = TeamCare.objects.open().filter(household=OuterRef(household), team__in=teams)
    return rows.annotate(may_work=Exists(care))


Maker = Callable[[Actor, date], Block]


def _due(actor: Actor, on: date) -> Block:
    return Block(
        "te-doen",
        "Vandaag te doen",
        "alert-circle",
        "Niets te doen tegen vandaag.",
        "desk/day_steps.html",
        _with_may_work(cases.obligations(actor, until=on), actor, household="case__household"),
    )


def _visits(actor: Actor, on: date) -> Block:
    return Block(
        "huisbezoeken",
        "Huisbezoeken deze week",
        "home-check",
        "Geen huisbezoeken te doen deze week.",
        "desk/day_steps.html",
        _with_may_work(
            cases.visits(actor, until=on + VISITS_AHEAD), actor, household="case__household"
        ),
    )


def _waiting(actor: Actor, on: date) -> Block:
    return Block(
        "wacht",
        "Wacht op mij",
        "hourglass",
        "Niets wacht op u.",
        "desk/day_waiting.html",
        _with_may_work(cases.waiting_for(actor), actor, household="case__household"),
    )


def _quiet(actor: Actor, on: date) -> Block:
    return Block(
        "stil",
        "Stille gezinnen",
        "moon-stars",
        "Met elk gezin is er onlangs contact geweest.",
        "desk/day_quiet.html",
        _with_may_work(cases.quiet_cases(actor, on=on), actor, household="household"),
    )


MAKERS: dict[str, Maker] = {
    "te-doen": _due,
    "huisbezoeken": _visits,
    "wacht": _waiting,
    "stil": _quiet,
}


def blocks(actor: Actor, *, on: date) -> list[Block]:
    """Return the lists of the actor's day; none for who follows no cases."""
    if not actor.can(Capability.CASE_WORK):
        return []
    return [make(actor, on) for make in MAKERS.values()]


def block(actor: Actor, name: str, *, on: date) -> Block:
    """Return one list by its name in the address, or raise NotFound."""
    if name not in MAKERS:
        raise NotFound(name)
    return MAKERS[name](actor, on)
