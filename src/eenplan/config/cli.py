"""The console command `eenplan`: Django's management commands, with errors a person can read.

Exit codes: 0 done, 1 refused or failed, 2 no database or a wrong argument, 130 interrupted.
"""

import os
import sys
from typing import NoReturn

import django
from django.core.management import (
    CommandError,
    execute_from_command_line,
    get_commands,
    load_command_class,
)
from django.db.utils import OperationalError, ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from eenplan.config.database.errors import DatabaseUnavailable
from eenplan.config.dutch_arguments import speak_dutch, unknown_command

NAME = "eenplan"
NOT_MIGRATED = (
    "De databank is leeg of van een andere versie. Voer eerst “eenplan migrate” uit, of start "
    "Eenplan met script/start."
)
REFUSED, NO_DATABASE, WRONG, INTERRUPTED = 1, 2, 2, 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command in `arguments`, or tell which commands there are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.config.settings")
    speak_dutch()
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        _run(arguments)
    except CommandError as error:
        _end(str(error), error.returncode)
    except (DatabaseUnavailable, OperationalError, ProgrammingError) as error:
        _end(_about_the_database(error), NO_DATABASE)
    except KeyboardInterrupt:
        _end("Onderbroken.", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output left, as in `eenplan place | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(REFUSED)


def _about_the_database(error: Exception) -> str:
    """Return what is wrong with the database in a sentence; raise what is a mistake of ours."""
    if isinstance(error, DatabaseUnavailable):
        return str(error)
    said = str(error).strip().splitlines()[0]
    if isinstance(error, OperationalError) and said.startswith("connection"):
        return f"De databank antwoordt niet: {said}"
    if isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
        return NOT_MIGRATED
    raise error


def _run(arguments: list[str]) -> None:
    if not arguments or arguments in (["-h"], ["--help"], ["help"]):
        print(overview())
    elif not arguments[0].startswith("-") and not _is_known(arguments[0]):
        _end(unknown_command(arguments[0], get_commands()), WRONG)
    elif "--traceback" in arguments or arguments[0].startswith("-"):
        execute_from_command_line([NAME, *arguments])
    else:
        # With --traceback Django hands us a CommandError instead of printing it itself.
        execute_from_command_line([NAME, arguments[0], "--traceback", *arguments[1:]])


def _is_known(command: str) -> bool:
    django.setup()
    return command in {"help", "version", *get_commands()}


def overview() -> str:
    """The product's own commands, one line each."""
    django.setup()
    own = {
        name: load_command_class(app, name).help.strip().partition("\n")[0]
        for name, app in sorted(get_commands().items())
        if app.startswith("eenplan.")
    }
    own["check"] = "Kijkt na of de installatie in orde is."
    width = max(map(len, own))
    return "\n".join(
        [
            f"Gebruik: {NAME} OPDRACHT [--help]",
            "",
            *(f"  {name:{width}}  {summary}" for name, summary in sorted(own.items())),
            "",
            f"De opdrachten van Django werken ook: {NAME} migrate, {NAME} shell, …",
        ]
    )


def _end(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
