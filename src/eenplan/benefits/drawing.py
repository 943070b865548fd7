"""A stratified draw that can be drawn again: the same seed, the same names, the same outcome.

Pure Python: no database, no clock, no chance but of the seed.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Drawn:
    """What was drawn, and how many of how many in each stratum."""

    keys: tuple[int, ...]
    strata: dict[str, tuple[int, int]]  # stratum: (drawn, of)


def draw(rows: Iterable[tuple[int, Hashable]], *, size: int, seed: int) -> Drawn:
    """Return `size` keys of (key, stratum) pairs, each stratum in proportion and at least one.

    As far as the size goes: with fewer places than strata the largest come first. The order of the
    rows does not matter. Each key's turn within its stratum follows from a hash of seed and key.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for key, stratum in rows:
        groups[str(stratum)].append(key)
    shares = _shares({name: len(keys) for name, keys in groups.items()}, size, seed)
    taken = {
        name: sorted(keys, key=lambda key: _turn(seed, key))[: shares[name]]
        for name, keys in groups.items()
    }
    strata = {name: (len(taken[name]), len(groups[name])) for name in sorted(groups)}
    return Drawn(tuple(sorted(key for keys in taken.values() for key in keys)), strata)


def _turn(seed: int, what: object) -> bytes:
    return sha256(f"{seed}:{what}".encode()).digest()


def _shares(counts: dict[str, int], size: int, seed: int) -> dict[str, int]:
    """Return how many of each stratum: one each first, then what is left by largest remainder."""
    total = sum(counts.values())
    left = max(0, min(size, total))
    order = sorted(counts, key=lambda name: (-counts[name], _turn(seed, name)))
    shares = dict.fromkeys(counts, 0)
    for name in order[:left]:
        shares[name] = 1
    left -= sum(shares.values())
    while left:
        open_ones = [name for name in order if shares[name] < counts[name]]
        # The one furthest below its fair part of the whole is next.
        name = max(open_ones, key=lambda one: counts[one] * size / total - shares[one])
        shares[name] += 1
        left -= 1
    return shares
