"""Fills an empty database with the demo municipality, the same for the same seed and day."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Protocol

from django.db import connection, transaction

from eenplan.core.access import system_actor
from eenplan.core.errors import DomainError
from eenplan.core.numbering import next_numbers
from eenplan.guidance.selectors import route
from eenplan.housing import first_checklist
from eenplan.housing.models import Checklist, ChecklistItem, Place, Stay
from eenplan.journeys.demo.casework import CaseRows, Casework
from eenplan.journeys.demo.choices import set_things_up
from eenplan.journeys.demo.dwellings import draw_dwellings
from eenplan.journeys.demo.families import draw_family
from eenplan.journeys.demo.front_desk import fill_desks
from eenplan.journeys.demo.homes import HomeRows, Homes
from eenplan.journeys.demo.levelling import add_levelling
from eenplan.journeys.demo.network import draw_network
from eenplan.journeys.demo.offers import add_offers
from eenplan.journeys.demo.outlines import Outline, draw_outlines
from eenplan.journeys.demo.people import Numbers, PeopleRows, add_people, new_household
from eenplan.journeys.demo.places import make_places, open_contingents
from eenplan.journeys.demo.plans import Planning, set_lists
from eenplan.journeys.demo.proposals import draw_proposals
from eenplan.journeys.demo.rights import draw_rights
from eenplan.journeys.demo.rights_claims import draw_claims
from eenplan.journeys.demo.signals import draw_signals
from eenplan.journeys.demo.social_map import draw_social_map
from eenplan.journeys.demo.staffing import leave_something_behind, make_staffing
from eenplan.journeys.demo.stays import follow_up_stays
from eenplan.journeys.demo.teams import NORMS_SINCE, Staff, make_staff, set_norms
from eenplan.journeys.demo.town import prepare_town
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.models import User
from eenplan.people.models import Household, TeamCare

BATCH = 2000
EARLIEST = NORMS_SINCE + timedelta(days=365)
JUST_MOVED_DAYS = 10


class DemoRefused(DomainError):
    """The demo is only loaded into an empty database, on a day its history can lead up to."""


class Progress(Protocol):
    def update(self, count: int) -> object: ...


@dataclass(frozen=True)
class Filled:
    """What the demo came to."""

    households: int
    persons: int
    places: int
    workers: int


def is_empty() -> bool:
    """Say whether nobody ever worked or registered here."""
    return not (User.objects.exists() or Household.objects.exists())


@transaction.atomic
def fill(
    *,
    households: int,
    seed: int,
    on: date,
    progress: Callable[[int], AbstractContextManager[Progress]],
) -> Filled:
    """Write the demo municipality: all of it, or nothing.

    `progress` opens a progress bar for a number of households. Raises DemoRefused when there is
    data already or the day lies before the demo's history can, TerritoryRefused when the
    municipality has neighbourhoods of its own.
    """
    _check(households, on)
    rng = Random(seed)
    set_norms()
    set_lists()
    first_checklist.add_first(Checklist, ChecklistItem)
    routes = {group: route(group, on=on) for group in TargetGroup}
    town = prepare_town(actor=system_actor(on), on=on)
    outlines = draw_outlines(households, town.weights, rng, on)
    staff = make_staff(town.areas, outlines, rng, on=on)
    make_staffing(staff, Random(seed), on=on)  # its own chance: what follows stays as it was
    teams = {"Centrale woondienst": staff.service}
    draw_social_map(town, teams, Random(seed), on=on)  # a chance of its own: others stay as drawn
    rooms = make_places(households, town, rng, on=on)
    homes = Homes(town, rooms, staff.cast["els"], rng, on)
    writer = _Writer(staff, homes, Numbers(), routes, rng, Random(seed + 1), on)
    with progress(households) as bar, _garbage_kept():
        for batch in _batches(outlines):
            writer.write(batch)
            bar.update(len(batch))
    draw_network(staff, Random(seed), on=on)
    draw_signals(town, staff, Random(seed), households=households, on=on)
    open_contingents(on)
    add_offers(staff.cast["els"], Random(seed), on=on)
    follow_up_stays(staff, Random(seed), on=on)
    draw_dwellings(staff.cast["nele"], Random(seed), on=on)
    set_things_up(staff, town, on=on)
    fill_desks(staff, seed=seed, on=on)
    leave_something_behind(staff, on=on)
    draw_rights(staff, Random(seed), on=on)
    draw_claims(staff, Random(seed), on=on)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draw_proposals(staff, on=on)
    add_levelling(staff.cast["dirk"], on=on)
    workers = sum(map(len, staff.workers.values()))
    return Filled(households, writer.persons, Place.objects.count(), workers)


def _check(households: int, on: date) -> None:
    if not is_empty():
        raise DemoRefused(
            "Er staan al gegevens in deze databank. De demogemeente wordt alleen in een lege "
            "databank geladen; begin opnieuw met `script/start --reset-demo`."
        )
    if on < EARLIEST:
        raise DemoRefused(
            f"Kies een dag vanaf {EARLIEST:%d/%m/%Y}: de demo heeft een voorgeschiedenis."
        )
    if households < 1:
        raise DemoRefused("Vraag minstens één gezin.")


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Millions of rows without a cycle make the collector search in vain: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _batches(outlines: Sequence[Outline]) -> Iterator[Sequence[Outline]]:
    for start in range(0, len(outlines), BATCH):
        yield outlines[start : start + BATCH]


@dataclass
class _Writer:
    """Draws and writes batch after batch; keeps only what the next batch must know."""

    staff: Staff
    homes: Homes
    numbers: Numbers
    routes: dict
    rng: Random
    plan_rng: Random  # of its own, so that a change of the plans leaves the families alone
    on: date
    persons: int = 0

    def write(self, outlines: Sequence[Outline]) -> None:
        people, homes, cases = PeopleRows(), HomeRows(), CaseRows()
        for outline, serial in zip(outlines, _serials(outlines), strict=True):
            self._add(outline, serial, people, homes, cases)
        for rows in (people, homes, cases):
            rows.write()
        self.persons += len(people.persons)
        connection.check_constraints()  # now, so that the waiting checks do not pile up

    def _add(
        self, outline: Outline, serial: int, people: PeopleRows, homes: HomeRows, cases: CaseRows
    ) -> None:
        family = draw_family(outline, self.rng)
        desk = self.staff.cast["celine"]
        household = new_household(outline, family, serial, desk, self.numbers, self.rng)
        persons = add_people(people, household, family, self.numbers, self.rng, self.on)
        stay = self.homes.settle(homes, household, outline, family)
        team, why = self.staff.team_of(outline)
        homes.care.append(
            TeamCare(household=household, team=team, reason=why, starts_on=outline.registered_on)
        )
        work = Casework(cases, self.staff, team, outline, self.rng, self.on, self.routes)
        work.add(household, persons)
        if work.holder and outline.closed_on is None:
            plan = Planning(
                cases.plans, cases.steps, work.case, household, work.holder, self.plan_rng, self.on
            )
            plan.add(persons)
        if stay:
            self._inform(work, stay)

    def _inform(self, work: Casework, stay: Stay) -> None:
        """Tell the case manager of a household that moved in a few days ago."""
        ago = (self.on - stay.starts_on).days
        if ago <= JUST_MOVED_DAYS:
            work.add_item(
                f"Opvangplaats {stay.place.reference} toegewezen door {stay.decided_by}: neem "
                "contact op en plan het huisbezoek.",
                since=stay.starts_on,
                done_on=self.on if ago > 5 else None,
            )


def _serials(outlines: Sequence[Outline]) -> Iterator[int]:
    """Yield the yearly numbers of households in order of registration."""
    for year, group in groupby(outlines, key=lambda outline: outline.registered_on.year):
        yield from next_numbers("household", year, len(list(group)))
