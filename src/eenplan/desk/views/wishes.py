"""What a household wants in a home, and with whom it goes together or apart."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound, StaleVersion
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
from eenplan.desk.wish_forms import RANKS, BondForm, WishesForm
from eenplan.housing import permissions, selectors, services
from eenplan.housing.enums import BondKind
from eenplan.people.searching import parse
from eenplan.people.selectors import get_household, ground_of
from eenplan.territory.selectors import areas_of, primary_division

PAGE = "desk:home_wishes"


def _areas() -> list:
    division = primary_division()
    return list(areas_of(division)) if division else []


def _stored(household) -> dict:
    """Return what is known, as the form shows it."""
    wishes = selectors.wishes_of(household)
    areas = list(selectors.area_wishes_of(household))
    kept = "no_host_family smoke_free secret_address needs bedrooms_needed stays_until version"
    return {
        **{name: getattr(wishes, name) for name in kept.split()},
        **{RANKS[wish.rank - 1]: wish.area_id for wish in areas if wish.rank},
        "unwanted": [wish.area_id for wish in areas if not wish.rank],
    }


@read_page(needs=Capability.HOUSING_PLACE)
def _show(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    form = form_with_draft(request, WishesForm, initial=_stored(household), areas=_areas())
    return _page(request, household, form)


@write_page(needs=Capability.HOUSING_PLACE)
def _save(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    form = WishesForm(request.POST, areas=_areas())
    if form.is_valid():
        with reported_on(form):
            try:
                services.note_wishes(actor=request.actor, household=household, **form.facts())
            except StaleVersion as error:
                return _conflict(request, household, form, str(error))
            messages.success(request, "De woonwensen zijn bewaard.")
            return go_to(request, "desk:household_housing", year, serial)
    return _page(request, household, form, status=422)


def _conflict(request: AppRequest, household, form: WishesForm, text: str):
    """Show what was typed beside the version of now: saving again is a choice, nothing is lost."""
    typed = request.POST.copy()
    typed["version"] = selectors.wishes_of(household).version
    again = WishesForm(typed, areas=form.areas.values())
    again.is_valid()
    again.add_error(None, f"{text} Bewaart u nu, dan geldt wat hier staat.")
    return _page(request, household, again, status=409)


@read_page(needs=Capability.HOUSING_PLACE)
def _show_bond(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    return _bond_page(request, household, form_with_draft(request, BondForm))


@write_page(needs=Capability.HOUSING_PLACE)
def _bind(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    form = BondForm(request.POST)
    if form.is_valid() and (other := _other(request, form)):
        with reported_on(form):
            services.bind_households(
                actor=request.actor,
                household=household,
                other=other,
                kind=BondKind(form.cleaned_data["kind"]),
                reason=form.cleaned_data["reason"],
                on=request.actor.on,
            )
            messages.success(request, "De band is bewaard.")
            return go_to(request, PAGE, year, serial)
    return _bond_page(request, household, form, status=422)


def _other(request: AppRequest, form: BondForm):
    """Return the household with the number that was typed, within the actor's sight."""
    number = parse(form.cleaned_data["number"]).household
    try:
        return get_household(request.actor, *(number or (0, 0)))
    except NotFound:
        form.add_error("number", "We vinden geen gezin met dit nummer dat u mag openen.")
        return None


@write_page(needs=Capability.HOUSING_PLACE)
def end_bond(request: AppRequest, year: int, serial: int, pk: int):
    household = get_household(request.actor, year, serial)
    bond = selectors.get_bond(household, pk)
    try:
        services.end_bond(actor=request.actor, household=household, bond=bond, on=request.actor.on)
        messages.success(request, "De band is beëindigd.")
    except StaleVersion as error:
        messages.error(request, str(error))
    return go_to(request, PAGE, year, serial)


def _page(request: AppRequest, household, form: WishesForm, *, status: int = 200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "household": household,
        "form": form,
        "ranked": [form[name] for name in RANKS],
        "may_note": permissions.may_note_wishes(request.actor, household),
        "bonds": selectors.bonds_of(request.actor, household),
    }
    return show(request, "desk/home_wishes.html", page, status=status)


def _bond_page(request: AppRequest, household, form: BondForm, *, status: int = 200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return show(request, "desk/bond.html", {"household": household, "form": form}, status=status)


home_wishes = by_method(get=_show, post=_save)
bond = by_method(get=_show_bond, post=_bind)
