"""What the placement engine is told about households, places and policy.

A fact the caller does not tell has a default that refuses nothing; what is known to be unknown
("unknown") is said as such, and refuses where safety asks to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Tonight = Literal["none", "hotel", "friends", "place"]
Form = Literal["COLLECTIVE", "OWN_MANAGED", "HOST_FAMILY"]
State = Literal[
    "OFFERED", "NOT_INSPECTED", "TO_CLEAN", "TO_REFRESH", "TO_RENOVATE", "READY", "CLOSED"
]
OfferState = Literal["live", "paused", "dormant", "withdrawn", "frozen"]
#: Who the adults are: only women (with or without children), only men without children, a family
#: with a man in it, or adults of whom the sex or age is not known.
Makeup = Literal["women", "men", "family", "unknown"]
#: For whom a shared house is; "" is not decided: the first household makes it.
Mode = Literal["", "women", "families", "men"]

HOST = "HOST_FAMILY"
MODES: tuple[Mode, ...] = ("women", "families", "men")
_MODES_OF: Mapping[str | None, tuple[Mode, ...]] = {
    "women": ("women", "families"),
    "family": ("families",),
    "men": ("men",),
    "unknown": (),
    None: MODES,
}


class Point(NamedTuple):
    """A place on the map, in degrees."""

    longitude: float
    latitude: float


class Stay(NamedTuple):
    """A stay that is already agreed, from `start` to `end` (exclusive; None while open).

    `persons`, `household` and `makeup` only matter where several households share a house.
    """

    start: date
    end: date | None = None
    persons: int = 0
    household: str = ""
    makeup: Makeup | None = None


class Link(NamedTuple):
    """Another household this one stays near: both get a place, or both wait.

    `home` is where the other one lives already (an area, or a dwelling); None while it waits too.
    """

    other: str
    level: Literal["area", "dwelling"] = "area"
    home: str | None = None


@dataclass(frozen=True)
class Household:
    """A household that looks for a roof; it is never split.

    `tonight` says where it sleeps now. Wishes (ranked, best first) and vetoes use one vocabulary:
    "area:Heule", "form:COLLECTIVE", "kind:hotel", "place:PAND-03", "provider:17". A place it
    refused before is the veto "place:...", "rather not with a family" is "form:HOST_FAMILY".
    `avoid_areas` are those it is shielded from: its own neighbourhood when it is helped elsewhere,
    the area of whom it fled from. `groups` are looked at by floors and audit only, never by points.
    """

    id: str
    persons: int
    arrived_on: date
    tonight: Tonight = "none"
    bedrooms_needed: int | None = None
    step_free: bool = False
    pets: bool = False
    has_children: bool = False
    area: str | None = None
    wishes: tuple[str, ...] = ()
    vetoes: frozenset[str] = frozenset()
    unaccompanied_minor: bool = False
    stays_until: date | None = None
    makeup: Makeup | None = None
    smoke_free: bool = False
    secret_address: bool = False
    avoid_areas: frozenset[str] = frozenset()
    apart_from: frozenset[str] = frozenset()  # households it must not meet
    refused_by: frozenset[str] = frozenset()  # providers that said no to this household
    links: tuple[Link, ...] = ()
    needs: frozenset[str] = frozenset()  # features that would help: "lift", "quiet", "diet:halal"
    home: Point | None = None
    schools: tuple[Point, ...] = ()
    lives_in: str | None = None  # the place it has already, when everything is planned anew
    groups: frozenset[str] = frozenset()

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The kinds of shared house this household may live in."""
        return _MODES_OF[self.makeup]


