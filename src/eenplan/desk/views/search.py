"""Look before you write: one field for name, birth date, phone and number."""

from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.people import searching


@read_page(needs=Capability.HOUSEHOLD_SEARCH)
def search(request: AppRequest):
    text = request.GET.get("q", "")
    found = searching.find(request.actor, searching.parse(text)) if text.strip() else None
    page = {"q": text, "found": found}
    return show(request, "desk/search.html", page, fragment="found")
