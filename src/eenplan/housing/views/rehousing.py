"""The households that need another home, what was tried, and the figures of stays."""

from datetime import timedelta

from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_read, read_page
from eenplan.core.questions import Question, asking
from eenplan.housing import permissions, services
from eenplan.housing.forms.stays import ListFilter, PeriodFilter, TryForm
from eenplan.housing.selectors import stay_figures, stay_lists
from eenplan.housing.stay_kinds import RehousingOutcome, Tried
from eenplan.housing.views.stays import LAYOUT
from eenplan.people.selectors import ground_of

STANDS = [("", "wie nu wacht"), ("dringend", "alleen dringend"), ("voorbij", "wie van de lijst is")]
COLUMNS = (
    Column("Gezin", lambda row: row.household.number),
    Column("Naam", lambda row: row.household.name),
    Column("Sinds", lambda row: row.opened_on),
    Column("Dringend", lambda row: row.is_urgent),
    Column("Reden", lambda row: row.get_reason_display()),
    Column("Plaats", lambda row: row.stay.place.reference if row.stay else ""),
    Column("Pogingen", lambda row: row.tries_made),
    Column("Laatst geprobeerd", lambda row: Tried(row.last_tried).label if row.last_tried else ""),
    Column("Uitkomst", lambda row: row.get_outcome_display()),
)
A_YEAR = timedelta(days=365)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def rehousings(request: AppRequest):
    form = ListFilter(request.GET, choices=STANDS)
    form.is_valid()
    which = form.cleaned_data.get("stand") or ""
    return show_list(
        request,
        "housing/rehousings.html",
        {"form": form, "tab": "rehousing", "tried": dict(Tried.choices)},
        name="herhuisvesting",
        rows=stay_lists.rehousings_seen_by(request.actor, which, on=request.actor.on),
        columns=COLUMNS,
        filters=form,
    )


def _about(request: AppRequest, rehousing_id: int) -> Question:
    entry = stay_lists.get_rehousing(request.actor, rehousing_id)
    note_read(request, entry.household_id, ground=ground_of(request.actor, entry.household))
    return Question(
        f"Andere woning voor gezin {entry.household.number}",
        "Bewaar",
        reverse("housing:rehousings"),
        subject=entry,
        layout=LAYOUT,
        tab="rehousing",
        template="housing/rehousing.html",
        shown={
            "entry": entry,
            "tries": list(stay_lists.tries_of(entry)),
            "may_follow": permissions.follows(request.actor, entry.household)
            or request.actor.can(Capability.SAFEGUARDING),
        },
    )


def _note(request: AppRequest, entry, said: dict) -> tuple[str, str]:
    on = request.actor.on
    if said["tried"]:
        services.note_try(
            actor=request.actor, entry=entry, tried=Tried(said["tried"]), note=said["note"], on=on
        )
    if said["outcome"]:
        services.close_rehousing(
            actor=request.actor, entry=entry, outcome=RehousingOutcome(said["outcome"]), on=on
        )
        return "Het gezin is van de lijst.", reverse("housing:rehousings")
    return "De poging is genoteerd.", reverse("housing:rehousing", args=[entry.pk])


rehousing = asking(TryForm, needs=Capability.HOUSEHOLD_VIEW, about=_about, act=_note)


# -- Figures ---------------------------------------------------------------------------------------
FIGURE_COLUMNS = (
    Column("Groep", lambda row: row.group),
    Column("Wat", lambda row: row.what),
    Column("Aantal", lambda row: row.shown),
)


@read_page(needs=Capability.FIGURES_VIEW)
def figures(request: AppRequest):
    on = request.actor.on
    form = PeriodFilter(request.GET)
    since = (form.is_valid() and form.cleaned_data["vanaf"]) or on - A_YEAR
    page = {
        "form": form,
        "tab": "figures",
        "since": since,
        "smallest": stay_figures.SMALLEST,
        "sees_stays": stay_figures.sees_stays(request.actor),
    }
    found = stay_figures.stay_figures(request.actor, since=since, on=on)
    return show_list(
        request,
        "housing/stay_figures.html",
        page,
        name="cijfers-verblijven",
        rows=found,
        columns=FIGURE_COLUMNS,
        filters=form,
    )
