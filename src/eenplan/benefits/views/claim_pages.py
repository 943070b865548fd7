"""What the pages of the claims share: who may, the way back, the read log."""

from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, note_read
from eenplan.core.questions import Question
from eenplan.territory.selectors import areas_of, primary_division

CAN = Capability.CLAIMS_MANAGE
LAYOUT = "benefits/claims_form.html"
READ_AS = "terugvraag aan de Staat"


def areas() -> list:
    """Return the areas of the town, to choose one from."""
    division = primary_division()
    return list(areas_of(division)) if division else []


def note_decision(request: AppRequest, decision) -> None:
    """Log that the page shows something of the household a decision is about."""
    note_read(request, decision.application.household_id, ground=READ_AS)


def page_of(claim) -> str:
    """Return the address of the page of a claim."""
    return reverse("claims:claim", args=[claim.pk])


def question(heading: str, submit: str, back: str, subject, **more) -> Question:
    """Return a form about claims, with the way back."""
    return Question(heading, submit, back, subject=subject, layout=LAYOUT, **more)
