"""A file of services (CSV), a row each with its partner: checked row by row, all or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import transaction

from eenplan.core import cells
from eenplan.core.access import Actor
from eenplan.core.cells import Cell
from eenplan.core.errors import DomainError
from eenplan.core.imports import ImportReport, RowError, Watch
from eenplan.core.tabular import Column, Table, read_table
from eenplan.directory import permissions
from eenplan.directory.enums import PartnerKind, Theme
from eenplan.directory.errors import UnreadableHours
from eenplan.directory.hours import EXAMPLE, Hours, read_hours, written
from eenplan.directory.models import Partner, Service
from eenplan.directory.services.offers import OFFER_FACTS, add_service, change_service
from eenplan.directory.services.partners import PARTNER_FACTS, add_partner, change_partner
from eenplan.organisation.languages import LANGUAGES
from eenplan.territory.selectors import areas_named


def _checked(expected: str, longest: int, check: Callable[[str], None]) -> Cell:
    def read(cell: str) -> str:
        try:
            check(cell)
        except ValidationError:
            raise ValueError from None
        if len(cell) > longest:
            raise ValueError
        return cell

    return Cell(expected, read, "")


def _hours() -> Cell:
    def read(cell: str) -> list[Hours]:
        try:
            return read_hours(cell)
        except UnreadableHours:
            raise ValueError from None

    return Cell(f"openingsuren zonder overlap ({EXAMPLE[18:]}; za 10-12)", read)


def _words(enum) -> Cell:
    """One of a list, by the word on the screen or by its code."""
    by_word = {choice.label: choice for choice in enum}
    codes = {choice.value: choice for choice in enum}
    told = cells.choice(by_word)
    return Cell(told.expected, cells.choice({**codes, **by_word}).read)


LANGUAGE = cells.choice({**{code: code for code, _ in LANGUAGES}, **{n: c for c, n in LANGUAGES}})
EMAIL = _checked("een e-mailadres", 254, EmailValidator())
WEBSITE = _checked("een adres dat begint met https://", 200, URLValidator(["http", "https"]))
OF_PARTNER = {
    "partner": "name",
    "partner_kind": "kind",
    "partner_description": "description",
    "partner_phone": "phone",
    "partner_email": "email",
    "website": "website",
    "street": "street",
    "postcode": "postcode",
    "town": "town",
}
OF_SERVICE = {"service": "name", **{name: name for name in OFFER_FACTS if name != "name"}}


def columns(on: date) -> tuple[Column, ...]:
    """Return the columns of the file; nothing in it was checked later than a day."""
    text = cells.text
    return (
        Column("partner", text(longest=120), required=True),
        Column("partner_kind", _words(PartnerKind), aliases=("soort",)),
        Column("partner_description", text(longest=2000), aliases=("over_de_partner",)),
        Column("partner_phone", text(longest=40), aliases=("telefoon_partner",)),
        Column("partner_email", EMAIL, aliases=("email_partner",)),
        Column("website", WEBSITE),
        Column("street", text(longest=120), aliases=("straat",)),
        Column("postcode", text(longest=10)),
        Column("town", text(longest=70), aliases=("gemeente",)),
        Column("neighbourhood", text(longest=80), aliases=("wijk",)),
        Column("service", text(longest=120), required=True, aliases=("dienst",)),
        Column("theme", _words(Theme), required=True, aliases=("thema",)),
        Column("description", text(longest=2000), aliases=("omschrijving",)),
        Column("eligibility", text(longest=1000), aliases=("voor_wie",)),
        Column("documents", cells.several(text(longest=200)), aliases=("mee_te_brengen",)),
        Column("languages", cells.several(LANGUAGE), aliases=("talen",)),
        Column("cost", text(), aliases=("kostprijs",)),
        Column("capacity", cells.whole_number(0, 100_000), aliases=("plaatsen",)),
        Column("capacity_note", text(), aliases=("uitleg_plaatsen",)),
        Column("waiting_days", cells.whole_number(0, 3660), aliases=("wachttijd_dagen",)),
        Column("application", text(longest=1000), aliases=("aanmelden",)),
        Column("hours", _hours(), aliases=("openingsuren",)),
        Column("phone", text(longest=40), aliases=("telefoon",)),
        Column("email", EMAIL, aliases=("e_mail",)),
        Column("confirmed_on", cells.day(last=on), aliases=("nagekeken_op",)),
    )


@transaction.atomic
def import_services(
    source: Path | bytes,
    *,
    actor: Actor,
    on: date,
    dry_run: bool,
    name: str = "",
    watch: Watch = iter,
) -> ImportReport:
    """Bring the social map in line with a file, all or nothing; known by partner and service.

    An empty cell leaves what is stored as it is, and so does a service the file does not name. The
    same file again changes nothing. Mistakes are in the report. Raises NotAllowed.
    """
    permissions.check_can_manage(actor)
    report = ImportReport("diensten", dry_run)
    table = read_table(source, columns=columns(on), name=name, watch=watch)
    report.errors += table.errors
    report.warnings += table.warnings
    report.errors += _at_odds(table)
    if not table.rows and not table.errors:
        report.errors.append(f"{table.file}: er staan geen rijen onder de kop.")
    if report.ok:
        _Writing(actor, on, table, report).write(watch)
    if dry_run or not report.ok:
        transaction.set_rollback(True)
    return report


def _at_odds(table: Table) -> Iterator[RowError]:
    """Yield the services that stand in the file twice, and partners told about in two ways."""
    services: dict[tuple, int] = {}
    told: dict[tuple, tuple[int, Any]] = {}
    for number, row in table.rows:
        earlier = services.setdefault((row["partner"], row["service"]), number)
        if earlier != number:
            once = f"elke dienst één keer (staat ook in rij {earlier})"
            yield RowError(table.file, number, "service", once, row["service"])
        for column in (*OF_PARTNER, "neighbourhood"):
            first, value = told.setdefault((row["partner"], column), (number, row[column]))
            if not value:
                told[row["partner"], column] = (number, row[column])
            elif row[column] and row[column] != value:
                same = f"hetzelfde als in rij {first}"
                yield RowError(table.file, number, column, same, str(row[column]))


@dataclass
class _Writing:
    """The rows of a good file on their way to the map."""

    actor: Actor
    on: date
    table: Table
    report: ImportReport
    partners: dict[str, Partner] = field(default_factory=dict)
    services: dict[tuple[int, str], Service] = field(default_factory=dict)
    areas: dict = field(default_factory=dict)

    def write(self, watch: Watch) -> None:
        stored = Partner.objects.lasting_beyond(self.on).select_related("area")
        near = stored.defer("area__geometry").order_by("-starts_on")
        self.partners = {partner.name: partner for partner in near}
        offered = Service.objects.lasting_beyond(self.on).order_by("-starts_on")
        self.services = {(row.partner_id, row.name): row for row in offered}
        self._find_areas()
        for number, row in watch(self.table.rows):
            try:
                with transaction.atomic():
                    self._write_row(row)
            except DomainError as error:
                self.report.errors.append(f"{self.table.file}, rij {number}: {error}")

    def _find_areas(self) -> None:
        names = {row["neighbourhood"] for _, row in self.table.rows} - {""}
        self.areas = areas_named(names) if names else {}
        unknown = sorted(name for name, area in self.areas.items() if area is None)
        if unknown:
            self.report.warnings.append(
                f"{self.table.file}: deze gemeente kent de wijk niet: {', '.join(unknown)}."
            )

    def _write_row(self, row: dict) -> None:
        partner = self._partner(row)
        facts = _filled_in(row, OF_SERVICE)
        if "documents" in facts:
            facts["documents"] = "\n".join(facts["documents"])
        if "languages" in facts:
            facts["languages"] = list(facts["languages"])
        checked_on = row["confirmed_on"]
        service = self.services.get((partner.pk, row["service"]))
        if service is None:
            self._add_service(partner, facts, row["hours"] or [], checked_on)
            return
        hours = row["hours"] or list(service.opening_hours.all())
        if self._is_same(service, facts, hours, checked_on):
            self.report.same += 1
            return
        change_service(
            actor=self.actor,
            service=service,
            version=service.version,
            facts=facts,
            hours=hours,
            is_checked=False,
            checked_on=checked_on,
            on=self.on,
        )
        self.report.changed += 1

    def _add_service(self, partner: Partner, facts: dict, hours: list, checked_on) -> None:
        service = add_service(
            actor=self.actor,
            partner=partner,
            facts=facts,
            hours=hours,
            starts_on=max(self.on, partner.starts_on),
            checked_on=checked_on,
            on=self.on,
        )
        self.services[partner.pk, service.name] = service
        self.report.new += 1

    def _is_same(self, service: Service, facts: dict, hours: list, checked_on) -> bool:
        is_newer = checked_on is not None and checked_on > service.confirmed_on
        is_other = any(getattr(service, name) != value for name, value in facts.items())
        return not (is_newer or is_other or written(hours) != written(service.opening_hours.all()))

    def _partner(self, row: dict) -> Partner:
        facts = _filled_in(row, OF_PARTNER)
        if area := self.areas.get(row["neighbourhood"]):
            facts["area"] = area
        found = self.partners.get(row["partner"])
        if found is None:
            facts.setdefault("kind", PartnerKind.OTHER)
            found = add_partner(actor=self.actor, facts=facts, starts_on=self.on, on=self.on)
        elif any(getattr(found, name) != value for name, value in facts.items()):
            found = change_partner(
                actor=self.actor,
                partner=found,
                version=found.version,
                facts=facts,
                is_checked=False,
                on=self.on,
            )
        self.partners[found.name] = found
        return found


def _filled_in(row: dict, names: dict[str, str]) -> dict:
    """Return the facts of a row that say something, under the names of the model."""
    known = set(PARTNER_FACTS) | set(OFFER_FACTS)
    return {
        fact: row[column]
        for column, fact in names.items()
        if fact in known and row[column] not in (None, "", ())
    }
