"""The list of services, and the page of one of them."""

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.directory import selectors
from eenplan.directory.forms import ServiceFilter
from eenplan.directory.hours import by_day, written
from eenplan.organisation.languages import spoken


def _hours(row) -> str:
    return written(row.opening_hours.all()).replace("\n", "; ")


COLUMNS = (
    Column("Dienst", lambda row: row.name),
    Column("Partner", lambda row: row.partner.name),
    Column("Thema", lambda row: row.get_theme_display()),
    Column("Omschrijving", lambda row: row.description),
    Column("Voor wie", lambda row: row.eligibility),
    Column("Mee te brengen", lambda row: row.documents.replace("\n", "; ")),
    Column("Talen", lambda row: spoken(row.languages)),
    Column("Kostprijs", lambda row: row.cost),
    Column("Plaatsen", lambda row: row.capacity),
    Column("Wachttijd (dagen)", lambda row: row.waiting_days),
    Column("Aanmelden", lambda row: row.application),
    Column("Openingsuren", _hours),
    Column("Telefoon", lambda row: row.contact_phone),
    Column("E-mail", lambda row: row.contact_email),
    Column("Adres", lambda row: row.partner.address),
    Column("Wijk", lambda row: row.partner.area.name if row.partner.area else ""),
    Column("Nagekeken op", lambda row: row.confirmed_on),
)


@read_page(needs=Capability.DIRECTORY_VIEW)
def services(request: AppRequest):
    on = request.actor.on
    form = ServiceFilter(request.GET, areas=selectors.areas_to_choose())
    form.is_valid()
    said = form.cleaned_data
    rows = selectors.services(
        on=on,
        words=said.get("q", ""),
        theme=said.get("thema", ""),
        language=said.get("taal", ""),
        area=said.get("wijk") or None,
        open_on=said.get("open_op"),
        fresh=said.get("versheid", ""),
    )
    page = {
        "form": form,
        "tab": "services",
        "fresh_since": selectors.fresh_since(on),
        "is_filtered": any(said.values()),
    }
    return show_list(
        request,
        "directory/services.html",
        page,
        name="sociale-kaart",
        rows=rows,
        columns=COLUMNS,
        filters=form,
        dressed=selectors.with_hours,
    )


@read_page(needs=Capability.DIRECTORY_VIEW)
def service(request: AppRequest, pk: int):
    on = request.actor.on
    found = selectors.get_service(pk)
    rows = selectors.sitting_days(service=found)
    page = {
        "service": found,
        "hours": by_day(selectors.hours_of([found]).get(found.pk, [])),
        "documents": found.documents.splitlines(),
        "languages": spoken(found.languages),
        "held": selectors.next_of_each(rows, on),
        "has_ended": bool(found.ends_on and found.ends_on <= on),
        **freshness(found, on),
    }
    return show(request, "directory/service.html", page)


def freshness(row, on) -> dict:
    """Return since when a row is too old to trust, and how many days the norm gives it."""
    since = selectors.fresh_since(on)
    return {"is_fresh": row.confirmed_on >= since, "fresh_days": (on - since).days}
