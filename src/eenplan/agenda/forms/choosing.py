"""The household on a posted form: inside the scope of who sends it, or an error."""

from eenplan.agenda.selectors.finding import household_of
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.core.forms import PageForm
from eenplan.people.models import Household

UNKNOWN = "Dit gezin vindt u niet. Zoek het opnieuw, of ga verder zonder gezin."


def household_on(form: PageForm, actor: Actor) -> Household | None:
    """Return the household a valid form names; out of scope is an error on the form."""
    try:
        return household_of(actor, form.cleaned_data.get("household", ""))
    except NotFound:
        form.add_error(None, UNKNOWN)
        return None
