"""The day of the tests and the place of the shared data."""

from datetime import date
from pathlib import Path

import time_machine

TODAY = date(2026, 11, 23)
REPOSITORY = Path(__file__).parent.parent.parent
SHARED = REPOSITORY.parent / "shared" / "data"


def clock_of_the_tests() -> time_machine.travel:
    """Let the clock stand at ten in the morning of that day, and tick on from there."""
    return time_machine.travel(f"{TODAY.isoformat()}T10:00:00+01:00", tick=True)
