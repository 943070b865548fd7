"""XML from outside, read without trust: no definitions, no entities, no network, a limit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

LARGEST = 32 * 1024 * 1024
ENCODINGS = ("UTF-8", "ASCII", "US-ASCII", "ISO-8859-1", "ISO-8859-15")
MOST_CENTS = 10**15


class BadMessage(ValueError):
    """A message that cannot be read; the sentence says why, in Dutch."""


def root_of(content: bytes) -> etree._Element:
    """Return the root of a message. Raises BadMessage."""
    if len(content) > LARGEST:
        raise BadMessage(f"Dit bestand is te groot: hoogstens {LARGEST // 1024**2} MB.")
    if not content.strip():
        raise BadMessage("Dit bestand is leeg.")
    if b"\0" in content:
        raise BadMessage("Dit is geen bericht van een bank: het is geen gewone XML in UTF-8.")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BadMessage("Dit bestand bevat definities (DOCTYPE). Een bericht van een bank niet.")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BadMessage("Dit is geen XML die we kunnen lezen. Is het bestand volledig?") from error
    about = root.getroottree().docinfo
    if about.doctype or (about.encoding or "UTF-8").upper() not in ENCODINGS:
        raise BadMessage("Dit bestand heeft definities of een schrift dat we niet aanvaarden.")
    return root


def message_of(content: bytes, family: str, body: str, what: str) -> etree._Element:
    """Return the body of a message of a family (`pain.002`). Raises BadMessage."""
    root = root_of(content)
    space = etree.QName(root).namespace or ""
    found = child(root, body)
    if etree.QName(root).localname != "Document" or found is None or f":{family}." not in space:
        raise BadMessage(f"Dit is geen {what} ({family}).")
    return found


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Return the direct children of a name, whatever version of the message it is."""
    if element is None:
        return
    for found in element:
        if isinstance(found.tag, str) and etree.QName(found).localname == name:
            yield found


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element at the end of a path, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text(element: etree._Element | None, *path: str, longest: int = 140) -> str:
    """Return the text at the end of a path, on one line and not too long; empty without."""
    found = child(element, *path)
    words = "" if found is None else str(found.text or "")
    return " ".join(words.split())[:longest]


def day(element: etree._Element | None, what: str) -> date:
    """Return the day in a date or a moment. Raises BadMessage."""
    written = text(element, "Dt") or text(element, "DtTm")
    try:
        return date.fromisoformat(written[:10])
    except ValueError as error:
        raise BadMessage(f"{what}: geen datum die we kunnen lezen ({written!r}).") from error


def cents(element: etree._Element | None, what: str) -> int:
    """Return an amount in euro as whole cents. Raises BadMessage."""
    if element is None:
        raise BadMessage(f"{what}: er staat geen bedrag.")
    if element.get("Ccy", "EUR") != "EUR":
        raise BadMessage(f"{what}: het bedrag is niet in euro.")
    written = str(element.text or "").strip()
    try:
        amount = Decimal(written) * 100
        whole = int(amount)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise BadMessage(f"{what}: {written[:20]!r} is geen bedrag.") from error
    if amount != whole or not 0 <= whole < MOST_CENTS:
        raise BadMessage(f"{what}: {written[:20]!r} is geen bedrag in hele centen.")
    return whole
