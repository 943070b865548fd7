"""The referrals: the list, and the page of one."""

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.network.forms.referrals import ReferralFilter
from eenplan.network.selectors import referrals as reading
from eenplan.network.selectors.links import living_link
from eenplan.network.selectors.sharing import may_see_needs
from eenplan.network.views.loading import household_shown
from eenplan.network.words import COLOURS
from eenplan.organisation.selectors import team_choices


def _columns(on):
    return (
        Column("Gezin", lambda row: row.case.household.number),
        Column("Naam", lambda row: row.case.household.name),
        Column("Naar", lambda row: row.receiver),
        Column("Stand", lambda row: row.get_state_display()),
        Column("Verstuurd op", lambda row: row.sent_on),
        Column("Antwoord tegen", lambda row: row.answer_by),
        Column("Te laat", lambda row: row.is_overdue(on)),
        Column("Team van het gezin", lambda row: row.care_name or ""),
        Column("Verstuurd door", lambda row: str(row.sent_by or "")),
    )


@read_page(needs=Capability.REFERRAL_SEND)
def referrals(request: AppRequest):
    on = request.actor.on
    form = ReferralFilter(request.GET, teams=team_choices(request.actor))
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "network/referrals.html",
        {"form": form, "colours": COLOURS, "is_filtered": any(filters.values())},
        name="doorverwijzingen",
        rows=reading.listed_referrals(request.actor, filters, on=on),
        columns=_columns(on),
        filters=form,
        dressed=reading.with_columns,
    )


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def referral(request: AppRequest, pk: int):
    return show_referral(request, pk)


def _doubts(referral, on) -> list[str]:
    """Return what to know of the service as long as its answer matters."""
    asked = referral.service if referral.is_pending else None
    return reading.doubts_about(asked, on=on) if asked else []


def show_referral(request: AppRequest, pk: int):
    """Show one referral: what was asked and shared, its history, and what can be done."""
    actor = request.actor
    found = reading.get_referral(actor, pk)
    number = found.case.household
    household = household_shown(request, number.year, number.serial)
    sees_needs = may_see_needs(actor, household)
    page = {
        "referral": found,
        "household": household,
        "packet": found.packet if sees_needs else reading.needs_hidden(found.packet),
        "events": list(reading.events_of(found)),
        "link": living_link(found, on=actor.on),
        "doubts": _doubts(found, actor.on),
        "is_overdue": found.is_overdue(actor.on),
        "consent_holds": found.consent_holds_on(actor.on),
        "may_refer": reading.sends_referrals(actor, household),
        "colours": COLOURS,
    }
    return show(request, "network/referral.html", page)
