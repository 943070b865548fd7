"""Signals per neighbourhood and theme over a year; a small count is not told to everybody."""

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.network.forms.signals import ClusterFilter
from eenplan.network.selectors.clusters import clusters, period_until
from eenplan.network.selectors.signals import area_options
from eenplan.network.signal_kinds import SMALLEST_CELL

COLUMNS = (
    Column("Wijk", lambda row: row.area_name),
    Column("Thema", lambda row: row.theme.label),
    Column("Signalen in 52 weken", lambda row: row.shown),
    Column("Eerste 26 weken", lambda row: row.first_half if row.has_rows else ""),
    Column("Laatste 26 weken", lambda row: row.second_half if row.has_rows else ""),
    Column("Trend", lambda row: row.trend),
)


@read_page(needs=Capability.FIGURES_VIEW)
def signal_clusters(request: AppRequest):
    on = request.actor.on
    form = ClusterFilter(request.GET, areas=area_options())
    form.is_valid()
    since, until = period_until(on)
    return show_list(
        request,
        "network/signal_clusters.html",
        {
            "form": form,
            "since": since,
            "until": until,
            "smallest": SMALLEST_CELL,
            "is_filtered": any(form.cleaned_data.values()),
        },
        name="signalen-per-wijk",
        rows=clusters(request.actor, form.cleaned_data, on=on),
        columns=COLUMNS,
        filters=form,
    )
