"""Calls for volunteers of the staff: read, answered with the own account, decided about."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, write_page
from eenplan.core.questions import Question, asking
from eenplan.organisation import services
from eenplan.organisation.forms import staff as forms
from eenplan.organisation.selectors import mobility as selectors
from eenplan.organisation.selectors.cells import get_steered_team, steered_choices, steered_teams
from eenplan.organisation.views.pages import STAFF

STEER, EVERYBODY = Capability.TEAM_STEER, Capability.SIGN_IN
COLUMNS = (
    Column("Team", lambda call: str(call.team)),
    Column("Plaatsen", lambda call: call.places),
    Column("Aangenomen", lambda call: call.accepted),
    Column("Geopend op", lambda call: call.opened_on),
    Column("Tot en met", lambda call: call.last_day),
    Column("Gesloten op", lambda call: call.closed_on),
    Column("Oproep", lambda call: call.text),
)
ANSWERS = (
    Column("Kandidaat", lambda answer: str(answer.user)),
    Column("Sinds", lambda answer: answer.applied_on),
    Column("Motivatie", lambda answer: answer.motivation),
    Column("Toestand", lambda answer: answer.get_state_display()),
    Column("Beslist op", lambda answer: answer.decided_on),
    Column("Reden", lambda answer: answer.reason),
)


@read_page(needs=EVERYBODY)
def calls(request: AppRequest):
    form = forms.CallFilter(request.GET)
    form.is_valid()
    steered = set()
    if request.actor.can(STEER):
        steered = set(steered_teams(request.actor).values_list("pk", flat=True))
    page = {
        "tab": "calls",
        "form": form,
        "steered": steered,
        "is_filtered": any(form.cleaned_data.values()),
    }
    return show_list(
        request,
        "organisation/calls.html",
        page,
        name="oproepen",
        rows=selectors.calls(request.actor, on=localdate(), **form.cleaned_data),
        columns=COLUMNS,
        filters=form,
    )


@read_page(needs=STEER)
def call(request: AppRequest, call_pk: int):
    found = selectors.get_steered_call(request.actor, call_pk)
    is_open = not found.closed_on and found.last_day >= localdate()
    return show_list(
        request,
        "organisation/call.html",
        {"tab": "calls", "call": found, "is_open": is_open},
        name="kandidaten",
        rows=selectors.answers_to(found),
        columns=ANSWERS,
    )


def _words(heading: str, submit: str, back: str = "", **more) -> Question:
    return Question(
        heading=heading,
        submit=submit,
        back=back or reverse("staff:calls"),
        tab="calls",
        layout=STAFF,
        **more,
    )


def _opening(request: AppRequest) -> Question:
    options = {"team": steered_choices(request.actor, on=localdate())}
    intro = "Alle medewerkers kunnen de oproep lezen en zich kandidaat stellen."
    return _words("Een oproep doen", "Doe de oproep", intro=intro, options=options)


def _open(request: AppRequest, _, said: dict) -> tuple[str, str]:
    team = get_steered_team(request.actor, said["team"])
    found = services.open_call(actor=request.actor, **{**said, "team": team}, on=localdate())
    return "De oproep is open.", reverse("staff:call", args=[found.pk])


new_call = asking(forms.CallForm, needs=STEER, about=_opening, act=_open)


@write_page(needs=STEER)
def close_call(request: AppRequest, call_pk: int):
    found = selectors.get_steered_call(request.actor, call_pk)
    services.close_call(actor=request.actor, call=found, on=localdate())
    messages.success(request, "De oproep is gesloten.")
    return go_to(request, "staff:call", call_pk)


# -- With the own account ------------------------------------------------------------------------
def _answering(request: AppRequest, call_pk: int) -> Question:
    found = selectors.get_call(request.actor, call_pk, on=localdate())
    return _words(
        f"Kandidaat voor {found.team}", "Stel u kandidaat", subject=found, intro=found.text
    )


def _answer(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.answer_call(actor=request.actor, call=found, **said, on=localdate())
    told = f"U bent kandidaat voor {found.team}. De coördinator beslist."
    return told, reverse("staff:calls")


answer_call = asking(forms.AnswerForm, needs=EVERYBODY, about=_answering, act=_answer)


@write_page(needs=EVERYBODY)
def withdraw_answer(request: AppRequest, call_pk: int):
    found = selectors.get_call(request.actor, call_pk, on=localdate())
    services.withdraw_answer(actor=request.actor, call=found)
    messages.success(request, "Uw kandidatuur is ingetrokken.")
    return go_to(request, "staff:calls")


# -- Deciding ------------------------------------------------------------------------------------
def _deciding(request: AppRequest, call_pk: int, answer_pk: int):
    found = selectors.get_steered_call(request.actor, call_pk)
    return selectors.get_answer(found, answer_pk), reverse("staff:call", args=[call_pk])


def _accepting(request: AppRequest, call_pk: int, answer_pk: int) -> Question:
    answer, back = _deciding(request, call_pk, answer_pk)
    roles = selectors.roles_to_leave(request.actor, answer, on=localdate())
    return _words(
        f"{answer.user} aannemen",
        "Neem aan",
        back,
        subject=answer,
        intro=answer.motivation,
        initial={"starts_on": localdate(), "role": "CASE_MANAGER", "case_fraction": "1"},
        options={
            "leaves": [(str(m.pk), f"{m.get_role_display()}, {m.team}") for m in roles],
        },
    )


def _accept(request: AppRequest, answer, said: dict) -> tuple[str, str]:
    roles = selectors.roles_to_leave(request.actor, answer, on=localdate())
    leaves = next((role for role in roles if role.pk == said["leaves"]), None)
    services.accept_answer(
        actor=request.actor, answer=answer, **{**said, "leaves": leaves}, on=localdate()
    )
    told = f"{answer.user} werkt vanaf {said['starts_on']:%d/%m/%Y} in {answer.call.team}."
    return told, reverse("staff:call", args=[answer.call_id])


accept_answer = asking(forms.AcceptForm, needs=STEER, about=_accepting, act=_accept)


def _declining(request: AppRequest, call_pk: int, answer_pk: int) -> Question:
    answer, back = _deciding(request, call_pk, answer_pk)
    return _words(f"{answer.user} niet aannemen", "Bewaar", back, subject=answer)


def _decline(request: AppRequest, answer, said: dict) -> tuple[str, str]:
    services.decline_answer(actor=request.actor, answer=answer, **said, on=localdate())
    told = f"{answer.user} is niet aangenomen. Laat het zelf ook weten."
    return told, reverse("staff:call", args=[answer.call_id])


decline_answer = asking(forms.DeclineForm, needs=STEER, about=_declining, act=_decline)
