"""The list of households, with filters in the address and an export of what is listed."""

from eenplan.cases.selectors import worker_choices
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.desk import selectors
from eenplan.desk.forms import HouseholdFilter
from eenplan.organisation.selectors import team_choices

COLUMNS = (
    Column("Nummer", lambda h: h.number),
    Column("Naam", lambda h: h.name),
    Column("Doelgroep", lambda h: h.get_target_group_display()),
    Column("Wijk", lambda h: h.area.name),
    Column("Team", lambda h: h.team_name),
    Column("Maatschappelijk werker", lambda h: selectors.worker_name(h)),
    Column("Aangekomen op", lambda h: h.arrived_on),
    Column("Slaapt", lambda h: h.get_sleeps_display()),
)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def households(request: AppRequest):
    form = HouseholdFilter(request.GET)
    form.fields["team"].choices = [("", "alle"), *team_choices(request.actor)]
    form.fields["worker"].choices = [
        ("", "iedereen"),
        ("none", "nog niemand"),
        *worker_choices(request.actor),
    ]
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "desk/households.html",
        {"form": form, "is_filtered": any(filters.values())},
        name="gezinnen",
        rows=selectors.listed_households(request.actor, filters),
        columns=COLUMNS,
        filters=form,
        dressed=selectors.with_columns,
    )
