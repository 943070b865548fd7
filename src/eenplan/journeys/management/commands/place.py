"""`eenplan place`: proposes a place for every household that looks for one, and why not."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from eenplan.core.access import system_actor
from eenplan.core.errors import DomainError
from eenplan.journeys import placing
from eenplan.journeys.management.arguments import count, day, days
from eenplan.journeys.placing.tables import as_csv, as_json
from eenplan.journeys.placing.words import lines

FORMATS = {
    "table": lambda trial: "\n".join(lines(trial)),
    "csv": lambda trial: as_csv(trial).rstrip("\n"),
    "json": as_json,
}


class Command(BaseCommand):
    help = (
        "Stelt een opvangplaats voor aan elk gezin dat een dak zoekt, of zegt waarom niet.\n"
        "Zonder --apply wordt niets bewaard."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--on",
            type=day,
            metavar="DATUM",
            help="de dag van het voorstel (JJJJ-MM-DD; standaard vandaag, met bestanden de dag "
            "van de laatste aankomst)",
        )
        parser.add_argument(
            "--horizon",
            type=days,
            metavar="DAGEN",
            help="plaatsen meerekenen die binnen zoveel dagen vrijkomen (standaard de norm; 0 is "
            "alleen vannacht)",
        )
        parser.add_argument(
            "--first",
            type=count,
            metavar="AANTAL",
            help="alleen de dringendste gezinnen: wie geen dak heeft eerst, dan wie het langst "
            "wacht",
        )
        parser.add_argument(
            "--apply", action="store_true", help="het voorstel uitvoeren: alle verblijven, of geen"
        )
        parser.add_argument(
            "--format",
            choices=FORMATS,
            default="table",
            help="tekst om te lezen, één rij per gezin, of alles voor een ander programma",
        )
        parser.add_argument(
            "--offers",
            type=Path,
            metavar="BESTAND",
            help="opvangplaatsen uit een CSV-bestand; samen met --arrivals, raakt de databank "
            "niet aan",
        )
        parser.add_argument(
            "--arrivals", type=Path, metavar="BESTAND", help="gezinnen uit een CSV-bestand"
        )

    def handle(self, *, on, horizon, first, apply, format, offers, arrivals, **options):
        try:
            question = self._question(on, horizon, apply, offers, arrivals)
            if first:
                question = placing.most_urgent(question, first)
            trial = placing.run(question, tell=self.stderr.write)
            stays = []
            if apply:
                actor = system_actor(timezone.localdate())
                stays = placing.apply(actor=actor, trial=trial, on=question.on)
        except DomainError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(FORMATS[format](trial))
        if apply:
            self.stderr.write(f"Uitgevoerd: {len(stays)} verblijven bewaard.")

    def _question(self, on, horizon, apply, offers, arrivals) -> placing.Question:
        if bool(offers) != bool(arrivals):
            raise CommandError("Geef --offers en --arrivals samen, of geen van beide.")
        if offers and apply:
            raise CommandError(
                "--apply voert alleen een voorstel uit de databank uit. Lees de bestanden eerst "
                "in met `eenplan import`."
            )
        if offers:
            return placing.from_files(offers, arrivals, on=on, horizon_days=horizon)
        return placing.from_database(on=on or timezone.localdate(), horizon_days=horizon)
