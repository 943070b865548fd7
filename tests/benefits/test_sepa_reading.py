"""Messages of the bank: what they say, and what is not believed."""

from datetime import date

import pytest

from eenplan.engines.sepa import LARGEST, BadMessage, read_statement, read_status
from tests.support.bank import line, statement, status_report


def test_a_status_report_says_what_was_taken_and_refused():
    found = read_status(status_report("EENPLAN-1", group="PART", items=[("A", "RJCT", "AC04")]))
    assert (found.original, found.status, found.is_rejected) == ("EENPLAN-1", "PART", False)
    (item,) = found.items
    assert (item.end_to_end, item.is_rejected, item.reason) == ("A", True, "AC04")


def test_a_statement_says_what_left_and_what_came_back():
    found = read_statement(
        statement(
            line(-300, names=[("A", 100), ("B", 200)]),
            line(100, names=[("A", 100)], returned="AC01", on=date(2026, 11, 27)),
            line(-5, sts="PDNG"),
            line(-900, batch="EENPLAN-1"),
        )
    )
    assert found.accounts == ("BE68539007547034",)
    left, back, block = found.entries
    assert (left.cents, [one.end_to_end for one in left.details]) == (-300, ["A", "B"])
    assert (back.cents, back.booked_on, back.details[0].reason) == (100, date(2026, 11, 27), "AC01")
    assert (block.batch, block.details) == ("EENPLAN-1", ())


def test_the_older_way_of_writing_booked_is_read_too():
    old = statement(line(-300)).replace(b"<Sts><Cd>BOOK</Cd></Sts>", b"<Sts>BOOK</Sts>")
    assert len(read_statement(old).entries) == 1


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><x>&b;</x></Document>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><x>&a;</x></Document>"""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"geen xml",
        b"<Document>",
        BOMB,
        OUTSIDE,
        BOMB.decode().encode("utf-16"),
        BOMB.decode().replace('"1.0"', '"1.0" encoding="IBM037"').encode("cp037"),
        status_report("EENPLAN-1"),
        b"\x00\x01",
        b"<a>" * 5000,
        statement().replace(b"<Stmt>", b"<Other>").replace(b"</Stmt>", b"</Other>"),
        statement(line(-300)).replace(b"DBIT", b"MEER"),
        statement(line(-300)).replace(b"3.00", b"drie"),
        statement(line(-300)).replace(b"3.00", b"3.001"),
        statement(line(-300)).replace(b"3.00", b"1e400"),
        statement(line(-300)).replace(b"3.00", b"NaN"),
        statement(line(-300)).replace(b"3.00", b"-3.00"),
        statement(line(-300)).replace(b"EUR", b"USD"),
        statement(line(-300)).replace(b"2026-11-25", b"2026-02-30"),
        b"<x/>" + b" " * LARGEST,
    ],
)
def test_what_is_no_statement_is_refused_in_words(content):
    with pytest.raises(BadMessage) as refused:
        read_statement(content)
    assert str(refused.value).endswith((".", ")", "?"))


@pytest.mark.parametrize("content", [statement(), status_report(""), OUTSIDE])
def test_what_is_no_status_report_is_refused_in_words(content):
    with pytest.raises(BadMessage):
        read_status(content)
