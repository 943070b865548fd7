"""When something on the social map may begin, change or stop."""

from datetime import date

from eenplan.core.errors import StaleVersion
from eenplan.directory.errors import AlreadyEnded, ImpossibleDay, ImpossibleSitting
from eenplan.directory.models import Partner, Service, SittingDay

CHANGED_MEANWHILE = "Iemand anders wijzigde dit intussen. Kijk na wat er nu staat."


def check_not_ended(row: Partner | Service | SittingDay, *, on: date) -> None:
    """Raise AlreadyEnded for what has stopped by a day."""
    if row.ends_on and row.ends_on <= on:
        raise AlreadyEnded(f"Dit is gestopt op {row.ends_on:%d/%m/%Y} en wijzigt niet meer.")


def check_unchanged(row: Partner | Service | SittingDay, *, version: int) -> None:
    """Raise StaleVersion when somebody saved the row after the form was opened."""
    if row.version != version:
        raise StaleVersion(CHANGED_MEANWHILE)


def check_end(row: Partner | Service | SittingDay, *, ends_on: date) -> None:
    """Raise ImpossibleDay for an end before the start."""
    if ends_on < row.starts_on:
        raise ImpossibleDay(f"Dit begint op {row.starts_on:%d/%m/%Y}. Kies die dag of een latere.")


def check_within_partner(partner: Partner, *, starts_on: date) -> None:
    """Raise ImpossibleDay when a partner does not exist on a first day."""
    refused = ImpossibleDay(f"{partner} bestaat niet op {starts_on:%d/%m/%Y}.")
    refused.field = "starts_on"
    if starts_on < partner.starts_on or (partner.ends_on and starts_on >= partner.ends_on):
        raise refused


def check_within_service(service: Service | None, partner: Partner, *, starts_on: date) -> None:
    """Raise ImpossibleSitting unless a service is one of the partner and offered on a day."""
    if service is None:
        return
    if service.partner_id != partner.pk:
        raise ImpossibleSitting(f"{service.name} is geen dienst van {partner}.")
    if starts_on < service.starts_on or (service.ends_on and starts_on >= service.ends_on):
        raise ImpossibleSitting(f"{service.name} bestaat niet op {starts_on:%d/%m/%Y}.")
