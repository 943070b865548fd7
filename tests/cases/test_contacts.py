"""What is written down about a contact, what cannot be, and how it is corrected."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases import services
from eenplan.cases.enums import ContactKind, Interpreter
from eenplan.cases.errors import (
    CaseClosed,
    ChildInterpreted,
    ImpossibleContact,
    ImpossibleTalk,
    NotTheWriter,
    TooLateToCorrect,
)
from eenplan.cases.models import Case, Contact, EarlierContact
from eenplan.cases.selectors import contacts_of, quiet_cases
from eenplan.cases.talk import Talk
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from tests.factories import (
    AssignmentFactory,
    ContactFactory,
    GoalFactory,
    HouseholdFactory,
    NormFactory,
)
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def case(household):
    return household.cases.get()


@pytest.fixture
def mother(household):
    return household.members.get(relation="REFERENCE").person


@pytest.fixture
def child(household):
    return household.members.filter(relation="CHILD").first().person


def talk(**facts):
    return Talk(**{"kind": ContactKind.PHONE, "on": TODAY, "note": "gebeld"} | facts)


def attempt(call, **facts):
    with transaction.atomic():
        return call(**facts)


def note(actor, case, **facts):
    return attempt(services.note_talk, actor=actor, case=case, talk=talk(**facts), on=TODAY)


def correct(actor, contact, version=1, on=TODAY, **facts):
    """Correct a contact; `on` is the day it is done."""
    told = talk(**facts)
    return attempt(
        services.correct_contact, actor=actor, contact=contact, version=version, talk=told, on=on
    )


# -- Writing it down -------------------------------------------------------------------------------
def test_a_contact_says_with_whom_when_in_which_language_who_interpreted_and_about_what(
    amira, case, mother
):
    goal = GoalFactory(case=case)

    contact = note(
        amira,
        case,
        at=time(14, 30),
        minutes=25,
        language="uk",
        interpreter=Interpreter.PROFESSIONAL,
        spoken_with=[mother],
        goals=[goal],
    )

    contact.refresh_from_db()
    assert (contact.at, contact.minutes, contact.noted_on) == (time(14, 30), 25, TODAY)
    assert (contact.language, contact.interpreter) == ("uk", "PROFESSIONAL")
    assert list(contact.spoken_with.all()) == [mother]
    assert list(contact.goals.all()) == [goal]
    assert AuditEvent.objects.get().event == "cases.contact-noted"


def test_only_members_of_the_household_are_spoken_to_or_interpret(amira, case, team):
    stranger = HouseholdFactory(team=team).members.get().person

    with pytest.raises(ImpossibleTalk, match="hoort niet bij dit gezin"):
        note(amira, case, spoken_with=[stranger])
    with pytest.raises(ImpossibleTalk):
        note(amira, case, interpreter=Interpreter.FAMILY, interpreted_by=stranger)

    assert not Contact.objects.exists()


def test_a_goal_of_another_case_is_refused(amira, case, team):
    goal = GoalFactory(case=HouseholdFactory(team=team).cases.get())

    with pytest.raises(ImpossibleTalk, match="hoort niet bij dit dossier"):
        note(amira, case, goals=[goal])


def test_a_relative_interprets_only_as_family(amira, case, mother):
    with pytest.raises(ImpossibleTalk, match="een familielid"):
        note(amira, case, interpreter=Interpreter.PROFESSIONAL, interpreted_by=mother)


def test_a_child_that_interprets_what_is_sensitive_is_warned_of_and_then_may_be_written(
    amira, case, child
):
    facts = {
        "interpreter": Interpreter.FAMILY,
        "interpreted_by": child,
        "is_sensitive": True,
    }

    with pytest.raises(ChildInterpreted, match="minderjarig"):
        note(amira, case, **facts)
    assert not Contact.objects.exists()

    assert note(amira, case, child_is_known=True, **facts).child_interpreted


def test_a_child_may_interpret_what_is_not_sensitive_and_an_adult_anything(
    amira, case, child, mother
):
    by = {"interpreter": Interpreter.FAMILY}
    assert note(amira, case, interpreted_by=child, **by).child_interpreted
    contact = note(amira, case, interpreted_by=mother, is_sensitive=True, **by)
    assert not contact.child_interpreted


def test_a_closed_case_takes_no_contact(amira, case):
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    with pytest.raises(CaseClosed, match="gesloten op 23/11/2026"):
        note(amira, case)


@pytest.mark.parametrize(
    "facts",
    [
        {"on": TODAY, "noted_on": TODAY - timedelta(days=1)},
        {"interpreted_by": True, "interpreter": "COLLEAGUE"},
    ],
)
def test_the_database_keeps_the_promises_too(facts, case, mother):
    if facts.get("interpreted_by"):
        facts["interpreted_by"] = mother
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(case=case, **facts)


def test_a_note_without_a_contact_leaves_a_quiet_household_quiet(amira, case):
    AssignmentFactory(case=case, worker_id=amira.user_id)
    ContactFactory(case=case, on=TODAY, kind=ContactKind.NOTE)

    assert list(quiet_cases([case.pk], on=TODAY)) == [case]

    ContactFactory(case=case, on=TODAY)
    assert not quiet_cases([case.pk], on=TODAY)


# -- Correcting ------------------------------------------------------------------------------------
def test_a_correction_keeps_what_stood_there(amira, case, mother):
    contact = note(amira, case, note="gebeld met school", minutes=10, spoken_with=[mother])

    corrected = correct(amira, contact, note="gebeld met de ziekenkas", minutes=20)

    assert (corrected.note, corrected.minutes, corrected.version) == (
        "gebeld met de ziekenkas",
        20,
        2,
    )
    assert not corrected.spoken_with.exists()
    earlier = EarlierContact.objects.get()
    assert (earlier.note, earlier.version) == ("gebeld met school", 1)
    assert earlier.facts["Hoe lang"] == "10 minuten"
    assert earlier.facts["Met wie"] == str(mother)
    assert (earlier.replaced_on, earlier.replaced_by_id) == (TODAY, amira.user_id)
    events = list(AuditEvent.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["cases.contact-noted", "cases.contact-corrected"]
    assert "ziekenkas" not in str(AuditEvent.objects.values_list("detail"))


def test_only_the_writer_corrects(amira, dirk, case):
    contact = note(amira, case)

    with pytest.raises(NotTheWriter, match="Amira Testers"):
        correct(dirk, contact, note="anders")

    contact.refresh_from_db()
    assert (contact.note, contact.version) == ("gebeld", 1)
    assert not EarlierContact.objects.exists()


def test_another_team_corrects_nothing(amira, bram, case):
    with pytest.raises(NotAllowed):
        correct(bram, note(amira, case))


@pytest.mark.parametrize(("days", "allowed"), [(14, True), (15, False)])
def test_a_contact_is_corrected_within_the_days_of_the_norm(days, allowed, amira, case):
    contact = note(amira, case)
    later = TODAY + timedelta(days=days)

    if allowed:
        assert correct(amira, contact, on=later, note="beter").note == "beter"
    else:
        with pytest.raises(TooLateToCorrect, match="tot en met 07/12/2026"):
            correct(amira, contact, on=later, note="beter")


def test_the_days_count_from_when_it_was_written_and_follow_the_norm(amira, case):
    NormFactory(key="contact_correction_days", value=3, starts_on=TODAY)
    contact = note(amira, case, on=TODAY - timedelta(days=60))

    assert correct(amira, contact, note="beter").version == 2
    with pytest.raises(TooLateToCorrect):
        correct(amira, contact, 2, on=TODAY + timedelta(days=4))


def test_a_correction_is_held_to_the_rules_of_a_contact(amira, case):
    contact = note(amira, case)

    tomorrow = Talk(ContactKind.DESK, TODAY + timedelta(days=1), "x")
    with pytest.raises(ImpossibleContact):
        attempt(
            services.correct_contact,
            actor=amira,
            contact=contact,
            version=1,
            talk=tomorrow,
            on=TODAY,
        )
    assert not EarlierContact.objects.exists()


def test_a_correction_of_a_text_that_changed_meanwhile_is_refused(amira, case):
    contact = note(amira, case)
    correct(amira, contact, note="eerste")

    with pytest.raises(StaleVersion):
        correct(amira, contact, note="tweede")

    contact.refresh_from_db()
    assert contact.note == "eerste"


@pytest.mark.django_db(transaction=True)
def test_of_ten_corrections_at_once_one_counts(amira, case):
    contact = note(amira, case)

    def press():
        try:
            return correct(amira, contact, note="beter").version
        except StaleVersion:
            return 0

    assert sorted(at_once([press] * 10)) == [0] * 9 + [2]
    assert EarlierContact.objects.count() == 1


def test_an_earlier_text_that_was_sensitive_stays_so(amira, dirk, join, team, case, household):
    contact = note(amira, case, note="heel gevoelig", is_sensitive=True)
    correct(amira, contact, note="gewoon")

    def earlier(actor):
        return [row.note for one in contacts_of(household, actor) for row in one.before]

    assert earlier(amira) == earlier(join("anna", "CASE_MANAGER", team)) == ["heel gevoelig"]
    assert earlier(dirk) == []


# -- The pages -------------------------------------------------------------------------------------
@pytest.fixture
def typed():
    return {"kind": "PHONE", "on": "2026-11-23", "note": "Lang gesprek", "version": "1"}


@pytest.fixture
def page_of(household):
    return f"/gezin/2026/{household.serial}/contact/"


def test_the_form_writes_all_of_it(amira, login, case, mother, child, typed, page_of):
    goal = GoalFactory(case=case)
    typed |= {
        "at": "14:30",
        "minutes": "25",
        "spoken_with": [mother.pk, child.pk],
        "language": "uk",
        "interpreter": "FAMILY",
        "interpreted_by": child.pk,
        "goals": [goal.pk],
    }

    response = login(amira).post(page_of, typed)

    assert response.status_code == 303
    contact = Contact.objects.get()
    assert (contact.at, contact.language, contact.interpreted_by) == (time(14, 30), "uk", child)
    assert set(contact.spoken_with.all()) == {mother, child}
    assert list(contact.goals.all()) == [goal]


def test_the_form_warns_of_a_child_and_offers_the_box(
    amira, login, child, typed, page_of, household
):
    typed |= {"interpreter": "FAMILY", "interpreted_by": child.pk, "is_sensitive": "on"}
    client = login(amira)

    refused = client.post(page_of, typed)

    assert refused.status_code == 422
    page = soup(refused)
    assert "Laat een kind niet tolken bij een gevoelig onderwerp" in page.text
    assert page.select_one("input[name=child_is_known]")
    assert "Lang gesprek" in page.select_one("textarea").text
    assert client.post(page_of, typed | {"child_is_known": "on"}).status_code == 303
    told = soup(client.get(f"/gezin/2026/{household.serial}/")).select_one("ol.timeline-list li")
    assert "een kind tolkte" in told.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"at": "25:00"}, "Dit is geen uur"),
        ({"spoken_with": ["999999"]}, "geldige keuze"),
        ({"spoken_with": ["x"]}, "geldige"),
        ({"interpreted_by": "999999"}, "geldige keuze"),
        ({"interpreter": "DOG"}, "geldige keuze"),
        ({"language": "tlh"}, "geldige keuze"),
        ({"minutes": "601"}, "600"),
        ({"note": "x" * 20_001}, "20000"),
    ],
)
def test_what_cannot_be_is_told_and_keeps_the_text(changes, sentence, amira, login, typed, page_of):
    response = login(amira).post(page_of, typed | changes)

    assert response.status_code == 422
    assert sentence in response.content.decode().replace(".", "").replace("\xa0", "")
    assert not Contact.objects.exists()


def test_somebody_corrects_on_the_page_and_the_timeline_tells_so(
    amira, login, case, household, typed
):
    contact = note(amira, case, note="gebeld met school")
    client = login(amira)
    page = soup(client.get(f"/contact/{contact.pk}/verbeteren/"))
    assert page.select_one("textarea").text.strip() == "gebeld met school"

    response = client.post(f"/contact/{contact.pk}/verbeteren/", typed)

    assert (response.status_code, response["Location"]) == (303, f"/gezin/2026/{household.serial}/")
    told = " ".join(
        soup(client.get(response["Location"])).select_one("ol.timeline-list").text.split()
    )
    assert "Lang gesprek gewijzigd op 23 november 2026 door Amira Testers" in told
    assert "gebeld met school" in told


def test_who_comes_second_sees_both_texts_and_may_save_over_it(amira, login, case, typed):
    contact = note(amira, case, note="eerst")
    correct(amira, contact, note="van de ander")
    client = login(amira)

    response = client.post(f"/contact/{contact.pk}/verbeteren/", typed)

    assert response.status_code == 409
    page = soup(response)
    row = [cell.text.strip() for cell in page.select("tbody tr")[0].select("td")]
    assert row == ["van de ander", "Lang gesprek"]
    version = page.select_one("input[name=version]")["value"]
    again = client.post(f"/contact/{contact.pk}/verbeteren/", typed | {"version": version})
    assert again.status_code == 303
    assert EarlierContact.objects.count() == 2


def test_a_colleague_is_told_who_may_correct(amira, dirk, login, case, typed):
    contact = note(amira, case, note="van Amira")
    client = login(dirk)

    page = soup(client.get(f"/contact/{contact.pk}/verbeteren/"))
    assert "Alleen wie het contact noteerde (Amira Testers)" in page.text
    assert not page.select("textarea")
    assert client.post(f"/contact/{contact.pk}/verbeteren/", typed).status_code == 422
    assert not EarlierContact.objects.exists()


def test_a_sensitive_contact_does_not_exist_for_who_may_not_read_it(amira, dirk, bram, login, case):
    secret = note(amira, case, is_sensitive=True)
    open_one = note(amira, case)

    assert login(dirk).get(f"/contact/{secret.pk}/verbeteren/").status_code == 404
    assert login(bram).get(f"/contact/{open_one.pk}/verbeteren/").status_code == 404
    assert login(amira).get(f"/contact/{10**30}/verbeteren/").status_code == 404
    assert login(amira).get(f"/contact/{secret.pk}/verbeteren/").status_code == 200


def test_who_left_the_household_stays_named_in_a_correction(amira, login, case, child, typed):
    contact = note(amira, case, spoken_with=[child])
    child.memberships.update(ends_on=date(2026, 11, 20))

    page = soup(login(amira).get(f"/contact/{contact.pk}/verbeteren/"))

    assert page.select_one(f"input[name=spoken_with][value='{child.pk}'][checked]")
