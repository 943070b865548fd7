"""`eenplan directory [BESTAND]`: the social map in the format of Open Referral."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from eenplan.directory import hsds
from eenplan.directory.hsds_tables import tables

NESTED, TABULAR = "hsds", "hsds-tabular"


class Command(BaseCommand):
    help = "Schrijft de sociale kaart als HSDS 3 (JSON), voor andere kaarten en apps."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", metavar="BESTAND", nargs="?", type=Path, help="zonder: op het scherm"
        )
        parser.add_argument(
            "--format",
            choices=(NESTED, TABULAR),
            default=NESTED,
            help="hsds: partners en diensten met al hun delen; hsds-tabular: een tabel per soort",
        )

    def handle(self, *, file: Path | None, format: str, **options):
        found = hsds.document(timezone.localdate())
        content = found if format == NESTED else tables(found)
        text = json.dumps(content, ensure_ascii=False, indent=1)
        if file is None:
            self.stdout.write(text)
            return
        try:
            file.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} kan niet geschreven worden ({error.strerror}).") from None
        partners, services = len(found["organizations"]), len(found["services"])
        self.stdout.write(f"{partners} partners en {services} diensten in {file}.")
