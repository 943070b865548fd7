"""Sending a household on: first to whom, then what is asked and shared."""

from datetime import timedelta

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
from eenplan.network.forms.referrals import ReceiverFilter, ReferralForm
from eenplan.network.selectors import referrals as reading
from eenplan.network.selectors.sharing import blocks_of
from eenplan.network.views.loading import household_to_refer
from eenplan.organisation.selectors import norm
from eenplan.people.selectors import members_of

SHOWN = 40  # services on one page; more words in the search box narrow them


@read_page(needs=Capability.REFERRAL_SEND)
def choose(request: AppRequest, year: int, serial: int):
    """Show whom one can refer to: services of the social map that match, and teams inside."""
    household, _ = household_to_refer(request, year, serial)
    on = request.actor.on
    form = ReceiverFilter(request.GET)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    found = reading.service_options(q, on=on) if form.is_valid() else []
    rows = [(service, reading.doubts_about(service, on=on)) for service in found[:SHOWN]]
    page = {
        "household": household,
        "form": form,
        "q": q,
        "rows": rows,
        "more": max(0, len(found) - SHOWN),
        "teams": list(reading.receiving_options(request.actor, household, on=on)),
    }
    return show(request, "network/choose_receiver.html", page)


def adults_of(household, on) -> list[str]:
    """Return the names of the present members who can consent for the household."""
    members = members_of(household, on=on)
    return [str(m.person) for m in members if not m.person.is_minor_on(on)]


def fresh_consent(on) -> dict:
    """Return the days a new consent starts with."""
    days = int(norm("consent_days", on=on))
    return {"consent_on": on, "consent_until": on + timedelta(days=days)}


def _receiver(request: AppRequest, household, service_id, receiver_id):
    on = request.actor.on
    if service_id:
        return reading.get_service(service_id, on=on)
    return reading.get_receiving_team(request.actor, household, receiver_id, on=on)


def _page(request: AppRequest, household, receiver, form, *, is_service: bool, status=200):
    on = request.actor.on
    page = {
        "household": household,
        "receiver": receiver,
        "service": receiver if is_service else None,
        "doubts": reading.doubts_about(receiver, on=on) if is_service else [],
        "papers": receiver.documents.splitlines() if is_service else [],
        "days": int(norm("referral_answer_days", on=on)),
        "form": form,
    }
    return show(request, "network/refer.html", page, status=status)


def _extra(request: AppRequest, household) -> dict:
    on = request.actor.on
    blocks = blocks_of(household, request.actor, on=on)
    return {"adults": adults_of(household, on), "blocks": blocks}


@read_page(needs=Capability.REFERRAL_SEND)
def _blank(request: AppRequest, year: int, serial: int, service_id=None, receiver_id=None):
    household, _ = household_to_refer(request, year, serial)
    receiver = _receiver(request, household, service_id, receiver_id)
    fresh = fresh_consent(request.actor.on)
    form = form_with_draft(request, ReferralForm, initial=fresh, **_extra(request, household))
    return _page(request, household, receiver, form, is_service=bool(service_id))


@write_page(needs=Capability.REFERRAL_SEND)
def _send(request: AppRequest, year: int, serial: int, service_id=None, receiver_id=None):
    household, case = household_to_refer(request, year, serial)
    receiver = _receiver(request, household, service_id, receiver_id)
    form = ReferralForm(request.POST, **_extra(request, household))
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            referral = services.send_referral(
                actor=request.actor,
                case=case,
                receiver=receiver,
                reason=said["reason"],
                asked=said["asked"],
                shared=said["shared"],
                needs_consent=said["needs_consent"],
                consent=form.consent(),
                on=request.actor.on,
            )
            how = "Maak nu de link voor de partner." if service_id else "Dat team ziet ze meteen."
            messages.success(request, f"De doorverwijzing is bewaard. {how}")
            return go_to(request, "network:referral", referral.pk)
    return _page(request, household, receiver, form, is_service=bool(service_id), status=422)


refer_to_service = by_method(get=_blank, post=_send)
refer_to_team = by_method(get=_blank, post=_send)


def tab_of(household) -> str:
    """Return the address of the network of a household, in its file."""
    return reverse("desk:household_network", args=[household.year, household.serial])
