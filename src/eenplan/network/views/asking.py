"""For who asks: the own questions, a new one, the answer, a question that follows on it."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.network import services
from eenplan.network.forms.questions import (
    AskedFilter,
    FollowUpForm,
    QuestionForm,
    WithdrawQuestionForm,
)
from eenplan.network.selectors import questions as reading
from eenplan.network.selectors.sharing import facts_of
from eenplan.network.views.loading import household_to_refer
from eenplan.network.words import COLOURS
from eenplan.people.selectors import get_household, ground_of


def _columns(on):
    return (
        Column("Vraag", lambda row: row.text),
        Column("Thema", lambda row: row.get_theme_display()),
        Column("Aan", lambda row: str(row.team)),
        Column("Stand", lambda row: row.get_state_display()),
        Column("Gesteld op", lambda row: row.asked_on),
        Column("Antwoord tegen", lambda row: row.due_on),
        Column("Te laat", lambda row: row.is_overdue(on)),
        Column("Gesteld door", lambda row: str(row.asked_by or "")),
    )


@read_page(needs=Capability.REFERRAL_SEND)
def asked(request: AppRequest):
    on = request.actor.on
    form = AskedFilter(request.GET)
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "network/asked.html",
        {"form": form, "colours": COLOURS, "is_filtered": any(filters.values())},
        name="gestelde-vragen",
        rows=reading.listed_asked(request.actor, filters, on=on),
        columns=_columns(on),
        filters=form,
        dressed=reading.with_asked_columns,
    )


# -- A new question --------------------------------------------------------------------------------
def _themes(on) -> list[tuple[str, str]]:
    return [
        (desk.theme.value, f"{desk.theme.label} ({desk.team}, antwoord binnen {desk.days} dagen)")
        for desk in reading.desks(on=on)
        if desk.team
    ]


def _ask_page(request: AppRequest, form, household=None, status=200):
    page = {"form": form, "household": household}
    return show(request, "network/ask.html", page, status=status)


def _facts(household, on):
    return facts_of(household, on=on) if household else None


def _loaded(request: AppRequest, year, serial):
    return household_to_refer(request, year, serial) if year is not None else (None, None)


@read_page(needs=Capability.REFERRAL_SEND)
def _blank(request: AppRequest, year=None, serial=None):
    household, _ = _loaded(request, year, serial)
    on = request.actor.on
    more = {"themes": _themes(on), "facts": _facts(household, on)}
    return _ask_page(request, form_with_draft(request, QuestionForm, **more), household)


@write_page(needs=Capability.REFERRAL_SEND)
def _ask(request: AppRequest, year=None, serial=None):
    household, case = _loaded(request, year, serial)
    on = request.actor.on
    form = QuestionForm(request.POST, themes=_themes(on), facts=_facts(household, on))
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            question = services.ask_question(
                actor=request.actor,
                theme=reading.get_theme(said["theme"]),
                text=said["text"],
                facts=said.get("facts", ()),
                case=case,
                on=on,
            )
            messages.success(request, f"Uw vraag is verstuurd naar {question.team}.")
            return go_to(request, "network:asked_question", question.pk)
    return _ask_page(request, form, household, status=422)


ask = by_method(get=_blank, post=_ask)


# -- One question ----------------------------------------------------------------------------------
def _question_page(request: AppRequest, pk: int, template: str, more: dict, status=200):
    question = reading.get_asked(request.actor, pk)
    household = None
    if reading.shows_household(request.actor, question):
        number = question.case.household
        household = get_household(request.actor, number.year, number.serial)
        note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "question": question,
        "household": household,
        "thread": reading.thread_of(question),
        "is_overdue": question.is_overdue(request.actor.on),
        "is_mine": question.asked_by_id == request.actor.user_id,
        "colours": COLOURS,
        **more,
    }
    return show(request, template, page, status=status)


@read_page(needs=Capability.REFERRAL_SEND)
def asked_question(request: AppRequest, pk: int):
    return _question_page(request, pk, "network/asked_question.html", {})


def _form_pages(form_class, template, save, sentence, lands):
    """Return a page with one form about a question, and what saving it leads to."""

    @read_page(needs=Capability.REFERRAL_SEND)
    def blank(request: AppRequest, pk: int):
        return _question_page(request, pk, template, {"form": form_with_draft(request, form_class)})

    @write_page(needs=Capability.REFERRAL_SEND)
    def send(request: AppRequest, pk: int):
        question = reading.get_asked(request.actor, pk)
        form = form_class(request.POST)
        if form.is_valid():
            with reported_on(form):
                landed = save(request.actor, question, form.cleaned_data)
                messages.success(request, sentence)
                return go_to(request, lands, landed.pk)
        return _question_page(request, pk, template, {"form": form}, status=422)

    return by_method(get=blank, post=send)


def _follow(actor, question, said):
    return services.ask_question(
        actor=actor,
        theme=reading.get_theme(question.theme),
        text=said["text"],
        case=question.case,
        follows=question,
        on=actor.on,
    )


def _withdraw(actor, question, said):
    services.withdraw_question(actor=actor, question=question, why=said["why"], on=actor.on)
    return question


follow_up = _form_pages(
    FollowUpForm,
    "network/follow_up.html",
    _follow,
    "Uw vervolgvraag is verstuurd.",
    "network:asked_question",
)
withdraw = _form_pages(
    WithdrawQuestionForm,
    "network/withdraw_question.html",
    _withdraw,
    "De vraag is ingetrokken.",
    "network:asked_question",
)


@write_page(needs=Capability.REFERRAL_SEND)
def mark_read(request: AppRequest, pk: int):
    question = reading.get_asked(request.actor, pk)
    services.mark_read(actor=request.actor, question=question, on=request.actor.on)
    messages.success(request, "Gelezen.")
    return go_to(request, "network:asked")
