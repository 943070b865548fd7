"""Referrals from a colleague to a team inside: the list and the answer.

Who refers and who is an expert both answer, each on the page of the own capability.
"""

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
from eenplan.network.enums import ReferralState
from eenplan.network.forms.referrals import AnswerForm
from eenplan.network.selectors import referrals as reading
from eenplan.network.selectors.links import closed_sentence
from eenplan.network.words import COLOURS

GROUND = "doorverwezen naar het eigen team"


def _columns(on):
    return (
        Column("Van", lambda row: str(row.sent_by or "")),
        Column("Aan", lambda row: row.receiver),
        Column("Vraag", lambda row: row.asked),
        Column("Stand", lambda row: row.get_state_display()),
        Column("Verstuurd op", lambda row: row.sent_on),
        Column("Antwoord tegen", lambda row: row.answer_by),
        Column("Te laat", lambda row: row.is_overdue(on)),
    )


def _list_page(needs: Capability, here: str, one: str):
    @read_page(needs=needs)
    def page(request: AppRequest):
        on = request.actor.on
        shown = {"colours": COLOURS, "one": one, "here": here}
        return show_list(
            request,
            "network/received.html",
            shown,
            name="ontvangen-doorverwijzingen",
            rows=reading.received(request.actor),
            columns=_columns(on),
        )

    return page


def _one_page(needs: Capability, back: str):
    def shown(request: AppRequest, pk: int, form, status=200):
        referral = reading.get_received(request.actor, pk)
        sentence = closed_sentence(referral, on=request.actor.on)
        if not sentence:
            note_read(request, referral.case.household_id, ground=GROUND)
        page = {
            "referral": referral,
            "sentence": sentence,
            "packet": [] if sentence else referral.packet,
            "events": list(reading.events_of(referral)),
            "form": form,
            "back": back,
            "colours": COLOURS,
        }
        return show(request, "network/received_one.html", page, status=status)

    @read_page(needs=needs)
    def look(request: AppRequest, pk: int):
        state = reading.get_received(request.actor, pk).state
        return shown(request, pk, form_with_draft(request, AnswerForm, present=state))

    @write_page(needs=needs)
    def answer(request: AppRequest, pk: int):
        referral = reading.get_received(request.actor, pk)
        form = AnswerForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            with reported_on(form):
                services.answer_received(
                    actor=request.actor,
                    referral=referral,
                    state=ReferralState(said["state"]),
                    why=said["why"],
                    on=request.actor.on,
                )
                messages.success(request, "Uw antwoord is bewaard en gemeld.")
                return go_to(request, back)
        return shown(request, pk, form, status=422)

    return by_method(get=look, post=answer)


received = _list_page(Capability.REFERRAL_SEND, "network:received", "network:received_one")
received_one = _one_page(Capability.REFERRAL_SEND, "network:received")
expert_received = _list_page(
    Capability.QUESTION_ANSWER, "network:expert_received", "network:expert_received_one"
)
expert_received_one = _one_page(Capability.QUESTION_ANSWER, "network:expert_received")
