"""The agreement as a document: two languages side by side, as PDF that is kept for years."""

import json
from datetime import date, datetime
from pathlib import Path

import typst

from eenplan.housing.agreements.texts import DUTCH, VERSION, Texts, texts_in
from eenplan.housing.models import Proposal

TEMPLATE = Path(__file__).parent / "agreement.typ"
STANDARD = "a-2a"  # kept for years, and readable aloud: language and structure are in it


def facts_of(proposal: Proposal) -> dict[str, str]:
    """Return what is particular to this agreement, as text; the same in both languages."""
    place = proposal.place
    rent = place.rent_cents
    return {
        "household": proposal.household.name,
        "number": proposal.household.number,
        "persons": str(proposal.persons),
        "provider": place.dwelling.offer.provider.name,
        "place": place.reference,
        "address": place.address,
        "starts_on": _day(proposal.starts_on),
        "ends_on": _day(proposal.ends_on) if proposal.ends_on else "…………",
        "rent": f"{rent // 100},{rent % 100:02} euro" if rent else "0 euro",
    }


def _day(day: date) -> str:
    """Return a day in figures: it reads the same in every language."""
    return f"{day:%d/%m/}{day.year:04}"


def render(facts: dict[str, str], other: Texts, *, at: datetime) -> bytes:
    """Return the document as PDF/A with the texts in Dutch and, beside them, in another language.

    The same facts at the same moment give the same bytes: no clock, no fonts of the machine.
    """
    dutch = texts_in(DUTCH)
    told = {
        "facts": facts,
        "version": VERSION,
        "left": _told(dutch),
        "right": _told(other) if other.language != DUTCH else None,
    }
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"told": json.dumps(told, ensure_ascii=False, sort_keys=True)},
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )


def _told(texts: Texts) -> dict:
    return {
        "language": texts.language,
        "name": texts.name,
        "checked": texts.is_checked,
        "words": texts.words,
        "points": [{"title": title, "text": text} for title, text in texts.points],
    }
