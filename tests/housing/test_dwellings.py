"""Dwellings and their units: corrected, split, merged; works, contracts, costs and photos."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.enums_dwellings import CostKind
from eenplan.housing.errors import (
    ImpossibleContract,
    ImpossibleCost,
    ImpossibleDeposit,
    ImpossibleWork,
    ReferenceTaken,
    UnitsInUse,
    WorkClosed,
    WrongPhoto,
)
from eenplan.housing.models import CostLine, InspectionPhoto, Place
from eenplan.housing.selectors.costs import budgets, months, promised
from eenplan.housing.selectors.dwellings import endings
from eenplan.housing.selectors.forecast import coming_units, forecast
from eenplan.housing.services.dwellings import PLACE_FIELDS
from tests.factories import (
    ContingentFactory,
    InspectionFactory,
    PlaceFactory,
    StayFactory,
    moment,
)
from tests.factories.dwellings import (
    ContractFactory,
    CostLineFactory,
    PhotoFactory,
    WorkFactory,
    begun,
    picture,
)
from tests.support.htmx import soup
from tests.support.setting import TODAY

NOW = moment("2026-11-23 10:00")


@pytest.fixture
def place(area, norms):
    return PlaceFactory(area=area, max_persons=6, bedrooms=3, rent_cents=60_000)


def facts_of(place, **changes):
    return {**{name: getattr(place, name) for name in PLACE_FIELDS}, **changes}


# -- Correcting a unit -----------------------------------------------------------------------------
def correct(actor, place, *, version=1, **changes):
    return services.change_place(
        actor=actor,
        place=place,
        version=version,
        on=TODAY,
        changes=facts_of(place, **changes),
    )


def test_a_unit_is_corrected_with_one_line_in_the_trail(els, place):
    correct(els, place, max_persons=5, reference="PAND-BETER")

    place.refresh_from_db()
    assert (place.max_persons, place.reference, place.version) == (5, "PAND-BETER", 2)
    [event] = AuditEvent.objects.all()
    assert event.detail == {"reference": "PAND-BETER", "max_persons": "5"}


def test_who_corrects_an_older_version_is_told_so(els, place):
    correct(els, place, max_persons=5)

    with pytest.raises(StaleVersion):
        correct(els, place, max_persons=4)

    place.refresh_from_db()
    assert place.max_persons == 5


def test_a_unit_is_not_made_smaller_than_who_lives_in_it(els, place):
    StayFactory(place=place, persons=5)

    with pytest.raises(UnitsInUse, match="komen 5 personen"):
        correct(els, place, max_persons=4)

    place.refresh_from_db()
    assert (place.max_persons, place.version) == (6, 1)


def test_a_shared_unit_keeps_room_for_the_households_in_it(els, place):
    Place.objects.filter(pk=place.pk).update(max_households=3)
    for _ in range(2):
        StayFactory(place=place, persons=2)

    with pytest.raises(UnitsInUse):
        correct(els, place, max_households=1)

    correct(els, place, max_households=2)
    assert set(place.stays.values_list("shares", flat=True)) == {True}


def test_another_unit_by_the_same_reference_is_refused(els, place):
    PlaceFactory(reference="PAND-BEZET")

    with pytest.raises(ReferenceTaken):
        correct(els, place, reference="PAND-BEZET")


@pytest.mark.parametrize("who", ["amira", "nele", "dirk"])
def test_only_who_manages_changes_units(who, place, request):
    actor = request.getfixturevalue(who)
    for act in (
        lambda: correct(actor, place),
        lambda: services.split_unit(actor=actor, place=place, on=TODAY, parts=()),
        lambda: services.merge_units(
            actor=actor, places=[place], on=TODAY, reference="x", max_households=1
        ),
        lambda: services.add_contract(actor=actor, dwelling=place.dwelling, facts={}),
        lambda: services.book_rents(actor=actor, month=TODAY),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_page_that_is_older_than_the_unit_shows_both_texts(els, place, login):
    page = reverse("dwellings:edit_unit", args=[place.pk])
    typed = {
        **{"version": 1, "reference": place.reference, "form": place.form, "kind": place.kind},
        **{"max_persons": 3, "bedrooms": 2, "max_households": 1, "rent": "100,50"},
        "available_from": "2026-01-01",
    }
    browser = login(els)
    assert browser.get(page).status_code == 200
    assert browser.post(page, typed).status_code == 303

    answer = browser.post(page, {**typed, "max_persons": 2})

    assert answer.status_code == 409
    row = soup(answer).find("th", string="Slaapplaatsen").find_parent("tr")
    assert [cell.text for cell in row.select("td")] == ["3", "2"]
    place.refresh_from_db()
    assert (place.max_persons, place.rent_cents) == (3, 10_050)


# -- Splitting and merging -------------------------------------------------------------------------
def test_a_unit_is_split_into_parts_and_closed(els, place):
    parts = [services.Part("K-1", 4, 2), services.Part("K-2", 2, 1)]

    first, second = services.split_unit(actor=els, place=place, on=TODAY, parts=parts)

    assert place.statuses.open().get().state == PlaceState.CLOSED
    assert (first.dwelling_id, first.max_persons, second.rent_cents) == (
        place.dwelling_id,
        4,
        20_000,
    )
    assert second.statuses.get().state == PlaceState.READY


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([("K-1", 4)], "minstens twee delen"),
        ([("K-1", 4), ("K-2", 3)], "meer dan 6 personen"),
    ],
)
def test_parts_are_two_at_least_and_no_larger_than_the_whole(parts, sentence, els, place):
    with pytest.raises(UnitsInUse, match=sentence):
        services.split_unit(
            actor=els,
            place=place,
            on=TODAY,
            parts=[services.Part(name, persons, 1) for name, persons in parts],
        )

    assert Place.objects.count() == 1


def test_a_unit_somebody_lives_in_or_will_is_not_split_nor_merged(els, place):
    StayFactory(place=place, starts_on=TODAY + timedelta(days=9))
    other = PlaceFactory(dwelling=place.dwelling)

    with pytest.raises(UnitsInUse, match="woont een gezin"):
        services.split_unit(actor=els, place=place, on=TODAY, parts=())
    with pytest.raises(UnitsInUse, match="woont een gezin"):
        services.merge_units(
            actor=els, places=[place, other], on=TODAY, reference="x", max_households=1
        )


def test_units_of_one_dwelling_are_merged_with_all_their_beds(els, place):
    other = PlaceFactory(dwelling=place.dwelling, max_persons=2, bedrooms=1)

    merged = services.merge_units(
        actor=els, places=[place, other], on=TODAY, reference="SAMEN", max_households=2
    )

    assert (merged.max_persons, merged.bedrooms, merged.max_households) == (8, 4, 2)
    states = set(Place.objects.exclude(pk=merged.pk).values_list("statuses__state", flat=True))
    assert PlaceState.CLOSED in states


def test_units_of_two_dwellings_are_not_merged(els, place):
    with pytest.raises(UnitsInUse, match="van dit pand"):
        services.merge_units(
            actor=els, places=[place, PlaceFactory()], on=TODAY, reference="x", max_households=1
        )


# -- Works and the forecast ------------------------------------------------------------------------
def test_a_work_is_done_once_and_its_cost_is_booked(els, place):
    work = WorkFactory(dwelling=place.dwelling, place=place)

    services.finish_work(actor=els, work=work, on=TODAY, done_on=TODAY, cost_cents=9_900)

    line = CostLine.objects.get()
    assert (line.kind, line.amount_cents, line.work) == ("WORKS", 9_900, work)
    with pytest.raises(WorkClosed):
        services.finish_work(actor=els, work=work, on=TODAY, done_on=TODAY)


def test_a_work_is_not_done_tomorrow(els, place):
    work = WorkFactory(dwelling=place.dwelling)

    with pytest.raises(ImpossibleWork):
        services.finish_work(actor=els, work=work, on=TODAY, done_on=TODAY + timedelta(days=1))


def test_the_last_work_done_offers_to_put_the_place_to_ready(els, area, login, norms):
    place = PlaceFactory(area=area, state=PlaceState.TO_CLEAN)
    work = WorkFactory(dwelling=place.dwelling, place=place)
    browser = login(els)
    page = reverse("dwellings:dwelling", args=[place.dwelling_id])
    assert "Zet" not in soup(browser.get(page)).text

    done = browser.post(reverse("dwellings:finish_work", args=[work.pk]), {"done_on": "2026-11-23"})
    assert done.status_code == 303

    form = soup(browser.get(page)).find("button", string=f"Zet {place.reference} op klaar").parent
    sent = {field["name"]: field["value"] for field in form.select("input")}
    assert browser.post(form["action"], sent).status_code == 303
    assert place.statuses.open().get().state == PlaceState.READY


def test_the_forecast_puts_each_unit_in_the_week_of_its_last_day(norms, clock):
    soon = PlaceFactory(state=PlaceState.TO_CLEAN, max_persons=3)
    WorkFactory(dwelling=soon.dwelling, place=soon, ready_on=TODAY + timedelta(days=8))
    late = PlaceFactory(state=PlaceState.TO_RENOVATE)
    WorkFactory(dwelling=late.dwelling, ready_on=TODAY - timedelta(days=1))
    undated = PlaceFactory(state=PlaceState.TO_REFRESH)
    WorkFactory(dwelling=undated.dwelling)
    looked = PlaceFactory(state=PlaceState.NOT_INSPECTED)
    InspectionFactory(dwelling=looked.dwelling, planned_on=TODAY + timedelta(days=1))
    free = PlaceFactory()

    rows = {
        (week.label, week.starts_on): [row.place.reference for row in week.coming]
        for week in forecast(on=TODAY, waiting=3)
        if week.coming
    }

    assert rows == {
        ("nu vrij", None): [free.reference],
        ("te laat", None): [late.reference],
        ("week van", TODAY): [looked.reference],
        ("week van", TODAY + timedelta(days=7)): [soon.reference],
        ("zonder datum", None): [undated.reference],
    }
    last = forecast(on=TODAY, waiting=3)[3]
    assert (last.ready_by_then, last.still_waiting, last.beds) == (3, 0, 3)
    assert len(coming_units(on=TODAY)) == 4


# -- Contracts -------------------------------------------------------------------------------------
def contract_facts(**changes):
    facts = {"starts_on": TODAY, "ends_on": None, "rent_cents": 1, "deposit_cents": 0}
    more = {"notice_months": 1, "signed_on": None, "signed_by": "", "note": ""}
    return {**facts, **more, **changes}


@pytest.mark.parametrize(
    "changes",
    [{"ends_on": TODAY}, {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 7, 1)}],
)
def test_a_contract_runs_forward_and_one_at_a_time(changes, els, place):
    ContractFactory(dwelling=place.dwelling, ends_on=TODAY)

    with pytest.raises(ImpossibleContract):
        services.add_contract(actor=els, dwelling=place.dwelling, facts=contract_facts(**changes))

    assert place.dwelling.contracts.count() == 1


def test_a_deposit_is_paid_once_and_comes_back_once_each_with_its_cost(els, place):
    contract = ContractFactory(dwelling=place.dwelling)
    for day in (TODAY - timedelta(days=2), TODAY):
        services.settle_deposit(actor=els, contract=contract, on=TODAY, day=day)

    assert [row.amount_cents for row in CostLine.objects.order_by("pk")] == [120_000, -120_000]
    with pytest.raises(ImpossibleDeposit):
        services.settle_deposit(actor=els, contract=contract, on=TODAY, day=TODAY)


def test_what_ends_names_who_lives_there_after_that_within_sight_only(els, dirk, team, norms):
    stay = StayFactory(household__team=team)
    ContractFactory(
        dwelling=stay.place.dwelling, ends_on=TODAY + timedelta(days=30), notice_months=1
    )
    ContractFactory(ends_on=TODAY + timedelta(days=300))

    [row] = endings(els, on=TODAY)

    assert (row.is_alarm, row.notice_by) == (True, date(2026, 11, 23))
    assert [(found.household, found.is_visible) for found in row.stays] == [(stay.household, True)]


def test_who_may_not_open_a_household_learns_no_name_from_what_ends(els, amira, household, login):
    household.helped_elsewhere = True
    household.save()
    stay = StayFactory(household=household)
    Place.objects.update(available_until=TODAY + timedelta(days=3))

    [row] = endings(amira, on=TODAY)

    assert row.stays[0].is_visible == (
        type(household).objects.visible_to(amira).filter(pk=household.pk).exists()
    )
    listed = soup(login(els).get(reverse("dwellings:ending"))).text
    assert stay.place.reference in listed


# -- Costs -----------------------------------------------------------------------------------------
def test_a_cost_is_never_changed_only_taken_back_once(els, place):
    line = CostLineFactory(dwelling=place.dwelling)
    for forbidden in (
        lambda: CostLine.objects.update(amount_cents=1),
        lambda: CostLine.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="cost_stands"), transaction.atomic():
            forbidden()

    back = services.take_back_cost(actor=els, line=line, on=TODAY, why="dubbel")

    assert (back.amount_cents, back.corrects) == (-5_000, line)
    for again in (line, back):
        with pytest.raises(ImpossibleCost):
            services.take_back_cost(actor=els, line=again, on=TODAY, why="nog eens")
    assert months(CostLine.objects.all())[0].total == 0


def test_a_correction_takes_back_the_whole_line(place):
    line = CostLineFactory(dwelling=place.dwelling)

    with pytest.raises(IntegrityError, match="correction_takes_back"), transaction.atomic():
        CostLineFactory(dwelling=place.dwelling, amount_cents=-1, corrects=line)


def test_the_rent_of_a_month_is_booked_once_and_by_its_days(els, norms):
    whole = ContractFactory(rent_cents=60_000)
    ContractFactory(rent_cents=30_000, starts_on=date(2026, 11, 16))
    ContractFactory(rent_cents=30_000, starts_on=date(2025, 1, 1), ends_on=date(2026, 11, 1))

    assert services.book_rents(actor=els, month=TODAY) == 2
    assert services.book_rents(actor=els, month=TODAY) == 0

    assert sorted(CostLine.objects.values_list("amount_cents", flat=True)) == [15_000, 60_000]
    assert CostLine.objects.get(contract=whole).month == date(2026, 11, 1)


def test_a_budget_says_what_is_spent_and_what_is_promised(els, norms):
    contingent = ContingentFactory(budget_cents=1_000_000)
    place = PlaceFactory(contingent=contingent)
    CostLineFactory(dwelling=place.dwelling, amount_cents=200_000)
    WorkFactory(dwelling=place.dwelling, cost_cents=50_000)
    contract = ContractFactory(
        dwelling=place.dwelling, ends_on=date(2027, 1, 1), deposit_cents=0, rent_cents=36_500
    )
    CostLineFactory(amount_cents=700)

    one, rest = budgets(on=TODAY)

    assert promised(contract, on=TODAY) == 37_200  # December: 31 of 365 days, twelve rents a year
    assert (one.spent, one.committed, one.left) == (200_000, 87_200, 712_800)
    assert (rest.contingent, rest.spent) == (None, 700)


def test_the_total_of_the_costs_page_is_that_of_its_export(hana, place, login):
    CostLineFactory(dwelling=place.dwelling, amount_cents=1_050)
    CostLineFactory(dwelling=place.dwelling, amount_cents=-250, kind=CostKind.RENT)
    browser, page = login(hana), reverse("dwellings:costs")

    assert "samen € 8,00" in soup(browser.get(page)).text
    rows = browser.get(f"{page}?formaat=json").json()
    assert sum(row[5] for row in rows["rows"]) == 8
    assert browser.get(f"{page}?soort=RENT&formaat=json").json()["count"] == 1


# -- Photos ----------------------------------------------------------------------------------------
@pytest.fixture
def inspection(place, settings, tmp_path):
    settings.PHOTO_FOLDER = tmp_path
    return begun(place.dwelling)


def send(browser, inspection, content, name="foto.jpg"):
    page = reverse("dwellings:add_photo", args=[inspection.pk])
    return browser.post(page, {"photo": SimpleUploadedFile(name, content), "caption": "gang"})


def test_a_photo_is_kept_without_place_and_camera(nele, inspection, login, tmp_path):
    exif = Image.Exif()
    exif[0x0110] = "Geheime camera"
    exif.get_ifd(0x8825)[1] = "N"

    assert send(login(nele), inspection, picture(exif=exif)).status_code == 303

    photo = InspectionPhoto.objects.get()
    stored = (tmp_path / f"{photo.name}.jpg").read_bytes()
    assert b"Geheime" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert (tmp_path / f"{photo.name}.jpg").stat().st_mode & 0o077 == 0


def test_a_large_photo_is_made_smaller(nele, inspection, login):
    send(login(nele), inspection, picture((3000, 1500)))

    photo = InspectionPhoto.objects.get()
    assert (photo.width, photo.height) == (1600, 800)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<script>alert(1)</script>", "geen leesbare foto"),
        (b"\xff\xd8\xff" + b"x" * 50, "geen leesbare foto"),
        (picture(kind="GIF"), "geen leesbare foto"),
        (b"", "leeg"),
    ],
)
def test_what_is_no_photo_is_refused_by_its_content(content, sentence, nele, inspection, login):
    answer = send(login(nele), inspection, content)

    assert answer.status_code == 422
    assert sentence in soup(answer).text
    assert not InspectionPhoto.objects.exists()


def test_a_file_that_is_too_large_and_one_photo_too_many_are_refused(nele, inspection, monkeypatch):
    monkeypatch.setattr("eenplan.housing.services.photos.MOST_BYTES", 100)
    said = {"actor": nele, "inspection": inspection, "caption": "", "at": NOW}
    with pytest.raises(WrongPhoto, match="groter dan"):
        services.add_photo(file=io.BytesIO(picture()), **said)
    monkeypatch.setattr("eenplan.housing.services.photos.MOST_PHOTOS", 0)
    with pytest.raises(WrongPhoto, match="hoogstens"):
        services.add_photo(file=io.BytesIO(picture()), **said)


def test_a_photo_is_shown_to_who_inspects_only_and_as_a_picture(nele, amira, inspection, login):
    photo = PhotoFactory(inspection=inspection)
    page = reverse("dwellings:photo", args=[photo.name])

    answer = login(nele).get(page)

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "no-store" in answer["Cache-Control"]
    assert login(amira).get(page).status_code == 403
    assert login(nele).get("/panden/foto/niets/").status_code == 404


def test_a_photo_taken_away_is_gone_and_stays_after_the_verdict(nele, inspection, login):
    photo, kept = PhotoFactory(inspection=inspection), PhotoFactory(inspection=inspection)
    browser = login(nele)
    assert browser.post(reverse("dwellings:remove_photo", args=[photo.name])).status_code == 303
    services.decide_inspection(
        actor=nele, inspection=inspection, on=TODAY, verdict="REFUSED", valid_until=None
    )

    assert browser.post(reverse("dwellings:remove_photo", args=[kept.name])).status_code == 409
    assert list(inspection.photos.all()) == [kept]


# -- The list --------------------------------------------------------------------------------------
def test_the_list_of_dwellings_takes_the_same_queries_for_one_and_for_three(
    els, norms, login, django_assert_max_num_queries
):
    browser, page, counts = login(els), reverse("dwellings:dwellings"), []
    browser.get(page)
    for number in (1, 2):
        for _ in range(number):
            StayFactory(place__state=PlaceState.READY)
        with django_assert_max_num_queries(60) as seen:
            assert browser.get(page).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 3), ("controle=goedgekeurd", 1), ("controle=nooit", 1), ("controle=niet", 2)],
)
def test_the_filters_of_the_list(query, number, els, norms, login):
    PlaceFactory()
    PlaceFactory(inspected=False)
    refused = PlaceFactory()
    InspectionFactory(dwelling=refused.dwelling, decided_on=TODAY, verdict="REFUSED")

    answer = login(els).get(f"{reverse('dwellings:dwellings')}?{query}&formaat=json").json()

    assert answer["count"] == len(answer["rows"]) == number
