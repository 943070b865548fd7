"""Let open plans follow the list of steps that is in force now, with a preview."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.cases import selectors, services
from eenplan.cases.views.plan_pages import done, load
from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest, go_to, note_read, read_page, show, write_page
from eenplan.guidance.selectors import get_list, step_lists, version_in_force
from eenplan.people.selectors import ground_of

SHOWN = 50


def _versions(on) -> list:
    """Return the versions in force of every list."""
    found = (version_in_force(row, on=on) for row in step_lists(on=on) if row.present)
    return [version for version in found if version]


def _note_update(request: AppRequest, brought) -> None:
    text = (
        f"{brought.cases} {'plan' if brought.cases == 1 else 'plannen'} bijgewerkt: "
        f"{brought.new} nieuw, {brought.renewed} gewijzigd, {brought.to_drop} voorgesteld om te "
        "schrappen."
    )
    messages.success(request, text)
    if brought.skipped:
        messages.info(
            request,
            f"{brought.skipped} overgeslagen: daar veranderde intussen iets. Bekijk opnieuw.",
        )


def _marks(request: AppRequest) -> list[str]:
    """Return the marks of the preview; in one field, for a team has many plans."""
    return request.POST.get("seen", "").split()


# -- One plan --------------------------------------------------------------------------------------
@read_page(needs=Capability.CASE_WORK)
def preview_case(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    on = localdate()
    found = [
        (version, update)
        for version in _versions(on)
        for update in selectors.updates([case], version, on=on)
    ]
    page = {
        "household": household,
        "found": found,
        "back": reverse("desk:household_plan", args=[year, serial]),
    }
    return show(request, "cases/update_case.html", page)


@write_page(needs=Capability.CASE_WORK)
def update_case(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    on = localdate()
    try:
        version = version_in_force(get_list(request.POST.get("list", "").replace("\0", "")), on=on)
    except NotFound:
        version = None
    if version is None:
        messages.error(request, "Deze lijst geldt niet meer. Er is niets gewijzigd.")
        return done(request, household)
    brought = services.bring_up_to_date(
        actor=request.actor,
        cases=[case],
        version=version,
        seen=_marks(request),
        on=on,
    )
    _note_update(request, brought)
    return done(request, household)


# -- All plans of the team -------------------------------------------------------------------------
def _team(request: AppRequest, list_code: str):
    on = localdate()
    version = version_in_force(get_list(list_code), on=on)
    if version is None:
        raise NotFound(list_code)
    found = selectors.updates(selectors.cases_to_steer(request.actor), version, on=on)
    return version, found


@read_page(needs=Capability.PLAN_TEMPLATES)
def preview_team(request: AppRequest, list_code: str):
    version, found = _team(request, list_code)
    shown = found[:SHOWN]
    for update in shown:
        note_read(request, update.case.household_id, ground="eigen team")
    page = {
        "version": version,
        "shown": shown,
        "more": len(found) - len(shown),
        "number": len(found),
        "seen": " ".join(update.mark for update in found),
        "totals": {
            "new": sum(len(update.new) for update in found),
            "renewed": sum(len(update.renewed) for update in found),
            "to_drop": sum(len(update.to_drop) for update in found),
        },
    }
    return show(request, "cases/update_team.html", page)


@write_page(needs=Capability.PLAN_TEMPLATES)
def update_team(request: AppRequest, list_code: str):
    """Carry out what the preview showed: the plans it named, and nothing else in them."""
    on = localdate()
    version = version_in_force(get_list(list_code), on=on)
    if version is None:
        raise NotFound(list_code)
    seen = _marks(request)
    named = {
        int(number)
        for number in (mark.split(":")[0] for mark in seen)
        if number.isdecimal() and len(number) < 12
    }
    cases = selectors.cases_to_steer(request.actor).filter(pk__in=named)
    brought = services.bring_up_to_date(
        actor=request.actor, cases=list(cases), version=version, seen=seen, on=on
    )
    _note_update(request, brought)
    return go_to(request, "guidance:list", list_code)
