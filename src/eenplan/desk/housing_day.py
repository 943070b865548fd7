"""What waits for who manages or inspects dwellings: figures on the day, each with its list."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from eenplan.core.access import Actor, Capability
from eenplan.housing.selectors import dwellings, to_inspect


@dataclass(frozen=True)
class Tile:
    """A figure on the day, and the address of exactly the rows it counts."""

    name: str
    label: str
    number: int
    icon: str
    address: str


def housing_day(actor: Actor, *, on: date) -> list[Tile]:
    """Return the figures about dwellings for the day of an actor; none for most."""
    tiles = []
    if actor.can(Capability.HOUSING_INSPECT):
        number = to_inspect(on).count()
        visits = reverse("dwellings:visits")
        tiles.append(Tile("to-inspect", "Te controleren", number, "list-check", visits))
    if actor.can(Capability.HOUSING_MANAGE):
        late = dwellings.works(on=on, which="laat").count()
        works = f"{reverse('dwellings:works')}?welke=laat"
        tiles.append(Tile("works-late", "Werken te laat", late, "hourglass", works))
        ending = len(dwellings.endings(actor, on=on))
        address = reverse("dwellings:ending")
        tiles.append(Tile("dwellings-ending", "Loopt af", ending, "calendar-event", address))
    return tiles
