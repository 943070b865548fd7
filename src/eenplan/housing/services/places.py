"""New places, and the state each is in."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import DomainError, StaleVersion
from eenplan.housing import permissions, policies
from eenplan.housing.enums import PlaceState
from eenplan.housing.errors import ImpossiblePeriod, ImpossibleState, NoSleeper, ReferenceTaken
from eenplan.housing.lifecycle import NEXT
from eenplan.housing.models import Dwelling, Offer, Place, PlaceStatus, Provider, Stay
from eenplan.territory.models import Area

PROMISES: dict[str, DomainError] = {
    "place_not_backwards": ImpossiblePeriod("De einddatum moet na “vrij vanaf” liggen."),
    "place_sleeps_somebody": NoSleeper("Een plaats heeft minstens één slaapplaats en slaapkamer."),
    "place_takes_households": NoSleeper("Er kunnen niet meer gezinnen dan slaapplaatsen zijn."),
    "reference": ReferenceTaken("Er is al een plaats met dit kenmerk."),
}


@transaction.atomic
def add_place(
    *,
    actor: Actor,
    on: date,
    state: PlaceState,
    provider: str,
    area: Area,
    note: str = "",
    address: str = "",
    longitude: float | None = None,
    latitude: float | None = None,
    **facts,
) -> Place:
    """Write a new place in its first state; whoever writes it down confirms the offer today.

    Raises NotAllowed, ImpossibleState, ReferenceTaken, ImpossiblePeriod, NoSleeper.
    """
    permissions.check_can_manage(actor)
    if state == PlaceState.READY:
        raise ImpossibleState("Een nieuwe plaats wordt eerst gecontroleerd.")
    offer = Offer.objects.create(
        provider=Provider.objects.filter(name=provider).first()
        or Provider.objects.create(name=provider),
        received_on=on,
        confirmed_on=on,
    )
    dwelling = Dwelling.objects.create(
        offer=offer, address=address, longitude=longitude, latitude=latitude, area=area
    )
    place = create_place(dwelling=dwelling, **facts)
    PlaceStatus.objects.create(
        place=place, state=state, note=note, starts_on=on, set_by_id=actor.user_id or None
    )
    audit.record(actor, "housing.place-added", place, reference=place.reference, state=state)
    return place


def refuse_broken_promise(error: IntegrityError) -> None:
    """Raise the refusal that belongs to a promise the database saw broken, or the error itself."""
    broken = str(error).partition("\n")[0]
    for promise, refusal in PROMISES.items():
        if promise in broken:
            raise type(refusal)(str(refusal)) from None
    raise error


def create_place(**facts) -> Place:
    """Write a unit; what the database refuses becomes a refusal with its field."""
    try:
        with transaction.atomic():
            return Place.objects.create(**facts)
    except IntegrityError as error:
        refuse_broken_promise(error)
        raise


@transaction.atomic
def change_state(
    *,
    actor: Actor,
    place: Place,
    state: PlaceState,
    note: str,
    on: date,
    seen: PlaceState | None = None,
) -> PlaceStatus:
    """Put a place in its next state; `seen` is the state on the screen of who decides.

    Raises NotAllowed, ImpossibleState, StaleVersion.
    """
    permissions.check_can_manage(actor)
    Place.objects.select_for_update().get(pk=place.pk)
    present = PlaceStatus.objects.filter(place=place, ends_on=None).first()
    now = PlaceState(present.state) if present else PlaceState.OFFERED
    if seen and seen != now:
        raise StaleVersion(f"Iemand anders zette deze plaats net op “{now.label}”. Kijk opnieuw.")
    if state not in NEXT[now]:
        raise ImpossibleState(f"Van “{now.label}” kan een plaats niet naar “{state.label}”.")
    if state == PlaceState.READY:
        policies.check_may_be_ready(place, on=on)
    if state == PlaceState.CLOSED and Stay.objects.lasting_beyond(on).filter(place=place).exists():
        raise ImpossibleState("In deze plaats woont een gezin. Beëindig eerst het verblijf.")
    if present:
        present.ends_on = on
        present.save(update_fields=["ends_on"])
    status = PlaceStatus.objects.create(
        place=place, state=state, note=note, starts_on=on, set_by_id=actor.user_id or None
    )
    audit.record(actor, "housing.state-changed", place, state=state, note=note)
    return status
