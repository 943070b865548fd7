"""Who sits where and when: the calendar per neighbourhood, the rota, and one sitting day."""

from datetime import timedelta
from itertools import groupby

from eenplan.core.access import Capability
from eenplan.core.listing import CSV, XLSX, Column, exported
from eenplan.core.pages import AppRequest, note_export, read_page, show
from eenplan.directory import selectors
from eenplan.directory.enums import Weekday
from eenplan.directory.forms import SittingFilter
from eenplan.directory.hours import hour

VIEW = Capability.DIRECTORY_VIEW


def _hours(row) -> str:
    return f"{hour(row.opens_at)}-{hour(row.closes_at)}"


COLUMNS = (
    Column("Dag", lambda sitting: sitting.day),
    Column("Weekdag", lambda sitting: Weekday(sitting.day.isoweekday()).label),
    Column("Uren", lambda sitting: _hours(sitting.sitting_day)),
    Column("Wijk", lambda sitting: sitting.sitting_day.area.name),
    Column("Plaats", lambda sitting: sitting.sitting_day.location),
    Column("Adres", lambda sitting: sitting.sitting_day.address),
    Column("Partner", lambda sitting: sitting.sitting_day.partner.name),
    Column("Dienst", lambda sitting: sitting.sitting_day.service_name),
    Column("Wie", lambda sitting: sitting.sitting_day.contact_name),
    Column("Enkel op afspraak", lambda sitting: sitting.sitting_day.by_appointment),
    Column("Valt weg", lambda sitting: sitting.skipped),
)


def _asked(request: AppRequest):
    """Return the filter, and the dates of sittings it asks for; none for a wrong filter."""
    areas = selectors.areas_to_choose()
    form = SittingFilter(request.GET, areas=areas)
    is_right = form.is_valid()
    start = form.cleaned_data.get("vanaf") or request.actor.on
    end = start + selectors.AHEAD
    area = form.cleaned_data.get("wijk") or None
    found = selectors.sitting_days_between(area, start, end) if is_right else []
    page = {
        "form": form,
        "start": start,
        "last": end - timedelta(days=1),
        "is_wrong_filter": not is_right,
        "is_filtered": bool(area),
        "sittings": found,
        "area_name": next((a.name for a in areas if str(a.pk) == area), ""),
    }
    return found, page


def _by_area(found: list) -> list:
    """Return the sittings of each neighbourhood, in the order of the alphabet."""
    rows = sorted(found, key=lambda sitting: (sitting.sitting_day.area.name, sitting.day))
    return [
        (area, list(group))
        for area, group in groupby(rows, key=lambda sitting: sitting.sitting_day.area)
    ]


@read_page(needs=VIEW)
def sittings(request: AppRequest):
    found, page = _asked(request)
    wanted = request.GET.get("formaat")
    if wanted in (CSV, XLSX):
        note_export(request, "zitdagen")
        return exported(found, COLUMNS, name="zitdagen", form=wanted)
    page |= {"tab": "sittings", "areas": _by_area(found)}
    return show(request, "directory/sittings.html", page, fragment="rows")


@read_page(needs=VIEW)
def rota(request: AppRequest):
    """Show a row for every sitting day and a column for every week: printed and put on a door."""
    found, page = _asked(request)
    monday = page["start"] - timedelta(days=page["start"].weekday())
    weeks = [monday + timedelta(weeks=n) for n in range(selectors.WEEKS_AHEAD + 1)]
    weeks = [week for week in weeks if week <= page["last"]]
    lines: dict[int, dict] = {}
    for sitting in found:
        week = (sitting.day - monday).days // 7
        line = lines.setdefault(
            sitting.sitting_day.pk, {"row": sitting.sitting_day, "cells": [[] for _ in weeks]}
        )
        line["cells"][week].append(sitting)
    ordered = sorted(
        lines.values(),
        key=lambda line: (line["row"].area.name, line["row"].location, line["row"].partner.name),
    )
    page |= {"tab": "rota", "weeks": weeks, "lines": ordered}
    return show(request, "directory/rota.html", page, fragment="rows")


@read_page(needs=VIEW)
def sitting(request: AppRequest, pk: int):
    on = request.actor.on
    found = selectors.get_sitting_day(pk)
    rows = selectors.sitting_days().filter(pk=pk)
    far = on + timedelta(weeks=max(selectors.WEEKS_AHEAD, 6 * found.every_weeks))
    page = {
        "row": found,
        "hours": _hours(found),
        "weekday": Weekday(found.starts_on.isoweekday()).label,
        "sittings": selectors.sitting_days_between(None, on, far, rows=rows),
        "has_ended": bool(found.ends_on and found.ends_on <= on),
    }
    return show(request, "directory/sitting.html", page)
