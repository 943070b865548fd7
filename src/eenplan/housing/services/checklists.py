"""A new version of the checklist: made beside the one in use, put in force from a day.

What was looked at stays with the version of then: a version in force never changes, nor do its
questions (triggers of migration 0010).
"""

from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines.placement.words import dutch_day
from eenplan.guidance.enums import VERIFIED, Evidence
from eenplan.housing import permissions, policies
from eenplan.housing.errors import ImpossibleChecklist
from eenplan.housing.models import Checklist, ChecklistItem, Inspection
from eenplan.housing.selectors.checklists import last_in_force, signature

COPIED = (
    *("position", "code", "question", "hint", "category", "defect", "forms", "kinds"),
    *("source", "evidence", "verified"),
)
IN_THE_MAKING = "Er is al een nieuwe versie in de maak. Werk daarin verder."


@dataclass(frozen=True)
class Asked:
    """One question as somebody writes it: for which dwellings, and which answers are a defect."""

    question: str
    hint: str
    category: str
    defect: list[str]
    source: str
    evidence: str
    forms: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


@transaction.atomic
def begin_checklist(*, actor: Actor, on: date) -> Checklist:
    """Start a new version with the questions of the last one.

    Raises NotAllowed, ImpossibleChecklist.
    """
    permissions.check_can_manage(actor)
    last = last_in_force()
    try:
        with transaction.atomic():
            fresh = Checklist.objects.create(
                number=last.number + 1,
                title=last.title,
                source=last.source,
                evidence=last.evidence,
                verified=last.verified,
            )
    except IntegrityError:
        raise ImpossibleChecklist(IN_THE_MAKING) from None
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=fresh, **{name: getattr(item, name) for name in COPIED})
        for item in last.items.all()
    )
    audit.record(actor, "housing.checklist-begun", fresh, number=fresh.number)
    return fresh


@transaction.atomic
def add_question(
    *, actor: Actor, version: Checklist, asked: Asked, position: int | None
) -> ChecklistItem:
    """Add a question to a version in the making. Raises NotAllowed, ImpossibleChecklist."""
    permissions.check_can_manage(actor)
    held = _hold_open(version)
    policies.check_question(asked.category, asked.defect)
    item = ChecklistItem(checklist=held, code=_free_code(held, asked.question), position=0)
    _fill(item, asked)
    item.save()
    _order(held, item, position)
    audit.record(actor, "housing.checklist-question-added", held, code=item.code)
    return item


@transaction.atomic
def change_question(
    *, actor: Actor, item: ChecklistItem, asked: Asked, position: int | None, seen: str
) -> ChecklistItem:
    """Write a question of a version in the making anew; `seen` is what the screen showed of it.

    Raises NotAllowed, ImpossibleChecklist, StaleVersion.
    """
    permissions.check_can_manage(actor)
    version, held = _hold_question(item)
    if signature(held) != seen:
        raise StaleVersion("Iemand anders wijzigde deze vraag net. Kijk opnieuw.")
    policies.check_question(asked.category, asked.defect)
    _fill(held, asked)
    held.save()
    _order(version, held, position)
    audit.record(actor, "housing.checklist-question-changed", version, code=held.code)
    return held


@transaction.atomic
def remove_question(*, actor: Actor, item: ChecklistItem) -> None:
    """Leave a question out of a version in the making. Raises NotAllowed, ImpossibleChecklist."""
    permissions.check_can_manage(actor)
    version, held = _hold_question(item)
    audit.record(actor, "housing.checklist-question-removed", version, code=held.code)
    held.delete()


