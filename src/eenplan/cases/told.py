"""A quick note in words: what each sign was understood as, to read before it is kept."""

from dataclasses import dataclass

from eenplan.cases.enums import ContactKind
from eenplan.cases.selectors import Aim
from eenplan.engines.quicknote import Part, Piece, QuickNote


@dataclass(frozen=True)
class Chip:
    """A stretch of the note: plain text, or a sign with what it means."""

    text: str
    means: str = ""
    style: str = ""  # of the word: info, good, warn, quiet; plain text has none


@dataclass(frozen=True)
class Told:
    """How a quick note is understood."""

    chips: tuple[Chip, ...]
    what: str
    promises: tuple[str, ...]
    promise_is_open: bool  # a promise of a sensitive note stands openly in the plan


def told_in(line: QuickNote, aim: Aim | None) -> Told:
    """Return the note piece by piece and what it will become."""
    return Told(
        chips=tuple(_chip(piece, aim) for piece in line.pieces),
        what=_what(line),
        promises=tuple(
            f"{promise.title or '…'} (tegen {promise.due_on:%d/%m/}{promise.due_on.year:04})"
            for promise in line.promises
        ),
        promise_is_open=line.is_sensitive and bool(line.promises),
    )


def _chip(piece: Piece, aim: Aim | None) -> Chip:
    match piece.part:
        case Part.MENTION:
            found = aim.found if aim else None
            if found is None:
                return Chip(piece.text, "gezin nog te kiezen", "warn")
            return Chip(piece.text, str(found.household), "info")
        case Part.KIND:
            return Chip(piece.text, ContactKind(piece.kind).label, "good")
        case Part.MINUTES:
            return Chip(piece.text, f"{piece.minutes} minuten", "good")
        case Part.SENSITIVE:
            return Chip(piece.text, "gevoelig", "quiet")
        case Part.DUE:
            return Chip(piece.text, f"belofte tegen {piece.due_on:%d/%m}", "info")
        case Part.UNKNOWN:
            return Chip(piece.text, f"blijft tekst: {piece.why}", "warn")
    return Chip(piece.text)


def _what(line: QuickNote) -> str:
    """Return what is kept beside the promises: a contact, a note, or nothing."""
    if not (line.kind or line.note or line.minutes):
        return ""
    kind = ContactKind(line.kind) if line.kind else ContactKind.NOTE
    minutes = f", {line.minutes} minuten" if line.minutes else ""
    sensitive = ", gevoelig" if line.is_sensitive else ""
    return f"{kind.label.capitalize()}{minutes}{sensitive}"
