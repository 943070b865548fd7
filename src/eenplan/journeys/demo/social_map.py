"""The social map of the demo: invented partners, what they offer, and who sits in which wijk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from eenplan.directory.enums import PartnerKind as Kind, Theme
from eenplan.directory.hours import read_hours
from eenplan.directory.models import OpeningHours, Partner, Service, SittingDay, SkippedSitting
from eenplan.journeys.demo.social_map_words import OFFERS, PARTNERS, PERSONS
from eenplan.journeys.demo.town import DemoTown
from eenplan.organisation.models import Team
from eenplan.territory.town import POSTCODE, TOWN

KNOWN_SINCE_DAYS = 700
STALE_EVERY = 6  # one row in so many was not looked at within the norm


@dataclass(frozen=True)
class Sits:
    """How a partner sits in the neighbourhoods: on which day, how often, in how many of them."""

    weekday: int
    every_weeks: int
    hours: tuple[int, int]
    share: float  # of the neighbourhoods
    by_appointment: bool = False
    for_everything: bool = False  # not for one service


SITS = {
    "Juridische dienst": Sits(2, 2, (9, 12), 1, by_appointment=True),
    "Psychologische dienst": Sits(4, 2, (13, 17), 0.7, by_appointment=True),
    "Opleiding en tewerkstelling": Sits(3, 4, (9, 12), 1),
    "Ziekenfonds De Waterlelie": Sits(2, 6, (9, 12), 1),
    "Ziekenfonds Nieuwe Brug": Sits(4, 6, (9, 12), 0.7),
    "Huisartsenpraktijk Vlasblomme": Sits(5, 1, (13, 15), 0.4, by_appointment=True),
    "Energiehuis De Warme Naad": Sits(1, 4, (13, 16), 0.6),
    "Huis van het Kind De Kikker": Sits(1, 2, (9, 11), 0.5, for_everything=True),
}


def draw_social_map(town: DemoTown, teams: dict[str, Team], rng: Random, *, on: date) -> None:
    """Write the partners, their services and their sitting days; the same for the same seed."""
    partners = _partners(town, teams, rng, on)
    Partner.objects.bulk_create(partners.values())
    services = _services(partners, rng, on)
    Service.objects.bulk_create(service for service, _ in services)
    OpeningHours.objects.bulk_create(
        OpeningHours(service=service, weekday=h.weekday, opens_at=h.opens_at, closes_at=h.closes_at)
        for service, hours in services
        for h in read_hours(hours)
    )
    rows = _sitting_days(partners, [service for service, _ in services], town, rng, on)
    SittingDay.objects.bulk_create(rows)
    SkippedSitting.objects.bulk_create(_skipped(rows, on))


def _partners(town: DemoTown, teams: dict[str, Team], rng: Random, on: date) -> dict[str, Partner]:
    found = {}
    for number, (name, kind, description) in enumerate(PARTNERS):
        place = rng.randrange(len(town.areas))
        house = town.draw_address(place, rng)
        mail = "".join(sign for sign in name.casefold() if sign.isalnum())
        is_own = kind == Kind.CENTRAL_SERVICE
        found[name] = Partner(
            uid=UUID(int=rng.getrandbits(128), version=4),
            name=name,
            kind=kind,
            description=description,
            phone=f"+32 56 90 {rng.randrange(10, 99)} {rng.randrange(10, 99)}",
            email=f"info@{mail}.example",
            website="" if is_own else f"https://{mail}.example/",
            street=f"{house['street']} {house['house_number']}",
            postcode=POSTCODE,
            town=TOWN,
            area=town.areas[place],
            team=teams.get(name),
            agreement_on=on - timedelta(days=rng.randrange(100, 600)) if number % 3 else None,
            starts_on=on - timedelta(days=KNOWN_SINCE_DAYS),
            confirmed_on=_checked(number, rng, on),
        )
    return found


def _checked(number: int, rng: Random, on: date) -> date:
    is_stale = number % STALE_EVERY == STALE_EVERY - 1
    return on - timedelta(days=rng.randrange(200, 400) if is_stale else rng.randrange(3, 150))


def _services(partners: dict[str, Partner], rng: Random, on: date) -> list[tuple[Service, str]]:
    return [
        (
            Service(
                uid=UUID(int=rng.getrandbits(128), version=4),
                partner=partners[offer.partner],
                name=offer.name,
                theme=Theme(offer.theme),
                description=offer.description,
                eligibility=offer.eligibility,
                documents="\n".join(offer.documents),
                languages=["nl", *offer.languages],
                cost=offer.cost,
                capacity=offer.capacity,
                waiting_days=offer.waiting_days,
                application=offer.application,
                starts_on=partners[offer.partner].starts_on,
                confirmed_on=_checked(number + 2, rng, on),
            ),
            offer.hours,
        )
        for number, offer in enumerate(OFFERS)
    ]


def _sitting_days(
    partners: dict[str, Partner],
    services: Sequence[Service],
    town: DemoTown,
    rng: Random,
    on: date,
) -> list[SittingDay]:
    first_of = {service.partner.name: service for service in reversed(services)}
    rows = []
    for name, sits in SITS.items():
        many = max(1, round(len(town.areas) * sits.share))
        for number, area in enumerate(town.areas[:many]):
            starts_on = _first(on, sits, number)
            rows.append(
                SittingDay(
                    partner=partners[name],
                    service=None if sits.for_everything else first_of.get(name),
                    area=area,
                    location=f"Wijkcentrum {area.name}",
                    every_weeks=sits.every_weeks,
                    opens_at=time(sits.hours[0]),
                    closes_at=time(sits.hours[1]),
                    by_appointment=sits.by_appointment,
                    contact_name=rng.choice(PERSONS),
                    starts_on=starts_on,
                )
            )
    return rows


def _first(on: date, sits: Sits, number: int) -> date:
    """Return a first day some months ago: the partner makes its round, another wijk every week."""
    monday = on - timedelta(days=on.weekday(), weeks=24)
    return monday + timedelta(days=sits.weekday - 1, weeks=number % sits.every_weeks)


def _skipped(rows: Sequence[SittingDay], on: date) -> list[SkippedSitting]:
    """Return two sittings of the coming weeks that fall away."""
    found = []
    for row, reason in zip(rows, ("opleiding van de dienst", "ziek"), strict=False):
        step = row.every_weeks * 7
        ahead = -(-(on - row.starts_on).days // step) * step
        found.append(
            SkippedSitting(
                sitting_day=row, day=row.starts_on + timedelta(days=ahead), reason=reason
            )
        )
    return found
