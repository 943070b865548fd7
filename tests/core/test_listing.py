"""Lists as files: what a spreadsheet gets is what the screen shows, and nothing runs."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from eenplan.core.listing import ROWS_A_PAGE, Column, exported
from eenplan.core.models import AuditEvent
from tests.factories import AreaFactory, HouseholdFactory
from tests.support.htmx import soup

FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


class Named:
    """Something whose words are only known when it is shown."""

    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name


def file_of(values, form) -> bytes:
    columns = [Column("Waarde", lambda value: value)]
    return exported(values, columns, name="proef", form=form).content


def csv_cells(values) -> list[str]:
    rows = csv.reader(io.StringIO(file_of(values, "csv").decode("utf-8-sig"), newline=""))
    return [row[0] for row in list(rows)[1:]]


def xlsx_cells(values) -> list:
    sheet = load_workbook(io.BytesIO(file_of(values, "xlsx"))).active
    return [row[0] for row in list(sheet.rows)[1:]]


def test_the_csv_is_what_a_belgian_spreadsheet_opens_without_asking():
    columns = [Column("Naam", lambda row: row[0]), Column("Opmerking", lambda row: row[1])]
    rows = [("Ткаченко; Мар'яна", 'zei "ja"'), ("twee\nregels", None)]

    response = exported(rows, columns, name="proef", form="csv")

    assert response.content == (
        b"\xef\xbb\xbf"
        b"Naam;Opmerking\r\n" + '"Ткаченко; Мар\'яна"'.encode() + b';"zei ""ja"""\r\n'
        b'"twee\nregels";\r\n'
    )
    assert response["Content-Type"] == "text/csv"
    assert response["Content-Disposition"] == 'attachment; filename="proef.csv"'


def test_an_empty_list_is_a_file_with_headings_only():
    assert file_of([], "csv") == b"\xef\xbb\xbfWaarde\r\n"
    assert xlsx_cells([]) == []


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    for value in (text, Named(text)):
        assert csv_cells([value]) == [f"'{text}"]
        [cell] = xlsx_cells([value])
        assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


def test_numbers_stay_numbers_negative_ones_too():
    assert csv_cells([-5, Decimal("-1.50"), 0]) == ["-5", "-1.50", "0"]
    cells = xlsx_cells([-5, 2.5, Decimal("-1.50"), 0])
    assert [(cell.data_type, cell.value) for cell in cells] == [
        ("n", -5),
        ("n", 2.5),
        ("n", -1.5),
        ("n", 0),
    ]


def test_digits_that_are_no_number_keep_their_zeros():
    [cell] = xlsx_cells(["0470112233"])

    assert (cell.data_type, cell.value) == ("s", "0470112233")


def test_days_and_yes_and_no_are_written_as_on_the_screen():
    values = [date(2026, 3, 14), date(26, 3, 4), True, False, None]

    assert csv_cells(values) == ["14/03/2026", "04/03/0026", "ja", "nee", ""]
    assert [cell.value for cell in xlsx_cells(values[2:4])] == ["ja", "nee"]


def test_a_day_is_a_day_in_a_workbook_and_wide_enough_to_read():
    moment = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)
    first, second, third = xlsx_cells([date(2026, 3, 14), moment, date(26, 3, 4)])

    assert (first.is_date, first.number_format) == (True, "DD/MM/YYYY")
    assert first.value == datetime(2026, 3, 14)  # noqa: DTZ001 -- a workbook knows no zones
    assert second.value == datetime(2026, 3, 15)  # noqa: DTZ001 -- past midnight here
    assert csv_cells([moment]) == ["15/03/2026"]
    assert (third.data_type, third.value) == ("s", "04/03/0026")
    sheet = load_workbook(io.BytesIO(file_of([date(2026, 3, 14)], "xlsx"))).active
    assert sheet.column_dimensions["A"].width >= 12


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_a_workbook_cannot_hold_is_left_out(sign):
    [cell] = xlsx_cells([f"a{sign}b"])

    assert cell.value == "ab"


@pytest.mark.parametrize("text", ["#N/A", "TRUE", "1e5", "_x0041_", "twee\nregels"])
def test_a_text_comes_out_of_the_workbook_as_it_went_in(text):
    [cell] = xlsx_cells([text])

    assert (cell.data_type, cell.value) == ("s", text)


@pytest.fixture
def long_list(team):
    area = AreaFactory()
    for _ in range(ROWS_A_PAGE + 1):
        HouseholdFactory(team=team, area=area)


@pytest.mark.parametrize(
    ("wanted", "number", "rows"),
    [
        ("", 1, 50),
        ("2", 2, 1),
        ("3", 2, 1),
        ("9" * 40, 2, 1),
        ("9" * 5000, 1, 50),
        ("0", 2, 1),
        ("-1", 2, 1),
        ("zz", 1, 50),
        ("1.5", 1, 50),
        ("\x00", 1, 50),
    ],
)
def test_a_page_beyond_the_end_is_the_last_and_nonsense_is_the_first(
    wanted, number, rows, login, amira, long_list
):
    response = login(amira).get("/gezinnen/", {"pagina": wanted})

    page = soup(response)
    assert response.status_code == 200
    assert f"51 gezinnen, pagina {number} van 2" in page.select_one("[role=status]").text
    assert len(page.select("#rows tbody tr")) == rows


def test_the_export_holds_all_pages(login, amira, long_list):
    page = soup(login(amira).get("/gezinnen/?pagina=2"))
    address = next(a["href"] for a in page.select(".list-foot a") if "csv" in a["href"])

    lines = login(amira).get(f"/gezinnen/{address}").content.decode().splitlines()

    assert len(lines) == 1 + ROWS_A_PAGE + 1


def test_a_program_reads_the_whole_list_or_one_page_of_it_with_the_count_of_all(
    amira, login, team, area
):
    for number in range(ROWS_A_PAGE + 1):
        HouseholdFactory(name=f"Gezin {number}", team=team, area=area)
    client = login(amira)

    whole = client.get("/gezinnen/?formaat=json").json()
    second = client.get("/gezinnen/?formaat=json&pagina=2").json()

    assert (whole["count"], len(whole["rows"])) == (ROWS_A_PAGE + 1, ROWS_A_PAGE + 1)
    assert (second["count"], len(second["rows"])) == (ROWS_A_PAGE + 1, 1)
    assert whole["columns"][:2] == ["Nummer", "Naam"]
    assert whole["rows"][-1] == second["rows"][0]
    assert whole["rows"][0][6] == "2026-01-04"
    assert AuditEvent.objects.filter(event="core.list-exported").count() == 2
