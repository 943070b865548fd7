"""An offer comes in, is called, confirmed, held and forgotten."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.enums import CallResult, HoldKind, OfferStage
from eenplan.housing.errors import ImpossibleCall, ImpossibleOffer, OfferHeld, PossibleDouble
from eenplan.housing.models import (
    Dwelling,
    HostMember,
    Offer,
    OfferHold,
    Place,
    Provider,
    Stay,
    Tombstone,
)
from eenplan.housing.remarks import unwanted_wishes
from eenplan.housing.selectors import offer_stage
from eenplan.housing.selectors.calls import call_list
from eenplan.housing.selectors.offers import (
    get_offer,
    offers_on,
    signals_of,
    target_days,
    targets_of,
)
from eenplan.housing.selectors.stages import gates
from tests.factories import TODAY, InspectionFactory, PlaceFactory, StayFactory
from tests.factories.housing import ProposalFactory
from tests.factories.offers import (
    HostCheckFactory,
    HostMemberFactory,
    OfferCallFactory,
    OfferHoldFactory,
    host_place,
    new_offer,
)
from tests.factories.stays import FollowUpVisitFactory

YESTERDAY = TODAY - timedelta(days=1)


def register(actor, seen_doubles=False, **said):
    return services.register_offer(
        actor=actor, offer=new_offer(**said), on=TODAY, seen_doubles=seen_doubles
    )


def audited(event):
    return AuditEvent.objects.filter(event=event).count()


def call(actor, offer, result, **said):
    return services.record_call(
        actor=actor, offer=offer, result=CallResult(result), on=TODAY, **said
    )


# -- Intake ----------------------------------------------------------------------------------------
def test_an_offer_is_written_with_provider_dwelling_and_units_in_one_notation(els):
    offer = register(els, provider={"iban": "be68 5390 0754 7034", "email": "Rik@Voorbeeld.be"})

    place = Place.objects.get(dwelling__offer=offer)
    assert (offer.provider.phone, offer.provider.iban) == ("+32 470 12 34 56", "BE68539007547034")
    assert offer.provider.email == "rik@voorbeeld.be"
    assert place.reference == "A2026-0001"
    assert offer_stage(offer, TODAY) == OfferStage.OFFERED
    assert audited("housing.offer-registered") == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"provider": {"phone": "12"}}, "telefoonnummer"),
        ({"provider": {"iban": "BE68 5390 0754 7035"}}, "rekeningnummer"),
        ({"provider": {"name": "  "}}, "wie"),
        ({"unit": {"max_persons": 0}}, "slaapplaats"),
        ({"unit": {"bedrooms": 99}}, "slaapkamers"),
        ({"unit": {"available_until": TODAY}}, "einddatum"),
        ({"unit": {"rent_cents": -1}}, "huur"),
        ({"terms": {"shortest_weeks": 9, "longest_weeks": 2}}, "termijn"),
        ({"terms": {"longest_weeks": 5000}}, "weken"),
        ({"terms": {"deposit_cents": -5}}, "waarborg"),
        ({"terms": {"wished_least": 5, "wished_most": 2}}, "minstens"),
        ({"terms": {"wishes": ("CHRISTIAN",)}}, "lijst"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(els, said, words):
    with pytest.raises(ImpossibleOffer, match=words):
        register(els, **said)

    assert not Offer.objects.exists() and not Provider.objects.exists()


def test_only_who_manages_places_registers_an_offer(amira, area):
    with pytest.raises(NotAllowed):
        services.register_offer(actor=amira, offer=new_offer(area=area), on=TODAY)


@pytest.mark.parametrize(
    "same",
    [
        {"provider": {"name": "iemand anders"}},  # same phone
        {"provider": {"name": "RIK RUIMTE", "phone": ""}, "address": "elders 1"},
        {"provider": {"name": "iemand", "phone": ""}, "address": "KERKSTRAAT 12, 8500 Kortrijk"},
    ],
)
def test_a_possible_double_is_shown_before_anything_is_written(els, same):
    register(els)

    with pytest.raises(PossibleDouble):
        register(els, **same)

    assert Offer.objects.count() == 1
    register(els, seen_doubles=True, **same)
    assert Offer.objects.count() == 2


def test_a_provider_who_was_recognised_gets_another_offer(els):
    first = register(els)

    second = register(els, seen_doubles=True, provider={"known_id": first.provider_id})

    assert second.provider == first.provider
    assert Provider.objects.count() == 1


def test_safeguard_7_what_several_providers_share_is_a_signal(els):
    register(els, provider={"iban": "BE68539007547034"})
    other = register(els, seen_doubles=True, provider={"name": "Ander", "iban": "BE68539007547034"})
    apart = register(els, provider={"name": "Eva", "phone": ""}, address="Plein 3")

    said = signals_of(get_offer(other.pk, on=TODAY))
    assert said == [
        "zelfde telefoon als een andere aanbieder",
        "zelfde rekeningnummer als een andere aanbieder",
        "zelfde adres als een andere aanbieder",
    ]
    assert signals_of(get_offer(apart.pk, on=TODAY)) == []


def test_safeguard_11_the_database_holds_no_wish_outside_the_white_list(els):
    offer = register(els, terms={"wishes": ("QUIET",), "languages": ("uk",)})

    with pytest.raises(IntegrityError, match="wishes_from_the_white_list"), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(wishes=["CHRISTIAN"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Liefst een jonge vrouw, geen moslims", ["godsdienst", "geslacht", "leeftijd"]),
        ("graag Oekraïners van blanke afkomst", ["herkomst"]),
        ("une femme chrétienne", ["godsdienst", "geslacht"]),
        ("Rustige straat, tuin, hond welkom, vanaf mei", []),
        ("Manden en trommels in de berging", []),
    ],
)
def test_safeguard_11_a_remark_is_scanned_for_wishes_that_are_not_allowed(text, found):
    assert unwanted_wishes(text) == found


def test_two_who_change_one_offer_the_second_is_told(els):
    offer = register(els)
    said = new_offer(provider={"phone": "0471 11 11 11"})
    services.change_offer(
        actor=els, offer=offer, version=1, provider=said.provider, terms=said.terms
    )

    with pytest.raises(StaleVersion):
        services.change_offer(
            actor=els, offer=offer, version=1, provider=said.provider, terms=said.terms
        )
    assert Provider.objects.get().phone == "+32 471 11 11 11"


# -- Calls -----------------------------------------------------------------------------------------
def test_a_call_that_confirms_counts_and_is_kept(els):
    offer = PlaceFactory(confirmed_on=date(2026, 9, 1)).offer
    assert offer_stage(offer, TODAY) != OfferStage.READY

    call(els, offer, "CONFIRMED", agreed="sleutel bij de buren")

    offer.refresh_from_db()
    assert offer.confirmed_on == TODAY
    assert offer_stage(offer, TODAY) == OfferStage.READY
    assert offer.calls.get().agreed == "sleutel bij de buren"
    assert audited("housing.provider-called") == 1


def test_safeguard_25_an_offer_older_than_the_norm_is_not_ready_until_it_is_confirmed(els):
    old = PlaceFactory(confirmed_on=TODAY - timedelta(days=31)).offer
    fresh = PlaceFactory(confirmed_on=TODAY - timedelta(days=30)).offer

    assert offer_stage(fresh, TODAY) == OfferStage.READY
    assert offer_stage(old, TODAY) == OfferStage.DWELLING_CHECKED
    with pytest.raises(ImpossibleCall, match="30 dagen"):
        services.check_confirmed(old, on=TODAY)
    [gate] = [g for g in gates(get_offer(old.pk, on=TODAY), TODAY) if not g.is_met]
    assert "Bel eerst" in gate.sentence


def test_safeguard_25_two_silences_make_an_offer_dormant_and_one_call_wakes_it(els):
    offer = PlaceFactory(confirmed_on=date(2026, 10, 1)).offer
    call(els, offer, "NO_ANSWER", called_on=YESTERDAY)
    call(els, offer, "NO_ANSWER", called_on=YESTERDAY)  # the same day is one silence
    assert offer_stage(offer, TODAY) == OfferStage.DWELLING_CHECKED

    call(els, offer, "NO_ANSWER")
    assert offer_stage(offer, TODAY) == OfferStage.DORMANT
    assert offer.holds.get().reason == "2 keer geen antwoord"

    call(els, offer, "CONFIRMED")
    assert offer_stage(offer, TODAY) == OfferStage.READY


def test_a_message_is_a_silence_once_it_stayed_unanswered(els):
    offer = PlaceFactory(confirmed_on=date(2026, 10, 1)).offer
    OfferCallFactory(offer=offer, result="SENT", called_on=date(2026, 11, 2))
    OfferCallFactory(offer=offer, result="SENT", called_on=date(2026, 11, 17))

    assert services.let_silent_offers_sleep(on=TODAY) == 0
    assert services.let_silent_offers_sleep(on=TODAY + timedelta(days=1)) == 1
    assert services.let_silent_offers_sleep(on=TODAY + timedelta(days=2)) == 0
    assert offer_stage(offer, TODAY + timedelta(days=1)) == OfferStage.DORMANT


@pytest.mark.parametrize(
    ("result", "stage"), [("PAUSE", "PAUSED"), ("WITHDRAW", "WITHDRAWN"), ("THINKING", "READY")]
)
def test_what_a_provider_says_has_its_effect_at_once(els, result, stage):
    offer = PlaceFactory().offer

    call(els, offer, result)

    assert offer_stage(offer, TODAY) == stage


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"called_on": TODAY + timedelta(days=1)}, "toekomst"),
        ({"called_on": date(2020, 1, 1)}, "kwam pas binnen"),
        ({"call_back_on": TODAY}, "latere dag"),
    ],
)
def test_a_call_that_cannot_be_is_refused(els, said, words):
    offer = PlaceFactory().offer
    with pytest.raises(ImpossibleCall, match=words):
        call(els, offer, "CONFIRMED", **said)
    assert not offer.calls.exists()


def test_only_who_manages_places_notes_a_call(amira):
    with pytest.raises(NotAllowed):
        call(amira, PlaceFactory().offer, "CONFIRMED")


def test_the_call_list_ranks_by_expected_yield_and_shows_the_sum(els, norms):
    facts = {"confirmed_on": TODAY - timedelta(days=45), "available_until": None}
    big = PlaceFactory(max_persons=6, **facts)
    small = PlaceFactory(max_persons=2, **facts)
    silent = PlaceFactory(max_persons=6, **facts)
    OfferCallFactory(offer=silent.offer, result="NO_ANSWER", called_on=YESTERDAY)
    fresh = PlaceFactory(max_persons=9)  # confirmed three weeks ago

    rows = call_list(TODAY)

    assert [row.offer for row in rows] == [big.offer, silent.offer, small.offer]
    assert rows[0].formula == "6 personen × 180 nachten × 70 %"
    assert [row.expected for row in rows] == [756, 378, 252]
    assert fresh.offer not in [row.offer for row in rows]


def test_the_call_list_takes_as_many_queries_for_one_as_for_many(
    norms, django_assert_max_num_queries, django_assert_num_queries
):
    PlaceFactory(confirmed_on=date(2026, 9, 1))
    with django_assert_max_num_queries(10) as taken:
        call_list(TODAY)
    for _ in range(5):
        PlaceFactory(confirmed_on=date(2026, 9, 1))
    with django_assert_num_queries(len(taken)):
        assert len(call_list(TODAY)) == 6


def test_safeguard_30_the_targets_of_speed_are_working_days_and_lateness_shows(els):
    offer = register(els)  # Monday 23 November 2026
    later = TODAY + timedelta(days=8)
    found = get_offer(offer.pk, on=later)
    targets = targets_of(found, target_days(TODAY), on=later)

    assert (targets.call_by, targets.visit_by) == (date(2026, 11, 30), date(2026, 12, 7))
    assert targets.call_is_late and not targets.visit_is_late


# -- Holds -----------------------------------------------------------------------------------------
def hold(actor, offer, kind, **said):
    return services.hold_offer(
        actor=actor, offer=offer, kind=HoldKind(kind), reason="x", on=TODAY, **said
    )


def test_a_pause_ends_by_itself_and_asks_for_no_excuse(els):
    offer = PlaceFactory().offer
    hold(els, offer, "PAUSED", until=TODAY + timedelta(days=10))

    assert offer_stage(offer, TODAY) == OfferStage.PAUSED
    assert offer_stage(offer, TODAY + timedelta(days=10)) != OfferStage.PAUSED


def test_one_hold_takes_the_place_of_another_but_none_that_of_a_stop(els, omar):
    offer = PlaceFactory().offer
    hold(els, offer, "PAUSED")
    hold(els, offer, "WITHDRAWN")
    hold(omar, offer, "FROZEN")

    with pytest.raises(OfferHeld, match="stilgelegd"):
        hold(els, offer, "PAUSED")
    assert hold(omar, offer, "FROZEN") == OfferHold.objects.get(kind="FROZEN")
    assert OfferHold.objects.filter(offer=offer).count() == 3


def test_who_places_may_stop_an_offer_and_only_safeguarding_reopens_it(amira, els, omar):
    offer = PlaceFactory().offer
    hold(amira, offer, "FROZEN")
    with pytest.raises(NotAllowed):
        hold(amira, PlaceFactory().offer, "PAUSED")
    with pytest.raises(NotAllowed):
        services.release_hold(actor=els, offer=offer, on=TODAY)

    services.release_hold(actor=omar, offer=offer, on=TODAY)

    assert offer_stage(offer, TODAY) == OfferStage.READY
    with pytest.raises(OfferHeld, match="niet onderbroken"):
        services.release_hold(actor=omar, offer=offer, on=TODAY)


def test_a_call_does_not_reopen_what_was_stopped(els, omar):
    offer = PlaceFactory().offer
    hold(omar, offer, "FROZEN")

    call(els, offer, "CONFIRMED")

    assert offer_stage(offer, TODAY) == OfferStage.FROZEN


@pytest.mark.parametrize("kind", HoldKind)
def test_no_stay_while_held(kind, els):
    place = PlaceFactory()
    OfferHoldFactory(offer=place.offer, kind=kind)

    with pytest.raises(IntegrityError, match="no_stay_while_held"), transaction.atomic():
        StayFactory(place=place)
    assert not Stay.objects.exists()


def test_a_stay_that_is_there_can_end_while_the_offer_is_held(els):
    stay = StayFactory()
    OfferHoldFactory(offer=stay.place.offer)

    stay.ends_on = TODAY
    stay.save()

    assert Stay.objects.get().ends_on == TODAY


# -- Stages ----------------------------------------------------------------------------------------
def test_safeguard_3_the_stage_follows_from_the_rows(els, household):
    offer = register(els)
    place = Place.objects.get(dwelling__offer=offer)
    stages = [offer_stage(offer, TODAY)]
    call(els, offer, "CONFIRMED")
    stages.append(offer_stage(offer, TODAY))
    for state in ("NOT_INSPECTED", "TO_CLEAN", "READY"):
        if state == "TO_CLEAN":
            InspectionFactory(dwelling=place.dwelling, taken_over=True)
        place.statuses.filter(ends_on=None).update(ends_on=TODAY)
        place.statuses.create(state=state, starts_on=TODAY)
        stages.append(offer_stage(offer, TODAY))
    stay = StayFactory(place=place, household=household, starts_on=TODAY + timedelta(days=3))
    stages.append(offer_stage(offer, TODAY))
    stages.append(offer_stage(offer, stay.starts_on))
    Place.objects.update(available_until=TODAY + timedelta(days=9))
    Stay.objects.update(ends_on=TODAY + timedelta(days=9))
    stages.append(offer_stage(offer, TODAY + timedelta(days=9)))

    assert stages == [
        *("OFFERED", "CALLED", "CALLED", "DWELLING_CHECKED", "READY"),
        *("AGREED", "STAY", "ENDED"),
    ]


def test_the_list_takes_one_query_for_its_rows(norms, django_assert_num_queries):
    for _ in range(3):
        PlaceFactory()
    rows = offers_on(TODAY)
    with django_assert_num_queries(1):
        assert len([(row.stage, row.persons, signals_of(row)) for row in rows]) == 3


# -- Forgetting ------------------------------------------------------------------------------------
def withdrawn_host(days=90, **check):
    place = host_place(checked=False, provider="Hilde Huis", address="Laan 5, 8500 Kortrijk")
    member = HostMemberFactory(offer=place.offer, name="Hilde Huis", birth_date=date(1980, 5, 1))
    HostCheckFactory(member=member, **check)
    OfferHoldFactory(
        offer=place.offer,
        kind="WITHDRAWN",
        reason="stopt",
        starts_on=TODAY - timedelta(days=days),
    )
    return place.offer


def test_safeguard_29_a_withdrawn_offer_becomes_a_tombstone_and_is_noticed_again(els):
    offer = withdrawn_host(verdict="NEGATIVE")

    assert services.empty_old_offers(on=TODAY) == 1

    assert not HostMember.objects.exists()
    assert Provider.objects.get().name == "gewiste aanbieder"
    assert Dwelling.objects.get().address == ""
    assert OfferHold.objects.get().reason == ""
    stones = list(Tombstone.objects.values_list("verdict", flat=True))
    assert stones == ["REJECTED", "REJECTED"]
    assert "Hilde" not in str(list(AuditEvent.objects.values()))
    offer.refresh_from_db()
    assert offer.emptied_on == TODAY
    again = {"provider": {"name": "hilde  HUIS", "phone": ""}, "address": "laan 5, 8500 kortrijk"}
    with pytest.raises(PossibleDouble):
        register(els, **again)
    assert services.empty_old_offers(on=TODAY) == 0


def test_an_offer_is_not_emptied_too_soon_nor_when_somebody_lived_there(norms):
    withdrawn_host(days=89)
    lived_in = PlaceFactory()
    StayFactory(place=lived_in, ends_on=date(2026, 7, 1))
    OfferHoldFactory(offer=lived_in.offer, kind="WITHDRAWN", starts_on=date(2026, 7, 1))

    assert services.empty_old_offers(on=TODAY) == 0
    assert not Tombstone.objects.exists()


def test_a_tombstone_is_forgotten_on_its_day(norms):
    withdrawn_host()
    services.empty_old_offers(on=TODAY)

    services.empty_old_offers(on=TODAY + timedelta(days=365))

    assert not Tombstone.objects.exists()


def test_an_emptied_offer_is_not_called_or_reopened(els):
    offer = withdrawn_host()
    services.empty_old_offers(on=TODAY)
    offer.refresh_from_db()

    with pytest.raises(OfferHeld, match="gewist"):
        call(els, offer, "CONFIRMED")
    with pytest.raises(OfferHeld, match="gewist"):
        services.release_hold(actor=els, offer=offer, on=TODAY)


def test_a_unit_that_is_kept_for_a_household_makes_the_offer_proposed(norms, household):
    proposal = ProposalFactory(household=household)
    offer = proposal.place.offer

    assert offer_stage(offer, TODAY) == OfferStage.PROPOSED
    assert offer_stage(offer, TODAY + timedelta(days=5)) == OfferStage.READY


def test_an_offer_is_followed_up_once_a_visit_was_held(norms):
    visit = FollowUpVisitFactory(
        stay__starts_on=TODAY - timedelta(days=5),
        held_on=TODAY,
        interpreter="PHONE",
        spoken_alone=True,
        language="uk",
    )
    offer = visit.stay.place.offer

    assert offer_stage(offer, TODAY - timedelta(days=1)) == OfferStage.STAY
    assert offer_stage(offer, TODAY) == OfferStage.FOLLOW_UP
