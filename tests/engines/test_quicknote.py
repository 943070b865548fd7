"""One typed line, read as a note: a table a reader can check, and promises about any text."""

from datetime import date

import pytest
from hypothesis import example, given, strategies as st

from eenplan.cases.enums import ContactKind
from eenplan.engines.quicknote import Kind, Part, parse
from eenplan.engines.quicknote.words import day_of, minutes_in

MONDAY = date(2026, 11, 23)


def read(text, today=MONDAY):
    return parse(text, today)


def test_the_example_of_the_plan():
    line = read("@name #telefoon 10m !fri call school ~sensitive")

    assert (line.mention, line.kind, line.minutes) == ("name", Kind.PHONE, 10)
    assert [(p.due_on, p.title) for p in line.promises] == [(date(2026, 11, 27), "call school")]
    assert line.is_sensitive
    assert line.note == ""
    assert line.unknown == ()


def test_what_is_no_sign_is_the_note_as_it_was_typed():
    line = read("@Natalia #huisbezoek 1u30  Ze slaapt slecht,\nmaar eet goed. !vr bel school")

    assert line.note == "Ze slaapt slecht,\nmaar eet goed."
    assert (line.kind, line.minutes) == (Kind.HOME_VISIT, 90)
    assert [p.title for p in line.promises] == ["bel school"]


def test_a_promise_ends_at_the_next_sign_or_at_the_end_of_the_line():
    line = read("!vr bel school #loket gesprek\n!3d attest maken\nen dit is weer gewoon tekst")

    assert [(p.due_on, p.title) for p in line.promises] == [
        (date(2026, 11, 27), "bel school"),
        (date(2026, 11, 26), "attest maken"),
    ]
    assert line.note.split() == ["gesprek", "en", "dit", "is", "weer", "gewoon", "tekst"]


def test_two_promises_on_one_line():
    line = read("!morgen bel school !wo tolk vragen")

    assert [(p.due_on.day, p.title) for p in line.promises] == [
        (24, "bel school"),
        (25, "tolk vragen"),
    ]


def test_a_day_without_words_is_a_promise_of_nothing_for_the_screen_to_ask_about():
    assert [(p.due_on.day, p.title) for p in read("gesprek !vr").promises] == [(27, "")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('@"Olena Kovalchuk" belde', "Olena Kovalchuk"),
        ("@“Olena Kovalchuk” belde", "Olena Kovalchuk"),
        ("@Olena: belde", "Olena"),
        ("@Anne-Marie, belde", "Anne-Marie"),
        ("@O'Neill belde", "O'Neill"),
        ("@Шевченко belde", "Шевченко"),
        ("@2026/0012 belde", "2026/0012"),
        ('@"Olena belde', "Olena"),
        ("mail naar a@b.be", ""),
        ("@ zonder naam", ""),
    ],
)
def test_a_name(text, name):
    assert read(text).mention == name


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("vandaag", MONDAY),
        ("morgen", date(2026, 11, 24)),
        ("Tomorrow", date(2026, 11, 24)),
        ("overmorgen", date(2026, 11, 25)),
        ("vr", date(2026, 11, 27)),
        ("VRIJDAG", date(2026, 11, 27)),
        ("fri", date(2026, 11, 27)),
        ("zo", date(2026, 11, 29)),
        ("ma", date(2026, 11, 30)),  # the next Monday, not today
        ("3d", date(2026, 11, 26)),
        ("2w", date(2026, 12, 7)),
        ("12/5", date(2027, 5, 12)),
        ("1/12", date(2026, 12, 1)),
        ("23/11", MONDAY),
        ("12-05-2026", date(2026, 5, 12)),
        ("12.5.27", date(2027, 5, 12)),
        ("2026-12-01", date(2026, 12, 1)),
        ("29/2", None),
        ("31/11", None),
        ("0/0", None),
        ("99999d", None),
        ("9999-12-31", date(9999, 12, 31)),
        ("0000-01-01", None),
        ("bel", None),
        ("", None),
    ],
)
def test_a_day(word, day):
    assert day_of(word, MONDAY) == day


