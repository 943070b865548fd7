"""Measure the official transliteration and the search for one person under many spellings.

    python -m benchmarks.names --variants FILE --official FILE

The variants file (person, sex, family_uk, given_uk, patronymic_uk, variant) lists people with every
spelling they may arrive with; the official file (uk, latin) holds the pairs of resolution 55.

What "same-person search" means here. Every variant is a record in one register, beside decoys:
people who do not exist and share part of a name with somebody who does. Every variant is then
looked up once. Found are the other records that share search keys with it and score at least
`SAME`; true are the other records of the same person. Precision, recall and F1 count (query,
record) pairs over all queries, decoys included.

The main figure uses names alone. A second one adds birth dates, drawn with a seed: one per person,
3 % of the records with an error in it, and namesakes (the same name, another birth date) as further
decoys. Two rivals run on the same names-only register: equality after folding case and accents, and
a rapidfuzz ratio of at least 0.85; the ratio also runs after official transliteration.

Prints one JSON object.
"""

import argparse
import csv
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from rapidfuzz import fuzz, process

from eenplan.engines.names import SAME, Name, Person, part_keys, same_person, transliterate
from eenplan.engines.names.sounds import folded

SEED = 55
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "names"
DECOYS_PER_KIND = 2
WRONG_BIRTH_DATES = 0.03
TWINS = 0.1  # share of the brother-and-sister decoys born on the same day
RIVAL_RATIO = 85
FIRST_BIRTH, DAYS_OF_BIRTHS = date(1940, 1, 1), 30_000

