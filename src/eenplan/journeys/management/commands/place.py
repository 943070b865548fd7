"""`eenplan place`: proposes a place for every household that looks for one, and why not."""

from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from eenplan.core.access import system_actor
from eenplan.core.errors import DomainError
from eenplan.journeys import placing
from eenplan.journeys.management.arguments import count, day, days
from eenplan.journeys.placing.account_words import (
    explain_lines,
    explained,
    refused,
    why_not_lines,
)
from eenplan.journeys.placing.measures import BY_KEY, UNASKED_BELOW, effects
from eenplan.journeys.placing.tables import as_csv, as_json, dumped
from eenplan.journeys.placing.words import lines

FORMATS = {
    "table": lambda trial, effects: "\n".join(lines(trial, effects)),
    "csv": lambda trial, effects: as_csv(trial, effects).rstrip("\n"),
    "json": as_json,
}
NO_MEASURE = "geen"


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

        parser.add_argument(
            "--measure",
            action="append",
            choices=(*BY_KEY, NO_MEASURE),
            help="wat deze maatregel zou veranderen; meermaals mag (standaard alle drie, zolang "
            "de lijst niet te lang is)",
        )
        parser.add_argument(
            "--explain", metavar="GEZIN", help="waarom dit gezin deze plaats krijgt, of geen"
        )
        parser.add_argument(
            "--why-not",
            nargs=2,
            metavar=("GEZIN", "PLAATS"),
            help="waarom dit gezin die plaats niet krijgt",
        )

    def handle(self, *, on, horizon, first, apply, format, offers, arrivals, **options):
        one = options["explain"] or options["why_not"]
        if one and (apply or format == "csv"):
            raise CommandError(
                "--explain en --why-not gaan niet samen met --apply of --format csv."
            )
        try:
            question = self._question(on, horizon, apply, offers, arrivals)
            if first:
                question = placing.most_urgent(question, first)
            trial = placing.run(question, tell=self.stderr.write)
            asked = [NO_MEASURE] if apply and not options["measure"] else options["measure"]
            told = (
                self._account(trial, format, options)
                if one
                else FORMATS[format](trial, self._effects(trial, asked))
            )
            stays = []
            if apply:
                actor = system_actor(timezone.localdate())
                stays = placing.apply(actor=actor, trial=trial, on=question.on)
        except DomainError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(told)
        if apply:
            self.stderr.write(f"Uitgevoerd: {len(stays)} verblijven bewaard.")

    def _effects(self, trial, asked):
        """Return what the measures would bring: those asked for, or all when that is quick."""
        if asked is None:
            pairs = len(trial.question.households) * len(trial.question.places)
            return effects(trial, BY_KEY) if 0 < pairs <= UNASKED_BELOW else ()
        return effects(trial, [key for key in BY_KEY if key in asked])

    def _account(self, trial, format, options) -> str:
        """Return the answer about one household, in words or for another program."""
        parts = []
        if options["explain"]:
            parts.append((explained(trial, options["explain"]), explain_lines))
        if options["why_not"]:
            parts.append((refused(trial, *options["why_not"]), why_not_lines))
        if format == "json":
            answers = [asdict(answer) for answer, _ in parts]
            return dumped(answers[0] if len(answers) == 1 else answers)
        return "\n".join(line for answer, words in parts for line in words(answer))

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
