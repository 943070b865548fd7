"""Reading questions: those one asked, those one has to answer, answers that serve again."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Prefetch, Q, QuerySet, When

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.directory.enums import Theme
from eenplan.network.enums import QuestionState
from eenplan.network.models import Answer, Helpdesk, Question, ReusableAnswer
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.models import Team
from eenplan.organisation.norms import NORMS
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household

HELPDESK_KINDS = (TeamKind.CENTRAL_SERVICE, TeamKind.CENTRAL)


# -- Helpdesks -----------------------------------------------------------------------------------
def helpdesk_of(theme: str, *, on: date) -> Team | None:
    """Return the team that answers questions on a theme on a day."""
    row = Helpdesk.objects.on(on).filter(theme=theme).select_related("team").first()
    return row.team if row else None


@dataclass(frozen=True)
class Desk:
    """A theme with who answers its questions, and within how many days."""

    theme: Theme
    team: Team | None
    days: int


def desks(*, on: date) -> list[Desk]:
    """Return every theme with its helpdesk on a day, if it has one."""
    rows = Helpdesk.objects.on(on).select_related("team")
    teams = {row.theme: row.team for row in rows}
    return [Desk(theme, teams.get(theme), answer_days(theme, on=on)) for theme in Theme]


def answer_days(theme: str, *, on: date) -> int:
    """Return within how many days a question on a theme is answered: by its norm or the rest's."""
    own = f"question_days_{theme.lower()}"
    return int(norm(own if own in NORMS else "question_days_other", on=on))


def helpdesk_teams(*, on: date) -> QuerySet[Team]:
    """Return the teams that can be a helpdesk."""
    return Team.objects.on(on).filter(kind__in=HELPDESK_KINDS).order_by("name")


def get_theme(code: str) -> Theme:
    """Return a theme by its code, or raise NotFound."""
    if code not in Theme.values:
        raise NotFound(code)
    return Theme(code)


# -- For who asks --------------------------------------------------------------------------------
def asked(actor: Actor) -> QuerySet[Question]:
    """Return the questions the actor asked, and those about households the actor may open."""
    visible = Household.objects.visible_to(actor)
    about = Q(case__household__in=visible)
    return Question.objects.filter(about | Q(asked_by=actor.user_id)).distinct()


def listed_asked(actor: Actor, filters: dict, *, on: date) -> QuerySet[Question]:
    """Return the questions of the asking side, narrowed by the filters, latest first."""
    rows = _narrowed(asked(actor), filters, on)
    if filters.get("van") != "allen":
        rows = rows.filter(asked_by=actor.user_id)
    return rows.order_by("-asked_on", "-pk")


def with_asked_columns(rows: QuerySet[Question]) -> QuerySet[Question]:
    """Add to listed questions what their columns show."""
    return rows.select_related("team", "asked_by", "case__household").order_by("-asked_on", "-pk")


def get_asked(actor: Actor, pk: int) -> Question:
    """Return a question of the asking side, with its answers, or raise NotFound."""
    return _one(asked(actor).select_related("team", "asked_by", "case__household"), pk)


def shows_household(actor: Actor, question: Question) -> bool:
    """Say whether the household of a question may be named to the actor: it may have moved on."""
    case = question.case
    return bool(case) and Household.objects.visible_to(actor).filter(pk=case.household_id).exists()


def unread_answers(actor: Actor) -> QuerySet[Question]:
    """Return the actor's own questions with an answer nobody marked as read yet."""
    rows = Question.objects.filter(
        asked_by=actor.user_id, state=QuestionState.ANSWERED, read_on=None
    )
    return rows.order_by("asked_on", "pk")


def questions_of(household: Household) -> QuerySet[Question]:
    """Return the questions about a household, with their answers, latest first."""
    rows = Question.objects.filter(case__household=household)
    return (
        rows.select_related("team", "asked_by")
        .prefetch_related(_answers())
        .order_by("-asked_on", "-pk")
    )


# -- For who answers -----------------------------------------------------------------------------
def put_to(actor: Actor) -> QuerySet[Question]:
    """Return the questions put to the teams in which the actor answers. They name no household."""
    teams = actor.teams_with(Capability.QUESTION_ANSWER)
    return Question.objects.filter(team__in=teams)


def listed_questions(actor: Actor, filters: dict, *, on: date) -> QuerySet[Question]:
    """Return the questions put to the actor's teams, the first that is due first."""
    return _by_urgency(_narrowed(put_to(actor), filters, on))


def with_expert_columns(rows: QuerySet[Question]) -> QuerySet[Question]:
    """Add to listed questions what the expert's columns show; never the case."""
    return _by_urgency(rows.select_related("team", "asked_by"))


def _by_urgency(rows: QuerySet[Question]) -> QuerySet[Question]:
    is_open = Case(When(state=QuestionState.OPEN, then=0), default=1)
    return rows.order_by(is_open, "due_on", "pk")


def get_question(actor: Actor, pk: int) -> Question:
    """Return a question put to the actor's teams, with its answers, or raise NotFound."""
    return _one(put_to(actor).select_related("team", "asked_by", "follows"), pk)


def _narrowed(rows: QuerySet[Question], filters: dict, on: date) -> QuerySet[Question]:
    match filters.get("stand"):
        case "te-laat":
            rows = rows.filter(state=QuestionState.OPEN, due_on__lt=on)
        case "nieuw-antwoord":
            rows = rows.filter(state=QuestionState.ANSWERED, read_on=None)
        case state if state:
            rows = rows.filter(state=state)
    if filters.get("thema"):
        rows = rows.filter(theme=filters["thema"])
    if filters.get("q"):
        rows = rows.filter(text__icontains=filters["q"])
    return rows


def _answers() -> Prefetch:
    return Prefetch("answers", Answer.objects.select_related("by").order_by("pk"))


def _one(rows: QuerySet[Question], pk: int) -> Question:
    question = rows.filter(pk=pk).prefetch_related(_answers()).first()
    if question is None:
        raise NotFound(pk)
    return question


def thread_of(question: Question) -> list[Question]:
    """Return the questions this one follows on, oldest first, with their answers."""
    earlier: list[Question] = []
    step = question.follows_id
    while step and len(earlier) < 20:
        found = Question.objects.prefetch_related(_answers()).get(pk=step)
        earlier.insert(0, found)
        step = found.follows_id
    return earlier


# -- Answers that serve again --------------------------------------------------------------------
def reusable_answers(filters: dict) -> QuerySet[ReusableAnswer]:
    """Return the answers that serve again and match a word or a theme, latest first."""
    rows = ReusableAnswer.objects.filter(withdrawn_on=None).select_related("by")
    if filters.get("thema"):
        rows = rows.filter(theme=filters["thema"])
    for word in (filters.get("q") or "").split():
        rows = rows.filter(Q(asked__icontains=word) | Q(answer__icontains=word))
    return rows.order_by("-on", "-pk")


def reusable_of(question: Question) -> ReusableAnswer | None:
    """Return the reusable answer made of a question, if it is on the list."""
    return ReusableAnswer.objects.filter(question=question, withdrawn_on=None).first()
