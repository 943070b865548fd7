"""What waits for the head of the team, and the answer of the head."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.enums import HeadAnswer
from eenplan.benefits.forms.committee import HeadForm
from eenplan.benefits.selectors.proposals import to_check
from eenplan.benefits.services import proposals as services
from eenplan.benefits.views.committee_proposals import LAYOUT, load, page_of, shown
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import Question, asking

CHECK_COLUMNS = (
    Column("Aanvraag", lambda row: row.application.number),
    Column("Gezin", lambda row: row.application.household.number),
    Column("Aanvrager", lambda row: row.application.applicant),
    Column("Wat", lambda row: row.get_kind_display()),
    Column("Recht", lambda row: row.get_right_display()),
    Column("Bedrag in euro", lambda row: row.amount_cents / 100),
    Column("Van", lambda row: row.made_by),
    Column("Voorgelegd op", lambda row: row.submitted_at),
)


@read_page(needs=Capability.PROPOSAL_CHECK)
def listed_to_check(request: AppRequest):
    return show_list(
        request,
        "benefits/proposals_to_check.html",
        {"tab": "to_check"},
        name="na-te-kijken-voorstellen",
        rows=to_check(request.actor),
        columns=CHECK_COLUMNS,
    )


def _about_check(request: AppRequest, proposal_id: int) -> Question:
    found = load(request, proposal_id)
    return Question(
        f"Voorstel bij {found.application.number} nakijken",
        "Bewaar uw antwoord",
        page_of(found),
        subject=found,
        layout=LAYOUT,
        tab="to_check",
        template="benefits/proposal_check.html",
        shown=shown(request, found),
    )


def _check(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.answer_proposal(
        actor=request.actor,
        proposal=found,
        version=found.version,
        answer=HeadAnswer(said["answer"]),
        note=said["note"],
        at=now(),
        on=request.actor.on,
    )
    return "Uw antwoord is bewaard.", reverse("committee:to_check")


check = asking(HeadForm, needs=Capability.PROPOSAL_CHECK, about=_about_check, act=_check)
