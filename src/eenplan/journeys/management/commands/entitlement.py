"""`eenplan entitlement`: reckons a described situation and explains every euro."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from eenplan.core.text_files import UnreadableFile, contents
from eenplan.engines.entitlement import (
    Answer,
    EntitlementError,
    answer,
    as_data,
    as_text,
    read,
    refused_as_data,
)
from eenplan.journeys.management.arguments import day

REFUSED = 1


def _json(data: dict) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Answer], str]] = {
    "text": as_text,
    "json": lambda found: _json(as_data(found)),
}


class Command(BaseCommand):
    help = (
        "Berekent het leefloon van een beschreven situatie, met elke stap en elke bron.\n"
        "Raakt de databank niet aan. Voorbeelden staan in docs/reference/entitlement."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="BESTAND", help="de situatie, als JSON")
        parser.add_argument(
            "--on",
            type=day,
            metavar="DATUM",
            help="de dag van de berekening (JJJJ-MM-DD; standaard `on` in het bestand)",
        )
        parser.add_argument(
            "--format", choices=FORMATS, default="text", help="om te lezen, of voor een programma"
        )

    def handle(self, *, file: Path, on: date | None, format: str, **options):
        try:
            text = contents(file).decode("utf-8-sig")
        except UnreadableFile as error:
            raise CommandError(f"{file}: {error}") from None
        except UnicodeDecodeError:
            raise CommandError(f"{file} is geen tekst in UTF-8. Bewaar het zo.") from None
        try:
            found = answer(read(text, on=on))
        except EntitlementError as error:
            if format == "json":
                self.stdout.write(_json(refused_as_data(error)))
            raise CommandError(str(error), returncode=REFUSED) from None
        self.stdout.write(FORMATS[format](found))
