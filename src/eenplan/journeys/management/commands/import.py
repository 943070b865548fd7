"""`eenplan import SOORT BESTAND`: brings what a file says into the system, all or nothing."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from eenplan.core.access import Actor, system_actor
from eenplan.core.imports import ImportReport, Watch
from eenplan.directory.services import import_services
from eenplan.journeys.imports import subcommands
from eenplan.territory.services import import_areas, import_streets


class Importer(Protocol):
    """Reads a file and writes what it says, or only tries; answers with the report."""

    def __call__(
        self, path: Path, *, actor: Actor, dry_run: bool, watch: Watch, options: dict[str, Any]
    ) -> ImportReport: ...


@dataclass(frozen=True)
class Subcommand:
    """One kind of file: what it is, the options it takes beside FILE, and its importer."""

    summary: str
    run: Importer
    add_options: Callable[[argparse.ArgumentParser], None] = lambda parser: None


def _areas(path: Path, *, actor, dry_run, watch, options) -> ImportReport:
    return import_areas(
        actor=actor,
        division_code=options["division"],
        division_name=options["name"] or options["division"].capitalize(),
        is_primary=options["primary"],
        features=path,
        code_property=options["code_property"],
        name_property=options["name_property"],
        dry_run=dry_run,
        watch=watch,
    )


def _area_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--division", metavar="CODE", default="wijken", help="code van de indeling")
    parser.add_argument("--name", metavar="NAAM", default="", help="naam van de indeling")
    parser.add_argument(
        "--primary", action="store_true", help="dit is de indeling van de wijkteams"
    )
    parser.add_argument(
        "--code-property", metavar="EIGENSCHAP", default="", help="waar de code van de wijk staat"
    )
    parser.add_argument(
        "--name-property", metavar="EIGENSCHAP", default="", help="waar de naam van de wijk staat"
    )


def _streets(path: Path, *, actor, dry_run, watch, options) -> ImportReport:
    return import_streets(actor=actor, source=path, dry_run=dry_run, watch=watch)


def _services(path: Path, *, actor, dry_run, watch, options) -> ImportReport:
    return import_services(path, actor=actor, on=actor.on, dry_run=dry_run, watch=watch)


SUBCOMMANDS: dict[str, Subcommand] = {
    "areas": Subcommand("wijken of een andere indeling (GeoJSON)", _areas, _area_options),
    "streets": Subcommand("de stratenlijst (CSV: straat;van;tot;kant;wijk;postcode)", _streets),
    "offers": Subcommand("opvangplaatsen (CSV)", subcommands.offers, subcommands.day_option),
    "arrivals": Subcommand(
        "gezinnen die aankomen (CSV, één rij per persoon)",
        subcommands.arrivals,
        subcommands.day_option,
    ),
    "directory": Subcommand("diensten van de sociale kaart (CSV, één rij per dienst)", _services),
}


class Command(BaseCommand):
    help = "Leest een bestand in: wijken, straten, opvangplaatsen, aankomsten of diensten."

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="kind", required=True, metavar="SOORT")
        for name, subcommand in SUBCOMMANDS.items():
            kind = kinds.add_parser(name, help=subcommand.summary, description=subcommand.summary)
            kind.add_argument("file", metavar="BESTAND", type=Path)
            kind.add_argument(
                "--dry-run", action="store_true", help="kijk het bestand na en bewaar niets"
            )
            subcommand.add_options(kind)

    def handle(self, *, kind: str, file: Path, dry_run: bool, **options):
        report = SUBCOMMANDS[kind].run(
            file,
            actor=system_actor(timezone.localdate()),
            dry_run=dry_run,
            watch=self._watch,
            options=options,
        )
        lines = report.lines()
        if not report.ok:
            raise CommandError("\n".join(lines))
        self.stdout.write("\n".join(lines))

    def _watch(self, rows):
        """Show how far a long import is, on a terminal only."""
        return tqdm(rows, desc="Inlezen", unit="rij", disable=None, leave=False, delay=1)