def test_the_last_day_of_the_calendar_has_no_tomorrow():
    assert day_of("morgen", date.max) is None
    assert read("!morgen bel", date.max).promises == ()


@pytest.mark.parametrize(
    ("word", "minutes"),
    [
        ("10m", 10),
        ("45min", 45),
        ("10'", 10),
        ("1u", 60),
        ("1U30", 90),
        ("1h30m", 90),
        ("2h", 120),
        ("1u75", None),
        ("10", None),
        ("m", None),
        ("10mm", None),
        ("٣m", None),
    ],
)
def test_a_duration(word, minutes):
    assert minutes_in(word) == minutes


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("appartement #12 is klein", "soort contact"),
        ("!bel school", "Zet een dag"),
        ("!31/2 bel school", "bestaat niet"),
        ("~geheim gesprek", "~gevoelig"),
        ("@Olena en @Iryna", "één gezin"),
        ("#loket en #telefoon", "hoe het contact was"),
        ("10m 20m", "hoe lang"),
        ("11u gesprek", "tien uur"),
        ("0m gesprek", "tien uur"),
    ],
)
def test_what_is_not_understood_stays_text_and_says_why(text, why):
    line = read(text)

    [unknown] = line.unknown
    assert why in unknown.why
    assert unknown.text in line.note


def test_signs_alone_are_text():
    line = read("Wat een dag !!! ~ # @ :-) 3 kinderen, 10 m breed!")

    assert line.unknown == ()
    assert line.note == line.text


def test_an_unknown_sign_does_not_end_a_promise():
    assert read("!vr bel #12 terug").promises[0].title == "bel #12 terug"


def test_the_ways_of_contact_are_those_of_the_contact_log():
    assert {kind.value for kind in Kind} <= set(ContactKind.values)


# -- Any text --------------------------------------------------------------------------------------
SIGNS = st.sampled_from(
    ["@Olena", '@"Olena K"', "#telefoon", "#x", "10m", "1u30", "!vr", "!31/2", "!", "~gevoelig"]
    + ["~", "tekst", ",", "\n", "\r\n", " ", "\t", '"', "“", "\x00", "\u2028", "😀", "é"]
)
TEXTS = st.one_of(st.text(), st.lists(SIGNS).map("".join), st.lists(SIGNS).map(" ".join))
DAYS = st.dates()


@given(TEXTS, DAYS)
@example("@" * 50, date.max)
@example('@"' * 50, date.min)
@example("!99999999999999999999d x 99999999999999999m", MONDAY)
def test_no_character_is_lost(text, today):
    line = parse(text, today)

    assert "".join(piece.text for piece in line.pieces) == text
    assert [p.start for p in line.pieces] == [0, *(p.end for p in line.pieces)][:-1] or not text
    assert all(piece.text for piece in line.pieces)


@given(TEXTS, DAYS)
def test_every_word_is_in_the_note_in_a_promise_or_a_sign(text, today):
    line = parse(text, today)
    signs = (Part.MENTION, Part.KIND, Part.MINUTES, Part.SENSITIVE, Part.DUE)

    for piece in line.pieces:
        if piece.part in signs:
            continue
        if piece.promise is None:
            assert piece.text.strip() in line.note
        else:
            bare = " ".join(piece.text.split()).strip(" ,;:")
            assert bare in line.promises[piece.promise].title


@given(TEXTS, DAYS)
def test_reading_the_note_again_finds_no_sign_but_those_said_to_be_too_many(text, today):
    line = parse(text, today)

    assert (line.minutes or 1) in range(1, 601)
    assert len(line.promises) == sum(p.part is Part.DUE for p in line.pieces)
    assert all(p.why for p in line.unknown)
