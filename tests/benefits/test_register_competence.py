"""Whether this centre decides, and sending an application on: RMI art. 18 §4."""

from datetime import timedelta

import pytest

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.models import CompetenceCheck, Letter
from eenplan.benefits.register_errors import (
    ApplicationOver,
    CompetenceKnown,
    ImpossibleForwarding,
)
from eenplan.benefits.services.competence import (
    Competence,
    find_competence,
    note_forwarded,
)
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent
from tests.factories import UserFactory
from tests.support.at_once import at_once
from tests.support.rights import application_of, at, decided
from tests.support.setting import TODAY

DAY = timedelta(days=1)
OURS = Competence(True, "ingeschreven in onze gemeente")
THEIRS = Competence(False, "woont elders", "OCMW Elders", "Dorpsplein 1, 9991 Elders")


@pytest.fixture
def asked(household):
    return application_of(household, received_on=TODAY - 2 * DAY)


def letters_for(application, *kinds):
    for kind in kinds:
        Letter.objects.create(
            kind=kind,
            household=application.household,
            application=application,
            told={},
            pdf=b"x",
            sha256="0" * 64,
            made_at=at(TODAY),
        )


def forward(actor, application, **days):
    facts = {"forwarded_on": TODAY, "told_on": TODAY, "on": TODAY, **days}
    return note_forwarded(actor=actor, application=application, **facts)


def test_a_worker_finds_that_we_are_competent(amira, asked):
    check = find_competence(actor=amira, application=asked, found=OURS, on=TODAY)

    assert check.is_competent and check.decided_by_id == amira.user_id and not check.is_by_chair
    assert AuditEvent.objects.filter(event="benefits.competence-found").count() == 1


def test_the_chair_may_find_that_another_centre_is(amira, join, central, asked):
    chair = join("pieter", "COMMITTEE_CHAIR", central)
    found = Competence(False, "x", "OCMW Elders", "adres", chair_id=chair.user_id)
    check = find_competence(actor=amira, application=asked, found=found, on=TODAY)

    assert check.decided_by_id == chair.user_id and check.is_by_chair


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("ground", Competence(True, "  ")),
        ("to_centre", Competence(False, "x", "", "adres")),
        ("to_address", Competence(False, "x", "OCMW Elders", " ")),
        ("to_centre", Competence(True, "x", "OCMW Elders", "")),
    ],
)
def test_a_finding_is_whole(field, found, amira, asked):
    with pytest.raises(ImpossibleForwarding) as refused:
        find_competence(actor=amira, application=asked, found=found, on=TODAY)
    assert refused.value.field == field and not CompetenceCheck.objects.exists()


def test_somebody_who_is_no_chair_decided_nothing_as_chair(amira, asked):
    found = Competence(True, "x", chair_id=UserFactory().pk)
    with pytest.raises(ImpossibleForwarding) as refused:
        find_competence(actor=amira, application=asked, found=found, on=TODAY)
    assert refused.value.field == "chair"


def test_what_was_decided_or_withdrawn_is_not_looked_at_any_more(amira, household):
    done = decided(household).application
    with pytest.raises(ApplicationOver, match="al beslist"):
        find_competence(actor=amira, application=done, found=THEIRS, on=TODAY)
    back = application_of(household, withdrawn_on=TODAY, withdrawn_why="x", right="OTHER_AID")
    with pytest.raises(ApplicationOver, match="ingetrokken"):
        find_competence(actor=amira, application=back, found=THEIRS, on=TODAY)


def test_only_who_investigates_there_finds_it(bram, celine, dirk, asked):
    for actor, error in ((bram, NotFound), (celine, NotAllowed), (dirk, NotAllowed)):
        with pytest.raises(error):
            find_competence(actor=actor, application=asked, found=OURS, on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(amira, household):
    asked = application_of(household)

    def job(found):
        try:
            find_competence(actor=amira, application=asked, found=found, on=TODAY)
        except CompetenceKnown as error:
            return str(error)
        return "gelukt"

    told = at_once([lambda: job(OURS), lambda: job(THEIRS)])
    assert sorted(told) == ["Iemand noteerde de bevoegdheid al. Kijk opnieuw.", "gelukt"]


# -- Forwarding ------------------------------------------------------------------------------------
def test_forwarding_without_both_letters_is_refused(amira, asked):
    find_competence(actor=amira, application=asked, found=THEIRS, on=TODAY)
    with pytest.raises(ImpossibleForwarding, match="OCMW en het bericht"):
        forward(amira, asked)
    letters_for(asked, LetterKind.FORWARDED)
    with pytest.raises(ImpossibleForwarding, match="bericht aan de aanvrager"):
        forward(amira, asked)
    letters_for(asked, LetterKind.FORWARDED_TOLD)

    check = forward(amira, asked)

    assert (check.forwarded_on, check.applicant_told_on) == (TODAY, TODAY)
    with pytest.raises(ImpossibleForwarding, match="al genoteerd"):
        forward(amira, asked)


def test_forwarding_has_a_day_that_can_be_and_a_centre(amira, asked):
    with pytest.raises(ImpossibleForwarding, match="niet vastgesteld"):
        forward(amira, asked)
    find_competence(actor=amira, application=asked, found=THEIRS, on=TODAY)
    for field in ("forwarded_on", "told_on"):
        for day in (TODAY - DAY, TODAY + DAY):
            with pytest.raises(ImpossibleForwarding) as refused:
                forward(amira, asked, **{field: day})
            assert refused.value.field == field
