"""Stretches of time: joined, taken away from each other, counted in whole minutes.

A span counts real time: it is held in UTC, so that the night the clock is changed has 23 or 25
hours, as it has in life.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, order=True)
class Span:
    """From a moment until (not including) another; both are kept in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))

    @property
    def minutes(self) -> int:
        """Return the whole minutes; a span that runs backwards has none."""
        return max(0, int((self.end - self.start).total_seconds() // 60))

    def meets(self, other: "Span") -> bool:
        """Say whether the two share a moment."""
        return self.start < other.end and other.start < self.end


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same time without doubles: apart from each other, earliest first."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Return what is left of the spans once the taken ones are cut out."""
    cuts = merged(taken)
    left: list[Span] = []
    for span in merged(spans):
        at = span.start
        for cut in cuts:
            if not span.meets(cut):
                continue
            if at < cut.start:
                left.append(Span(at, cut.start))
            at = max(at, cut.end)
        if at < span.end:
            left.append(Span(at, span.end))
    return left


def minutes_in(spans: Iterable[Span]) -> int:
    """Return the minutes of the spans together, none counted twice."""
    return sum(span.minutes for span in merged(spans))


def shared_minutes(some: Iterable[Span], others: Iterable[Span]) -> int:
    """Return the minutes that lie in both, none counted twice."""
    kept = list(some)
    return minutes_in(kept) - minutes_in(minus(kept, others))
