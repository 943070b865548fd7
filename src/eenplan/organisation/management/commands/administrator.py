"""`eenplan administrator NAAM`: the first account of an installation without demo accounts."""

import sys
from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from eenplan.organisation.errors import UsernameTaken
from eenplan.organisation.services.first_administrator import make_administrator


class Command(BaseCommand):
    help = "Maakt een applicatiebeheerder, die daarna teams en gebruikers toevoegt."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="GEBRUIKERSNAAM")
        parser.add_argument("--first-name", default="", metavar="VOORNAAM")
        parser.add_argument("--last-name", default="", metavar="FAMILIENAAM")
        parser.add_argument(
            "--password-file", metavar="BESTAND", help="lees het wachtwoord uit de eerste regel"
        )

    def handle(self, *, username, first_name, last_name, password_file, **options):
        try:
            user = make_administrator(
                username=username,
                first_name=first_name,
                last_name=last_name,
                password=self._password(password_file),
                on=localdate(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except UsernameTaken as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{password_file}: {error.strerror}.") from None
        self.stdout.write(f"{user.username} is applicatiebeheerder en kan zich aanmelden.")

    def _password(self, file: str | None) -> str:
        if file:
            with open(file, encoding="utf-8") as lines:
                return lines.readline().strip()
        if not sys.stdin.isatty():
            raise CommandError(
                "Er is geen toetsenbord om een wachtwoord te typen: geef --password-file."
            )
        first = getpass("Wachtwoord: ")
        if first != getpass("Nog eens: "):
            raise CommandError("De twee wachtwoorden zijn niet gelijk.")
        return first
