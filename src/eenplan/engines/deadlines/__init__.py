"""Legal terms and the days they are counted in. Pure Python, no clock."""

from eenplan.engines.deadlines.days import (
    BadDay,
    Calendar,
    easter,
    holidays,
    pay_day,
    pay_days,
    received_on,
)
from eenplan.engines.deadlines.terms import (
    Due,
    Suspension,
    Term,
    TermExpired,
    Unit,
    add_months,
    claimable_from,
    cost_statement_due,
    due,
    lost_days,
    medical_covered_from,
    terms,
    unreported_from,
)

__all__ = [
    "BadDay",
    "Calendar",
    "Due",
    "Suspension",
    "Term",
    "TermExpired",
    "Unit",
    "add_months",
    "claimable_from",
    "cost_statement_due",
    "due",
    "easter",
    "holidays",
    "lost_days",
    "medical_covered_from",
    "pay_day",
    "pay_days",
    "received_on",
    "terms",
    "unreported_from",
]
