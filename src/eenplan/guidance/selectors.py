"""Reading lists: what is in force on a day, what a version holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from eenplan.core.errors import NotFound
from eenplan.guidance.enums import ListKind
from eenplan.guidance.models import ListedGoal, ListedStep, ListVersion, StepList, StepText
from eenplan.guidance.routes import RouteStep

ROUTE_FIELDS = (
    "code",
    "title",
    "owner",
    "days",
    "per",
    "rule",
    "source",
    "evidence",
    "rule_kind",
    "position",
)


def route(target_group: str, *, on: date) -> tuple[RouteStep, ...]:
    """Return the steps of a target group in force on a day, in order; empty without a route."""
    steps = ListedStep.objects.filter(
        list_version__list__kind=ListKind.ROUTE,
        list_version__list__target_group=target_group,
        list_version__starts_on__lte=on,
    ).exclude(list_version__ends_on__lte=on)
    return route_steps(steps)


def route_steps(steps) -> tuple[RouteStep, ...]:
    """Return listed steps the way the plan lays them out; one query."""
    rows = steps.annotate(goal_of=F("goal__code")).order_by("position", "pk")
    return tuple(
        RouteStep(
            **{name: getattr(row, name) for name in ROUTE_FIELDS},
            listed_id=row.pk,
            goal_code=row.goal_of or "",
        )
        for row in rows
    )


# -- Lists and versions ----------------------------------------------------------------------------
LANGUAGES = {"uk": "Oekraïens", "ru": "Russisch", "en": "Engels", "fr": "Frans"}


def step_lists(*, on: date) -> list[StepList]:
    """Return every list with `present` (the version in force), `coming` and `draft`, if any."""
    lists = list(StepList.objects.prefetch_related("versions__made_by"))
    for row in lists:
        row.present = row.coming = row.draft = None
        for version in row.versions.all():
            _sort_in(row, version, on)
    return lists


def _sort_in(row: StepList, version: ListVersion, on: date) -> None:
    if version.is_draft:
        row.draft = version
    elif version.starts_on > on and version.ends_on is None:
        row.coming = version
    elif version.starts_on <= on and (version.ends_on is None or version.ends_on > on):
        row.present = version


def get_list(code: str) -> StepList:
    """Return a list by its code, or raise NotFound."""
    row = StepList.objects.filter(code=code).first()
    if row is None:
        raise NotFound(code)
    return row


def get_version(code: str, number: int) -> ListVersion:
    """Return a version of a list by its number, or raise NotFound."""
    found = ListVersion.objects.select_related("list", "made_by")
    row = found.filter(list__code=code, number=number).first()
    if row is None:
        raise NotFound(f"{code}/{number}")
    return row


def get_listed_step(pk: int) -> ListedStep:
    """Return a listed step with its version, or raise NotFound."""
    row = ListedStep.objects.select_related("list_version__list", "goal").filter(pk=pk).first()
    if row is None:
        raise NotFound(pk)
    return row


def get_listed_goal(pk: int) -> ListedGoal:
    """Return a listed goal with its version, or raise NotFound."""
    row = ListedGoal.objects.select_related("list_version__list").filter(pk=pk).first()
    if row is None:
        raise NotFound(pk)
    return row


def versions_of(step_list: StepList) -> list[ListVersion]:
    """Return the versions of a list, latest first, the draft before all."""
    return list(step_list.versions.select_related("made_by"))


def version_in_force(step_list: StepList, *, on: date) -> ListVersion | None:
    """Return the version of a list that holds on a day."""
    found = ListVersion.objects.on(on).filter(list=step_list).select_related("list")
    return found.first()


def contents_of(version: ListVersion) -> list[tuple[ListedGoal | None, list[ListedStep]]]:
    """Return the steps of a version under their goals, in order; those without a goal first."""
    under: dict[int | None, list[ListedStep]] = {}
    for step in version.steps.select_related("goal"):
        under.setdefault(step.goal_id, []).append(step)
    loose = [(None, under[None])] if None in under else []
    return loose + [(goal, under.get(goal.pk, [])) for goal in version.goals.all()]


def templates(target_group: str, *, on: date) -> list[ListVersion]:
    """Return the templates of goals in force for a target group, with their goals and steps."""
    return list(
        ListVersion.objects.on(on)
        .filter(list__kind=ListKind.GOALS, list__target_group__in=["", target_group])
        .select_related("list")
        .prefetch_related("goals__steps")
        .order_by("list__title")
    )


@dataclass(frozen=True)
class Translation:
    """A public text of a step beside the present Dutch, and whether that Dutch is still its own."""

    step: ListedStep
    language: str
    label: str
    text: StepText | None
    is_stale: bool


def translations_of(version: ListVersion) -> dict[str, list[Translation]]:
    """Return the texts of each step of a version, by code and in every public language."""
    texts = StepText.objects.filter(list=version.list_id).select_related("made_from")
    by_key = {(text.code, text.language): text for text in texts}
    sources = {text.made_from_id for text in texts}
    dutch = {
        (step.list_version_id, step.code): (step.title, step.explanation)
        for step in ListedStep.objects.filter(list_version__in=sources)
    }
    return {
        step.code: [
            _translation(step, language, by_key.get((step.code, language)), dutch)
            for language in LANGUAGES
        ]
        for step in version.steps.all()
    }


def _translation(step: ListedStep, language: str, text: StepText | None, dutch) -> Translation:
    made_from = dutch.get((text.made_from_id, step.code)) if text else None
    is_stale = text is not None and made_from != (step.title, step.explanation)
    return Translation(step, language, LANGUAGES[language], text, is_stale)


# -- Comparing two versions ------------------------------------------------------------------------
COMPARED = (
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


@dataclass(frozen=True)
class Difference:
    """One step that differs between two versions: new, gone, or changed in some fields."""

    code: str
    title: str
    what: str  # new, gone, changed, moved
    fields: tuple[tuple[str, str, str], ...] = ()  # label, before, after


def compare(before: ListVersion, after: ListVersion) -> list[Difference]:
    """Return what is new, gone, changed or moved from one version of a list to another."""
    old, new = _by_code(before), _by_code(after)
    found = [Difference(code, new[code].title, "new") for code in new if code not in old]
    found += [Difference(code, old[code].title, "gone") for code in old if code not in new]
    for code in new:
        if code in old and (fields := _fields(old[code], new[code])):
            found.append(Difference(code, new[code].title, "changed", fields))
    shared = [code for code in old if code in new], [code for code in new if code in old]
    found += [
        Difference(code, new[code].title, "moved")
        for was, code in zip(*shared, strict=True)
        if was != code
    ]
    return found


def _by_code(version: ListVersion) -> dict[str, ListedStep]:
    return {step.code: step for step in version.steps.select_related("goal")}


def _fields(old: ListedStep, new: ListedStep) -> tuple[tuple[str, str, str], ...]:
    pairs = [(name, _shown(old, name), _shown(new, name)) for name in COMPARED]
    pairs.append(("goal", str(old.goal or "–"), str(new.goal or "–")))
    return tuple((_label(name), was, now) for name, was, now in pairs if was != now)


def _label(name: str) -> str:
    return "doel" if name == "goal" else str(ListedStep._meta.get_field(name).verbose_name)


def _shown(step: ListedStep, name: str) -> str:
    display = getattr(step, f"get_{name}_display", None)
    value = display() if display else getattr(step, name)
    return "–" if value in (None, "") else str(value)


def titles_in(language: str, listed_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the Dutch and the other title of listed steps, for those with words that still hold.

    A text made from other Dutch words than the step has is out of date, and left out.
    """
    steps = list(ListedStep.objects.filter(pk__in=list(listed_ids)).select_related("list_version"))
    lists = {step.list_version.list_id for step in steps}
    texts = StepText.objects.filter(language=language, list__in=lists)
    by_key = {(text.list_id, text.code): text for text in texts}
    sources = {text.made_from_id for text in by_key.values()}
    made_from = {
        (step.list_version_id, step.code): step.title
        for step in ListedStep.objects.filter(list_version__in=sources)
    }
    found = {}
    for step in steps:
        text = by_key.get((step.list_version.list_id, step.code))
        if text and made_from.get((text.made_from_id, step.code)) == step.title:
            found[step.pk] = step.title, text.title
    return found
