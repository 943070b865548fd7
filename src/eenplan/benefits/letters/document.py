"""A letter as a document: PDF/A-2a and PDF/UA-1 in one file, kept for years and read aloud."""

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from eenplan.benefits.letters.blocks import Paper
from eenplan.benefits.letters.glyphs import on_paper
from eenplan.benefits.letters.paper import papers_of
from eenplan.benefits.letters.texts import DUTCH, Texts, texts_in
from eenplan.benefits.letters.told import Told

HERE = Path(__file__).parent
STANDARDS = ["a-2a", "ua-1"]


@cache
def _template() -> bytes:
    return (HERE / "letter.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Return the letters of Noto Sans alone, read once: no font of the machine, none of typst."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )


def _filled(told: Told, *, is_draft: bool) -> dict[str, str]:
    dutch = texts_in(DUTCH)
    papers = [_side(told, paper, texts) for paper, texts in papers_of(told)]
    data = {
        "papers": papers,
        "to": told.to,
        "reference": told.reference,
        "worker": told.worker,
        "centre": {**asdict(told.centre), "address": told.centre.address},
        "is_draft": is_draft,
        "draft_word": dutch.say("words", "draft"),
    }
    return {"told": json.dumps(on_paper(data), ensure_ascii=False, sort_keys=True)}


def _side(told: Told, paper: Paper, texts: Texts) -> dict:
    return {
        **asdict(paper),
        "notice": texts.say("words", "notice"),
        "unchecked": "" if texts.is_checked else texts.say("words", "unchecked"),
        "date": texts.day(told.made_on),
        "labels": {key: texts.say("words", key) for key in ("reference", "date", "worker_label")},
    }


def render(told: Told, *, at: datetime, is_draft: bool = False) -> bytes:
    """Return a letter as PDF: first in Dutch, which counts, then the courtesy translation.

    The same facts at the same moment give the same bytes: no clock, no fonts of the machine.
    """
    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs=_filled(told, is_draft=is_draft),
        pdf_standards=STANDARDS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )


def pictures(told: Told, *, at: datetime, is_draft: bool = False) -> list[bytes]:
    """Return the pages of a letter as PNG, to look at."""
    made = typst.compile(
        _template(),
        format="png",
        ppi=80,
        sys_inputs=_filled(told, is_draft=is_draft),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
    return made if isinstance(made, list) else [made]
