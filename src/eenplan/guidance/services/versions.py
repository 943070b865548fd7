"""Versions of a list: a draft is made, put in force from a day, withdrawn or thrown away."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.text import slugify

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.guidance import errors, permissions, policies
from eenplan.guidance.enums import ListKind
from eenplan.guidance.models import ListedStep, ListVersion, StepList
from eenplan.guidance.services.drafting import count_change


@transaction.atomic
def add_template_list(*, actor: Actor, title: str, target_group: str, on: date) -> ListVersion:
    """Make a template of goals with an empty draft. Raises NotAllowed, TitleTaken."""
    permissions.check_can_edit_lists(actor)
    code = slugify(title)[:40] or "sjabloon"
    if StepList.objects.filter(title__iexact=title).exists():
        raise errors.TitleTaken("Er is al een lijst met deze titel.")
    if StepList.objects.filter(code=code).exists():
        code = f"{code[:34]}-{StepList.objects.count() + 1}"
    try:
        with transaction.atomic():
            made = StepList.objects.create(
                code=code, kind=ListKind.GOALS, title=title, target_group=target_group
            )
    except IntegrityError:
        raise errors.TitleTaken("Iemand anders maakte net een lijst met deze titel.") from None
    audit.record(actor, "guidance.list-added", made, title=title, group=target_group)
    return _draft(actor, made)


def _draft(actor: Actor, step_list: StepList) -> ListVersion:
    last = step_list.versions.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return ListVersion.objects.create(
                list=step_list, number=last + 1, made_by_id=actor.user_id or None
            )
    except IntegrityError:
        raise errors.DraftThere(
            "Er is al een concept van deze lijst. Werk daarin verder."
        ) from None


@transaction.atomic
def start_draft(*, actor: Actor, step_list: StepList, on: date) -> ListVersion:
    """Copy the latest version of a list into a draft. Raises NotAllowed, DraftThere."""
    permissions.check_can_edit_lists(actor)
    latest = step_list.versions.filter(starts_on__isnull=False, ends_on=None).first()
    draft = _draft(actor, step_list)
    if latest:
        _copy(latest, draft)
    audit.record(actor, "guidance.draft-started", draft, list=step_list.code)
    return draft


def _copy(source: ListVersion, draft: ListVersion) -> None:
    goals = {}
    for goal in source.goals.all():
        former, goal.pk, goal.list_version, goal._state.adding = goal.pk, None, draft, True
        goal.save()
        goals[former] = goal
    steps = list(source.steps.all())
    for step in steps:
        step.pk, step.list_version, step.goal = None, draft, goals.get(step.goal_id)
        step._state.adding = True
    ListedStep.objects.bulk_create(steps)


@transaction.atomic
def discard_draft(*, actor: Actor, draft: ListVersion) -> None:
    """Throw a draft away; it was never in force. Raises NotAllowed, NotADraft."""
    permissions.check_can_edit_lists(actor)
    draft = policies.lock_draft(draft)
    audit.record(actor, "guidance.draft-discarded", draft, list=draft.list.code)
    draft.steps.all().delete()
    draft.goals.all().delete()
    draft.delete()


@transaction.atomic
def put_in_force(
    *, actor: Actor, draft: ListVersion, version: int, starts_on: date, reason: str, on: date
) -> ListVersion:
    """Let a draft hold from a day on; the version before it ends that day.

    Raises NotAllowed, NotADraft, StaleVersion, EmptyDraft, DayRefused.
    """
    permissions.check_can_edit_lists(actor)
    StepList.objects.select_for_update().get(pk=draft.list_id)
    draft = policies.lock_draft(draft)
    policies.check_filled(draft)
    policies.check_first_day(draft, starts_on, on=on)
    count_change(draft, version)
    ListVersion.objects.filter(list=draft.list_id, starts_on__isnull=False, ends_on=None).update(
        ends_on=starts_on
    )
    draft.starts_on, draft.reason, draft.made_by_id = starts_on, reason, actor.user_id or None
    draft.save(update_fields=["starts_on", "reason", "made_by"])
    audit.record(
        actor,
        "guidance.version-in-force",
        draft,
        list=draft.list.code,
        number=draft.number,
        on=starts_on,
        reason=reason,
    )
    return draft


@transaction.atomic
def withdraw_version(*, actor: Actor, version: ListVersion, on: date) -> ListVersion:
    """Take back a version that has yet to begin; the one before it holds on.

    Raises NotAllowed, AlreadyInForce.
    """
    permissions.check_can_edit_lists(actor)
    StepList.objects.select_for_update().get(pk=version.list_id)
    version = ListVersion.objects.get(pk=version.pk)
    rows = ListVersion.objects.filter(pk=version.pk, starts_on__gt=on, ends_on=None)
    if not rows.update(ends_on=F("starts_on")):
        raise errors.AlreadyInForce("Deze versie geldt al of werd al ingetrokken.")
    before = ListVersion.objects.filter(
        list=version.list_id, ends_on=version.starts_on, starts_on__lt=version.starts_on
    )
    before.update(ends_on=None)
    audit.record(actor, "guidance.version-withdrawn", version, number=version.number)
    version.refresh_from_db()
    return version
