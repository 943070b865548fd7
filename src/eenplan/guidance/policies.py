"""What is allowed with lists of steps, whoever asks. Who may: permissions.py."""

from datetime import date, timedelta

from eenplan.guidance import errors
from eenplan.guidance.enums import VERIFIED, ListKind
from eenplan.guidance.models import ListedGoal, ListedStep, ListVersion

AHEAD = timedelta(days=366)


def lock_draft(version: ListVersion) -> ListVersion:
    """Lock a draft for a change; raise NotADraft when it is in force by now, or thrown away."""
    row = (
        ListVersion.objects.select_for_update(of=("self",))
        .select_related("list")
        .filter(pk=version.pk)
        .first()
    )
    check_is_draft(row)
    return row


def check_is_draft(version: ListVersion | None) -> None:
    """Raise NotADraft for a version that is or was in force, or that is gone."""
    if version is None or not version.is_draft:
        raise errors.NotADraft(
            "Deze versie is geen concept (meer). Maak een nieuw concept om iets te wijzigen."
        )


def check_first_day(version: ListVersion, starts_on: date, *, on: date) -> None:
    """Raise DayRefused unless a draft can be in force from a day: no past, and after the others."""
    if starts_on < on:
        raise errors.DayRefused("Deze dag is voorbij. Kies vandaag of een latere dag.")
    if starts_on > on + AHEAD:
        raise errors.DayRefused("Kies een dag binnen het jaar.")
    later = ListVersion.objects.filter(list=version.list_id, starts_on__gt=starts_on, ends_on=None)
    if found := later.first():
        raise errors.DayRefused(
            f"Versie {found.number} geldt al vanaf {found.starts_on:%d/%m/%Y}. Kies die dag of een "
            "latere, of trek die versie eerst in."
        )


def check_filled(version: ListVersion) -> None:
    """Raise EmptyDraft for a draft without steps, or with a goal nothing is done for."""
    if not version.steps.exists():
        raise errors.EmptyDraft("Zet minstens één stap in de lijst.")
    if bare := version.goals.filter(steps=None).first():
        raise errors.EmptyDraft(f"Onder het doel “{bare.title}” staat geen stap.")


def check_step(version: ListVersion, step: ListedStep) -> None:
    """Raise GoalWanted or SourceWanted unless a step fits the kind of its list."""
    if version.list.kind == ListKind.GOALS and step.goal_id is None:
        raise errors.GoalWanted("Kies onder welk doel deze stap staat.")
    if step.evidence in VERIFIED and not step.source.strip():
        raise errors.SourceWanted("Een nagekeken regel zegt waar ze staat. Schrijf de bron.")


def check_goal_empty(goal: ListedGoal) -> None:
    """Raise GoalInUse while steps stand under a goal."""
    number = goal.steps.count()
    if number:
        raise errors.GoalInUse(
            f"Onder dit doel staan nog {number} stappen. Haal die eerst weg of zet ze elders."
        )
