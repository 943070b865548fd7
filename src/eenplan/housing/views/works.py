"""Works: the list, and writing one down, changing, finishing and dropping it."""

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import asking
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.forms.inspections import (
    DropWorkForm,
    FinishWorkForm,
    WorkFilter,
    WorkForm,
    work_facts,
)
from eenplan.housing.selectors import dwellings as reading
from eenplan.housing.views.dwelling_pages import dwelling_of, page_of, question

COLUMNS = (
    Column("Pand", lambda row: row.dwelling_id),
    Column("Plaats", lambda row: row.place.reference if row.place else "het hele pand"),
    Column("Wijk", lambda row: row.dwelling.area.name),
    Column("Soort", lambda row: row.get_kind_display()),
    Column("Wat", lambda row: row.what),
    Column("Door", lambda row: row.get_by_display()),
    Column("Wie", lambda row: row.who),
    Column("Geraamde kost (euro)", lambda row: row.cost_cents / 100),
    Column("Begint op", lambda row: row.planned_on),
    Column("Klaar op", lambda row: row.ready_on),
    Column("Gedaan op", lambda row: row.done_on),
)


@read_page(needs=Capability.HOUSING_INSPECT)
def works(request: AppRequest):
    on = request.actor.on
    form = WorkFilter(request.GET)
    form.is_valid()
    which = form.cleaned_data.get("welke", "")
    page = {
        "form": form,
        "day": on,
        "late": reading.works(on=on, which="laat").count(),
        "undated": reading.works(on=on, which="zonder-dag").count(),
    }
    rows = reading.works(on=on, which=which)
    return show_list(
        request,
        "housing/works.html",
        page,
        name="werken",
        rows=rows,
        columns=COLUMNS,
        filters=form,
    )


def _units(request: AppRequest, found) -> dict:
    units = reading.units_of(found, on=request.actor.on)
    return {str(unit.pk): unit for unit in units if unit.state != PlaceState.CLOSED}


def _about_new(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    units = _units(request, found)
    busy = found.inspections.filter(verdict="", cancelled_on=None).first()
    intro = ""
    if busy and busy.begun_on:
        intro = "De controle loopt: dit werk hoort bij het oordeel."
    return question(
        f"Werk aan pand {found.pk}",
        "Bewaar het werk",
        found,
        (found, units, busy if intro else None),
        intro=intro,
        options={"units": units.values()},
    )


def _add(request: AppRequest, subject, said: dict):
    found, units, busy = subject
    services.add_work(
        actor=request.actor, dwelling=found, facts=work_facts(said, units), inspection=busy
    )
    return "Het werk staat genoteerd.", page_of(found.pk)


new_work = asking(WorkForm, needs=Capability.HOUSING_INSPECT, about=_about_new, act=_add)


def _about_change(request: AppRequest, work_id: int):
    work = reading.get_work(work_id)
    units = _units(request, work.dwelling)
    kept = ("version", "kind", "what", "by", "who", "planned_on", "ready_on")
    initial = {name: getattr(work, name) for name in kept}
    initial |= {"cost": work.cost_cents, "place": str(work.place_id or "")}
    return question(
        "Werk wijzigen",
        "Bewaar het werk",
        work.dwelling,
        (work, units),
        initial=initial,
        options={"units": units.values()},
    )


def _change(request: AppRequest, subject, said: dict):
    work, units = subject
    services.change_work(
        actor=request.actor,
        work=work,
        version=said["version"] or 0,
        facts=work_facts(said, units),
    )
    return "Het werk is gewijzigd.", page_of(work.dwelling_id)


change_work = asking(WorkForm, needs=Capability.HOUSING_MANAGE, about=_about_change, act=_change)


def _about_finish(request: AppRequest, work_id: int):
    work = reading.get_work(work_id)
    initial = {"done_on": request.actor.on, "cost": work.cost_cents or None}
    heading = f"Gedaan: {work.what}"
    return question(heading, "Meld gedaan", work.dwelling, work, initial=initial)


def _finish(request: AppRequest, work, said: dict):
    services.finish_work(
        actor=request.actor,
        work=work,
        on=request.actor.on,
        done_on=said["done_on"],
        cost_cents=said["cost"],
    )
    left = reading.works(on=request.actor.on).filter(dwelling=work.dwelling_id).count()
    told = "Het werk is gedaan."
    if not left:
        told += " Alle werken aan dit pand zijn gedaan: kijk hieronder welke plaats klaar is."
    return told, page_of(work.dwelling_id)


finish_work = asking(
    FinishWorkForm, needs=Capability.HOUSING_MANAGE, about=_about_finish, act=_finish
)


def _about_drop(request: AppRequest, work_id: int):
    work = reading.get_work(work_id)
    return question(f"Schrappen: {work.what}", "Schrap het werk", work.dwelling, work)


def _drop(request: AppRequest, work, said: dict):
    services.drop_work(actor=request.actor, work=work, on=request.actor.on, why=said["why"])
    return "Het werk is geschrapt.", page_of(work.dwelling_id)


drop_work = asking(DropWorkForm, needs=Capability.HOUSING_MANAGE, about=_about_drop, act=_drop)
