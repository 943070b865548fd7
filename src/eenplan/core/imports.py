"""What every import answers: what is new, what changed, and what is wrong, in Dutch lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SHOWN_AT_MOST = 100  # of each kind; a file in the wrong layout has an error in every row

Watch = Callable[[Iterable], Iterable]  # wraps a long loop to show its progress


@dataclass(frozen=True)
class RowError:
    """One thing in a file that is not what it should be."""

    file: str
    row: int | None  # as a spreadsheet counts: the header is row 1
    column: str
    expected: str  # "een datum (2022-03-14)"
    found: str

    def __str__(self):
        row = f", rij {self.row}" if self.row else ""
        column = f", kolom {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: verwacht {self.expected}, kreeg {_quoted(self.found)}"


def _quoted(found: str) -> str:
    if not found:
        return "niets"
    return f"'{found[:57]}…'" if len(found) > 60 else f"'{found}'"


@dataclass
class ImportReport:
    """The outcome of one import, whether it was written or only tried."""

    what: str = "rijen"
    dry_run: bool = False
    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    errors: list[RowError | str] = field(default_factory=list)
    warnings: list[RowError | str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Say whether the file may be written: a warning may, an error stops all of it."""
        return not self.errors

    @property
    def changes(self) -> int:
        """Return how many things the import writes."""
        return self.new + self.changed + self.removed

    def lines(self) -> list[str]:
        """Return the report as Dutch sentences: first what is wrong, last what it comes to."""
        return [
            *_shortened(self.errors, "fouten"),
            *(f"Let op: {line}" for line in _shortened(self.warnings, "opmerkingen")),
            self._outcome(),
        ]

    def _outcome(self) -> str:
        if self.errors:
            number = len(self.errors)
            return f"Niets bewaard: {number} {'fout' if number == 1 else 'fouten'}."
        removed = f", {self.removed} verwijderd" if self.removed else ""
        counts = f"{self.new} nieuw, {self.changed} gewijzigd{removed}, {self.same} gelijk"
        tried = " Proefrun: er is niets bewaard." if self.dry_run else ""
        return f"{self.what.capitalize()}: {counts}.{tried}"


def _shortened(problems: list[RowError | str], plural: str) -> list[str]:
    shown = [str(problem) for problem in problems[:SHOWN_AT_MOST]]
    left = len(problems) - len(shown)
    return [*shown, f"… en nog {left} {plural}."] if left else shown
