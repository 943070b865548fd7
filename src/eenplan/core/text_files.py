"""Files as they come out of spreadsheets and mailboxes: read whole, and decoded or refused."""

import codecs
import re
from pathlib import Path

from eenplan.core.errors import DomainError

MAX_BYTES = 20 * 1024 * 1024
SAVE_AS = "Bewaar het als ‘CSV UTF-8’ en probeer opnieuw."
MARKS = (  # a UTF-32 mark begins with the one of UTF-16, so it is tried first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
# In Dutch or French no four accented letters follow each other; in Cyrillic of Windows-1251, or
# in broken UTF-8, they always do. "Ã" before a symbol is what UTF-8 looks like when misread.
NOT_WESTERN = re.compile(rb"[\x80-\xff]{4}|\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]")
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")


class UnreadableFile(DomainError):
    """The file is no text we can read; the sentence says what to do about it."""


def contents(source: Path | bytes) -> bytes:
    """Return what is in a file.

    Raises UnreadableFile when it is missing, a folder, forbidden, empty or too large.
    """
    if not isinstance(source, bytes):
        source = _from_disk(Path(source))
    if len(source) > MAX_BYTES:
        raise UnreadableFile(
            f"Het bestand is {len(source) / 2**20:.0f} MB groot; er mag {MAX_BYTES // 2**20} MB"
            " ineens. Splits het."
        )
    if not source.strip():
        raise UnreadableFile("Het bestand is leeg.")
    return source


def _from_disk(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile("Het bestand bestaat niet.") from None
    except IsADirectoryError:
        raise UnreadableFile("Dit is een map, geen bestand.") from None
    except OSError as error:
        raise UnreadableFile(f"Het bestand kan niet gelezen worden ({error.strerror}).") from None


def decoded(data: bytes) -> str:
    """Return the text in UTF-8, UTF-16 or UTF-32 with its mark, or Windows-1252.

    Raises UnreadableFile for workbooks, other binary files, and text whose encoding is a guess.
    """
    _refuse_binary(data)
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    try:
        if marked:
            return _without_nul(data.decode(marked))
        return _unmarked(data)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"De tekens van het bestand zijn beschadigd (vanaf byte {error.start}). {SAVE_AS}"
        ) from None


def _refuse_binary(data: bytes) -> None:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile(
            "Dit is een werkmap (Excel of Calc). Bewaar als CSV (‘CSV UTF-8’) en probeer opnieuw."
        )
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise UnreadableFile(f"Dit is geen tekstbestand. {SAVE_AS}")


def _without_nul(text: str) -> str:
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise UnreadableFile(f"Er staat een nulteken (onleesbaar teken) op regel {row}. {SAVE_AS}")
    return text


def _unmarked(data: bytes) -> str:
    nul = data.count(0)
    if nul > len(data) // 4:
        raise UnreadableFile(f"Dit lijkt UTF-16 zonder kenteken, of geen tekst. {SAVE_AS}")
    try:
        return _without_nul(data.decode("utf-8"))
    except UnicodeDecodeError:
        if nul or CONTROL.search(data) or NOT_WESTERN.search(data):
            raise UnreadableFile(
                "De tekencodering is niet te herkennen: het is geen UTF-8, UTF-16 of "
                f"Windows-1252. {SAVE_AS}"
            ) from None
    return data.decode("cp1252")
