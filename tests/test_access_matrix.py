"""Every page of our own against every role: open exactly to who has the capability it names.

Made from the addresses and the roles themselves, so that a new page or role is in it at once.
"""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from eenplan.agenda.models import SafetyNote
from eenplan.benefits.models import Evidence, Investigation, Means
from eenplan.core.access import CAPABILITY_LABELS
from eenplan.guidance.models import StepList
from eenplan.housing.models import Checklist, ChecklistItem, RefusalReason
from eenplan.organisation.enums import ReceptionForm, Role
from eenplan.organisation.models import AcceptedDiploma, EndCriterion, Membership, Norm
from eenplan.organisation.roles import ROLES
from eenplan.organisation.selectors import actor_for
from tests.factories import (
    AbsenceFactory,
    ActivationFactory,
    AppointmentFactory,
    AssignmentFactory,
    CallAnswerFactory,
    ContactFactory,
    ContingentFactory,
    DraftFactory,
    EvaluationFactory,
    GoalFactory,
    HandoverFactory,
    HandoverRunFactory,
    HomeVisitFactory,
    HourBlockFactory,
    HouseholdFactory,
    MembershipFactory,
    PlaceFactory,
    PlanReviewFactory,
    QualificationFactory,
    RebalancingProposalFactory,
    ReserveCandidateFactory,
    SizeStepFactory,
    SnoozeFactory,
    StayFactory,
    StepFactory,
    TeamFactory,
    UserFactory,
    VacancyFactory,
    VisitFactory,
    WorkItemFactory,
)
from tests.factories.directory import ServiceFactory, SittingDayFactory
from tests.factories.dwellings import (
    ContractFactory,
    CostLineFactory,
    PhotoFactory,
    WorkFactory,
    begun,
)
from tests.factories.housing import ProposalFactory, StayLookFactory
from tests.factories.network import (
    AgendaItemFactory,
    HelpdeskFactory,
    MeetingFactory,
    PolicyPointFactory,
    QuestionFactory,
    ReferralFactory,
    SignalFactory,
    TieFactory,
)
from tests.factories.offers import HostCheckFactory, host_place
from tests.factories.stays import (
    AbsenceFromPlaceFactory,
    FollowUpVisitFactory,
    IncidentFactory,
    RehousingFactory,
    StopFactory,
)
from tests.support.claims import claimed_month, granted, project_of
from tests.support.committee import one_of_everything, seat_everywhere
from tests.support.hindrances import one_of_each
from tests.support.htmx import soup
from tests.support.letters import kept_letter
from tests.support.money_pages import one_of_all_money
from tests.support.rights import application_of, calculation_of, the_centre
from tests.support.setting import TODAY


def own_pages():
    """Return every page of our own: its name, the names in its address, and its view."""
    for namespace, (_, resolver) in sorted(get_resolver().namespace_dict.items()):
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern) and getattr(entry.callback, "needs", None):
                yield f"{namespace}:{entry.name}", entry.pattern.converters, entry.callback


PAGES = {name: (converters, view) for name, converters, view in own_pages()}


def needs_of(view, method: str):
    """Return the capability a page asks of a method."""
    get, post = getattr(view, "parts", (view, view))
    return (post if method == "post" else get).needs


