"""Invented households and places for the tests of the placement engine."""

from datetime import date, timedelta

from hypothesis import strategies as st

from eenplan.engines.placement import Asked, planned, verify
from eenplan.engines.placement.model import Closure, Household, Link, Place, Point, Policy, Stay

ON = date(2022, 3, 21)
OPEN = Policy()
STRICT = Policy(
    forms_closed={"COLLECTIVE": Closure(date(2022, 5, 1))},
    kinds_closed={"tent": Closure(date(2022, 3, 1))},
    shortest_stay_days=7,
    reconfirm_after_days=30,
    budget_eur_month=1000,
)


def household(name="G1", persons=2, **facts):
    return Household(name, persons, facts.pop("arrived_on", ON), **facts)


def place(name="P1", **facts):
    given_ = {"form": "OWN_MANAGED", "kind": "whole_dwelling", "area": "Heule"}
    given_ |= {"max_persons": 4, "state": "READY"}
    return Place(name, name.lower(), **(given_ | facts))


def shared(name="S1", **facts):
    return place(name, **({"max_persons": 15, "max_households": 4} | facts))


def ask(who, where, policy=OPEN, **more):
    """A plan that passed the independent check."""
    found = planned(Asked(tuple(who), tuple(where), policy, ON, **more))
    assert verify(found) == ()
    return found


def where_to(found):
    return {p.household: p.place for p in found.plan.placements}


days = st.integers(-20, 40).map(lambda n: ON + timedelta(days=n))
tags = st.sampled_from(["area:Heule", "area:Walle", "form:COLLECTIVE", "kind:hotel", "provider:x"])
makeups = st.sampled_from([None, "women", "men", "family", "unknown"])
names = st.sampled_from(["G0", "G1", "G2", "elders"])
spots = st.none() | st.builds(Point, st.floats(3.2, 3.3), st.floats(50.8, 50.85))


@st.composite
def households(draw, name):
    return Household(
        name,
        draw(st.integers(1, 6)),
        draw(days),
        tonight=draw(st.sampled_from(["none", "hotel", "friends", "place"])),
        bedrooms_needed=draw(st.none() | st.integers(1, 3)),
        step_free=draw(st.booleans()),
        pets=draw(st.booleans()),
        has_children=draw(st.booleans()),
        area=draw(st.sampled_from([None, "Heule", "Walle"])),
        wishes=tuple(draw(st.lists(tags, max_size=2))),
        vetoes=frozenset(draw(st.lists(tags, max_size=1))),
        unaccompanied_minor=draw(st.integers(0, 9)) == 0,
        stays_until=draw(st.none() | days),
        makeup=draw(makeups),
        smoke_free=draw(st.booleans()),
        secret_address=draw(st.integers(0, 4)) == 0,
        avoid_areas=frozenset(draw(st.lists(st.sampled_from(["Heule", "Walle"]), max_size=1))),
        apart_from=frozenset(draw(st.lists(names, max_size=1))),
        refused_by=frozenset(draw(st.lists(st.sampled_from(["x", "y"]), max_size=1))),
        links=tuple(draw(st.lists(links(), max_size=1))),
        needs=frozenset(draw(st.lists(st.sampled_from(["lift", "quiet"]), max_size=2))),
        home=draw(spots),
        schools=tuple(draw(st.lists(spots.filter(bool), max_size=1))),
    )


@st.composite
def links(draw):
    level = draw(st.sampled_from(["area", "dwelling"]))
    home = draw(st.sampled_from([None, "Heule", "Walle", "D1"]))
    return Link(draw(names), level, home)


@st.composite
def stays(draw):
    start = draw(days)
    length = draw(st.none() | st.integers(1, 30))
    end = start + timedelta(days=length) if length else None
    return Stay(start, end, draw(st.integers(1, 3)), draw(names), draw(makeups))


@st.composite
def places(draw, name):
    form = draw(st.sampled_from(["COLLECTIVE", "OWN_MANAGED", "HOST_FAMILY"]))
    return Place(
        name,
        name,
        form,
        draw(st.sampled_from(["hotel", "house", "tent"])),
        draw(st.sampled_from(["Heule", "Walle"])),
        draw(st.integers(1, 8)),
        draw(st.sampled_from(["READY", "READY", "READY", "OFFERED", "TO_CLEAN", "CLOSED"])),
        bedrooms=draw(st.none() | st.integers(0, 3)),
        available_from=draw(st.none() | days),
        available_until=draw(st.none() | days),
        step_free=draw(st.booleans()),
        pets_allowed=draw(st.booleans()),
        rent_eur_month=draw(st.integers(0, 1500)),
        occupied=tuple(draw(st.lists(stays(), max_size=2))),
        confirmed_on=draw(st.none() | days),
        max_households=draw(st.sampled_from([1, 1, 3])),
        provider=draw(st.sampled_from(["", "x"])),
        offer=draw(st.sampled_from(["live", "live", "live", "paused", "dormant", "frozen"])),
        paused_until=draw(st.none() | days),
        inspected_until=draw(st.none() | days),
        people_checked=draw(st.sampled_from([None, True, False])),
        people_checked_until=draw(st.none() | days),
        hosts=draw(makeups) if form == "HOST_FAMILY" else None,
        own_room=draw(st.sampled_from([None, True, False])),
        children_welcome=draw(st.booleans()),
        smoking=draw(st.sampled_from([None, True, False])),
        dwelling=draw(st.sampled_from(["", "D1"])),
        shared_dwelling=draw(st.booleans()),
        mode=draw(st.sampled_from(["", "", "women", "families", "men"])),
        neighbours=tuple(draw(st.lists(stays(), max_size=1))),
        features=frozenset(draw(st.lists(st.sampled_from(["lift", "quiet"]), max_size=2))),
        at=draw(spots),
    )


@st.composite
def cases(draw):
    who = [draw(households(f"G{i}")) for i in range(draw(st.integers(0, 4)))]
    where = [draw(places(f"P{i}")) for i in range(draw(st.integers(0, 4)))]
    return who, where, draw(st.sampled_from([0, 14]))
