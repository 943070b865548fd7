"""Individualised projects (GPMI): signed after days to think it over, the first once in a life."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from eenplan.benefits import claims_permissions
from eenplan.benefits.claims_errors import ImpossibleProject, ProjectOver
from eenplan.benefits.enums import ProjectKind
from eenplan.benefits.models import IntegrationProject
from eenplan.benefits.policies import projects as policies
from eenplan.benefits.services.claim_grounds import reckon_person
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.people.models import Household, Person


@transaction.atomic
def note_project(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    kind: ProjectKind,
    presented_on: date,
    signed_on: date,
    ends_on: date | None,
    on: date,
    at: datetime,
) -> IntegrationProject:
    """Write down a project that was signed. Raises NotAllowed, ImpossibleProject."""
    claims_permissions.check_can_note_project(actor, household)
    Person.objects.select_for_update().get(pk=person.pk)
    policies.check_days(presented_on, signed_on, ends_on, on=on)
    policies.check_member(household, person, on=signed_on)
    policies.check_kind(person, kind, signed_on)
    try:
        with transaction.atomic():
            project = IntegrationProject.objects.create(
                household=household,
                person=person,
                kind=kind,
                presented_on=presented_on,
                signed_on=signed_on,
                starts_on=signed_on,
                ends_on=ends_on,
                noted_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        raise _refusal(error) from None
    audit.record(actor, "benefits.project-noted", project, household=household.number, kind=kind)
    reckon_person(person, on=on, at=at)
    return project


def _refusal(error: IntegrityError) -> Exception:
    if "first_project_once" in str(error):
        return ImpossibleProject("Een eerste GPMI kan maar een keer in een leven.")
    if "one_project_at_a_time" in str(error):
        return ImpossibleProject("Er loopt dan al een GPMI. Beëindig dat eerst.")
    return error


@transaction.atomic
def end_project(
    *, actor: Actor, project: IntegrationProject, ends_on: date, on: date, at: datetime
) -> IntegrationProject:
    """End a project on a day, the first without it. Raises NotAllowed, ProjectOver."""
    claims_permissions.check_can_note_project(actor, project.household)
    if ends_on < project.starts_on:
        raise ProjectOver("Het GPMI eindigt niet voor het begint.")
    was = project.ends_on
    same = IntegrationProject.objects.filter(pk=project.pk, ends_on=was)
    if (was is not None and was <= on) or not same.update(ends_on=ends_on):
        raise ProjectOver("Dit GPMI is al beëindigd. Kijk opnieuw.")
    project.refresh_from_db()
    audit.record(actor, "benefits.project-ended", project, ends_on=ends_on)
    reckon_person(project.person, on=on, at=at)
    return project
