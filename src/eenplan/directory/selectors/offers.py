"""Partners and the services they offer, as they are on a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from eenplan.core.errors import NotFound
from eenplan.directory.models import OpeningHours, Partner, Service, SittingDay
from eenplan.directory.selectors.sittings import falling_on
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import norm
from eenplan.territory.models import Area
from eenplan.territory.selectors import areas_of, primary_division

FRESH, STALE = "vers", "oud"
SEARCHED_IN = (
    *("name", "description", "eligibility", "documents", "application", "capacity_note"),
    *("partner__name", "partner__description"),
)


def partners(*, on: date, words: str = "", kind: str = "") -> QuerySet[Partner]:
    """Return the partners there are on a day, by name."""
    rows = Partner.objects.on(on).select_related("area").defer("area__geometry")
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return rows.filter(kind=kind) if kind else rows


def active_services_on(day: date) -> QuerySet[Service]:
    """Return the services that are offered on a day, by a partner that exists then."""
    there = Partner.objects.on(day).filter(pk=OuterRef("partner"))
    rows = Service.objects.on(day).filter(Exists(there))
    return rows.select_related("partner__area").defer("partner__area__geometry")


def services(
    *,
    on: date,
    words: str = "",
    theme: str = "",
    language: str = "",
    area: Area | int | str | None = None,
    open_on: date | None = None,
    fresh: str = "",
    partner: Partner | int | None = None,
) -> QuerySet[Service]:
    """Return the services of a day that meet every filter that is given.

    `area`: the partner is established there, or the service (or its partner) sits there from the
    day on. `open_on`: it has opening hours on that day of the week, or sits somewhere that day.
    `fresh`: "vers" was checked within the norm of days, "oud" was not.
    """
    rows = active_services_on(open_on or on)
    for word in words.split():
        rows = rows.filter(_says(word))
    if theme:
        rows = rows.filter(theme=theme)
    if language:
        rows = rows.filter(languages__contains=[language])
    if partner:
        rows = rows.filter(partner=partner)
    if area:
        sits = _sittings().filter(area=area).lasting_beyond(open_on or on)
        rows = rows.filter(Q(partner__area=area) | Exists(sits))
    if open_on:
        rows = rows.filter(_open(open_on))
    if fresh:
        rows = _by_freshness(rows, fresh, on)
    return rows


def _says(word: str) -> Q:
    found = Q()
    for field in SEARCHED_IN:
        found |= Q(**{f"{field}__icontains": word})
    return found


def _sittings() -> QuerySet[SittingDay]:
    """Return the sitting days of a service: its own, and those of its partner for everything."""
    own = Q(service=OuterRef("pk")) | Q(service=None, partner=OuterRef("partner"))
    return SittingDay.objects.filter(own)


def _open(day: date) -> Q:
    hours = OpeningHours.objects.filter(service=OuterRef("pk"), weekday=day.isoweekday())
    return Q(Exists(hours)) | Q(Exists(falling_on(_sittings(), day)))


def _by_freshness(rows: QuerySet[Service], fresh: str, on: date) -> QuerySet[Service]:
    since = fresh_since(on)
    if fresh == FRESH:
        return rows.filter(confirmed_on__gte=since)
    return rows.filter(confirmed_on__lt=since)


def fresh_since(day: date) -> date:
    """Return the first day of checking that still counts as fresh. Raises NormNotInForce."""
    return day - timedelta(days=int(norm("directory_fresh_days", on=day)))


def get_service(pk: int) -> Service:
    """Return one service with its partner, also when it has ended, or raise NotFound."""
    rows = Service.objects.select_related("partner__area", "partner__team", "confirmed_by")
    found = rows.defer("partner__area__geometry").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def get_partner(pk: int) -> Partner:
    """Return one partner, also when it has ended, or raise NotFound."""
    rows = Partner.objects.select_related("area", "team", "confirmed_by")
    found = rows.defer("area__geometry").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def services_of(partner: Partner, *, on: date) -> QuerySet[Service]:
    """Return the services of a partner that have not stopped by a day."""
    return Service.objects.lasting_beyond(on).filter(partner=partner).order_by("name")


def with_hours(rows: QuerySet[Service]) -> QuerySet[Service]:
    """Return services with their partner and their opening hours read along."""
    rows = rows.select_related("partner__area").defer("partner__area__geometry")
    return rows.prefetch_related("opening_hours")


def hours_of(rows: Iterable[Service]) -> dict[int, list[OpeningHours]]:
    """Return the opening hours of services by their id, in one query."""
    found: dict[int, list[OpeningHours]] = {}
    for row in OpeningHours.objects.filter(service__in=[service.pk for service in rows]):
        found.setdefault(row.service_id, []).append(row)
    return found


def areas_to_choose() -> list[Area]:
    """Return the neighbourhoods of the town, without their borders."""
    division = primary_division()
    return list(areas_of(division).defer("geometry").filter(is_unlocated=False)) if division else []


def own_teams(*, on: date) -> QuerySet[Team]:
    """Return our own teams that may stand behind a partner on the map: central ones."""
    return Team.objects.on(on).filter(kind__in=(TeamKind.CENTRAL_SERVICE, TeamKind.CENTRAL))
