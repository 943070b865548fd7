"""Proposals from making to stay: the list, one with its gates, and the answers to it."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate, now

from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, note_read, read_page, show, write_page
from eenplan.core.questions import Question, asking
from eenplan.desk import match_forms as forms
from eenplan.desk.gates import expires_in, way_of
from eenplan.housing import selectors as housing, services
from eenplan.housing.enums import LookKind, ProposalState, Side
from eenplan.journeys.matching import begin_stay
from eenplan.people.selectors import get_household, ground_of

PLACE, VIEW = Capability.HOUSING_PLACE, Capability.HOUSEHOLD_VIEW
COLOURS = {
    ProposalState.RUNNING: "info",
    ProposalState.READY: "good",
    ProposalState.STAY: "good",
    ProposalState.EXPIRED: "late",
    ProposalState.NO_HOUSEHOLD: "plain",
    ProposalState.NO_PROVIDER: "plain",
    ProposalState.NO_SECOND: "late",
    ProposalState.WITHDRAWN: "plain",
}
STATES = dict(ProposalState.choices)
COLUMNS = (
    Column("Gezin", lambda row: row.household.number),
    Column("Naam", lambda row: row.household.name),
    Column("Plaats", lambda row: row.place.reference),
    Column("Vanaf", lambda row: row.starts_on),
    Column("Voorgesteld op", lambda row: row.made_at.date()),
    Column("Door", lambda row: str(row.made_by)),
    Column("Stand", lambda row: STATES[row.state]),
    Column("Wacht eerst op", lambda row: WAITS[row.waits_for] if _runs(row) else ""),
)
LANGUAGES = dict(forms.Language.choices)
WAITS = dict(forms.Gate.choices)


def _runs(row) -> bool:
    return row.state in (ProposalState.RUNNING, ProposalState.READY)


@read_page(needs=VIEW)
def placings(request: AppRequest):
    """List the proposals of the actor's households, those that run first to be found."""
    form = forms.PlacingFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"stand": "", "wacht_op": ""}
    rows = housing.proposals_for(
        request.actor, at=now(), state=asked["stand"], gate=asked["wacht_op"]
    )
    page = {
        "form": form,
        "colours": COLOURS,
        "states": STATES,
        "waits": WAITS,
        "is_filtered": any(asked.values()),
        "tab": "placings",
    }
    return show_list(
        request,
        "desk/placings.html",
        page,
        name="plaatsvoorstellen",
        rows=housing.with_what_is_shown(rows),
        columns=COLUMNS,
        filters=form,
    )


@read_page(needs=VIEW)
def placing(request: AppRequest, placing_id: int):
    proposal = load(request, placing_id)
    way = way_of(proposal, request.actor)
    page = {
        "proposal": proposal,
        "household": proposal.household,
        "way": way,
        "state": STATES[proposal.state],
        "colour": COLOURS[proposal.state],
        "expires_in": expires_in(proposal, now()),
        "overrides": proposal.overrides.all(),
        "record": proposal.match_record,
        "because": [forms.LOOK_REASONS[code] for code in proposal.look_because],
        "language": LANGUAGES.get(way.agreement.language, "") if way.agreement else "",
        "is_ready": proposal.state == ProposalState.READY,
    }
    return show(request, "desk/placing.html", page)


