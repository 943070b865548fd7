"""Why the State pays, as the signed social report says it: its findings, never who somebody is.

The keys are questions of `questions.toml`. What the report says in so many words (`state_case`)
counts first. Without it, one rule: who has a title of stay that is not that of a Belgian, and is
found to be in no population register, is of L1965 art. 5 §1, 2°. Anything else is left to who
claims.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from eenplan.benefits.enums_claims import ClaimCase
from eenplan.benefits.models import Finding

KEYS = ("state_case", "state_since", "state_first_aid", "title", "register")
PROTECTED, BELGIAN = "temporary_protection", "belgian"
NOT_IN_POPULATION = ("foreigners", "waiting", "none")


@dataclass(frozen=True)
class Found:
    """A ground as somebody found it: noted by who claims, or in the social report."""

    case: str
    since: date | None = None
    requested_on: date | None = None
    is_protected: bool = False
    first_aid_on: date | None = None
    starts_on: date = date.min
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def reported_grounds(applications: Collection[int]) -> dict[int, Found]:
    """Return the ground the last signed report of each application names, where it does."""
    rows = Finding.objects.filter(
        investigation__application__in=applications,
        investigation__signed_on__isnull=False,
        key__in=KEYS,
    ).order_by("investigation__signed_on", "investigation_id")
    said: dict[int, dict] = defaultdict(dict)
    asked: dict[int, date] = {}
    about = "investigation__application"
    columns = (f"{about}_id", f"{about}__first_received_on", f"{about}__received_on")
    for pk, first, received, key, value in rows.values_list(*columns, "key", "value"):
        said[pk][key] = value
        asked[pk] = first or received
    found = {pk: _found(words, asked[pk]) for pk, words in said.items()}
    return {pk: ground for pk, ground in found.items() if ground}


def _found(words: dict, requested_on: date) -> Found | None:
    case = _case(words)
    if case is None:
        return None
    is_protected = case == ClaimCase.NON_BELGIAN and words.get("title") == PROTECTED
    return Found(
        case=case,
        since=_day(words.get("state_since")),
        requested_on=requested_on,
        is_protected=is_protected,
        first_aid_on=_day(words.get("state_first_aid")) if is_protected else None,
    )


def _case(words: dict) -> str | None:
    said = str(words.get("state_case", "")).upper()
    if said in ClaimCase.values:
        return said
    is_foreign = words.get("title", BELGIAN) != BELGIAN
    outside = words.get("register") in NOT_IN_POPULATION
    return ClaimCase.NON_BELGIAN if is_foreign and outside else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
