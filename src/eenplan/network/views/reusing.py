"""Answers that serve again: the list for who asks, and making one of a question."""

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
from eenplan.network.forms.questions import ReusableFilter, ReusableForm
from eenplan.network.selectors import questions as reading

COLUMNS = (
    Column("Thema", lambda row: row.get_theme_display()),
    Column("Vraag", lambda row: row.asked),
    Column("Antwoord", lambda row: row.answer),
    Column("Sinds", lambda row: row.on),
    Column("Door", lambda row: str(row.by or "")),
)


@read_page(needs=Capability.REFERRAL_SEND)
def reusable(request: AppRequest):
    form = ReusableFilter(request.GET)
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "network/reusable.html",
        {"form": form, "is_filtered": any(filters.values())},
        name="eerdere-antwoorden",
        rows=reading.reusable_answers(filters),
        columns=COLUMNS,
        filters=form,
    )


def _page(request: AppRequest, question, form, status=200):
    page = {"question": question, "form": form}
    return show(request, "network/make_reusable.html", page, status=status)


@read_page(needs=Capability.QUESTION_ANSWER)
def _blank(request: AppRequest, pk: int):
    question = reading.get_question(request.actor, pk)
    text = "\n\n".join(answer.text for answer in question.answers.all())
    start = {"asked": question.text, "answer": text}
    return _page(request, question, form_with_draft(request, ReusableForm, initial=start))


@write_page(needs=Capability.QUESTION_ANSWER)
def _make(request: AppRequest, pk: int):
    question = reading.get_question(request.actor, pk)
    form = ReusableForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.make_reusable(
                actor=request.actor, question=question, on=request.actor.on, **form.cleaned_data
            )
            messages.success(request, "Het antwoord staat bij de eerdere antwoorden.")
            return go_to(request, "network:question", pk)
    return _page(request, question, form, status=422)


make_reusable = by_method(get=_blank, post=_make)


@write_page(needs=Capability.QUESTION_ANSWER)
def withdraw_reusable(request: AppRequest, pk: int):
    question = reading.get_question(request.actor, pk)
    services.withdraw_reusable(actor=request.actor, question=question, on=request.actor.on)
    messages.success(request, "Het antwoord staat niet meer bij de eerdere antwoorden.")
    return go_to(request, "network:question", pk)
