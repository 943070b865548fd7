"""The social map in the words of HSDS 3 (Open Referral), for other directories and apps.

A partner is an organization, a sitting day a service_at_location with its schedule. Everything
has an identifier that stays the same from one export to the next. Who sits somewhere by name is
left out: the map is published, the people who work are not.
"""

import uuid
from collections.abc import Iterable
from datetime import date, time, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.encoding import iri_to_uri

from eenplan.directory.models import OpeningHours, Partner, Service, SittingDay
from eenplan.directory.selectors import active_services_on, fresh_since, partners, with_hours
from eenplan.organisation.languages import LANGUAGES

VERSION = "3.0"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
COUNTRY, REGION = "BE", "Vlaanderen"
PLACES = uuid.uuid5(uuid.NAMESPACE_OID, "eenplan.directory.location")
TERMS = uuid.uuid5(uuid.NAMESPACE_OID, "eenplan.directory.term")
TAXONOMY = "Thema's van Eenplan"


def document(on: date) -> dict:
    """Return the map of a day: its organizations and services, each with all that hangs on it."""
    everyone = list(partners(on=on))
    held = Prefetch("sitting_days", _sittings_from(on))
    rows = list(with_hours(active_services_on(on)).prefetch_related(held))
    common = _common_sittings(on)
    by_id = {partner.pk: partner for partner in everyone}
    stale_before = fresh_since(on)
    return {
        "version": VERSION,
        "organizations": [
            _organization(partner, common.get(partner.pk, [])) for partner in everyone
        ],
        "services": [
            _service(row, by_id[row.partner_id], common.get(row.partner_id, []), stale_before)
            for row in rows
        ],
    }


def _sittings_from(on: date) -> QuerySet[SittingDay]:
    rows = SittingDay.objects.lasting_beyond(on).select_related("area").defer("area__geometry")
    return rows.prefetch_related("skipped").order_by("starts_on", "pk")


def _common_sittings(on: date) -> dict[int, list[SittingDay]]:
    """Return the sitting days partners hold for everything they do, by partner."""
    found: dict[int, list[SittingDay]] = {}
    for row in _sittings_from(on).filter(service=None):
        found.setdefault(row.partner_id, []).append(row)
    return found


def _known(**facts) -> dict:
    """Return the facts that are known: HSDS leaves out what is not, and has no null."""
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _part(owner: uuid.UUID, what: str) -> str:
    return str(uuid.uuid5(owner, what))


def _organization(partner: Partner, sittings: Iterable[SittingDay]) -> dict:
    own = _own_location(partner)
    places = {place["id"]: place for place in [own] if place}
    for row in sittings:
        place = places.setdefault(_place_id(row), _place(row))
        schedule = _sitting_schedule(row, partner.uid, location_id=place["id"])
        place.setdefault("schedules", []).append(schedule)
    return {
        **_organization_core(partner),
        **_known(phones=_phones(partner.uid, partner.phone, "organization")),
        **_known(locations=list(places.values())),
    }


def _organization_core(partner: Partner) -> dict:
    return {
        "id": str(partner.uid),
        "name": partner.name,
        "description": partner.description or partner.get_kind_display().capitalize(),
        **_known(email=partner.email, website=iri_to_uri(partner.website)),
    }


def _phones(owner: uuid.UUID, number: str, kind: str) -> list[dict]:
    if not number:
        return []
    return [{"id": _part(owner, "phone"), f"{kind}_id": str(owner), "number": number}]


def _service(row: Service, partner: Partner, common: list[SittingDay], stale_before: date) -> dict:
    waiting = "" if row.waiting_days is None else f"{row.waiting_days} dagen"
    stale = row.confirmed_on < stale_before
    return {
        "id": str(row.uid),
        "organization_id": str(partner.uid),
        "name": row.name,
        "status": "active",
        **_known(
            description=row.description,
            url=iri_to_uri(partner.website),
            email=row.contact_email,
            application_process=row.application,
            fees_description=row.cost,
            wait_time=waiting,
            eligibility_description=row.eligibility,
            assured_date=row.confirmed_on.isoformat(),
            alert=f"Nagekeken op {row.confirmed_on:%d/%m/%Y}: bel eerst." if stale else "",
            phones=_phones(row.uid, row.contact_phone, "service"),
            schedules=[_opening(hours, row) for hours in row.opening_hours.all()],
            languages=_languages(row),
            required_documents=_documents(row),
            service_at_locations=_at_locations(row, partner, common),
        ),
        "attributes": _attributes(row),
        "organization": _organization_core(partner),
    }


def _languages(row: Service) -> list[dict]:
    names = dict(LANGUAGES)
    return [
        {
            "id": _part(row.uid, f"language {code}"),
            "service_id": str(row.uid),
            "name": names.get(code, code),
            "code": code,
        }
        for code in row.languages
    ]


