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
from django.db.utils import OperationalError

from eenplan.config.database.errors import DatabaseUnavailable

NAME = "eenplan"
REFUSED, NO_DATABASE, INTERRUPTED = 1, 2, 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command in `arguments`, or tell which commands there are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.config.settings")
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        _run(arguments)
    except CommandError as error:
        _end(str(error), error.returncode)
    except DatabaseUnavailable as error:
        _end(str(error), NO_DATABASE)
    except OperationalError as error:
        said = str(error).strip().splitlines()[0]
        if not said.startswith("connection"):
            raise
        _end(f"De databank antwoordt niet: {said}", NO_DATABASE)
    except KeyboardInterrupt:
        _end("Onderbroken.", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output left, as in `eenplan place | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(REFUSED)


def _run(arguments: list[str]) -> None:
    if not arguments or arguments in (["-h"], ["--help"], ["help"]):
        print(overview())
    elif "--traceback" in arguments or arguments[0].startswith("-"):
        execute_from_command_line([NAME, *arguments])
    else:
        # With --traceback Django hands us a CommandError instead of printing it itself.
        execute_from_command_line([NAME, arguments[0], "--traceback", *arguments[1:]])


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
