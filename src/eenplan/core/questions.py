"""A page with one form: shown with what was left unsaved, sent, refused with everything kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.forms import PageForm
from eenplan.core.pages import (
    AppRequest,
    by_method,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)


@dataclass(frozen=True)
class Question:
    """What a form is about, its words on the screen, and where one goes back to.

    `initial` is what the form starts from, `options` what its class needs besides (choices).
    """

    heading: str
    submit: str
    back: str
    subject: Any = None
    intro: str = ""
    tab: str = ""
    layout: str = "organisation/base_admin.html"
    initial: dict = field(default_factory=dict)
    options: dict = field(default_factory=dict)
    template: str = "core/form.html"
    shown: dict = field(default_factory=dict)  # what its own template shows besides


def asking(
    form_class: type[PageForm],
    *,
    needs: Capability,
    about: Callable[..., Question],
    act: Callable[[AppRequest, Any, dict], tuple[str, str]],
) -> Callable:
    """Return the view of a form: GET asks, POST acts.

    `about` loads the subject within the actor's scope. `act` does the one thing and returns the
    sentence to show and the address to go to; what the rules refuse comes back on the form.
    """

    @read_page(needs=needs)
    def ask(request: AppRequest, **where) -> HttpResponse:
        question = about(request, **where)
        form = form_with_draft(request, form_class, initial=question.initial, **question.options)
        return question_page(request, question, form)

    @write_page(needs=needs)
    def answer(request: AppRequest, **where) -> HttpResponse:
        question = about(request, **where)
        form = form_class(request.POST, **question.options)
        if form.is_valid():
            with reported_on(form):
                told, address = act(request, question.subject, form.cleaned_data)
                messages.success(request, told)
                return redirect_to(request, address)
        return question_page(request, question, form)

    return by_method(get=ask, post=answer)


def question_page(request: AppRequest, question: Question, form: PageForm) -> HttpResponse:
    """Show a form on its own page; a bound form was refused, so the answer is 422."""
    page = {"form": form, "question": question, "layout": question.layout, "tab": question.tab}
    status = 422 if form.is_bound else 200
    return show(request, question.template, {**question.shown, **page}, status=status)
