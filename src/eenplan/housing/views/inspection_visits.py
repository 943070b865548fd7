"""What is to be inspected: the list to go round with, planning, calling off, taking over."""

from datetime import date

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import asking
from eenplan.housing import services
from eenplan.housing.forms.inspections import CancelForm, PlanForm, TakeOverForm
from eenplan.housing.selectors import (
    dwellings as reading,
    get_inspection,
    to_inspect,
    valid_until_from,
)
from eenplan.housing.views.dwelling_pages import dwelling_of, page_of, question

COLUMNS = (
    Column("Pand", lambda row: row.pk),
    Column("Plaatsen", lambda row: ", ".join(row.references or ())),
    Column("Adres", lambda row: row.address),
    Column("Wijk", lambda row: row.area.name),
    Column("Aanbieder", lambda row: row.offer.provider.name),
    Column("Telefoon", lambda row: row.offer.provider.phone),
    Column("Tegen", lambda row: row.due_on),
    Column("Afspraak", lambda row: row.planned),
    Column("Waarom", lambda row: row.why),
)


@read_page(needs=Capability.HOUSING_INSPECT)
def visits(request: AppRequest):
    """List what is to be inspected, late first; every row of it may be seen by who inspects."""
    on = request.actor.on
    rows = to_inspect(on)
    mine = request.GET.get("van") == "mij"
    if mine:
        rows = rows.filter(planned_for=request.actor.user_id)
    page = {"day": on, "mine": mine}
    listed = _with_why(rows, on)
    page["late"] = sum(row.due_on < on for row in listed)
    return show_list(
        request,
        "housing/visits.html",
        page,
        name="controles",
        rows=listed,
        columns=COLUMNS,
    )


def _with_why(rows, on: date) -> list:
    """Return the dwellings to inspect with their units, who goes, and why they are on the list."""
    listed = list(rows)
    units = {row.pk: row.references for row in reading.dressed(rows, on=on)}
    names = {user.pk: str(user) for user in reading.inspectors(on=on)}
    for row in listed:
        row.references = units.get(row.pk)
        row.goes = names.get(row.planned_for, "")
        row.why = _why(row, on)
    return listed


def _why(row, on: date) -> str:
    if row.approved is None:
        return "nog niet goedgekeurd"
    if row.approved <= on:
        return "goedkeuring vervallen"
    return f"goedgekeurd tot {row.approved:%d/%m/%Y}"


# -- Planning --------------------------------------------------------------------------------------
def _about_plan(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    busy = found.inspections.filter(verdict="", cancelled_on=None).first()
    people = list(reading.inspectors(on=request.actor.on))
    initial = {}
    if busy:
        initial = {"planned_on": busy.planned_on, "note": busy.note}
        initial["inspector"] = str(busy.inspector_id or "")
    return question(
        f"Controle van pand {found.pk} plannen",
        "Bewaar de afspraak",
        found,
        (found, {str(user.pk): user for user in people}),
        initial=initial,
        options={"inspectors": people},
    )


def _plan(request: AppRequest, subject, said: dict):
    found, people = subject
    services.plan_inspection(
        actor=request.actor,
        dwelling=found,
        on=request.actor.on,
        planned_on=said["planned_on"],
        inspector=people.get(said["inspector"]),
        note=said["note"],
    )
    return "De controle is gepland.", page_of(found.pk)


plan = asking(PlanForm, needs=Capability.HOUSING_INSPECT, about=_about_plan, act=_plan)


def _about_cancel(request: AppRequest, inspection_id: int):
    found = get_inspection(inspection_id)
    heading = f"Controle van pand {found.dwelling_id} afgelasten"
    return question(heading, "Gelast af", found.dwelling, found)


def _cancel(request: AppRequest, found, said: dict):
    services.cancel_inspection(
        actor=request.actor, inspection=found, on=request.actor.on, note=said["note"]
    )
    return "De controle is afgelast.", page_of(found.dwelling_id)


cancel = asking(CancelForm, needs=Capability.HOUSING_INSPECT, about=_about_cancel, act=_cancel)


# -- Taking over -----------------------------------------------------------------------------------
def _about_take_over(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    return question(
        f"Goedkeuring van pand {found.pk} overnemen",
        "Neem over",
        found,
        found,
        intro="Alleen als een andere dienst dit pand nakeek en u het papier zag. "
        "Op de pagina van het pand staat dat wij het zelf niet nakeken.",
        initial={"valid_until": valid_until_from(request.actor.on)},
    )


def _take_over(request: AppRequest, found, said: dict):
    services.take_over_inspection(
        actor=request.actor,
        dwelling=found,
        on=request.actor.on,
        valid_until=said["valid_until"],
        note=said["note"],
    )
    return "De goedkeuring is overgenomen.", page_of(found.pk)


take_over = asking(
    TakeOverForm, needs=Capability.HOUSING_MANAGE, about=_about_take_over, act=_take_over
)
