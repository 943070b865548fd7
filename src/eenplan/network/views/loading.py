"""Loading what a page is about, within the scope, with the read log."""

from eenplan.cases.selectors import open_case
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest, note_read
from eenplan.network.permissions import check_can_refer
from eenplan.people.selectors import get_household, ground_of


def household_shown(request: AppRequest, year: int, serial: int):
    """Return a household in scope; that it was shown stands in the read log."""
    household = get_household(request.actor, year, serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return household


def household_to_refer(request: AppRequest, year: int, serial: int):
    """Return a household of the own team with its open case, or raise NotFound."""
    household = household_shown(request, year, serial)
    check_can_refer(request.actor, household)
    case = open_case(household)
    if case is None:
        raise NotFound(f"{year}/{serial}")
    return household, case
