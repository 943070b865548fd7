"""What a decision would be today: reckoned anew on the facts it was taken on, in whole cents."""

from dataclasses import dataclass, replace
from datetime import date

from eenplan.benefits.models import Calculation, Decision
from eenplan.engines.entitlement import (
    EntitlementError,
    Situation,
    described,
    law,
    reckon,
)

CATEGORIES = (1, 2, 3)
NO_FACTS = "Bij deze beslissing zijn geen feiten bewaard om mee te rekenen."


@dataclass(frozen=True)
class Difference:
    """The amount of a decision, and what the engine makes of its facts on a day."""

    old_cents: int
    new_cents: int | None
    why_not: str = ""

    @property
    def cents(self) -> int | None:
        return None if self.new_cents is None else self.new_cents - self.old_cents

    @property
    def is_changed(self) -> bool:
        return self.new_cents is not None and self.new_cents != self.old_cents


def situation_of(
    calculation: Calculation | None, *, on: date, children: int | None = None
) -> Situation | str:
    """Return the stored facts as a situation of a day, or in words why they cannot be read."""
    if calculation is None or not calculation.facts:
        return NO_FACTS
    facts = {key: value for key, value in calculation.facts.items() if key in PLAIN}
    if children is not None:
        facts["children"] = children
    try:
        return described(facts, on=on).situation
    except (EntitlementError, TypeError, ValueError, KeyError, AttributeError) as error:
        return f"De bewaarde feiten kunnen niet gelezen worden: {error}"


#: What makes the monthly right; payments, premiums and claims on the State are not asked again.
PLAIN = frozenset(
    (
        *("$schema", "on", "requested_on", "reviewed_on", "right", "category", "category_reason"),
        *("applicant", "cohabitants", "children", "conditions"),
    )
)


def review_difference(decision: Decision, *, on: date, children: int | None = None) -> Difference:
    """Return what one decision would be on a day."""
    return differences([decision], on=on, children={decision.pk: children})[decision.pk]


def differences(
    decisions: list[Decision], *, on: date, children: dict[int, int | None] | None = None
) -> dict[int, Difference]:
    """Return what decisions would be on a day, reckoned together, by key."""
    counted = children or {}
    read = {
        decision.pk: situation_of(decision.calculation, on=on, children=counted.get(decision.pk))
        for decision in decisions
    }
    known = [one for one in decisions if isinstance(read[one.pk], Situation)]
    reckoning = reckon([read[one.pk] for one in known])
    found = {one.pk: _difference(one, reckoning, row) for row, one in enumerate(known)}
    for one in decisions:
        if one.pk not in found:
            found[one.pk] = Difference(one.amount_cents, None, str(read[one.pk]))
    return found


def _difference(decision: Decision, reckoning, row: int) -> Difference:
    if why := reckoning.reason(row):
        return Difference(decision.amount_cents, None, str(why))
    return Difference(decision.amount_cents, int(reckoning.amount[row]))


def by_category(decision: Decision, *, on: date) -> list[tuple[int, int | None]]:
    """Return what each category would give on the stored facts; which one holds is a finding."""
    situation = situation_of(decision.calculation, on=on)
    if not isinstance(situation, Situation):
        return []
    each = [replace(situation, category=category) for category in CATEGORIES]
    try:
        reckoning = reckon(each)
    except EntitlementError:
        return []
    return [
        (category, None if reckoning.reason(row) else int(reckoning.amount[row]))
        for row, category in enumerate(CATEGORIES)
    ]


def latest_rate(on: date) -> date:
    """Return the last day up to a day on which some parameter got a value."""
    days = (value.since for parameter in law() for value in parameter.values)
    return max((day for day in days if day <= on), default=date.min)
