"""The household's file: a header that stays, and tabs that each have an address."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from eenplan.benefits import register_permissions as rights
from eenplan.benefits.selectors import register
from eenplan.benefits.selectors.terms import decision_term
from eenplan.benefits.stages import COLOURS as STAGE_COLOURS, OPEN, TO_DO, Stage
from eenplan.cases import selectors as cases
from eenplan.cases.enums import LifeDomain
from eenplan.cases.forms import QuickNoteForm
from eenplan.cases.progress import progress_of
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, note_read, read_page, show
from eenplan.desk import selectors
from eenplan.desk.forms import TimelineFilter
from eenplan.desk.history import history_of, kind_choices
from eenplan.housing import selectors as housing
from eenplan.network import selectors as network
from eenplan.network.words import COLOURS
from eenplan.people import selectors as people

TABS = (
    ("desk:household", "Tijdlijn"),
    ("desk:household_plan", "Plan en stappen"),
    ("desk:household_housing", "Wonen"),
    ("desk:household_persons", "Personen"),
    ("desk:household_documents", "Documenten"),
    ("desk:household_network", "Netwerk"),
    ("desk:household_rights", "Rechten"),
)
RIGHTS = "desk:household_rights"  # a tab of who registers or reads rights


def _tab(request: AppRequest, year: int, serial: int, template: str, content):
    household = people.get_household(request.actor, year, serial)
    note_read(request, household.pk, ground=people.ground_of(request.actor, household))
    header = selectors.header_of(request.actor, household, on=localdate())
    here = request.resolver_match.view_name
    shown = [tab for tab in TABS if tab[0] != RIGHTS or _has_rights_tab(request)]
    page = {
        "household": household,
        "header": header,
        "tabs": [(url, label, url == here) for url, label in shown],
        **content(household, header),
    }
    return show(request, template, page)


def _has_rights_tab(request: AppRequest) -> bool:
    may = request.actor.can
    return may(Capability.RIGHTS_VIEW) or may(Capability.APPLICATION_REGISTER)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def timeline(request: AppRequest, year: int, serial: int):
    def content(household, header):
        asked = {name: request.GET.get(name, "") for name in TimelineFilter.base_fields}
        history = history_of(request.actor, household, on=localdate(), filters=asked)
        form = TimelineFilter(
            request.GET,
            kinds=kind_choices(),
            persons=history.persons,
            authors=history.authors,
            months=[(key, f"{date_format(day, 'F Y')} ({n})") for key, day, n in history.months],
        )
        page = reverse("cases:quick_note_of", args=(household.year, household.serial))
        return {
            "history": history,
            "form": form,
            "is_wrong_filter": not form.is_valid(),
            "is_filtered": any(asked.values()),
            "note_page": page,
            "quick": QuickNoteForm() if header.may_work else None,
        }

    return _tab(request, year, serial, "desk/household_timeline.html", content)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def plan(request: AppRequest, year: int, serial: int):
    def content(household, header):
        case = header.case or header.former_case
        if case is None:
            return {"plan": None}
        case.household = household
        persons = [member.person for member in header.members]
        without = cases.hidden_domains(household, request.actor)
        adults, pupils = cases.roads_of(case, persons, on=localdate())
        return {
            "plan": cases.plan_of(case, without=without),
            "lines": progress_of(case, without=without),
            "adults": adults,
            "pupils": pupils,
            "domains": LifeDomain,
        }

    return _tab(request, year, serial, "desk/household_plan.html", content)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def home(request: AppRequest, year: int, serial: int):
    def content(household, header):
        return {
            "stays": housing.stays_of(household),
            "addresses": people.addresses_of(household),
        }

    return _tab(request, year, serial, "desk/household_housing.html", content)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def persons(request: AppRequest, year: int, serial: int):
    def content(household, header):
        return {
            "former": people.former_members_of(household, on=localdate()),
            "care": people.care_of(household),
        }

    return _tab(request, year, serial, "desk/household_persons.html", content)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def documents(request: AppRequest, year: int, serial: int):
    def content(household, header):
        return {"persons": people.documents_of(household, on=localdate())}

    return _tab(request, year, serial, "desk/household_documents.html", content)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def around(request: AppRequest, year: int, serial: int):
    def content(household, header):
        ties = list(network.ties_of(household))
        return {
            "ties": ties,
            "overlaps": network.overlaps(ties),
            "referrals": list(network.referrals_of(household)),
            "questions": list(network.questions_of(household)),
            "may_refer": network.sends_referrals(request.actor, household),
            "colours": COLOURS,
        }

    return _tab(request, year, serial, "desk/household_network.html", content)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def household_rights(request: AppRequest, year: int, serial: int):
    """Show what was asked and granted; the desk sees only that it was asked, and the receipts."""
    on = request.actor.on

    def content(household, header):
        if not rights.sees_register(request.actor, household):
            return {"sees_register": False}
        page = {
            "sees_register": True,
            "sees_rights": rights.sees_rights(request.actor, household),
            "may_register": request.actor.can(Capability.APPLICATION_REGISTER),
            "applications": list(register.applications_of(household)),
        }
        if not page["sees_rights"]:
            return page
        for row in page["applications"]:
            row.term, row.is_open = decision_term(row, on=on), row.stage in OPEN
        return page | {
            "stages": dict(Stage.choices),
            "colours": STAGE_COLOURS,
            "to_do": TO_DO,
            "grants": list(register.grants_of(household, on=on)),
            "reviews": list(register.open_reviews_of(household)),
        }

    return _tab(request, year, serial, "desk/household_rights.html", content)
