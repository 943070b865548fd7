"""The steps and goals of a draft are added, changed, moved and taken out."""

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.guidance import permissions, policies
from eenplan.guidance.models import ListedGoal, ListedStep, ListVersion

STALE = "Iemand anders wijzigde dit concept intussen. Kijk wat er nu staat."
STEP_FIELDS = (
    "title",
    "explanation",
    "owner",
    "days",
    "per",
    "rule",
    "rule_kind",
    "source",
    "evidence",
)


def count_change(draft: ListVersion, version: int) -> None:
    """Count a change of a draft that still reads as it was read; else raise StaleVersion."""
    rows = ListVersion.objects.filter(pk=draft.pk, version=version)
    if not rows.update(version=F("version") + 1):
        raise StaleVersion(STALE)


@transaction.atomic
def add_listed_goal(
    *, actor: Actor, draft: ListVersion, version: int, domain: str, title: str, per: str
) -> ListedGoal:
    """Put a goal in the draft of a template. Raises NotAllowed, NotADraft, StaleVersion."""
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(draft)
    count_change(draft, version)
    goal = ListedGoal.objects.create(
        list_version=draft,
        code=_free_code(draft.goals, title),
        domain=domain,
        title=title,
        per=per,
        position=_next(draft.goals),
    )
    audit.record(actor, "guidance.goal-added", goal, list=draft.list.code, title=title)
    return goal


def _next(rows) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _free_code(rows, title: str) -> str:
    """Return a code made of a title that is not taken in these rows."""
    code = slugify(title).replace("-", "_")[:36] or "stap"
    taken = set(rows.values_list("code", flat=True))
    found, number = code, 2
    while found in taken:
        found, number = f"{code}_{number}", number + 1
    return found


@transaction.atomic
def change_listed_goal(
    *, actor: Actor, goal: ListedGoal, version: int, domain: str, title: str, per: str
) -> ListedGoal:
    """Change a goal in a draft. Raises NotAllowed, NotADraft, StaleVersion."""
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(goal.list_version)
    count_change(draft, version)
    was = goal.title
    goal.domain, goal.title, goal.per = domain, title, per
    goal.save(update_fields=["domain", "title", "per"])
    audit.record(actor, "guidance.goal-changed", goal, was=was, title=title)
    return goal


@transaction.atomic
def remove_listed_goal(*, actor: Actor, goal: ListedGoal, version: int) -> None:
    """Take a goal without steps out of a draft. Raises NotAllowed, NotADraft, StaleVersion,
    GoalInUse.
    """
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(goal.list_version)
    policies.check_goal_empty(goal)
    count_change(draft, version)
    audit.record(actor, "guidance.goal-removed", goal, list=draft.list.code, title=goal.title)
    goal.delete()


@transaction.atomic
def add_listed_step(
    *,
    actor: Actor,
    draft: ListVersion,
    version: int,
    goal: ListedGoal | None,
    facts: dict,
) -> ListedStep:
    """Put a step at the end of a draft. `facts` holds the STEP_FIELDS.

    Raises NotAllowed, NotADraft, StaleVersion, GoalWanted, SourceWanted.
    """
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(draft)
    code = _free_code(ListedStep.objects.filter(list_version__list=draft.list), facts["title"])
    step = ListedStep(
        list_version=draft,
        goal=goal,
        code=code,
        position=_next(draft.steps),
        **{name: facts[name] for name in STEP_FIELDS},
    )
    policies.check_step(draft, step)
    count_change(draft, version)
    step.save()
    audit.record(actor, "guidance.step-added", step, list=draft.list.code, title=step.title)
    return step


@transaction.atomic
def change_listed_step(
    *,
    actor: Actor,
    step: ListedStep,
    version: int,
    goal: ListedGoal | None,
    facts: dict,
) -> ListedStep:
    """Change a step in a draft; its code stays, so that open plans recognise it.

    Raises NotAllowed, NotADraft, StaleVersion, GoalWanted, SourceWanted.
    """
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(step.list_version)
    was = step.title
    for name in STEP_FIELDS:
        setattr(step, name, facts[name])
    step.goal = goal
    policies.check_step(draft, step)
    count_change(draft, version)
    step.save(update_fields=[*STEP_FIELDS, "goal"])
    audit.record(actor, "guidance.step-changed", step, was=was, title=step.title)
    return step


@transaction.atomic
def remove_listed_step(*, actor: Actor, step: ListedStep, version: int) -> None:
    """Take a step out of a draft; earlier versions keep it. Raises NotAllowed, NotADraft,
    StaleVersion.
    """
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(step.list_version)
    count_change(draft, version)
    audit.record(actor, "guidance.step-removed", step, list=draft.list.code, title=step.title)
    step.delete()


@transaction.atomic
def move_listed_step(*, actor: Actor, step: ListedStep, version: int, up: bool) -> ListedStep:
    """Put a step one place earlier or later in a draft. Raises NotAllowed, NotADraft,
    StaleVersion.
    """
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(step.list_version)
    count_change(draft, version)
    order = list(draft.steps.filter(goal=step.goal_id))  # the steps beside it
    here = next(place for place, row in enumerate(order) if row.pk == step.pk)
    there = max(0, here - 1) if up else min(len(order) - 1, here + 1)
    other = order[there]
    if other.pk != step.pk:
        ListedStep.objects.filter(pk=step.pk).update(position=other.position)
        ListedStep.objects.filter(pk=other.pk).update(position=order[here].position)
    audit.record(actor, "guidance.step-moved", step, list=draft.list.code, up=up)
    step.refresh_from_db()
    return step
