"""Who may sign a social investigation: a diploma valid on that day, accepted on that day."""

from datetime import date, timedelta

import pytest

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation import errors, services
from eenplan.organisation.models import AcceptedDiploma, Diploma, StaffQualification, User
from eenplan.organisation.selectors.qualifications import (
    may_sign_social_investigation,
    qualifications,
)
from tests.factories import MembershipFactory, UserFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY

NEXT_WEEK = TODAY + timedelta(days=7)
SOCIAL_WORK, PSYCHOLOGY = "Maatschappelijk werk", "Bachelor psychologie"


@pytest.fixture
def worker(team):
    return MembershipFactory(team=team, user=UserFactory(username="nele")).user


def add(actor, user, name=SOCIAL_WORK, **changes):
    said = {"starts_on": date(2015, 7, 1), "ends_on": None, "seen_on": TODAY} | changes
    diploma = Diploma.objects.get(name=name)
    return services.add_qualification(actor=actor, user=user, diploma=diploma, **said, on=TODAY)


def test_only_the_diplomas_of_the_source_are_accepted_and_none_is_called_verified(db):
    names = AcceptedDiploma.objects.values_list("diploma__name", "is_verified")
    assert sorted(names) == [(SOCIAL_WORK, False), ("Sociale verpleegkunde", False)]
    assert Diploma.objects.filter(name=PSYCHOLOGY, accepted=None).exists()


def test_who_may_sign_depends_on_the_day(dirk, worker):
    assert not may_sign_social_investigation(worker, on=TODAY)
    add(dirk, worker, ends_on=NEXT_WEEK)

    assert may_sign_social_investigation(worker, on=TODAY)
    assert not may_sign_social_investigation(worker, on=NEXT_WEEK)
    assert not may_sign_social_investigation(worker, on=date(2022, 3, 30))  # not accepted yet


def test_widening_the_list_is_a_new_line_from_a_day_on(karim, dirk, worker):
    add(dirk, worker, PSYCHOLOGY)
    assert not may_sign_social_investigation(worker, on=NEXT_WEEK)

    found = services.accept_diploma(
        actor=karim,
        name=PSYCHOLOGY.upper(),
        act="SOCIAL_INVESTIGATION",
        starts_on=NEXT_WEEK,
        source="omzendbrief",
        is_verified=True,
    )

    assert found.diploma.name == PSYCHOLOGY
    assert not may_sign_social_investigation(worker, on=TODAY)
    assert may_sign_social_investigation(worker, on=NEXT_WEEK)
    services.end_acceptance(actor=karim, acceptance=found, ends_on=NEXT_WEEK)
    assert not may_sign_social_investigation(worker, on=NEXT_WEEK)
    with pytest.raises(errors.AlreadySo):
        services.end_acceptance(actor=karim, acceptance=found, ends_on=NEXT_WEEK)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"seen_on": NEXT_WEEK}, errors.StaffRefused),
        ({"seen_on": date(2010, 1, 1)}, errors.StaffRefused),
        ({"ends_on": date(2014, 1, 1)}, errors.EndBeforeStart),
    ],
)
def test_a_diploma_that_cannot_be_is_refused(dirk, worker, changes, kind):
    with pytest.raises(kind):
        add(dirk, worker, **changes)
    assert not StaffQualification.objects.exists()


def test_a_diploma_is_noted_once_and_may_lapse(dirk, worker):
    found = add(dirk, worker)
    with pytest.raises(errors.StaffRefused, match="al genoteerd"):
        add(dirk, worker)

    services.end_qualification(actor=dirk, qualification=found, ends_on=TODAY)

    assert not may_sign_social_investigation(worker, on=TODAY)
    with pytest.raises(errors.EndBeforeStart):
        services.end_qualification(actor=dirk, qualification=found, ends_on=date(2000, 1, 1))
    assert AuditEvent.objects.filter(event__startswith="organisation.qualification").count() == 2


def test_only_the_coordinator_of_the_person_notes_it_and_only_managers_accept(
    amira, dirk, worker, other_team
):
    stranger = MembershipFactory(team=other_team).user
    for actor, user in ((amira, worker), (dirk, stranger)):
        with pytest.raises(NotAllowed):
            add(actor, user)
    with pytest.raises(NotAllowed):
        services.accept_diploma(
            actor=dirk,
            name="x",
            act="SOCIAL_INVESTIGATION",
            starts_on=TODAY,
            source="x",
            is_verified=False,
        )


def test_the_filters_list_and_export_the_same(dirk, worker, login, team):
    add(dirk, worker, ends_on=NEXT_WEEK)
    add(dirk, worker, PSYCHOLOGY)
    add(dirk, User.objects.get(pk=dirk.user_id), "Sociale verpleegkunde")
    client = login(dirk)
    for state, number in (("", 3), ("ondertekent", 2), ("vervalt", 1), ("vervallen", 0)):
        address = "/medewerkers/bekwaamheden/"
        shown = soup(client.get(address, {"state": state})).select("tbody tr")
        export = client.get(address, {"state": state, "formaat": "csv"}).content.decode()
        assert len(shown) == number == len(export.splitlines()) - 1, state
        assert qualifications(dirk, on=TODAY, state=state).count() == number


def test_a_diploma_is_noted_on_its_page(dirk, worker, login):
    diploma = Diploma.objects.get(name=SOCIAL_WORK)
    said = {"user": worker.pk, "diploma": diploma.pk, "starts_on": "2015-07-01", "seen_on": ""}
    client = login(dirk)

    refused = client.post("/medewerkers/bekwaamheden/nieuw/", said)
    assert refused.status_code == 422
    assert 'value="2015-07-01"' in refused.content.decode()
    done = client.post("/medewerkers/bekwaamheden/nieuw/", said | {"seen_on": "2026-11-20"})
    assert done.status_code == 303
    assert may_sign_social_investigation(worker, on=TODAY)
