"""Individualised projects (GPMI): days to think, once in a lifetime, and who has none yet."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from eenplan.benefits.claims_errors import ImpossibleProject, ProjectOver, SignedTooSoon
from eenplan.benefits.models import IntegrationProject, StateClaim
from eenplan.benefits.selectors.projects import get_project, missing_projects
from eenplan.benefits.services.claims import reckon_claims
from eenplan.benefits.services.projects import end_project, note_project
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent, FileRead
from eenplan.organisation.models import User
from eenplan.organisation.selectors import actor_for
from tests.factories import TODAY, HouseholdFactory, MembershipFactory
from tests.support.at_once import at_once
from tests.support.claims import granted, noticed, paid, protected
from tests.support.htmx import soup
from tests.support.rights import applicant_of

pytestmark = pytest.mark.django_db
SIGNED = date(2026, 11, 10)


def note(actor, household, **facts):
    return note_project(
        **{
            "actor": actor,
            "household": household,
            "person": applicant_of(household),
            "kind": "ONCE",
            "presented_on": SIGNED - timedelta(days=5),
            "signed_on": SIGNED,
            "ends_on": None,
            "on": TODAY,
            "at": now(),
            **facts,
        }
    )


def test_a_project_is_noted_with_a_line_in_the_trail(amira, household):
    project = note(amira, household)

    assert (project.starts_on, project.ends_on) == (SIGNED, None)
    assert AuditEvent.objects.get(event="benefits.project-noted").actor_id == amira.user_id


@pytest.mark.parametrize("days, fine", [(5, True), (6, True), (4, False), (0, False), (-1, False)])
def test_rmi_art_6_3_five_days_to_think_it_over(amira, household, days, fine):
    given = {"presented_on": SIGNED - timedelta(days=days)}
    if fine:
        assert note(amira, household, **given).pk
        return
    with pytest.raises(SignedTooSoon):
        note(amira, household, **given)
    assert not IntegrationProject.objects.exists()


def test_a_first_project_comes_once_in_a_lifetime_whatever_the_household(amira, household):
    note(amira, household, ends_on=SIGNED + timedelta(days=3))
    with pytest.raises(ImpossibleProject, match="een keer in een leven"):
        note(
            amira,
            household,
            signed_on=SIGNED + timedelta(days=8),
            presented_on=SIGNED + timedelta(days=3),
        )
    with pytest.raises(IntegrityError, match="first_project_once"), transaction.atomic():
        IntegrationProject.objects.create(
            household=household,
            person=applicant_of(household),
            kind="ONCE",
            signed_on=TODAY,
            starts_on=TODAY,
        )


def test_one_project_runs_at_a_time(amira, household):
    note(amira, household)
    with pytest.raises(ImpossibleProject, match="loopt dan al"):
        note(amira, household, kind="STUDENT", signed_on=SIGNED + timedelta(days=1))


@pytest.mark.parametrize("kind", ["FAR", "VULNERABLE"])
def test_rmi_art_43_2_a_second_project_comes_after_a_first(amira, household, kind):
    with pytest.raises(ImpossibleProject, match="eerder GPMI"):
        note(amira, household, kind=kind)


def test_rmi_art_43_2_4_vulnerable_only_after_twelve_months_without_a_living_wage(amira, household):
    IntegrationProject.objects.create(
        household=household,
        person=applicant_of(household),
        kind="ONCE",
        signed_on=date(2024, 1, 10),
        starts_on=date(2024, 1, 10),
        ends_on=date(2025, 1, 1),
    )
    granted(household, since=date(2024, 1, 1), right="LIVING_WAGE", ends_on=date(2025, 11, 11))
    with pytest.raises(ImpossibleProject, match="twaalf maanden"):
        note(amira, household, kind="VULNERABLE")
    later = SIGNED + timedelta(days=1)
    assert note(
        amira, household, kind="VULNERABLE", signed_on=later, presented_on=SIGNED - timedelta(9)
    ).pk


def test_what_cannot_be_is_refused(amira, household, team, area):
    stranger = applicant_of(HouseholdFactory(team=team, area=area))
    for wrong, error in (
        ({"person": stranger}, ImpossibleProject),
        ({"signed_on": TODAY + timedelta(days=1)}, SignedTooSoon),
        ({"ends_on": SIGNED}, ProjectOver),
    ):
        with pytest.raises(error):
            note(amira, household, **wrong)
    assert not IntegrationProject.objects.exists()


@pytest.mark.parametrize("who", ["dirk", "hana", "bram", "celine"])
def test_only_who_investigates_for_this_household_notes_a_project(who, household, request):
    with pytest.raises(NotAllowed):
        note(request.getfixturevalue(who), household)


def test_ending_a_project_counts_from_that_day_and_once(amira, household):
    project = note(amira, household)
    end_project(actor=amira, project=project, ends_on=TODAY, on=TODAY, at=now())
    with pytest.raises(ProjectOver):
        end_project(actor=amira, project=project, ends_on=TODAY, on=TODAY, at=now())
    with pytest.raises(ProjectOver):
        end_project(actor=amira, project=project, ends_on=SIGNED - timedelta(1), on=TODAY, at=now())


def test_a_project_brings_its_supplement_into_the_claims_at_once(amira, household):
    grant = granted(household, since=date(2026, 11, 1))
    protected(grant.beneficiary, first_aid_on=date(2026, 11, 1))
    noticed(grant, date(2026, 11, 12))
    paid(grant, date(2026, 11, 1))
    reckon_claims(actor=system_actor(TODAY), on=TODAY, at=now())
    before = StateClaim.objects.get().supplement_cents
    note(amira, household)

    assert (before, StateClaim.objects.get().supplement_cents) == (0, 17_770)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_note_one_first_project(amira, household):
    def job():
        try:
            return str(note(amira, household).pk > 0)
        except ImpossibleProject as error:
            return type(error).__name__

    assert sorted(at_once([job, job])) == ["ImpossibleProject", "True"]


# -- Who has none yet -----------------------------------------------------------------------------
def test_rmi_art_6_a_living_wage_asks_a_project_within_three_months_of_the_decision(household):
    granted(household, since=date(2026, 9, 1), right="LIVING_WAGE")
    [line] = missing_projects(on=TODAY)

    assert line.due_on == date(2026, 12, 8)
    assert not line.is_late and line.monthly_cents == 17_770
    [later] = missing_projects(on=date(2026, 12, 9))
    assert later.is_late


def test_a_project_that_runs_takes_somebody_off_the_list(amira, household):
    granted(household, since=date(2026, 9, 1), right="LIVING_WAGE")
    note(amira, household)

    assert missing_projects(on=TODAY) == []


def test_an_equivalent_wage_asks_one_only_under_temporary_protection(household):
    grant = granted(household)
    assert missing_projects(on=TODAY) == []
    protected(grant.beneficiary, first_aid_on=date(2026, 9, 1))

    assert [line.due_on for line in missing_projects(on=TODAY)] == [None]


def test_the_list_is_of_the_households_one_may_open(amira, bram, household, login):
    granted(household, since=date(2026, 9, 1), right="LIVING_WAGE")

    assert len(missing_projects(on=TODAY, actor=amira)) == 1
    assert missing_projects(on=TODAY, actor=bram) == []
    assert "Olena" in soup(login(amira).get("/terugvraag/gpmi/")).text
    assert "Olena" not in soup(login(bram).get("/terugvraag/gpmi/")).text


def test_who_sees_rights_in_another_team_only_sees_no_projects_here(
    join, team, other_team, household, login
):
    granted(household, since=date(2026, 9, 1), right="LIVING_WAGE")
    user = User.objects.get(pk=join("maud", "CASE_MANAGER", other_team).user_id)
    MembershipFactory(user=user, team=team, role="RECEPTION")
    maud = actor_for(user, on=TODAY)

    assert missing_projects(on=TODAY, actor=maud) == []
    assert login(maud).get(page_of(household)).status_code == 404


# -- Pages ----------------------------------------------------------------------------------------
def page_of(household, tail=""):
    return f"/terugvraag/gpmi/gezin/{household.year}/{household.serial}/{tail}"


def form_of(household, **more):
    return {
        "person": str(applicant_of(household).pk),
        "kind": "ONCE",
        "presented_on": "2026-11-05",
        "signed_on": "2026-11-10",
        **more,
    }


def test_a_case_manager_notes_a_project_on_the_page_of_the_household(amira, household, login):
    browser = login(amira)
    assert browser.post(page_of(household, "nieuw/"), form_of(household)).status_code == 303
    page = soup(browser.get(page_of(household)))

    assert "eerste GPMI" in page.text and "loopt" in page.text
    assert FileRead.objects.filter(household_id=household.pk).exists()
    project = IntegrationProject.objects.get()
    end = f"/terugvraag/gpmi/{project.pk}/einde/"
    assert browser.post(end, {"ends_on": "2026-11-23"}).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": "999999"},
        {"kind": "x"},
        {"signed_on": "2026-11-07"},
        {"signed_on": "2027-01-01"},
        {"signed_on": "31/02/2026"},
        {"presented_on": ""},
        {"ends_on": "2026-11-10"},
        {"ends_on": "1850-01-01"},
    ],
)
def test_a_wrong_project_is_refused_and_in_the_read_log(amira, household, login, wrong):
    answer = login(amira).post(page_of(household, "nieuw/"), form_of(household, **wrong))

    assert answer.status_code == 422
    assert soup(answer).select(".error-summary li")
    assert not IntegrationProject.objects.exists()
    assert FileRead.objects.get().screen == "claims:new_project"


def test_out_of_scope_there_is_nothing(bram, amira, household, login):
    project = note(amira, household)
    browser = login(bram)

    assert browser.get(page_of(household)).status_code == 404
    assert browser.post(page_of(household, "nieuw/"), form_of(household)).status_code == 404
    assert browser.get(f"/terugvraag/gpmi/{project.pk}/einde/").status_code == 404
    with pytest.raises(NotFound):
        get_project(bram, project.pk)


@pytest.mark.parametrize("who, code", [("dirk", 200), ("hana", 403), ("celine", 403)])
def test_who_may_read_the_projects_of_a_household(who, code, household, request, login):
    assert login(request.getfixturevalue(who)).get(page_of(household)).status_code == code
