"""Reading a typed note: every sign is recognised or marked, and no character is lost.

A sign begins a word: @name, #kind, 10m, !day, ~gevoelig. Punctuation behind it is text. What is
promised are the words behind a day, up to the next sign or the end of the line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from eenplan.engines.quicknote.model import Part, Piece, QuickNote
from eenplan.engines.quicknote.words import (
    KIND_OF,
    LONGEST_MINUTES,
    SENSITIVE,
    day_of,
    looks_like_a_day,
    minutes_in,
)

# A name of several words stands between quotes, straight or curled.
WORD = re.compile(r"@[\"“”„][^\"“”„\r\n]+[\"“”]|\S+")
QUOTES = '"“”„'
BEHIND = ".,;:!?)]}…"
LINE_END = re.compile(r"(\r\n|[\r\n])")
ONLY_ONCE = {
    Part.MENTION: "Een notitie gaat over één gezin. Zet de andere naam zonder @.",
    Part.KIND: "Er staat al hoe het contact was.",
    Part.MINUTES: "Er staat al hoe lang het duurde.",
}


def parse(text: str, today: date) -> QuickNote:
    """Return a typed note in pieces; `today` is the day "morgen" is counted from. Never raises."""
    signs = list(_only_once(_signs(text, today)))
    return QuickNote(text, tuple(_with_promises(_filled_up(text, signs))))


def _signs(text: str, today: date) -> Iterator[Piece]:
    """Return the words that are a sign, or look like one."""
    for found in WORD.finditer(text):
        core = found[0].rstrip(BEHIND)
        piece = _sign(core, found.start(), today) if core else None
        if piece:
            yield piece


def _sign(word: str, start: int, today: date) -> Piece | None:
    rest = word[1:]
    match word[0]:
        case "@":
            return _mention(word, start)
        case "#":
            kind = KIND_OF.get(rest.casefold())
            if kind:
                return Piece(Part.KIND, start, word, kind=kind)
            return _unknown(word, start, "Dit soort contact kennen we niet.")
        case "!":
            return _due(word, start, today)
        case "~":
            if rest.casefold() in SENSITIVE:
                return Piece(Part.SENSITIVE, start, word)
            return _unknown(word, start, "Bedoelt u ~gevoelig?")
        case _:
            return _duration(word, start)


def _mention(word: str, start: int) -> Piece | None:
    name = " ".join(word[1:].strip(QUOTES).split())
    if any(c.isalnum() for c in name):
        return Piece(Part.MENTION, start, word, name=name)
    return _unknown(word, start, "Schrijf een naam achter @.")


def _due(word: str, start: int, today: date) -> Piece | None:
    due_on = day_of(word[1:], today)
    if due_on:
        return Piece(Part.DUE, start, word, due_on=due_on)
    if looks_like_a_day(word[1:]):
        return _unknown(word, start, "Deze dag bestaat niet.")
    return _unknown(word, start, "Zet een dag achter !, bijvoorbeeld !vr of !12/5.")


def _duration(word: str, start: int) -> Piece | None:
    minutes = minutes_in(word)
    if minutes is None:
        return None
    if 0 < minutes <= LONGEST_MINUTES:
        return Piece(Part.MINUTES, start, word, minutes=minutes)
    return _unknown(word, start, "Een contact duurt hoogstens tien uur.")


def _unknown(word: str, start: int, why: str) -> Piece | None:
    """Mark a word that looks like a sign; signs alone ("!!!") are just text."""
    if any(c.isalnum() for c in word):
        return Piece(Part.UNKNOWN, start, word, why=why)
    return None


def _only_once(signs: Iterator[Piece]) -> Iterator[Piece]:
    """Return the signs, with the second name, kind or duration marked as not understood."""
    seen: set[Part] = set()
    for sign in signs:
        if sign.part in ONLY_ONCE and sign.part in seen:
            yield Piece(Part.UNKNOWN, sign.start, sign.text, why=ONLY_ONCE[sign.part])
        else:
            seen.add(sign.part)
            yield sign


def _filled_up(text: str, signs: list[Piece]) -> Iterator[Piece]:
    """Return the signs with the text between them, line by line: together the whole text."""
    done = 0
    for sign in signs:
        yield from _lines(text[done : sign.start], done)
        yield sign
        done = sign.end
    yield from _lines(text[done:], done)


def _lines(text: str, start: int) -> Iterator[Piece]:
    for line in LINE_END.split(text):
        if line:
            yield Piece(Part.TEXT, start, line)
        start += len(line)


def _with_promises(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Give the words behind a day to their promise, until another sign or the end of the line."""
    number, is_open = -1, False
    for piece in pieces:
        if piece.part is Part.DUE:
            number, is_open = number + 1, True
            yield replace(piece, promise=number)
        elif is_open and piece.part is Part.UNKNOWN:
            yield replace(piece, promise=number)
        elif is_open and piece.part is Part.TEXT and not LINE_END.fullmatch(piece.text):
            yield replace(piece, part=Part.PROMISE, promise=number)
        else:
            is_open = False
            yield piece
