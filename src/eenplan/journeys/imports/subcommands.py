"""The two kinds of file as subcommands of `eenplan import`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from eenplan.core.access import Actor
from eenplan.core.imports import ImportReport, Watch
from eenplan.journeys.imports.arrivals import import_arrivals
from eenplan.journeys.imports.offers import import_offers
from eenplan.journeys.management.arguments import day


def offers(
    path: Path, *, actor: Actor, dry_run: bool, watch: Watch, options: dict[str, Any]
) -> ImportReport:
    """Import a file of reception places as on the day in the options, or the file's own day."""
    return import_offers(path, actor=actor, on=options.get("on"), dry_run=dry_run, watch=watch)


def arrivals(
    path: Path, *, actor: Actor, dry_run: bool, watch: Watch, options: dict[str, Any]
) -> ImportReport:
    """Import a file of families as on the actor's day, or the day in the options."""
    on = options.get("on") or actor.on
    return import_arrivals(path, actor=actor, on=on, dry_run=dry_run, watch=watch)


def day_option(parser: ArgumentParser) -> None:
    """Add the day on which the file holds."""
    parser.add_argument(
        "--on",
        type=day,
        metavar="DATUM",
        help="de dag waarop het bestand geldt (JJJJ-MM-DD; standaard de eerste dag in een lijst "
        "van plaatsen, en vandaag voor aankomsten)",
    )
