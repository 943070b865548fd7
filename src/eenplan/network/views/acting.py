"""What the worker does with a referral: withdraw it, note an answer, make the link."""

from django.contrib import messages
from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
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
from eenplan.network.enums import ReferralState
from eenplan.network.forms.referrals import ConsentGoneForm, NotedAnswerForm, WhyForm
from eenplan.network.permissions import check_can_refer
from eenplan.network.selectors.referrals import get_referral
from eenplan.network.views.loading import household_shown


def _load(request: AppRequest, pk: int):
    referral = get_referral(request.actor, pk)
    number = referral.case.household
    household = household_shown(request, number.year, number.serial)
    check_can_refer(request.actor, household)
    return referral, household


def _page(request: AppRequest, loaded, form, words: dict, status=200):
    referral, household = loaded
    page = {"referral": referral, "household": household, "form": form, **words}
    return show(request, "network/act_on_referral.html", page, status=status)


def _done(request: AppRequest, referral, sentence: str):
    messages.success(request, sentence)
    return go_to(request, "network:referral", referral.pk)


# -- Withdrawing -----------------------------------------------------------------------------------
WITHDRAW = {
    "title": "Doorverwijzing intrekken",
    "explained": "De link van de partner toont dan niets meer. De reden blijft in de geschiedenis.",
    "button": "Trek de doorverwijzing in",
}


@read_page(needs=Capability.REFERRAL_SEND)
def _ask_why(request: AppRequest, pk: int):
    loaded = _load(request, pk)
    form = form_with_draft(request, WhyForm, initial={"version": loaded[0].version})
    return _page(request, loaded, form, WITHDRAW)


@write_page(needs=Capability.REFERRAL_SEND)
def _withdraw(request: AppRequest, pk: int):
    loaded = referral, _ = _load(request, pk)
    form = WhyForm(request.POST)
    if form.is_valid():
        referral.version = form.cleaned_data["version"]
        why = form.cleaned_data["why"]
        with reported_on(form):
            services.withdraw_referral(
                actor=request.actor, referral=referral, why=why, on=request.actor.on
            )
            return _done(request, referral, "De doorverwijzing is ingetrokken.")
    return _page(request, loaded, form, WITHDRAW, status=422)


withdraw = by_method(get=_ask_why, post=_withdraw)

# -- Consent withdrawn -----------------------------------------------------------------------------
GONE = {
    "title": "Het gezin trekt zijn toestemming in",
    "explained": "De ontvanger ziet dan niets meer. Wacht de doorverwijzing nog op een antwoord, "
    "dan trekken we ze meteen in.",
    "button": "Noteer dat de toestemming weg is",
}


@read_page(needs=Capability.REFERRAL_SEND)
def _ask_consent(request: AppRequest, pk: int):
    loaded = _load(request, pk)
    return _page(request, loaded, form_with_draft(request, ConsentGoneForm), GONE)


@write_page(needs=Capability.REFERRAL_SEND)
def _withdraw_consent(request: AppRequest, pk: int):
    loaded = referral, _ = _load(request, pk)
    form = ConsentGoneForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        with reported_on(form):
            services.withdraw_consent(
                actor=request.actor, referral=referral, why=why, on=request.actor.on
            )
            return _done(request, referral, "De toestemming is ingetrokken.")
    return _page(request, loaded, form, GONE, status=422)


withdraw_consent = by_method(get=_ask_consent, post=_withdraw_consent)

# -- An answer by phone ----------------------------------------------------------------------------
NOTE = {
    "title": "Antwoord noteren",
    "explained": "Voor een antwoord aan de telefoon of per mail. De link van de partner vervalt.",
    "button": "Bewaar het antwoord",
}


@read_page(needs=Capability.REFERRAL_SEND)
def _ask_answer(request: AppRequest, pk: int):
    loaded = _load(request, pk)
    referral = loaded[0]
    form = form_with_draft(
        request,
        NotedAnswerForm,
        initial={"version": referral.version},
        present=referral.state,
    )
    return _page(request, loaded, form, NOTE)


@write_page(needs=Capability.REFERRAL_SEND)
def _note_answer(request: AppRequest, pk: int):
    loaded = referral, _ = _load(request, pk)
    form = NotedAnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        referral.version = said["version"]
        with reported_on(form):
            services.note_answer(
                actor=request.actor,
                referral=referral,
                state=ReferralState(said["state"]),
                by_name=said["by_name"],
                why=said["why"],
                on=request.actor.on,
            )
            return _done(request, referral, "Het antwoord is bewaard.")
    return _page(request, loaded, form, NOTE, status=422)


note_answer = by_method(get=_ask_answer, post=_note_answer)


# -- The link --------------------------------------------------------------------------------------
@write_page(needs=Capability.REFERRAL_SEND)
def make_link(request: AppRequest, pk: int):
    """Show the new link in the answer itself: it is told once, and stands nowhere else."""
    referral, household = _load(request, pk)
    link, token = services.make_link(actor=request.actor, referral=referral, on=request.actor.on)
    address = request.build_absolute_uri(reverse("network:partner_answer", args=[token]))
    page = {"referral": referral, "household": household, "link": link, "address": address}
    return show(request, "network/link.html", page)


@write_page(needs=Capability.REFERRAL_SEND)
def revoke_link(request: AppRequest, pk: int):
    referral, _ = _load(request, pk)
    services.revoke_link(actor=request.actor, referral=referral, on=request.actor.on)
    return _done(request, referral, "De link werkt niet meer.")
