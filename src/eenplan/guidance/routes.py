"""A listed step as the plan lays it out: whom it is for, by whom, how soon and by what rule."""

from dataclasses import dataclass

from eenplan.guidance.enums import VERIFIED, RuleKind


@dataclass(frozen=True)
class RouteStep:
    """One step of a list. `days` counts from the day it is planned; None means no fixed day.

    `listed_id` is the row it comes from, `goal_code` the goal it stands under in a template.
    """

    code: str
    title: str
    owner: str  # StepOwner
    days: int | None
    per: str  # ForWhom
    rule: str
    source: str
    evidence: str
    rule_kind: str = RuleKind.TARGET
    listed_id: int | None = None
    goal_code: str = ""
    position: int = 0

    @property
    def is_verified(self) -> bool:
        return self.evidence in VERIFIED
