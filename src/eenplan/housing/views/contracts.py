"""Contracts and deposits, what ends soon, and the forecast of units that become ready."""

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import asking
from eenplan.housing import services, waiting
from eenplan.housing.forms.contracts import ContractForm, DepositForm, contract_facts
from eenplan.housing.selectors import dwellings as reading
from eenplan.housing.selectors.costs import get_contract
from eenplan.housing.selectors.forecast import forecast as forecast_of
from eenplan.housing.views.dwelling_pages import dwelling_of, page_of, question
from eenplan.organisation.selectors import norm

WEEK_COLUMNS = (
    Column("Wanneer", lambda row: row.label),
    Column("Week van", lambda row: row.starts_on),
    Column("Plaatsen", lambda row: len(row.coming)),
    Column("Slaapplaatsen", lambda row: row.beds),
    Column("Samen klaar", lambda row: row.ready_by_then if row.still_waiting is not None else None),
    Column("Gezinnen die dan nog wachten", lambda row: row.still_waiting),
)
END_COLUMNS = (
    Column("Pand", lambda row: row.dwelling.pk),
    Column("Wijk", lambda row: row.dwelling.area.name),
    Column("Wat", lambda row: row.what),
    Column("Eindigt op", lambda row: row.ends_on),
    Column("Opzeggen voor", lambda row: row.notice_by),
    Column("Verblijven daarna", lambda row: len(row.stays)),
    Column("Wie woont er dan nog", lambda row: ", ".join(map(_who, row.stays))),
)


def _who(stay) -> str:
    return f"gezin {stay.household.number}" if stay.is_visible else "een gezin van een ander team"


@read_page(needs=Capability.HOUSING_PLACE)
def forecast(request: AppRequest):
    on = request.actor.on
    waits = waiting.waiting_for(request.actor, on=on).count()
    rows = forecast_of(on=on, waiting=waits)
    page = {"day": on, "waiting": waits, "weeks": rows}
    return show_list(
        request,
        "housing/forecast.html",
        page,
        name="vooruitzicht-plaatsen",
        rows=rows,
        columns=WEEK_COLUMNS,
    )


@read_page(needs=Capability.HOUSING_MANAGE)
def ending(request: AppRequest):
    on = request.actor.on
    rows = reading.endings(request.actor, on=on)
    page = {
        "day": on,
        "alarms": sum(row.is_alarm for row in rows),
        "days": int(norm("contract_alarm_days", on=on)),
    }
    return show_list(
        request, "housing/ending.html", page, name="afloop", rows=rows, columns=END_COLUMNS
    )


# -- Contracts -------------------------------------------------------------------------------------
def _about_new(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    rent = sum(found.places.values_list("rent_cents", flat=True))
    initial = {"starts_on": request.actor.on, "rent": rent, "notice_months": 0}
    heading = f"Contract voor pand {found.pk}"
    return question(heading, "Bewaar het contract", found, found, initial=initial)


def _add(request: AppRequest, found, said: dict):
    services.add_contract(actor=request.actor, dwelling=found, facts=contract_facts(said))
    return "Het contract is bewaard.", page_of(found.pk)


new_contract = asking(ContractForm, needs=Capability.HOUSING_MANAGE, about=_about_new, act=_add)


def _about_change(request: AppRequest, contract_id: int):
    found = get_contract(contract_id)
    kept = ("version", "starts_on", "ends_on", "notice_months", "signed_on", "signed_by", "note")
    initial = {name: getattr(found, name) for name in kept}
    initial |= {"rent": found.rent_cents, "deposit": found.deposit_cents}
    return question(
        "Contract wijzigen", "Bewaar het contract", found.dwelling, found, initial=initial
    )


def _change(request: AppRequest, found, said: dict):
    services.change_contract(
        actor=request.actor,
        contract=found,
        version=said["version"] or 0,
        facts=contract_facts(said),
    )
    return "Het contract is gewijzigd.", page_of(found.dwelling_id)


change_contract = asking(
    ContractForm, needs=Capability.HOUSING_MANAGE, about=_about_change, act=_change
)


def _about_deposit(request: AppRequest, contract_id: int):
    found = get_contract(contract_id)
    heading = "Waarborg teruggekregen" if found.deposit_paid_on else "Waarborg betaald"
    return question(
        heading,
        "Bewaar",
        found.dwelling,
        found,
        intro="Het bedrag komt meteen bij de kosten van het pand.",
        initial={"deposit": request.actor.on},
    )


def _settle(request: AppRequest, found, said: dict):
    services.settle_deposit(
        actor=request.actor, contract=found, on=request.actor.on, day=said["deposit"]
    )
    return "De waarborg is bijgewerkt.", page_of(found.dwelling_id)


settle_deposit = asking(
    DepositForm, needs=Capability.HOUSING_MANAGE, about=_about_deposit, act=_settle
)
