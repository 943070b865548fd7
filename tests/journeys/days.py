from datetime import date

LONG_AGO = date(2022, 3, 14)
TODAY = date(2026, 3, 2)
