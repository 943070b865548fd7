"""A job over many things: one that goes wrong is told, and stops none of the others."""

import pytest

from eenplan.core.batches import SomeFailed, each_apart


def test_every_row_is_done_and_the_answers_are_summed():
    assert each_apart([1, 2, 3], lambda row: row, job="count") == 6


def test_one_that_goes_wrong_stops_none_of_the_others_and_is_told(caplog):
    done = []

    def do(row):
        if row == "b":
            raise ZeroDivisionError
        done.append(row)
        return True

    with pytest.raises(SomeFailed, match="tidy up: 1 went wrong: b; done 2"):
        each_apart("abc", do, job="tidy up")
    assert done == ["a", "c"]
    assert "tidy up: b went wrong" in caplog.text and "ZeroDivisionError" in caplog.text
