"""Who can take one more household: within the norm, least loaded first, in words."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from eenplan.engines.caseload.model import CaseNeed, ImpossibleWorker, Worker
from eenplan.engines.caseload.propose import ImpossibleNorm, propose, ranking

CASE = CaseNeed("G1", frozenset({"uk", "ru"}), team="Noord")


def worker(name, households, fraction=1, **facts):
    return Worker(name, name.title(), Decimal(str(fraction)), households, **facts)


def test_the_least_loaded_worker_comes_first():
    told = propose(CASE, [worker("amira", 39), worker("bram", 31)])
    assert [ranked.worker for ranked in told.ranked] == ["bram", "amira"]
    assert told.best.load == "31 van 40 gezinnen"
    assert (told.best.before, told.best.after, told.best.cap) == (31, 32, 40)


def test_load_is_relative_to_working_time():
    told = propose(CASE, [worker("amira", 18, 0.5), worker("bram", 20)])
    assert [ranked.worker for ranked in told.ranked] == ["bram", "amira"]
    assert told.ranked[1].load == "18 van 20 gezinnen"


def test_a_worker_at_the_norm_is_blocked_in_words():
    told = propose(CASE, [worker("amira", 40)])
    assert told.best is None
    assert told.blocked[0].reasons == ("Zou 41 van 40 worden",)
    assert told.summary == "Niemand heeft plaats binnen de norm van 40 gezinnen per voltijds."


def test_the_last_household_within_the_norm_is_still_proposed():
    assert propose(CASE, [worker("amira", 39)]).best.after == 40


def test_somebody_without_time_for_cases_gets_none():
    told = propose(CASE, [worker("amira", 0, 0)])
    assert told.blocked[0].reasons == ("Volgt geen gezinnen op",)


@pytest.mark.parametrize(
    ("fraction", "norm", "cap"),
    [(1, 40, 40), (0.5, 40, 20), (0.8, 40, 32), (0.7, 40, 28), (0.3, 35, 10), (0, 40, 0)],
)
def test_the_cap_is_norm_times_fraction_rounded_down(fraction, norm, cap):
    assert Worker("w", "W", fraction, 0).cap(norm) == cap


def test_a_shared_language_counts_and_is_named():
    told = propose(CASE, [worker("amira", 10), worker("bram", 10, languages=frozenset({"ru"}))])
    assert told.best.worker == "bram"
    assert next(p for p in told.best.parts if p.id == "language").sentence == "Spreekt ru"


def test_languages_are_told_by_the_names_the_screen_has_for_them():
    names = {"ru": "Russisch", "uk": "Oekraïens"}
    speaks = [worker("bram", 10, languages=frozenset({"ru", "uk", "nl"}))]
    told = propose(CaseNeed("1", frozenset({"uk", "ru"})), speaks, language_names=names)
    [part] = [part for part in told.best.parts if part.id == "language"]
    assert part.sentence == "Spreekt Oekraïens, Russisch"


def test_the_own_team_counts():
    told = propose(CASE, [worker("amira", 10, team="Zuid"), worker("bram", 10, team="Noord")])
    assert told.best.worker == "bram"


def test_equal_workers_are_ranked_by_id():
    told = propose(CASE, [worker("bram", 10), worker("amira", 10)])
    assert [ranked.worker for ranked in told.ranked] == ["amira", "bram"]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=8), st.integers(1, 60))
def test_nobody_is_ever_proposed_above_the_norm(loads, norm):
    workers = [worker(f"w{i}", held, tenth / 10) for i, (held, tenth) in enumerate(loads)]
    told = propose(CASE, workers, norm)
    fractions = {w.id: w.fraction for w in workers}
    assert all(r.after <= norm * fractions[r.worker] for r in told.ranked)
    assert len(told.ranked) + len(told.blocked) == len(workers)
    assert told == propose(CASE, list(reversed(workers)), norm)


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 10), st.sampled_from(["", "ru", "uk"])),
        max_size=8,
    ),
    st.integers(1, 60),
)
def test_the_bare_ranking_is_that_of_the_proposal(loads, norm):
    workers = [
        Worker(f"w{i}", "W", tenth / 10, held, frozenset({spoken} - {""}), ("Noord", "Zuid")[i % 2])
        for i, (held, tenth, spoken) in enumerate(loads)
    ]
    told = [ranked.worker for ranked in propose(CASE, workers, norm).ranked]
    assert [w.id for w in ranking(CASE, workers, norm)] == told


@pytest.mark.parametrize("facts", [(1.5, 3), (-0.5, 3), (1, -1)])
def test_an_impossible_worker_is_refused(facts):
    with pytest.raises(ImpossibleWorker):
        Worker("w", "W", *facts)


def test_a_norm_below_one_is_refused():
    with pytest.raises(ImpossibleNorm):
        propose(CASE, [], 0)
    with pytest.raises(ImpossibleNorm):
        ranking(CASE, [], 0)