@pytest.fixture
def town(team, cell, area, clock, settings, tmp_path):
    """A town with one of everything, all of it in the care of one team."""
    settings.PHOTO_FOLDER = tmp_path
    place = PlaceFactory(area=area)
    inspection = begun(place.dwelling)
    household = HouseholdFactory(team=team, area=area, persons=2, sleeps="NONE")
    case = household.cases.get()
    helper = MembershipFactory(team=team, user=UserFactory(username="helper"))
    AssignmentFactory(case=case, worker=helper.user)
    stay = StayFactory(household__team=team, household__area=area, place__form="COLLECTIVE")
    AbsenceFromPlaceFactory(stay=stay)
    ContingentFactory()
    HelpdeskFactory(team=team)
    asked = {"team": team, "case": case, "asked_by": helper.user, "state": "ANSWERED"}
    draft = DraftFactory(list=StepList.objects.get(code="activation"))
    adult = household.members.get(relation="REFERENCE").person
    service = ServiceFactory()
    meeting = MeetingFactory(area=area, chair=helper.user)
    report = Investigation.objects.create(
        application=application_of(household), started_on=TODAY, worker=helper.user
    )
    row = Norm.objects.create(key="quiet_days", value=14, starts_on=date(2027, 1, 1), reason="x")
    SizeStepFactory(team=cell)
    claimed = claimed_month(granted(household))
    hosted = host_place(area=area)
    hosted.offer.found_privately = True
    hosted.offer.save(update_fields=["found_privately"])
    the_centre()
    decision = claimed.grant.decision
    check = HostCheckFactory(member=hosted.offer.members.get(), verdict="NEGATIVE")
    return {
        "application": application_of(household),
        "offer": hosted.offer,
        "decision": decision,
        "lettered": decision.application,
        "session": decision.item.session,
        "letter": kept_letter(decision),
        "receipt": kept_letter(decision, kind="RECEIPT"),
        "host_check": check,
        "stay": stay,
        "follow_up": FollowUpVisitFactory(stay=stay),
        "incident": IncidentFactory(stay=stay),
        "stop": StopFactory(),
        "rehousing": RehousingFactory(stay=stay),
        "team": team,
        "cell": cell,
        "size": SizeStepFactory(team=cell, starts_on=date(2027, 1, 1)),
        "evaluation": EvaluationFactory(team=cell),
        "criterion": EndCriterion.objects.create(team=cell, text="niemand meer"),
        "absence": AbsenceFactory(user=helper.user),
        "qualification": QualificationFactory(user=helper.user),
        "acceptance": AcceptedDiploma.objects.open().first(),
        "answer": CallAnswerFactory(call__team=team),
        "vacancy": VacancyFactory(team=team),
        "candidate": ReserveCandidateFactory(),
        "area": area,
        "household": household,
        "case": case,
        "step": StepFactory(case=case),
        "item": WorkItemFactory(case=case, team=team),
        "contact": ContactFactory(case=case),
        "snooze": SnoozeFactory(worker=helper.user, case=case),
        "place": place,
        "inspection": inspection,
        "photo": PhotoFactory(inspection=inspection),
        "work": WorkFactory(dwelling=place.dwelling),
        "contract": ContractFactory(dwelling=place.dwelling),
        "cost": CostLineFactory(dwelling=place.dwelling),
        "placing": ProposalFactory(household=household, made_by=helper.user),
        "stay_look": StayLookFactory(stay__household__team=team, stay__household__area=area),
        "user": helper.user,
        "membership": helper,
        "norm_row": row,
        "referral": ReferralFactory(case=case),
        "received": ReferralFactory(case=case, team=team, service=None),
        "question": QuestionFactory(**asked),
        "tie": TieFactory(household=household),
        "signal": SignalFactory(area=area),
        "point": PolicyPointFactory(),
        "meeting": meeting,
        "agenda_item": AgendaItemFactory(meeting=meeting),
        "receiver": TeamFactory(),
        "proposal": RebalancingProposalFactory(team=team),
        "goal": GoalFactory(case=case),
        "review": PlanReviewFactory(case=case),
        "activation": ActivationFactory(case=case, person=adult),
        "draft": draft,
        "listed": draft.steps.get(),
        "visit": VisitFactory(team=team),
        "appointment": AppointmentFactory(team=team, worker=helper.user, household=household),
        "block": HourBlockFactory(team=team, worker=helper.user),
        "home_visit": HomeVisitFactory(team=team, worker=helper.user, household=household),
        "note": SafetyNote.objects.create(household=household, text="hond", starts_on=TODAY),
        "partner": service.partner,
        "service": service,
        "sitting": SittingDayFactory(partner=service.partner, area=area),
        "handover": HandoverFactory(case=case, from_team=team, to_team=team),
        "report": report,
        "means": Means.objects.create(
            investigation=report,
            other_name="Tante Vera",
            kind="wage",
            data={"amount": "500.00"},
            source="CLIENT",
            as_of=TODAY,
        ),
        "evidence": Evidence.objects.create(
            investigation=report, section="MEANS", what="Loonbrief", asked_on=TODAY
        ),
        "calculation": calculation_of(report),
        "run": HandoverRunFactory(from_team=team),
        "money": one_of_all_money(
            HouseholdFactory(team=team, area=area), HouseholdFactory(team=team, area=area)
        ),
        "committee": one_of_everything(
            household, HouseholdFactory(team=team, area=area), helper.user
        ),
        "claim": claimed,
        "project": project_of(household),
        "hindrances": one_of_each(HouseholdFactory(team=team, area=area)),
    }


