"""Urgent aid: the chair decides alone, the committee ratifies afterwards."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.forms.committee import UrgentForm
from eenplan.benefits.selectors.legal_term import legal_term
from eenplan.benefits.selectors.urgent import get_urgent, not_ratified, urgent_applications
from eenplan.benefits.services.decisions import give_urgent_aid
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_read, read_page
from eenplan.core.questions import Question, asking
from eenplan.organisation.selectors import norm

LAYOUT = "benefits/base_committee.html"
URGENT_GROUND = "dringende steun van de voorzitter"
NOT_RATIFIED_COLUMNS = (
    Column("Beslissing", lambda row: row.number),
    Column("Aanvraag", lambda row: row.application.number),
    Column("Aanvrager", lambda row: row.application.applicant),
    Column("Bedrag in euro", lambda row: row.amount_cents / 100),
    Column("Op", lambda row: row.decided_on),
    Column("Door", lambda row: row.urgent_by),
)


@read_page(needs=Capability.COMMITTEE_CHAIR)
def urgent(request: AppRequest):
    """Show the urgent applications nobody decided on, and the aid no session ratified."""
    waiting = urgent_applications(request.actor)
    page = {"tab": "urgent", "waiting": [(one, legal_term(one)) for one in waiting]}
    for one in waiting:
        note_read(request, one.household_id, ground=URGENT_GROUND)
    return show_list(
        request,
        "benefits/urgent.html",
        page,
        name="niet-bekrachtigd",
        rows=not_ratified(request.actor),
        columns=NOT_RATIFIED_COLUMNS,
    )


@read_page(needs=Capability.COMMITTEE_KEEP)
def to_ratify(request: AppRequest):
    """Show the urgent aid no session ratified yet, for the secretary."""
    return show_list(
        request,
        "benefits/to_ratify.html",
        {"tab": "to_ratify"},
        name="niet-bekrachtigd",
        rows=not_ratified(request.actor),
        columns=NOT_RATIFIED_COLUMNS,
    )


def _about_urgent(request: AppRequest, application_id: int) -> Question:
    found = get_urgent(request.actor, application_id)
    note_read(request, found.household_id, ground=URGENT_GROUND)
    most = int(norm("urgent_aid_most", on=request.actor.on))
    return Question(
        f"Dringende steun bij {found.number}",
        "Ken deze steun nu toe",
        reverse("committee:urgent"),
        subject=found,
        layout=LAYOUT,
        tab="urgent",
        template="benefits/urgent_form.html",
        intro=f"U beslist alleen, één keer, tot {most} euro. Het geldt dadelijk. De eerstvolgende "
        "zitting bekrachtigt.",
        shown={"application": found, "term": legal_term(found)},
    )


def _give(request: AppRequest, found, said: dict) -> tuple[str, str]:
    given = give_urgent_aid(
        actor=request.actor,
        application=found,
        amount_cents=said["amount"] or 0,
        reason=said["reason"],
        at=now(),
        on=request.actor.on,
    )
    return f"Toegekend: {given.number}. Het comité bekrachtigt.", reverse("committee:urgent")


give = asking(UrgentForm, needs=Capability.COMMITTEE_CHAIR, about=_about_urgent, act=_give)
