"""Letters: what stands in them, what the law wants in them, and the document."""

from eenplan.benefits.letters.blocks import Block, Paper
from eenplan.benefits.letters.document import pictures, render
from eenplan.benefits.letters.elements import ELEMENTS, Element, missing_elements
from eenplan.benefits.letters.glyphs import all_lacking
from eenplan.benefits.letters.paper import paper_of, papers_of
from eenplan.benefits.letters.texts import (
    DUTCH,
    VERSION,
    Texts,
    figures,
    has_letters_in,
    languages,
    texts_in,
)
from eenplan.benefits.letters.told import (
    Asked,
    Centre,
    Decided,
    Forwarded,
    PaidMonth,
    Step,
    Told,
    told_from,
)

__all__ = [
    "Asked",
    "Block",
    "Centre",
    "DUTCH",
    "Decided",
    "ELEMENTS",
    "Element",
    "Forwarded",
    "PaidMonth",
    "Paper",
    "Step",
    "Texts",
    "Told",
    "VERSION",
    "all_lacking",
    "figures",
    "has_letters_in",
    "languages",
    "missing_elements",
    "paper_of",
    "papers_of",
    "pictures",
    "render",
    "texts_in",
    "told_from",
]