def _application_of(name: str, town):
    """Return the application a page of a part of the way is about."""
    if name.startswith("inquiry:"):
        return town["report"].application
    return town["lettered" if name.startswith("letters:") else "application"]


def words_of(name: str, converters, town) -> dict:
    """Return something that exists for every name in a page's address."""
    special = {
        "organisation:withdraw_norm": {"key": "quiet_days", "pk": town["norm_row"].pk},
        "organisation:norm": {"key": "quiet_days"},
        "organisation:area": {"pk": town["area"].pk},
        "organisation:team": {"pk": town["team"].pk},
        "organisation:edit_team": {"pk": town["team"].pk},
        "desk:my_day_block": {"name": "stil"},
        "dwellings:photo": {"name": town["photo"].name},
        "dwellings:remove_photo": {"name": town["photo"].name},
        "network:helpdesk": {"code": "HOUSING"},
        "guidance:move_step": {"listed_id": town["listed"].pk, "direction": "omhoog"},
        "cases:template": {
            "year": town["household"].year,
            "serial": town["household"].serial,
            "list_code": "activation",
        },
        "desk:owned": {"team_id": town["team"].pk, "name": "dossiers"},
        "desk:cell": {"team_id": town["cell"].pk},
        "desk:cell_report": {"team_id": town["cell"].pk},
    }
    if name in special:
        return special[name]
    if name.startswith(("committee:", "guidelines:")):
        return {word: town["committee"][word] for word in converters}
    if name.startswith(("money:", "hindrances:")):
        rows = town["money" if name.startswith("money:") else "hindrances"]
        return {word: rows[word] for word in converters}
    if name.startswith("directory:") and converters:
        return {"pk": row_of_the_map(name, town).pk}
    pk = town["place"] if name.startswith("housing:") else town["user"]
    if name.startswith("offers:"):
        pk = town["offer"]
    if name.startswith("register:"):
        pk = town["application"]
    if name.startswith("network:"):
        pk = _around(name, town)
    of_cell = "team_id" in converters and name.startswith("staff:")
    of_the_desk = name.startswith("letters:desk_")
    known = {
        "report_id": town["report"].pk,
        "means_id": town["means"].pk,
        "evidence_id": town["evidence"].pk,
        "calculation_id": town["calculation"].pk,
        "section": "HOME",
        "kind": "wage",
        "letter_id": town["receipt" if of_the_desk else "letter"].pk,
        "decision_id": town["decision"].pk,
        "application_id": _application_of(name, town).pk,
        "session_id": town["session"].pk,
        "member_id": town["host_check"].member_id,
        "check_id": town["host_check"].pk,
        "type_id": town["host_check"].type_id,
        "offer_id": town["offer"].pk,
        "reason_id": RefusalReason.objects.first().pk,
        "version_id": Checklist.objects.first().pk,
        "checked_id": ChecklistItem.objects.first().pk,
        "stay_id": town["stay"].pk,
        "follow_up_id": town["follow_up"].pk,
        "incident_id": town["incident"].pk,
        "stop_id": town["stop"].pk,
        "rehousing_id": town["rehousing"].pk,
        "dwelling_id": town["stay"].place.dwelling_id,
        "year": town["household"].year,
        "serial": town["household"].serial,
        "team_id": town["cell" if of_cell else "team"].pk,
        "place_id": town["place"].pk,
        "inspection_id": town["inspection"].pk,
        "question_id": town["inspection"].answers.first().item_id,
        "work_id": town["work"].pk,
        "contract_id": town["contract"].pk,
        "cost_id": town["cost"].pk,
        "absence_pk": town["absence"].pk,
        "qualification_pk": town["qualification"].pk,
        "acceptance_pk": town["acceptance"].pk,
        "call_pk": town["answer"].call_id,
        "answer_pk": town["answer"].pk,
        "vacancy_pk": town["vacancy"].pk,
        "candidate_pk": town["candidate"].pk,
        "step_pk": town["size"].pk,
        "evaluation_pk": town["evaluation"].pk,
        "criterion_pk": town["criterion"].pk,
        "case_id": town["case"].pk,
        "step_id": town["step"].pk,
        "item_id": town["item"].pk,
        "agenda_id": town["agenda_item"].pk,
        "signal_id": town["signal"].pk,
        "proposal_id": town["proposal"].pk,
        "placing_id": town["placing"].pk,
        "stay_look_id": town["stay_look"].pk,
        "contact_id": town["contact"].pk,
        "snooze_id": town["snooze"].pk,
        "visit_id": town["visit"].pk,
        "appointment_id": town["appointment"].pk,
        "block_id": town["block"].pk,
        "home_visit_id": town["home_visit"].pk,
        "note_id": town["note"].pk,
        "handover_id": town["handover"].pk,
        "run_id": town["run"].pk,
        "claim_id": town["claim"].pk,
        "statement_id": town["claim"].statement_id,
        "project_id": town["project"].pk,
        "membership_pk": town["membership"].pk,
        "code": ReceptionForm.HOST_FAMILY,
        "service_id": town["service"].pk,
        "receiver_id": town["receiver"].pk,
        "pk": pk.pk,
        "goal_id": town["goal"].pk,
        "review_id": town["review"].pk,
        "activation_id": town["activation"].pk,
        "list_code": town["draft"].list.code,
        "number": town["draft"].number,
        "listed_id": town["listed"].pk,
        "listed_goal_id": town["listed"].goal_id,
        "language": "uk",
    }
    return {word: known[word] for word in converters}


