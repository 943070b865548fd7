"""Questions from outside: read as they are meant, or refused with one clear sentence."""

import json

import pytest

from benchmarks.placement import __main__ as bench
from benchmarks.placement.outside import answer
from benchmarks.placement.readers import BadFile, read_gap, read_pairs

CASES = "case,size\na,2\nb,3\nc,1\n"
PLACES = "place,capacity\nx,3\ny,2\n"
PAIRS = "case,place,weight\na,x,1.5\na,y,1\nb,x,2.25\nc,y,0.5\nc,x,0.25\n"
#: Two agents, three jobs: costs, needs, limits. The best is 1 + 2 + 2.
GAP = "2 3\n1 5 2\n4 2 9\n2 2 2\n2 2 2\n4 4\n"


@pytest.fixture
def pairs(tmp_path):
    def written(cases=CASES, places=PLACES, pairs=PAIRS):
        for name, text in (("cases", cases), ("places", places), ("pairs", pairs)):
            (tmp_path / f"{name}.csv").write_text(text)
        return tmp_path

    return written


@pytest.fixture
def gap(tmp_path):
    def written(text=GAP):
        path = tmp_path / "gap.txt"
        path.write_text(text)
        return path

    return written


def test_pairs_are_solved_with_whole_cases_and_decimal_weights(pairs):
    found = answer(read_pairs(pairs()), 5)
    assert (found["objective"], found["bound"]) == (3.25, 3.25)
    assert (found["placed_cases"], found["placed_persons"]) == (2, 5)
    assert (found["first_come_objective"], found["first_come_cases"]) == (2, 2)


def test_a_gap_instance_assigns_every_job(gap):
    (outside,) = read_gap(gap(), "min")
    found = answer(outside, 5)
    assert (found["objective"], found["bound"], found["gap"]) == (5, 5, 0)
    (outside,) = read_gap(gap(), "max")
    assert answer(outside, 5)["objective"] == 18


def test_a_file_of_the_library_holds_several_instances(gap):
    found = read_gap(gap("2\n" + GAP + GAP), "min")
    assert [outside.name for outside in found] == ["gap-1", "gap-2"]


def test_a_gap_instance_without_an_answer_says_so(gap):
    (outside,) = read_gap(gap(GAP.replace("4 4\n", "2 2\n")), "min")
    found = answer(outside, 2)
    assert found["objective"] is None
    assert "all jobs" in found["note"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"cases": "case,persons\na,2\n"}, "cases.csv: column 'size' is missing"),
        ({"cases": CASES + "a,2\n"}, "case 'a' stands there twice"),
        ({"cases": "case,size\na,two\n"}, "'two' is not a number"),
        ({"cases": "case,size\na,1.5\n"}, "'1.5' is not a whole number"),
        ({"cases": "case,size\na,0\n"}, "size 0 is below 1"),
        ({"cases": "case,size\n"}, "there is no case in it"),
        ({"cases": "case,size\na,\n"}, "a field is empty"),
        ({"places": "place,capacity\nx,-1\n"}, "capacity -1 is below 0"),
        ({"places": ""}, "column 'place' is missing"),
        ({"pairs": PAIRS + "z,x,1\n"}, "case 'z' is not in cases.csv"),
        ({"pairs": PAIRS + "a,z,1\n"}, "place 'z' is not in places.csv"),
        ({"pairs": PAIRS + "a,x,1\n"}, "stands there twice"),
        ({"pairs": "case,place,weight\na,x,nan\n"}, "not a usable number"),
        ({"pairs": "case,place,weight\na,x\n"}, "a field is empty or missing"),
    ],
)
def test_pairs_that_are_not_in_order_are_refused(pairs, changed, sentence):
    with pytest.raises(BadFile) as refused:
        read_pairs(pairs(**changed))
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "too few numbers"),
        ("2 3\n1 2 3\n", "too few numbers"),
        (GAP.replace("4 4", "4 -4"), "negative capacity -4"),
        (GAP.replace("2 2 2", "2 -2 2", 1), "less than nothing"),
        (GAP.replace("9", "nine"), "'nine' is not a number"),
        (GAP + "7 7", "too many"),
        ("0 3\n1 2 3\n", "below 1"),
        ("2.5 3\n1 2 3\n", "not a whole number"),
    ],
)
def test_a_gap_file_that_is_not_in_order_is_refused(gap, text, sentence):
    with pytest.raises(BadFile) as refused:
        read_gap(gap(text), "min")
    assert sentence in str(refused.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadFile, match="cases.csv: the file is missing"):
        read_pairs(tmp_path)
    with pytest.raises(BadFile, match="cannot be read"):
        read_gap(tmp_path / "nowhere", "min")


def test_the_command_prints_json_or_one_sentence(gap, monkeypatch, capsys):
    path = str(gap())
    monkeypatch.setattr("sys.argv", ["placement", "--gap", path, "--seconds", "3"])
    assert bench.main() == 0
    assert json.loads(capsys.readouterr().out)["objective"] == 5
    monkeypatch.setattr("sys.argv", ["placement", "--gap", path, "--instance", "2"])
    assert bench.main() == 2
    assert "there is no instance 2" in capsys.readouterr().err
