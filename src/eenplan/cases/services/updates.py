"""Open plans follow the version of a list that is in force now: one plan, or all of a team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from eenplan.cases import permissions
from eenplan.cases.enums import StepChangeKind
from eenplan.cases.errors import NothingToUpdate
from eenplan.cases.models import Case, Step, StepChange
from eenplan.cases.selectors.updates import PlanUpdate, updates
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.guidance.models import ListVersion

CHANGED_MEANWHILE = (
    "Er veranderde iets sinds u het voorbeeld bekeek. Bekijk het opnieuw; er is niets gewijzigd."
)


@dataclass(frozen=True)
class Brought:
    """What bringing plans up to date came to; `skipped` changed since the preview."""

    cases: int
    new: int
    renewed: int
    to_drop: int
    skipped: int


@transaction.atomic
def bring_up_to_date(
    *,
    actor: Actor,
    cases: Sequence[Case],
    version: ListVersion,
    seen: Sequence[str],
    on: date,
) -> Brought:
    """Let the plans of some cases follow a version: per plan what the preview showed, or nothing.

    New steps are added, steps that read otherwise are renewed, steps the list no longer has are
    proposed to be dropped. What is done or was changed by hand stays. `seen` holds the marks of
    the preview; a plan that changed since is skipped. Raises NotAllowed, and NothingToUpdate when
    none is left.
    """
    permissions.check_can_work_on_all(actor, cases)
    locked = Case.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=[case.pk for case in cases], closed_on=None
    )
    found = updates(locked.select_related("household").order_by("pk"), version, on=on, locked=True)
    wanted = set(seen)
    found = [update for update in found if update.mark in wanted]
    if not found:
        raise NothingToUpdate(CHANGED_MEANWHILE)
    for update in found:
        _apply(actor, update, version, on)
    return Brought(
        len(found),
        sum(len(update.new) for update in found),
        sum(len(update.renewed) for update in found),
        sum(len(update.to_drop) for update in found),
        len(wanted) - len(found),
    )


def _apply(actor: Actor, update: PlanUpdate, version: ListVersion, on: date) -> None:
    Step.objects.bulk_create(update.new)
    for before, after in update.renewed:
        StepChange.objects.create(
            step=before,
            kind=StepChangeKind.REFRESHED,
            on=on,
            by_id=actor.user_id or None,
            title_before=before.title,
            due_before=before.due_on,
            due_after=after.due_on,
            reason=f"Versie {version.number} van “{version.list.title}”"[:300],
        )
        Step.objects.filter(pk=before.pk).update(
            listed_id=after.listed_id,
            title=after.title,
            owner=after.owner,
            due_on=after.due_on,
            rule=after.rule,
            rule_kind=after.rule_kind,
            rule_verified=after.rule_verified,
            responsible=None,
            version=F("version") + 1,
        )
    Step.objects.filter(pk__in=[step.pk for step in update.to_drop]).update(
        drop_proposed_on=on, version=F("version") + 1
    )
    audit.record(
        actor,
        "cases.plan-brought-up-to-date",
        update.case,
        list=version.list.code,
        number=version.number,
        new=len(update.new),
        renewed=len(update.renewed),
        to_drop=len(update.to_drop),
    )
