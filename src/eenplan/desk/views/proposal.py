"""A place for a household: who waits, what is proposed and why, and the acceptance."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.access import Capability
from eenplan.core.errors import DomainError, NotAllowed, NotFound
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, note_read, read_page, show, write_page
from eenplan.desk.place_forms import SHELTER_LABELS, AcceptForm, WaitingFilter
from eenplan.desk.proposing import Asked, propose
from eenplan.housing import waiting
from eenplan.housing.errors import AlreadyHoused, PlaceTaken
from eenplan.housing.selectors import get_place
from eenplan.journeys.matching import place_tonight
from eenplan.people.enums import NightShelter
from eenplan.people.selectors import get_household, ground_of

CARDS, REFUSALS = 12, 200
ICONS = {
    NightShelter.NONE: "moon-stars",
    NightShelter.HOTEL: "bed",
    NightShelter.FRIENDS: "friends",
    NightShelter.RECEPTION: "hourglass",
}
UNKNOWN_PLACE = "Deze plaats bestaat niet meer. Kies een andere."


@dataclass(frozen=True)
class Tile:
    """A figure on top of the list, and the address of exactly the rows it counts."""

    label: str
    number: int
    icon: str
    address: str


def _needed(household) -> str:
    step_free = ["drempelvrij"] if household.needs_step_free else []
    pets = [f"huisdieren: {household.pets}"] if household.pets else []
    return ", ".join(step_free + pets)


COLUMNS = (
    Column("Gezin", lambda household: household.number),
    Column("Naam", lambda household: household.name),
    Column("Personen", lambda household: household.persons),
    Column("Aangekomen op", lambda household: household.arrived_on),
    Column("Slaapt vannacht", lambda household: SHELTER_LABELS[household.sleeps]),
    Column("Nodig voor de plaats", _needed),
    Column("Team", lambda household: household.team_name or ""),
)


@read_page(needs=Capability.HOUSING_PLACE)
def proposals(request: AppRequest):
    on = request.actor.on
    form = WaitingFilter(request.GET)
    sleeps = form.cleaned_data["sleeps"] if form.is_valid() else ""
    counts = waiting.count_by_shelter(request.actor, on=on)
    page = {
        "form": form,
        "tiles": [_tile(shelter, number) for shelter, number in counts.items()],
        "total": sum(counts.values()),
        "shelters": SHELTER_LABELS,
    }
    rows = waiting.waiting_for(request.actor, on=on, sleeps=sleeps)
    return show_list(
        request,
        "desk/proposals.html",
        page,
        name="zoekt-een-plaats",
        rows=rows,
        columns=COLUMNS,
        filters=form,
    )


def _tile(shelter: NightShelter, number: int) -> Tile:
    address = f"{reverse('desk:proposals')}?{urlencode({'sleeps': shelter.value})}"
    return Tile(SHELTER_LABELS[shelter], number, ICONS[shelter], address)


@read_page(needs=Capability.HOUSING_PLACE)
def proposal(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    return _show_proposal(request, household)


@write_page(needs=Capability.HOUSING_PLACE)
def accept_place(request: AppRequest, year: int, serial: int):
    """Give the household the chosen place; a refusal shows what is possible now."""
    household = get_household(request.actor, year, serial)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _show_proposal(request, household, refusal="Kies een plaats.", status=422)
    on = request.actor.on
    try:
        place = get_place(form.cleaned_data["place"], on=on)
        stay = place_tonight(
            actor=request.actor,
            household=household,
            place=place,
            on=on,
            at=now(),
            rank=form.cleaned_data["rank"],
        )
    except NotFound:
        return _show_proposal(request, household, refusal=UNKNOWN_PLACE, status=422)
    except NotAllowed:
        raise
    except DomainError as error:
        status = 409 if isinstance(error, PlaceTaken | AlreadyHoused) else 422
        return _show_proposal(request, household, refusal=str(error), status=status)
    messages.success(request, _told(household, stay))
    return go_to(request, "desk:household_housing", household.year, household.serial)


def _told(household, stay) -> str:
    since = f"{stay.starts_on:%d/%m/%Y}"
    return (
        f"Gezin {household.number} heeft plaats {stay.place.reference} vanaf {since}. "
        "Wie het gezin opvolgt, krijgt een bericht. Iemand anders bekijkt deze plaats nog."
    )


def _show_proposal(request: AppRequest, household, *, refusal: str = "", status: int = 200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    query = request.GET
    shows_all = "alle" in query
    asked = Asked(
        rule=query.get("regel", ""),
        only="alleen" in query,
        form=query.get("vorm", ""),
        cards=None if shows_all else CARDS,
        refusals=None if shows_all else REFUSALS,
    )
    found = propose(household, on=request.actor.on, at=now(), asked=asked)
    page = {
        "household": household,
        "proposal": found,
        "seeker": found.seeker,
        "refusals": [("", refusal)] if refusal else [],
        "is_narrowed": bool(asked.rule or asked.form),
        "here": reverse("desk:proposal", args=[household.year, household.serial]),
    }
    return show(request, "desk/proposal.html", page, status=status)
