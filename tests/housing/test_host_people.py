"""The people half: nobody moves in with a host of whom not every adult is checked."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from eenplan.core.access import system_actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.enums import CheckVerdict, MemberRole, OfferStage
from eenplan.housing.errors import HostUnchecked, ImpossibleCheck
from eenplan.housing.models import CheckType, HostCheck, HostMember, Offer, Stay
from eenplan.housing.selectors import offer_stage, people_checked_until, place_facts
from eenplan.housing.selectors.people import people_of
from eenplan.organisation.models import User
from tests.factories import TODAY, NormFactory, PlaceFactory, StayFactory
from tests.factories.offers import (
    HostCheckFactory,
    HostMemberFactory,
    criminal_record,
    host_place,
)
from tests.support.at_once import at_once

TOMORROW = TODAY + timedelta(days=1)
LAST_DAY = date(2027, 11, 1)


def refused(place, household=None, **facts):
    """Say whether the database refuses a stay."""
    try:
        with transaction.atomic():
            StayFactory(place=place, **({"starts_on": TODAY} | facts))
    except IntegrityError as error:
        assert "host_checked_before_stay" in str(error)
        return True
    Stay.objects.all().delete()
    return False


def trigger_says(place, day) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT housing_hosts_are_checked(%s, %s)", [place.offer.pk, day])
        return cursor.fetchone()[0]


# -- The gate --------------------------------------------------------------------------------------
def everybody_checked():
    return host_place()


def one_adult_without(**facts):
    place = host_place()
    HostMemberFactory(offer=place.offer, **facts)
    return place


def with_last_check(**facts):
    place = host_place()
    HostCheckFactory(member=HostMember.objects.get(offer=place.offer), **facts)
    return place


@pytest.mark.parametrize(
    ("made", "is_checked"),
    [
        (everybody_checked, True),
        (lambda: host_place(checked=False), False),
        (one_adult_without, False),
        (lambda: one_adult_without(role="STAYS_OFTEN"), False),
        (lambda: one_adult_without(is_minor=True), True),
        (lambda: one_adult_without(birth_date=date(2008, 11, 23)), False),  # eighteen today
        (lambda: one_adult_without(birth_date=date(2008, 11, 24)), True),
        (lambda: one_adult_without(ends_on=TODAY), True),
        (lambda: one_adult_without(starts_on=TOMORROW), True),
        (lambda: with_last_check(verdict="NEGATIVE", shown_on=TODAY), False),
        (lambda: with_last_check(verdict="NEGATIVE", shown_on=date(2026, 10, 1)), True),
        (
            lambda: with_last_check(shown_on=date(2026, 11, 9), valid_until=date(2026, 11, 22)),
            False,
        ),
    ],
)
def test_safeguard_5_every_adult_has_a_positive_check_that_counts(made, is_checked, norms):
    place = made()

    assert refused(place) is not is_checked
    assert trigger_says(place, TODAY) is is_checked
    assert (people_checked_until([place], TODAY)[place.pk] is not None) is is_checked
    NormFactory(key="reception_open.HOST_FAMILY", value=1, starts_on=TODAY)
    assert (offer_stage(place.offer, TODAY) == OfferStage.READY) is is_checked


def test_nobody_is_checked_where_nobody_is_noted_or_nothing_is_required(norms):
    alone = PlaceFactory(form="HOST_FAMILY")
    place = host_place()
    assert refused(alone) and people_checked_until([alone], TODAY) == {alone.pk: None}

    CheckType.objects.update(is_required=False)

    assert refused(place) and people_checked_until([place], TODAY) == {place.pk: None}


@pytest.mark.parametrize(
    ("made", "until"),
    [
        (everybody_checked, LAST_DAY),
        (lambda: one_adult_without(birth_date=date(2009, 1, 10)), date(2027, 1, 9)),
        (lambda: one_adult_without(starts_on=date(2026, 12, 5)), date(2026, 12, 4)),
        (lambda: one_adult_without(is_minor=True), LAST_DAY),
    ],
)
def test_until_when_the_people_count_looks_ahead(made, until, norms):
    place = made()

    assert people_checked_until([place], TODAY) == {place.pk: until}
    assert trigger_says(place, until) and not trigger_says(place, until + timedelta(days=1))


def test_only_places_with_hosts_are_in_the_answer_and_it_takes_as_many_queries(
    norms, django_assert_num_queries
):
    places = [host_place(), PlaceFactory(), host_place(), host_place(checked=False)]
    with django_assert_num_queries(4):
        found = people_checked_until([place.pk for place in places], TODAY)
    assert list(found.values()) == [LAST_DAY, LAST_DAY, None]
    assert places[1].pk not in found


def test_safeguard_4_a_good_house_is_not_good_people(norms):
    place = host_place(checked=False)  # the house itself is ready
    NormFactory(key="reception_open.HOST_FAMILY", value=1, starts_on=TODAY)

    assert offer_stage(place.offer, TODAY) == OfferStage.DWELLING_CHECKED
    HostCheckFactory(member=HostMember.objects.get())
    assert offer_stage(place.offer, TODAY) == OfferStage.READY


def test_a_check_that_ran_out_between_proposal_and_acceptance_is_refused_in_words(
    norms, household, els
):
    place = host_place()
    NormFactory(key="reception_open.HOST_FAMILY", value=1, starts_on=TODAY)
    assert place_facts(type(place).objects.all(), on=TODAY)
    HostCheck.objects.update(valid_until=TODAY - timedelta(days=1))

    with pytest.raises((HostUnchecked, services.stays.PlaceUnavailable)) as refusal:
        services.place_household(actor=els, household=household, place=place, on=TODAY)

    assert "controle" in str(refusal.value) or "gecontroleerd" in str(refusal.value)
    assert not Stay.objects.exists()


def test_safeguard_28_who_lived_there_already_stays_and_the_check_follows(norms):
    place = host_place(checked=False)
    Offer.objects.update(found_privately=True, received_on=date(2026, 6, 1))

    assert not refused(place, starts_on=date(2026, 5, 1), ends_on=None)
    assert refused(place, starts_on=TODAY)  # the next household waits for the check
    assert people_checked_until([place], TODAY) == {place.pk: None}


@pytest.mark.django_db(transaction=True)
def test_a_refusal_and_a_stay_at_once_never_both_count(clock):
    place = host_place()
    member, kind = HostMember.objects.get(), criminal_record()

    def refuse():
        services.record_check(
            actor=system_actor(TODAY),
            member=member,
            type=kind,
            verdict=CheckVerdict.NEGATIVE,
            shown_on=TODAY,
            on=TODAY,
        )
        return "refused"

    def move_in():
        try:
            StayFactory(place=place, starts_on=TOMORROW)
        except IntegrityError:
            return "stopped"
        return "in"

    User.objects.get_or_create(pk=1, defaults={"username": "eenplan"})
    outcome = at_once([refuse, move_in])
    assert outcome[0] == "refused" and outcome[1] in ("in", "stopped")
    assert not trigger_says(place, TOMORROW)


# -- Writing down ----------------------------------------------------------------------------------
def check(actor, member, verdict="POSITIVE", **said):
    facts = {"type": criminal_record(), "shown_on": TODAY, "on": TODAY} | said
    return services.record_check(actor=actor, member=member, verdict=CheckVerdict(verdict), **facts)


def test_safeguard_6_only_the_outcome_is_kept(els):
    place = host_place(checked=False)
    member = HostMember.objects.get(offer=place.offer)

    found = check(els, member)

    assert (found.seen_by_id, found.valid_until) == (els.user_id, date(2027, 11, 22))
    kept = {field.name for field in HostCheck._meta.fields}
    assert kept == {
        *("id", "member", "type", "shown_on", "valid_until", "verdict", "seen_by", "reason"),
    }
    assert AuditEvent.objects.filter(event="housing.host-checked").count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"shown_on": TOMORROW}, "toekomst"),
        ({"valid_until": date(2028, 1, 1)}, "hoogstens 365"),
        ({"valid_until": date(2026, 1, 1)}, "hoogstens 365"),
    ],
)
def test_a_check_that_cannot_be_is_refused(said, words, els):
    member = HostMember.objects.get(offer=host_place(checked=False).offer)
    with pytest.raises(ImpossibleCheck, match=words):
        check(els, member, **said)
    assert not HostCheck.objects.exists()


def test_safeguard_6_only_safeguarding_writes_the_reason_of_a_refusal(els, omar, amira):
    member = HostMember.objects.get(offer=host_place(checked=False).offer)
    with pytest.raises(NotAllowed):
        check(amira, member)
    found = check(els, member, "NEGATIVE")

    with pytest.raises(NotAllowed):
        services.explain_check(actor=els, check=found, reason="x")
    services.explain_check(actor=omar, check=found, reason="een feit van 2019")

    assert HostCheck.objects.get().reason == "een feit van 2019"
    assert "2019" not in str(list(AuditEvent.objects.values("detail")))
    with pytest.raises(IntegrityError), transaction.atomic():
        HostCheck.objects.update(verdict="POSITIVE")
    with pytest.raises(ImpossibleCheck):
        services.explain_check(actor=omar, check=check(els, member), reason="x")


def test_somebody_who_moves_in_holds_up_the_offer_until_checked_and_leaves_without(els):
    place = host_place()
    son = services.add_member(
        actor=els, offer=place.offer, name="Zoon", role=MemberRole.STAYS_OFTEN, on=TODAY
    )
    assert not trigger_says(place, TODAY)

    services.end_member(actor=els, member=son, on=TODAY)

    assert trigger_says(place, TODAY)
    with pytest.raises(ImpossibleCheck, match="al niet meer"):
        services.end_member(actor=els, member=son, on=TODAY)


def test_a_minor_of_13_or_older_is_noted_and_not_a_gate(els):
    place = host_place()
    services.add_member(
        actor=els,
        offer=place.offer,
        name="Dochter",
        role=MemberRole.LIVES_THERE,
        is_minor=True,
        on=TODAY,
    )
    [_, girl] = people_of(place.offer, on=TODAY)
    assert (girl.is_adult, girl.missing, girl.is_in_order) == (False, [], False)
    assert trigger_says(place, TODAY)


def test_a_kind_of_check_counts_from_its_day_and_is_marked_unverified(els, omar):
    place = host_place()
    said = {
        "country": "be",
        "code": "NIEUW",
        "label": "nieuwe controle",
        "basis": "",
        "is_required": True,
        "for_minors": False,
        "valid_days": 100,
        "starts_on": TOMORROW,
        "on": TODAY,
    }
    with pytest.raises(NotAllowed):
        services.add_check_type(actor=els, **said)
    kind = services.add_check_type(actor=omar, **said)

    assert (kind.country, kind.is_verified) == ("BE", False)
    assert trigger_says(place, TODAY) and not trigger_says(place, TOMORROW)
    services.end_check_type(actor=omar, kind=kind, on=TOMORROW)
    assert trigger_says(place, TOMORROW)
