"""The blocks a letter is made of, and a letter in one language."""

from dataclasses import dataclass

HEADING, TEXT, BOX, TABLE, SMALL, SUBHEADING = "h", "p", "box", "table", "small", "h3"


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, what is decided (in a box), a table, or small print."""

    kind: str
    text: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    foot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One letter in one language."""

    language: str
    title: str
    hello: str
    blocks: tuple[Block, ...]
    bye: str
    signed: str
