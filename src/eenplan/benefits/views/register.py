"""The chronological register: its lists, and writing an application down."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.enums import AskedRight
from eenplan.benefits.forms.register import ApplicationFilter, ApplicationForm, EntryFilter
from eenplan.benefits.selectors import register as selectors
from eenplan.benefits.selectors.terms import decision_term, terms_of
from eenplan.benefits.services.register import NewApplication, register_application
from eenplan.benefits.stages import COLOURS, Stage, TermKind
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_read, read_page
from eenplan.core.questions import Question, asking
from eenplan.people.selectors import get_household, ground_of, members_of

LAYOUT = "benefits/base_rights.html"
RIGHTS = dict(AskedRight.choices)
STAGES = dict(Stage.choices)


def _term(row, *, on):
    return decision_term(row, on=on)


def _is_late(row, *, on) -> bool:
    """Say whether an application was written down after the day it was received."""
    return any(term.is_late for term in terms_of(row, on=on) if term.kind == TermKind.REGISTER)


def _columns(on) -> tuple[Column, ...]:
    def due_on(row):
        found = _term(row, on=on)
        return found and found.due_on

    def days_left(row):
        found = _term(row, on=on)
        return found.days_left if found else None

    return (
        Column("Nummer", lambda row: row.number),
        Column("Gezin", lambda row: row.household.number),
        Column("Naam", lambda row: row.household.name),
        Column("Aanvrager", lambda row: str(row.applicant)),
        Column("Recht", lambda row: row.get_right_display()),
        Column("Binnengekomen", lambda row: row.handed_in_on),
        Column("Geldt als ontvangen", lambda row: row.counts_on),
        Column("Ingeschreven", lambda row: row.registered_at),
        Column("Te laat ingeschreven", lambda row: _is_late(row, on=on)),
        Column("Dringend", lambda row: row.is_urgent),
        Column("Ontvangstbewijs", lambda row: row.receipt_on),
        Column("Stand", lambda row: STAGES[row.stage]),
        Column("Beslissen tegen", due_on),
        Column("Dagen over", days_left),
        Column("Beslist", lambda row: row.decided_on),
        Column("Ingetrokken", lambda row: row.withdrawn_on),
        Column("Verbeteringen", lambda row: len(row.corrections.all())),
    )


@read_page(needs=Capability.RIGHTS_VIEW)
def applications(request: AppRequest):
    """List the register with stage and term of each entry, and say whether a number lacks."""
    on = request.actor.on
    form = ApplicationFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    page = {
        "form": form,
        "tab": "applications",
        "is_filtered": any(filters.values()),
        "years": selectors.gap_check(),
        "colours": COLOURS,
        "stages": STAGES,
    }
    return show_list(
        request,
        "benefits/applications.html",
        page,
        name="aanvragen",
        rows=selectors.applications_listed(request.actor, filters, on=on),
        columns=_columns(on),
        filters=form,
        dressed=lambda rows: _with_words(selectors.dressed(rows), on),
    )


def _with_words(rows, on):
    """Give each shown row its term and its corrections in words."""
    found = list(rows)
    for row in found:
        row.term, row.is_late = _term(row, on=on), _is_late(row, on=on)
        row.told = selectors.corrections_of(row)
    return found


ENTRY_COLUMNS = (
    Column("Nummer", lambda row: row.number),
    Column("Gezin", lambda row: row.household.number),
    Column("Naam", lambda row: row.household.name),
    Column("Geldt als ontvangen", lambda row: row.counts_on),
    Column("Ingeschreven", lambda row: row.registered_at),
    Column("Ontvangstbewijs", lambda row: row.has_receipt),
    Column("Ingetrokken", lambda row: row.withdrawn_on is not None),
)


@read_page(needs=Capability.APPLICATION_REGISTER)
def entries(request: AppRequest):
    """List the entries for the desk: their number and whether a receipt was given, no more."""
    form = EntryFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    page = {
        "form": form,
        "tab": "entries",
        "is_filtered": any(filters.values()),
        "years": selectors.gap_check(),
    }
    return show_list(
        request,
        "benefits/entries.html",
        page,
        name="register",
        rows=selectors.entries_listed(request.actor, filters),
        columns=ENTRY_COLUMNS,
        filters=form,
    )


# -- Writing one down ------------------------------------------------------------------------------
def _about(request: AppRequest, year: int, serial: int) -> Question:
    household = get_household(request.actor, year, serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    members = members_of(household, on=request.actor.on)
    return Question(
        "Nieuwe aanvraag",
        "Schrijf in",
        reverse("desk:household_rights", args=[year, serial]),
        subject=(household, {str(member.person_id): member.person for member in members}),
        intro="De aanvraag krijgt het volgende nummer van het register. Wat ingeschreven is, "
        "verandert niet meer: een fout wordt ernaast verbeterd.",
        layout=LAYOUT,
        tab="entries",
        initial={
            "handed_in_on": request.actor.on,
            "applicant": str(members[0].person_id) if members else "",
        },
        options={"applicants": [(str(row.person_id), str(row.person)) for row in members]},
        shown={"household": household},
        template="benefits/new_application.html",
    )


def _register(request: AppRequest, subject, said: dict) -> tuple[str, str]:
    household, persons = subject
    applicant = persons[said.pop("applicant")]
    seen = said.pop("seen_doubles")
    made = register_application(
        actor=request.actor,
        household=household,
        applicant=applicant,
        asked=NewApplication(**said),
        on=request.actor.on,
        at=now(),
        seen_doubles=seen,
    )
    told = f"Ingeschreven als {made.number}, ontvangen op {made.received_on:%d/%m/%Y}."
    return told, reverse("register:application", args=[made.pk])


new = asking(ApplicationForm, needs=Capability.APPLICATION_REGISTER, about=_about, act=_register)