def _documents(row: Service) -> list[dict]:
    return [
        {
            "id": _part(row.uid, f"document {number}"),
            "service_id": str(row.uid),
            "document": words,
        }
        for number, words in enumerate(row.documents.splitlines(), start=1)
    ]


def _attributes(row: Service) -> list[dict]:
    """Return the theme as a term of our own taxonomy; and the places, which HSDS does not know."""
    name = row.get_theme_display()
    theme = _attribute(row, "theme", row.theme, name, name)
    if row.capacity is None:
        return [theme]
    return [theme, _attribute(row, "capacity", "CAPACITY", "plaatsen", str(row.capacity))]


def _attribute(row: Service, what: str, code: str, name: str, value: str) -> dict:
    term = _part(TERMS, code)
    return {
        "id": _part(row.uid, what),
        "link_id": str(row.uid),
        "link_entity": "service",
        "taxonomy_term_id": term,
        "value": value,
        "taxonomy_term": {
            "id": term,
            "code": code,
            "name": name,
            "description": name,
            "taxonomy": TAXONOMY,
            "language": "nl",
        },
    }


def _at_locations(row: Service, partner: Partner, common: list[SittingDay]) -> list[dict]:
    own = _own_location(partner)
    found = {own["id"]: _at(row, own)} if own else {}
    for day in [*row.sitting_days.all(), *common]:
        at = found.setdefault(_place_id(day), _at(row, _place(day)))
        schedule = _sitting_schedule(day, row.uid, service_at_location_id=at["id"])
        at.setdefault("schedules", []).append(schedule)
    return list(found.values())


def _at(row: Service, place: dict) -> dict:
    return {
        "id": _part(row.uid, f"at {place['id']}"),
        "service_id": str(row.uid),
        "location_id": place["id"],
        "location": place,
    }


def _own_location(partner: Partner) -> dict | None:
    """Return where the partner itself is, if anything is known of that."""
    if not (partner.address or partner.area):
        return None
    where = f"Wijk {partner.area.name}" if partner.area else ""
    place = {"id": _part(partner.uid, "location"), "location_type": "physical"}
    return {
        **place,
        "name": partner.name,
        "organization_id": str(partner.uid),
        **_known(description=where, addresses=_addresses(place["id"], partner)),
    }


def _place_id(row: SittingDay) -> str:
    return _part(PLACES, "|".join((row.area.name, row.location, row.address)))


def _place(row: SittingDay) -> dict:
    return {
        "id": _place_id(row),
        "location_type": "physical",
        "name": row.location,
        "description": f"Wijk {row.area.name}",
        **_known(addresses=_addresses(_place_id(row), row)),
    }


def _addresses(location_id: str, at: Partner | SittingDay) -> list[dict]:
    """Return the address when it is whole; HSDS knows no half ones."""
    if not (at.street and at.postcode and at.town):
        return []
    return [
        {
            "id": _part(uuid.UUID(location_id), "address"),
            "location_id": location_id,
            "address_1": at.street,
            "city": at.town,
            "state_province": REGION,
            "postal_code": at.postcode,
            "country": COUNTRY,
            "address_type": "physical",
        }
    ]


def _opening(hours: OpeningHours, row: Service) -> dict:
    first = row.starts_on + timedelta(days=(hours.weekday - row.starts_on.isoweekday()) % 7)
    what = f"hours {hours.weekday} {hours.opens_at} {hours.closes_at}"
    return {
        "id": _part(row.uid, what),
        "service_id": str(row.uid),
        **_weekly(first, row.ends_on, 1, hours.opens_at, hours.closes_at),
        **_known(notes=hours.note),
    }


def _sitting_schedule(row: SittingDay, owner: uuid.UUID, **ids: str) -> dict:
    notes = ["enkel op afspraak"] if row.by_appointment else []
    notes += [row.note] if row.note else []
    notes += [f"niet op {gone.day:%d/%m/%Y} ({gone.reason})" for gone in row.skipped.all()]
    return {
        "id": _part(owner, f"sitting {row.pk}"),
        **ids,
        **_weekly(row.starts_on, row.ends_on, row.every_weeks, row.opens_at, row.closes_at),
        **_known(notes="; ".join(notes)),
    }


def _weekly(first: date, ends_on: date | None, every: int, opens_at: time, closes_at: time) -> dict:
    last = (ends_on - timedelta(days=1)).isoformat() if ends_on else None
    return {
        "valid_from": first.isoformat(),
        "dtstart": first.isoformat(),
        "freq": "WEEKLY",
        "interval": every,
        "wkst": "MO",
        "byday": DAYS[first.weekday()],
        "opens_at": f"{opens_at:%H:%M}",
        "closes_at": f"{closes_at:%H:%M}",
        **_known(valid_to=last, until=last),
    }
