"""For the expert: what is asked, and the answer. No household is named here."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.network import services
from eenplan.network.errors import AnsweredByColleague
from eenplan.network.forms.questions import AnswerQuestionForm, QuestionFilter
from eenplan.network.selectors import questions as reading
from eenplan.network.words import COLOURS


def _columns(on):
    return (
        Column("Vraag", lambda row: row.text),
        Column("Thema", lambda row: row.get_theme_display()),
        Column("Stand", lambda row: row.get_state_display()),
        Column("Gesteld op", lambda row: row.asked_on),
        Column("Antwoord tegen", lambda row: row.due_on),
        Column("Te laat", lambda row: row.is_overdue(on)),
        Column("Gesteld door", lambda row: str(row.asked_by or "")),
    )


@read_page(needs=Capability.QUESTION_ANSWER)
def questions(request: AppRequest):
    on = request.actor.on
    form = QuestionFilter(request.GET)
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "network/questions.html",
        {"form": form, "colours": COLOURS, "is_filtered": any(filters.values())},
        name="vragen",
        rows=reading.listed_questions(request.actor, filters, on=on),
        columns=_columns(on),
        filters=form,
        dressed=reading.with_expert_columns,
    )


def _page(request: AppRequest, question, form, *, beaten: bool = False, status=200):
    page = {
        "question": question,
        "thread": reading.thread_of(question),
        "form": form,
        "beaten": beaten,
        "reusable": reading.reusable_of(question),
        "is_overdue": question.is_overdue(request.actor.on),
        "colours": COLOURS,
    }
    return show(request, "network/question.html", page, status=status)


@read_page(needs=Capability.QUESTION_ANSWER)
def _look(request: AppRequest, pk: int):
    question = reading.get_question(request.actor, pk)
    adds = question.state == "ANSWERED"
    form = form_with_draft(request, AnswerQuestionForm, initial={"is_addition": adds})
    form.initial["is_addition"] = adds
    return _page(request, question, form)


@write_page(needs=Capability.QUESTION_ANSWER)
def _answer(request: AppRequest, pk: int):
    question = reading.get_question(request.actor, pk)
    form = AnswerQuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, question, form, status=422)
    said = form.cleaned_data
    save = services.add_to_answer if said["is_addition"] else services.answer_question
    with reported_on(form):
        try:
            save(actor=request.actor, question=question, text=said["text"], on=request.actor.on)
        except AnsweredByColleague:
            return _beaten(request, pk, said["text"])
        messages.success(request, "Uw antwoord is verstuurd.")
        return go_to(request, "network:question", pk)
    return _page(request, question, form, status=422)


def _beaten(request: AppRequest, pk: int, text: str):
    """Show the answer of the colleague beside the own text, ready to be added to it."""
    form = AnswerQuestionForm(initial={"text": text, "is_addition": True})
    return _page(request, reading.get_question(request.actor, pk), form, beaten=True, status=409)


question = by_method(get=_look, post=_answer)
