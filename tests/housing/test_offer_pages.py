"""The pages of offers: what each shows to whom, what it asks, and what leaves as a file."""

from datetime import timedelta

import pytest
from django.urls import reverse

from eenplan.core.models import AuditEvent
from eenplan.housing.models import HostCheck, HostMember, Offer, OfferCall, OfferHold, Provider
from tests.factories import TODAY, PlaceFactory
from tests.factories.offers import (
    HostCheckFactory,
    OfferHoldFactory,
    criminal_record,
    host_place,
)
from tests.support.htmx import soup

LIST = "/aanbod/"


def typed(**said):
    return {
        "name": "Rik Ruimte",
        "provider_kind": "PERSON",
        "phone": "0470 12 34 56",
        "language": "nl",
        "channel": "PHONE",
        "form": "OWN_MANAGED",
        "kind": "WHOLE_DWELLING",
        "units": "2",
        "max_persons": "4",
        "bedrooms": "2",
        "available_from": TODAY.isoformat(),
        "street": "Kerkstraat",
        "house_number": "12",
        "postcode": "8500",
        "town": "Kortrijk",
    } | said


@pytest.fixture
def place(area):
    place = PlaceFactory(reference="PAND-1", area=area, address="Laan 5, 8500 Kortrijk")
    Provider.objects.update(phone="+32 470 12 34 56", iban="BE68539007547034", name="Rik Ruimte")
    Offer.objects.update(remark="liefst een jonge vrouw")
    return place


def page_of(place, tail=""):
    return f"/aanbod/{place.offer.pk}/{tail}"


def text(response):
    return soup(response).get_text(" ", strip=True)


def test_an_offer_is_written_on_the_page(els, login, area):
    answer = login(els).post(f"{LIST}nieuw/", typed(area=area.pk, wishes=["QUIET"]))

    offer = Offer.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/aanbod/{offer.pk}/")
    assert offer.dwelling.places.count() == 2
    assert offer.dwelling.address == "Kerkstraat 12, 8500 Kortrijk"
    assert offer.wishes == ["QUIET"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "12", "bestaat niet"),
        ("iban", "BE00 1", "klopt niet"),
        ("max_persons", "0", "1"),
        ("rent", "-5", "0"),
        ("form", "TENT", "TENT"),
        ("available_from", "2026-02-30", "bestaande datum"),
        ("available_from", "9999-01-01", "jaar"),
        ("available_until", "2026-01-01", "na"),
        ("longest_weeks", "9999", "520"),
        ("name", "", "verplicht"),
        ("remark", "x" * 1001, "1000"),
        ("town", "\x00", "teken"),
        ("wishes", "CHRISTIAN", "CHRISTIAN"),
    ],
)
def test_bad_input_is_named_beside_its_field_and_kept(els, login, area, field, value, words):
    answer = login(els).post(f"{LIST}nieuw/", typed(area=area.pk, **{field: value}))

    assert answer.status_code == 422
    assert words in text(answer)
    assert not Offer.objects.exists()


def test_possible_doubles_are_shown_and_a_known_provider_can_be_chosen(els, login, area, place):
    browser = login(els)
    answer = browser.post(f"{LIST}nieuw/", typed(area=area.pk))
    assert answer.status_code == 422 and "Mogelijke dubbels" in text(answer)

    chosen = {"seen_doubles": "on", "provider": place.offer.provider_id}
    assert browser.post(f"{LIST}nieuw/", typed(area=area.pk, **chosen)).status_code == 303
    assert Provider.objects.count() == 1 and Offer.objects.count() == 2


def test_the_page_of_an_offer_hides_what_a_role_does_not_need(els, amira, nele, omar, login, place):
    for actor, phone, address, remark in (
        (els, True, True, True),
        (amira, False, True, False),
        (nele, False, False, False),
        (omar, False, False, False),
    ):
        seen = text(login(actor).get(page_of(place)))
        assert ("470 12 34 56" in seen, "Laan 5" in seen, "jonge vrouw" in seen) == (
            phone,
            address,
            remark,
        )


