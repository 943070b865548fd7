"""Inspecting dwellings: the checklist, the verdict, and what it opens or keeps shut."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.enums_dwellings import Verdict
from eenplan.housing.errors import (
    ImpossiblePlan,
    ImpossibleState,
    ImpossibleValidity,
    ImpossibleWork,
    InspectionClosed,
    InspectionIncomplete,
    PlaceUnavailable,
)
from eenplan.housing.models import Inspection, InspectionAnswer, Stay
from eenplan.housing.selectors import inspected_until, to_inspect
from tests.factories import (
    HouseholdFactory,
    InspectionFactory,
    PlaceFactory,
    StayFactory,
    moment,
)
from tests.factories.dwellings import WorkFactory, begun
from tests.support.at_once import at_once
from tests.support.htmx import HTMX, soup
from tests.support.setting import TODAY

NEXT_YEAR = date(2027, 11, 23)
NOW = moment("2026-11-23 10:00")


@pytest.fixture
def place(area):
    return PlaceFactory(area=area, state=PlaceState.NOT_INSPECTED)


def decide(actor, inspection, verdict=Verdict.APPROVED, until=NEXT_YEAR, **more):
    return services.decide_inspection(
        actor=actor, inspection=inspection, on=TODAY, verdict=verdict, valid_until=until, **more
    )


def work_facts(**changes):
    facts = {"kind": "REFRESH", "what": "schilderen", "by": "OWN_CREW", "who": "", "place": None}
    return {**facts, "cost_cents": 0, "planned_on": None, "ready_on": None, **changes}


# -- The gate --------------------------------------------------------------------------------------
def refused_stay(place, starts_on=TODAY):
    with (
        pytest.raises(IntegrityError, match="inspected_before_stay|no approval"),
        transaction.atomic(),
    ):
        StayFactory(place=place, starts_on=starts_on)


def test_nobody_stays_in_a_dwelling_that_was_never_approved(norms):
    place = PlaceFactory(inspected=False)

    refused_stay(place)

    assert inspected_until([place.pk], TODAY) == {place.pk: None}


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        ({}, NEXT_YEAR),
        # the first day it no longer counts
        ({"decided_on": TODAY - timedelta(days=9), "valid_until": TODAY}, None),
        ({"valid_until": TODAY + timedelta(days=1)}, TODAY + timedelta(days=1)),
        ({"decided_on": TODAY + timedelta(days=1)}, None),
        ({"verdict": "REFUSED", "valid_until": None}, None),
    ],
)
def test_an_approval_counts_from_the_verdict_until_its_end(facts, until, norms):
    place = PlaceFactory(inspected=False)
    said = {"decided_on": TODAY, "verdict": "APPROVED", "valid_until": NEXT_YEAR, **facts}
    Inspection.objects.create(dwelling=place.dwelling, kind="TAKEN_OVER", **said)

    assert inspected_until([place.pk], TODAY)[place.pk] == until
    if until:
        StayFactory(place=place, starts_on=TODAY)
    else:
        refused_stay(place)


def test_a_later_refusal_undoes_an_approval(norms):
    place = PlaceFactory()
    InspectionFactory(dwelling=place.dwelling, kind="VISIT", decided_on=TODAY, verdict="REFUSED")

    refused_stay(place)

    assert inspected_until([place.pk], TODAY)[place.pk] is None
    assert inspected_until([place.pk], TODAY - timedelta(days=1))[place.pk] == date(2099, 1, 1)


def test_an_approval_after_works_counts_once_the_works_are_done(nele, els, place):
    inspection = begun(place.dwelling, answer="YES", smoke_detectors="NO")
    work = services.add_work(
        actor=nele, dwelling=place.dwelling, facts=work_facts(), inspection=inspection
    )
    decide(nele, inspection, Verdict.AFTER_WORKS)
    refused_stay(place)

    services.finish_work(actor=els, work=work, on=TODAY, done_on=TODAY)

    assert inspected_until([place.pk], TODAY)[place.pk] == NEXT_YEAR
    StayFactory(place=place, starts_on=TODAY)


def test_a_work_the_verdict_depends_on_is_not_dropped(nele, els, place):
    inspection = begun(place.dwelling, answer="YES", smoke_detectors="NO")
    work = WorkFactory(dwelling=place.dwelling, inspection=inspection)
    decide(nele, inspection, Verdict.AFTER_WORKS)

    with pytest.raises(ImpossibleWork, match="na een nieuwe controle"):
        services.drop_work(actor=els, work=work, on=TODAY, why="te duur")

    work.refresh_from_db()
    assert work.is_open


def test_the_selector_says_what_the_database_says(nele, norms):
    places = [PlaceFactory(), PlaceFactory(inspected=False)]
    third = PlaceFactory(inspected=False)
    row = InspectionFactory(
        dwelling=third.dwelling,
        kind="TAKEN_OVER",
        decided_on=TODAY,
        verdict="AFTER_WORKS",
        valid_until=NEXT_YEAR,
    )
    WorkFactory(dwelling=third.dwelling, inspection=row)
    places.append(third)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, housing_inspected_until(dwelling_id, %s) FROM housing_place", [TODAY]
        )
        said = dict(cursor.fetchall())
    assert inspected_until([place.pk for place in places], TODAY) == said


def test_a_stay_that_is_there_already_is_not_held_against_a_later_verdict(norms):
    stay = StayFactory()
    InspectionFactory(dwelling=stay.place.dwelling, decided_on=TODAY, verdict="REFUSED")

    stay.ends_on = TODAY
    stay.save()

    assert Stay.objects.get().ends_on == TODAY


def test_giving_a_place_without_approval_is_refused_in_words(amira, team, area):
    household = HouseholdFactory(team=team, area=area, sleeps="NONE")
    place = PlaceFactory(inspected=False)

    with pytest.raises(PlaceUnavailable, match="Nog niet gecontroleerd"):
        services.place_household(actor=amira, household=household, place=place, on=TODAY)

    assert not Stay.objects.exists()


def test_a_place_is_ready_only_after_an_approval_and_its_works(els, nele, place):
    def ready():
        services.change_state(actor=els, place=place, state=PlaceState.READY, note="", on=TODAY)

    with pytest.raises(ImpossibleState, match="niet goedgekeurd"):
        ready()
    decide(nele, begun(place.dwelling, answer="YES"))
    work = WorkFactory(dwelling=place.dwelling, place=place)
    with pytest.raises(ImpossibleState, match="Er is nog werk te doen: kuisen"):
        ready()
    services.finish_work(actor=els, work=work, on=TODAY, done_on=TODAY)

    ready()

    assert place.statuses.open().get().state == PlaceState.READY


# -- Answering -------------------------------------------------------------------------------------
def test_beginning_lays_the_questions_for_this_dwelling_ready_once(nele, place):
    first = services.begin_inspection(actor=nele, dwelling=place.dwelling, on=TODAY)
    again = services.begin_inspection(actor=nele, dwelling=place.dwelling, on=TODAY)

    assert first == again
    codes = set(first.answers.values_list("item__code", flat=True))
    assert {"smoke_detectors", "occupancy", "kitchen"} <= codes
    assert "own_room" not in codes  # asked of host families and collective sites
    assert set(first.answers.values_list("answer", flat=True)) == {""}


def test_an_answer_and_a_remark_are_kept_each_on_its_own(nele, place):
    inspection = begun(place.dwelling)
    item = inspection.answers.first().item

    services.answer_item(actor=nele, inspection=inspection, item_id=item.pk, at=NOW, answer="NO")
    services.answer_item(actor=nele, inspection=inspection, item_id=item.pk, at=NOW, note="boven")

    row = inspection.answers.get(item=item)
    assert (row.answer, row.note, row.answered_by_id) == ("NO", "boven", nele.user_id)
    assert AuditEvent.objects.filter(event="housing.inspection-answered").count() == 2


def test_the_verdict_closes_the_answers_also_for_the_database(nele, place):
    inspection = decide(nele, begun(place.dwelling, answer="YES"))
    row = inspection.answers.first()

    with pytest.raises(InspectionClosed):
        services.answer_item(
            actor=nele, inspection=inspection, item_id=row.item_id, at=NOW, answer="NO"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionAnswer.objects.update(answer="NO")
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.update(verdict="REFUSED", valid_until=None)


# -- The verdict -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answers", "verdict", "sentence"),
    [
        ({"smoke_detectors": ""}, Verdict.APPROVED, "nog geen antwoord op 1 vraag"),
        ({"smoke_detectors": "", "gas": ""}, Verdict.AFTER_WORKS, "geen antwoord op 2 vragen"),
        ({"co": "YES"}, Verdict.APPROVED, "Dat is gevaar"),
        ({"co": "UNKNOWN"}, Verdict.APPROVED, "niet nagekeken"),
        ({"electricity": "NO"}, Verdict.AFTER_WORKS, "alleen geweigerd"),
        ({"smoke_detectors": "NO"}, Verdict.APPROVED, "goedgekeurd na werken"),
        ({"damp": "YES"}, Verdict.APPROVED, "goedgekeurd na werken"),
        ({"damp": "YES"}, Verdict.AFTER_WORKS, "welke werken nodig zijn"),
    ],
)
def test_what_stands_in_the_way_of_an_approval_is_said(answers, verdict, sentence, nele, place):
    inspection = begun(place.dwelling, answer="YES", **answers)

    with pytest.raises(InspectionIncomplete, match=sentence):
        decide(nele, inspection, verdict)

    inspection.refresh_from_db()
    assert inspection.is_open
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("answers", [{"smoke_detectors": ""}, {"co": "YES"}, {"damp": "YES"}])
def test_the_database_itself_refuses_such_an_approval(answers, place, norms):
    inspection = begun(place.dwelling, answer="YES", **answers)

    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=inspection.pk).update(
            verdict="APPROVED", decided_on=TODAY, valid_until=NEXT_YEAR
        )


def test_unknown_where_it_is_no_danger_stays_unknown_and_does_not_block(nele, place, login):
    inspection = decide(nele, begun(place.dwelling, answer="YES"))

    assert inspection.answers.get(item__code="occupancy").answer == "UNKNOWN"
    page = soup(login(nele).get(reverse("dwellings:dwelling", args=[place.dwelling_id])))
    assert "1 keer “weet niet”" in page.text


def test_an_incomplete_inspection_may_be_refused(nele, place):
    inspection = decide(nele, begun(place.dwelling), Verdict.REFUSED, None, note="niemand thuis")

    assert (inspection.verdict, inspection.valid_until) == ("REFUSED", None)


@pytest.mark.parametrize("until", [None, TODAY, date(2300, 1, 1)])
def test_an_approval_ends_on_a_day_after_the_verdict(until, nele, place):
    with pytest.raises(ImpossibleValidity):
        decide(nele, begun(place.dwelling, answer="YES"), until=until)


@pytest.mark.parametrize("who", ["amira", "celine", "dirk", "hana"])
def test_only_who_inspects_plans_answers_and_decides(who, place, request):
    actor = request.getfixturevalue(who)
    inspection = begun(place.dwelling, answer="YES")

    for act in (
        lambda: decide(actor, inspection),
        lambda: services.plan_inspection(
            actor=actor, dwelling=place.dwelling, on=TODAY, planned_on=TODAY
        ),
        lambda: services.begin_inspection(actor=actor, dwelling=place.dwelling, on=TODAY),
        lambda: services.cancel_inspection(actor=actor, inspection=inspection, on=TODAY, note="x"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_taking_over_is_for_who_manages_and_needs_no_checklist(els, nele, place):
    said = {"dwelling": place.dwelling, "on": TODAY, "valid_until": NEXT_YEAR, "note": "attest"}
    with pytest.raises(NotAllowed):
        services.take_over_inspection(actor=nele, **said)

    row = services.take_over_inspection(actor=els, **said)

    assert (row.kind, row.checklist) == ("TAKEN_OVER", None)
    assert inspected_until([place.pk], TODAY)[place.pk] == NEXT_YEAR


def test_an_appointment_is_not_in_the_past(nele, place):
    with pytest.raises(ImpossiblePlan):
        services.plan_inspection(
            actor=nele,
            dwelling=place.dwelling,
            on=TODAY,
            planned_on=TODAY - timedelta(days=1),
        )


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_share_one_inspection(nele, place):
    def begin():
        return services.begin_inspection(actor=nele, dwelling=place.dwelling, on=TODAY)

    at_once([begin] * 4)

    assert Inspection.objects.count() == 1


# -- The list to go round with ---------------------------------------------------------------------
def test_who_is_late_comes_first_on_the_visit_list(norms, clock):
    soon = PlaceFactory(state=PlaceState.NOT_INSPECTED)
    soon.statuses.update(starts_on=TODAY)
    late = PlaceFactory(state=PlaceState.NOT_INSPECTED)
    PlaceFactory()  # approved until 2099
    planned = PlaceFactory(state=PlaceState.NOT_INSPECTED)
    InspectionFactory(dwelling=planned.dwelling, planned_on=TODAY)

    assert [row.pk for row in to_inspect(TODAY)] == [
        late.dwelling_id,
        planned.dwelling_id,
        soon.dwelling_id,
    ]


# -- The pages -------------------------------------------------------------------------------------
def answer_url(inspection, code):
    item = inspection.answers.get(item__code=code).item_id
    return reverse("dwellings:answer", args=[inspection.pk, item])


def test_one_tap_is_one_answer_with_and_without_javascript(nele, place, login):
    inspection = begun(place.dwelling)
    browser = login(nele)

    plain = browser.post(answer_url(inspection, "gas"), {"answer": "YES", "note": "ketel 2020"})
    tapped = browser.post(answer_url(inspection, "co"), {"answer": "UNKNOWN"}, headers=HTMX)

    assert plain.status_code == 303
    assert "#vraag-" in plain["Location"]
    assert "blijft onbekend" in tapped.content.decode() or "gebrek" in tapped.content.decode()
    assert 'id="stand"' in tapped.content.decode()
    said = dict(inspection.answers.exclude(answer="").values_list("item__code", "answer"))
    assert said == {"gas": "YES", "co": "UNKNOWN"}


def test_a_remark_that_is_too_long_is_refused_and_kept_on_the_page(nele, place, login):
    inspection = begun(place.dwelling)

    answer = login(nele).post(answer_url(inspection, "gas"), {"note": "x" * 301})

    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()
    assert not inspection.answers.exclude(note="").exists()


def test_the_occupancy_norm_is_unknown_and_never_a_number(nele, place, login):
    inspection = begun(place.dwelling)

    page = soup(login(nele).get(reverse("dwellings:inspection", args=[inspection.pk])))

    norm = page.find("dt", string="Bezettingsnorm").find_next("dd").text
    assert "onbekend" in norm
    assert not any(letter.isdigit() for letter in norm)
    assert "niet nagekeken" in page.text


def test_a_refused_verdict_comes_back_with_what_was_filled_in(nele, place, login):
    inspection = begun(place.dwelling, answer="YES", damp="YES")
    said = {"verdict": "APPROVED", "valid_until": "2027-11-23", "note": "op zich mooi"}

    answer = login(nele).post(reverse("dwellings:decide", args=[inspection.pk]), said)

    assert answer.status_code == 422
    page = soup(answer)
    assert "Fout:" in page.title.text
    assert "op zich mooi" in page.text
    assert page.select_one("input[value=APPROVED]").has_attr("checked")


def test_the_inspector_sees_no_household(nele, team, login):
    stay = StayFactory(household__team=team, household__name="Olena Kovalchuk")

    page = soup(login(nele).get(reverse("dwellings:dwelling", args=[stay.place.dwelling_id])))

    assert "Kovalchuk" not in page.text
    assert stay.household.number not in page.text
    assert "bezet door een gezin" in page.text


def test_the_visit_list_takes_the_same_number_of_queries_for_one_and_for_three(
    nele, norms, login, django_assert_max_num_queries
):
    browser, page = login(nele), reverse("dwellings:visits")
    counts = []
    browser.get(page)
    for number in (1, 2):
        for _ in range(number):
            PlaceFactory(state=PlaceState.NOT_INSPECTED)
        with django_assert_max_num_queries(60) as seen:
            assert browser.get(page).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
