"""Who is paid in the place of who has the right: in a run, of an application, waiting."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import Application, Decision, Grant, PaidTo
from eenplan.benefits.selectors.rights_scope import households_with_rights
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.people.models import Household


def payees(grants: Collection[Grant], on: date) -> dict[int, PaidTo]:
    """Return who is paid in the place of who has the right, by grant, on a day.

    Urgent aid of the chair and an advance are for the hand of who stands at the desk.
    """
    mine = [
        grant
        for grant in grants
        if grant.component != Component.ADVANCE and grant.decision.urgent_by_id is None
    ]
    rows = PaidTo.objects.on(on).filter(
        application__in={one.decision.application_id for one in mine}
    )
    by = {row.application_id: row for row in rows}
    return {
        grant.pk: by[grant.decision.application_id]
        for grant in mine
        if grant.decision.application_id in by
    }


def paid_to_of(application: Application) -> list[PaidTo]:
    """Return to whom what is granted on an application went or goes, the latest first."""
    rows = application.paid_to.select_related("entered_by", "confirmed_by", "decision")
    return list(rows.order_by("-starts_on", "-pk"))


def waiting() -> QuerySet[PaidTo]:
    """Return what waits for a second person, the oldest first."""
    return PaidTo.objects.filter(confirmed_at=None, ends_on=None).order_by("entered_at", "pk")


def dressed(rows: QuerySet[PaidTo]) -> list[PaidTo]:
    """Return them with what the list shows."""
    about = rows.select_related("application__household", "application__applicant", "entered_by")
    about = about.select_related("decision").defer("application__household__area__geometry")
    return list(about.order_by("entered_at", "pk"))


def get_waiting(pk: int) -> PaidTo:
    """Return one of them. Raises NotFound."""
    found = PaidTo.objects.select_related("application__applicant").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def get_paid_to(actor: Actor, pk: int) -> PaidTo:
    """Return one of an application of which the actor sees the rights. Raises NotFound."""
    rows = PaidTo.objects.filter(application__household__in=households_with_rights(actor))
    found = rows.select_related("application__applicant").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    household = Household.objects.with_team().get(pk=found.application.household_id)
    found.application.household = household
    return found


def decisions_on(application: Application) -> list[Decision]:
    """Return the decisions about the applicant, which may let somebody else be paid."""
    rows = Decision.objects.filter(application__applicant=application.applicant_id)
    return list(rows.select_related("application").order_by("-decided_on", "-pk")[:50])
