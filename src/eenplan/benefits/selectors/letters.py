"""Letters as rows: which somebody may see, what is still to be sent, what went out too late."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.letters_permissions import OF_THE_DESK
from eenplan.benefits.models import (
    Application,
    CentreDetails,
    CommitteeSession,
    Decision,
    Letter,
    Notification,
)
from eenplan.benefits.selectors.appeal_terms import AppealTerm, appeal_term
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.engines.deadlines import due, terms
from eenplan.organisation.models import TeamArea
from eenplan.people.models import Household, TeamCare

NOTIFY_DAYS = terms()["notification"].length


# -- Of which households ---------------------------------------------------------------------------
def households_with_letters(actor: Actor) -> QuerySet[Household]:
    """Return the households of which the actor sees the letters: visible, and rights seen there."""
    seen = Household.objects.visible_to(actor)
    teams = actor.teams_with(Capability.RIGHTS_VIEW)
    if teams & actor.teams_with(Capability.HOUSEHOLD_VIEW_ALL):
        return seen
    care = TeamCare.objects.open().filter(household=OuterRef("pk"), team__in=teams)
    return seen.filter(Exists(care))


def households_of_the_committee(actor: Actor) -> QuerySet[Household]:
    """Return the households of decisions, but who is helped elsewhere for who works in its area."""
    areas = TeamArea.objects.on(actor.on).filter(team__in=actor.team_ids).values("area")
    return Household.objects.filter(Q(helped_elsewhere=False) | ~Q(area__in=areas))


def households_of_the_desk(actor: Actor) -> QuerySet[Household]:
    """Return the households of which the actor enters applications."""
    return Household.objects.visible_to(actor)


SCOPES = {
    "file": (households_with_letters, None),
    "session": (households_of_the_committee, (LetterKind.DECISION,)),
    "desk": (households_of_the_desk, OF_THE_DESK),
}


def letters_in(actor: Actor, scope: str) -> QuerySet[Letter]:
    """Return the letters somebody may see by one way: the file, the committee or the register."""
    households, kinds = SCOPES[scope]
    rows = Letter.objects.filter(household__in=households(actor))
    return rows.filter(kind__in=kinds) if kinds else rows


def get_letter(actor: Actor, pk: int, *, scope: str = "file", whole: bool = False) -> Letter:
    """Return a letter within a scope, with its document when `whole`. Raises NotFound."""
    rows = letters_in(actor, scope).select_related(
        "application", "decision__application", "notification", "replaces", "made_by"
    )
    rows = rows if whole else rows.defer("pdf", "replaces__pdf", "replaces__told")
    letter = rows.filter(pk=pk).first()
    if letter is None:
        raise NotFound(pk)
    letter.household = Household.objects.with_team().get(pk=letter.household_id)
    return letter


def decisions_in(actor: Actor, scope: str) -> QuerySet[Decision]:
    """Return the decisions somebody may see the letters of, by one way."""
    households, kinds = SCOPES[scope]
    if kinds and LetterKind.DECISION not in kinds:
        return Decision.objects.none()
    return Decision.objects.filter(application__household__in=households(actor))


def get_decision(actor: Actor, pk: int, *, scope: str = "file") -> Decision:
    """Return a decision within a scope, with its letters. Raises NotFound."""
    found = dressed(decisions_in(actor, scope).filter(pk=pk)).first()
    if found is None:
        raise NotFound(pk)
    household = Household.objects.with_team().get(pk=found.application.household_id)
    found.application.household = household
    return found


def get_application(actor: Actor, pk: int) -> Application:
    """Return an application of a household the desk may see. Raises NotFound."""
    seen = Application.objects.filter(household__in=households_of_the_desk(actor))
    found = seen.select_related("applicant").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    found.household = Household.objects.with_team().get(pk=found.household_id)
    return found


def get_session(pk: int) -> CommitteeSession:
    """Return a session of the committee. Raises NotFound."""
    session = CommitteeSession.objects.filter(pk=pk).first()
    if session is None:
        raise NotFound(pk)
    return session


# -- What is to be done ----------------------------------------------------------------------------
def _current() -> QuerySet[Letter]:
    """Return the letters of a decision that no later one replaced."""
    return Letter.objects.filter(decision=OuterRef("pk"), replaced_by=None)


def with_letters(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Annotate decisions with their letter, when it went out, and the last day for that."""
    out = Notification.objects.filter(letter__decision=OuterRef("pk"), letter__replaced_by=None)
    first = Notification.objects.filter(letter__decision=OuterRef("pk")).order_by("sent_on", "pk")
    return rows.annotate(
        letter_pk=Subquery(_current().values("pk")[:1]),
        out_on=Subquery(out.values("sent_on")[:1]),
        first_out_on=Subquery(first.values("sent_on")[:1]),
    )


def to_send(actor: Actor, scope: str) -> QuerySet[Decision]:
    """Return the decisions of which the letter is not made, or did not go out; oldest first."""
    rows = with_letters(decisions_in(actor, scope)).filter(out_on=None)
    return rows.order_by("decided_on", "pk")


