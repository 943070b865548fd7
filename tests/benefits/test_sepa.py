"""Payments as bytes for the bank, held against the schema of ISO and another program."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sepaxml
from hypothesis import given, settings, strategies as st
from lxml import etree

from eenplan.engines.sepa import BadBatch, Batch, Debtor, Transfer, latin, write

NOW = datetime(2026, 11, 23, 9, 30, 12, 345, tzinfo=UTC)
CENTRE = Debtor("OCMW Voorbeeldstad", "BE68539007547034", "GKCCBEBB")
SCHEMA = etree.XMLSchema(
    etree.parse(Path(sepaxml.__file__).parent / "schemas" / "pain.001.001.09.xsd")
)
ISO = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
IBANS = ("BE71096123456769", "NL91ABNA0417164300", "DE89370400440532013000", "BE68539007547034")


def transfer(number: int = 1, **facts) -> Transfer:
    return Transfer(
        **{
            "end_to_end": f"P2026-001-{number}",
            "name": "Olena Kovalchuk",
            "iban": IBANS[0],
            "cents": 177_695,
            "text": "Equivalent leefloon november 2026",
            **facts,
        }
    )


def batch(*transfers: Transfer, **facts) -> Batch:
    known = {"message_id": "EENPLAN-P2026-001", "made_at": NOW, "pay_on": date(2026, 11, 30)}
    return Batch(**{**known, "debtor": CENTRE, "transfers": transfers or (transfer(),), **facts})


def said(content: bytes) -> list[tuple[str, str, str, str]]:
    """Return reference, account, name and amount of each payment in a message."""
    root = etree.fromstring(content)
    paths = (
        *(".//p:EndToEndId", ".//p:CdtrAcct/p:Id/p:IBAN"),
        *("p:Cdtr/p:Nm", ".//p:InstdAmt"),
    )
    return [
        tuple(found.findtext(path, namespaces=ISO) for path in paths)
        for found in root.iterfind(".//p:CdtTrfTxInf", ISO)
    ]


def test_the_message_is_valid_against_the_schema_of_iso():
    SCHEMA.assertValid(etree.fromstring(write(batch(*(transfer(n) for n in range(1, 40))))))


def test_without_a_bic_the_bank_finds_itself():
    found = write(batch(debtor=Debtor("OCMW", "BE68539007547034")))
    SCHEMA.assertValid(etree.fromstring(found))
    assert b"NOTPROVIDED" in found


def test_the_same_batch_gives_the_same_bytes():
    assert write(batch()) == write(batch())


def test_sums_and_counts_stand_in_the_head_and_in_the_block():
    root = etree.fromstring(write(batch(transfer(1, cents=1), transfer(2, cents=100_000_005))))
    assert root.xpath("//p:CtrlSum/text()", namespaces=ISO) == ["1000000.06"] * 2
    assert root.xpath("//p:NbOfTxs/text()", namespaces=ISO) == ["2", "2"]


def test_no_address_of_a_beneficiary_leaves():
    found = write(batch())
    assert b"PstlAdr" not in found
    assert b"AdrLine" not in found


def test_another_program_says_the_same_of_the_same_payments():
    transfers = tuple(transfer(n, cents=n * 12_345, iban=IBANS[n % 3]) for n in range(1, 6))
    theirs = sepaxml.SepaTransfer(
        {"name": CENTRE.name, "IBAN": CENTRE.iban, "BIC": CENTRE.bic, "batch": True}
        | {"currency": "EUR"},
        schema="pain.001.001.09",
        clean=True,
    )
    for one in transfers:
        theirs.add_payment(
            {
                "name": one.name,
                "IBAN": one.iban,
                "amount": one.cents,
                "execution_date": date(2026, 11, 30),
                "description": one.text,
                "endtoend_id": one.end_to_end,
            }
        )
    other, own = theirs.export(validate=True), write(batch(*transfers))
    assert said(other) == said(own)
    for path in ("CtrlSum", "NbOfTxs", "ReqdExctnDt/p:Dt", "DbtrAcct/p:Id/p:IBAN", "ChrgBr"):
        query = f"//p:{path}/text()"
        theirs_says = etree.fromstring(other).xpath(query, namespaces=ISO)
        assert set(theirs_says) == set(etree.fromstring(own).xpath(query, namespaces=ISO)), path


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"cents": 0}, "bedrag"),
        ({"cents": -5}, "bedrag"),
        ({"cents": 100_000_000_000}, "bedrag"),
        ({"iban": "BE71096123456760"}, "rekeningnummer"),
        ({"iban": "be71 0961 2345 6769"}, "rekeningnummer"),
        ({"iban": ""}, "rekeningnummer"),
        ({"name": "\u200b—"}, "naam"),
        ({"name": ""}, "naam"),
        ({"end_to_end": "x" * 36}, "kenmerk"),
        ({"end_to_end": "/x"}, "kenmerk"),
        ({"end_to_end": "a//b"}, "kenmerk"),
        ({"end_to_end": "a<b"}, "kenmerk"),
        ({"end_to_end": ""}, "kenmerk"),
    ],
)
def test_what_no_bank_would_take_is_refused_in_words(facts, why):
    with pytest.raises(BadBatch, match=why):
        write(batch(transfer(**facts)))


@pytest.mark.parametrize(
    "facts",
    [
        {"debtor": Debtor("OCMW", "BE00539007547034")},
        {"debtor": Debtor("OCMW", "BE68539007547034", "GKCC")},
        {"debtor": Debtor("", "BE68539007547034")},
        {"message_id": "é"},
        {"made_at": datetime(2026, 11, 23)},  # noqa: DTZ001 -- refused for that very reason
    ],
)
def test_a_batch_that_cannot_be_is_refused(facts):
    with pytest.raises(BadBatch):
        write(batch(**facts))


def test_nothing_to_pay_is_no_message():
    with pytest.raises(BadBatch):
        write(Batch("EENPLAN-1", NOW, date(2026, 11, 30), CENTRE, ()))


def test_a_reference_twice_is_refused():
    with pytest.raises(BadBatch, match="twee keer"):
        write(batch(transfer(1), transfer(1)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Aïcha El Idrissi", "Aicha El Idrissi"),
        ("Łukasz Weiß & Søn", "Lukasz Weiss + Son"),
        ("O’Neill  –\tZoë\n", "O'Neill - Zoe"),
        ("Nguyễn Thị Hoa", "Nguyen Thi Hoa"),
        ("<b>x</b>", ".b.x./b."),
    ],
)
def test_letters_are_those_a_bank_takes(written, read):
    assert latin(written, 70) == read


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=120).map(lambda text: f"A{text}"),
            st.integers(1, 99_999_999_999),
            st.sampled_from(IBANS),
            st.text(max_size=200),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_name_text_and_amount_gives_a_valid_message(rows):
    made = batch(
        *(
            transfer(number, name=name, cents=cents, iban=iban, text=text)
            for number, (name, cents, iban, text) in enumerate(rows, start=1)
        )
    )
    content = write(made)
    root = etree.fromstring(content)
    SCHEMA.assertValid(root)
    total = sum(cents for _, cents, _, _ in rows)
    assert root.findtext(".//p:CtrlSum", namespaces=ISO) == f"{total // 100}.{total % 100:02}"
    assert content == write(made)
    assert content.isascii()
