"""Steps, conversations and work items: who may, what is refused, what is left behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from eenplan.cases import services
from eenplan.cases.enums import ContactKind, WorkItemKind
from eenplan.cases.errors import AlreadyDone, CaseAlreadyOpen, ImpossibleContact
from eenplan.cases.models import Case, Contact, WorkItem
from eenplan.cases.selectors import timeline
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.people.services import hand_to_team
from tests.factories import (
    AssignmentFactory,
    ContactFactory,
    HouseholdFactory,
    StepFactory,
    WorkItemFactory,
)
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.setting import TODAY

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def case(household):
    return household.cases.get()


@pytest.fixture
def step(case):
    return StepFactory(case=case)


def attempt(call, **facts):
    """Make a call that is refused: nothing it did stays behind."""
    with transaction.atomic():
        return call(**facts)


def audited() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("event", flat=True))


# -- A case ----------------------------------------------------------------------------------------
def test_a_household_has_one_open_case(amira, household):
    with pytest.raises(CaseAlreadyOpen, match="Dit gezin heeft al een open dossier"):
        attempt(services.open_new_case, actor=amira, household=household, on=TODAY)

    assert Case.objects.count() == 1
    assert audited() == []


def test_after_closing_a_household_may_get_a_second_case(amira, household, case):
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    second = services.open_new_case(actor=amira, household=household, on=TODAY)

    assert (second.opened_on, second.closed_on) == (TODAY, None)
    assert audited() == ["cases.case-opened"]


def test_the_first_visit_is_planned_within_the_norm(amira, case):
    [visit] = services.plan_arrival(actor=amira, case=case, route=(), persons=(), on=TODAY)

    assert (visit.kind, visit.due_on) == ("HOME_VISIT", date(2026, 11, 28))
    assert "binnen 5 dagen" in visit.rule


# -- Finishing a step ------------------------------------------------------------------------------
def finish(actor, step, result="Ingeschreven bij het ziekenfonds"):
    return attempt(services.finish_step, actor=actor, step=step, result=result, on=TODAY)


def test_a_finished_step_says_when_by_whom_and_with_what_result(amira, step):
    done = finish(amira, step)

    assert (done.done_on, done.done_by_id, done.version) == (TODAY, amira.user_id, 2)
    assert done.result == "Ingeschreven bij het ziekenfonds"
    line = AuditEvent.objects.get()
    assert (line.event, line.actor_id) == ("cases.step-finished", amira.user_id)
    assert line.subject == f"cases.Step:{step.pk}"


def test_the_coordinator_of_the_team_may_finish_a_step_too(dirk, step):
    assert finish(dirk, step).done_by_id == dirk.user_id


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("bram", "Alleen het bevoegde team werkt in dit dossier."),
        ("celine", "U mag dit niet doen: stappen en contacten bijhouden."),
        ("els", "U mag dit niet doen: stappen en contacten bijhouden."),
        ("karim", "U mag dit niet doen: stappen en contacten bijhouden."),
    ],
)
def test_who_does_not_follow_the_case_may_not_finish_its_steps(who, sentence, request, step):
    with pytest.raises(NotAllowed) as refused:
        finish(request.getfixturevalue(who), step)

    assert str(refused.value) == sentence
    step.refresh_from_db()
    assert (step.done_on, step.version) == (None, 1)
    assert audited() == []


def test_the_former_team_may_not_finish_steps_any_more(amira, bram, household, step, other_team):
    hand_to_team(actor=amira, household=household, team=other_team, reason="verhuisd", on=TODAY)

    with pytest.raises(NotAllowed):
        finish(amira, step)
    assert finish(bram, step).done_by_id == bram.user_id


def test_a_step_is_finished_once(amira, dirk, step):
    finish(amira, step)
    step.refresh_from_db()

    with pytest.raises(AlreadyDone, match="Iemand anders werkte deze stap net af"):
        finish(dirk, step, "Nog eens")

    step.refresh_from_db()
    assert (step.done_by_id, step.result) == (amira.user_id, "Ingeschreven bij het ziekenfonds")
    assert audited() == ["cases.step-finished"]


@pytest.mark.parametrize("version", [0, 2, -1, 2**31 - 1, 2**31, 10**30])
def test_a_step_that_was_changed_since_it_was_read_is_not_finished(version, amira, step):
    step.version = version

    with pytest.raises(AlreadyDone):
        finish(amira, step)

    step.refresh_from_db()
    assert step.done_on is None


@pytest.mark.django_db(transaction=True)
def test_of_ten_colleagues_who_finish_one_step_at_once_one_does(amira, step):
    def press():
        try:
            finish(amira, step)
            return "gedaan"
        except AlreadyDone as refused:
            return str(refused)

    answers = at_once([press] * 10)

    assert answers.count("gedaan") == 1
    assert answers.count("Iemand anders werkte deze stap net af.") == 9
    assert audited() == ["cases.step-finished"]


# -- Noting a contact ------------------------------------------------------------------------------
def note(actor, case, **changes):
    facts = {"kind": ContactKind.PHONE, "contact_on": TODAY, "note": "gebeld", "on": TODAY}
    return attempt(services.note_contact, actor=actor, case=case, **facts | changes)


def test_a_conversation_is_written_down_with_who_when_and_how_long(amira, case):
    contact = note(amira, case, minutes=25)

    assert (contact.on, contact.by_id, contact.minutes) == (TODAY, amira.user_id, 25)
    assert (contact.kind, contact.note, contact.is_sensitive) == ("PHONE", "gebeld", False)
    assert audited() == ["cases.contact-noted"]


def test_the_audit_line_does_not_repeat_what_was_said(amira, case):
    note(amira, case, note="iets heel gevoeligs", is_sensitive=True)

    assert "gevoeligs" not in str(AuditEvent.objects.values_list("detail", flat=True))


def test_a_conversation_cannot_lie_in_the_future(amira, case):
    with pytest.raises(ImpossibleContact, match="kan niet in de toekomst liggen") as refused:
        note(amira, case, contact_on=TOMORROW)

    assert refused.value.field == "on"
    assert not Contact.objects.exists()
    assert audited() == []


@pytest.mark.parametrize("day", [date(1, 1, 1), date(26, 11, 20), date(2025, 1, 4)])
def test_a_year_that_was_mistyped_is_refused(day, amira, case):
    with pytest.raises(ImpossibleContact, match="kan niet"):
        note(amira, case, contact_on=day)

    assert not Contact.objects.exists()


def test_a_contact_may_be_up_to_a_year_before_the_case_was_opened(amira, case):
    assert case.opened_on == date(2026, 1, 5)

    assert note(amira, case, contact_on=date(2025, 1, 5)).on == date(2025, 1, 5)


@pytest.mark.parametrize("who", ["bram", "celine", "els", "ilse"])
def test_who_does_not_follow_the_case_writes_nothing_in_it(who, request, case):
    with pytest.raises(NotAllowed):
        note(request.getfixturevalue(who), case)

    assert not Contact.objects.exists()
    assert audited() == []


# -- What is sensitive -----------------------------------------------------------------------------
@pytest.fixture
def secret(amira, case):
    note(amira, case, note="open")
    return note(amira, case, note="gevoelig", is_sensitive=True)


def read_by(actor, case) -> set[str]:
    return {contact.note for contact in timeline(case, actor)}


def test_case_managers_of_the_team_read_what_is_sensitive(amira, join, team, case, secret):
    colleague = join("anna", "CASE_MANAGER", team)

    assert read_by(amira, case) == read_by(colleague, case) == {"open", "gevoelig"}


@pytest.mark.parametrize(
    "role", ["TEAM_COORDINATOR", "ADMINISTRATIVE", "RECEPTION", "LINE_MONITOR"]
)
def test_other_roles_of_the_same_team_do_not_read_it(role, join, team, case, secret):
    assert read_by(join("ander", role, team), case) == {"open"}


def test_a_case_manager_of_another_team_does_not_read_it(bram, case, secret):
    assert read_by(bram, case) == {"open"}


def test_the_writer_keeps_reading_it(dirk, case, secret):
    note(dirk, case, note="van Dirk", is_sensitive=True)

    assert read_by(dirk, case) == {"open", "van Dirk"}


def test_who_registered_the_household_but_works_elsewhere_does_not_read_it_on_the_screen(
    bram, login, household, case, secret
):
    """A case manager registers at the desk and may open the file for three days."""
    household.registered_by_id, household.desk_until = bram.user_id, TOMORROW
    household.save()

    page = login(bram).get(f"/gezin/2026/{household.serial}/").content.decode()

    assert "Toon de gevoelige tekst" not in page
    assert "open" in page


# -- Work items ------------------------------------------------------------------------------------
def inform(actor, case, team, **changes):
    return services.inform(actor=actor, case=case, team=team, text="Plaats", on=TODAY, **changes)


def test_news_waits_for_the_case_manager(els, amira, case, team):
    AssignmentFactory(case=case, worker_id=amira.user_id)

    item = inform(els, case, team)

    assert (item.worker_id, item.team, item.kind) == (amira.user_id, team, WorkItemKind.NEWS)
    assert (item.since, item.done_on) == (TODAY, None)
    assert audited() == ["cases.informed"]


def test_without_a_case_manager_news_waits_for_the_team(els, case, team):
    assert inform(els, case, team).worker_id is None


def test_news_goes_to_who_holds_the_case_now_not_to_who_held_it(els, amira, dirk, case, team):
    AssignmentFactory(case=case, worker_id=amira.user_id, ends_on=TODAY)
    AssignmentFactory(case=case, worker_id=dirk.user_id, starts_on=TODAY)

    assert inform(els, case, team).worker_id == dirk.user_id


def test_a_work_item_is_handled_once(amira, case, team):
    item = WorkItemFactory(case=case, team=team)
    services.finish_work_item(actor=amira, item=item, on=TODAY)

    with pytest.raises(AlreadyDone, match="Dit werd al afgehandeld"):
        attempt(services.finish_work_item, actor=amira, item=item, on=TOMORROW)

    item.refresh_from_db()
    assert item.done_on == TODAY
    assert audited() == ["cases.work-item-finished"]


@pytest.mark.parametrize("who", ["bram", "celine", "els"])
def test_who_does_not_follow_the_case_handles_no_work_items(who, request, case, team):
    item = WorkItemFactory(case=case, team=team)

    with pytest.raises(NotAllowed):
        attempt(services.finish_work_item, actor=request.getfixturevalue(who), item=item, on=TODAY)

    assert not WorkItem.objects.exclude(done_on=None).exists()
    assert audited() == []


# -- The pages of steps, contacts and work items ---------------------------------------------------
def test_finishing_a_step_leads_back_to_the_plan(amira, login, household, step):
    response = login(amira).post(f"/stap/{step.pk}/klaar/", {"version": 1, "result": "Gelukt"})

    assert response.status_code == 303
    assert response["Location"] == f"/gezin/2026/{household.serial}/plan/"
    step.refresh_from_db()
    assert step.result == "Gelukt"


@pytest.mark.parametrize("version", ["", "abc", "2", "-1", str(2**31 - 1), "9" * 40])
def test_a_stale_or_impossible_version_is_told_and_keeps_the_text(version, amira, login, step):
    response = login(amira).post(
        f"/stap/{step.pk}/klaar/", {"version": version, "result": "Mijn tekst"}
    )

    assert response.status_code == 422
    assert "Mijn tekst" in response.content.decode()
    step.refresh_from_db()
    assert step.done_on is None


def test_a_work_item_a_colleague_just_handled_gives_a_sentence(amira, login, case, team):
    item = WorkItemFactory(case=case, team=team, done_on=TODAY)

    response = login(amira).post(f"/werkpunt/{item.pk}/klaar/", follow=True)

    assert response.status_code == 200
    assert "Dit werd al afgehandeld." in response.content.decode()


@pytest.mark.parametrize("address", ["/stap/{}/klaar/", "/werkpunt/{}/klaar/"])
def test_outside_the_team_a_step_or_work_item_does_not_exist(address, bram, login, case, team):
    step, item = StepFactory(case=case), WorkItemFactory(case=case, team=team)
    client = login(bram)

    for pk in (step.pk, item.pk, 10**6, 10**30):
        assert client.post(address.format(pk), {"version": 1}).status_code == 404
    assert audited() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "2026-11-24"}, "toekomst"),
        ({"on": "2024-11-20"}, "kan niet"),
        ({"on": "0026-11-20"}, "Kijk het jaar na"),
        ({"on": "gisteren"}, "geen bestaande datum"),
        ({"note": ""}, "verplicht"),
        ({"minutes": "0"}, "1"),
        ({"kind": "DUIF"}, "geldige keuze"),
    ],
)
def test_a_contact_that_cannot_be_is_told_at_the_field_and_keeps_the_text(
    changes, sentence, amira, login, household
):
    fields = {"kind": "PHONE", "on": "2026-11-23", "note": "Lang gesprek", "minutes": "10"}

    response = login(amira).post(f"/gezin/2026/{household.serial}/contact/", fields | changes)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "note" in changes or "Lang gesprek" in response.content.decode()
    assert not Contact.objects.exists()


def test_a_closed_case_takes_no_more_contacts(amira, login, household, case):
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    assert login(amira).get(f"/gezin/2026/{household.serial}/contact/").status_code == 404


def test_the_system_is_of_no_team_and_works_in_no_case(case, step):
    with pytest.raises(NotAllowed):
        finish(system_actor(TODAY), step)


def test_a_household_in_nobodys_care_is_worked_on_by_nobody(amira, team):
    household = HouseholdFactory(team=team)
    household.care.update(ends_on=TODAY)
    step = StepFactory(case=household.cases.get())

    with pytest.raises(NotAllowed):
        finish(replace(amira, on=TOMORROW), step)


def test_contacts_are_told_latest_first(amira, case):
    for day in (3, 1, 2):
        ContactFactory(case=case, on=date(2026, 3, day))

    assert [contact.on.day for contact in timeline(case, amira)] == [3, 2, 1]