# Which parts a decoy keeps of a real person; the other parts are somebody else's.
DECOY_KINDS = {
    "brother or sister": ("family", "patronymic"),
    "same family name": ("family",),
    "same given name and patronymic": ("given", "patronymic"),
    "same family and given name": ("family", "given"),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the register: who it really is, as written, and the person to compare."""

    owner: str
    text: str
    person: Person


@dataclass(frozen=True, slots=True)
class Figures:
    """What a search found, counted in (query, record) pairs."""

    found_right: int
    found_wrong: int
    missed: int

    def shown(self) -> dict[str, float]:
        """Return precision, recall, F1 and the three counts."""
        precision = self.found_right / max(1, self.found_right + self.found_wrong)
        recall = self.found_right / max(1, self.found_right + self.missed)
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
            "pairs_found_right": self.found_right,
            "pairs_found_wrong": self.found_wrong,
            "pairs_missed": self.missed,
        }


def official_pairs(path: Path) -> dict[str, int]:
    """Return how many official pairs `transliterate` writes letter by letter as the law does."""
    rows = _rows(path)
    return {"right": sum(transliterate(r["uk"]) == r["latin"] for r in rows), "of": len(rows)}


def records_of(rows: list[dict[str, str]], rng: random.Random) -> list[Record]:
    """Return one record per variant, born on its owner's birth date but for a few errors."""
    born = {owner: _any_date(rng) for owner in dict.fromkeys(row["person"] for row in rows)}
    made = []
    for row in rows:
        day = born[row["person"]]
        if rng.random() < WRONG_BIRTH_DATES:
            day = _misread(day, rng)
        made.append(Record(row["person"], row["variant"], _person(row["variant"], day)))
    return made


def decoys_of(rows: list[dict[str, str]], rng: random.Random) -> dict[str, list[Record]]:
    """Return people who do not exist, by kind, each in the spelling of a real record."""
    people: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        people[row["person"]].append(row)
    taken = {_identity(row) for row in rows}
    made: dict[str, list[Record]] = {kind: [] for kind in DECOY_KINDS}
    for owner, own_rows in people.items():
        others = [r for r in rows if r["person"] != owner and r["sex"] == own_rows[0]["sex"]]
        for kind, kept in DECOY_KINDS.items():
            for turn in range(DECOYS_PER_KIND):
                row = rng.choice(own_rows)
                mixed = _mixed(row, rng.choice(others), kept, taken) if others else None
                if mixed:
                    owner_id = f"decoy {kind} {owner} {turn}"
                    made[kind].append(Record(owner_id, mixed, _person(mixed, _any_date(rng))))
    return made


def search(
    records: list[Record], queries: list[Record], *, with_birth_date: bool
) -> tuple[Figures, list[float]]:
    """Return what looking up every query finds, and how many milliseconds each lookup took."""
    index: dict[str, set[int]] = defaultdict(set)
    for place, record in enumerate(records):
        for key in part_keys(record.person.name.family) | part_keys(record.person.name.given):
            index[key].add(place)
    known = [r.person if with_birth_date else replace(r.person, born=None) for r in records]

    def look_up(query: Person) -> list[int]:
        by_family = _holding(index, part_keys(query.name.family))
        by_given = _holding(index, part_keys(query.name.given))
        candidates = by_family & by_given or by_family | by_given
        return [at for at in candidates if same_person(query, known[at]).score >= SAME]

    milliseconds = []

    def timed(place: int) -> list[int]:
        start = time.perf_counter()
        found = look_up(known[place])
        milliseconds.append((time.perf_counter() - start) * 1000)
        return found

    return _counted(records, len(queries), timed), milliseconds


def rival_figures(records: list[Record], queries: int) -> dict[str, dict[str, float]]:
    """Return the same figures for three plain ways to search the same names-only register."""
    plain = [folded(record.text) for record in records]
    official = [folded(transliterate(record.text)) for record in records]
    equal: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(plain):
        equal[text].append(place)
    ways: dict[str, Callable[[int], Iterable[int]]] = {
        "equal after folding": lambda place: equal[plain[place]],
        "ratio >= 0.85": lambda place: _like(plain[place], plain),
        "ratio >= 0.85 after transliteration": lambda place: _like(official[place], official),
    }
    return {way: _counted(records, queries, find).shown() for way, find in ways.items()}


def main() -> None:
    """Read the two files, measure, print one JSON object."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--variants", type=Path, default=DATA / "ukrainian_name_variants.csv")
    options.add_argument("--official", type=Path, default=DATA / "kmu55_2010_official_examples.csv")
    given = options.parse_args()

    rng = random.Random(SEED)
    rows = _rows(given.variants)
    variants = records_of(rows, rng)
    by_kind = decoys_of(rows, rng)
    decoys = [record for kind in by_kind.values() for record in kind]
    namesakes = _namesakes(variants, rng)

    by_name, milliseconds = search(variants + decoys, variants, with_birth_date=False)
    with_dates, _ = search(
        variants + _with_twins(decoys, variants, rng) + namesakes, variants, with_birth_date=True
    )
    report = {
        "official": official_pairs(given.official),
        "definition": (
            "each variant looks up a register of all variants and decoys; (query, record) pairs, "
            f"a pair is found when it shares search keys and scores >= {SAME}; names only"
        ),
        "persons": len({record.owner for record in variants}),
        "variants": len(variants),
        "decoys": {kind: len(made) for kind, made in by_kind.items()},
        **by_name.shown(),
        "ms_per_lookup": {
            "median": round(statistics.median(milliseconds), 3),
            "p95": round(statistics.quantiles(milliseconds, n=20)[-1], 3),
        },
        "with_birth_date": {"namesakes": len(namesakes), **with_dates.shown()},
        "rivals": rival_figures(variants + decoys, len(variants)),
    }
    print(json.dumps(report, indent=2, ensure_ascii=False))


def _counted(records: list[Record], queries: int, find: Callable[[int], Iterable[int]]) -> Figures:
    size: dict[str, int] = defaultdict(int)
    for record in records:
        size[record.owner] += 1
    right = wrong = missed = 0
    for place in range(queries):
        owner = records[place].owner
        found = set(find(place)) - {place}
        hits = sum(records[at].owner == owner for at in found)
        right, wrong = right + hits, wrong + len(found) - hits
        missed += size[owner] - 1 - hits
    return Figures(right, wrong, missed)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _person(text: str, born: date) -> Person:
    return Person(Name.from_text(text), born)


def _identity(row: dict[str, str]) -> tuple[str, str, str]:
    return row["family_uk"], row["given_uk"], row["patronymic_uk"]


def _mixed(
    row: dict[str, str],
    other: dict[str, str],
    kept: tuple[str, ...],
    taken: Collection[tuple[str, ...]],
) -> str | None:
    parts = ("family", "given", "patronymic")
    sources = [row if part in kept else other for part in parts]
    identity = tuple(source[f"{part}_uk"] for source, part in zip(sources, parts, strict=True))
    words = [source["variant"].split() for source in sources]
    changed = [part for part in parts if part not in kept]
    equal = any(row[f"{part}_uk"] == other[f"{part}_uk"] for part in changed)
    if equal or identity in taken or any(len(written) != len(parts) for written in words):
        return None
    return " ".join(written[place] for place, written in enumerate(words))


def _namesakes(variants: list[Record], rng: random.Random) -> list[Record]:
    chosen = rng.sample(variants, min(len(variants), len(variants) // 10 + 1))
    return [
        Record(f"namesake {place}", record.text, replace(record.person, born=_any_date(rng)))
        for place, record in enumerate(chosen)
    ]


def _with_twins(decoys: list[Record], variants: list[Record], rng: random.Random) -> list[Record]:
    born = {record.owner: record.person.born for record in variants}
    made = []
    for record in decoys:
        kin = record.owner.removeprefix("decoy brother or sister ").rsplit(" ", 1)[0]
        if kin in born and rng.random() < TWINS:
            record = replace(record, person=replace(record.person, born=born[kin]))
        made.append(record)
    return made


def _any_date(rng: random.Random) -> date:
    return FIRST_BIRTH + timedelta(days=rng.randrange(DAYS_OF_BIRTHS))


def _misread(day: date, rng: random.Random) -> date:
    kind = rng.choice(("swapped", "digit", "year"))
    if kind == "swapped" and day.day <= 12 and day.day != day.month:
        return date(day.year, day.day, day.month)
    if kind == "year":
        return date(day.year, 1, 1)
    return day + timedelta(days=1)


def _holding(index: dict[str, set[int]], keys: Iterable[str]) -> set[int]:
    return set().union(*(index.get(key, set()) for key in keys))


def _like(text: str, texts: list[str]) -> list[int]:
    hits = process.extract(
        text, texts, scorer=fuzz.ratio, score_cutoff=RIVAL_RATIO, limit=None, processor=None
    )
    return [place for _, _, place in hits]


if __name__ == "__main__":
    main()
