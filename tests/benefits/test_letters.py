"""Letters of rows: made once, refused while something lacks, sent, received, corrected."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from eenplan.benefits.letters import texts_in
from eenplan.benefits.letters_errors import (
    AlreadyMade,
    AlreadySent,
    LetterRefused,
    MissingElements,
)
from eenplan.benefits.models import (
    Calculation,
    CentreDetails,
    CompetenceCheck,
    Letter,
    Notification,
    RegisterCorrection,
)
from eenplan.benefits.selectors.letter_facts import Said, told_of
from eenplan.benefits.selectors.letters import (
    get_decision,
    letters_of,
    standing,
    to_send,
    told_late,
)
from eenplan.benefits.services.letter_batches import make_letters_of, merged, printable
from eenplan.benefits.services.letters import (
    Correction,
    make_letter,
    note_received,
    notify,
)
from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent
from tests.factories import AssignmentFactory, HouseholdFactory, UserFactory
from tests.support.rights import application_of, at, decided, session_on, the_centre
from tests.support.setting import TODAY

pytestmark = pytest.mark.django_db

STEPS = {
    "category_reason": "Zij zorgt alleen voor twee kinderen.",
    "parts": {
        "right": {
            "steps": [
                {
                    "label": "Bedrag van categorie 3",
                    "amount_cents": 177_695,
                    "source": "RMI art. 14",
                }
            ]
        }
    },
}
SENT = {"how": "REGISTERED", "reference": "RR123"}


@pytest.fixture
def followed(household, amira):
    """The household of Olena, followed by Amira, in a centre that wrote down who it is."""
    the_centre()
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    return household


@pytest.fixture
def decision(followed):
    return decided(followed, received_on=TODAY - timedelta(days=12))


SAID = Said(
    category_reason="Zij zorgt alleen voor twee kinderen.",
    calculation_note="Het volle bedrag van categorie 3: er zijn geen inkomsten.",
)


def made_by(actor, decision, *, said=SAID, on=TODAY, **facts):
    """Make the letter of a decision."""
    return make_letter(
        actor=actor,
        kind="DECISION",
        household=decision.application.household,
        decision=decision,
        said=said,
        on=on,
        at=at(on),
        **facts,
    )


def stands(decision, actor, on=TODAY):
    return standing(get_decision(actor, decision.pk), on=on)


# -- Making ----------------------------------------------------------------------------------------
def test_the_letter_of_a_decision_is_kept_as_it_was_made(decision, amira):
    letter = made_by(amira, decision)

    assert (letter.kind, letter.decision, letter.household) == (
        "DECISION",
        decision,
        decision.application.household,
    )
    assert bytes(letter.pdf).startswith(b"%PDF") and len(letter.sha256) == 64
    assert letter.told["worker"] == "Amira Testers"
    assert letter.told["service"] == "Wijkteam Heuvelkant"
    assert letter.told["centre"]["court"] == "arbeidsrechtbank Gent"
    line = AuditEvent.objects.get(event="benefits.letter-made")
    assert line.actor_id == amira.user_id and line.detail["sha256"] == letter.sha256


def test_a_letter_that_lacks_something_is_not_made_and_all_is_named(decision, amira):
    CentreDetails.objects.all().delete()

    with pytest.raises(MissingElements) as refused:
        made_by(amira, decision, said=Said())

    said = str(refused.value)
    for lack in (
        "waarom deze categorie",
        "hoe het bedrag berekend is",
        "het adres van de rechtbank",
    ):
        assert lack in said
    assert refused.value.settled_on == "letters:centre"
    assert not Letter.objects.exists() and not AuditEvent.objects.exists()


def test_steps_and_the_reason_of_the_category_come_from_the_calculation(followed, amira):
    decision = decided(followed)
    kept = Calculation.objects.create(
        investigation=decision.calculation.investigation,
        on=TODAY,
        facts={},
        outcome=STEPS,
        amount_cents=177_695,
        is_verified=True,
        law="proef",
        made_at=at(TODAY),
    )
    decision.calculation = kept

    told = told_of("DECISION", followed, decision=decision, on=TODAY)

    assert told.decided.category_reason == STEPS["category_reason"]
    assert [step.label for step in told.decided.steps] == ["Bedrag van categorie 3"]
    assert told.decided.calculated == 177_695


def test_a_decision_has_one_first_letter(decision, amira, guy):
    made_by(amira, decision)

    with pytest.raises(AlreadyMade):
        made_by(guy, decision)

    assert Letter.objects.count() == 1


def test_the_language_is_that_of_contact_else_one_that_is_read(followed):
    person = followed.members.get(relation="REFERENCE").person
    decision = decided(followed)

    def language(contact, reads):
        followed.contact_language, person.reads = contact, reads
        followed.save()
        person.save()
        decision.application.applicant = person
        return told_of("DECISION", followed, decision=decision, on=TODAY).language

    assert language("uk", []) == "uk"
    assert language("fa", ["ps", "ru"]) == "ru"
    assert language("fa", ["ps"]) == "nl"


def test_who_may_make_the_letter_of_a_decision(decision, dirk, bram, celine, hana, guy):
    for actor in (dirk, bram, celine, hana):
        with pytest.raises(NotAllowed):
            made_by(actor, decision)
    assert made_by(guy, decision).made_by_id == guy.user_id


def test_demo_and_imports_make_letters_too(decision):
    assert made_by(system_actor(TODAY), decision).made_by is None


def test_a_receipt_says_by_when_is_decided(followed, celine):
    application = application_of(followed)

    letter = make_letter(
        actor=celine,
        kind="RECEIPT",
        household=followed,
        application=application,
        on=TODAY,
        at=at(TODAY),
    )

    assert letter.told["asked"]["decide_by"] == "2026-12-23"
    assert letter.told["asked"]["number"] == application.number
    with pytest.raises(AlreadyMade):
        make_letter(
            actor=celine,
            kind="RECEIPT",
            household=followed,
            application=application,
            on=TODAY,
            at=at(TODAY),
        )


def test_a_receipt_says_what_the_register_says_after_a_correction(followed):
    application = application_of(followed)
    RegisterCorrection.objects.create(
        application=application,
        field="received_on",
        was="2026-11-23",
        becomes="2026-11-20",
        reason="De brief lag al vrijdag in de bus.",
        made_at=at(TODAY),
    )

    asked = told_of("RECEIPT", followed, application=application, on=TODAY).asked

    assert (asked.received_on, asked.decide_by) == ("2026-11-20", "2026-12-20")


def test_an_application_goes_on_with_a_letter_to_the_centre_and_one_to_who_asked(followed, celine):
    followed.addresses.update(street="Heuvelstraat", house_number="12")
    application = application_of(followed)
    facts = {"actor": celine, "household": followed, "application": application}
    when = {"on": TODAY, "at": at(TODAY)}
    with pytest.raises(MissingElements, match="waarom ons OCMW niet bevoegd is"):
        make_letter(kind="FORWARDED", **facts, **when)
    CompetenceCheck.objects.create(
        application=application,
        is_competent=False,
        ground="De aanvrager is ingeschreven in Anderstad.",
        decided_on=TODAY,
        to_centre="OCMW Anderstad",
        to_address="Kerkplein 2, 9991 Anderstad",
    )
    facts["application"] = type(application).objects.get(pk=application.pk)

    there = make_letter(kind="FORWARDED", **facts, **when)
    here = make_letter(kind="FORWARDED_TOLD", **facts, **when)

    assert list(there.told["to"]) == ["OCMW Anderstad", "Kerkplein 2", "9991 Anderstad"]
    assert there.language == "nl"
    assert "Heuvelstraat" not in str(there.told)
    assert "Heuvelstraat 12" in str(here.told)


def test_a_letter_is_about_the_household_it_is_kept_with(decision, amira, team, area):
    other = HouseholdFactory(team=team, area=area)
    facts = {"on": TODAY, "at": at(TODAY), "actor": amira}

    with pytest.raises(LetterRefused, match="ander gezin"):
        make_letter(kind="DECISION", household=other, decision=decision, **facts)
    with pytest.raises(LetterRefused, match="hoort bij"):
        make_letter(kind="DECISION", household=decision.application.household, **facts)
    with pytest.raises(LetterRefused, match="Kies een jaar"):
        make_letter(kind="STATEMENT", household=other, **facts)
    assert not Letter.objects.exists()


# -- Sending ---------------------------------------------------------------------------------------
def test_a_letter_went_out_and_came(decision, amira):
    letter = made_by(amira, decision, on=TODAY - timedelta(days=2))

    notify(actor=amira, letter=letter, sent_on=TODAY - timedelta(days=1), on=TODAY, **SENT)
    note_received(actor=amira, letter=letter, received_on=TODAY, on=TODAY)

    found = stands(decision, amira)
    assert found.notification.received_on == TODAY
    assert (found.appeal.begins_on, found.appeal.last_day) == (TODAY, date(2027, 2, 23))
    events = list(AuditEvent.objects.order_by("pk").values_list("event", flat=True))
    assert events[-2:] == ["benefits.letter-notified", "benefits.letter-received"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"how": "POST"}, "how"),
        ({"how": "REGISTERED", "reference": " "}, "reference"),
        ({"sent_on": TODAY + timedelta(days=1)}, "sent_on"),
        ({"sent_on": TODAY - timedelta(days=1)}, "sent_on"),  # before the letter was made
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
    ],
)
def test_a_decision_does_not_go_like_this(facts, field, decision, amira):
    letter = made_by(amira, decision)

    with pytest.raises(LetterRefused) as refused:
        notify(actor=amira, letter=letter, **{"sent_on": TODAY, "on": TODAY, **SENT, **facts})

    assert refused.value.field == field
    assert not Notification.objects.exists()


def test_a_receipt_may_go_by_post(followed, celine):
    letter = make_letter(
        actor=celine,
        kind="RECEIPT",
        household=followed,
        application=application_of(followed),
        on=TODAY,
        at=at(TODAY),
    )

    assert notify(actor=celine, letter=letter, how="POST", sent_on=TODAY, on=TODAY).pk


def test_what_is_handed_over_came_the_same_day(decision, amira):
    letter = made_by(amira, decision)

    told = notify(actor=amira, letter=letter, how="HANDED", sent_on=TODAY, on=TODAY)

    assert told.received_on == TODAY


def test_a_letter_goes_out_once_and_comes_once(decision, amira, guy):
    letter = made_by(amira, decision)
    notify(actor=amira, letter=letter, sent_on=TODAY, on=TODAY, **SENT)

    with pytest.raises(AlreadySent):
        notify(actor=guy, letter=letter, sent_on=TODAY, on=TODAY, **SENT)
    note_received(actor=amira, letter=letter, received_on=TODAY, on=TODAY)
    with pytest.raises(AlreadySent):
        note_received(actor=guy, letter=letter, received_on=TODAY, on=TODAY)
    assert Notification.objects.count() == 1


def test_the_database_itself_keeps_the_ways_of_a_decision(decision, amira):
    letter = made_by(amira, decision)
    for facts, promise in (
        ({"how": "POST", "sent_on": TODAY}, "told_as_the_law_asks"),
        ({"how": "HANDED", "sent_on": "2026-01-01"}, "told_as_the_law_asks"),
        ({"how": "EBOX", "sent_on": "2024-04-20"}, "."),
    ):
        with pytest.raises(IntegrityError, match=promise), transaction.atomic():
            Notification.objects.create(letter=letter, **facts)


def test_a_day_too_late_is_flagged_and_eight_days_is_in_time(followed, amira):
    in_time = decided(followed, decided_on=TODAY - timedelta(days=8), received_on=TODAY)
    late = decided(followed, decided_on=TODAY - timedelta(days=9), starts_on=TODAY, kind="REFUSE")

    assert [row.pk for row in told_late(amira, "file", on=TODAY)] == [late.pk]
    assert not stands(in_time, amira).is_late and stands(late, amira).is_late
    assert stands(in_time, amira).notify_by == TODAY
    letter = made_by(amira, late, said=SAID)
    notify(actor=amira, letter=letter, sent_on=TODAY, on=TODAY, **SENT)
    assert [row.pk for row in told_late(amira, "file", on=TODAY)] == [late.pk]
    assert [row.pk for row in to_send(amira, "file")] == [in_time.pk]


# -- Correcting ------------------------------------------------------------------------------------
def corrected(actor, decision, letter, *, lacked=False, why="Het adres was fout."):
    return made_by(actor, decision, correction=Correction(letter, why, lacked))


def test_a_letter_that_did_not_go_out_is_replaced_and_stays_behind(decision, amira):
    first = made_by(amira, decision)

    second = corrected(amira, decision, first)

    assert stands(decision, amira).letter == second
    with pytest.raises(LetterRefused, match="vervangen"):
        notify(actor=amira, letter=first, sent_on=TODAY, on=TODAY, **SENT)
    with pytest.raises(IntegrityError, match="replaced_letter_stays_here"), transaction.atomic():
        Notification.objects.create(letter=first, how="HANDED", sent_on=TODAY)
    with pytest.raises(AlreadyMade):
        corrected(amira, decision, first)
    with pytest.raises(LetterRefused, match="wat er niet klopte"):
        corrected(amira, decision, second, why=" ")


def test_a_corrected_letter_does_not_begin_the_term_again_by_itself(decision, amira):
    first = made_by(amira, decision, on=TODAY - timedelta(days=3))
    notify(actor=amira, letter=first, sent_on=TODAY - timedelta(days=3), on=TODAY, **SENT)

    second = corrected(amira, decision, first)
    notify(actor=amira, letter=second, sent_on=TODAY, on=TODAY, **SENT)

    appeal = stands(decision, amira).appeal
    assert appeal.begins_on == TODAY - timedelta(days=3)
    assert any("verandert de termijn niet" in note for note in appeal.notes)


def test_a_letter_that_lacked_something_did_not_begin_the_term(decision, amira):
    first = made_by(amira, decision, on=TODAY - timedelta(days=3))
    notify(actor=amira, letter=first, sent_on=TODAY - timedelta(days=3), on=TODAY, **SENT)

    second = corrected(amira, decision, first, lacked=True)

    appeal = stands(decision, amira).appeal
    assert appeal.last_day is None and "loopt nog niet" in appeal.notes[0]
    assert "niet volledig" in appeal.notes[1]
    notify(actor=amira, letter=second, sent_on=TODAY, on=TODAY, **SENT)
    assert stands(decision, amira).appeal.begins_on == TODAY


def test_a_letter_kept_without_an_element_begins_no_term(decision, amira):
    whole = told_of(
        "DECISION", decision.application.household, decision=decision, said=SAID, on=TODAY
    )
    told = whole.as_data()
    told["fixed"]["art_728"] = ""
    Notification.objects.create(
        letter=Letter.objects.create(
            kind="DECISION",
            household=decision.application.household,
            decision=decision,
            told=told,
            pdf=b"%PDF",
            sha256="0" * 64,
            made_at=at(TODAY),
        ),
        how="HANDED",
        sent_on=TODAY,
    )

    appeal = stands(decision, amira).appeal

    assert appeal.last_day is None
    assert "artikel 728" in appeal.notes[1]


def test_a_kept_letter_stays_as_it_is(decision, amira):
    letter = made_by(amira, decision)
    same = Letter.objects.filter(pk=letter.pk)
    for act in (lambda: same.update(language="fr"), same.delete):
        with pytest.raises(IntegrityError, match="stays_as_written"), transaction.atomic():
            act()


# -- The letters of a session ----------------------------------------------------------------------
@pytest.fixture
def session(followed, team, area):
    """A closed session with three decisions, of which two can be written."""
    day = TODAY - timedelta(days=2)
    for _ in range(2):
        family = HouseholdFactory(team=team, area=area)
        AssignmentFactory(case=family.cases.get(), worker=UserFactory())
        decided(family, decided_on=day, kind="REFUSE", amount_cents=0, category=None)
    decided(followed, decided_on=day)
    found = session_on(day)
    type(found).objects.filter(pk=found.pk).update(closed_at=at(day))
    found.refresh_from_db()
    return found


def test_all_letters_of_a_session_are_made_in_one_go(session, guy):
    made = make_letters_of(actor=guy, session=session, on=TODAY, at=at(TODAY))

    assert made.made == 2 and made.left == 0
    [(decision, why)] = made.refused
    assert "waarom deze categorie" in why
    assert {letter.household_id for letter in Letter.objects.all()} != {None}
    again = make_letters_of(actor=guy, session=session, on=TODAY, at=at(TODAY))
    assert again.made == 0 and Letter.objects.count() == 2


def test_what_stopped_halfway_goes_on_where_it_stopped(session, guy):
    first = make_letters_of(actor=guy, session=session, on=TODAY, at=at(TODAY), at_once=1)
    assert (first.made, first.left) == (1, 2)

    rest = make_letters_of(actor=guy, session=session, on=TODAY, at=at(TODAY))

    assert (rest.made, rest.left) == (1, 0)


def test_letters_of_a_session_wait_until_it_is_closed(followed, guy, amira):
    open_one = session_on(TODAY)
    with pytest.raises(LetterRefused, match="Sluit eerst"):
        make_letters_of(actor=guy, session=open_one, on=TODAY, at=at(TODAY))
    with pytest.raises(NotAllowed):
        make_letters_of(actor=amira, session=open_one, on=TODAY, at=at(TODAY))


def test_one_file_holds_the_very_letters_that_are_kept(session, guy):
    assert printable(guy, session) is None
    make_letters_of(actor=guy, session=session, on=TODAY, at=at(TODAY))

    pages = PdfReader(BytesIO(printable(guy, session))).pages

    kept = [len(PdfReader(BytesIO(bytes(letter.pdf))).pages) for letter in Letter.objects.all()]
    assert len(pages) == sum(number + number % 2 for number in kept)
    letter = Letter.objects.first()
    notify(actor=guy, letter=letter, sent_on=TODAY, on=TODAY, **SENT)
    assert len(PdfReader(BytesIO(printable(guy, session))).pages) < len(pages)


def test_merging_keeps_every_page():
    assert merged([]).startswith(b"%PDF")


# -- Who sees what ---------------------------------------------------------------------------------
def test_letters_are_seen_within_the_scope(decision, amira, bram, dirk, guy, hana, ilse):
    for actor in (amira, dirk, ilse):
        assert get_decision(actor, decision.pk).pk == decision.pk
    for actor in (bram, hana):
        with pytest.raises(NotFound):
            get_decision(actor, decision.pk)
    assert get_decision(guy, decision.pk, scope="session").pk == decision.pk


def test_who_is_helped_elsewhere_is_hidden_from_a_secretary_of_that_neighbourhood(
    decision, join, team, guy
):
    near = join("greet", "COMMITTEE_SECRETARY", team)
    household = decision.application.household
    type(household).objects.filter(pk=household.pk).update(helped_elsewhere=True)

    assert not to_send(near, "session").exists()
    assert to_send(guy, "session").exists()


def test_the_letters_of_an_application(decision, amira, celine):
    made_by(amira, decision)

    found = letters_of(decision.application, on=TODAY)

    assert found.receipt is None and found.of_the_register == ()
    [one] = found.decisions
    assert one.letter.decision == decision and one.notification is None


def test_dutch_is_what_counts_in_every_letter(decision, amira):
    letter = made_by(amira, decision, said=replace(SAID, language="uk"))

    assert letter.told["fixed"]["appeal"] == texts_in("nl").fixed["appeal"].text
    assert not letter.is_checked
