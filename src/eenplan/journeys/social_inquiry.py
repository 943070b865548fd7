"""Beginning a social investigation with what other rooms know: the place, the last home visit."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localtime

from eenplan.agenda.models import HomeVisit
from eenplan.benefits.answers import dutch
from eenplan.benefits.models import Application, Investigation
from eenplan.benefits.services.inquiry import begin_investigation
from eenplan.core.access import Actor
from eenplan.housing.selectors import stay_on
from eenplan.people.models import Household


@transaction.atomic
def begin_inquiry(*, actor: Actor, application: Application, on: date) -> Investigation:
    """Begin the investigation of an application, prefilled from all of the file.

    Raises NotAllowed, InvestigationOpen, NothingToInvestigate.
    """
    known = {**_housing(application.household, on), **_last_visit(application.household)}
    return begin_investigation(actor=actor, application=application, on=on, known=known)


def _housing(household: Household, on: date) -> dict[str, str]:
    """Return where the household stays by us, and what its place costs."""
    stay = stay_on(household, on)
    if stay is None:
        return {}
    place = stay.place
    lines = [f"{place.get_form_display()} ({place.reference}), sinds {_day(stay.starts_on)}."]
    if stay.ends_on:
        lines.append(f"Tot {_day(stay.ends_on)}.")
    if place.rent_cents:
        rent = f"{place.rent_cents / 100:.2f}".replace(".", ",")
        lines.append(f"De huur van de plaats is {rent} euro per maand; noteer wie die betaalt.")
    else:
        lines.append("Voor de plaats staat geen huur in Eenplan; noteer wie de kosten betaalt.")
    return {"housing": " ".join(lines)}


def _last_visit(household: Household) -> dict[str, str]:
    """Return the last home visit from which somebody came back."""
    visits = HomeVisit.objects.filter(household=household, was_cancelled=False)
    last = (
        visits.filter(back_at__isnull=False).select_related("worker").order_by("-left_at").first()
    )
    if last is None:
        return {}
    went_on = localtime(last.left_at).date().isoformat()
    return {"visited_on": went_on, "visited_by": str(last.worker)}


def _day(day: date) -> str:
    return dutch(day.isoformat())
