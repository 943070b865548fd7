"""The day of the tests and the place of the shared data."""

from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 23)
REPOSITORY = Path(__file__).parent.parent.parent
SHARED = REPOSITORY.parent / "shared" / "data"
