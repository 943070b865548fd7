"""What the housing coordinator of the demo set up: reasons, a checklist to come, guests, a loss.

All of it through the services, so that the demo cannot hold what the screens would refuse.
"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from eenplan.cases.models import Schooling
from eenplan.core.access import Actor
from eenplan.housing import services as housing
from eenplan.housing.enums import RefusalEffect, Side
from eenplan.housing.enums_dwellings import Answer, Category
from eenplan.housing.models import Offer, Place, RefusalReason, Rehousing, Stay
from eenplan.journeys.demo.plans import SCHOOLS
from eenplan.journeys.demo.teams import Staff
from eenplan.journeys.demo.town import DemoTown
from eenplan.journeys.falling_away import announce_loss
from eenplan.journeys.rehousing import note_found_stay
from eenplan.organisation.selectors import actor_for
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household
from eenplan.territory.selectors import middle_of

LIVED_THERE = timedelta(days=20)
OFFERED = timedelta(days=3)
FALLS_AWAY_IN = timedelta(days=60)


def set_things_up(staff: Staff, town: DemoTown, *, on: date) -> None:
    """Let Els add and stop reasons, prepare a checklist, note guests, and announce a loss."""
    els = actor_for(staff.cast["els"], on=on)
    _say_no_otherwise(els, on)
    _prepare_checklist(els, on)
    _note_guests(els, on)
    _lose_a_place(els, on)
    _place_schools(town)


def _say_no_otherwise(els: Actor, on: date) -> None:
    housing.add_refusal_reason(
        actor=els,
        side=Side.PROVIDER,
        label="verbouwt eerst",
        effect=RefusalEffect.PARK,
        days=30,
        on=on,
    )
    known = RefusalReason.objects.filter(code="zonder-uitleg").first()
    if known:
        housing.stop_refusal_reason(actor=els, reason=known, ends_on=on, on=on)


def _prepare_checklist(els: Actor, on: date) -> None:
    version = housing.begin_checklist(actor=els, on=on)
    asked = housing.Asked(
        question="Hangt er een blusdeken in de keuken?",
        hint="Binnen handbereik van het fornuis.",
        category=Category.MINOR,
        defect=[Answer.NO, Answer.UNKNOWN],
        source="afspraak met de woningcontroleurs",
        evidence="own",
    )
    housing.add_question(actor=els, version=version, asked=asked, position=None)


def _note_guests(els: Actor, on: date) -> None:
    """Let somebody with guests turn out to be a host who now offers the room it gave them."""
    lived_in = Stay.objects.filter(place__dwelling__offer=OuterRef("pk"))
    free = Offer.objects.filter(~Exists(lived_in), holds=None, dwelling__places__isnull=False)
    offer = free.order_by("pk").last()
    if offer is None:
        return
    offer.found_privately = True
    offer.received_on, offer.confirmed_on = on - OFFERED, on
    offer.save(update_fields=["found_privately", "received_on", "confirmed_on"])
    guests = _guests(on)
    if guests:
        place = Place.objects.filter(dwelling__offer=offer).order_by("reference").first()
        note_found_stay(
            actor=els, household=guests, place=place, starts_on=on - LIVED_THERE, until=None, on=on
        )


def _guests(on: date) -> Household | None:
    """Return a household that found a roof with somebody itself, and not through us."""
    ours = Stay.objects.lasting_beyond(on).filter(household=OuterRef("pk"))
    found = Household.objects.filter(
        ~Exists(ours),
        sleeps__in=(NightShelter.HOST, NightShelter.FRIENDS),
        arrived_on__lte=on - LIVED_THERE,
        cases__closed_on=None,
    )
    return found.order_by("pk").first()


def _lose_a_place(els: Actor, on: date) -> None:
    listed = Rehousing.objects.filter(household=OuterRef("household"), closed_on=None)
    stays = Stay.objects.on(on).filter(
        ~Exists(listed), ends_on=None, household__cases__closed_on=None, shares=False
    )
    stay = stays.select_related("place").order_by("persons", "pk").first()
    if stay:
        announce_loss(
            actor=els,
            place=stay.place,
            day=on + FALLS_AWAY_IN,
            reason="de eigenaar verkoopt het huis",
            on=on,
        )


def _place_schools(town: DemoTown) -> None:
    """Say in which neighbourhood each school lies, but of the last."""
    for number, name in enumerate(SCHOOLS[:-1]):
        area = town.areas[number % len(town.areas)]
        longitude, latitude = middle_of(area)
        Schooling.objects.filter(school=name).update(
            area=area, longitude=longitude, latitude=latitude
        )
