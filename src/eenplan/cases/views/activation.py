"""Where adults stand on the road to work and children on the road to school."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import selectors, services
from eenplan.cases.enums import ActivationStage, SchoolKind, SchoolState
from eenplan.cases.forms import (
    ActivationFilter,
    EndStageForm,
    SchoolFilter,
    SchoolForm,
    StageForm,
)
from eenplan.cases.views.plan_pages import done, form_page, load, of_case, persons_of
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, reported_on, write_page
from eenplan.territory.selectors import areas_of, primary_division

STAGE = {"heading": "Stand op weg naar werk", "submit": "Bewaar de stand"}
SCHOOL = {"heading": "School van een kind", "submit": "Bewaar"}
END = {"heading": "Activering beëindigen", "submit": "Beëindig"}


def _people(household, case) -> tuple[list, list]:
    """Return the adults, and who goes to school."""
    adults, pupils = selectors.roads_of(case, persons_of(household), on=localdate())
    return [road.person for road in adults], [road.person for road in pupils]


@read_page(needs=Capability.CASE_WORK)
def stage_form(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    adults, _ = _people(household, case)
    start = {"person": request.GET.get("wie", ""), "starts_on": localdate()}
    form = form_with_draft(request, StageForm, initial=start, persons=adults)
    return form_page(request, household, form, **STAGE)


@write_page(needs=Capability.CASE_WORK)
def set_stage(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = StageForm(request.POST, persons=_people(household, case)[0])
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            row = services.set_stage(
                actor=request.actor,
                case=case,
                person=form.persons[said["person"]],
                stage=ActivationStage(said["stage"]),
                starts_on=said["starts_on"],
                note=said["note"],
                on=localdate(),
            )
            messages.success(request, f"{row.person}: {row.get_stage_display()}.")
            return done(request, household)
    return form_page(request, household, form, **STAGE)


def _load_row(request: AppRequest, activation_id: int):
    row = selectors.get_activation(request.actor, activation_id)
    return row, of_case(request, row.case)


def _end_words(row) -> dict:
    since = f"{row.starts_on:%d/%m/%Y}"
    return {**END, "intro": f"{row.person}: {row.get_stage_display()}, sinds {since}."}


@read_page(needs=Capability.CASE_WORK)
def end_form(request: AppRequest, activation_id: int):
    row, household = _load_row(request, activation_id)
    form = form_with_draft(request, EndStageForm, initial={"ends_on": localdate()})
    return form_page(request, household, form, **_end_words(row))


@write_page(needs=Capability.CASE_WORK)
def end_stage(request: AppRequest, activation_id: int):
    row, household = _load_row(request, activation_id)
    form = EndStageForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.end_stage(actor=request.actor, row=row, on=localdate(), **form.cleaned_data)
            messages.success(request, f"{row.person}: {row.get_stage_display()} is afgelopen.")
            return done(request, household)
    return form_page(request, household, form, **_end_words(row))


def _areas() -> list:
    division = primary_division()
    return [area for area in areas_of(division) if not area.is_unlocated] if division else []


@read_page(needs=Capability.CASE_WORK)
def school_form(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    _, pupils = _people(household, case)
    start = {"person": request.GET.get("wie", ""), "starts_on": localdate()}
    form = form_with_draft(request, SchoolForm, initial=start, persons=pupils, areas=_areas())
    return form_page(request, household, form, **SCHOOL)


@write_page(needs=Capability.CASE_WORK)
def set_school(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = SchoolForm(request.POST, persons=_people(household, case)[1], areas=_areas())
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            row = services.set_school(
                actor=request.actor,
                case=case,
                person=form.persons[said["person"]],
                state=SchoolState(said["state"]),
                kind=SchoolKind(said["kind"]),
                school=said["school"],
                starts_on=said["starts_on"],
                on=localdate(),
                where=form.where(),
            )
            messages.success(request, f"{row.person}: {row.get_state_display()}.")
            return done(request, household)
    return form_page(request, household, form, **SCHOOL)


# -- Lists -----------------------------------------------------------------------------------------
WHO = (
    Column("Gezin", lambda row: row.case.household.number),
    Column("Persoon", lambda row: str(row.person)),
)
STAGE_COLUMNS = (
    *WHO,
    Column("Stand", lambda row: row.get_stage_display()),
    Column("Sinds", lambda row: row.starts_on),
    Column("Toelichting", lambda row: row.note),
)
SCHOOL_COLUMNS = (
    *WHO,
    Column("Stand", lambda row: row.get_state_display()),
    Column("Onderwijs", lambda row: row.get_kind_display()),
    Column("School", lambda row: row.school),
    Column("Wijk van de school", lambda row: row.area.name if row.area else ""),
    Column("Sinds", lambda row: row.starts_on),
)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def stages(request: AppRequest):
    """Who stands where on the road to work, with a count per stage."""
    today = localdate()
    filters = ActivationFilter(request.GET)
    rows = selectors.activations(request.actor, on=today)
    if filters.is_valid() and filters.cleaned_data["stand"]:
        rows = rows.filter(stage=filters.cleaned_data["stand"])
    counts = selectors.activation_counts(request.actor, on=today)
    page = {"counts": list(counts.items()), "filters": filters, "tab": "work"}
    return show_list(
        request,
        "cases/activations.html",
        page,
        name="activering",
        rows=rows,
        columns=STAGE_COLUMNS,
        filters=filters,
    )


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def schools(request: AppRequest):
    """Which children go to school, are enrolled or look for one, with a count per state."""
    today = localdate()
    filters = SchoolFilter(request.GET)
    rows = selectors.schoolings(request.actor, on=today)
    if filters.is_valid() and filters.cleaned_data["stand"]:
        rows = rows.filter(state=filters.cleaned_data["stand"])
    counts = selectors.school_counts(request.actor, on=today)
    page = {"counts": list(counts.items()), "filters": filters, "tab": "school"}
    return show_list(
        request,
        "cases/activations.html",
        page,
        name="scholen",
        rows=rows,
        columns=SCHOOL_COLUMNS,
        filters=filters,
    )
