"""Who else works with a household: noting it, ending it, a consent that is withdrawn."""

from django.contrib import messages

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
from eenplan.network.forms.referrals import ConsentGoneForm
from eenplan.network.forms.ties import EndTieForm, TieForm
from eenplan.network.permissions import check_can_refer
from eenplan.network.selectors.referrals import get_service, service_options
from eenplan.network.selectors.ties import get_tie
from eenplan.network.views.loading import household_shown, household_to_refer
from eenplan.network.views.sending import adults_of, fresh_consent


def _extra(household, on) -> dict:
    return {"adults": adults_of(household, on), "services": service_options("", on=on)}


def _page(request: AppRequest, household, form, status=200):
    page = {"household": household, "form": form}
    return show(request, "network/new_tie.html", page, status=status)


@read_page(needs=Capability.REFERRAL_SEND)
def _blank(request: AppRequest, year: int, serial: int):
    household, _ = household_to_refer(request, year, serial)
    on = request.actor.on
    fresh = {"starts_on": on, **fresh_consent(on)}
    form = form_with_draft(request, TieForm, initial=fresh, **_extra(household, on))
    return _page(request, household, form)


@write_page(needs=Capability.REFERRAL_SEND)
def _note(request: AppRequest, year: int, serial: int):
    household, _ = household_to_refer(request, year, serial)
    on = request.actor.on
    form = TieForm(request.POST, **_extra(household, on))
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            services.note_tie(
                actor=request.actor,
                household=household,
                service=get_service(said["service"], on=on) if said["service"] else None,
                other_name=said["other_name"],
                theme=said["theme"],
                role=said["role"],
                contact_person=said["contact_person"],
                contact_details=said["contact_details"],
                starts_on=said["starts_on"],
                consent=form.consent() if said["has_consent"] else None,
                on=on,
            )
            messages.success(request, "Bewaard: wie nog met dit gezin werkt.")
            return go_to(request, "desk:household_network", year, serial)
    return _page(request, household, form, status=422)


new_tie = by_method(get=_blank, post=_note)


# -- Ending, and consent that is gone --------------------------------------------------------------
def _load(request: AppRequest, pk: int):
    tie = get_tie(request.actor, pk)
    household = household_shown(request, tie.household.year, tie.household.serial)
    check_can_refer(request.actor, household)
    return tie, household


def _act_page(request: AppRequest, loaded, form, words: dict, status=200):
    tie, household = loaded
    page = {"tie": tie, "household": household, "form": form, **words}
    return show(request, "network/act_on_tie.html", page, status=status)


END = {"title": "Werkt niet meer met dit gezin", "button": "Sluit dit af"}
GONE = {
    "title": "Het gezin trekt zijn toestemming in",
    "button": "Noteer dat de toestemming weg is",
}


@read_page(needs=Capability.REFERRAL_SEND)
def _ask_end(request: AppRequest, pk: int):
    loaded = _load(request, pk)
    form = form_with_draft(request, EndTieForm, initial={"ends_on": request.actor.on})
    return _act_page(request, loaded, form, END)


@write_page(needs=Capability.REFERRAL_SEND)
def _end(request: AppRequest, pk: int):
    loaded = tie, household = _load(request, pk)
    form = EndTieForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.end_tie(actor=request.actor, tie=tie, on=request.actor.on, **form.cleaned_data)
            messages.success(request, f"{tie.provider} werkt niet meer met dit gezin.")
            return go_to(request, "desk:household_network", household.year, household.serial)
    return _act_page(request, loaded, form, END, status=422)


end_tie = by_method(get=_ask_end, post=_end)


@read_page(needs=Capability.REFERRAL_SEND)
def _ask_consent(request: AppRequest, pk: int):
    loaded = _load(request, pk)
    return _act_page(request, loaded, form_with_draft(request, ConsentGoneForm), GONE)


@write_page(needs=Capability.REFERRAL_SEND)
def _withdraw(request: AppRequest, pk: int):
    loaded = tie, household = _load(request, pk)
    form = ConsentGoneForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.withdraw_tie_consent(
                actor=request.actor, tie=tie, why=form.cleaned_data["why"], on=request.actor.on
            )
            messages.success(request, "De toestemming is ingetrokken.")
            return go_to(request, "desk:household_network", household.year, household.serial)
    return _act_page(request, loaded, form, GONE, status=422)


withdraw_consent = by_method(get=_ask_consent, post=_withdraw)
