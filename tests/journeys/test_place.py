"""`eenplan place`: the truth of the seven-point plan on its files, and plans for the database."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from eenplan.cases.models import WorkItem
from eenplan.core.access import Actor, system_actor
from eenplan.core.errors import NotAllowed
from eenplan.housing.models import Place, Stay
from eenplan.housing.selectors import seeking
from eenplan.journeys import placing
from eenplan.journeys.imports.arrivals import import_arrivals
from eenplan.journeys.imports.offers import import_offers
from eenplan.journeys.placing import question as questions, trial as trials
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household
from tests.journeys.days import TODAY
from tests.journeys.test_import_arrivals import CHILD, MOTHER, OTHER, changed, table as arrivals
from tests.journeys.test_import_offers import GOOD, changed as offer, table as offers

MARCH = date(2022, 3, 21)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("place", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def seeking_and_offered(municipality):
    """Two families without a roof; one place tonight, one in ten days, one not inspected."""
    load_arrivals(MOTHER, CHILD, changed(OTHER, specific_needs=""))
    soon = (TODAY + timedelta(days=10)).isoformat()
    load_offers(
        offer(GOOD, pets="yes"),
        offer(GOOD, reference="P-2", available_from=soon),
        offer(GOOD, reference="P-3", state="NOT_INSPECTED", pets="yes"),
    )


def load_offers(*rows: str) -> None:
    actor = system_actor(TODAY)
    assert import_offers(offers(*rows), actor=actor, on=TODAY, dry_run=False, name="o.csv").ok


def load_arrivals(*rows: str) -> None:
    actor = system_actor(TODAY)
    assert import_arrivals(arrivals(*rows), actor=actor, on=TODAY, dry_run=False, name="a.csv").ok


@pytest.fixture
def kortrijk(db, kortrijk_files):
    question = placing.from_files(*kortrijk_files, on=MARCH, horizon_days=None)
    return placing.run(question)


def test_kortrijk_has_37_listed_units_for_40_families(kortrijk):
    assert (len(kortrijk.question.households), kortrijk.question.persons) == (40, 66)
    assert len(kortrijk.supply.listed) == 37
    assert kortrijk.supply.kinds == {
        "WHOLE_DWELLING": 13,
        "SHARED_HOUSE": 1,
        "SOCIAL_DWELLING": 10,
        "HOTEL_ROOM": 13,
    }
    assert sum(kortrijk.supply.states.values()) == 37


def test_kortrijk_proposes_neither_the_uninspected_house_nor_host_families(kortrijk):
    [shared] = kortrijk.supply.not_inspected
    used = {placement.place for placement in kortrijk.plan.placements}

    assert (shared.id, shared.max_persons) == ("GEDEELD-01", 15)
    assert kortrijk.supply.closed_form == {"HOST_FAMILY": 6}
    assert kortrijk.question.policy.forms_closed["HOST_FAMILY"].since == date(2022, 3, 14)
    assert not [place for place in used if place.startswith(("GEDEELD", "GEZIN"))]


def test_kortrijk_is_never_served_worse_than_first_come_first_served(kortrijk):
    plan = kortrijk.plan

    assert plan.objective >= max(other.objective for other in plan.first_come)
    assert len(plan.placements) + len(plan.unplaced) == 40
    assert all(waiting.reason for waiting in plan.unplaced)


def test_kortrijk_expects_300_persons_in_five_contingents(kortrijk):
    need = kortrijk.expected

    assert (need.contingents, need.workers, need.budget) == (5, 5, 825_000)
    assert kortrijk.own_persons_per_contingent == 66
    assert kortrijk.expected_at_own_ratio.contingents == 5


def test_kortrijk_is_told_in_dutch(db, kortrijk_files):
    files = ("--offers", str(kortrijk_files[0]), "--arrivals", str(kortrijk_files[1]))
    told = run(*files, "--on", "2022-03-21")

    for sentence in (
        "40 gezinnen (66 personen) zoeken een plaats.",
        "37 plaatsen in de lijst voor 40 gezinnen: 13 volledige woningen, 1 gedeeld huis, "
        "10 woningen van het OCMW, 13 hotelkamers.",
        "GEDEELD-01: gedeeld huis voor 15 personen is nog niet gecontroleerd",
        "6 plaatsen worden niet aangeboden: opvang bij gastgezinnen is gesloten sinds "
        "14 maart 2022",
        "Voor de verwachte 300 personen: 5 contingenten (200 gezinnen), "
        "5 maatschappelijk werkers en 825.000 euro.",
        "66 personen op 40 gezinnen",
    ):
        assert sentence in told
    assert "Plaatsing op 21 maart 2022" in run(*files)  # the last arrival in the file


def test_without_a_database_the_product_defaults_hold(kortrijk_files, monkeypatch):
    def no_database(on):
        raise DatabaseError

    monkeypatch.setattr(questions, "norms_on", no_database)

    question = placing.from_files(*kortrijk_files, on=MARCH, horizon_days=None)

    assert question.norms_origin == "de standaardnormen van Eenplan"
    assert question.horizon_days == 42
    assert list(question.policy.forms_closed) == ["HOST_FAMILY"]


def test_a_plan_for_the_database_says_who_goes_where_and_when(seeking_and_offered):
    trial = placing.run(placing.from_database(on=TODAY, horizon_days=None))

    assert [(p.place, p.start) for p in trial.tonight] == [("P-1", TODAY)]
    assert [(p.place, p.start) for p in trial.later] == [("P-2", TODAY + timedelta(days=10))]
    assert trial.plan.unplaced == ()
    assert not Stay.objects.exists()


def test_horizon_zero_is_only_tonight(seeking_and_offered):
    answer = json.loads(run("--on", "2026-03-02", "--horizon", "0", "--format", "json"))

    assert (answer["plan"]["tonight"], answer["plan"]["later"]) == (1, 0)
    [waiting] = answer["plan"]["unplaced"]
    assert waiting["reason"]
    assert {rule["rule"] for rule in waiting["rules"]} >= {"available", "inspected"}
    assert answer["supply"]["states"] == {"FREE": 1, "LATER": 1, "NOT_INSPECTED": 1}


def test_applied_stays_are_kept_and_a_second_run_proposes_what_is_left(seeking_and_offered):
    load_arrivals("G01,2026-03-01,Сніженко,Яна,f,1980-01-01,reference,UA,uk,none,hotel,,")
    run("--on", "2026-03-02", "--apply")

    assert Stay.objects.count() == 2
    assert seeking(TODAY).count() == 1
    [tonight] = Household.objects.filter(stays__starts_on=TODAY)
    assert tonight.sleeps == NightShelter.RECEPTION
    assert WorkItem.objects.filter(text__startswith="Opvangplaats P-1 toegewezen").count() == 1
    left = json.loads(run("--on", "2026-03-02", "--format", "json"))
    assert left["demand"]["households"] == 1
    assert left["plan"]["placements"] == []
    assert left["supply"]["states"]["TAKEN"] == 1


def test_a_plan_that_no_longer_holds_is_not_applied_at_all(seeking_and_offered):
    trial = placing.run(placing.from_database(on=TODAY, horizon_days=None))
    load_offers(
        offer(GOOD, pets="yes"),
        offer(GOOD, reference="P-2", max_persons="1", state="TO_RENOVATE"),
        offer(GOOD, reference="P-3", state="NOT_INSPECTED", pets="yes"),
    )

    with pytest.raises(placing.PlanRefused, match="P-2"):
        placing.apply(actor=system_actor(TODAY), trial=trial, on=TODAY)

    assert not Stay.objects.exists()


def test_only_who_may_place_applies_a_plan(seeking_and_offered):
    trial = placing.run(placing.from_database(on=TODAY, horizon_days=None))

    with pytest.raises(NotAllowed):
        placing.apply(actor=Actor(1, "Guy", TODAY), trial=trial, on=TODAY)
    assert not Stay.objects.exists()


def test_csv_has_a_row_per_household_and_runs_no_formula(db, tmp_path):
    (tmp_path / "o.csv").write_bytes(offers(GOOD))
    dangerous = changed(OTHER, household="=1+1", specific_needs="")
    (tmp_path / "a.csv").write_bytes(arrivals(dangerous, MOTHER, CHILD))

    told = run(
        *("--offers", str(tmp_path / "o.csv"), "--arrivals", str(tmp_path / "a.csv")),
        *("--format", "csv", "--on", "2026-03-02"),
    )

    rows = list(csv.DictReader(io.StringIO(told), delimiter=";"))
    assert [row["gezin"] for row in rows] == ["'=1+1", "F01"]
    assert (rows[0]["plaats"], rows[0]["wanneer"]) == ("P-1", "vannacht")
    assert (rows[1]["wanneer"], bool(rows[1]["reden"])) == ("zonder plaats", True)


def test_a_small_question_is_answered_without_a_word_in_between(seeking_and_offered):
    told: list[str] = []

    placing.run(placing.from_database(on=TODAY, horizon_days=None), tell=told.append)

    assert told == []


def test_a_large_question_says_what_is_going_on_and_that_it_searched_less(
    seeking_and_offered, monkeypatch
):
    monkeypatch.setattr(trials, "TELL_ABOVE", 5)
    monkeypatch.setattr(trials, "QUICK_ABOVE", 5)
    progress, out = io.StringIO(), io.StringIO()

    call_command("place", "--on", "2026-03-02", stdout=out, stderr=progress)

    first, second = progress.getvalue().splitlines()
    assert "Bezig met 2 gezinnen en 3 plaatsen." in first
    assert "onafhankelijke controle" in second
    assert "Let op: dit zijn veel gezinnen en plaatsen" in out.getvalue()
    assert "2 van 2 gezinnen krijgen een plaats" in out.getvalue()


def test_a_question_too_large_for_one_plan_is_refused_and_says_how_to_narrow_it(
    seeking_and_offered, monkeypatch
):
    monkeypatch.setattr(trials, "MOST_PAIRS", 5)

    with pytest.raises(CommandError, match="2 gezinnen bij 3 plaatsen is te veel") as refusal:
        run("--on", "2026-03-02")

    assert "--first 1." in str(refusal.value)
    assert "1 van 1 gezin" in run("--on", "2026-03-02", "--first", "1")


def test_the_most_urgent_have_no_roof_then_wait_longest(seeking_and_offered):
    load_arrivals("G01,2026-02-01,Сніженко,Яна,f,1980-01-01,reference,UA,uk,none,hotel,,")
    everybody = placing.from_database(on=TODAY, horizon_days=None)
    ways = {household.id: household.tonight for household in everybody.households}

    two = placing.most_urgent(everybody, 2)

    assert sorted(ways.values()) == ["hotel", "hotel", "none"]
    assert [household.tonight for household in two.households] == ["none", "hotel"]
    assert two.households[1].arrived_on == date(2026, 2, 1)
    assert "2 dringendste van de 3 gezinnen" in two.remarks[-1]
    assert placing.most_urgent(everybody, 3) is everybody


def test_a_place_nobody_gave_a_state_is_listed_as_offered(seeking_and_offered):
    Place.objects.get(reference="P-1").statuses.all().delete()

    trial = placing.run(placing.from_database(on=TODAY, horizon_days=None))

    assert {place.id for place in trial.supply.not_inspected} == {"P-1", "P-3"}


def test_an_empty_database_is_told_calmly(db):
    told = run("--on", "2026-03-02")

    assert "0 gezinnen" in told
    assert "Niemand: elk gezin krijgt een plaats." in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["--offers", "o.csv"],
        ["--offers", "o.csv", "--arrivals", "a.csv", "--apply"],
        ["--offers", "bestaat-niet.csv", "--arrivals", "ook-niet.csv"],
        ["--horizon", "-3"],
        ["--first", "0"],
        ["--on", "gisteren"],
        ["--format", "pdf"],
    ],
)
def test_impossible_questions_are_refused(db, arguments):
    with pytest.raises(CommandError):
        run(*arguments)
