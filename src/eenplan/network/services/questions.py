"""Asking an expert and answering, without a file that changes hands."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from eenplan.cases.models import Case
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.directory.enums import Theme
from eenplan.network import permissions, policies
from eenplan.network.enums import QuestionState
from eenplan.network.errors import AnsweredByColleague, NeedsReason, NoHelpdesk, QuestionClosed
from eenplan.network.models import Answer, Helpdesk, Question
from eenplan.network.selectors.questions import answer_days, helpdesk_of
from eenplan.network.selectors.sharing import chosen_facts, facts_of
from eenplan.network.services.telling import tell_asker
from eenplan.organisation.models import Team


@transaction.atomic
def ask_question(
    *,
    actor: Actor,
    theme: Theme,
    text: str,
    on: date,
    case: Case | None = None,
    facts: Sequence[str] = (),
    follows: Question | None = None,
) -> Question:
    """Put a question to the helpdesk of a theme, with the facts that were chosen.

    Raises NotAllowed, NoHelpdesk, Recognisable.
    """
    actor.must(Capability.REFERRAL_SEND)
    if follows:
        permissions.check_is_asker(actor, follows)
    team = helpdesk_of(theme, on=on)
    if team is None:
        raise NoHelpdesk(f"Niemand beantwoordt nu vragen over {theme.label}.")
    chosen: list[list[str]] = []
    if case:
        permissions.check_can_refer(actor, case.household)
        policies.check_unrecognisable(text, case.household, field="text")
        chosen = chosen_facts(facts_of(case.household, on=on), list(facts))
    question = Question.objects.create(
        theme=theme,
        team=team,
        case=case,
        follows=follows,
        asked_by_id=actor.user_id or None,
        text=text.strip(),
        facts=chosen,
        asked_on=on,
        due_on=on + timedelta(days=answer_days(theme, on=on)),
    )
    audit.record(actor, "network.question-asked", question, theme=theme, team=team.pk)
    return question


@transaction.atomic
def answer_question(*, actor: Actor, question: Question, text: str, on: date) -> Answer:
    """Answer a question; who asked gets a work item.

    Of two experts at once one answers; the other hears so and keeps the text. Raises NotAllowed,
    AnsweredByColleague, QuestionClosed.
    """
    permissions.check_can_answer(actor, question)
    taken = Question.objects.filter(pk=question.pk, state=QuestionState.OPEN)
    if not taken.update(state=QuestionState.ANSWERED, version=F("version") + 1):
        question.refresh_from_db()
        if question.state == QuestionState.ANSWERED:
            raise AnsweredByColleague("Een collega antwoordde net op deze vraag.")
        raise QuestionClosed(f"Deze vraag is ingetrokken: {question.withdrawn_why}")
    answer = Answer.objects.create(
        question=question, text=text.strip(), by_id=actor.user_id or None, on=on
    )
    audit.record(actor, "network.question-answered", question)
    _tell(actor, question, f"Antwoord op uw vraag over {question.get_theme_display()}", text, on)
    question.refresh_from_db()
    return answer


@transaction.atomic
def add_to_answer(*, actor: Actor, question: Question, text: str, on: date) -> Answer:
    """Add something to the answer of a colleague. Raises NotAllowed, QuestionClosed."""
    permissions.check_can_answer(actor, question)
    answered = Question.objects.select_for_update().filter(
        pk=question.pk, state=QuestionState.ANSWERED
    )
    if not answered.exists():
        raise QuestionClosed("Op deze vraag is nog geen antwoord om aan te vullen.")
    answer = Answer.objects.create(
        question=question,
        text=text.strip(),
        by_id=actor.user_id or None,
        on=on,
        is_addition=True,
    )
    answered.update(read_on=None)
    audit.record(actor, "network.answer-added-to", question)
    _tell(actor, question, f"Aanvulling over {question.get_theme_display()}", text, on)
    return answer


def _tell(actor: Actor, question: Question, title: str, text: str, on: date) -> None:
    """A question in general belongs to no case: it waits on the asker's list of questions."""
    if question.case:
        said = f"{title} van {actor.name}: {text.strip()}"
        tell_asker(actor, question.case, question.asked_by, said, on=on)


@transaction.atomic
def mark_read(*, actor: Actor, question: Question, on: date) -> None:
    """Take an answered question off the list of what waits. Raises NotAllowed, QuestionClosed."""
    permissions.check_is_asker(actor, question)
    answered = Question.objects.filter(pk=question.pk, state=QuestionState.ANSWERED, read_on=None)
    if not answered.update(read_on=on):
        raise QuestionClosed("Er is geen nieuw antwoord op deze vraag.")
    audit.record(actor, "network.answer-read", question)


@transaction.atomic
def withdraw_question(*, actor: Actor, question: Question, why: str, on: date) -> None:
    """Take a question back. Raises NotAllowed, NeedsReason, QuestionClosed."""
    permissions.check_is_asker(actor, question)
    if not why.strip():
        raise NeedsReason("Schrijf waarom.")
    still = Question.objects.filter(pk=question.pk, state=QuestionState.OPEN)
    changes = {"state": QuestionState.WITHDRAWN, "withdrawn_why": why.strip()[:300]}
    if not still.update(**changes, version=F("version") + 1):
        raise QuestionClosed("Op deze vraag is al geantwoord, of ze is al ingetrokken.")
    audit.record(actor, "network.question-withdrawn", question, why=why)


@transaction.atomic
def set_helpdesk(*, actor: Actor, theme: Theme, team: Team | None, on: date) -> None:
    """Let a team answer the questions on a theme from today on; without a team, nobody does.

    Questions that wait go along to the new team. Raises NotAllowed, NoHelpdesk.
    """
    actor.must(Capability.USERS_MANAGE)
    present = list(Helpdesk.objects.on(on).select_for_update().filter(theme=theme))
    if [row.team_id for row in present] == ([team.pk] if team else []):
        return
    waiting = Question.objects.filter(theme=theme, state=QuestionState.OPEN)
    if team is None and waiting.exists():
        raise NoHelpdesk(
            f"Er wachten nog vragen over {theme.label}. Kies eerst wie ze beantwoordt."
        )
    Helpdesk.objects.filter(pk__in=[row.pk for row in present]).update(ends_on=on)
    if team:
        try:
            with transaction.atomic():
                row = Helpdesk.objects.create(theme=theme, team=team, starts_on=on)
        except IntegrityError:
            raise NoHelpdesk("Iemand anders koos net een dienst voor dit thema.") from None
        waiting.update(team=team)
        audit.record(actor, "network.helpdesk-set", row, theme=theme, team=team.pk)
    else:
        audit.record(actor, "network.helpdesk-ended", present[0], theme=theme)
