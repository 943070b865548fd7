"""One typed line read as a note: whom it is about, how, how long, what was promised by when."""

from eenplan.engines.quicknote.model import Kind, Part, Piece, Promise, QuickNote
from eenplan.engines.quicknote.reading import parse

__all__ = ["Kind", "Part", "Piece", "Promise", "QuickNote", "parse"]
