"""What dwellings cost: the lines, the months, the budgets; writing down and taking back."""

from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import Question, asking
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.enums_dwellings import CostKind
from eenplan.housing.forms.contracts import CostFilter, CostForm, RentForm, TakeBackForm
from eenplan.housing.selectors import contingents, costs as money, dwellings as reading
from eenplan.housing.views.dwelling_pages import LAYOUT, dwelling_of, page_of, question

COLUMNS = (
    Column("Datum", lambda row: row.booked_on),
    Column("Pand", lambda row: row.dwelling_id),
    Column("Plaats", lambda row: row.place.reference if row.place else ""),
    Column("Soort", lambda row: row.get_kind_display()),
    Column("Wat", lambda row: row.what),
    Column("Bedrag (euro)", lambda row: row.amount_cents / 100),
    Column("Neemt terug", lambda row: row.corrects_id),
)


@read_page(needs=Capability.FIGURES_VIEW)
def costs(request: AppRequest):
    form = CostFilter(request.GET, contingents=contingents())
    form.is_valid()
    rows = money.matching_costs(money.costs(), form.cleaned_data)
    page = {
        "form": form,
        "months": money.months(rows)[:24],
        "total": sum(month.total for month in money.months(rows)),
        "kinds": CostKind.choices,
        "budgets": money.budgets(on=request.actor.on),
    }
    return show_list(
        request,
        "housing/costs.html",
        page,
        name="kosten",
        rows=rows,
        columns=COLUMNS,
        filters=form,
        fragment="found",
    )


def _about_new(request: AppRequest, dwelling_id: int):
    found = dwelling_of(request, dwelling_id)
    units = reading.units_of(found, on=request.actor.on)
    units = [unit for unit in units if unit.state != PlaceState.CLOSED]
    return question(
        f"Kost van pand {found.pk}",
        "Bewaar de kost",
        found,
        (found, {str(unit.pk): unit for unit in units}),
        initial={"booked_on": request.actor.on},
        options={"units": units},
    )


def _add(request: AppRequest, subject, said: dict):
    found, units = subject
    services.add_cost(
        actor=request.actor,
        dwelling=found,
        kind=CostKind(said["kind"]),
        amount_cents=said["amount"],
        booked_on=said["booked_on"],
        what=said["what"],
        place=units.get(said["place"]),
    )
    return "De kost is bewaard.", page_of(found.pk)


new_cost = asking(CostForm, needs=Capability.HOUSING_MANAGE, about=_about_new, act=_add)


def _about_take_back(request: AppRequest, cost_id: int):
    line = money.get_cost(cost_id)
    return question(
        f"Kost terugnemen: {line.what}",
        "Neem terug",
        line.dwelling,
        line,
        intro="De lijn blijft staan. Er komt een lijn bij die ze op nul zet.",
    )


def _take_back(request: AppRequest, line, said: dict):
    services.take_back_cost(actor=request.actor, line=line, on=request.actor.on, why=said["why"])
    return "De kost is teruggenomen.", page_of(line.dwelling_id)


take_back = asking(
    TakeBackForm, needs=Capability.HOUSING_MANAGE, about=_about_take_back, act=_take_back
)


def _about_rents(request: AppRequest):
    return Question(
        "Huur van een maand boeken",
        "Boek de huur",
        reverse("dwellings:costs"),
        layout=LAYOUT,
        intro="Voor elk lopend contract komt er een lijn bij. Wat al geboekt is, wordt niet "
        "dubbel geboekt.",
        initial={"month": f"{request.actor.on:%Y-%m}"},
    )


def _book(request: AppRequest, _, said: dict):
    lines = services.book_rents(actor=request.actor, month=said["month"])
    told = "1 huur is geboekt." if lines == 1 else f"{lines} huren zijn geboekt."
    return told, reverse("dwellings:costs")


book_rents = asking(RentForm, needs=Capability.HOUSING_MANAGE, about=_about_rents, act=_book)
