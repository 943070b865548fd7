"""Opening hours as people write them."""

from datetime import time
from types import SimpleNamespace

import pytest
from hypothesis import given, strategies as st

from eenplan.directory.errors import UnreadableHours
from eenplan.directory.hours import Hours, by_day, read_hours, written


@pytest.mark.parametrize(
    "text, expected",
    [
        ("ma 9-12", [(1, "9:00", "12:00")]),
        ("maandag 9:00 - 12:30", [(1, "9:00", "12:30")]),
        ("Ma 9u30-12u", [(1, "9:30", "12:00")]),
        ("ma 9 tot 12 uur", [(1, "9:00", "12:00")]),
        ("ma, wo en vr 9-12", [(1, "9:00", "12:00"), (3, "9:00", "12:00"), (5, "9:00", "12:00")]),
        ("ma-wo 9.15-12", [(1, "9:15", "12:00"), (2, "9:15", "12:00"), (3, "9:15", "12:00")]),
        ("di t/m wo: 13-16", [(2, "13:00", "16:00"), (3, "13:00", "16:00")]),
        ("do 9-12, 13-16", [(4, "9:00", "12:00"), (4, "13:00", "16:00")]),
        ("do 9-12 en 13-16", [(4, "9:00", "12:00"), (4, "13:00", "16:00")]),
        ("za 10-12; zo 10-11", [(6, "10:00", "12:00"), (7, "10:00", "11:00")]),
        ("", []),
        (" \n ; \n", []),
    ],
)
def test_hours_are_read_as_people_write_them(text, expected):
    read = [(h.weekday, f"{h.opens_at:%-H:%M}", f"{h.closes_at:%-H:%M}") for h in read_hours(text)]
    assert read == expected


def test_what_stands_between_brackets_goes_with_the_hours():
    [hours] = read_hours("vr 9-12 (enkel op Afspraak)")
    assert hours.note == "enkel op Afspraak"


@pytest.mark.parametrize(
    "text, why",
    [
        ("elke dag", "begrijpen we niet"),
        ("9-12", "begrijpen we niet"),
        ("ma", "begrijpen we niet"),
        ("ma 9", "begrijpen we niet"),
        ("ma 25-26", "begrijpen we niet"),
        ("ma 9:70-12", "begrijpen we niet"),
        ("vr-ma 9-12", "begrijpen we niet"),
        ("ma-wo-vr 9-12", "begrijpen we niet"),
        ("ma 9-24", "begrijpen we niet"),
        ("maan 9-12", "begrijpen we niet"),
        ("ma 12-9", "einduur komt na"),
        ("ma 9-9", "einduur komt na"),
        ("ma 9-12, 11-14", "overlappen"),
        ("ma 9-12\nma-di 10-11", "overlappen"),
        (f"ma 9-12 ({'x' * 121})", "langer dan 120"),
        ("ma 9-12\n" * 41, "meer dan 40 regels"),
        ("ma 9-12 (a) (b)", "begrijpen we niet"),
        ("\u202ema 9-12 ‮", "begrijpen we niet"),
    ],
)
def test_hours_that_cannot_be_read_are_refused_with_the_line(text, why):
    with pytest.raises(UnreadableHours, match=why):
        read_hours(text)


def test_days_that_are_alike_share_a_line():
    assert written(read_hours("ma-wo 9-12; vr 9-12, 13-16 (op afspraak)")) == (
        "ma-wo 9-12\nvr 9-12, 13-16 (op afspraak)"
    )


def test_hours_are_said_by_day():
    assert by_day(read_hours("ma 9-12, 13.30-16")) == [("maandag", "9-12, 13.30-16")]


quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
notes = st.sampled_from(["", "op afspraak", "enkel in de zomer"])


@given(st.lists(st.tuples(st.integers(1, 7), quarters, quarters, notes), max_size=8))
def test_what_is_written_is_read_as_it_was(drawn):
    rows = []
    for weekday, one, other, note in drawn:
        opens_at, closes_at = sorted((one, other))
        clash = any(
            r.weekday == weekday and r.opens_at < closes_at and opens_at < r.closes_at for r in rows
        )
        if opens_at < closes_at and not clash:
            rows.append(Hours(weekday, opens_at, closes_at, note))

    again = read_hours(written(SimpleNamespace(**vars(row)) for row in rows))

    assert sorted(again) == sorted(rows)