def load(request: AppRequest, placing_id: int):
    proposal = housing.get_proposal(request.actor, placing_id, at=now())
    household = get_household(request.actor, proposal.household.year, proposal.household.serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return proposal


def question_on(proposal, heading: str, submit: str, **more) -> Question:
    return Question(
        heading=heading,
        submit=submit,
        back=reverse("desk:placing", args=[proposal.pk]),
        subject=proposal,
        template="desk/ask_placing.html",
        shown={"proposal": proposal, "household": proposal.household},
        **more,
    )


def page_of(proposal) -> str:
    return reverse("desk:placing", args=[proposal.pk])


# -- Answers ---------------------------------------------------------------------------------------
def _reasons(request: AppRequest, side: Side):
    return housing.reasons_of(side, on=request.actor.on)


def _ask_household(request: AppRequest, placing_id: int) -> Question:
    proposal = load(request, placing_id)
    return question_on(
        proposal,
        "Antwoord van het gezin",
        "Bewaar het antwoord",
        intro="Een nee heeft geen gevolg voor de plaats van het gezin in de rij. Spreek met het "
        "gezin zelf, zonder de aanbieder erbij.",
        initial={"language": proposal.household.contact_language},
        options={"reasons": _reasons(request, Side.HOUSEHOLD), "side": Side.HOUSEHOLD},
    )


def _ask_provider(request: AppRequest, placing_id: int) -> Question:
    proposal = load(request, placing_id)
    return question_on(
        proposal,
        "Antwoord van de aanbieder",
        "Bewaar het antwoord",
        intro="Bel de aanbieder. Vertel alleen wat nodig is voor het verblijf: hoeveel personen, "
        "vanaf wanneer, welke taal.",
        initial={"language": proposal.place.dwelling.offer.provider.language},
        options={"reasons": _reasons(request, Side.PROVIDER), "side": Side.PROVIDER},
    )


def _note(side: Side):
    def act(request: AppRequest, proposal, said: dict) -> tuple[str, str]:
        agrees = said["answer"] == forms.YES
        reasons = {row.pk: row for row in _reasons(request, side)}
        services.note_answer(
            actor=request.actor,
            proposal=proposal,
            side=side,
            said=services.Said(
                agrees=agrees,
                words=said["words"],
                language=said["language"],
                interpreter=said["interpreter"],
                reason=reasons.get(said["reason"]),
                at_once_why=said.get("at_once_why", ""),
            ),
            at=now(),
        )
        told = "Het ja is genoteerd." if agrees else "Het nee is genoteerd. De plaats is weer vrij."
        return told, page_of(proposal)

    return act


answer_household = asking(
    forms.AnswerForm, needs=PLACE, about=_ask_household, act=_note(Side.HOUSEHOLD)
)
answer_provider = asking(
    forms.AnswerForm, needs=PLACE, about=_ask_provider, act=_note(Side.PROVIDER)
)


# -- Meeting, second look, withdrawing -------------------------------------------------------------
def _ask_meeting(request: AppRequest, placing_id: int) -> Question:
    return question_on(
        load(request, placing_id),
        "Kennismaking",
        "Bewaar de kennismaking",
        intro="Het gezin en het gastgezin maakten kennis, met u erbij.",
        initial={"on": localdate()},
    )


def _meet(request: AppRequest, proposal, said: dict) -> tuple[str, str]:
    services.note_meeting(actor=request.actor, proposal=proposal, met_on=said["on"], at=now())
    return "De kennismaking is genoteerd.", page_of(proposal)


meeting = asking(forms.MeetingForm, needs=PLACE, about=_ask_meeting, act=_meet)


def _ask_look(request: AppRequest, placing_id: int) -> Question:
    proposal = load(request, placing_id)
    return question_on(
        proposal,
        "Tweede blik",
        "Bewaar uw oordeel",
        intro="Kijk met frisse ogen: past deze plaats bij dit gezin, en is ze veilig? Keurt u het "
        "voorstel af, dan is de plaats weer vrij.",
    )


def _look(kind: LookKind):
    def act(request: AppRequest, proposal, said: dict) -> tuple[str, str]:
        approves = said["verdict"] == forms.YES
        services.look_again(
            actor=request.actor,
            proposal=proposal,
            kind=kind,
            approves=approves,
            reason=said["reason"],
            at=now(),
        )
        told = "U keurde het voorstel goed." if approves else "U keurde het voorstel af."
        return told, page_of(proposal)

    return act


second_look = asking(forms.LookForm, needs=VIEW, about=_ask_look, act=_look(LookKind.PLACEMENT))
safety_look = asking(forms.LookForm, needs=VIEW, about=_ask_look, act=_look(LookKind.SAFETY))


def _ask_why(request: AppRequest, placing_id: int) -> Question:
    return question_on(
        load(request, placing_id),
        "Voorstel intrekken",
        "Trek het voorstel in",
        intro="De plaats is dan meteen weer vrij. Het gezin houdt zijn plaats in de rij.",
    )


def _withdraw(request: AppRequest, proposal, said: dict) -> tuple[str, str]:
    services.withdraw_proposal(actor=request.actor, proposal=proposal, why=said["why"], at=now())
    return "Het voorstel is ingetrokken. De plaats is weer vrij.", page_of(proposal)


withdraw_placing = asking(forms.WithdrawForm, needs=PLACE, about=_ask_why, act=_withdraw)


# -- The stay --------------------------------------------------------------------------------------
@write_page(needs=PLACE)
def accept_placing(request: AppRequest, placing_id: int):
    """Let the stay begin; a refusal says why on a page of its own."""
    proposal = housing.get_proposal(request.actor, placing_id, at=now())
    if proposal is None:
        raise NotFound(placing_id)
    stay = begin_stay(actor=request.actor, proposal=proposal, at=now())
    messages.success(
        request,
        f"Het verblijf in plaats {stay.place.reference} begint op {stay.starts_on:%d/%m/%Y}. "
        "Wie het gezin opvolgt, krijgt een bericht.",
    )
    household = proposal.household
    return go_to(request, "desk:household_housing", household.year, household.serial)
