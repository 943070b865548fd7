"""Individualised projects (GPMI): of a household, and who has none yet."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits import claims_permissions
from eenplan.benefits.enums import ProjectKind
from eenplan.benefits.forms.claims import EndProjectForm, ProjectForm
from eenplan.benefits.selectors import projects as reading
from eenplan.benefits.services import projects as services
from eenplan.benefits.views.claim_pages import question
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_read, read_page, show
from eenplan.core.questions import asking
from eenplan.people import selectors as people

COLUMNS = (
    Column("Uiterlijk", lambda row: row.due_on),
    Column("Gezin", lambda row: row.grant.household.number),
    Column("Naam", lambda row: str(row.grant.beneficiary)),
    Column("Steun", lambda row: row.grant.get_component_display()),
    Column("Beslissing", lambda row: row.grant.decision.number),
    Column("Te laat", lambda row: row.is_late),
    Column("Supplement per maand (euro)", lambda row: (row.monthly_cents or 0) / 100),
    Column("Waarom", lambda row: row.why),
)


@read_page(needs=Capability.RIGHTS_VIEW)
def missing(request: AppRequest):
    rows = reading.missing_projects(on=request.actor.on, actor=request.actor)
    return show_list(
        request,
        "benefits/projects_missing.html",
        {"late": sum(row.is_late for row in rows)},
        name="gpmi-te-sluiten",
        rows=rows,
        columns=COLUMNS,
    )


def _household(request: AppRequest, year: int, serial: int):
    household = people.get_household(request.actor, year, serial)
    reading.check_sees_projects(request.actor, household)
    note_read(request, household.pk, ground=people.ground_of(request.actor, household))
    return household


def _page_of(household) -> str:
    return reverse("claims:projects", args=[household.year, household.serial])


@read_page(needs=Capability.RIGHTS_VIEW)
def projects(request: AppRequest, year: int, serial: int):
    household = _household(request, year, serial)
    page = {
        "household": household,
        "projects": reading.projects_of(household),
        "may_note": request.actor.can(Capability.RIGHTS_INVESTIGATE)
        and claims_permissions.may_note_project(request.actor, household),
        "day": request.actor.on,
    }
    return show(request, "benefits/projects.html", page)


def _about_new(request: AppRequest, year: int, serial: int):
    household = _household(request, year, serial)
    members = people.members_of(household, on=request.actor.on)
    named = {str(member.person_id): member.person for member in members}
    return question(
        f"GPMI noteren, gezin {household.number}",
        "Bewaar het GPMI",
        _page_of(household),
        (household, named),
        intro="Een eerste GPMI kan maar een keer in een leven. Met een GPMI betaalt de Staat "
        "10 % meer terug, vanaf de maand van ondertekening.",
        options={"people": [(pk, str(person)) for pk, person in named.items()]},
    )


def _note(request: AppRequest, subject, said: dict):
    household, named = subject
    services.note_project(
        actor=request.actor,
        household=household,
        person=named[said["person"]],
        kind=ProjectKind(said["kind"]),
        presented_on=said["presented_on"],
        signed_on=said["signed_on"],
        ends_on=said["ends_on"],
        on=request.actor.on,
        at=now(),
    )
    return "Het GPMI is bewaard.", _page_of(household)


new_project = asking(ProjectForm, needs=Capability.RIGHTS_INVESTIGATE, about=_about_new, act=_note)


def _about_end(request: AppRequest, project_id: int):
    project = reading.get_project(request.actor, project_id)
    household = _household(request, project.household.year, project.household.serial)
    return question(
        f"GPMI van {project.person} beëindigen",
        "Beëindig het GPMI",
        _page_of(household),
        project,
        initial={"ends_on": request.actor.on},
    )


def _end(request: AppRequest, project, said: dict):
    services.end_project(
        actor=request.actor,
        project=project,
        ends_on=said["ends_on"],
        on=request.actor.on,
        at=now(),
    )
    return "Het GPMI is beëindigd.", _page_of(project.household)


end_project = asking(
    EndProjectForm, needs=Capability.RIGHTS_INVESTIGATE, about=_about_end, act=_end
)
