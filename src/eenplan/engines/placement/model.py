"""What the placement engine is told about households, places and policy."""

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


class Stay(NamedTuple):
    """A stay that is already agreed, from `start` to `end` (exclusive; None while open).

    `persons` only matters in a place that several households share.
    """

    start: date
    end: date | None = None
    persons: int = 0


@dataclass(frozen=True)
class Household:
    """A household that looks for a roof; it is never split.

    `tonight` says where it sleeps now. Wishes (ranked, best first) and vetoes use one vocabulary:
    "area:Heule", "form:COLLECTIVE", "kind:hotel", "place:PAND-03"; not in one's own neighbourhood
    is the veto "area:..." of that neighbourhood.
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


@dataclass(frozen=True)
class Place:
    """A unit that can be given to one household, or to `max_households` in a shared house.

    `available_until` is exclusive. `occupied` are the stays already agreed. `confirmed_on` is the
    last day the provider confirmed the offer; None when nothing has to be confirmed.
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

    @property
    def tags(self) -> frozenset[str]:
        """What wishes and vetoes can point at."""
        return frozenset(
            {
                f"place:{self.id}",
                f"area:{self.area}",
                f"form:{self.form}",
                f"kind:{self.kind}",
            }
        )


class Closure(NamedTuple):
    """A reception form closed by decision, from `since` on."""

    since: date
    reason: str = ""


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
    area: int = 120
    space: int = 200
    bedrooms: int = 100
    length: int = 170
    rent: int = 120
    soon: int = 90


@dataclass(frozen=True)
class Policy:
    """The norms in force on the day of the match, read from the dated norms by the caller.

    `full_length_days`: from this many days a stay counts as long. `rent_ceiling_eur`: at this rent
    a place scores nothing on cost. `reconfirm_after_days`: None = offers need no reconfirmation.
    """

    forms_closed: Mapping[Form, Closure] = field(default_factory=dict)
    weights: Weights = Weights()
    shortest_stay_days: int = 1
    full_length_days: int = 365
    rent_ceiling_eur: int = 1200
    reconfirm_after_days: int | None = None
    version: str = "1"
