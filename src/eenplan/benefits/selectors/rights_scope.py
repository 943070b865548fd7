"""Of which households somebody may see applications, decisions and reviews."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from eenplan.benefits.models import Application
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.models import TeamArea
from eenplan.people.models import Household, TeamCare


def households_with_rights(actor: Actor) -> QuerySet[Household]:
    """Return the households of which the actor may see the rights.

    Those whose file may be opened, in a team in which the actor sees rights; or all of them for a
    role that looks over all teams and sees rights in it.
    """
    seen = Household.objects.visible_to(actor)
    teams = actor.teams_with(Capability.RIGHTS_VIEW)
    if teams & actor.teams_with(Capability.HOUSEHOLD_VIEW_ALL):
        return seen
    care = TeamCare.objects.open().filter(household=OuterRef("pk"), team__in=teams)
    return seen.filter(Exists(care))


def not_from_the_own_area(actor: Actor, household: str = "household") -> Q:
    """Return the condition that leaves out who is helped elsewhere, for who works in their area.

    For the committee, which opens no files: what stands on an agenda is seen, but for this.
    """
    areas = TeamArea.objects.on(actor.on).filter(team__in=actor.team_ids).values("area")
    return Q(**{f"{household}__helped_elsewhere": False}) | ~Q(**{f"{household}__area__in": areas})


def get_application(actor: Actor, pk: int) -> Application:
    """Return an application within the actor's scope, with household and team. Raises NotFound."""
    found = Application.objects.filter(pk=pk, household__in=households_with_rights(actor))
    application = found.select_related("applicant").first()
    if application is None:
        raise NotFound(pk)
    application.household = Household.objects.with_team().get(pk=application.household_id)
    return application
