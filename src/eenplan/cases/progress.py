"""Progress per life domain: the words of the scale, and the line over time as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eenplan.cases.enums import LifeDomain
from eenplan.cases.models import Case, Measurement

# Our own words; the same five levels in every domain, with what they mean there.
LEVELS = {
    1: "acuut probleem",
    2: "niet stabiel, hulp nodig",
    3: "redelijk, met hulp",
    4: "goed, met weinig hulp",
    5: "zelfstandig",
}
MEANING: dict[LifeDomain, str] = {
    LifeDomain.HOUSING: "van geen dak boven het hoofd tot een eigen, betaalbare woning",
    LifeDomain.INCOME: "van geen inkomen tot rondkomen en de eigen papieren beheren",
    LifeDomain.WORK: "van ver van werk tot werk dat blijft",
    LifeDomain.LANGUAGE: "van geen woord Nederlands tot zelf alles regelen in het Nederlands",
    LifeDomain.HEALTH: "van dringende zorg zonder hulp tot gezond en de weg kennen",
    LifeDomain.FAMILY: "van zorgen om de veiligheid van een kind tot rust en school voor elk kind",
    LifeDomain.NETWORK: "van niemand kennen tot mensen om op terug te vallen",
    LifeDomain.SAFETY: "van onveilig of zonder verblijf tot veilig en in orde",
}
WIDTH, HEIGHT, MARGIN = 160, 44, 6


@dataclass(frozen=True)
class ProgressLine:
    """The figures of one life domain over time, with the points of a small drawing."""

    domain: LifeDomain
    rows: Sequence[Measurement]
    points: tuple[tuple[float, float], ...]

    @property
    def last(self) -> Measurement:
        return self.rows[-1]

    @property
    def words(self) -> str:
        return LEVELS[self.last.score]

    @property
    def change(self) -> int:
        return self.last.score - self.rows[0].score

    @property
    def polyline(self) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)

    @property
    def spoken(self) -> str:
        """The line in words, for who does not see it."""
        said = [f"{row.on:%d/%m/%Y}: {row.score} van 5, {LEVELS[row.score]}" for row in self.rows]
        return f"{self.domain.label}: {'; '.join(said)}"


def progress_of(case: Case, *, without: Sequence[LifeDomain] = ()) -> list[ProgressLine]:
    """Return the line of each life domain that was measured; of a day the last figure counts."""
    by_domain: dict[str, dict[date, Measurement]] = {}
    for row in case.measurements.select_related("by"):
        by_domain.setdefault(row.domain, {})[row.on] = row
    found = []
    for domain in LifeDomain:
        days = by_domain.get(domain)
        if days and domain not in without:
            rows = [days[day] for day in sorted(days)]
            found.append(ProgressLine(domain, rows, points_of(rows)))
    return found


def points_of(rows: Sequence[Measurement]) -> tuple[tuple[float, float], ...]:
    """Return where each figure stands in the drawing: days from left to right, 5 on top."""
    first, last = rows[0].on, rows[-1].on
    span = (last - first).days
    return tuple(
        (
            MARGIN + (WIDTH - 2 * MARGIN) * ((row.on - first).days / span if span else 0.5),
            HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (row.score - 1) / 4,
        )
        for row in rows
    )
