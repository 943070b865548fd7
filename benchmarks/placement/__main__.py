"""The command line of the placement benchmark; see benchmarks/README.md."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.placement import city, rows
from benchmarks.placement.outside import answer
from benchmarks.placement.readers import BadFile, read_gap, read_pairs


def main() -> int:
    """Measure what is asked and print JSON; 2 with one sentence when a file is not in order."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.placement")
    parser.add_argument("--pairs", type=Path, metavar="DIR")
    parser.add_argument("--gap", type=Path, metavar="FILE")
    parser.add_argument("--sense", choices=("min", "max"), default="min")
    parser.add_argument("--instance", type=int, metavar="K")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--full", action="store_true", help="the two large rows of the table too")
    parser.add_argument("--row", action="append", help="only these rows of the table")
    parser.add_argument("--input", type=Path, metavar="DIR", help="arrivals and offers as CSV")
    city.add_arguments(parser)
    asked = parser.parse_args()
    if asked.seconds <= 0:
        parser.error("--seconds must be above zero")
    try:
        if asked.pairs:
            return _print(answer(read_pairs(asked.pairs), asked.seconds))
        if asked.gap:
            return _print(_gaps(asked))
    except BadFile as refused:
        print(refused, file=sys.stderr)
        return 2
    if asked.households:
        return _print(city.measured(asked))
    for row in rows.table(asked.row, full=asked.full, folder=asked.input):
        print(json.dumps(row), flush=True)
    return 0


def _gaps(asked: argparse.Namespace) -> object:
    found = read_gap(asked.gap, asked.sense)
    if asked.instance is not None:
        if not 1 <= asked.instance <= len(found):
            raise BadFile(f"{asked.gap.name}: there is no instance {asked.instance}")
        found = [found[asked.instance - 1]]
    answers = [answer(outside, asked.seconds) for outside in found]
    return answers if len(answers) > 1 else answers[0]


def _print(figures: object) -> int:
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