def _around(name: str, town):
    """Return the row of the network that a page is about."""
    page = name.removeprefix("network:")
    if "policy" in page:
        return town["point"]
    if "signal" in page and page != "add_signal":
        return town["signal"]
    if "meeting" in page or page.startswith("add_"):
        return town["meeting"]
    if "received" in page:
        return town["received"]
    if "tie" in page:
        return town["tie"]
    asks = {"question", "asked_question", "follow_up", "withdraw_question", "mark_read"}
    is_question = page in asks or "reusable" in page
    return town["question"] if is_question else town["referral"]


def row_of_the_map(name: str, town):
    """Return the partner, service or sitting day a page of the social map is about."""
    if name in ("directory:new_service", "directory:new_sitting"):
        return town["partner"]
    kind = name.removeprefix("directory:").split("_")[-1]
    return town[kind]


@pytest.fixture
def address(town):
    def _address(name):
        return reverse(name, kwargs=words_of(name, PAGES[name][0], town))

    return _address


def asked(browser, method, url):
    """Return the answer to a bare request; what it wrote is undone."""
    with transaction.atomic():
        answer = getattr(browser, method)(url)
        transaction.set_rollback(True)
    return answer


@pytest.fixture
def browser_of(team, cell):
    def _browser(role):
        """Return the browser of somebody with one role, in the team of the household and a cell."""
        user = UserFactory(username=f"een-{role.lower()}")
        if role:
            for place in (team, cell):
                Membership.objects.create(user=user, team=place, role=role, starts_on="2020-01-01")
            seat_everywhere(user)
        browser = Client()
        browser.force_login(user)
        return browser

    return _browser


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", Role)
def test_a_page_is_closed_exactly_to_who_lacks_its_capability(role, method, browser_of, address):
    browser, wrong = browser_of(role), {}
    for name, (_, view) in PAGES.items():
        answer = asked(browser, method, address(name))
        if answer.status_code == 405:  # the page does not answer this method, whoever asks
            continue
        may = needs_of(view, method) in ROLES[role]
        if (answer.status_code == 403) is may or answer.status_code >= 500:
            wrong[name] = (needs_of(view, method), may, answer.status_code)

    assert wrong == {}


