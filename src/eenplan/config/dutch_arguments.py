"""What the command line says about arguments, in Dutch: Python itself says it in English."""

import argparse
import difflib
from collections.abc import Iterable

from django.core.management.base import BaseCommand

WORDS = {
    "usage: ": "Gebruik: ",
    "positional arguments": "argumenten",
    "options": "opties",
    "subcommands": "soorten",
    "show this help message and exit": "toon deze uitleg",
    "show program's version number and exit": "toon de versie",
    " (default: %(default)s)": " (standaard: %(default)s)",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "unrecognized arguments: %s": "onbekend argument: %s",
    "the following arguments are required: %s": "er ontbreekt een argument: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "%(value)r is geen geldige waarde",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r bestaat niet; kies uit %(choices)s"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r bestaat niet; bedoelde u %(closest)r? Kies uit %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "%(parser_name)r bestaat niet; kies uit %(choices)s"
    ),
    "expected one argument": "er moet één waarde volgen",
    "expected at most one argument": "er mag hoogstens één waarde volgen",
    "expected at least one argument": "er moet minstens één waarde volgen",
    "expected %s argument": "er moet %s waarde volgen",
    "expected %s arguments": "er moeten %s waarden volgen",
    "not allowed with argument %s": "kan niet samen met %s",
    "one of the arguments %s is required": "geef één van deze argumenten: %s",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s is niet duidelijk: %(matches)s"
    ),
    "ignored explicit argument %r": "hier hoort geen waarde bij: %r",
    "can't open '%(filename)s': %(error)s": "'%(filename)s' gaat niet open: %(error)s",
}
#: Options of Django that nobody here needs to be told of; they go on working.
NOT_TOLD = {
    *("--version", "--verbosity", "--settings", "--pythonpath", "--traceback"),
    *("--no-color", "--force-color", "--skip-checks"),
}


def speak_dutch() -> None:
    """Let argparse say its few sentences in Dutch, for the command `eenplan` and its parts."""
    argparse._ = lambda text: WORDS.get(text, text)
    argparse.ngettext = lambda one, many, number: WORDS.get(
        one if number == 1 else many, one if number == 1 else many
    )
    BaseCommand.suppressed_base_arguments = NOT_TOLD


def unknown_command(name: str, known: Iterable[str]) -> str:
    """Return the sentence for a command that does not exist, with the one that was meant."""
    meant = difflib.get_close_matches(name, list(known), n=1)
    perhaps = f" Bedoelde u “{meant[0]}”?" if meant else ""
    return f"De opdracht “{name}” bestaat niet.{perhaps} “eenplan help” toont ze allemaal."
