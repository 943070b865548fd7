"""`eenplan entitlement`: reckons a described situation and explains every euro."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from eenplan.engines.entitlement import EntitlementError, answer, as_data, as_text, read
from eenplan.journeys.management.arguments import day

FORMATS = {
    "text": as_text,
    "json": lambda found: json.dumps(as_data(found), ensure_ascii=False, indent=2),
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

    def handle(self, *, file, on, format, **options):
        try:
            found = answer(read(file.read_text(encoding="utf-8"), on=on))
        except EntitlementError as error:
            raise CommandError(str(error)) from None
        except UnicodeDecodeError:
            raise CommandError(f"{file.name} is geen tekst in UTF-8.") from None
        except OSError as error:
            raise CommandError(f"{file.name} kan niet gelezen worden: {error.strerror}.") from None
        self.stdout.write(FORMATS[format](found))
