"""`eenplan place`: what each measure would change for the seven-point plan; one household."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from eenplan.engines import placement
from eenplan.journeys import placing
from eenplan.journeys.placing.measures import BY_KEY, effects
from eenplan.organisation.models import Norm
from eenplan.organisation.norms import form_key
from tests.journeys.test_import_arrivals import CHILD, MOTHER, OTHER, changed, table as arrivals
from tests.journeys.test_import_offers import GOOD, changed as offer, table as offers

MARCH = date(2022, 3, 21)


def changed_offer(**facts: str) -> str:
    return offer(GOOD, **facts)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("place", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def of_kortrijk(db, kortrijk_files):
    offers_, arrivals_ = (str(file) for file in kortrijk_files)
    return "--offers", offers_, "--arrivals", arrivals_, "--on", "2022-03-21"


@pytest.fixture
def trial(db, kortrijk_files):
    return placing.run(placing.from_files(*kortrijk_files, on=MARCH, horizon_days=None))


@pytest.fixture
def found(trial):
    return {effect.measure.key: effect for effect in effects(trial, BY_KEY)}


def test_each_measure_places_more_families_and_nobody_loses_a_place(trial, found):
    before = len(trial.plan.placements), trial.plan.persons

    assert list(found) == ["controleren", "gastgezinnen", "delen"]
    for effect in found.values():
        assert effect.households > before[0]
        assert effect.persons > before[1]
        assert effect.difference.lost == ()
        assert len(effect.difference.placed) == effect.households - before[0]
        assert placement.verify(effect.after) == ()


def test_an_inspected_shared_house_takes_four_families_who_may_live_together(trial, found):
    effect = found["controleren"]
    [(place, who)] = effect.shared
    makeups = {h.id: h.makeup for h in trial.question.households}

    assert place == "GEDEELD-01"
    assert len(who) == 4
    assert "men" not in {makeups[name] for name in who} or {makeups[name] for name in who} == {
        "men"
    }
    assert "gedeeld huis voor 15 personen, hoogstens 4 gezinnen" in effect.changed.what


def test_open_host_families_are_used_and_the_checks_come_first(found):
    effect = found["gastgezinnen"]
    used = {p.place for p in effect.after.plan.placements}

    assert len([place for place in used if place.startswith("GEZIN")]) == 6
    assert "elke volwassene" in effect.changed.condition
    assert not [p for p in used if p.startswith("GEDEELD")]


def test_two_families_that_share_a_dwelling_give_everybody_a_roof(trial, found):
    effect = found["delen"]

    assert effect.households == 40
    assert effect.persons == 66
    assert effect.shared
    assert all(len(who) == 2 for _, who in effect.shared)
    assert not [place for place, _ in effect.shared if place.startswith("HOTEL")]
    shared = {place for place, _ in effect.shared}
    beds = {p.id: (p.max_persons, p.bedrooms) for p in trial.question.places if p.id in shared}
    assert all(bedrooms >= 2 for _, bedrooms in beds.values())


def test_the_same_question_gives_the_same_measures(kortrijk_files, found):
    again = placing.run(placing.from_files(*kortrijk_files, on=MARCH, horizon_days=None))
    for effect in effects(again, BY_KEY):
        assert effect.difference == found[effect.measure.key].difference


def test_the_measures_are_told_in_dutch(of_kortrijk, found):
    told = run(*of_kortrijk)

    for sentence in (
        "37 plaatsen in de lijst voor 40 gezinnen",
        "Daarvan zijn er binnen 42 dagen 29 bruikbaar: 11 te weinig voor 40 gezinnen.",
        "GEDEELD-01: gedeeld huis voor 15 personen is nog niet gecontroleerd",
        "6 plaatsen worden niet aangeboden: opvang bij gastgezinnen is gesloten",
        "Controleer wat nog niet gecontroleerd is",
        "Open de opvang bij gastgezinnen",
        "Laat twee gezinnen een woning delen",
        "GEDEELD-01 wordt gedeeld door",
        "Elke groep krijgt minstens",
    ):
        assert sentence in told
    for effect in found.values():
        assert (
            f"{effect.households} gezinnen ({effect.persons} personen) krijgen een plaats" in told
        )
        assert all(name in told for name, _ in effect.difference.placed)


def test_one_measure_or_none_is_asked_for(of_kortrijk):
    one = run(*of_kortrijk, "--measure", "controleren")

    assert "Controleer wat nog niet" in one
    assert "Laat twee gezinnen" not in one
    assert "Wat maatregelen" not in run(*of_kortrijk, "--measure", "geen")


def test_the_measures_are_in_json_and_csv_too(of_kortrijk, found):
    answer = json.loads(run(*of_kortrijk, "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(run(*of_kortrijk, "--format", "csv")), delimiter=";"))

    assert [m["measure"] for m in answer["measures"]] == list(BY_KEY)
    for measure in answer["measures"]:
        effect = found[measure["measure"]]
        assert measure["households"] == effect.households
        assert measure["more_persons"] == sum(p["persons"] for p in measure["placed"])
        column = [row[f"bij_{measure['measure']}"] for row in rows]
        assert sum(map(bool, column)) == effect.households
    assert answer["fairness"]["floor_percent"] == 95
    assert not any(envy["justified"] for envy in answer["fairness"]["envies"])


def test_no_measure_takes_a_place_from_who_has_one_for_two_smaller_families(db, tmp_path):
    (tmp_path / "o.csv").write_bytes(offers(changed_offer(max_persons="4", bedrooms="2")))
    tonight = {"sleeps_tonight": "none", "specific_needs": ""}
    four = [changed(OTHER, household="V01", given_name_original="Оля", **tonight)]
    four += [
        changed(
            OTHER,
            household="V01",
            relation="child",
            given_name_original=name,
            birth_date="2015-01-01",
            sleeps_tonight="",
            specific_needs="",
        )
        for name in ("Яна", "Юрій", "Єва")
    ]
    small = [
        changed(OTHER, household=f"K0{n}", given_name_original=name, specific_needs="")
        for n, name in enumerate(("Ігор", "Ілля"))
    ]
    (tmp_path / "a.csv").write_bytes(arrivals(*four, *small))

    question = placing.from_files(
        tmp_path / "o.csv", tmp_path / "a.csv", on=date(2026, 3, 2), horizon_days=None
    )
    trial = placing.run(question)
    [effect] = effects(trial, ["delen"])

    assert [p.household for p in trial.plan.placements] == ["V01"]
    assert effect.difference.lost == ()
    assert (effect.households, effect.persons) == (1, 4)


def test_a_measure_with_nothing_to_do_says_so(db, kortrijk_files, tmp_path):
    (tmp_path / "o.csv").write_bytes(offers(GOOD))
    (tmp_path / "a.csv").write_bytes(arrivals(changed(OTHER, specific_needs="")))

    told = run(
        *("--offers", str(tmp_path / "o.csv"), "--arrivals", str(tmp_path / "a.csv")),
        *("--on", "2026-03-02", "--measure", "gastgezinnen"),
    )

    assert "Hier is niets mee te doen" in told


def test_one_household_is_explained(of_kortrijk, trial):
    placed = trial.plan.placements[0]
    told = run(*of_kortrijk, "--explain", placed.household)
    answer = json.loads(run(*of_kortrijk, "--explain", placed.household, "--format", "json"))

    assert told.startswith(f"{placed.household}: ")
    assert "Voorgesteld" in told
    assert "Deze opvangvorm is gesloten: 6 plaatsen" in told
    assert answer["chosen"]["place"] == placed.place
    assert len(answer["alternatives"]) <= 5
    assert answer["possible"] + answer["refused"] == 43


def test_why_not_names_the_rule_with_its_source(of_kortrijk):
    told = run(*of_kortrijk, "--why-not", "F01", "GEDEELD-01")
    assert "Nog niet gecontroleerd. (regel “Gecontroleerd”, bron: Kortrijk" in told
    told = run(*of_kortrijk, "--why-not", "F01", "GEZIN-01")
    assert "Opvang bij gastgezinnen is gesloten sinds 14 maart 2022" in told


def test_why_not_names_who_would_give_way(of_kortrijk, trial):
    waiting = max(trial.plan.unplaced, key=lambda w: w.suitable)
    wanted = placement.explain(trial.planned, waiting.household).alternatives[0].place
    answer = json.loads(
        run(*of_kortrijk, "--why-not", waiting.household, wanted, "--format", "json")
    )
    assert answer["refusals"] == []
    assert answer["displaced"]
    assert answer["sentence"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--explain", "F99"],
        ["--why-not", "F01", "PAND-99"],
        ["--why-not", "F99", "PAND-01"],
        ["--explain", "F01", "--format", "csv"],
        ["--measure", "bidden"],
    ],
)
def test_impossible_questions_about_one_household_are_refused(of_kortrijk, arguments):
    with pytest.raises(CommandError):
        run(*of_kortrijk, *arguments)


def test_other_names_and_nationalities_change_nothing(db, tmp_path, kortrijk_files):
    """Metamorphic: who somebody is called or where somebody is from is no fact of the engine."""
    with kortrijk_files[1].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for n, row in enumerate(rows):
        row["family_name_original"] = rows[-n - 1]["family_name_original"]
        row["given_name_original"] = f"Naam{'abcdefghij'[n % 10]}"
        row["nationality"] = ("SY", "AF", "UA", "BE")[n % 4]
    with (tmp_path / "other.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)

    asked = [kortrijk_files, (kortrijk_files[0], tmp_path / "other.csv")]
    one, other = (placing.run(placing.from_files(*f, on=MARCH, horizon_days=None)) for f in asked)

    assert one.plan == other.plan


def test_the_weights_are_the_norms_of_the_day(municipality, kortrijk_files):
    question = placing.from_files(*kortrijk_files, on=MARCH, horizon_days=None)
    assert question.policy.weights.rent == 120

    Norm.objects.filter(key="weight_rent").delete()
    Norm.objects.create(key="weight_rent", value=333, starts_on=date(2022, 3, 20), reason="proef")

    again = placing.from_files(*kortrijk_files, on=MARCH, horizon_days=None)
    assert again.policy.weights.rent == 333


def test_an_open_form_is_no_measure_any_more(municipality, kortrijk_files):
    key = form_key("HOST_FAMILY")
    Norm.objects.filter(key=key).delete()
    Norm.objects.create(key=key, value=1, starts_on=date(2022, 3, 15), reason="proef")

    trial = placing.run(placing.from_files(*kortrijk_files, on=MARCH, horizon_days=None))
    [effect] = effects(trial, ["gastgezinnen"])

    assert effect.changed is None


def test_a_family_and_its_mother_are_told_by_who_the_adults_are(db, tmp_path):
    (tmp_path / "o.csv").write_bytes(offers(offer(GOOD)))
    (tmp_path / "a.csv").write_bytes(arrivals(MOTHER, CHILD))
    question = placing.from_files(
        tmp_path / "o.csv", tmp_path / "a.csv", on=None, horizon_days=None
    )
    assert [h.makeup for h in question.households] == ["women"]
