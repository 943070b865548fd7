"""The plan as a text one can sign: what it says now, and the mark by which it is recognised."""

import hashlib
import json

from eenplan.cases.models import Case


def plan_text(case: Case) -> dict:
    """Return the open goals and the steps to do of a case as plain values, in a fixed order."""
    goals = case.goals.filter(ends_on=None).select_related("person").order_by("pk")
    steps = case.steps.to_do().select_related("person", "responsible").order_by("pk")
    return {
        "household": case.household.number,
        "goals": [
            {
                "id": goal.pk,
                "domain": goal.domain,
                "person": str(goal.person or ""),
                "words": goal.words,
                "language": goal.language,
                "text": goal.text,
            }
            for goal in goals
        ],
        "steps": [
            {
                "goal": step.goal_id,
                "title": step.title,
                "by": step.by_whom,
                "due": step.due_on.isoformat() if step.due_on else "",
            }
            for step in steps
        ],
    }


def plan_hash(text: dict) -> str:
    """Return the mark of a text: equal for equal texts, other for any other text."""
    plain = json.dumps(text, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
