import codecs
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from eenplan.core import cells
from eenplan.core.imports import ImportReport, RowError
from eenplan.core.tabular import Column, Table, read_table

COLUMNS = (
    Column("household", required=True),
    Column("birth_date", cells.day(), required=True),
    Column("sex", cells.choice({"f": "FEMALE", "m": "MALE"})),
    Column("beds", cells.whole_number(0, 50), aliases=("bedden",)),
    Column("pets", cells.yes_no()),
)
ONE_ROW = {"household": "F1", "birth_date": date(2022, 3, 14)}
EMPTY = {"sex": None, "beds": None, "pets": None}


def read(source: str | bytes, **options) -> Table:
    source = source.encode() if isinstance(source, str) else source
    return read_table(source, columns=COLUMNS, name="x.csv", **options)


def only_error(source: str | bytes, **options) -> str:
    table = read(source, **options)
    assert table.rows == []
    [error] = table.errors
    return str(error)


def test_rows_come_with_the_number_a_spreadsheet_gives_them():
    table = read("household;birth_date\n\nF1;2022-03-14\n;\n  ; \nF2;14/03/2022\n")
    assert [row for row, _ in table.rows] == [3, 6]
    assert table.rows[0][1] == ONE_ROW | EMPTY
    assert (table.errors, table.warnings) == ([], [])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_line_ends_are_recognised(delimiter, end):
    lines = ("household;birth_date;sex", "F1;2022-03-14;f", "F2;2022-03-15;m")
    table = read(end.join(lines).replace(";", delimiter))
    assert [values["sex"] for _, values in table.rows] == ["FEMALE", "MALE"]


def test_a_comma_in_a_header_does_not_make_it_a_comma_file():
    table = read("household;birth_date;opmerking, vrij, kort, of lang\nF1;2022-03-14;a, b")
    assert len(table.rows) == 1


