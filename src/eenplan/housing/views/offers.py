"""The offers: the list, and the page of one with its gates, calls, holds, people and units."""

from dataclasses import dataclass

from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.housing import permissions
from eenplan.housing.contacts import shown_iban
from eenplan.housing.enums import HoldKind, OfferStage, ReceptionForm, Wish
from eenplan.housing.forms import OfferFilter
from eenplan.housing.remarks import unwanted_wishes
from eenplan.housing.selectors import calls_of, get_offer, offers_on
from eenplan.housing.selectors.offers import (
    late_offers,
    matching,
    refusals_of,
    same_provider,
    signals_of,
    target_days,
    targets_of,
    units_of,
)
from eenplan.housing.selectors.people import offers_checked_until, people_of
from eenplan.housing.selectors.stages import confirmed_since, gates
from eenplan.housing.views.guarded_exports import export_of
from eenplan.people.enums import Language
from eenplan.territory.selectors import areas_of, primary_division

STAGE_COLOURS = {
    OfferStage.READY: "good",
    OfferStage.AGREED: "info",
    OfferStage.STAY: "info",
    OfferStage.FOLLOW_UP: "info",
    OfferStage.PROPOSED: "info",
    OfferStage.PAUSED: "quiet",
    OfferStage.DORMANT: "quiet",
    OfferStage.WITHDRAWN: "plain",
    OfferStage.ENDED: "plain",
    OfferStage.FROZEN: "late",
}
COLOURS = {str(stage): STAGE_COLOURS.get(stage, "warn") for stage in OfferStage}
LABELS = {**dict(OfferStage.choices), **dict(ReceptionForm.choices)}
COLUMNS = (
    Column("Kenmerk", lambda offer: offer.reference),
    Column("Aanbieder", lambda offer: offer.provider.name),
    Column("Fase", lambda offer: OfferStage(offer.stage).label),
    Column("Opvangvorm", lambda offer: LABELS.get(offer.form, "")),
    Column("Wijk", lambda offer: offer.dwelling.area.name),
    Column("Eenheden", lambda offer: offer.units),
    Column("Personen", lambda offer: offer.persons),
    Column("Ontvangen", lambda offer: offer.received_on),
    Column("Laatst bevestigd", lambda offer: offer.confirmed_on),
    Column("Bekijk", lambda offer: "; ".join(signals_of(offer))),
)


@read_page(needs=Capability.HOUSING_VIEW)
def offers(request: AppRequest):
    on = request.actor.on
    division = primary_division()
    form = OfferFilter(request.GET, areas=list(areas_of(division)) if division else [])
    form.is_valid()
    address = reverse("offers:offers")
    export = export_of(request, COLUMNS, back=address)
    if export.question:
        return export.question
    everything = offers_on(on)
    page = {
        "form": form,
        "colours": COLOURS,
        "labels": LABELS,
        "fresh_since": confirmed_since(on),
        "is_filtered": any(form.cleaned_data.values()),
        "tab": "offers",
        "late": [
            (label, late_offers(everything, code, on=on).count(), f"{address}?laat={code}")
            for code, label in (("gesprek", "te laat gebeld"), ("bezoek", "te laat bezocht"))
        ],
        "signals": signals_of,
    }
    return show_list(
        request,
        "housing/offers/offers.html",
        page,
        name="aanbod",
        rows=matching(everything, form.cleaned_data, on=on),
        columns=export.columns,
        filters=form,
    )


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now, and where."""

    label: str
    address: str
    icon: str


def next_step(offer, found, units) -> NextStep | None:
    """Return the next step of an offer: what the first gate it is not through asks for."""
    missing = {gate.code for gate in found if not gate.is_met}
    call = NextStep("Noteer een gesprek", reverse("offers:call", args=[offer.pk]), "phone")
    people = NextStep("Controleer de mensen", reverse("offers:people", args=[offer.pk]), "users")
    first = units[0].pk if units else None
    place = first and NextStep("Open de plaats", reverse("housing:place", args=[first]), "home")
    where = reverse("dwellings:dwelling", args=[offer.dwelling.pk])
    dwelling = NextStep("Laat het huis controleren", where, "home-check")
    if "held" in missing:
        asleep = offer.hold_kind in (HoldKind.PAUSED, HoldKind.DORMANT)
        return call if asleep else None
    steps = (
        *(("called", call), ("dwelling", dwelling), ("people", people), ("confirmed", call)),
        ("ready", place),
    )
    proposals = NextStep("Zoek een gezin", reverse("desk:proposals"), "home-heart")
    return next((step for code, step in steps if code in missing), proposals)


@read_page(needs=Capability.HOUSING_VIEW)
def offer(request: AppRequest, pk: int):
    on, actor = request.actor.on, request.actor
    found = get_offer(pk, on=on)
    units = units_of(found)
    through = gates(found, on)
    sees_contact = permissions.sees_contact(actor)
    page = {
        "offer": found,
        "stage": OfferStage(found.stage),
        "colours": COLOURS,
        "labels": LABELS,
        "gates": through,
        "step": next_step(found, through, units) if sees_contact else None,
        "targets": targets_of(found, target_days(on), on=on),
        "signals": signals_of(found),
        "units": units,
        "others": list(same_provider(found)),
        "sees_contact": sees_contact,
        "sees_address": permissions.sees_address(actor),
        "sees_people": permissions.sees_people(actor),
        "iban": shown_iban(found.provider.iban),
        "unwanted": unwanted_wishes(found.remark) if sees_contact else [],
        "wishes": [Wish(code).label for code in found.wishes],
        "languages": [Language(c).label for c in found.languages if c in Language.values],
        "calls": list(calls_of(found)[:50]),
        "holds": list(found.holds.select_related("set_by").order_by("-starts_on", "-pk")),
        "refusals": list(refusals_of(found)),
        "people_until": offers_checked_until([pk], on)[pk] if found.has_hosts else None,
    }
    return show(request, "housing/offers/offer.html", page)


@read_page(needs=Capability.HOUSING_VIEW)
def people(request: AppRequest, pk: int):
    """Show who lives with a host; to others only whether all is in order."""
    on, actor = request.actor.on, request.actor
    found = get_offer(pk, on=on)
    sees = permissions.sees_people(actor)
    page = {
        "offer": found,
        "people": people_of(found, on=on) if sees else [],
        "sees_people": sees,
        "until": offers_checked_until([pk], on)[pk],
    }
    return show(request, "housing/offers/people.html", page)