@pytest.mark.parametrize("role", Role)
def test_every_page_a_role_may_open_opens(role, browser_of, address):
    """With things that exist, in the own team: 200, or a redirect; never "not found"."""
    browser, wrong = browser_of(role), {}
    for name, (_, view) in PAGES.items():
        answer = asked(browser, "get", address(name))
        may = needs_of(view, "get") in ROLES[role]
        if may and answer.status_code not in (200, 302, 303, 405):
            wrong[name] = answer.status_code

    assert wrong == {}


@pytest.mark.parametrize("role", Role)
def test_no_page_has_two_primary_actions(role, browser_of, address):
    """Two buttons that both say "this one" say nothing; each page has one at most."""
    browser, wrong = browser_of(role), {}
    for name, (_, view) in PAGES.items():
        if needs_of(view, "get") not in ROLES[role]:
            continue
        answer = asked(browser, "get", address(name))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found = [button.get_text(strip=True) for button in soup(answer).select(".btn-primary")]
            if len(found) > 1:
                wrong[name] = found

    assert wrong == {}


def test_a_refusal_names_what_the_role_lacks(browser_of, address):
    browser = browser_of(Role.FINANCE)
    for name, (_, view) in PAGES.items():
        needs = needs_of(view, "get")
        answer = asked(browser, "get", address(name))
        if answer.status_code == 403:
            assert CAPABILITY_LABELS[needs] in soup(answer).text, name


def test_who_works_in_no_team_any_more_may_open_nothing(browser_of, address):
    browser = browser_of("")
    for method in ("get", "post"):
        answers = {name: asked(browser, method, address(name)).status_code for name in PAGES}
        assert {name: code for name, code in answers.items() if code not in (403, 405)} == {}


def test_a_membership_that_ended_or_has_yet_to_begin_gives_nothing(team, clock):
    user = UserFactory()
    MembershipFactory(user=user, team=team, ends_on=TODAY)
    MembershipFactory(user=user, team=team, role=Role.ADMINISTRATOR, starts_on=date(2026, 11, 24))

    assert actor_for(user, on=TODAY).capabilities == frozenset()


def test_every_page_answers_to_reading_or_to_writing(browser_of, address):
    """405 to both would leave a page out of the matrix unnoticed."""
    browser = browser_of(Role.FINANCE)
    silent = [
        name
        for name in PAGES
        if {asked(browser, method, address(name)).status_code for method in ("get", "post")}
        == {405}
    ]
    assert silent == []


def test_the_matrix_holds_pages_of_every_app():
    assert {name.split(":")[0] for name in PAGES} == {
        "core",
        "desk",
        "cases",
        "directory",
        "dwellings",
        "people",
        "hindrances",
        "housing",
        "offers",
        "organisation",
        "insight",
        "agenda",
        "benefits",
        "inquiry",
        "committee",
        "guidelines",
        "register",
        "letters",
        "money",
        "claims",
        "network",
        "staff",
        "guidance",
    }
