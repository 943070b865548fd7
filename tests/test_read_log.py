"""Whoever sees something of a household's file stands in the read log, also after a refusal."""

import pytest

from eenplan.core.models import AuditEvent, FileRead
from tests.factories import AssignmentFactory, ContactFactory, StepFactory
from tests.support.setting import TODAY


@pytest.fixture
def file_of(household):
    return f"/gezin/{household.year}/{household.serial}/"


@pytest.fixture
def refused(login):
    """Send a form that is refused, and return who read which file on which screen."""

    def _refused(actor, address, status=422, **fields):
        assert login(actor).post(address, fields).status_code == status
        return list(FileRead.objects.values_list("actor_id", "household_id", "screen", "ground"))

    return _refused


def test_contact_details_that_are_refused(amira, household, file_of, refused):
    read = refused(amira, f"{file_of}contactgegevens/", version="1", email="geen adres")

    screen = "people:contact_details"
    assert read == [(amira.user_id, household.pk, screen, "eigen team")]


def test_contact_details_that_somebody_else_saved_meanwhile(amira, household, file_of, refused):
    typed = {"contact_channel": "PHONE", "contact_language": "uk", "phone": "", "email": ""}
    read = refused(amira, f"{file_of}contactgegevens/", 409, version="7", pets="kat", **typed)

    assert [line[1] for line in read] == [household.pk]
    assert not AuditEvent.objects.exists()


def test_a_conversation_that_is_refused(amira, household, file_of, refused):
    read = refused(amira, f"{file_of}contact/", on="2099-01-01", kind="DESK", note="gebeld")

    assert [line[1:3] for line in read] == [(household.pk, "cases:new_contact")]


def test_a_step_that_cannot_be_finished(amira, household, refused):
    step = StepFactory(case=household.cases.get(), due_on=TODAY)
    read = refused(amira, f"/stap/{step.pk}/klaar/", version="7", result="klaar")

    assert [line[1:3] for line in read] == [(household.pk, "cases:finish_step")]


def test_an_assignment_that_is_refused(dirk, amira, household, refused):
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    read = refused(dirk, f"/dossier/{case.pk}/toewijzen/", version="1", worker="")

    assert [line[1:3] for line in read] == [(household.pk, "cases:assign")]


def test_a_quick_note_that_is_refused(amira, household, file_of, refused):
    read = refused(amira, f"{file_of}snelnotitie/", text="!vr")

    assert [line[1:3] for line in read] == [(household.pk, "cases:quick_note_of")]


def test_a_correction_that_is_refused(amira, household, refused):
    contact = ContactFactory(case=household.cases.get())
    read = refused(amira, f"/contact/{contact.pk}/verbeteren/", note="")

    assert [line[1:3] for line in read] == [(household.pk, "cases:correct_contact")]


def test_a_putting_off_that_is_refused(amira, household, refused):
    step = StepFactory(case=household.cases.get())
    read = refused(amira, f"/stap/{step.pk}/later/", until="", reason="")

    assert [line[1:3] for line in read] == [(household.pk, "cases:snooze_step")]


def test_what_is_saved_at_once_shows_no_file(amira, household, file_of, login):
    said = {"on": "2026-11-20", "kind": "DESK", "note": "gebeld"}

    assert login(amira).post(f"{file_of}contact/", said).status_code == 303

    assert not FileRead.objects.exists()


def test_a_page_out_of_sight_shows_no_file(bram, file_of, login):
    assert login(bram).post(f"{file_of}contact/", {"note": "x"}).status_code == 404
    assert not FileRead.objects.exists()
