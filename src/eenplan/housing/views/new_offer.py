"""Writing down an offer, and changing its terms."""

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
from eenplan.core.questions import Question, asking
from eenplan.housing import services
from eenplan.housing.forms import OfferForm, TermsForm
from eenplan.housing.selectors import get_offer
from eenplan.housing.selectors.offers import PossibleDoubles, possible_doubles, providers_with
from eenplan.people.registration import NewAddress
from eenplan.territory.selectors import areas_of, locate, primary_division

MANAGE = Capability.HOUSING_MANAGE
TEMPLATE = "housing/offers/form.html"


def _areas() -> list:
    division = primary_division()
    return list(areas_of(division)) if division else []


@read_page(needs=MANAGE)
def _ask(request: AppRequest):
    fresh = {"available_from": request.actor.on}
    form = form_with_draft(request, OfferForm, initial=fresh, areas=_areas())
    return show(request, "housing/offers/new.html", {"form": form})


@write_page(needs=MANAGE)
def _add(request: AppRequest):
    chosen = request.POST.get("provider", "")
    known = providers_with(int(chosen)) if chosen.isdecimal() and len(chosen) < 18 else None
    areas = _areas()
    form = OfferForm(request.POST, areas=areas, known=[known] if known else [])
    doubles = PossibleDoubles()
    if form.is_valid() and (area := _area_of(form, request)):
        doubles = _doubles(form, request)
        if doubles and not form.cleaned_data["seen_doubles"]:
            form = OfferForm(
                request.POST, areas=areas, known=[found for found, _ in doubles.providers]
            )
            form.is_valid()
            form.add_error(None, "Misschien kennen we dit al. Kijk de mogelijke dubbels na.")
        else:
            with reported_on(form):
                offer = services.register_offer(
                    actor=request.actor,
                    offer=form.offer(area),
                    on=request.actor.on,
                    seen_doubles=True,
                )
                messages.success(request, f"Het aanbod van {offer.provider} is genoteerd.")
                return go_to(request, "offers:offer", offer.pk)
    page = {"form": form, "doubles": doubles}
    return show(request, "housing/offers/new.html", page, status=422)


def _doubles(form: OfferForm, request: AppRequest) -> PossibleDoubles:
    said = form.cleaned_data
    marks = {name: said[name] for name in ("name", "phone", "email", "iban")}
    return possible_doubles(**marks, address=form.address(), on=request.actor.on)


def _area_of(form: OfferForm, request: AppRequest):
    """Return the chosen area, or the one of the address; ask for it when neither says."""
    if form.chosen_area:
        return form.chosen_area
    said = form.cleaned_data
    address = NewAddress(
        street=said["street"],
        house_number=said["house_number"],
        postcode=said["postcode"],
        place=said["town"],
    )
    area = locate(address, on=request.actor.on)
    if not area.is_unlocated:
        return area
    form.add_error("area", "We vinden de wijk van dit adres niet. Kies ze zelf.")
    return None


new_offer = by_method(get=_ask, post=_add)


@read_page(needs=MANAGE)
def former_address(request: AppRequest):
    """Lead who kept the address of the former page of a place to where places come from now."""
    return go_to(request, "offers:new_offer")


def _about_terms(request: AppRequest, pk: int) -> Question:
    offer = get_offer(pk, on=request.actor.on)
    provider = offer.provider
    same = (
        *("shortest_weeks", "longest_weeks", "smoking_allowed", "children_welcome", "wishes"),
        *("wished_least", "wished_most", "languages", "remark", "version", "found_privately"),
    )
    room = {True: "ja", False: "nee"}.get(offer.separate_room, "")
    contact = ("name", "phone", "email", "iban", "language", "channel")
    return Question(
        heading=f"Aanbod {offer.reference} wijzigen",
        submit="Bewaar",
        back=reverse("offers:offer", args=[pk]),
        subject=offer,
        initial={
            **{name: getattr(offer, name) for name in same},
            **{name: getattr(provider, name) for name in contact},
            "provider_kind": provider.kind,
            "deposit": offer.deposit_cents / 100,
            "separate_room": room,
        },
        template=TEMPLATE,
    )


def _change(request: AppRequest, offer, said: dict) -> tuple[str, str]:
    form = TermsForm(request.POST)
    form.is_valid()
    services.change_offer(
        actor=request.actor,
        offer=offer,
        version=said["version"],
        provider=form.offered_by(),
        terms=form.terms(),
    )
    return "De wijziging is bewaard.", reverse("offers:offer", args=[offer.pk])


change_terms = asking(TermsForm, needs=MANAGE, about=_about_terms, act=_change)
