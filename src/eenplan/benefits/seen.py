"""What somebody saw when a form was opened, as a short mark that goes with the form."""

import json
from collections.abc import Iterable
from hashlib import sha256

from eenplan.benefits.models import Evidence, Finding, Means

NAMES = (
    *("key", "kind", "relation", "other_name", "value", "data", "source", "source_note", "as_of"),
    *("is_still_valid", "what", "state", "note", "settled_on"),
)


def seen_of(rows: Iterable[Finding | Means | Evidence]) -> str:
    """Return the same mark for the same content, and another for any other."""
    told = [
        [str(getattr(row, "person_id", "")), *(_plain(getattr(row, name, None)) for name in NAMES)]
        for row in rows
    ]
    return sha256(json.dumps(sorted(told)).encode()).hexdigest()[:20]


def _plain(value) -> str:
    return json.dumps(value, sort_keys=True, default=str)
