"""The figures per neighbourhood, to compare and to take along."""

from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.insight.neighbourhoods import neighbourhoods, told

COLUMNS = (
    Column("Wijk", lambda line: line.area.name),
    Column("Gezinnen met een open dossier", lambda line: told(line.households)),
    Column("Personen", lambda line: told(line.persons)),
    Column("Dossiers geopend in een jaar", lambda line: told(line.opened)),
    Column("Dossiers gesloten in een jaar", lambda line: told(line.closed)),
)


@read_page(needs=Capability.FIGURES_VIEW)
def per_neighbourhood(request: AppRequest):
    return show_list(
        request,
        "insight/neighbourhoods.html",
        {},
        name="wijken",
        rows=neighbourhoods(on=localdate()),
        columns=COLUMNS,
    )
