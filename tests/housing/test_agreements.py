"""The agreement: the same points in every language, honest about translations, kept as signed."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from eenplan.housing import agreements, errors, services
from eenplan.housing.models import Agreement
from tests.factories import moment
from tests.factories.housing import ProposalFactory
from tests.support.setting import TODAY

AT = moment("2026-11-23 10:00")
LANGUAGES = [code for code, _ in agreements.languages()]


def test_the_languages_asked_for_are_there():
    assert {"nl", "uk", "ru", "en", "fr"} <= set(LANGUAGES)
    assert agreements.texts_in("nl").is_checked
    assert ("uk", "українська (niet nagelezen)") in agreements.languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_points_and_words(language):
    dutch, other = agreements.texts_in("nl"), agreements.texts_in(language)

    assert len(other.points) == len(dutch.points) == 8
    assert other.words.keys() == dutch.words.keys()
    for name, text in dutch.words.items():
        marks = {part.split("}")[0] for part in text.split("{")[1:]}
        assert {part.split("}")[0] for part in other.words[name].split("{")[1:]} == marks


def test_a_language_without_texts_gets_the_dutch_alone():
    assert agreements.texts_in("ti").language == "nl"
    assert agreements.texts_in("../nl").language == "nl"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_a_pdf_to_keep_with_its_languages(household, language):
    facts = agreements.facts_of(ProposalFactory(household=household))
    made = agreements.render(facts, agreements.texts_in(language), at=AT)

    assert made.startswith(b"%PDF-")
    assert b"pdfaid:part>2" in made and b"pdfaid:conformance>A" in made
    assert made == agreements.render(facts, agreements.texts_in(language), at=AT)


def test_what_both_signed_stays_as_it_is(amira, household):
    proposal = ProposalFactory(household=household)
    made = services.make_agreement(actor=amira, proposal=proposal, language="uk", at=AT)
    assert made.sha256 == sha256(bytes(made.pdf)).hexdigest()
    assert not made.is_checked

    services.note_signed(actor=amira, proposal=proposal, sides={"HOUSEHOLD"}, on=TODAY, at=AT)
    again = services.make_agreement(actor=amira, proposal=proposal, language="fr", at=AT)
    assert (again.pk, again.household_signed_on) == (made.pk, None)
    services.note_signed(
        actor=amira, proposal=proposal, sides={"HOUSEHOLD", "PROVIDER"}, on=TODAY, at=AT
    )
    with pytest.raises(errors.AgreementSigned):
        services.make_agreement(actor=amira, proposal=proposal, language="uk", at=AT)
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        Agreement.objects.update(pdf=b"iets anders")
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        Agreement.objects.all().delete()
