"""What the pages of dwellings share: the layout of a form, and the way back."""

from django.urls import reverse

from eenplan.core.pages import AppRequest
from eenplan.core.questions import Question
from eenplan.housing.selectors import dwellings as reading
from eenplan.territory.selectors import areas_of, primary_division

LAYOUT = "housing/form_base.html"


def dwelling_of(request: AppRequest, pk: int):
    """Return a dwelling as it is today, or raise NotFound."""
    return reading.get_dwelling(pk, on=request.actor.on)


def page_of(dwelling_id: int) -> str:
    """Return the address of the page of a dwelling."""
    return reverse("dwellings:dwelling", args=[dwelling_id])


def question(heading: str, submit: str, dwelling, subject, **more) -> Question:
    """Return a form about a dwelling, with the way back to its page."""
    back = page_of(dwelling.pk)
    return Question(heading, submit, back, subject=subject, layout=LAYOUT, **more)


def areas() -> list:
    """Return the areas of the town, to choose one from."""
    division = primary_division()
    return list(areas_of(division)) if division else []