def test_the_line_excel_puts_before_the_table_is_passed_over():
    table = read("sep=;\r\nhousehold;birth_date\r\nF1;2022-03-14\r\nF2;x\r\n")
    assert [row for row, _ in table.rows] == [3]
    assert table.errors[0].row == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_recognised(encoding):
    table = read("household;birth_date\nZoë’s café;2022-03-14".encode(encoding))
    assert table.rows[0][1]["household"] == "Zoë’s café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_names_in_cyrillic_are_read(encoding):
    table = read("household;birth_date\nШевченко;2022-03-14".encode(encoding))
    assert table.rows[0][1]["household"] == "Шевченко"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "Het bestand is leeg."),
        (codecs.BOM_UTF16_LE, "Het bestand is leeg."),
        (b"\n ;;; \n", "Het bestand is leeg."),
        (b"PK\x03\x04\x14\x00\x06", "Dit is een werkmap (Excel of Calc). Bewaar als CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Dit is een werkmap (Excel of Calc). Bewaar als CSV"),
        (b"%PDF-1.7 \x00", "Dit is geen tekstbestand."),
        ("household;birth_date\nШевченко;x".encode("cp1251"), "De tekencodering is niet te"),
        (b"household;birth_date\nZo\xc3\xab;x\nCaf\xe9;x", "De tekencodering is niet te"),
        (b"household\n\x81\x8d\x01\xe9", "De tekencodering is niet te"),
        ("household".encode("utf-16-le"), "Dit lijkt UTF-16 zonder kenteken"),
        (codecs.BOM_UTF8 + b"Caf\xe9", "De tekens van het bestand zijn beschadigd (vanaf byte"),
        (codecs.BOM_UTF16_LE + b"abc", "De tekens van het bestand zijn beschadigd (vanaf byte"),
        (b"household;birth_date\nF1\x00;2022-03-14", "Er staat een nulteken"),
        (b'household;birth_date\nF1;"2022-03-14\nF2;2022-03-14', "Rij 2 is niet te lezen: een"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(source, sentence):
    error = only_error(source)
    assert error.startswith("x.csv: " + sentence)
    assert error.endswith((".", "opnieuw."))


def test_a_file_that_is_missing_or_a_folder_is_one_sentence(tmp_path):
    def error_of(path: Path) -> str:
        return str(read_table(path, columns=COLUMNS).errors[0])

    assert error_of(tmp_path / "weg.csv") == "weg.csv: Het bestand bestaat niet."
    assert error_of(tmp_path) == f"{tmp_path.name}: Dit is een map, geen bestand."


def test_a_file_that_is_too_long_or_too_large_is_refused():
    lines = ["household;birth_date", *["F1;2022-03-14"] * 4]
    assert len(read("\n".join(lines), max_rows=4).rows) == 4
    assert only_error("\n".join(lines), max_rows=3) == (
        "x.csv: Er staan meer dan 3 rijen in het bestand. Splits het."
    )
    assert only_error(b"x" * (20 * 2**20 + 1)) == (
        "x.csv: Het bestand is 20 MB groot; er mag 20 MB ineens. Splits het."
    )


def test_names_of_columns_may_differ_in_capitals_spaces_and_language():
    table = read(" Household ;BIRTH DATE;Bedden\nF1;2022-03-14;3")
    assert table.rows == [(2, ONE_ROW | EMPTY | {"beds": 3})]


def test_a_missing_and_a_double_column_stop_the_file():
    assert only_error("household;sex\nF1;f") == (
        "x.csv, rij 1, kolom birth_date: verwacht deze kolom, kreeg 'household, sex'"
    )
    assert only_error("household;birth_date;beds;Bedden\nF1;2022-03-14;1;1") == (
        "x.csv, rij 1, kolom beds: verwacht één zo'n kolom, kreeg 'beds, Bedden'"
    )


def test_unknown_columns_are_told_and_passed_over():
    table = read("household;birth_date;kleur;;\nF1;2022-03-14;rood;;")
    assert table.warnings == ["x.csv: onbekende kolommen genegeerd: kleur."]
    assert len(table.rows) == 1


def test_every_mistake_is_told_with_its_row_and_column():
    table = read(
        "household;birth_date;sex;beds;pets\n"
        "F1;x;v;veel;misschien\n"
        ";2022-02-30;f;51;ja\n"
        "F3;2022-03-14;F;3;nee\n"
        "F4;2022-03-14\n"
        "F5;2022-03-14;f;1;ja;te veel\n"
        "F6;2022-03-14;f;1;ja;;\n"
    )
    assert [str(error) for error in table.errors] == [
        "x.csv, rij 2, kolom birth_date: verwacht een datum (2022-03-14), kreeg 'x'",
        "x.csv, rij 2, kolom sex: verwacht een van: f, m, kreeg 'v'",
        "x.csv, rij 2, kolom beds: verwacht een geheel getal van 0 tot 50, kreeg 'veel'",
        "x.csv, rij 2, kolom pets: verwacht ja of nee, kreeg 'misschien'",
        "x.csv, rij 3, kolom household: verwacht tekst van hoogstens 200 tekens, kreeg niets",
        "x.csv, rij 3, kolom birth_date: verwacht een datum (2022-03-14), kreeg '2022-02-30'",
        "x.csv, rij 3, kolom beds: verwacht een geheel getal van 0 tot 50, kreeg '51'",
        "x.csv, rij 5: verwacht 5 cellen, kreeg '2'",
        "x.csv, rij 6: verwacht 5 cellen, kreeg '6'",
    ]
    assert [row for row, _ in table.rows] == [4, 7]


def test_a_cell_over_several_lines_counts_as_one_row():
    table = read('household;birth_date\n"F1\neen";2022-03-14\nF2;x')
    assert table.rows[0][1]["household"] == "F1 een"
    assert table.errors[0].row == 3


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (cells.day(), "14/3/2022", date(2022, 3, 14)),
        (cells.day(), "14-03-2022", date(2022, 3, 14)),
        (cells.day(), "2022-03-14 00:00:00", date(2022, 3, 14)),
        (cells.whole_number(), "12", 12),
        (cells.whole_number(), "12,0", 12),
        (cells.amount(), "€ 650,5", Decimal("650.5")),
        (cells.amount(), "650.50", Decimal("650.50")),
        (cells.yes_no(), "Neen", False),
        (cells.yes_no(), "x", True),
        (cells.several(cells.choice(["uk", "ru"])), "UK; ru;", ("uk", "ru")),
        (cells.text(), " a  b ", "a b"),
    ],
)
def test_a_cell_reads_what_people_write(kind, cell, value):
    assert kind.read(cell) == value


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (cells.day(), "3/14/2022"),
        (cells.day(), "0202-03-14"),
        (cells.day(last=date(2022, 3, 14)), "2022-03-15"),
        (cells.whole_number(), "-1"),
        (cells.whole_number(), "1,5"),
        (cells.amount(), "-3"),
        (cells.amount(), "1.000"),
        (cells.several(cells.choice(["uk"])), "uk;xx"),
        (cells.text(longest=3), "abcd"),
    ],
)
def test_a_cell_refuses_what_it_cannot_mean(kind, cell):
    with pytest.raises(ValueError):
        kind.read(cell)


def test_a_report_tells_the_mistakes_first_and_the_outcome_last():
    report = ImportReport("aankomsten", new=2, same=1, warnings=["iets kleins."])
    assert report.lines() == ["Let op: iets kleins.", "Aankomsten: 2 nieuw, 0 gewijzigd, 1 gelijk."]
    report.errors.append(RowError("x.csv", 12, "sex", "f of m", "y" * 80))
    assert not report.ok
    assert report.lines() == [
        f"x.csv, rij 12, kolom sex: verwacht f of m, kreeg '{'y' * 57}…'",
        "Let op: iets kleins.",
        "Niets bewaard: 1 fout.",
    ]


def test_a_report_of_a_file_that_is_wrong_everywhere_stays_readable():
    report = ImportReport(errors=[f"fout {n}" for n in range(900)])
    assert report.lines()[99:] == [
        "fout 99",
        "… en nog 800 fouten.",
        "Niets bewaard: 900 fouten.",
    ]
