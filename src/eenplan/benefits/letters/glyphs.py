"""Which signs the letters on paper have: what they lack would stop the whole document.

Read from the character map of the font itself (OpenType `cmap`, formats 4 and 12).
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FONT = Path(__file__).parent / "fonts" / "NotoSans_400Regular.ttf"
INSTEAD = {"→": "->", "←": "<-", "⇒": "=>", "✓": "v", "✔": "v", "\t": " "}
LACKS = "?"
UNSEEN = frozenset(  # laid out without a sign of their own: soft hyphen, joiners, spaces
    {0xAD, 0xFEFF, 0x3000, 0x1680, *range(0x2000, 0x2010), *range(0x2028, 0x2030)}
    | {*range(0x205F, 0x2065), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)}
)


@cache
def signs() -> frozenset[int]:
    """Return the code points the font has a sign for."""
    data = FONT.read_bytes()
    cmap = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    found: set[int] = set()
    for n in range(count):
        (offset,) = struct.unpack_from(">I", data, cmap + 4 + 8 * n + 4)
        found.update(_mapped(data, cmap + offset))
    return frozenset(found)


def _table(data: bytes, name: bytes) -> int:
    """Return where a table of the font begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    for n in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        if tag == name:
            return offset
    raise ValueError(f"{FONT.name} has no table {name!r}")


def _mapped(data: bytes, at: int) -> Iterator[int]:
    """Yield the code points of one map of the font."""
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for n in range(groups):
            first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * n)
            yield from range(first, last + 1)
    elif kind == 4:
        (twice,) = struct.unpack_from(">H", data, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
        for first, last in zip(starts, ends, strict=True):
            yield from (point for point in range(first, last + 1) if point != 0xFFFF)


def has_sign(char: str) -> bool:
    """Say whether a character can stand on paper."""
    return char == "\n" or ord(char) in signs() or ord(char) in UNSEEN


def lacking(text: str) -> set[str]:
    """Return the characters of a text that cannot stand on paper."""
    return {char for char in text if char not in INSTEAD and not has_sign(char)}


def on_paper(value: Any) -> Any:
    """Return texts (in lists and dicts too) with what cannot stand on paper written otherwise."""
    if isinstance(value, str):
        return "".join(INSTEAD.get(c) or (c if has_sign(c) else LACKS) for c in value)
    if isinstance(value, dict):
        return {key: on_paper(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [on_paper(each) for each in value]
    return value


def all_lacking(value: Any) -> list[str]:
    """Return the characters anywhere in a letter that cannot stand on paper, in order."""
    if isinstance(value, str):
        return sorted(lacking(value))
    parts = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list | tuple):
        return []
    return sorted({char for part in parts for char in all_lacking(part)})