@transaction.atomic
def put_checklist_in_force(
    *, actor: Actor, version: Checklist, starts_on: date, source: str, evidence: str, on: date
) -> Checklist:
    """Let a version be used from a day; from then on it never changes.

    Inspections that were begun before keep their own version. Raises NotAllowed,
    ImpossibleChecklist.
    """
    permissions.check_can_manage(actor)
    held = _hold_open(version)
    last = last_in_force()
    if not held.items.exists():
        raise ImpossibleChecklist("Een vragenlijst heeft minstens één vraag.")
    if starts_on < on:
        raise ImpossibleChecklist("Kies vandaag of een latere dag.", "starts_on")
    if starts_on <= last.starts_on:
        raise ImpossibleChecklist(
            f"Versie {last.number} gaat in op {dutch_day(last.starts_on)}. Kies een latere dag.",
            "starts_on",
        )
    held.starts_on, held.source, held.evidence = starts_on, source, evidence
    held.verified = evidence in VERIFIED
    held.save()
    audit.record(actor, "housing.checklist-in-force", held, number=held.number, since=starts_on)
    return held


@transaction.atomic
def take_checklist_back(*, actor: Actor, version: Checklist, on: date) -> Checklist:
    """Open a version again that has not begun: nobody looked with it yet.

    Raises NotAllowed, ImpossibleChecklist.
    """
    permissions.check_can_manage(actor)
    held = Checklist.objects.select_for_update().get(pk=version.pk)
    if held.starts_on is None or held.starts_on <= on:
        raise ImpossibleChecklist(
            "Alleen een versie die nog niet begonnen is, kunt u weer openen. Maak een "
            "nieuwe versie."
        )
    if Inspection.objects.filter(checklist=held).exists():
        raise ImpossibleChecklist("Met deze versie is al een controle begonnen.")
    held.starts_on = None
    try:
        with transaction.atomic():
            held.save(update_fields=["starts_on"])
    except IntegrityError as error:
        if "one_checklist_from_a_day" in str(error):
            raise ImpossibleChecklist(IN_THE_MAKING) from None
        raise
    audit.record(actor, "housing.checklist-taken-back", held, number=held.number)
    return held


@transaction.atomic
def throw_checklist_away(*, actor: Actor, version: Checklist) -> None:
    """Throw a version in the making away. Raises NotAllowed, ImpossibleChecklist."""
    permissions.check_can_manage(actor)
    held = _hold_open(version)
    audit.record(actor, "housing.checklist-thrown-away", held, number=held.number)
    held.items.all().delete()
    held.delete()


def _hold_open(version: Checklist) -> Checklist:
    """Lock a version in the making. Raises ImpossibleChecklist when it is in force, or gone."""
    held = Checklist.objects.select_for_update().filter(pk=version.pk).first()
    if held is None:
        raise ImpossibleChecklist("Iemand anders gooide deze versie net weg.")
    if held.starts_on:
        raise ImpossibleChecklist(
            f"Versie {held.number} gaat in op {dutch_day(held.starts_on)} en verandert niet meer. "
            "Maak een nieuwe versie."
        )
    return held


def _hold_question(item: ChecklistItem) -> tuple[Checklist, ChecklistItem]:
    version = _hold_open(item.checklist)
    held = ChecklistItem.objects.filter(pk=item.pk).first()
    if held is None:
        raise ImpossibleChecklist("Iemand anders schrapte deze vraag net.")
    return version, held


def _fill(item: ChecklistItem, asked: Asked) -> None:
    for name, value in asdict(asked).items():
        setattr(item, name, value)
    item.verified = Evidence(asked.evidence) in VERIFIED


def _order(version: Checklist, item: ChecklistItem, position: int | None) -> None:
    """Put a question at its position, counted from one; at the end without one."""
    others = [row for row in version.items.order_by("position", "pk") if row.pk != item.pk]
    at = len(others) if position is None else min(max(position, 1) - 1, len(others))
    rows = [*others[:at], item, *others[at:]]
    for number, row in enumerate(rows, start=1):
        row.position = number
    ChecklistItem.objects.bulk_update(rows, ["position"])


def _free_code(version: Checklist, question: str) -> str:
    """Return a code no question of any version has: what was answered is counted by it."""
    base = slugify(question)[:34] or "vraag"
    codes = ChecklistItem.objects.filter(code__startswith=base).values_list("code", flat=True)
    taken = set(codes)
    tries = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in tries if code not in taken)
