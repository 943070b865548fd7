"""The parts of a month that are paid apart, by the rhythm of a decision.

A month is paid whole, in two parts or in four; a part is named by the day it begins. How a month is
cut in parts stands in no source: what somebody gets in a month is the same, the days are ours.
"""

from dataclasses import dataclass
from datetime import date

from eenplan.benefits.enums import Rhythm
from eenplan.engines.deadlines import add_months

PARTS: dict[str, tuple[int, ...]] = {
    Rhythm.MONTHLY: (1,),
    Rhythm.ONCE: (1,),
    Rhythm.FORTNIGHTLY: (1, 15),
    Rhythm.WEEKLY: (1, 8, 15, 22),
}
DAYS = PARTS[Rhythm.WEEKLY]
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True)
class Part:
    """One part of a month: the month it is of, and the day it begins."""

    period: date

    @property
    def first(self) -> date:
        return self.period.replace(day=1)

    @property
    def after(self) -> date:
        """Return the first day of the next month."""
        return add_months(self.first, 1)

    @property
    def rhythms(self) -> list[str]:
        """Return which rhythms are paid on this part."""
        return [rhythm for rhythm, days in PARTS.items() if self.period.day in days]

    def share(self, cents: int, rhythm: str, start: date, end: date) -> int:
        """Return this part's share of a month, over the parts in which the right holds."""
        days = PARTS[rhythm]
        ends = [*days[1:], 32]
        last = (end - self.first).days + 1 if end < self.after else 32
        begin = start.day if start > self.first else 1
        held = [day for day, until in zip(days, ends, strict=True) if until > begin and day < last]
        if self.period.day not in held:
            return 0
        at = held.index(self.period.day)
        return cents * (at + 1) // len(held) - cents * at // len(held)


def month_words(day: date) -> str:
    """Return a month in Dutch, whatever language the screen is in."""
    return f"{MONTHS[day.month - 1]} {day.year}"