def told_late(actor: Actor, scope: str, *, on: date) -> QuerySet[Decision]:
    """Return the decisions that were told, or are still to be told, after the legal days."""
    rows = with_letters(decisions_in(actor, scope))
    late = rows.annotate(counted_on=Coalesce("first_out_on", on))
    days = timedelta(days=NOTIFY_DAYS)
    return late.filter(counted_on__gt=F("decided_on") + days).order_by("-decided_on", "-pk")


def other_letters(actor: Actor) -> QuerySet[Letter]:
    """Return the letters but decisions that were made and did not go out yet."""
    rows = letters_in(actor, "file").exclude(kind=LetterKind.DECISION)
    waiting = rows.filter(notification=None, replaced_by=None).defer("pdf", "told")
    return waiting.select_related("household", "application").order_by("made_at", "pk")


def dressed(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return decisions with what a list or a page shows of them."""
    return (
        with_letters(rows)
        .select_related(
            "application__household",
            "application__applicant",
            "calculation__investigation__worker",
            "revises",
        )
        .prefetch_related(
            Prefetch(
                "letters",
                Letter.objects.defer("pdf")
                .select_related("notification", "made_by")
                .order_by("made_at", "pk"),
            )
        )
    )


def notify_by(decision: Decision) -> date:
    """Return the last day on which a decision has to be told."""
    key = "notification" if decision.right in ("LIVING_WAGE", "INSTALLATION_PREMIUM") else None
    return due(key or "aid_notification", decision.decided_on).day


# -- How it stands with one decision ---------------------------------------------------------------
@dataclass(frozen=True)
class Standing:
    """The letter of a decision now, all there were, the day it has to be told by, the appeal."""

    decision: Decision
    letters: tuple[Letter, ...]
    letter: Letter | None
    notification: Notification | None
    notify_by: date
    is_late: bool
    appeal: AppealTerm


def standing(decision: Decision, *, on: date) -> Standing:
    """Return how it stands with the letter of a decision that was loaded `dressed`."""
    letters = tuple(decision.letters.all())
    replaced = {letter.replaces_id for letter in letters}
    current = next((letter for letter in letters if letter.pk not in replaced), None)
    outs = [found for each in letters if (found := getattr(each, "notification", None))]
    last_day = notify_by(decision)
    first = min((out.sent_on for out in outs), default=None)
    return Standing(
        decision=decision,
        letters=letters,
        letter=current,
        notification=getattr(current, "notification", None),
        notify_by=last_day,
        is_late=(first or on) > last_day,
        appeal=appeal_term(decision, letters),
    )


@dataclass(frozen=True)
class LettersOf:
    """The letters of one application: of the register, and of each of its decisions."""

    application: Application
    of_the_register: tuple[Letter, ...]
    decisions: tuple[Standing, ...]
    receipt: Letter | None
    to_forward: tuple[tuple[str, str, str], ...] = ()  # kind, its words, the page that makes it


def letters_of(application: Application, *, on: date) -> LettersOf:
    """Return what there is to say of the letters of an application."""
    rows = (
        Letter.objects.filter(application=application, kind__in=OF_THE_DESK, replaced_by=None)
        .defer("pdf", "told")
        .select_related("notification")
        .order_by("made_at", "pk")
    )
    found = tuple(rows)
    decisions = dressed(Decision.objects.filter(application=application)).order_by("decided_on")
    receipt = next((letter for letter in found if letter.kind == LetterKind.RECEIPT), None)
    return LettersOf(
        application=application,
        of_the_register=found,
        decisions=tuple(standing(each, on=on) for each in decisions),
        receipt=receipt,
        to_forward=_to_forward(application, found),
    )


def _to_forward(application: Application, found: tuple[Letter, ...]) -> tuple:
    """Return which letters of a forwarding are still to be made."""
    check = getattr(application, "competence", None)
    if check is None or check.is_competent:
        return ()
    made = {letter.kind for letter in found}
    wanted = (LetterKind.FORWARDED, LetterKind.FORWARDED_TOLD)
    return tuple(
        (kind.value, kind.label, f"letters:make_{kind.value.lower()}")
        for kind in wanted
        if kind not in made
    )


def letters_of_household(household: Household) -> QuerySet[Letter]:
    """Return all letters of a household, latest first."""
    rows = household.letters.defer("pdf", "told").select_related("notification", "decision")
    return rows.order_by("-made_at", "-pk")


def household_with_letters(actor: Actor, year: int, serial: int) -> Household:
    """Return a household of which the actor sees the letters, by its number. Raises NotFound."""
    seen = households_with_letters(actor).with_team()
    found = seen.filter(year=year, serial=serial).first()
    if found is None:
        raise NotFound(f"{year}/{serial}")
    return found


def centre_rows() -> QuerySet[CentreDetails]:
    """Return the details of the centre, the latest first."""
    return CentreDetails.objects.select_related("noted_by").order_by("-starts_on", "-pk")
