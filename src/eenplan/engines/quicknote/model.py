"""What a typed note consists of. The pieces put together are the text again, sign for sign."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Part(StrEnum):
    """What a piece of the text turned out to be."""

    TEXT = "text"
    MENTION = "mention"
    KIND = "kind"
    MINUTES = "minutes"
    SENSITIVE = "sensitive"
    DUE = "due"
    PROMISE = "promise"  # the words after a day: what was promised
    UNKNOWN = "unknown"  # looks like a sign but is none: it stays text, and is marked


class Kind(StrEnum):
    """How the household was spoken to."""

    DESK = "DESK"
    PHONE = "PHONE"
    HOME_VISIT = "HOME_VISIT"
    VIDEO = "VIDEO"
    OUTREACH = "OUTREACH"
    LETTER = "LETTER"


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, what it was read as, and for whom it was not understood why."""

    part: Part
    start: int
    text: str
    name: str = ""  # of a mention
    kind: Kind | None = None
    minutes: int = 0
    due_on: date | None = None
    promise: int | None = None  # which promise a day or its words belong to, counted from 0
    why: str = ""  # a piece is unknown, in Dutch

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Promise:
    """Something that was promised, by a day."""

    due_on: date
    title: str  # what to do; empty when nothing was written behind the day


@dataclass(frozen=True)
class QuickNote:
    """A note as it was read. `note` is everything that is no sign, as it was typed."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def note(self) -> str:
        kept = (p.text for p in self.pieces if _is_words(p) and p.promise is None)
        return "".join(kept).strip()

    @property
    def mention(self) -> str:
        """Return the name after @, or nothing: the first; a second one is unknown."""
        return next((p.name for p in self.pieces if p.part is Part.MENTION), "")

    @property
    def kind(self) -> Kind | None:
        return next((p.kind for p in self.pieces if p.part is Part.KIND), None)

    @property
    def minutes(self) -> int | None:
        return next((p.minutes for p in self.pieces if p.part is Part.MINUTES), None)

    @property
    def is_sensitive(self) -> bool:
        return any(p.part is Part.SENSITIVE for p in self.pieces)

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Return what was promised, in the order it was typed."""
        return tuple(
            Promise(due.due_on, _title(self.pieces, due.promise))
            for due in self.pieces
            if due.part is Part.DUE and due.due_on
        )

    @property
    def unknown(self) -> tuple[Piece, ...]:
        """Return what looked like a sign and was not understood."""
        return tuple(p for p in self.pieces if p.part is Part.UNKNOWN)


def _is_words(piece: Piece) -> bool:
    return piece.part in (Part.TEXT, Part.PROMISE, Part.UNKNOWN)


def _title(pieces: tuple[Piece, ...], promise: int | None) -> str:
    words = (p.text for p in pieces if _is_words(p) and p.promise == promise)
    return " ".join("".join(words).split()).strip(" ,;:")