def test_safeguard_11_the_reviewer_is_warned_about_a_remark(els, amira, login, place):
    assert "lijkt iets te vragen over geslacht, leeftijd" in text(login(els).get(page_of(place)))
    assert "lijkt iets te vragen" not in text(login(amira).get(page_of(place)))


def test_the_next_step_is_the_one_primary_action(els, login, place):
    def step():
        return [
            a.get_text(strip=True)
            for a in soup(login(els).get(page_of(place))).select(".btn-primary")
        ]

    assert step() == ["Zoek een gezin"]
    Offer.objects.update(confirmed_on=TODAY - timedelta(days=40))
    assert step() == ["Noteer een gesprek"]
    OfferHoldFactory(offer=place.offer, kind="WITHDRAWN")
    assert step() == []


def test_a_call_is_noted_on_the_page(els, login, place):
    said = {"result": "CONFIRMED", "channel": "PHONE", "called_on": TODAY, "agreed": "sleutel"}
    assert login(els).post(page_of(place, "gesprek/"), said).status_code == 303
    assert OfferCall.objects.get().agreed == "sleutel"

    late = {**said, "called_on": TODAY + timedelta(days=1)}
    answer = login(els).post(page_of(place, "gesprek/"), late)
    assert answer.status_code == 422 and "toekomst" in text(answer)


def test_a_pause_and_its_end_on_the_page(els, login, place):
    browser = login(els)
    assert browser.post(page_of(place, "onderbreken/"), {"kind": "PAUSED"}).status_code == 303
    assert OfferHold.objects.get().kind == "PAUSED"
    assert browser.post(page_of(place, "weer-meetellen/")).status_code == 303
    assert browser.post(page_of(place, "weer-meetellen/")).status_code == 409


def test_terms_are_changed_and_a_second_change_is_told(els, login, place):
    said = typed(version=1, longest_weeks=26)
    browser = login(els)
    assert browser.post(page_of(place, "wijzigen/"), said).status_code == 303
    answer = browser.post(page_of(place, "wijzigen/"), said)
    assert answer.status_code == 422 and "Iemand anders" in text(answer)
    assert Offer.objects.get().longest_weeks == 26


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["PAND-1", "PAND-2"]),
        ("?fase=READY", ["PAND-1"]),
        ("?fase=PAUSED", ["PAND-2"]),
        ("?q=pand-2", ["PAND-2"]),
        ("?bevestigd=oud", []),
        ("?bekijk=on", []),
        ("?vorm=HOST_FAMILY", []),
        ("?laat=bezoek", []),
        ("?fase=BESTAAT-NIET", []),
    ],
)
def test_the_filters_of_the_list_and_its_file_agree(els, login, place, query, found):
    OfferHoldFactory(offer=PlaceFactory(reference="PAND-2").offer)
    browser = login(els)
    rows = soup(browser.get(f"{LIST}{query}")).select("tbody tr")
    assert sorted(row.a.get_text() for row in rows) == found

    joined = "&" if query else "?"
    told = browser.get(f"{LIST}{query}{joined}formaat=json&doel=overleg maandag").json()
    assert told["count"] == len(found)


def test_safeguard_32_a_file_asks_its_purpose_and_carries_a_watermark(els, login, place):
    browser = login(els)
    asked = browser.get(f"{LIST}?formaat=csv")
    assert "Waarvoor dient dit bestand?" in text(asked)
    assert browser.get(f"{LIST}?formaat=csv&doel=x").status_code == 422
    assert not AuditEvent.objects.filter(event="core.list-exported").exists()

    file = browser.get(f"{LIST}?formaat=csv&doel=overleg maandag").content.decode("utf-8-sig")

    assert "Els Testers, 23/11/2026 10:00, doel: overleg maandag" in file.splitlines()[1]
    assert not any(secret in file for secret in ("470 12 34 56", "Laan 5", "BE68", "jonge"))
    line = AuditEvent.objects.get(event="core.list-exported")
    assert "overleg" in line.detail["q"]
    assert browser.get("/aanbod/belronde/?formaat=xlsx").status_code == 200
    assert AuditEvent.objects.filter(event="core.list-exported").count() == 1


