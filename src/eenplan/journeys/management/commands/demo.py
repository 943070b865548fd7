"""`eenplan demo`: fills an empty database with the demo municipality."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from eenplan.core.errors import DomainError
from eenplan.journeys import demo
from eenplan.journeys.management.arguments import day


class Command(BaseCommand):
    help = "Laadt de demogemeente in een lege databank: verzonnen gezinnen, plaatsen en teams."

    def add_arguments(self, parser):
        parser.add_argument(
            "--households",
            type=int,
            default=400,
            metavar="N",
            help="aantal gezinnen (standaard 400)",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            metavar="S",
            help="zelfde getal, zelfde gemeente (standaard 1)",
        )
        parser.add_argument(
            "--on",
            type=day,
            metavar="DATUM",
            help="de dag van vandaag in de demo (JJJJ-MM-DD)",
        )

    def handle(self, *, households: int, seed: int, on: date | None, **options):
        try:
            filled = demo.fill(
                households=households,
                seed=seed,
                on=on or timezone.localdate(),
                progress=self._progress,
            )
        except DomainError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Demogemeente geladen: {filled.households} gezinnen, {filled.persons} personen, "
            f"{filled.places} opvangplaatsen, {filled.workers} maatschappelijk werkers."
        )

    def _progress(self, total: int):
        return tqdm(total=total, desc="Gezinnen", unit="gezin", disable=None)
