"""The versions of the checklist: in force, to come, and in the making."""

from hashlib import sha256

from django.db.models import Count, F, QuerySet

from eenplan.core.errors import NotFound
from eenplan.housing.models import Checklist, ChecklistItem


def last_in_force() -> Checklist:
    """Return the version with the last first day, begun or not, or raise NotFound."""
    found = Checklist.objects.exclude(starts_on=None).order_by("-starts_on").first()
    if found is None:
        raise NotFound("checklist")
    return found


def versions() -> QuerySet[Checklist]:
    """Return every version, what is in the making first, then the latest; `questions`: how many."""
    rows = Checklist.objects.annotate(questions=Count("items"))
    return rows.order_by(F("starts_on").desc(nulls_first=True))


def get_version(pk: int) -> Checklist:
    """Return one version, or raise NotFound."""
    found = Checklist.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def get_question(pk: int) -> ChecklistItem:
    """Return one question with its version, or raise NotFound."""
    found = ChecklistItem.objects.select_related("checklist").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def signature(item: ChecklistItem) -> str:
    """Return what tells that a question changed since it was shown."""
    said = (item.question, item.hint, item.category, item.source, item.evidence)
    lists = (sorted(item.defect), sorted(item.forms), sorted(item.kinds))
    return sha256(repr((said, lists)).encode()).hexdigest()[:16]