@pytest.mark.parametrize("address", [LIST, "/aanbod/belronde/"])
def test_a_list_takes_as_many_queries_for_one_row_as_for_three(
    els, login, norms, address, django_assert_num_queries, django_assert_max_num_queries
):
    facts = {"confirmed_on": TODAY - timedelta(days=40)}
    PlaceFactory(**facts)
    browser = login(els)
    browser.get(address)
    with django_assert_max_num_queries(30) as taken:
        browser.get(address)
    for _ in range(2):
        PlaceFactory(**facts)
    with django_assert_num_queries(len(taken)):
        assert browser.get(address).status_code == 200


def test_the_call_list_shows_its_formula_and_is_only_for_who_manages(els, amira, login, place):
    Offer.objects.update(confirmed_on=TODAY - timedelta(days=40))
    seen = text(login(els).get("/aanbod/belronde/"))
    assert "4 personen × 180 nachten × 70 % = 504 persoonsnachten" in seen
    assert "niemand heeft ze gemeten" in seen
    assert login(amira).get("/aanbod/belronde/").status_code == 403


# -- People ----------------------------------------------------------------------------------------
def test_who_lives_there_is_for_housing_and_safeguarding_only(els, omar, amira, login):
    place = host_place()
    for actor, sees in ((els, True), (omar, True), (amira, False)):
        seen = text(login(actor).get(page_of(place, "mensen/")))
        assert ("Griet Gastvrij" in seen) is sees
        assert "in orde tot en met 1 november 2027" in seen


def test_safeguard_6_the_reason_of_a_refusal_is_for_safeguarding_only(els, omar, login):
    place = host_place(checked=False)
    HostCheckFactory(member=HostMember.objects.get(), verdict="NEGATIVE", reason="een feit")

    coordinator = text(login(els).get(page_of(place, "mensen/")))
    assert "een feit" not in coordinator
    assert "vraag het de vertrouwenspersoon veiligheid" in coordinator
    assert "een feit" in text(login(omar).get(page_of(place, "mensen/")))
    check = HostCheck.objects.get()
    assert login(els).get(f"/aanbod/oordeel/{check.pk}/reden/").status_code == 403
    said = {"reason": "een ander feit"}
    assert login(omar).post(f"/aanbod/oordeel/{check.pk}/reden/", said).status_code == 303


def test_a_person_is_added_and_checked_and_there_is_no_field_for_a_paper(els, login):
    place = host_place(checked=False)
    browser = login(els)
    said = {"name": "Piet Gastvrij", "role": "STAYS_OFTEN"}
    assert browser.post(page_of(place, "mensen/nieuw/"), said).status_code == 303
    member = HostMember.objects.get(name="Piet Gastvrij")
    address = f"/aanbod/mensen/{member.pk}/controle/"
    assert not soup(browser.get(address)).select("input[type=file]")

    refused = {"type": criminal_record().pk, "verdict": "NEGATIVE", "shown_on": TODAY}
    answer = browser.post(address, refused, follow=True)

    assert "U kunt vragen om het opnieuw te bekijken" in text(answer)
    assert browser.post(f"/aanbod/mensen/{member.pk}/vertrokken/").status_code == 303


def test_a_kind_of_check_is_marked_not_compared_with_the_law(omar, login):
    criminal_record()
    browser = login(omar)
    assert "niet nagekeken" in text(browser.get("/aanbod/controles/"))
    said = {
        "country": "BE",
        "code": "nieuw",
        "label": "Nieuwe controle",
        "valid_days": "90",
        "starts_on": TODAY,
    }
    assert browser.post("/aanbod/controles/nieuw/", said).status_code == 303


def test_what_does_not_exist_is_not_found(els, omar, login):
    browser = login(els)
    for tail in ("", "gesprek/", "mensen/", "onderbreken/", "wijzigen/"):
        assert browser.get(f"/aanbod/999999/{tail}").status_code == 404
    assert browser.get("/aanbod/mensen/999999/controle/").status_code == 404
    assert login(omar).get("/aanbod/oordeel/999999/reden/").status_code == 404


def test_safeguard_1_no_page_of_offers_shows_a_household_and_a_stranger_sees_none(
    client, els, login, place, household
):
    assert client.get(LIST).status_code == 302
    assert household.name not in text(login(els).get(page_of(place)))
    assert reverse("offers:offers") == LIST
