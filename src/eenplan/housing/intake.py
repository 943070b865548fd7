"""An offer as it comes in: plain data, the same from the desk, a file or later a public form."""

from dataclasses import dataclass, field
from datetime import date

from eenplan.housing.enums import CallChannel, PlaceKind, PlaceState, ProviderKind, ReceptionForm
from eenplan.territory.models import Area


@dataclass(frozen=True)
class OfferedBy:
    """Who offers. `known_id` is a provider somebody recognised; then the rest is left as it is."""

    name: str
    kind: ProviderKind = ProviderKind.PERSON
    phone: str = ""
    email: str = ""
    iban: str = ""
    language: str = "nl"
    channel: CallChannel = CallChannel.PHONE
    known_id: int | None = None


@dataclass(frozen=True)
class Terms:
    """What is promised and asked for the whole dwelling."""

    shortest_weeks: int | None = None
    longest_weeks: int | None = None
    deposit_cents: int = 0
    separate_room: bool | None = None
    smoking_allowed: bool = False
    children_welcome: bool = True
    wishes: tuple[str, ...] = ()
    wished_least: int | None = None
    wished_most: int | None = None
    languages: tuple[str, ...] = ()
    remark: str = ""
    found_privately: bool = False


@dataclass(frozen=True)
class Unit:
    """One unit that can be given out."""

    kind: PlaceKind
    max_persons: int
    bedrooms: int
    available_from: date
    available_until: date | None = None
    rent_cents: int = 0
    step_free: bool = False
    pets_allowed: bool = False
    max_households: int = 1
    reference: str = ""  # empty: we number it ourselves
    state: PlaceState = PlaceState.OFFERED
    note: str = ""


@dataclass(frozen=True)
class NewOffer:
    """Everything the form of an offer asks. An empty area is looked up by who registers it."""

    provider: OfferedBy
    form: ReceptionForm
    area: Area
    units: tuple[Unit, ...]
    terms: Terms = field(default_factory=Terms)
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