@dataclass(frozen=True)
class Place:
    """A unit that can be given to one household, or to `max_households` in a shared house.

    `available_until`, `inspected_until` and `people_checked_until` are the first day without.
    `occupied` are the stays already agreed in it, `neighbours` those in the other units of the same
    dwelling. `confirmed_on` is the last day the provider confirmed the offer; None when nothing has
    to be confirmed. `people_checked`, `own_room` and `hosts` are about host families; None when the
    caller does not tell.
    """

    id: str
    label: str
    form: Form
    kind: str
    area: str
    max_persons: int
    state: State
    bedrooms: int | None = None
    available_from: date | None = None
    available_until: date | None = None
    step_free: bool = False
    pets_allowed: bool = False
    rent_eur_month: int = 0
    occupied: tuple[Stay, ...] = ()
    confirmed_on: date | None = None
    max_households: int = 1
    provider: str = ""
    offer: OfferState = "live"
    paused_until: date | None = None
    inspected_until: date | None = None
    people_checked: bool | None = None
    people_checked_until: date | None = None
    hosts: Makeup | None = None
    own_room: bool | None = None
    children_welcome: bool = True
    smoking: bool | None = None
    dwelling: str = ""
    shared_dwelling: bool = False  # kitchen or bathroom shared with the other units
    mode: Mode = ""
    neighbours: tuple[Stay, ...] = ()
    features: frozenset[str] = frozenset()
    at: Point | None = None

    @property
    def is_shared(self) -> bool:
        """Whether several households live together in it."""
        return self.max_households > 1 or self.shared_dwelling

    @property
    def house(self) -> str:
        """The dwelling it is part of; the place itself when nothing is said of one."""
        return self.dwelling or self.id

    @property
    def residents(self) -> tuple[Stay, ...]:
        """The agreed stays of everybody one would live with."""
        return (*self.occupied, *self.neighbours)

    @property
    def tags(self) -> frozenset[str]:
        """What wishes and vetoes can point at."""
        found = {
            f"place:{self.id}",
            f"area:{self.area}",
            f"form:{self.form}",
            f"kind:{self.kind}",
        }
        return frozenset(found | {f"provider:{self.provider}"} if self.provider else found)


class Closure(NamedTuple):
    """A reception form or a kind of place closed by decision, from `since` on."""

    since: date
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True)
class Weights:
    """How many points each consideration is worth at most; set as dated norms, shown on screen.

    The first block is the value of a roof itself, the second block the quality of one place.
    """

    roof: int = 5000
    per_person: int = 400
    persons_counted: int = 6
    no_roof_tonight: int = 1800
    friends_tonight: int = 900
    hotel_tonight: int = 600
    per_waiting_day: int = 10
    waiting_days_counted: int = 60

    wish: int = 170
    near: int = 120
    space: int = 300
    needs: int = 100
    length: int = 170
    rent: int = 120
    soon: int = 90
    keep: int = 50


@dataclass(frozen=True)
class Policy:
    """The norms in force on the day of the match, read from the dated norms by the caller.

    `full_length_days`: from this many days a stay counts as long. `rent_ceiling_eur`: at this rent
    a place scores nothing on cost. `near_metres`: from this far a place scores nothing on nearness.
    `reconfirm_after_days`: None = offers need no reconfirmation. `budget_eur_month`: rent that can
    still be committed each month, None = not set. `floor_percent`: each group in the floors gets
    at least this share of what all get on average; 0 = no floors.
    """

    forms_closed: Mapping[Form, Closure] = field(default_factory=dict)
    weights: Weights = Weights()
    shortest_stay_days: int = 1
    full_length_days: int = 365
    rent_ceiling_eur: int = 1200
    reconfirm_after_days: int | None = None
    version: str = "1"
    kinds_closed: Mapping[str, Closure] = field(default_factory=dict)
    near_metres: int = 5000
    budget_eur_month: int | None = None
    floor_percent: int = 0
    hold_hours: int = 24


def makeup_of(adults: tuple[str, ...], children: int) -> Makeup:
    """Who the adults of a household are together, from their sexes ("F", "M", else unknown).

    A man with children counts as a family; a household without adults as unknown.
    """
    if not adults or set(adults) - {"F", "M"}:
        return "unknown"
    if "M" not in adults:
        return "women"
    return "family" if children or "F" in adults else "men"
